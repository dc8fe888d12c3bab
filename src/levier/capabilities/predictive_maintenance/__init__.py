"""Predictive maintenance: the declaration. ``maintaining`` is the recipe, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result

_UNSPOKEN: dict[str, JsonValue] = {"spoken": False}


class PredictiveMaintenanceInput(BaseModel):
    """Which machines, how far ahead, at what costs, and the rules the workshop already has."""

    model_config = ConfigDict(extra="forbid")

    machines: list[str] = Field(
        default=[], max_length=200, title="Machines", description="Noms ou codes des machines, un par ligne ; vide : toutes",
    )  # fmt: skip
    horizon: float | None = Field(
        default=None, gt=0, le=3650, title="Horizon",
        description="Jours devant soi (cycles, si vos relevés sont comptés en cycles) ; vide : 30 jours, ou le sixième d'une vie",
        json_schema_extra={"unit": "jours", "spoken": False},
    )  # fmt: skip
    failure_cost: float | None = Field(
        default=None, gt=0, title="Coût d'une panne", description="Réparation, arrêt et retards compris ; vide : d'après vos pannes",
        json_schema_extra={"unit": "€", "spoken": False},
    )  # fmt: skip
    preventive_cost: float | None = Field(
        default=None, gt=0, title="Coût d'une intervention préventive", description="Pièces et temps compris ; vide : d'après vos interventions",
        json_schema_extra={"unit": "€", "spoken": False},
    )  # fmt: skip
    hour_cost: float | None = Field(
        default=None, gt=0, title="Coût d'une heure d'arrêt", description="Ajouté au coût de réparation quand celui d'une panne n'est pas donné",
        json_schema_extra={"unit": "€", "spoken": False},
    )  # fmt: skip
    risk_limit: float = Field(
        default=10, ge=1, le=90, title="Risque accepté", description="Risque auquel intervenir quand les coûts ne sont pas connus",
        json_schema_extra={"unit": "%", "spoken": False},
    )  # fmt: skip
    interval: float | None = Field(
        default=None, gt=0, title="Intervalle du constructeur", description="Entre deux entretiens, en jours (ou en cycles)",
        json_schema_extra=_UNSPOKEN,
    )  # fmt: skip
    thresholds: list[str] = Field(
        default=[], max_length=100, title="Seuils", description="Un par ligne, par exemple « TEMP_HUILE > 80 »",
        json_schema_extra=_UNSPOKEN,
    )  # fmt: skip
    ends_in_failure: bool = Field(
        default=False, title="Les relevés s'arrêtent à la panne",
        description="À cocher si chaque machine a été suivie jusqu'à sa panne et qu'aucun tableau de pannes ne le dit",
        json_schema_extra=_UNSPOKEN,
    )  # fmt: skip
    words: str = Field(
        default="", max_length=2000, title="Votre demande", description="Les coûts peuvent y être dits : « une panne coûte 3 000 €, un entretien 400 € »",
    )  # fmt: skip


class Driver(BaseModel):
    """What raises a risk. ``share`` of what all of them raise; ``text``: in words."""

    sensor: str
    share: float
    now: float | None
    usual: float | None
    unit: str
    text: str


class Machine(BaseModel):
    """One machine. Risks are probabilities (80 % interval); lives and delays in the unit of the clock, from ``seen``.

    ``state``: "act" (now), "plan", "watch", "fine", "unseen". ``due``: delay of the best moment, ``due_on`` its day.
    ``remaining_beyond``: the remaining life is only known to pass ``remaining``.
    """

    name: str
    state: Literal["act", "plan", "watch", "fine", "unseen"]
    seen: date | None
    age: float | None
    risk: float | None = None
    risk_low: float | None = None
    risk_high: float | None = None
    remaining: float | None = None
    remaining_low: float | None = None
    remaining_high: float | None = None
    remaining_beyond: bool = False
    due: float | None = None
    due_on: date | None = None
    exposed: float | None = None
    drivers: list[Driver] = []
    rules: list[str] = []
    rule_values: list[float] = []
    why: str = ""


class Compared(BaseModel):
    """What one way of announcing did on the past: failures caught and false alerts (same number of alerts), Brier's score."""

    caught: float
    false: float
    brier: float
    auc: float


class Backtest(BaseModel):
    """The rule judged on a past it did not see. ``way``: "machines" (left out in turn) or "time" (the last failures)."""

    way: Literal["machines", "time"]
    decisions: int
    failures: int
    alerts: int
    ours: Compared
    age: Compared
    rate: Compared
    announced: list[float]
    observed: list[float]


class LifeBacktest(BaseModel):
    """Typical errors (root mean square) of the remaining life on machines left out, beside two plain rules."""

    lives: int
    error: float
    error_age: float
    error_mean: float
    covered: float


class Law(BaseModel):
    """Weibull's law of the lives; ``best_age``: age replacement of least cost, None when stepping in by age is useless."""

    shape: float
    scale: float
    best_age: float | None = None
    rate: float | None = None
    rate_failing: float | None = None


