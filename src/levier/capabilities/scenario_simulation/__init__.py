"""Scenario simulation: the declaration. ``simulating`` is the recipe, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from levier.capabilities.scenario_simulation.changes import Change
from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result


def _said(unit: str = "") -> dict[str, JsonValue]:
    """Never read from a question by the planner: the question itself is read whole."""
    return {"spoken": False, "unit": unit} if unit else {"spoken": False}


class ScenarioSimulationInput(BaseModel):
    """What changes, over how long, and the assumptions that may be corrected."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    question: str = Field(
        default="", max_length=2000, title="Question",
        description="Ce qui change, dans vos mots ; vide : les changements ci-dessous",
    )  # fmt: skip
    changes: list[Change] = Field(
        default=[], max_length=40, title="Changements",
        description="Un changement par ligne ; les lignes qui portent le même nom de scénario vont ensemble", json_schema_extra=_said(),
    )  # fmt: skip
    horizon: int = Field(
        default=12,
        ge=3,
        le=36,
        title="Horizon",
        description="Durée simulée",
        json_schema_extra=_said("mois"),
    )
    elasticity_low: float | None = Field(
        default=None, ge=-10, le=0, title="Élasticité prix, au plus bas",
        description="−2 : une hausse de 1 % fait perdre 2 % du volume ; vide : estimée sur vos ventes, sinon fourchette usuelle", json_schema_extra=_said(),
    )  # fmt: skip
    elasticity_high: float | None = Field(
        default=None,
        ge=-10,
        le=0,
        title="Élasticité prix, au plus haut",
        description="0 : vos clients achètent autant quel que soit le prix",
        json_schema_extra=_said(),
    )
    activity_range: float | None = Field(
        default=None,
        ge=0,
        le=80,
        title="Incertitude sur l'activité",
        description="Écart possible du niveau des ventes, en plus ou en moins, huit fois sur dix ; vide : mesurée",
        json_schema_extra=_said("%"),
    )
    customer_days: float | None = Field(
        default=None, ge=0, le=365, title="Délai de paiement des clients",
        description="Vide : mesuré sur vos écritures", json_schema_extra=_said("jours"),
    )  # fmt: skip
    supplier_days: float | None = Field(
        default=None, ge=0, le=365, title="Délai de paiement aux fournisseurs",
        description="Vide : mesuré sur vos écritures", json_schema_extra=_said("jours"),
    )  # fmt: skip
    charge_rate: float | None = Field(
        default=None, ge=0, le=100, title="Charges patronales",
        description="En part du brut ; vide : le barème en vigueur pour le salaire donné", json_schema_extra=_said("%"),
    )  # fmt: skip
    foreign_share: float | None = Field(
        default=None, ge=0, le=100, title="Part des achats en devise",
        description="Pour simuler un cours de change", json_schema_extra=_said("%"),
    )  # fmt: skip
    margin_rate: float | None = Field(
        default=None,
        gt=0,
        lt=100,
        title="Taux de marge",
        description="Marge sur coûts variables en part des ventes, quand aucun tableau ne la dit",
        json_schema_extra=_said("%"),
    )
    fixed_costs: float | None = Field(
        default=None, ge=0, title="Charges fixes par mois",
        description="Salaires compris, quand vous n'avez pas importé d'écritures comptables", json_schema_extra=_said("€"),
    )  # fmt: skip
    opening_cash: float | None = Field(
        default=None, title="Trésorerie de départ",
        description="Vide : celle de vos écritures", json_schema_extra=_said("€"),
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> "ScenarioSimulationInput":
        low, high = self.elasticity_low, self.elasticity_high
        if low is not None and high is not None and low > high:
            raise ValueError("l'élasticité au plus bas dépasse celle au plus haut : échangez-les")
        if len({one.scenario for one in self.changes}) > 6:
            raise ValueError("au plus six scénarios se comparent à la fois")
        return self


class Band(BaseModel):
    """A figure with its 80 % interval: one time in ten under ``low``, one in ten over ``high``."""

    low: float
    mid: float
    high: float


class MonthLine(BaseModel):
    """A month of a scenario, in the currency of the books. ``negative``: probability that cash ends below zero (0–1)."""

    month: date
    turnover: float
    profit: Band
    cash: Band
    negative: float


class Scenario(BaseModel):
    """One scenario over the whole horizon; ``*_change`` are differences from « rien ne change » in the same futures.

    ``negative``: probability (0–1) that cash is below zero at the end of at least one month, None when opening cash is unknown.
    ``break_even``: monthly turnover that pays for every cost; ``price_to_zero``, ``volume_to_zero``: changes (ratios) that bring the profit to zero;
    ``volume_to_same``: change of volume that earns as much as today. ``better``: probability (0–1) of earning more than « rien ne change ».
    """

    name: str
    changes: list[str]
    turnover: Band
    profit: Band
    cash_end: Band
    cash_lowest: Band
    lowest_month: date
    negative: float | None
    profit_change: Band
    cash_change: Band
    better: float
    tax: float | None
    break_even: float | None
    price_to_zero: float | None
    volume_to_zero: float | None
    volume_to_same: float | None
    months: list[MonthLine]


class Assumption(BaseModel):
    """What the figures rest on: central value and 80 % range, in ``unit``; ``origin``: measured, given, law or assumed."""

    key: str
    label: str
    low: float
    value: float
    high: float
    unit: str
    origin: Literal["measured", "given", "law", "assumed"]
    source: str


class Influence(BaseModel):
    """What one assumption alone does to the first scenario, at its low and at its high."""

    key: str
    label: str
    low: str
    high: str
    profit_low: float
    profit_high: float
    cash_low: float
    cash_high: float


class Replayed(BaseModel):
    """Mean absolute errors a month when the model is replayed on the company's past, and those of the trivial forecast."""

    origins: int
    months_count: int
    start: date
    end: date
    profit_error: float
    profit_usual: float
    cash_error: float | None
    cash_usual: float | None
    turnover_error: float
    turnover_usual: float
    usual: str


class PriceResponse(BaseModel):
    """The elasticity estimated on the company's sales (95 % interval), or why it was refused."""

    estimated: bool
    value: float | None = None
    low: float | None = None
    high: float | None = None
    products: int = 0
    observations: int = 0
    refused: str = ""


class ScenarioSimulationOutput(Result):
    """Scenarios beside « rien ne change » (always the first), what they rest on, and how the model did on the past.

    ``central_profit``: of the first scenario when every assumption takes its central value (the middle of ``influences``).
    """

    basis: Literal["accounts", "margin", "turnover"]
    measure: str
    currency: str
    start: date
    end: date
    horizon: int
    history_months: int
    scenarios: list[Scenario]
    assumptions: list[Assumption]
    influences: list[Influence]
    central_profit: float
    replayed: Replayed | None
    price_response: PriceResponse
    opening_cash: float | None
    missing: list[str]
    draws: int


class ScenarioSimulation(Capability[ScenarioSimulationInput, ScenarioSimulationOutput]):
    """Profit and cash under changes of price, volume, costs, people and delays, with their uncertainty."""

    name = "scenario-simulation"
    title = "Simulation de scénarios"
    summary = (
        "Dit ce que deviennent votre résultat et votre trésorerie si un prix, un volume, un coût, un effectif ou un délai de "
        "paiement change, avec une fourchette et à côté de « rien ne change »."
    )
    family = "Décider"
    icon = "adjustments"
    needs = (
        Need("any", among=("journal_entries", "sales"), why="des écritures comptables (FEC), à défaut des ventes : modèles dans « Données »"),
        Need("journal_entries", optional=True, columns=("account", "date"), why="le résultat, les délais et la trésorerie"),
        Need("sales", optional=True, min_weeks=17, columns=("date",), why="la réaction de vos clients aux prix ; à défaut d'écritures, la marge"),
        Need("purchases", optional=True, why="le coût de ce que vous vendez, quand il n'y a pas d'écritures"),
    )  # fmt: skip
    card = Card(
        purpose="Éclairer une décision (prix, embauche, investissement, délai) par ses effets probables sur le résultat et la trésorerie.",
        personal_data="les noms de fournisseurs personnes physiques, quand la question en cite un",
        risk="minimal",
        risk_reason="Le système calcule les effets d'hypothèses que vous choisissez ; il ne décide rien sur des personnes.",
        explains="Chaque hypothèse est affichée avec sa fourchette, sa source et peut être corrigée ; le modèle est rejoué sur votre passé "
        "à côté d'une prévision triviale ; l'effet de chaque hypothèse seule est montré.",
        data_class="confidential",
    )
    moves = ("operating-margin", "cash-position")
    fine = (
        "elasticity_low", "elasticity_high", "activity_range", "customer_days", "supplier_days", "charge_rate", "foreign_share", "margin_rate", "fixed_costs", "opening_cash",
    )  # fmt: skip
    examples = (
        "Que se passe-t-il si je baisse mes prix de 5 % et que mes clients paient 15 jours plus tard ?",
        "Et si j'embauche deux personnes à 32 000 € brut ?",
        "Que devient ma trésorerie si mes ventes reculent de 20 % ?",
        "Que devient notre résultat si le coût des matières premières augmente de 10 % ?",
        "Simule une hausse de nos tarifs de 3 %",
        "Quel effet aurait sur la trésorerie un client qui paie 30 jours plus tard ?",
        "Compare une hausse des prix de 3 % et une baisse de 5 %",
        "Et si mon fournisseur principal augmente ses prix de 8 % ?",
        "Si le dollar prend 10 %, que devient notre marge ?",
        "Et si j'investis 40 000 € dans une machine ?",
    )
    said_by = ("simuler",)
    supposes = True
    typical_seconds = 4.0
    upkeep = Upkeep(
        relearns="À chaque simulation : activité, coûts, délais et réaction aux prix sont relus dans vos tableaux du jour.",
        every_days=30,
        watches=(
            "l'erreur du modèle rejoué sur votre passé, face à une prévision triviale",
            "le nombre de mois d'historique",
            "l'âge du dernier mois connu",
        ),
    )
    Input = ScenarioSimulationInput
    Output = ScenarioSimulationOutput

    def run(self, ctx: Context, given: ScenarioSimulationInput) -> ScenarioSimulationOutput:
        """Raises BadInput, NotEnoughData, NotFound (neither entries nor sales), each in French."""
        from levier.capabilities.scenario_simulation.simulating import simulate_scenarios  # noqa: PLC0415 - loads polars

        return simulate_scenarios(ctx, given)

    def render(self, output: ScenarioSimulationOutput, name: str) -> bytes:
        """The report (PDF), or the assumptions and months (CSV)."""
        from levier.capabilities.scenario_simulation.papers import paper  # noqa: PLC0415

        return paper(output, name)


__all__ = [
    "Assumption", "Band", "Change", "Influence", "MonthLine", "PriceResponse", "Replayed", "Scenario", "ScenarioSimulation",
    "ScenarioSimulationInput", "ScenarioSimulationOutput",
]  # fmt: skip
