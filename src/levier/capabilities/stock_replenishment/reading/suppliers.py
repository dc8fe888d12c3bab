"""The suppliers: name, announced time, franco (the amount from which carriage is free) and least amount of an order."""

from dataclasses import dataclass

import polars as pl

from levier.capabilities.stock_replenishment.reading.columns import key, made
from levier.core.french.numbers import format_number

UNKNOWN = ""
_TEXTS = ("supplier", "supplier_name", "email", "address", "postcode", "city", "country")
_NUMBERS = ("lead_time", "franco", "min_order")


@dataclass(frozen=True)
class Supplier:
    """``ref``: the key other tables use; ``code`` and ``name`` as written; amounts 0 when there is no limit."""

    ref: str
    code: str
    name: str
    lead_days: float | None = None
    franco: float = 0.0
    least: float = 0.0
    email: str = ""
    address: str = ""
    listed: bool = True

    @property
    def label(self) -> str:
        """« Textiles du Lac (F0012) »: the name with the code where they differ."""
        return f"{self.name} ({self.code})" if self.code and self.code != self.name else self.name


class Suppliers:
    """The suppliers of the table, and those that only the other tables name."""

    def __init__(self, raw: pl.DataFrame | None, purchases: pl.DataFrame | None) -> None:
        self.known = raw is not None
        self._found: dict[str, Supplier] = {}
        self._names: dict[str, str] = {}
        if raw is not None:
            for one in (
                made(raw, _TEXTS, _NUMBERS)
                .with_columns(key("supplier").alias("k"), key("supplier_name").alias("n"))
                .iter_rows(named=True)
            ):
                self._add(one)
        self._written: dict[str, str] = {}
        if purchases is not None:
            for ref, code, name in (
                purchases["from", "supplier", "supplier_name"].unique(maintain_order=True).iter_rows()
            ):
                if ref and (name or code):
                    self._written.setdefault(ref, name or code)

    def _add(self, one: dict[str, object]) -> None:
        ref = str(one["k"] or one["n"] or "")
        if not ref:
            return
        place = " ".join(str(one[part]) for part in ("postcode", "city") if one[part])
        supplier = Supplier(
            ref=ref,
            code=str(one["supplier"] or ""),
            name=str(one["supplier_name"] or one["supplier"]),
            lead_days=_positive(one["lead_time"]),
            franco=_positive(one["franco"]) or 0.0,
            least=_positive(one["min_order"]) or 0.0,
            email=str(one["email"] or ""),
            address=", ".join(part for part in (str(one["address"] or ""), place) if part),
        )
        self._found[ref] = supplier
        if one["n"]:
            self._names.setdefault(str(one["n"]), ref)

    def key(self, written: str | None) -> str:
        """The key of a supplier written by code or by name; empty when none is."""
        if not written:
            return UNKNOWN
        return written if written in self._found else self._names.get(written, written)

    def get(self, ref: str) -> Supplier:
        """The supplier of that key; one that no table describes has its key for a name."""
        found = self._found.get(ref)
        return found or Supplier(ref, ref, self._written.get(ref, ref), listed=not self.known)

    def told(self) -> dict[str, float]:
        """Days that each supplier announces."""
        return {ref: one.lead_days for ref, one in self._found.items() if one.lead_days is not None}

    def __iter__(self) -> "iter[Supplier]":  # type: ignore[valid-type]
        return iter(self._found.values())


def _positive(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value >= 0 else None


def missing_franco(amount: float, franco: float) -> str:
    """« il manque 120 € pour le franco » in figures, without the currency."""
    return format_number(max(0.0, franco - amount), 0)


__all__ = ["UNKNOWN", "Supplier", "Suppliers", "missing_franco"]