class PredictiveMaintenanceOutput(Result):
    """Each machine's risk, remaining life, reasons and best moment, after the judgement on the company's own past.

    ``engine``: what the risks come from: sensors ("condition"), "age", mean "rate", or "rules" (no probability).
    ``unit``: "jours" or "cycles".
    """

    day: date
    seen: date | None
    unit: Literal["jours", "cycles"]
    engine: Literal["condition", "age", "rate", "rules"]
    horizon: float
    machines: list[Machine]
    machines_count: int
    at_risk: int
    expected: float
    failures: int
    failures_followed: int
    sensors_count: int
    backtests: list[Backtest]
    life: LifeBacktest | None = None
    law: Law | None = None
    weights: list[Driver] = []
    pairs: list[str] = []
    failure_cost: float | None = None
    preventive_cost: float | None = None
    costs_from: str = ""
    risk_limit: float = 0.1
    currency: str = "EUR"
    missing: list[str] = []
    remarks: list[str] = []
    instant: bool = False
    """Each machine was seen once: risks are those of the state seen, not of a horizon."""


class PredictiveMaintenance(Capability[PredictiveMaintenanceInput, PredictiveMaintenanceOutput]):
    """Risk of failure, remaining life, reasons and best moment to step in, machine by machine, judged on the past."""

    name = "predictive-maintenance"
    title = "Maintenance prédictive"
    summary = (
        "Dit quelles machines risquent la panne, pourquoi, combien de temps il leur reste et quand intervenir au moindre coût ; "
        "la méthode est d'abord jugée sur vos propres pannes."
    )
    family = "Opérer"
    icon = "tool"
    needs = (
        Need("sensor_readings", min_rows=100, columns=("machine", "sensor", "value"), why="ce que les capteurs disent de chaque machine"),
        Need("failures", optional=True, columns=("machine",), why="les pannes passées, dont les signes avant-coureurs sont appris"),
    )  # fmt: skip
    card = Card(
        purpose="Intervenir avant la panne, ni trop tôt ni trop tard.",
        personal_data="aucune (le nom des intervenants n'est pas lu)",
        risk="minimal",
        risk_reason="Le système juge l'état de machines ; il ne décide rien sur des personnes et n'est pas un composant de sécurité : "
        "il ne remplace ni les contrôles réglementaires ni les arrêts d'urgence.",
        approval="person",
        explains="Pour chaque machine : la probabilité de panne et sa marge, les capteurs qui la font monter avec leur valeur habituelle, "
        "la durée de vie restante et la date d'intervention la moins chère. Avant cela, les annonces que la méthode aurait faites sur "
        "vos pannes passées, à côté de l'âge seul et du taux moyen.",
        data_class="internal",
    )
    moves = ("machine-failures", "machine-downtime")
    fine = ("risk_limit", "interval", "thresholds", "ends_in_failure", "words")
    examples = (
        "Quelles machines risquent de tomber en panne ce mois-ci ?",
        "Quelles machines risquent la panne dans les 20 prochains jours ?",
        "Quelle est la probabilité de panne de chaque machine ?",
        "Quel est le risque de panne de PRESSE-02 ?",
        "Pourquoi cette presse risque-t-elle la panne ?",
        "Prépare le plan de maintenance préventive des machines",
        "Combien de temps reste-t-il avant la prochaine panne de nos équipements ?",
        "Quand faut-il entretenir chaque machine pour que cela coûte le moins ?",
        "Quelle est la durée de vie restante de nos machines d'après les capteurs ?",
        "Prévois les pannes des prochains jours, sachant qu'une panne coûte 3 000 € et un entretien 400 €",
    )
    said_by = ("entretenir", "usure", "prédictive")
    typical_seconds = 40.0
    upkeep = Upkeep(
        relearns="À chaque demande, sur les relevés et les pannes du jour.",
        every_days=7,
        watches=(
            "l'écart entre risques annoncés et pannes constatées",
            "les relevés récents qui sortent de ce qui a été appris",
            "les machines devenues muettes et l'âge des relevés",
        ),
    )
    Input = PredictiveMaintenanceInput
    Output = PredictiveMaintenanceOutput

    def run(self, ctx: Context, given: PredictiveMaintenanceInput) -> PredictiveMaintenanceOutput:
        """Raises BadInput, NotEnoughData, NotFound, each in French."""
        from levier.capabilities.predictive_maintenance.maintaining import maintain  # noqa: PLC0415 - loads scikit-learn

        return maintain(ctx, given)

    def render(self, output: PredictiveMaintenanceOutput, name: str) -> bytes:
        """The maintenance plan, as a document (PDF) or a table (CSV)."""
        from levier.capabilities.predictive_maintenance.papers import paper  # noqa: PLC0415

        return paper(output, name)


__all__ = [
    "Backtest", "Compared", "Driver", "Law", "LifeBacktest", "Machine", "PredictiveMaintenance", "PredictiveMaintenanceInput",
    "PredictiveMaintenanceOutput",
]  # fmt: skip
