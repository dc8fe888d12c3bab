"""The reader as torch sees it: the frozen encoder, a low-rank change of each of its products, three small heads.

Hu et al., *LoRA: Low-Rank Adaptation of Large Language Models*, ICLR 2022. Biases and norms are learned whole (they are
few). Only what is learned travels: a few megabytes.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, HEADS, KINDS = 384, 12, 8
PRODUCTS = {
    "q": (384, 384),
    "k": (384, 384),
    "v": (384, 384),
    "ao": (384, 384),
    "fi": (1536, 384),
    "fo": (384, 1536),
}
FIRST_OF_TEXT = 6
"""Kind of the first of the two kinds of passage tokens (``pairing.TEXT``)."""


class Network(nn.Module):
    """``exits``: the layers after which the heads read; the last one is the depth of the network."""

    def __init__(
        self, base: Path, rank: int, exits: tuple[int, ...], kind: torch.dtype = torch.bfloat16
    ) -> None:
        super().__init__()
        stored = np.load(base)
        self.exits, self.kind = exits, kind
        self.register_buffer("words", torch.tensor(stored["words"]).to(kind), persistent=False)
        self.register_buffer("positions", torch.tensor(stored["positions"]), persistent=False)
        self.small = nn.ParameterDict()
        """Biases and norms, learned from where they stand."""
        for name in ("norm.w", "norm.b"):
            self._learned(name, stored[name])
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        for layer in range(max(exits)):
            for name, (out, into) in PRODUCTS.items():
                key = f"l{layer}.{name}"
                self.register_buffer(_flat(key + ".w"), torch.tensor(stored[key + ".w"]), persistent=False)
                self._learned(key + ".b", stored[key + ".b"])
                self.down[_flat(key)] = nn.Parameter(torch.randn(rank, into) / into**0.5)
                self.up[_flat(key)] = nn.Parameter(torch.zeros(out, rank))
            for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
                self._learned(f"l{layer}.{name}", stored[f"l{layer}.{name}"])
        self.kinds = nn.Parameter(torch.zeros(KINDS, HIDDEN))
        self.heads = nn.ModuleDict(
            {
                str(depth): nn.ModuleDict({"answers": nn.Linear(2 * HIDDEN, 1), "span": nn.Linear(HIDDEN, 2)})
                for depth in exits
            }
        )

    def _learned(self, name: str, value: np.ndarray) -> None:
        self.small[_flat(name)] = nn.Parameter(torch.tensor(value))

    def weight(self, key: str) -> Tensor:
        """A product's weights with their change, fp32."""
        return getattr(self, _flat(key + ".w")) + self.up[_flat(key)] @ self.down[_flat(key)]

    def prepared(self) -> dict[str, Tensor]:
        """All weights of a step, changed and cast once."""
        made = {}
        for layer in range(max(self.exits)):
            parts = [self.weight(f"l{layer}.{name}") for name in "qkv"]
            made[f"l{layer}.qkv.w"] = torch.cat(parts).to(self.kind)
            made[f"l{layer}.qkv.b"] = torch.cat([self._bias(f"l{layer}.{name}.b") for name in "qkv"])
            for name in ("ao", "fi", "fo"):
                made[f"l{layer}.{name}.w"] = self.weight(f"l{layer}.{name}").to(self.kind)
                made[f"l{layer}.{name}.b"] = self._bias(f"l{layer}.{name}.b")
            for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
                made[f"l{layer}.{name}"] = self._bias(f"l{layer}.{name}")
        return made

    def _bias(self, name: str) -> Tensor:
        return self.small[_flat(name)].to(self.kind)

    def forward(
        self, ids: Tensor, kinds: Tensor, mask: Tensor, made: dict[str, Tensor], drop: float
    ) -> dict[int, tuple[Tensor, Tensor]]:
        """For each exit: log-odds of answering ``[B]``, start and end scores ``[B, S, 2]`` (place 0: no answer)."""
        size = ids.shape[1]
        hidden = self.words[ids].float() + self.positions[:size] + self.kinds[kinds]
        hidden = F.layer_norm(hidden, (HIDDEN,), self.small["norm_w"], self.small["norm_b"], 1e-12).to(
            self.kind
        )
        hidden = F.dropout(hidden, drop, self.training)
        seen = torch.zeros_like(mask, dtype=self.kind).masked_fill(~mask, -1e4)[:, None, None, :]
        found = {}
        for layer in range(max(self.exits)):
            hidden = self._layer(layer, hidden, seen, made, drop)
            if layer + 1 in self.exits:
                found[layer + 1] = self._read(layer + 1, hidden, kinds, mask)
        return found

    def _layer(
        self, layer: int, hidden: Tensor, seen: Tensor, made: dict[str, Tensor], drop: float
    ) -> Tensor:
        batch, size, _ = hidden.shape

        def product(name: str, source: Tensor) -> Tensor:
            return F.linear(source, made[f"l{layer}.{name}.w"], made[f"l{layer}.{name}.b"])

        def norm(name: str, source: Tensor) -> Tensor:
            return F.layer_norm(
                source, (HIDDEN,), made[f"l{layer}.{name}.w"], made[f"l{layer}.{name}.b"], 1e-12
            )

        q, k, v = product("qkv", hidden).view(batch, size, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        likeness = torch.matmul(q * (HIDDEN // HEADS) ** -0.5, k.transpose(-1, -2)) + seen
        context = torch.matmul(torch.softmax(likeness, -1), v)
        context = context.transpose(1, 2).reshape(batch, size, HIDDEN)
        middle = norm("aln", F.dropout(product("ao", context), drop, self.training) + hidden)
        down = product("fo", F.gelu(product("fi", middle)))
        return norm("oln", F.dropout(down, drop, self.training) + middle)

    def _read(self, depth: int, hidden: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        heads = self.heads[str(depth)]
        hidden = hidden.float()
        here = mask[:, :, None].float()
        mean = (hidden * here).sum(1) / here.sum(1)
        answers = heads["answers"](torch.cat([hidden[:, 0], mean], 1))[:, 0]
        place = torch.arange(kinds.shape[1])[None, :]
        allowed = (place == 0) | ((kinds >= FIRST_OF_TEXT) & mask)
        return answers, heads["span"](hidden).masked_fill(~allowed[:, :, None], -1e4)


def _flat(name: str) -> str:
    return name.replace(".", "_")
