"""ABC analysis as a capability of Levier: this file is the declaration, ``ranking`` is the science."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context, Need
from levier.core.errors import NotEnoughData
from levier.core.evidence import Computed
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.result import Column, Result, Sentence, Table


class AbcInput(BaseModel):
    """What to rank and where class A ends."""

    model_config = ConfigDict(extra="forbid")

    by: Literal["product", "customer", "country"] = Field(
        default="product",
        title="Découpage",
        description="Ce qui est classé",
        json_schema_extra={"labels": {"product": "produits", "customer": "clients", "country": "pays"}},
    )
    share: float = Field(
        default=0.8,
        gt=0,
        lt=1,
        title="Part de la classe A",
        description="Part du chiffre d'affaires que la classe A réunit",
    )


class AbcClass(BaseModel):
    """One class: how many members make how much revenue, and their share of all of it (a ratio)."""

    name: Literal["A", "B", "C"]
    members: int
    revenue: float
    revenue_share: float


class AbcOutput(Result):
    """The classes, and the members of class A in order of revenue (``keys``: a later step may use them)."""

    classes: list[AbcClass]
    keys: list[str]
    total_members: int


class AbcAnalysis(Capability[AbcInput, AbcOutput]):
    """Which few products, customers or countries make most of the revenue."""

    name = "abc-analysis"
    title = "Analyse ABC"
    summary = "Dit quels produits, clients ou pays font l'essentiel de votre chiffre d'affaires."
    family = "Décider"
    icon = "chart-bar"
    version = "1.0"
    needs = (
        Need("sales", min_rows=100, columns=("date", "quantity"), why="le chiffre d'affaires à répartir"),
    )
    card = Card(
        purpose="Concentrer le stock, les prix et l'attention sur ce qui compte.",
        personal_data="les noms ou codes de vos clients, quand ce sont eux qui sont classés",
        explains="La part de chaque classe et la liste de la classe A sont affichées.",
    )
    moves = ("stock-value",)
    examples = (
        "Quels produits font 80 % de notre chiffre d'affaires ?",
        "Fais une analyse ABC de nos clients",
        "Sur quelles références faut-il se concentrer ?",
    )
    Input = AbcInput
    Output = AbcOutput

    def run(self, ctx: Context, given: AbcInput) -> AbcOutput:
        """Raises NotEnoughData (nothing sold), NotFound (no sales table)."""
        # Heavy libraries are loaded here, not above: the web process reads only the declaration.
        from levier_abc.ranking import classes, revenue_by  # noqa: PLC0415

        facts = ctx.tables.facts("sales")
        ranked = revenue_by(ctx.tables.frame("sales"), given.by)
        if facts is None or ranked.is_empty():
            raise NotEnoughData(
                "Aucune vente ne permet ce classement", mend="Importez vos ventes dans « Données »."
            )
        found, keys = classes(ranked, given.share)
        first = found[0]
        what = {"product": "produits", "customer": "clients", "country": "pays"}[given.by]
        return AbcOutput(
            classes=[AbcClass(**one) for one in found],
            keys=keys,
            total_members=ranked.height,
            sentences=[
                Sentence(
                    text=f"{format_number(first['members'])} {what} sur {format_number(ranked.height)} font "
                    f"{format_percent(first['revenue_share'])} du chiffre d'affaires, soit "
                    f"{format_money(first['revenue'], facts.currency)}.",
                    evidence=["first", "share", "total"],
                )
            ],
            evidence=[
                Computed(
                    id="classes", path="classes", title="Classes A, B et C", value=found, unit=facts.currency
                ),
                Computed(
                    id="first",
                    path="classes.0",
                    title="Classe A",
                    value={"members": first["members"], "revenue": first["revenue"]},
                    unit=facts.currency,
                ),
                Computed(
                    id="share",
                    path="classes.0.revenue_share",
                    title="Part de la classe A",
                    value=first["revenue_share"],
                    unit="%",
                ),
                Computed(id="total", path="total_members", title=f"Nombre de {what}", value=ranked.height),
            ],
            tables=[
                Table(
                    title="Classes",
                    columns=[
                        Column(key="name", label="Classe"),
                        Column(key="members", label=what.capitalize()),
                        Column(key="revenue", label="Chiffre d'affaires", unit="€"),
                        Column(key="revenue_share", label="Part", unit="%"),
                    ],
                    rows=found,
                    evidence=["classes"],
                )
            ],
            touched=[f"dataset:{facts.dataset}@{facts.version}"],
        )
