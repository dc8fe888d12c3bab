"""Product recommendation: the declaration. The science is in the files beside, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result

Goal = Literal["together", "similar"]


class ProductRecommendationInput(BaseModel):
    """For whom, or beside what, and what must not be proposed."""

    model_config = ConfigDict(extra="forbid")

    customer: str = Field(
        default="",
        max_length=200,
        title="Client",
        description="Nom ou code du client ; vide : pour un panier, ou pour un nouveau client",
    )
    products: list[str] = Field(
        default=[],
        max_length=50,
        title="Produits",
        description="Noms ou codes des produits regardés ou déjà dans le panier, un par ligne",
    )
    goal: Goal = Field(
        default="together",
        title="But",
        description="Ce que l'on cherche à partir des produits donnés",
        json_schema_extra={
            "labels": {"together": "acheté avec", "similar": "semblable, à la place"},
            "words": {
                "similar": "remplacer remplace remplacement équivalent similaire ressembler substitut alternative"
            },
        },
    )
    number: int = Field(default=10, ge=1, le=50, title="Nombre de propositions")
    exclude: list[str] = Field(
        default=[],
        max_length=200,
        title="À ne pas proposer",
        description="Noms ou codes de produits, ou noms de catégories, un par ligne",
        json_schema_extra={"spoken": False},
    )
    in_stock: bool = Field(
        default=True,
        title="En stock seulement",
        description="Vérifié dans votre tableau des stocks quand il y en a un",
    )
    again: bool = Field(
        default=False,
        title="Déjà achetés aussi",
        description="Proposer aussi ce que le client a déjà acheté",
        json_schema_extra={"spoken": False},
    )

    @model_validator(mode="after")
    def _similar_needs_products(self) -> "ProductRecommendationInput":
        if self.goal == "similar" and not self.products:
            raise ValueError("« Semblable, à la place » demande au moins un produit dans « Produits »")
        return self


class Recommended(BaseModel):
    """One product to propose, best first. ``buyers``: people who bought it; ``because``: the products bought or in the basket
    that bring it, strongest first; ``shared``: people who bought both it and the first of these.
    """

    code: str = Field(title="Code")
    product: str = Field(title="Produit")
    category: str = Field(default="", title="Catégorie")
    buyers: int = Field(title="Acheteurs", json_schema_extra={"unit": ""})
    because: list[str] = Field(default=[], title="Parce que")
    shared: int = Field(default=0, title="Acheteurs des deux", json_schema_extra={"unit": ""})
    stock: float | None = Field(default=None, title="En stock")


class Replayed(BaseModel):
    """The method judged on the company's own past: shares (0–1) of the customers who came back for whom at least one of the
    ``number`` products that would have been proposed was bought in the next basket, for the first time.
    """

    start: date
    end: date
    people: int
    number: int
    share: float
    low: float
    high: float
    popular: float
    neighbours: float


class ProductRecommendationOutput(Result):
    """Products to propose, best first."""

    customer: str = ""
    asked: list[str] = []
    goal: Goal = "together"
    method: str = ""
    recommended: list[Recommended] = []
    replayed: Replayed | None = None
    people: int = 0
    catalogue: int = 0
    without_stock: int = 0


class ProductRecommendation(Capability[ProductRecommendationInput, ProductRecommendationOutput]):
    """Products to propose to a customer, beside a basket or in place of another, judged on the past."""

    name = "product-recommendation"
    title = "Produits à proposer"
    summary = (
        "Dit quels produits proposer à un client, à côté d'un panier ou à la place d'un autre, et combien de fois cela aurait "
        "touché juste, à côté de la simple liste des meilleures ventes."
    )
    family = "Vendre"
    icon = "gift"
    needs = (
        Need(
            "sales", min_weeks=8, min_rows=300, columns=("date",), why="les achats dont les liens sont appris"
        ),
        Need("products", optional=True, why="les articles encore au catalogue"),
        Need("stock", optional=True, why="ne proposer que ce qui est en stock"),
    )
    card = Card(
        purpose="Proposer à chaque client des produits qui lui conviennent.",
        personal_data="les achats de chaque client, sous son code ; aucun autre trait de la personne n'est lu",
        risk="limited",
        risk_reason="profilage des achats sans effet juridique : le client peut s'y opposer (RGPD, art. 21)",
        explains="Chaque produit vient avec les achats qui le font proposer, et la méthode est rejouée sur votre passé.",
        data_class="personal",
    )
    moves = ("average-basket", "turnover")
    fine = ("exclude", "again")
    examples = (
        "Que recommander à un nouveau client ?",
        "Quels produits proposer au client Dupont ?",
        "Que recommander de nouveau à ce client ?",
        "Propose des produits semblables à celui-ci",
        "Quels articles vont bien avec ce produit ?",
        "Que proposer à côté de ce panier ?",
        "Par quoi remplacer ce produit en rupture ?",
        "Propose-moi des produits à vendre avec ce produit",
        "Suggère des articles à ajouter à la commande",
    )
    said_by = ("proposer", "recommander", "conseiller", "suggérer", "remplacer")
    typical_seconds = 8.0
    upkeep = Upkeep(
        relearns="À chaque demande, sur les ventes importées ; chaque nuit pour une boutique en ligne.",
        every_days=1,
        watches=(
            "la part des clients touchés, rejouée sur les dernières semaines, à côté des meilleures ventes",
        ),
    )
    Input = ProductRecommendationInput
    Output = ProductRecommendationOutput

    def run(self, ctx: Context, given: ProductRecommendationInput) -> ProductRecommendationOutput:
        """Raises BadInput (unknown customer or product), NotEnoughData (too few purchases), NotFound (no sales table)."""
        from levier.capabilities.product_recommendation.recommending import recommend  # noqa: PLC0415 - loads scipy

        return recommend(ctx, given)

    def render(self, output: ProductRecommendationOutput, name: str) -> bytes:
        """The CSV of the proposals."""
        from levier.capabilities.product_recommendation.listing import listed  # noqa: PLC0415

        return listed(output)


__all__ = [
    "Goal",
    "ProductRecommendation",
    "ProductRecommendationInput",
    "ProductRecommendationOutput",
    "Recommended",
    "Replayed",
]
