"""The recipe: complete the question, ask the tables, say what was found, with its proofs."""

from typing import Any

from levier.capabilities.table_query import TableQueryInput, TableQueryOutput
from levier.capabilities.table_query.asked import Asked, capital, names_of
from levier.capabilities.table_query.caveats import MOST_CURVES, MOST_LINES, caveats
from levier.capabilities.table_query.drawing import chart_of, table_of
from levier.capabilities.table_query.proofs import context_of, rows_of
from levier.capabilities.table_query.telling import sentences
from levier.capabilities.table_query.telling.averages import average_of
from levier.capabilities.table_query.telling.classes import weights
from levier.core.capability import Answered, Context, DatasetFacts
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.dates import format_long_date, in_period, labelled
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.core.result import Action, Unanswered
from levier.tables.kinds import kind_named
from levier.tables.measures import Model
from levier.tables.measures.compiling import FEWEST_PERIODS
from levier.tables.measures.models import kind_of
from levier.tables.measures.naming import named_dimension, named_measure
from levier.tables.measures.relation import ORIGINS

_FINEST_FIRST = ("day", "week", "month", "quarter", "year")
MOSTLY_FILLED = 0.98
"""Above it, the lines without a member are too few to be worth a notice."""


def answer(ctx: Context, given: TableQueryInput) -> TableQueryOutput:
    """Raises NotEnoughData, BadInput."""
    given = _named(ctx, given)
    model = ctx.tables.model(given.kind)
    dataset = _dataset(ctx, given)
    facts = ctx.tables.facts(given.kind, dataset)
    if facts is None or (
        model.day and not model.reference and facts.first_day is None and given.kind == "sales"
    ):
        raise _no_table(given.kind)
    query = completed(given, facts, ctx, dataset)
    try:
        main = ctx.tables.query(query)
        whole = _whole(ctx, query)
        every = ctx.tables.query(query.model_copy(update={"limit": None})) if query.classes else None
    except BadInput as fault:
        return TableQueryOutput(
            kind=given.kind, unanswered=[Unanswered(question=_question(model, given), reason=fault.message)]
        )
    asked = Asked(main, whole, query, facts, model, asked_period=given.period is not None, every=every)
    output = _values(asked)
    if not main.total_rows and asked.silent is None:
        output.unanswered = [Unanswered(question=_question(model, given), reason=_nothing(asked))]
        return output
    if not query.dimensions and main.rows and all(value is None for value in main.rows[0]):
        output.unanswered = [Unanswered(question=_question(model, given), reason=_unknown(asked))]
        return output
    output.evidence = [rows_of(asked, main, "e1")]
    if whole is not None:
        output.evidence.append(rows_of(asked, whole, "e2"))
    output.evidence += context_of(asked, output, main.title)
    output.sentences = sentences(asked)
    output.sentences += caveats(asked, output, ctx.today)
    output.tables = [table_of(asked)] if main.rows else []
    if chart := chart_of(asked):
        output.charts = [chart]
    output.actions = _next(asked, output)
    return output


def _no_table(kind: str) -> NotEnoughData:
    if kind == "sales":
        return NotEnoughData(
            "Aucun tableau de ventes ne vous est accessible",
            mend="Importez vos ventes dans « Données », ou demandez l'accès à un responsable.",
        )
    return NotEnoughData(
        f"Aucun tableau « {kind_named(kind).label} » ne vous est accessible",
        mend="Importez-en un dans « Données », ou demandez l'accès à un responsable.",
    )


def _named(ctx: Context, given: TableQueryInput) -> TableQueryInput:
    """The kind and the names meant by what a person or a program wrote: a measure's label or synonym is its name."""
    kind = given.kind or kind_of(given.measures[0] if given.measures else "") or "sales"
    model = ctx.tables.model(kind)
    measures = [named_measure(model, name) for name in given.measures] or [model.default.name]
    dimensions = [named_dimension(model, name) for name in given.dimensions]
    filters = [
        part.model_copy(update={"dimension": named_dimension(model, part.dimension)})
        for part in given.filters
    ]
    each = named_dimension(model, given.each) if given.each else ""
    having = [
        part.model_copy(update={"measure": named_measure(model, part.measure)}) for part in given.having
    ]
    measures += [part.measure for part in having if part.measure not in measures]
    return given.model_copy(
        update={
            "kind": kind, "measures": measures[:6], "dimensions": dimensions, "filters": filters, "having": having, "each": each,
        }
    )  # fmt: skip


