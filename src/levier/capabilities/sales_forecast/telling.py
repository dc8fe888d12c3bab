"""What a forecast says: French sentences bound to computed evidence, a table, and a chart whose title is
the finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Accuracy, Grain, ItemForecast, SalesForecastOutput
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.series import TOTAL
from levier.core.evidence import Computed
from levier.core.french.dates import format_long_date, format_period
from levier.core.french.numbers import format_number, format_percent
from levier.core.period import Period
from levier.core.result import Chart, Column, Sentence, Series, Table

Values = NDArray[np.float64]
_SHOWN_HISTORY: dict[Grain, int] = {"day": 56, "week": 26, "month": 24}
_STEADY = 0.02
_STALE_DAYS = 7
_METHOD = "méthode choisie et fourchette calibrée en rejouant le passé"


@dataclass(frozen=True)
class Word:
    """A period in French: « 1 semaine », « 4 semaines »."""

    one: str
    many: str
    last: str

    def of(self, count: int) -> str:
        return self.one if count < 2 else self.many


WORDS: dict[Grain, Word] = {
    "day": Word("jour", "jours", "derniers"),
    "week": Word("semaine", "semaines", "dernières"),
    "month": Word("mois", "mois", "derniers"),
}


def tell(
    output: SalesForecastOutput, history: Sequence[Values], periods: Calendar, today: date
) -> SalesForecastOutput:
    """``output`` with its sentences, evidence, tables and chart. ``history``: the values of each item."""
    several = len(output.items) > 1
    output.evidence = [_settings(output, periods)]
    for place, item in enumerate(output.items):
        output.evidence.append(_proof(output, item, f"items.{place}", f"f{place + 1}"))
    if several:
        # Item by item is the table's work: the text gives the whole.
        output.evidence.append(_proof(output, output.overall, "overall", "all"))
        output.sentences.append(_together(output))
    else:
        output.sentences.append(_expected(output, output.items[0], "f1"))
    output.evidence.append(_measured(output))
    output.sentences += [*_reliability(output), *_caveats(output, periods, today)]
    output.tables = [
        *([_summary(output)] if several else []),
        *([_detail(output)] if _moves(output) else []),
    ]
    output.charts = [_chart(output, history, periods, "all" if several else "f1")]
    return output


def _moves(output: SalesForecastOutput) -> bool:
    """Whether the forecast differs from one period to the next: a table of equal lines says nothing."""
    return any(len({point.mean for point in item.points}) > 1 for item in output.items)


def amount(output: SalesForecastOutput, value: float) -> str:
    """« 1 234 unités », « 5 600 € »: the very figure of the evidence."""
    return f"{format_number(value, 0)}\u00a0{_unit(output, value)}"


def _unit(output: SalesForecastOutput, value: float) -> str:
    return "unité" if output.unit == "unités" and abs(value) < 2 else output.unit


def _settings(output: SalesForecastOutput, periods: Calendar) -> Computed:
    value = {
        "horizon": output.horizon,
        "grain": WORDS[output.grain].many,
        "level_percent": output.level,
        "start": output.start.isoformat(),
        "end": output.end.isoformat(),
        "history_start": periods.start(0).isoformat(),
        "history_end": periods.last.isoformat(),
        "items": len(output.items),
    }
    return Computed(id="cadre", path="", title="Cadre de la prévision", value=value, method=_METHOD)


def _proof(output: SalesForecastOutput, item: ItemForecast, path: str, name: str) -> Computed:
    value: dict[str, Any] = {
        "item": item.item,
        "start": output.start.isoformat(),
        "end": output.end.isoformat(),
        "total": item.total,
        "low": item.low,
        "high": item.high,
        "naive_total": item.naive_total,
        "previous_total": item.previous_total,
        "level_percent": output.level,
    }
    if path == "overall":
        value["items_count"] = len(output.items)
    if item.change is not None:
        value["change_percent"] = item.change
    method = f"{item.method} ; fourchette à {output.level} % ; naïve : {item.naive_method}"
    return Computed(
        id=name, path=path, title=f"Prévision de {item.item}", value=value, unit=output.unit, method=method
    )


def _measured(output: SalesForecastOutput) -> Computed:
    accuracy = output.accuracy
    value: dict[str, Any] = {
        "wape": accuracy.wape,
        "naive_wape": accuracy.naive_wape,
        "coverage": accuracy.coverage,
        "level": output.level,
        "period_count": accuracy.periods,
        "replay_count": accuracy.replays,
        "checked_count": accuracy.checked,
    }
    return Computed(
        id="fiabilite",
        path="accuracy",
        title="Erreur mesurée en rejouant le passé",
        value={key: one for key, one in value.items() if one is not None},
        unit="%",
        method="somme des écarts absolus ÷ somme des ventes ; chaque prévision rejouée n'a vu que "
        "ce qui était connu alors",
    )


def _expected(output: SalesForecastOutput, item: ItemForecast, proof: str) -> Sentence:
    what = "de chiffre d'affaires " if output.measure == "revenue" else ""
    name = f"le client {item.item}" if output.by == "customer" and item.item.isdigit() else item.item
    subject = "nous prévoyons" if item.item == TOTAL else f"pour {name}, nous prévoyons"
    text = (
        f"{subject[:1].upper()}{subject[1:]} {amount(output, item.total)} {what}{_when(output)} "
        f"(entre {format_number(item.low, 0)} et {format_number(item.high, 0)} avec {output.level} % de chances) ; "
        f"la prévision naïve donne {amount(output, item.naive_total)}."
    )
    return Sentence(text=text, evidence=[proof])


def _together(output: SalesForecastOutput) -> Sentence:
    whole = output.overall
    what = "de chiffre d'affaires " if output.measure == "revenue" else ""
    text = (
        f"Au total pour ces {len(output.items)} {_kind(output)}, nous prévoyons {amount(output, whole.total)} {what}"
        f"{_when(output)} (entre {format_number(whole.low, 0)} et {format_number(whole.high, 0)} avec {output.level} % de "
        f"chances) ; la prévision naïve donne {amount(output, whole.naive_total)}."
    )
    return Sentence(text=text, evidence=["all"])


def _reliability(output: SalesForecastOutput) -> list[Sentence]:
    accuracy, word = output.accuracy, WORDS[output.grain]
    if accuracy.wape is None or accuracy.naive_wape is None:
        return []
    text = (
        f"L'erreur moyenne mesurée sur vos {accuracy.periods} {word.last} {word.many} est de "
        f"{format_percent(accuracy.wape, 0)} (naïve : {format_percent(accuracy.naive_wape, 0)})"
    )
    if accuracy.coverage is not None:
        text += (
            f" ; {format_percent(accuracy.coverage, 0)} des valeurs rejouées sont tombées dans la fourchette annoncée "
            f"à {output.level} %"
        )
    return [Sentence(text=f"{text}.", evidence=["fiabilite"])]


def _kind(output: SalesForecastOutput, *, one: bool = False) -> str:
    """What the items are."""
    kinds = {
        "product": ("produit", "produits"),
        "category": ("catégorie", "catégories"),
        "country": ("pays", "pays"),
        "customer": ("client", "clients"),
    }
    return kinds.get(output.by, ("élément", "éléments"))[0 if one else 1]


def _caveats(output: SalesForecastOutput, periods: Calendar, today: date) -> list[Sentence]:
    told: list[str] = []
    if _worse(output.accuracy):
        told.append(
            "Sur ce passé, la prévision naïve s'est trompée moins que la nôtre : fiez-vous plutôt à elle."
        )
    elif output.accuracy.wape is not None and output.accuracy.wape > 0.6:
        told.append("Ces ventes varient beaucoup : fiez-vous surtout aux totaux et aux fourchettes.")
    stale = _STALE_DAYS + (31 if output.grain == "month" else 0)
    if (today - output.start).days > stale:
        told.append(
            f"Vos ventes importées s'arrêtent au {format_long_date(periods.last)} : la prévision part du lendemain ; "
            "importez les ventes récentes pour la rafraîchir."
        )
    return [Sentence(text=text, kind="notice", evidence=["cadre"]) for text in told]


def _worse(accuracy: Accuracy) -> bool:
    return (
        accuracy.wape is not None and accuracy.naive_wape is not None and accuracy.wape > accuracy.naive_wape
    )


def _when(output: SalesForecastOutput) -> str:
    period = format_period(Period(start=output.start, end=output.end))
    if period.startswith(("du ", "de ", "d’", "d'")):
        return period
    return f"le {period}" if output.start == output.end else f"pour {period}"


def _summary(output: SalesForecastOutput) -> Table:
    unit = output.unit
    rows = [*output.items, *([output.overall] if len(output.items) > 1 else [])]
    return Table(
        title=f"Prévision {_when(output)}",
        columns=[
            Column(key="item", label=_kind(output, one=True).capitalize()),
            Column(key="total", label="Prévision", unit=unit),
            Column(key="low", label="Au moins", unit=unit),
            Column(key="high", label="Au plus", unit=unit),
            Column(key="naive_total", label="Prévision naïve", unit=unit),
            Column(key="previous_total", label=_before(output), unit=unit),
        ],
        rows=[
            {
                "item": item.item,
                "total": item.total,
                "low": item.low,
                "high": item.high,
                "naive_total": item.naive_total,
                "previous_total": item.previous_total,
            }
            for item in rows
        ],
        evidence=[one.id for one in output.evidence if one.id != "cadre"],
    )


def _before(output: SalesForecastOutput) -> str:
    """« 4 semaines précédentes », « mois précédent »: the same length just before."""
    word, feminine = WORDS[output.grain], output.grain == "week"
    if output.horizon == 1:
        return f"{word.one.capitalize()} précédent{'e' if feminine else ''}"
    return f"{output.horizon} {word.many} précédent{'es' if feminine else 's'}"


def _detail(output: SalesForecastOutput) -> Table:
    unit = output.unit
    return Table(
        title=f"Détail par {WORDS[output.grain].one}",
        columns=[
            *(
                [Column(key="item", label=_kind(output, one=True).capitalize())]
                if len(output.items) > 1
                else []
            ),
            Column(key="start", label="Du", unit="date"),
            Column(key="end", label="Au", unit="date"),
            Column(key="mean", label="Prévision", unit=unit),
            Column(key="low", label="Au moins", unit=unit),
            Column(key="high", label="Au plus", unit=unit),
            Column(key="naive", label="Prévision naïve", unit=unit),
        ],
        rows=[{"item": item.item, **point.model_dump()} for item in output.items for point in item.points],
        evidence=[one.id for one in output.evidence if one.id.startswith("f") and one.id != "fiabilite"],
    )


def _chart(output: SalesForecastOutput, history: Sequence[Values], periods: Calendar, proof: str) -> Chart:
    whole, shown = output.overall, _SHOWN_HISTORY[output.grain]
    past = np.zeros(shown)
    for values in history:
        kept = values[-shown:]
        past[shown - kept.size :] += kept
    past = past[-min(shown, periods.count) :]
    days = [periods.start(periods.count - past.size + place) for place in range(past.size)]
    none: list[float | None] = [None] * past.size
    points = whole.points
    return Chart(
        title=_finding(output),
        x=[day.isoformat() for day in days] + [point.start.isoformat() for point in points],
        series=[
            Series(
                name="Ventes passées",
                role="history",
                y=[float(round(value)) for value in past] + [None] * len(points),
            ),
            Series(name="Prévision", role="main", y=none + [point.mean for point in points]),
            Series(
                name=f"Fourchette à {output.level} %",
                kind="band",
                low=none + [point.low for point in points],
                high=none + [point.high for point in points],
            ),
            Series(name="Prévision naïve", role="baseline", y=none + [point.naive for point in points]),
        ],
        x_label=f"{WORDS[output.grain].one.capitalize()} (premier jour)",
        y_label="Chiffre d'affaires" if output.measure == "revenue" else "Quantité vendue",
        unit=output.unit,
        evidence=[proof, "cadre"],
    )


def _finding(output: SalesForecastOutput) -> str:
    whole, word = output.overall, WORDS[output.grain]
    ahead = f"{output.horizon} {word.of(output.horizon)}"
    total = amount(output, whole.total)
    if whole.change is None:
        return f"{total} attendus sur {ahead}"
    if abs(whole.change) < _STEADY:
        return f"Ventes stables attendues sur {ahead} : {total}"
    way = "hausse" if whole.change > 0 else "baisse"
    return (
        f"Ventes attendues en {way} de {format_percent(abs(whole.change), 0)} sur {ahead} : {total}, contre "
        f"{amount(output, whole.previous_total)} juste avant"
    )


__all__ = ["WORDS", "Word", "amount", "tell"]
