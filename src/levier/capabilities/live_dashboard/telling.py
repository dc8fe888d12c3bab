"""Sentences, tables and charts of the answer, each bound to its figure."""

from datetime import date
from typing import Any

from levier.capabilities.live_dashboard import LiveDashboardOutput
from levier.capabilities.live_dashboard.period_words import beside, period_label
from levier.capabilities.live_dashboard.shapes import Change, Factors, Figure, Split
from levier.capabilities.live_dashboard.words import (
    amount,
    break_words,
    capital,
    finding,
    incomplete,
    moved,
    percent,
    where_from,
)
from levier.core.evidence import Computed
from levier.core.french.dates import format_date
from levier.core.period import Period
from levier.core.result import Chart, Column, Sentence, Series, Signal, Table

_SHOWN_SPLITS = 3
_DRAWN = 25


def tell(output: LiveDashboardOutput, today: date, *, asked: Period | None) -> LiveDashboardOutput:
    """``output`` with its sentences, evidence, tables, charts and signals."""
    for place, figure in enumerate(output.figures):
        _figure(output, figure, place)
    if output.change is not None:
        _change(output, output.change)
    if len(output.figures) > 1:
        output.tables.append(_overview(output.figures))
    if output.figures[0].series:
        output.charts.append(chart(output.figures[0], evidence=["f0"]))
    output.sentences += _notices(output, asked)
    output.signals += _signals(output.figures)
    return output


def _figure(output: LiveDashboardOutput, figure: Figure, place: int) -> None:
    name = f"f{place}"
    value: dict[str, Any] = {"label": figure.label, "value": figure.value, "period": figure.period}
    for key in ("previous", "last_year", "previous_period", "last_year_period"):
        if getattr(figure, key) not in (None, ""):
            value[key] = getattr(figure, key)
    for key, ratio in (("change_percent", figure.change), ("year_change_percent", figure.year_change)):
        if ratio is not None:
            value[key] = round(abs(100 * ratio), 0 if abs(ratio) >= 0.1 else 1)
    for key, day in (("first_day", figure.begins), ("last_day", figure.through)):
        if day is not None:
            value[key] = day.isoformat()
    if not figure.complete:
        value |= {"elapsed_days": figure.elapsed, "period_days": figure.days}
    if figure.searched:
        value["breaks"] = figure.searched
    for number, one in enumerate(figure.breaks):
        value[f"break_{number}"] = break_words(one, figure.unit)
        if one.relative:
            value[f"break_{number}_percent"] = round(
                abs(100 * one.size), 0 if one.kind == "level" and abs(one.size) >= 0.1 else 1
            )
    output.evidence.append(
        Computed(
            id=name,
            path=f"figures.{place}",
            title=capital(figure.label),
            value=value,
            unit=figure.unit,
            method=figure.definition,
        )
    )
    if figure.value is None:
        return
    when = f" ({figure.period})" if figure.period else ""
    text = f"{capital(figure.label)}{when} : {amount(figure.value, figure.unit)}"
    text += _compared(figure)
    output.sentences.append(Sentence(text=f"{text}.", evidence=[name]))
    output.sentences += [
        Sentence(text=f"{capital(figure.label)} : {_small(break_words(one, figure.unit))}.", evidence=[name])
        for one in figure.breaks[-1:]
    ]


def _compared(figure: Figure) -> str:
    parts = []
    for before, change, period in (
        (figure.previous, figure.change, figure.previous_period),
        (figure.last_year, figure.year_change, figure.last_year_period),
    ):
        if before is None:
            continue
        if figure.unit == "%" or change is None:
            parts.append(f"contre {amount(before, figure.unit)} ({period})")
        else:
            parts.append(f"{percent(change)} {beside(period)} ({amount(before, figure.unit)})")
    return f", {' et '.join(parts)}" if parts else ""


