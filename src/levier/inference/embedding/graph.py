"""The encoder of multilingual-e5-small written as an ONNX graph (opset 20), node by node.

BERT style: absolute positions from 0, token type 0 folded into the position table, post-layer-norm, erf GELU,
masked mean, L2 norm. Q, K and V are one product; attention and the residual norms use onnxruntime's fused
operators. The embedding table stays at its 4 bits (lossless, 25 MB instead of 180) and is unpacked in the
graph. Inputs ``input_ids`` and ``attention_mask`` int64 ``[B, S]``, S ≤ 512; output ``embedding`` fp32 ``[B,
384]``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from levier.inference.embedding.weights import Sizes, Weights

_MICROSOFT = "com.microsoft"
_EPSILON = 1e-12
_TABLE = "emb.word"


class Tensors(Protocol):
    """Where the encoder's weights are read: the file, or the file with what was learned since."""

    @property
    def sizes(self) -> Sizes: ...

    def vector(self, name: str) -> NDArray[np.float32]: ...

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]: ...

    def blocks(self, name: str, rows: int, columns: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]: ...


def build_graph(weights: Weights, rows: Sequence[int]) -> onnx.ModelProto:
    """The fp32 graph over the given rows of the embedding table."""
    graph = Graph()
    hidden_state = embeddings(graph, weights, rows)
    graph.add("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
    for number in range(weights.sizes.layers):
        hidden_state = layer(graph, weights, number, hidden_state)
    _pooling(graph, hidden_state)
    return graph.model(["input_ids", "attention_mask"], {"embedding": ["B", weights.sizes.hidden]})


def ffn_down_node(layer: int) -> str:
    """Name of the product that brings layer ``layer`` back from 1536 to 384: where 8 bits cost most."""
    return f"l{layer}.fo.out_mul_MatMul"


class Graph:
    """Nodes and constants of a graph being written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(
        self, operator: str, inputs: list[str], output: str | list[str], domain: str = "", **attributes: Any
    ) -> str:
        outputs = [output] if isinstance(output, str) else output
        name = f"{outputs[0]}_{operator}"
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, domain=domain, **attributes))
        return outputs[0]

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, name: str, values: list[int]) -> str:
        return self.constant(name, np.array(values, np.int64))

    def dense(self, source: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """``source @ weight.T + bias`` with ``weight`` ``[out, in]``."""
        self.constant(name + ".w", weight.T)
        self.constant(name + ".b", bias)
        self.add("MatMul", [source, name + ".w"], name + ".out_mul")
        return self.add("Add", [name + ".out_mul", name + ".b"], name + ".out")

    def residual_norm(
        self, one: str, other: str, name: str, scale: NDArray[np.float32], shift: NDArray[np.float32]
    ) -> str:
        self.constant(name + ".scale", scale)
        self.constant(name + ".shift", shift)
        return self.add(
            "SkipLayerNormalization",
            [one, other, name + ".scale", name + ".shift"],
            name + ".out",
            _MICROSOFT,
            epsilon=_EPSILON,
        )

    def model(self, inputs: Sequence[str], outputs: Mapping[str, list[str | int]]) -> onnx.ModelProto:
        """The model; ``inputs`` are int64 ``[B, S]``, ``outputs`` fp32 of these shapes."""
        taken = [helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "S"]) for name in inputs]
        given = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()
        ]
        graph = helper.make_graph(self.nodes, "e5", taken, given, self.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def embeddings(graph: Graph, weights: Tensors, rows: Sequence[int], more: str = "") -> str:
    """Words and positions, and what ``more`` gives of each token ``[B, S, hidden]``, normalised."""
    hidden = weights.sizes.hidden
    scales, nibbles = weights.blocks(_TABLE, weights.sizes.rows, hidden)
    graph.constant("words.nibbles", nibbles[list(rows)])
    graph.constant("words.scales", scales[list(rows)])
    graph.constant("fifteen", np.array(15, np.uint8))
    graph.constant("four", np.array(4, np.uint8))
    graph.constant("eight", np.array(8, np.float32))
    graph.integers("words.shape", [0, 0, hidden])
    graph.add("Gather", ["words.nibbles", "input_ids"], "nibbles", axis=0)
    graph.add("Gather", ["words.scales", "input_ids"], "scales16", axis=0)
    graph.add("BitwiseAnd", ["nibbles", "fifteen"], "low")
    graph.add("BitShift", ["nibbles", "four"], "high", direction="RIGHT")
    graph.add("Concat", ["low", "high"], "quantised8", axis=-1)
    graph.add("Cast", ["quantised8"], "quantised", to=TensorProto.FLOAT)
    graph.add("Sub", ["quantised", "eight"], "centred")
    graph.add("Cast", ["scales16"], "scales", to=TensorProto.FLOAT)
    graph.add("Mul", ["centred", "scales"], "blocks")
    graph.add("Reshape", ["blocks", "words.shape"], "words")

    positions = weights.vector("emb.pos").reshape(-1, hidden)
    token_type = weights.vector("emb.type").reshape(-1, hidden)[0]
    graph.constant("positions.table", (positions + token_type).astype(np.float32))
    graph.integers("zero", [0])
    graph.integers("one", [1])
    # 1-D starts and ends: with scalars, onnxruntime 1.32's optimiser writes a Slice that it then refuses to
    # run.
    graph.add("Shape", ["input_ids"], "shape")
    graph.add("Gather", ["shape", "one"], "length", axis=0)
    graph.add("Slice", ["positions.table", "zero", "length", "zero"], "positions")
    graph.add("Add", ["words", "positions"], "placed")
    graph.add("Add" if more else "Identity", ["placed", more] if more else ["placed"], "embedded")
    graph.constant("embedding.scale", weights.vector("emb.ln.w"))
    graph.constant("embedding.shift", weights.vector("emb.ln.b"))
    return graph.add(
        "LayerNormalization",
        ["embedded", "embedding.scale", "embedding.shift"],
        "embedding_norm",
        epsilon=_EPSILON,
        axis=-1,
    )


def layer(graph: Graph, weights: Tensors, number: int, source: str) -> str:
    """One layer of the encoder over ``source``; the graph holds ``mask32`` (int32 ``[B, S]``)."""
    sizes, prefix = weights.sizes, f"l{number}."
    hidden, inner = sizes.hidden, sizes.inner

    def square(name: str) -> NDArray[np.float32]:
        return weights.matrix(f"{prefix}{name}.w", hidden, hidden)

    def vector(name: str) -> NDArray[np.float32]:
        return weights.vector(prefix + name)

    if number == 0:
        graph.integers("thirds", [hidden] * 3)
    graph.dense(
        source,
        prefix + "qkv",
        np.concatenate([square("q"), square("k"), square("v")]),
        np.concatenate([vector("q.b"), vector("k.b"), vector("v.b")]),
    )
    parts = [prefix + part for part in ("query", "key", "value")]
    graph.add("Split", [prefix + "qkv.out", "thirds"], parts, axis=-1)
    graph.add(
        "MultiHeadAttention", [*parts, "", "mask32"], prefix + "context", _MICROSOFT, num_heads=sizes.heads
    )
    attended = graph.dense(prefix + "context", prefix + "ao", square("ao"), vector("ao.b"))
    middle = graph.residual_norm(attended, source, prefix + "attention", vector("aln.w"), vector("aln.b"))
    up = graph.dense(middle, prefix + "fi", weights.matrix(prefix + "fi.w", inner, hidden), vector("fi.b"))
    graph.add("Gelu", [up], prefix + "gelu", approximate="none")
    down = graph.dense(
        prefix + "gelu", prefix + "fo", weights.matrix(prefix + "fo.w", hidden, inner), vector("fo.b")
    )
    return graph.residual_norm(down, middle, prefix + "output", vector("oln.w"), vector("oln.b"))


def _pooling(graph: Graph, source: str) -> None:
    graph.integers("last", [-1])
    graph.integers("two", [2])
    graph.add("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["mask", "two"], "mask3")
    graph.add("Mul", [source, "mask3"], "masked")
    graph.add("ReduceSum", ["masked", "one"], "sum", keepdims=0)
    graph.add("ReduceSum", ["mask", "one"], "count", keepdims=1)
    graph.add("Div", ["sum", "count"], "mean")
    graph.add("ReduceL2", ["mean", "last"], "norm", keepdims=1)
    graph.add("Div", ["mean", "norm"], "embedding")