def _dataset(ctx: Context, given: TableQueryInput) -> int | None:
    """The table named among several of its kind. Raises BadInput with their names."""
    if not given.dataset:
        return None
    found: int = ctx.tables.dataset_named(given.kind, given.dataset)
    return found


def completed(
    given: TableQueryInput, facts: DatasetFacts, ctx: Context, dataset: int | None = None
) -> MeasureQuery:
    """The question with what goes without saying: the whole history, the calendar's order, a readable number of lines."""
    model = ctx.tables.model(given.kind)
    first, last = facts.first_day, facts.last_day
    period, compare = given.period, given.compare
    if period is None and compare is not None:
        period, compare = compare, None
    own_day = any(model.measure(name).day for name in given.measures)
    if period is None and first and last and not (model.reference or own_day):
        period = Period(start=first, end=max(first, last))
    dimensions: list[str] = list(given.dimensions)
    if given.inactive and not dimensions and model.order != "TRUE":
        dimensions = ["customer"]
    # « par année et par mois » is by month: the finer calendar tells the coarser.
    calendars = [name for name in _FINEST_FIRST if name in dimensions and model.dimension(name).is_calendar]
    dimensions = [name for name in dimensions if name not in calendars[1:]]
    calendar = any(model.dimension(name).grain for name in dimensions)
    order, limit = given.order, given.limit
    if order in ("rise", "fall") and not (period and compare):
        order = "desc"
    ordered = len(dimensions) == 1 and bool(model.dimension(dimensions[0]).ordered)
    if (calendar or ordered) and limit is None and order == "desc":
        order = "natural"
    followed = any(model.dimension(name).is_calendar for name in dimensions)
    silent = given.inactive is not None and model.order != "TRUE"
    if limit is None and not silent:
        if followed and len(dimensions) > 1:
            limit = MOST_CURVES
        elif dimensions and not (calendar and len(dimensions) == 1):
            limit = MOST_LINES
    return MeasureQuery(
        kind=given.kind,
        measures=list(given.measures),
        dimensions=list(dimensions),
        filters=given.filters,
        period=labelled(period) if period and (not silent or given.period) else None,
        compare=labelled(compare) if compare else None,
        share=given.share,
        inactive=given.inactive,
        having=given.having,
        average=given.average if followed else "",
        classes=given.classes,
        each=given.each if limit and not followed else "",
        order=order,
        limit=limit,
        today=ctx.today,
        dataset=dataset,
    )


def _whole(ctx: Context, query: MeasureQuery) -> Answered | None:
    """The same question without its axes: the total the lines belong to. None where a total would mix unlike things."""
    model = ctx.tables.model(query.kind)
    if not query.dimensions or (query.inactive and model.order != "TRUE"):
        return None
    if any(model.dimension(name).articles_only for name in query.dimensions):
        return None
    return ctx.tables.query(
        query.model_copy(
            update={
                "dimensions": [], "limit": None, "share": False, "order": "natural", "having": [], "classes": False, "each": "",
                "average": "",
            }
        )
    )  # fmt: skip


def _without_member(asked: Asked) -> dict[str, float]:
    """For the member axes of the question, the share of lines that have no member, when it matters."""
    found = {}
    for dimension in asked.dimensions:
        own = [column for part in dimension.columns for column in part.split("|") if "." not in column]
        if dimension.grain or not own or any("." in part for part in dimension.columns):
            continue
        source = [name for column in own for name in ORIGINS.get(column, (column,))]
        filled = max((asked.facts.filled.get(column, 0.0) for column in source), default=0.0)
        if 0 < filled < MOSTLY_FILLED:
            found[dimension.name] = round(1 - filled, 6)
    return found


