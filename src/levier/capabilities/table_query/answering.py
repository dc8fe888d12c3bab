"""The recipe: complete the question, ask the tables, say what was found, with its proofs."""

from levier.capabilities.table_query import TableQueryInput, TableQueryOutput
from levier.capabilities.table_query.asked import Asked, names_of
from levier.capabilities.table_query.caveats import MOST_CURVES, MOST_LINES, caveats
from levier.capabilities.table_query.drawing import chart_of, table_of
from levier.capabilities.table_query.proofs import context_of, rows_of
from levier.capabilities.table_query.telling import sentences
from levier.core.capability import Answered, Context, DatasetFacts
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.dates import format_long_date, in_period, labelled
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.core.result import Action, Unanswered
from levier.tables.measures import model_of
from levier.tables.measures.compiling import FEWEST_PERIODS

_FINEST_FIRST = ("day", "week", "month", "quarter", "year")
MOSTLY_FILLED = 0.98
"""Above it, the lines without a member are too few to be worth a notice."""


def answer(ctx: Context, given: TableQueryInput) -> TableQueryOutput:
    """Raises NotEnoughData, BadInput."""
    facts = ctx.tables.facts("sales")
    if facts is None or facts.first_day is None or facts.last_day is None:
        raise NotEnoughData(
            "Aucun tableau de ventes ne vous est accessible",
            mend="Importez vos ventes dans « Données », ou demandez l'accès à un responsable.",
        )
    query = completed(given, facts, ctx)
    try:
        main = ctx.tables.query(query)
        whole = _whole(ctx, query)
    except BadInput as fault:
        return TableQueryOutput(unanswered=[Unanswered(question=_question(given), reason=fault.message)])
    output = _values(main, query, facts)
    if not main.total_rows and not query.inactive:
        output.unanswered = [Unanswered(question=_question(given), reason=_nothing(query, facts))]
        return output
    asked = Asked(main, whole, query, facts, model_of(query.kind))
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


def completed(given: TableQueryInput, facts: DatasetFacts, ctx: Context) -> MeasureQuery:
    """The question with what goes without saying: the whole history, the calendar's order, a readable number of lines."""
    first, last = facts.first_day, facts.last_day
    assert first
    assert last
    period, compare = given.period, given.compare
    if period is None and compare is not None:
        period, compare = compare, None
    if period is None:
        period = Period(start=first, end=max(first, last))
    model = model_of("sales")
    dimensions: list[str] = list(given.dimensions)
    if given.inactive and not dimensions:
        dimensions = ["customer"]
    # « par année et par mois » is by month: the finer calendar tells the coarser.
    calendars = [name for name in _FINEST_FIRST if name in dimensions]
    dimensions = [name for name in dimensions if name not in calendars[1:]]
    calendar = any(model.dimension(name).grain for name in dimensions)
    order, limit = given.order, given.limit
    if order in ("rise", "fall") and not (period and compare):
        order = "desc"
    if calendar and limit is None and order == "desc":
        order = "natural"
    followed = any(model.dimension(name).is_calendar for name in dimensions)
    if limit is None and given.inactive is None:
        if followed and len(dimensions) > 1:
            limit = MOST_CURVES
        elif dimensions and not (calendar and len(dimensions) == 1):
            limit = MOST_LINES
    return MeasureQuery(
        measures=list(given.measures),
        dimensions=list(dimensions),
        filters=given.filters,
        period=labelled(period) if given.inactive is None or given.period else None,
        compare=labelled(compare) if compare else None,
        share=given.share,
        inactive=given.inactive,
        order=order,
        limit=limit,
        today=ctx.today,
    )


def _whole(ctx: Context, query: MeasureQuery) -> Answered | None:
    """The same question without its axes: the total the lines belong to. None where a total would mix unlike things."""
    model = model_of(query.kind)
    if not query.dimensions or query.inactive:
        return None
    if any(model.dimension(name).articles_only for name in query.dimensions):
        return None
    return ctx.tables.query(
        query.model_copy(update={"dimensions": [], "limit": None, "share": False, "order": "natural"})
    )


def _without_member(query: MeasureQuery, facts: DatasetFacts) -> dict[str, float]:
    """For the member axes of the question, the share of lines that have no member, when it matters."""
    found = {}
    for name in query.dimensions:
        source = {"customer": ("customer", "customer_name"), "product": ("product", "product_code")}.get(
            name, (name,)
        )
        filled = max((facts.filled.get(column, 0.0) for column in source), default=0.0)
        if not model_of(query.kind).dimension(name).grain and 0 < filled < MOSTLY_FILLED:
            found[name] = round(1 - filled, 6)
    return found


def _habit(query: MeasureQuery) -> dict[str, int]:
    if query.inactive is None or query.inactive.rhythm == "any":
        return {}
    unit = "mois" if query.inactive.rhythm == "monthly" else "semaines"
    return {unit: FEWEST_PERIODS[query.inactive.rhythm]}


def _values(main: Answered, query: MeasureQuery, facts: DatasetFacts) -> TableQueryOutput:
    assert facts.first_day
    assert facts.last_day
    model = model_of(query.kind)
    return TableQueryOutput(
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
        definitions={model.measure(name).label: model.measure(name).definition for name in query.measures},
        history={"first_day": facts.first_day, "last_day": facts.last_day},
        without_member=_without_member(query, facts),
        habit=_habit(query),
        touched=[f"dataset:{main.dataset}@{main.version}"],
    )


def _question(given: TableQueryInput) -> str:
    model = model_of("sales")
    text = ", ".join(model.measure(name).label for name in given.measures)
    if given.dimensions:
        text += " par " + " et ".join(model.dimension(name).label for name in given.dimensions)
    if given.period:
        text += f", {in_period(given.period)}"
    return text[0].upper() + text[1:]


def _nothing(query: MeasureQuery, facts: DatasetFacts) -> str:
    """Why there is no line: out of the data's days, or nobody fits."""
    assert facts.first_day
    assert facts.last_day
    span = f"du {format_long_date(facts.first_day)} au {format_long_date(facts.last_day)}"
    if query.inactive:
        plural = model_of(query.kind).dimension(query.dimensions[0]).plural
        return f"Aucun résultat : pas un des {plural} ne répond à ces conditions ; vos ventes vont {span}."
    when = f" {in_period(query.period)}" if query.period else ""
    what = names_of(query)
    return f"Aucune vente{when}{f' ({what})' if what else ''} : vos données vont {span}."


def _next(asked: Asked, output: TableQueryOutput) -> list[Action]:
    """From a ranking of products, their forecast is one click away."""
    if asked.query.dimensions[:1] != ["product"] or asked.query.inactive or not output.keys:
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
