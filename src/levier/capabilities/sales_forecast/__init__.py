"""Sales forecast: the declaration. The science is in :mod:`.forecasting`, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result

Grain = Literal["day", "week", "month"]
Dimension = Literal["total", "product", "category", "country", "customer", "hierarchy"]
Zone = Literal["all", "A", "B", "C", "none"]
Measure = Literal["quantity", "revenue"]


class SalesForecastInput(BaseModel):
    """What to forecast, how far, in what steps."""

    model_config = ConfigDict(extra="forbid")

    horizon: int = Field(
        default=4,
        ge=1,
        le=104,
        title="Horizon",
        description="Nombre de périodes à prévoir (jours, semaines ou mois)",
    )
    grain: Grain = Field(
        default="week",
        title="Pas de temps",
        description="La durée d'une période",
        json_schema_extra={"labels": {"day": "jour", "week": "semaine", "month": "mois"}},
    )
    by: Dimension = Field(
        default="total",
        title="Découpage",
        description="Une prévision pour l'ensemble, une par produit, catégorie, pays ou client, ou toutes à la fois",
        json_schema_extra={
            "labels": {
                "total": "ensemble des ventes",
                "product": "par produit",
                "category": "par catégorie",
                "country": "par pays",
                "customer": "par client",
                "hierarchy": "ensemble, familles, produits et clients, qui s'additionnent",
            }
        },
    )
    items: list[str] = Field(
        default=[],
        max_length=200,
        title="Éléments",
        description="Noms ou codes à prévoir, un par ligne ; vide : les 20 plus vendus des 26 dernières semaines",
    )
    measure: Measure = Field(
        default="quantity",
        title="Mesure",
        description="Ce qui est prévu",
        json_schema_extra={"labels": {"quantity": "quantités vendues", "revenue": "chiffre d'affaires"}},
    )
    level: Literal[80, 95] = Field(
        default=80,
        title="Niveau de confiance",
        description="Part des fois où la réalité doit tomber dans la fourchette",
        json_schema_extra={"unit": "%", "labels": {"80": "80 %", "95": "95 %"}},
    )

    since: date | None = Field(
        default=None,
        title="À partir du",
        description="Pour l'ensemble : seulement les périodes qui suivent ce jour ; vide : dès la fin de vos ventes",
    )
    only: list[str] = Field(
        default=[],
        max_length=100,
        title="Seulement",
        description="Ventes à garder, une condition par ligne : « pays : France », « canal : magasin »",
    )
    without: list[str] = Field(
        default=[],
        max_length=100,
        title="Sauf",
        description="Ventes à laisser de côté, une condition par ligne : « client : Dupont SARL »",
    )
    promotions: list[str] = Field(
        default=[],
        max_length=100,
        title="Promotions prévues",
        description="Une par ligne : « du 01/12/2026 au 14/12/2026 : 20 % », suivie si besoin de « : produit »",
    )
    zone: Zone = Field(
        default="all",
        title="Calendrier",
        description="Jours fériés et vacances scolaires à essayer ; gardés seulement s'ils améliorent la prévision",
        json_schema_extra={
            "labels": {
                "all": "jours fériés et vacances des trois zones",
                "A": "jours fériés et vacances de la zone A",
                "B": "jours fériés et vacances de la zone B",
                "C": "jours fériés et vacances de la zone C",
                "none": "sans calendrier",
            }
        },
    )

    @model_validator(mode="after")
    def _items_need_a_dimension(self) -> "SalesForecastInput":
        if self.items and self.by == "total":
            raise ValueError("« Éléments » ne va pas avec « ensemble des ventes » : choisissez un découpage")
        if self.items and self.by == "hierarchy":
            raise ValueError("« Éléments » ne va pas avec ce découpage : il les prévoit tous")
        return self


class Point(BaseModel):
    """One period of a forecast, ``start`` to ``end`` included; ``mean``, bounds and naive in the unit of
    the output.
    """

    start: date = Field(title="Du")
    end: date = Field(title="Au")
    mean: float = Field(title="Prévision")
    low: float = Field(title="Au moins")
    high: float = Field(title="Au plus")
    naive: float = Field(title="Prévision naïve")


class Accuracy(BaseModel):
    """Errors measured by replaying the past, ours beside the naive forecast's on the same days.

    ``wape``: sum of absolute errors over sum of sales (ratio). ``mase``: mean absolute error over that of
    « the next period will be as this one » inside the training history. ``coverage``: share of replayed
    periods that fell inside the interval given beforehand, over ``checked`` periods; null when there were
    too few to check.
    """

    wape: float | None = Field(title="Erreur moyenne", json_schema_extra={"unit": "%"})
    naive_wape: float | None = Field(
        title="Erreur moyenne de la prévision naïve", json_schema_extra={"unit": "%"}
    )
    mase: float | None = Field(
        title="Erreur rapportée à celle du pas précédent", json_schema_extra={"unit": ""}
    )
    naive_mase: float | None = Field(title="La même, pour la prévision naïve", json_schema_extra={"unit": ""})
    coverage: float | None = Field(
        title="Part des valeurs tombées dans la fourchette", json_schema_extra={"unit": "%"}
    )
    checked: int = Field(title="Valeurs vérifiées", json_schema_extra={"unit": ""})
    replays: int = Field(title="Passages rejoués", json_schema_extra={"unit": ""})
    periods: int = Field(title="Périodes rejouées", json_schema_extra={"unit": ""})


class ItemForecast(BaseModel):
    """The forecast of one item, or of all of them together; totals are over the whole horizon."""

    item: str = Field(title="Élément")
    total: float = Field(title="Prévision")
    low: float = Field(title="Au moins")
    high: float = Field(title="Au plus")
    naive_total: float = Field(title="Prévision naïve")
    previous_total: float = Field(title="Période précédente")
    change: float | None = Field(title="Évolution", json_schema_extra={"unit": "%"})
    model: str = Field(title="Modèle")
    method: str = Field(title="Méthode")
    naive_method: str = Field(title="Méthode naïve")
    points: list[Point] = Field(title="Détail")
    accuracy: Accuracy = Field(title="Erreurs mesurées")
    history_periods: int = Field(title="Périodes d'historique", json_schema_extra={"unit": ""})


class Cleaning(BaseModel):
    """What was taken out of the history. ``orders``: giant one-off orders, ``removed``: what they made above a usual
    one (unit of the output); ``stock_outs``: periods of stock-out, all the items counted.
    """

    orders: int = Field(default=0, title="Commandes exceptionnelles", json_schema_extra={"unit": ""})
    removed: float = Field(default=0.0, title="Au-dessus de l'habitude")
    stock_outs: int = Field(default=0, title="Périodes de rupture", json_schema_extra={"unit": ""})


class Influence(BaseModel):
    """What changes sales: ``change`` (ratio) against a usual period."""

    what: str = Field(title="Influence")
    change: float = Field(title="Effet sur les ventes", json_schema_extra={"unit": "%"})


class SalesForecastOutput(Result):
    """Forecasts item by item (same order as ``keys``), and of all of them together when there are several.

    ``groups``: the families and customers of a hierarchy; families are the sums of their items, and both add up to
    ``overall``. ``remarks``: what the person should know, in French.
    """

    keys: list[str]
    start: date
    end: date
    horizon: int
    grain: Grain
    by: Dimension
    measure: Measure
    unit: str
    level: int
    items: list[ItemForecast]
    overall: ItemForecast
    groups: list[ItemForecast] = []
    cleaning: Cleaning = Cleaning()
    influences: list[Influence] = []
    remarks: list[str] = []
    accuracy: Accuracy
    """Item by item, all items pooled; ``overall.accuracy`` is that of their sum."""


class SalesForecast(Capability[SalesForecastInput, SalesForecastOutput]):
    """Sales to come, with intervals that were checked, beside the naive forecast."""

    name = "sales-forecast"
    title = "Prévision des ventes"
    summary = (
        "Prévoit vos ventes par produit, famille, pays ou client, promotions et jours fériés compris, avec une fourchette "
        "vérifiée sur le passé et la prévision naïve à côté."
    )
    family = "Prévoir"
    icon = "trending-up"
    needs = (
        Need("sales", min_weeks=26, columns=("date",), why="l'historique dont la prévision est tirée"),
        Need("products", optional=True, why="les familles des produits, et les nouveautés jamais vendues"),
        Need(
            "stock",
            optional=True,
            columns=("date", "on_hand"),
            why="les jours de rupture, pendant lesquels les ventes ne disent rien de la demande",
        ),
    )
    card = Card(
        purpose="Anticiper les ventes pour commander, produire et planifier.",
        personal_data="les noms ou codes de vos clients, quand la prévision est faite par client",
        risk="minimal",
        risk_reason="",
        explains="La méthode retenue, son erreur mesurée sur le passé et celle de la prévision naïve sont affichées.",
        data_class="internal",
    )
    moves = ("forecast-error", "rupture-rate", "stock-value")
    fine = ("level", "only", "without", "promotions", "zone")
    examples = (
        "Quelles seront nos ventes des 4 prochaines semaines ?",
        "Prévois les ventes de nos 5 meilleures références pour le mois prochain",
        "Combien allons-nous vendre de chaque produit d'ici fin mars ?",
        "Quel chiffre d'affaires attendre pour les trois prochains mois ?",
        "À quelles ventes s'attendre par pays la semaine prochaine ?",
        "Prévision du chiffre d'affaires du trimestre à venir par client",
        "Estime la demande à venir pour ce produit",
        "Est-ce que les ventes vont baisser dans les prochaines semaines ?",
    )
    typical_seconds = 3.0
    upkeep = Upkeep(
        relearns="À chaque demande, sur les ventes du jour ; une prévision affichée se refait chaque semaine. Les vacances "
        "scolaires sont relues à chaque rentrée.",
        every_days=7,
        watches=(
            "l'erreur des dernières périodes, à côté de celle de tout le passé rejoué",
            "une rupture de niveau des ventes",
            "la part des valeurs tombées dans la fourchette",
            "la fraîcheur des ventes importées",
        ),
    )
    Input = SalesForecastInput
    Output = SalesForecastOutput

    def run(self, ctx: Context, given: SalesForecastInput) -> SalesForecastOutput:
        """Raises BadInput (unknown item), NotEnoughData (history too short), NotFound (no sales table)."""
        # statsforecast takes seconds to import: the web process, which only reads the declaration, must not
        # pay it.
        from levier.capabilities.sales_forecast.forecasting import forecast  # noqa: PLC0415

        return forecast(ctx, given)

    def render(self, output: SalesForecastOutput, name: str) -> bytes:
        """The forecast as a CSV file, period by period."""
        from levier.capabilities.sales_forecast.files import CSV, forecast_csv  # noqa: PLC0415

        if name != CSV:
            raise NotImplementedError(name)
        return forecast_csv(output)


__all__ = [
    "Accuracy",
    "Cleaning",
    "Dimension",
    "Grain",
    "Influence",
    "ItemForecast",
    "Measure",
    "Point",
    "SalesForecast",
    "SalesForecastInput",
    "SalesForecastOutput",
    "Zone",
]