def _change(output: LiveDashboardOutput, change: Change) -> None:
    value: dict[str, Any] = {
        "label": change.label, "before": change.before, "now": change.now, "difference": change.difference,
        "period": change.period, "against": change.against,
    }  # fmt: skip
    output.evidence.append(
        Computed(
            id="change", path="change", title=f"Évolution : {change.label}", value=value, unit=change.unit
        )
    )
    brief = len(output.figures) > 1
    for place, split in enumerate(change.splits[: 1 if brief else _SHOWN_SPLITS]):
        output.evidence.append(_split_proof(change, split, place))
        text = where_from(change, split)
        if text:
            text = text if text.startswith("Par ") else f"Par {split.label} : {_small(text)}"
            output.sentences.append(Sentence(text=text, evidence=[f"p{place}"]))
        if not brief:
            output.tables.append(split_table(change, split, evidence=[f"p{place}"]))
    for place, factors in enumerate(change.factors[:1] if brief else change.factors):
        output.evidence.append(_factors_proof(change, factors, place))
        if change.unit != "%":
            output.sentences.append(Sentence(text=_factors(change, factors), evidence=[f"e{place}"]))
        if not brief:
            output.tables.append(factors_table(change, factors, evidence=[f"e{place}"]))
    if change.splits:
        output.charts.append(waterfall(change, change.splits[0], evidence=["p0"]))


def _factors(change: Change, factors: Factors) -> str:
    strongest = sorted(factors.parts, key=lambda one: -abs(one.change))[:3]
    parts = ", ".join(f"{_small(one.name)} {moved(one.change, change.unit)}" for one in strongest)
    more = ", …" if len(factors.parts) > len(strongest) else ""
    return f"{factors.title} : {parts}{more}, soit {moved(change.difference, change.unit)} en tout."


def _factors_proof(change: Change, factors: Factors, place: int) -> Computed:
    value: dict[str, Any] = {"difference": change.difference}
    for number, one in enumerate(factors.parts):
        value |= {f"name_{number}": one.name, f"change_{number}": one.change}
    return Computed(
        id=f"e{place}",
        path=f"change.factors.{place}",
        title=factors.title,
        value=value,
        unit=change.unit,
        method=factors.method,
    )


def _split_proof(change: Change, split: Split, place: int) -> Computed:
    value: dict[str, Any] = {"difference": change.difference, "axis": split.label}
    for number, one in enumerate(split.parts):
        value[f"name_{number}"] = one.name
        value[f"change_{number}"] = one.change
        if one.share is not None:
            value[f"share_{number}_percent"] = round(100 * one.share)
        if one.weight is not None:
            value[f"weight_{number}_percent"] = round(100 * one.weight)
    return Computed(
        id=f"p{place}", path=f"change.splits.{place}", title=f"Évolution par {split.label}", value=value, unit=change.unit,
        method="chaque part est la variation de ce membre ; leur somme est la variation totale, au centime près",
    )  # fmt: skip


def _overview(figures: list[Figure]) -> Table:
    rows: list[dict[str, Any]] = [
        {
            "label": capital(one.label),
            "period": one.period or "à ce jour",
            "value": amount(one.value, one.unit),
            "change": _told(one, one.previous, one.change),
            "year": _told(one, one.last_year, one.year_change),
        }
        for one in figures
    ]
    return Table(
        title="Les indicateurs",
        columns=[
            Column(key="label", label="Indicateur"), Column(key="period", label="Période"), Column(key="value", label="Valeur"),
            Column(key="change", label="Sur la période précédente"), Column(key="year", label="Sur un an"),
        ],
        rows=rows,
        evidence=[f"f{place}" for place in range(len(figures))],
    )  # fmt: skip


def _told(figure: Figure, before: float | None, change: float | None) -> str:
    if before is None or figure.value is None:
        return "—"
    if figure.unit == "%":
        return moved(figure.value - before, "%")
    return percent(change) if change is not None else moved(figure.value - before, figure.unit)


def split_table(change: Change, split: Split, *, evidence: list[str] | None = None) -> Table:
    """The parts of one axis; they add up to the change."""
    columns = [Column(key="name", label=capital(split.label)), Column(key="before", label=capital(change.against), unit=change.unit),
               Column(key="now", label=capital(change.period), unit=change.unit)]  # fmt: skip
    ratio = any(one.rate is not None for one in split.parts)
    if ratio:
        columns += [
            Column(key="rate", label="Effet propre", unit=change.unit),
            Column(key="mix", label="Effet du poids", unit=change.unit),
        ]
    columns += [
        Column(key="change", label="Part de l'évolution", unit=change.unit),
        Column(key="share", label="En %", unit="%"),
    ]
    rows: list[dict[str, Any]] = [
        one.model_dump(include={"name", "before", "now", "change", "share", "rate", "mix"})
        for one in split.parts
    ]
    rows.append({"name": "Total", "before": change.before, "now": change.now, "change": change.difference, "share": 1.0 if change.difference else None,
                 "rate": None, "mix": None})  # fmt: skip
    return Table(
        title=f"{capital(change.label)} : l'évolution par {split.label}",
        columns=columns,
        rows=rows,
        evidence=evidence or [],
    )


