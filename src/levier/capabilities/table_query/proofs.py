"""The rows behind the sentences, as evidence: full precision, members in French beside those of the table."""

from typing import Any

from levier.capabilities.table_query import TableQueryOutput
from levier.capabilities.table_query.asked import Asked, capital, member_name, names_of, since, when
from levier.capabilities.table_query.telling.averages import average_of
from levier.core.capability import Answered
from levier.core.evidence import Computed, Evidence, Rows, Scalar

MOST_VALUES = 5000
_NAMED_PERIODS = ("week", "quarter", "year")
"""Axes whose first day alone does not tell the period that a sentence names."""


def rows_of(asked: Asked, found: Answered, name: str) -> Rows:
    """``found`` as evidence ``name``; at most 5 000 lines are kept, the query gives the others again."""
    columns: list[str] = []
    for column in found.columns:
        columns.append(column)
        if column == "country":
            columns.append("country_source")
        elif column in _NAMED_PERIODS:
            columns.append(f"{column}_name")
    values: list[list[Scalar]] = []
    for row in found.rows[:MOST_VALUES]:
        cells: list[Scalar] = []
        for column, value in zip(found.columns, row, strict=True):
            cells += _cells(asked, column, value)
        values.append(cells)
    return Rows(
        id=name,
        dataset=found.dataset,
        version=found.version,
        title=title_of(asked, found),
        query=found.query.model_dump(mode="json", exclude_none=True),
        columns=columns,
        values=values,
        total_rows=found.total_rows,
        units=found.units,
    )


def _cells(asked: Asked, column: str, value: Any) -> list[Scalar]:
    dimension = asked.model.dimensions.get(column)
    if column == "country" and dimension:
        return [member_name(dimension, value), value]
    if column in _NAMED_PERIODS and dimension:
        return [value, member_name(dimension, value)]
    if dimension and dimension.grain in ("weekday", "hour"):
        return [member_name(dimension, value)]
    return [value]


def context_of(asked: Asked, output: TableQueryOutput, dataset: str) -> list[Evidence]:
    """The days the lines cover, those without a member or a match: what the notices speak about."""
    found: list[Evidence] = []
    if output.history:
        found.append(
            Computed(
                id="e3",
                path="history",
                title=f"Étendue des {'ventes' if asked.model.kind == 'sales' else 'données'} — {dataset}",
                value=dict(output.history),
                method=f"premier et dernier jour des {asked.model.lines}",
            )
        )
    for kind, one in output.unmatched.items():
        found.append(
            Computed(
                id=f"lien-{kind}",
                path=f"unmatched.{kind}",
                title=f"Lignes {one['without']} — {one['title']}",
                value=one["share"],
                unit="%",
                method="lignes de la question dont le code n'est pas dans ce tableau, sur toutes celles de la question",
            )
        )
    found += _worked_out(asked, output)
    if output.habit:
        found.append(
            Computed(
                id="habitude",
                path="habit",
                title="Ce que « régulier » signifie",
                value=dict(output.habit),
                unit=next(iter(output.habit)),
                method="des commandes dans ce nombre de périodes, et dans 75 % au moins de celles entre la première et la dernière",
            )
        )
    for name, share in output.without_member.items():
        found.append(
            Computed(
                id=f"sans-{name}",
                path=f"without_member.{name}",
                title=f"Part des {asked.model.lines} sans {asked.model.dimension(name).label} — {dataset}",
                value=share,
                unit="%",
                method="lignes dont cette colonne est vide, sur toutes les lignes",
            )
        )
    return found


def _worked_out(asked: Asked, output: TableQueryOutput) -> list[Evidence]:
    """What is computed from the lines: thresholds asked, averages of periods, weights of classes."""
    found: list[Evidence] = []
    if asked.query.having:
        found.append(
            Computed(
                id="seuil",
                path="having",
                title="Seuil demandé",
                value=dict(output.having),
                unit=asked.main.units.get(asked.query.having[0].measure, ""),
                method="seuil lu dans la question ; les lignes gardées le passent toutes",
            )
        )
    if (mean := average_of(asked)) is not None:
        found.append(
            Computed(
                id="moyenne",
                path="average",
                title=f"Moyenne par {mean.noun}",
                value=dict(output.average),
                unit=asked.main.units.get(asked.measure.name, ""),
                method="moyenne simple des périodes entières de la question, celles sans ligne comptées pour zéro",
            )
        )
    if output.classes:
        found.append(
            Computed(
                id="classes",
                path="classes",
                title=f"Classes A, B, C des {asked.dimensions[0].plural}",
                value=dict(output.classes),
                unit="%",
                method="rangés du plus grand au plus petit : A jusqu'à 80 % du total, B jusqu'à 95 %, C le reste ; celui qui "
                "franchit une borne est de la classe qu'elle ferme",
            )
        )
    return found


def title_of(asked: Asked, found: Answered) -> str:
    """« Chiffre d'affaires par pays, avril 2011 et mai 2011 — Lignes de vente »."""
    query = found.query
    if asked.silent:
        plural = asked.dimensions[0].plural
        what = f"{plural} sans commande {since(asked.silent)}"
    else:
        what = ", ".join(asked.model.measure(name).label for name in query.measures)
        if query.dimensions:
            what += " par " + " et ".join(asked.model.dimension(name).label for name in query.dimensions)
            what += _named_periods(asked, found)
    said = asked.moment if query.period == asked.query.period else when(query)
    moments = [moment for moment in (said, query.compare.label if query.compare else "") if moment]
    filters = names_of(query)
    parts = [capital(what), *([" et ".join(moments)] if moments else []), *([filters] if filters else [])]
    return f"{', '.join(parts)} — {found.title}"


def _named_periods(asked: Asked, found: Answered) -> str:
    """« (4e trimestre 2010, 1er trimestre 2011) »: the lines of a short calendar are named once and for all."""
    names: list[str] = []
    for place, name in enumerate(found.query.dimensions):
        days = sorted({row[place] for row in found.rows}) if name in ("quarter", "year") else []
        if len(days) <= 12:
            names += [member_name(asked.model.dimension(name), day) for day in days]
    return f" ({', '.join(names)})" if names else ""
