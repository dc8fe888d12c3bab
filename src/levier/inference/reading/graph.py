"""The reader as an ONNX graph: the first layers of the encoder over a pair, then what it says of it.

Inputs ``input_ids``, ``attention_mask`` and ``kinds`` int64 ``[B, S]``; outputs ``answers`` fp32 ``[B]``, the log-odds that
the passage answers, and ``spans`` fp32 ``[B, S, 2]``, how well each token begins and ends the answer (place 0: none).
"""

from collections.abc import Sequence

import onnx
from onnx import TensorProto

from levier.inference.embedding.graph import Graph, embeddings, layer
from levier.inference.reading.weights import Changed, Learned


def build_graph(weights: Changed, learned: Learned, rows: Sequence[int]) -> onnx.ModelProto:
    """The fp32 graph over the given rows of the table of words."""
    graph = Graph()
    graph.constant("kinds.table", learned["kinds"])
    graph.add("Gather", ["kinds.table", "kinds"], "kind", axis=0)
    hidden = embeddings(graph, weights, rows, "kind")
    graph.add("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
    for number in range(learned.layers):
        hidden = layer(graph, weights, number, hidden)
    _answers(graph, hidden, learned)
    _spans(graph, hidden, learned)
    return graph.model(["input_ids", "attention_mask", "kinds"], {"answers": ["B"], "spans": ["B", "S", 2]})


def _answers(graph: Graph, hidden: str, learned: Learned) -> None:
    """A linear head over the first token and the mean of all."""
    graph.integers("last", [-1])
    graph.integers("two", [2])
    graph.integers("flat", [-1])
    graph.add("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["mask", "two"], "mask3")
    graph.add("Mul", [hidden, "mask3"], "masked")
    graph.add("ReduceSum", ["masked", "one"], "sum", keepdims=0)
    graph.add("ReduceSum", ["mask", "one"], "count", keepdims=1)
    graph.add("Div", ["sum", "count"], "mean")
    graph.add("Slice", [hidden, "zero", "one", "one"], "first1")
    graph.add("Squeeze", ["first1", "one"], "first")
    graph.add("Concat", ["first", "mean"], "both", axis=-1)
    graph.constant("answers.w", learned["answers.w"].T)
    graph.constant("answers.b", learned["answers.b"])
    graph.add("Gemm", ["both", "answers.w", "answers.b"], "answers1")
    graph.add("Reshape", ["answers1", "flat"], "answers")


def _spans(graph: Graph, hidden: str, learned: Learned) -> None:
    graph.constant("spans.w", learned["spans.w"].T)
    graph.constant("spans.b", learned["spans.b"])
    graph.add("MatMul", [hidden, "spans.w"], "spans_mul")
    graph.add("Add", ["spans_mul", "spans.b"], "spans")