def factors_table(change: Change, factors: Factors, *, evidence: list[str] | None = None) -> Table:
    """The effects of what a figure is made of."""
    rows: list[dict[str, Any]] = [
        {"name": one.name, "change": one.change, "share": one.share} for one in factors.parts
    ]
    rows.append({"name": "Total", "change": change.difference, "share": 1.0 if change.difference else None})
    return Table(
        title=factors.title,
        columns=[
            Column(key="name", label="Effet"),
            Column(key="change", label="Part de l'évolution", unit=change.unit),
            Column(key="share", label="En %", unit="%"),
        ],
        rows=rows,
        evidence=evidence or [],
    )


def waterfall(change: Change, split: Split, *, evidence: list[str] | None = None) -> Chart:
    """The parts of an axis as bars on their side, the title saying where the change comes from."""
    return Chart(
        title=where_from(change, split).rstrip(".")
        or f"{capital(change.label)} : l'évolution par {split.label}",
        x=[one.name for one in split.parts],
        series=[Series(name="Part de l'évolution", kind="bar", y=[one.change for one in split.parts])],
        unit=change.unit,
        y_label="Part de l'évolution",
        layout="horizontal",
        evidence=evidence or [],
    )


def chart(figure: Figure, *, target: float | None = None, evidence: list[str] | None = None) -> Chart:
    """The series, the year before in grey where there is one, breaks as points, the target as a line."""
    shown = figure.series[-_DRAWN:] if figure.grain != "week" else figure.series
    values = [one.value for one in shown]
    series = [Series(name=capital(figure.label), y=values)]
    lag = {"week": 52, "month": 12, "quarter": 4, "year": 1}[figure.grain]
    every = [one.value for one in figure.series]
    first = len(figure.series) - len(shown)
    before = [every[first + place - lag] if first + place - lag >= 0 else None for place in range(len(shown))]
    if figure.grain != "year" and any(one is not None for one in before):
        series.append(Series(name="Un an plus tôt", y=before, role="baseline"))
    if target is not None:
        series.append(Series(name="Objectif", y=[target] * len(shown), role="other"))
    marks: list[float | None] = [None] * len(shown)
    for one in figure.breaks:
        places = [place for place, point in enumerate(shown) if point.day <= one.day]
        if places and one.day >= shown[0].day:
            marks[places[-1]] = values[places[-1]]
    if any(one is not None for one in marks):
        series.append(Series(name="Rupture", kind="point", y=marks, role="other"))
    return Chart(
        title=finding(figure),
        x=[period_label(one.day, figure.grain) for one in shown],
        series=series,
        unit=figure.unit,
        x_label={"week": "Semaine du", "month": "Mois", "quarter": "Trimestre", "year": "Année"}[
            figure.grain
        ],
        y_label=capital(figure.label),
        evidence=evidence or [],
    )


def _notices(output: LiveDashboardOutput, asked: Period | None) -> list[Sentence]:
    first = output.figures[0]
    told = [(incomplete(first), "f0")]
    if first.through is not None and asked is not None and first.through < asked.start:
        told.append(
            (
                f"Vos données s'arrêtent au {format_date(first.through)} : voici la dernière période connue.",
                "f0",
            )
        )
    elif first.late_days and first.through is not None:
        told.append(
            (
                f"Vos données s'arrêtent au {format_date(first.through)} : importez les dernières pour être à jour.",
                "f0",
            )
        )
    unsought = next((place for place, one in enumerate(output.figures) if one.searched), None)
    if unsought is not None:
        told.append((output.figures[unsought].searched, f"f{unsought}"))
    if output.change is not None:
        told += [(note, "change") for note in output.change.notes]
    return [Sentence(text=text, kind="notice", evidence=[proof]) for text, proof in told if text]


def _signals(figures: list[Figure]) -> list[Signal]:
    late = {one.table: one for one in figures if one.through is not None}
    return [
        Signal(
            name=f"age-{one.kind}", label=f"Retard de « {table} »", value=float(one.late_days), limit=0.0, unit="jours",
            means="Les chiffres de ce tableau sont anciens : importez les dernières lignes.",
        )
        for table, one in late.items()
        if one.late_days
    ]  # fmt: skip


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
