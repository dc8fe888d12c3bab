"""Stock replenishment: the declaration. ``replenishing`` is the recipe, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result

_SHARE: dict[str, JsonValue] = {"unit": "%"}


class StockReplenishmentInput(BaseModel):
    """Which service, under which limits, for which suppliers."""

    model_config = ConfigDict(extra="forbid")

    suppliers: list[str] = Field(
        default=[],
        max_length=100,
        title="Fournisseurs",
        description="Codes ou noms des fournisseurs, un par ligne ; vide : tous",
    )
    review_days: Literal[7, 14, 28] = Field(
        default=7,
        title="Rythme des commandes",
        description="Temps entre deux passages de commande",
        json_schema_extra={"labels": {"7": "hebdomadaire", "14": "bimensuel", "28": "mensuel"}},
    )
    service_a: float = Field(
        default=97, ge=50, le=99.9, title="Taux de service, classe A",
        description="Part de la demande à servir immédiatement, références qui font 80 % de la valeur", json_schema_extra=_SHARE,
    )  # fmt: skip
    service_b: float = Field(
        default=95, ge=50, le=99.9, title="Taux de service, classe B",
        description="Le même, références suivantes, jusqu'à 95 % de la valeur", json_schema_extra=_SHARE,
    )  # fmt: skip
    service_c: float = Field(
        default=90, ge=50, le=99.9, title="Taux de service, classe C",
        description="Le même, dernières références", json_schema_extra=_SHARE,
    )  # fmt: skip
    budget: float | None = Field(
        default=None, gt=0, title="Budget", description="Montant à ne pas dépasser pour l'ensemble ; vide : sans limite",
        json_schema_extra={"unit": "€"},
    )  # fmt: skip
    lead_days: float | None = Field(
        default=None, ge=0, le=365, title="Délai par défaut",
        description="Délai de livraison des articles dont rien ne dit le délai", json_schema_extra={"unit": "jours"},
    )  # fmt: skip
    order_cost: float = Field(
        default=40, ge=0, le=10_000, title="Coût d'une commande",
        description="Temps de la préparer, de la recevoir et de contrôler la facture, port compris s'il est fixe ; 40 € : environ une heure de travail "
        "chargée, hypothèse de Levier à remplacer par la vôtre",
        json_schema_extra={"unit": "€"},
    )  # fmt: skip
    holding_rate: float = Field(
        default=20, gt=0, le=100, title="Coût du stock par an",
        description="Argent immobilisé, place, assurance, pertes, en part de la valeur ; 20 % : milieu des 15 à 30 % des manuels de gestion des stocks",
        json_schema_extra=_SHARE,
    )  # fmt: skip
    complete_franco: bool = Field(
        default=True,
        title="Compléter au franco",
        description="Avancer des achats utiles pour atteindre le franco de port",
    )
    buyer: str = Field(
        default="",
        max_length=120,
        title="Votre entreprise",
        description="Le nom à écrire sur les bons de commande ; vide : celui de votre entreprise dans Levier",
    )
    approve: list[str] = Field(
        default=[], max_length=100, title="Commandes validées",
        description="Codes des fournisseurs dont vous validez la commande (réservé aux responsables)",
    )  # fmt: skip
    proposal: str = Field(
        default="", max_length=20, title="Numéro de la proposition validée",
        description="Celui de la proposition que vous avez relue",
    )  # fmt: skip


class Line(BaseModel):
    """One article to order. Quantities in units; risks are probabilities that the demand until the goods of the next
    order come exceeds what there is: ``risk_without`` this order and ``risk_after`` it. ``season``: how far the time of the
    year moves the demand (ratio).
    """

    code: str
    name: str
    category: str = ""
    supplier: str
    abc: str
    xyz: str
    service: float
    on_hand: float
    incoming: float
    level: float
    quantity: float
    packs: float
    pack: float
    unit_cost: float | None
    amount: float | None
    daily: float
    wait_days: float
    wait_deviation: float
    wait_source: str
    demand: float
    demand_high: float
    risk_without: float
    risk_after: float
    cover_days: float | None
    season: float = 0.0
    reason: str = ""


class Order(BaseModel):
    """What to order from one supplier. ``amount``: lines whose cost is known; ``missing``: left before the franco."""

    supplier: str
    code: str
    name: str
    address: str = ""
    email: str = ""
    number: str
    lines: list[Line]
    amount: float
    unpriced: int
    franco: float
    missing: float
    urgent: int
    state: Literal["proposed", "approved", "wait"]
    note: str = ""


class Surplus(BaseModel):
    """An article that has more than it needs: ``money`` is freed once it is sold, in ``days`` (none: it no longer sells)."""

    code: str
    name: str
    on_hand: float
    surplus: float
    money: float | None
    days: float | None


class SupplierRhythm(BaseModel):
    """How often to order from a supplier: ``days`` at least cost, the yearly cost of ordering and holding then (``best``) and at
    the rhythm asked (``now``).
    """

    code: str
    name: str
    yearly: float
    days: float
    best: float
    now: float


class Replayed(BaseModel):
    """The rule judged on the company's own past. Shares are of the demand (in value) served at once; stocks are mean
    values held (money when costs are known), ours and that of the usual rule at the same share served.
    """

    weeks: int
    start: date
    end: date
    references: int
    served: float
    promised: float
    stock: float
    usual_stock: float | None
    usual_served: float | None
    saved: float | None
    window: int
    shares: list[float]
    stocks: list[float | None]
    usual_stocks: list[float | None]


class Family(BaseModel):
    """A class ABC × XYZ: how many references, and the service level proposed for it."""

    abc: str
    xyz: str
    references: int
    service: float
    lines: int
    amount: float


class StockReplenishmentOutput(Result):
    """Order proposals by supplier, the risks, the money that can be freed, and the replay that judges the rule.

    ``wanted``: money that all the lines would take without the budget. ``seasonal``: references whose demand the time of the
    year moves by a tenth or more. ``risk_without``, ``risk_after``: references expected to run out before the next goods, without and with the orders.
    """

    proposal: str
    company: str
    day: date
    sales_end: date
    unit: str
    orders: list[Order]
    amount: float
    lines_count: int
    references: int
    at_risk: int
    risk_without: float
    risk_after: float
    stock_value: float
    surplus: list[Surplus]
    surplus_value: float
    budget: float | None
    cut: int
    replayed: Replayed
    classes: list[Family]
    set_aside: int
    approved_by: str = ""
    wanted: float = 0.0
    seasonal: int = 0
    history_weeks: int = 0
    review_days: int = 7
    order_cost: float = 40.0
    holding_rate: float = 20.0
    rhythms: list[SupplierRhythm] = []


class StockReplenishment(Capability[StockReplenishmentInput, StockReplenishmentOutput]):
    """Order proposals by supplier that hold a service level with the least stock, judged on the company's past."""

    name = "stock-replenishment"
    title = "Réapprovisionnement"
    summary = (
        "Propose quoi commander, combien et à quel fournisseur, avec le risque de rupture de chaque référence et "
        "l'argent à libérer ; la règle est jugée en rejouant vos propres ventes."
    )
    family = "Opérer"
    icon = "truck"
    needs = (
        Need("sales", min_weeks=26, columns=("date",), why="la demande dont les quantités sont tirées"),
        Need("stock", columns=("product_code", "on_hand"), why="ce qu'il y a en rayon et en réserve"),
        Need("purchases", optional=True, why="les délais réels, les commandes en cours et les prix payés"),
        Need("products", optional=True, why="les fournisseurs, coûts, conditionnements et minimums"),
        Need("suppliers", optional=True, why="les délais annoncés, les francos et les adresses"),
    )
    card = Card(
        purpose="Tenir le taux de service voulu avec le moins de stock possible.",
        personal_data="aucune",
        risk="minimal",
        risk_reason="Le système calcule des quantités à acheter ; il ne décide rien sur des personnes.",
        approval="manager",
        explains="Pour chaque référence : ce qu'il y a, ce qui arrive, ce qui se vendra d'ici la livraison suivante, le "
        "risque de rupture sans et avec la commande. La règle est rejouée sur vos ventes à côté de la règle habituelle "
        "(moyenne mobile et stock de sécurité).",
        data_class="internal",
    )
    moves = ("rupture-rate", "stock-value", "service-level")
    fine = ("service_a", "service_b", "service_c", "lead_days", "complete_franco", "approve", "proposal")
    examples = (
        "Que dois-je commander cette semaine ?",
        "Que faut-il commander cette semaine ?",
        "Prépare les commandes fournisseurs",
        "Quelles références réapprovisionner et en quelle quantité ?",
        "Propose un réassort avec un budget de 10 000 €",
        "Fais les bons de commande de la semaine",
        "Quels articles risquent la rupture et combien en recommander ?",
        "Combien de stock pouvons-nous libérer sans risquer de ruptures ?",
        "Combien de stock peut-on libérer ?",
        "Comment réduire notre stock ?",
        "Calcule le réapprovisionnement de nos articles",
    )
    said_by = ("réapprovisionner", "réassortir")
    typical_seconds = 12.0
    upkeep = Upkeep(
        relearns="À chaque demande : délais, demande et risques sont réappris sur les données du jour.",
        every_days=7,
        watches=(
            "la part servie en rejouant vos ventes, face à celle demandée",
            "le biais de la demande prévue sur les dernières semaines",
            "l'âge de l'état de stock et des ventes",
        ),
    )
    Input = StockReplenishmentInput
    Output = StockReplenishmentOutput

    def run(self, ctx: Context, given: StockReplenishmentInput) -> StockReplenishmentOutput:
        """Raises BadInput, NotEnoughData, NotFound, NotAllowed (approval by who may not), each in French."""
        from levier.capabilities.stock_replenishment.replenishing import replenish  # noqa: PLC0415 - loads scipy

        return replenish(ctx, given)

    def render(self, output: StockReplenishmentOutput, name: str) -> bytes:
        """A purchase order (PDF, CSV), or all of them in one table."""
        from levier.capabilities.stock_replenishment.papers import paper  # noqa: PLC0415

        return paper(output, name)


__all__ = [
    "Family", "Line", "Order", "Replayed", "StockReplenishment", "StockReplenishmentInput", "StockReplenishmentOutput",
    "SupplierRhythm", "Surplus",
]  # fmt: skip
