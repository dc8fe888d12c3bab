"""Reviews: one opinion of a customer, with its mark."""

from levier.tables.kinds.kind import Field, Kind

Reviews = Kind(
    name="reviews",
    label="Avis clients",
    lines="un avis ou une réponse d'enquête",
    day="date",
    requires=(("rating", "text"),),
    distinctive=("rating", "text"),
    fields=(
        Field("review", "Identifiant", "code", ("id", "review id", "identifiant")),
        Field("date", "Date", "date", ("date", "date avis", "publie le", "review date", "created at")),
        Field(
            "rating",
            "Note",
            "number",
            ("note", "rating", "score", "etoiles", "stars", "nps"),
            low=0,
            high=100,
        ),
        Field("scale", "Note maximale", "number", ("note max", "sur", "scale", "max"), low=1, high=100),
        Field(
            "text",
            "Commentaire",
            "text",
            ("commentaire", "avis", "texte", "comment", "review", "text", "verbatim"),
        ),
        Field(
            "customer",
            "Client",
            "code",
            ("client", "code client", "customer", "auteur", "author"),
            personal=True,
            refers="customers.customer",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            ("code article", "reference", "sku", "product code", "produit"),
            refers="products.product_code",
        ),
        Field("source", "Origine", "text", ("source", "site", "plateforme", "origine", "canal")),
    ),
)
