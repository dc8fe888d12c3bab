"""The figures of a run that say how good its result is: its signals, and the errors measured by replaying the past."""

from collections.abc import Iterator, Mapping
from typing import Any

_LOWER = {
    "wape": "Erreur moyenne sur le passé rejoué", "mase": "Erreur rapportée à celle du pas précédent", "mae": "Erreur absolue moyenne",
    "rmse": "Erreur quadratique", "smape": "Erreur relative", "brier": "Erreur des probabilités",
}  # fmt: skip
_HIGHER = {
    "coverage": "Part du passé tombée dans la fourchette", "precision": "Précision", "recall": "Part retrouvée",
    "hit_rate": "Propositions justes", "ndcg": "Qualité du classement", "auc": "Séparation",
}  # fmt: skip
_HOLDERS = ("accuracy", "backtest", "backtests", "overall", "quality", "measured")
_DEEP = 4


def figures_of(output: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Name → {label, value, limit, unit, better (« lower » or « higher »), means} from a capability's output as JSON."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in _replayed(output, 0):
        better = "lower" if name in _LOWER else "higher"
        label = _LOWER.get(name) or _HIGHER[name]
        found.setdefault(
            f"replay:{name}",
            {"label": label, "value": value, "limit": None, "unit": "" if name in ("mase", "mae", "rmse") else "%", "better": better, "means": ""},
        )  # fmt: skip
    for signal in output.get("signals") or []:
        found[f"signal:{signal['name']}"] = {
            "label": signal["label"], "value": signal["value"], "limit": signal["limit"], "unit": signal.get("unit", ""),
            "better": "lower" if signal.get("above", True) else "higher", "means": signal.get("means", ""),
        }  # fmt: skip
    return found


def _replayed(given: Any, depth: int) -> Iterator[tuple[str, float]]:
    if not isinstance(given, Mapping) or depth > _DEEP:
        return
    for name, value in given.items():
        if (
            (name in _LOWER or name in _HIGHER)
            and isinstance(value, int | float)
            and not isinstance(value, bool)
        ):
            if depth:
                yield name, float(value)
        elif name in _HOLDERS:
            for one in value if isinstance(value, list) else [value]:
                yield from _replayed(one, depth + 1)


def passed(figure: Mapping[str, Any]) -> bool:
    """Whether a figure is beyond its own limit."""
    if figure.get("limit") is None:
        return False
    value, limit = float(figure["value"]), float(figure["limit"])
    return value > limit if figure["better"] == "lower" else value < limit


def worse(first: Mapping[str, Any], second: Mapping[str, Any]) -> float:
    """By which share the second is worse than the first: 0.2 is 20 % worse, below zero better."""
    before, now = float(first["value"]), float(second["value"])
    change = (now - before) / max(abs(before), 1e-9)
    return change if second["better"] == "lower" else -change


def data_of(touched: list[str]) -> dict[str, int]:
    """« dataset:3@2 » … as {"3": 2}."""
    found: dict[str, int] = {}
    for mark in touched:
        kind, _, rest = mark.partition(":")
        number, _, version = rest.partition("@")
        if kind == "dataset" and number.isdecimal() and version.isdecimal():
            found[number] = int(version)
    return found
