"""The file of an edition: arrays and texts, no pickle; written once, read by the web process."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.capabilities.product_recommendation.companions import Companions

_LONGEST_NAME = 200
ARRAYS = ("together", "together_weight", "similar", "similar_weight", "popular", "in_stock")


@dataclass(frozen=True)
class Published:
    """An edition in memory. The arrays are those of ``companions``; ``in_stock``: what may be proposed (all, without a table)."""

    codes: list[str]
    names: list[str]
    fashion: float
    together: "NDArray[Any]"
    together_weight: "NDArray[Any]"
    similar: "NDArray[Any]"
    similar_weight: "NDArray[Any]"
    popular: "NDArray[Any]"
    in_stock: "NDArray[Any]"

    @cached_property
    def places(self) -> dict[str, int]:
        """A code, whatever its case → its place."""
        return {code.casefold(): place for place, code in enumerate(self.codes)}

    @property
    def size(self) -> int:
        """Bytes of its arrays."""
        return sum(int(getattr(self, name).nbytes) for name in ARRAYS)


def folder_of(publication: int) -> Path:
    return Path(settings.HOME) / "shops" / str(publication)


def path_of(publication: int, edition: int) -> Path:
    return folder_of(publication) / f"{edition}.npz"


def write(path: Path, found: "Companions", in_stock: "NDArray[Any]") -> int:
    """Write the file whole or not at all, for this account only; gives back its size in bytes."""
    import numpy as np  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = [name[:_LONGEST_NAME] for name in found.names]
    texts = json.dumps({"codes": found.codes, "names": names, "fashion": found.fashion}, ensure_ascii=False)
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        np.savez_compressed(
            file,
            texts=np.frombuffer(texts.encode(), dtype=np.uint8),
            together=found.together,
            together_weight=found.together_weight,
            similar=found.similar,
            similar_weight=found.similar_weight,
            popular=found.popular,
            in_stock=in_stock,
        )
    part.replace(path)
    return path.stat().st_size


def read(path: Path) -> Published:
    """The edition. Raises what numpy, zipfile and json raise when the file is absent or damaged."""
    import numpy as np  # noqa: PLC0415 - the web process starts without it

    with np.load(path, allow_pickle=False) as held:
        texts = json.loads(held["texts"].tobytes())
        return Published(**texts, **{name: held[name] for name in ARRAYS})
