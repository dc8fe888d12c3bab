"""What a semantic model is: measures, dimensions, joins, and the SQL each stands for. Text here never comes from a user."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from levier.core.errors import BadInput
from levier.tables.measures.aggregates import Ratio

Grain = Literal["", "day", "week", "month", "quarter", "year", "weekday", "hour"]
Better = Literal["up", "down", ""]
ABOVE, BELOW = "__above", "__below"
"""What follows a ratio's name to ask for its upper or lower half: « average_basket__below »."""


@dataclass(frozen=True)
class Measure:
    """A figure that can be asked for.

    ``label`` is used inside sentences (« le chiffre d'affaires »: label with its article in ``phrase``). ``definition``:
    French, shown with every figure. ``sql``: an aggregate. ``additive``: parts add up to the whole (so a share and a zero
    have a meaning). ``columns``: what must be filled, each « a|b » when one of several is enough, « products.category »
    for a column of a joined table. ``unit``: "money" becomes the currency of the dataset. ``lines``: the condition of the
    lines it speaks of (what the rows behind it show), empty for all. ``listed``: the axis that lists its members when none
    is asked (« quelles factures sont en retard »), ``beside``: the axis shown with it. ``day``: the column of dates it follows,
    when not the table's own (the due date, which may be to come); ``ahead``: the measure that stands for it when days to come
    are asked.  ``parameters``: values bound in ``sql`` (a company's own measures, whose id is ``own``). ``cumulative``: a balance, which
    adds all the lines up to the end of the period.
    """

    name: str
    label: str
    phrase: str
    definition: str
    sql: str
    unit: str = ""
    additive: bool = True
    columns: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    note: str = ""
    better: Better = "up"
    feminine: bool = False
    lines: str = ""
    listed: str = ""
    beside: str = ""
    day: str = ""
    ahead: str = ""
    parameters: tuple[tuple[str, Any], ...] = ()
    own: int = 0
    cumulative: bool = False

    @property
    def zero(self) -> bool:
        """Whether « nothing happened » is zero (a sum, a count) rather than unknown (a mean, a rate)."""
        return self.additive or self.sql.startswith("COUNT")

    @property
    def halves(self) -> "tuple[Measure, Measure] | None":
        """What a ratio divides and what it divides by, as measures of their own; None for what is no ratio."""
        sql = self.sql
        if not isinstance(sql, Ratio) or "$days" in sql:
            return None
        above, below = (
            replace(
                self, name=f"{self.name}{end}", label=f"{self.label} ({words})", phrase=f"{self.phrase} ({words})",
                sql=f"COALESCE(CAST({text} AS DOUBLE), 0)", unit="", additive=True, note="", listed="",
            )
            for end, words, text in ((ABOVE, "ce qui est divisé", sql.above), (BELOW, "ce par quoi on divise", sql.below))
        )  # fmt: skip
        return above, below


@dataclass(frozen=True)
class Dimension:
    """What a figure can be split by. ``grain`` is empty for members (products, customers …).

    ``articles_only``: rankings by this dimension leave out postage, fees and corrections. ``ordered``: its members have an
    order of their own (ages, segments), in which they are shown. ``spoken``: whether its noun alone asks for it; « factures » in a
    question means the table of invoices before the sales.
    """

    name: str
    label: str
    plural: str
    sql: str
    grain: Grain = ""
    articles_only: bool = False
    columns: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    feminine: bool = False
    ordered: tuple[str, ...] = ()
    spoken: bool = True

    @property
    def is_calendar(self) -> bool:
        """Periods that follow each other, which can be filled when one is missing."""
        return self.grain in ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Join:
    """Another table brought beside the lines: at most one of its rows by line, whatever the table holds.

    ``on``: pairs (column of the lines, column of the other table), the first pair that both tables fill is used.
    ``columns``: those brought, as ``<name>__<column>``. Without ``summary`` the last row of a key stands for it; with it, an
    aggregate by key of the other table's lines (column → SQL), so that the key is single by construction.
    ``without``: what a line that finds nothing lacks, in French (« sans fiche article »).
    """

    name: str
    kind: str
    on: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    without: str = ""
    summary: tuple[tuple[str, str], ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Model:
    """The measures and dimensions of one kind.

    ``day``: the column of dates, empty when the table has none. ``stored``: columns computed at import (name, SQL type).
    ``computed``: columns made of the table's own fields, ``derived``: of those and of the joined ones. ``snapshot``: the keys
    of a state (stock): only the last one of each key in the period counts. ``reference``: a list of things rather than of
    facts: without a period asked, all its lines count, dated or not. ``order``: the condition of a real order (for who
    stopped ordering). ``idle``: days without movement from which a thing sleeps, when the question says none.
    """

    kind: str
    day: str
    measures: dict[str, Measure]
    dimensions: dict[str, Dimension]
    order: str = "TRUE"
    order_id: str = "line_no"
    net: str = "COUNT(*)"
    idle: int = 180
    stored: tuple[tuple[str, str], ...] = ()
    computed: tuple[tuple[str, str], ...] = ()
    joins: tuple[Join, ...] = ()
    derived: tuple[tuple[str, str], ...] = ()
    snapshot: tuple[str, ...] = ()
    reference: bool = False
    main: str = ""
    lines: str = "lignes"
    subject: str = field(default="")

    def measure(self, name: str) -> Measure:
        """A measure, or the half of a ratio (see ``Measure.halves``). Raises BadInput with the names that exist."""
        whole = self.measures.get(name.removesuffix(ABOVE).removesuffix(BELOW))
        if name not in self.measures and whole is not None and whole.halves is not None:
            return whole.halves[0 if name.endswith(ABOVE) else 1]
        if name not in self.measures:
            names = ", ".join(f"« {measure.label} »" for measure in self.measures.values())
            raise BadInput(
                f"La mesure « {name} » n'existe pas", where="mesures", mend=f"Choisissez parmi : {names}."
            )
        return self.measures[name]

    def dimension(self, name: str) -> Dimension:
        """Raises BadInput with the names that exist."""
        if name not in self.dimensions:
            names = ", ".join(f"« {dimension.label} »" for dimension in self.dimensions.values())
            raise BadInput(
                f"L'axe « {name} » n'existe pas", where="axes", mend=f"Choisissez parmi : {names}."
            )
        return self.dimensions[name]

    def with_own(self, own: "list[Measure]") -> "Model":
        """The same with a company's own measures added."""
        return replace(self, measures={**self.measures, **{one.name: one for one in own}}) if own else self

    @property
    def default(self) -> Measure:
        """The measure meant when none is named."""
        return self.measures[self.main] if self.main else next(iter(self.measures.values()))


def made(
    kind: str, day: str, measures: tuple[Measure, ...], dimensions: tuple[Dimension, ...], **more: Any
) -> Model:
    """A model from its lists. Raises ValueError when a name stands twice."""
    named = {measure.name: measure for measure in measures}
    axes = {dimension.name: dimension for dimension in dimensions}
    if len(named) < len(measures) or len(axes) < len(dimensions):
        raise ValueError(f"model {kind}: a name stands twice")
    return Model(kind=kind, day=day, measures=named, dimensions=axes, **more)
