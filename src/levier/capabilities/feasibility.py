"""Can this company use this capability today? Measured on its tables and documents, with the reasons."""

from dataclasses import dataclass
from typing import Any

from levier.core.capability import Capability, DatasetFacts, Need, TableAccess
from levier.core.errors import NotAllowed, NotFound
from levier.core.french.numbers import format_count
from levier.tables.kinds import KINDS

_DAYS = 7
_KINDS = {
    "sales": "ventes",
    "products": "produits",
    "stock": "stocks",
    "purchases": "achats",
    "suppliers": "fournisseurs",
    "customers": "clients",
    "journal": "écritures comptables",
    "journal_entries": "écritures comptables",
    "invoices": "factures",
    "payments": "règlements",
    "documents": "documents",
}


@dataclass(frozen=True)
class Reason:
    """One thing that was checked. ``met``: how much of it is there (0–1); ``text``: in French, with the
    figures.
    """

    kind: str
    met: float
    optional: bool
    text: str


@dataclass(frozen=True)
class Feasibility:
    """``ready``: every required need is met; ``score``: 0–1, the mean of what is there of each required
    need.
    """

    ready: bool
    score: float
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> list[str]:
        """What lacks, in French; empty when ready."""
        return [reason.text for reason in self.reasons if not reason.optional and reason.met < 1]


def assess(capability: type[Capability[Any, Any]], tables: TableAccess, documents_count: int) -> Feasibility:
    """Compare what ``capability`` needs with what the company has, as far as the person may see it."""
    reasons = tuple(_reason(need, tables, documents_count) for need in capability.needs)
    required = [reason.met for reason in reasons if not reason.optional]
    score = sum(required) / len(required) if required else 1.0
    return Feasibility(ready=all(met >= 1 for met in required), score=round(score, 3), reasons=reasons)


def history_weeks(facts: DatasetFacts) -> int:
    """Whole weeks between the first and the last day of a table, both included."""
    if facts.first_day is None or facts.last_day is None:
        return 0
    return ((facts.last_day - facts.first_day).days + 1) // _DAYS


def _reason(need: Need, tables: TableAccess, documents_count: int) -> Reason:
    if need.kind == "documents":
        met = min(1.0, documents_count / max(1, need.min_rows))
        text = f"{format_count(documents_count, 'document lisible')} ; il en faut au moins {max(1, need.min_rows)}"
        return Reason(need.kind, met, need.optional, text)
    if need.kind == "any":
        held = [
            one.label.lower()
            for name, one in KINDS.items()
            if name in (need.among or KINDS) and _facts(tables, name)
        ]
        told = f"tableaux : {', '.join(held)}" if held else f"aucun tableau importé ({need.why})"
        return Reason(need.kind, 1.0 if held else 0.0, need.optional, told)
    known = KINDS.get(need.kind)
    kind = _KINDS.get(need.kind) or (known.label.lower() if known else need.kind)
    facts = _facts(tables, need.kind)
    if facts is None:
        why = f" ({need.why})" if need.why else ""
        return Reason(need.kind, 0.0, need.optional, f"aucun jeu de données « {kind} » importé{why}")
    checks = [_rows(need, facts), _history(need, facts), *_columns(need, facts)]
    lacking = [said for met, said in checks if met < 1]
    shown = lacking or [said for _, said in checks if said]
    met = min(met for met, _ in checks)
    return Reason(need.kind, round(met, 3), need.optional, f"{kind} : {' ; '.join(shown)}")


def _facts(tables: TableAccess, kind: str) -> DatasetFacts | None:
    try:
        return tables.facts(kind)
    except (NotFound, NotAllowed):
        return None


def _rows(need: Need, facts: DatasetFacts) -> tuple[float, str]:
    if facts.rows >= need.min_rows:
        return 1.0, f"{_number(facts.rows)} lignes"
    return facts.rows / need.min_rows, f"{_number(facts.rows)} lignes, il en faut {_number(need.min_rows)}"


def _history(need: Need, facts: DatasetFacts) -> tuple[float, str]:
    if not need.min_weeks:
        return 1.0, ""
    weeks = history_weeks(facts)
    if weeks >= need.min_weeks:
        return 1.0, f"{weeks} semaines d'historique"
    return weeks / need.min_weeks, f"{weeks} semaines d'historique, il en faut {need.min_weeks}"


def _columns(need: Need, facts: DatasetFacts) -> list[tuple[float, str]]:
    checks: list[tuple[float, str]] = []
    for column in need.columns:
        filled = facts.filled.get(column, 0.0)
        if filled < need.filled:
            found, wanted = f"{filled * 100:.0f} %", f"{need.filled * 100:.0f} %"
            checks.append((filled / need.filled, f"colonne « {column} » remplie à {found}, il faut {wanted}"))
    return checks


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