def _unmatched(main: Answered) -> dict[str, dict[str, Any]]:
    """What the joined tables did not know, by kind of table."""
    return {
        one.kind: {
            "share": one.unmatched,
            "without": one.without,
            "title": one.title,
            "repeated": one.repeated,
        }
        for one in main.joined
        if one.without
    }


def _habit(asked: Asked) -> dict[str, int]:
    if asked.silent is None or asked.silent.rhythm == "any":
        return {}
    unit = "mois" if asked.silent.rhythm == "monthly" else "semaines"
    return {unit: FEWEST_PERIODS[asked.silent.rhythm]}


def _values(asked: Asked) -> TableQueryOutput:
    main, query, facts = asked.main, asked.query, asked.facts
    days = {"first_day": facts.first_day, "last_day": facts.last_day}
    return TableQueryOutput(
        kind=query.kind,
        keys=[str(row[0]) for row in main.rows] if query.dimensions else [],
        columns=main.columns,
        labels=main.labels,
        units=main.units,
        rows=[list(row) for row in main.rows],
        totals=main.totals,
        total_rows=main.total_rows,
        period=query.period,
        compare=query.compare,
        currency=facts.currency,
        definitions={
            asked.model.measure(name).label: asked.model.measure(name).definition for name in query.measures
        },
        history={name: day for name, day in days.items() if day is not None},
        without_member=_without_member(asked),
        unmatched=_unmatched(main),
        chosen=main.chosen,
        habit=_habit(asked),
        having={one.measure: one.value for one in query.having},
        average={"mean": mean.value, "count": mean.count} if (mean := average_of(asked)) else {},
        classes=weights(asked),
        touched=[_touched(name) for name in main.query.sources] or [f"dataset:{main.dataset}@{main.version}"],
    )


def _touched(name: str) -> str:
    return f"dataset:{name.rsplit(':', maxsplit=1)[-1]}"


def _question(model: Model, given: TableQueryInput) -> str:
    text = ", ".join(model.measure(name).label for name in given.measures)
    if given.dimensions:
        text += " par " + " et ".join(model.dimension(name).label for name in given.dimensions)
    if given.period:
        text += f", {in_period(given.period)}"
    return text[0].upper() + text[1:]


def _nothing(asked: Asked) -> str:
    """Why there is no line: out of the data's days, or nobody fits."""
    facts, query = asked.facts, asked.query
    what = names_of(query)
    known = f" ({what})" if what else ""
    when = f" {in_period(query.period)}" if query.period else ""
    if asked.measure.lines and query.dimensions:
        return f"Rien à signaler pour « {asked.measure.label} »{when}{known}."
    if not (facts.first_day and facts.last_day):
        return f"Aucune ligne ne répond à ces conditions{known}."
    span = f"du {format_long_date(facts.first_day)} au {format_long_date(facts.last_day)}"
    subject = "Aucune vente" if query.kind == "sales" else f"Aucune ligne dans « {facts.title} »"
    return f"{subject}{when}{known} : vos données vont {span}."


def _unknown(asked: Asked) -> str:
    """Nothing to divide by: the measure has no value on these lines."""
    span = ""
    if asked.facts.first_day and asked.facts.last_day:
        span = f" Vos données vont du {format_long_date(asked.facts.first_day)} au {format_long_date(asked.facts.last_day)}."
    return (
        f"« {capital(asked.measure.label)} » n'a pas de valeur sur ces lignes : aucune ne remplit ce que sa définition demande "
        f"({asked.measure.definition.rstrip('.')}).{span}"
    )


def _next(asked: Asked, output: TableQueryOutput) -> list[Action]:
    """From a ranking of products, their forecast is one click away."""
    if (
        asked.model.kind != "sales"
        or asked.query.dimensions[:1] != ["product"]
        or asked.silent
        or not output.keys
    ):
        return []
    items = output.keys[:5]
    return [
        Action(
            label="Prévoir les ventes de ces produits"
            if len(items) > 1
            else "Prévoir les ventes de ce produit",
            capability="sales-forecast",
            input={"by": "product", "items": items},
            approval="none",
        )
    ]
