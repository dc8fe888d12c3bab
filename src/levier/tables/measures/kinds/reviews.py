"""Measures over opinions of customers. Ratings of any scale are compared on their share of the scale."""

from levier.tables.measures.aggregates import count, mean, share
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_RATED = "rating IS NOT NULL"
_TEN = "rating * 10.0 / top"
_NPS = (
    f"ROUND((CAST(COUNT(*) FILTER (WHERE {_TEN} >= 9) AS DOUBLE) - COUNT(*) FILTER (WHERE {_TEN} < 7)) "
    f"* 100 / NULLIF(COUNT(*) FILTER (WHERE {_RATED}), 0), 6)"
)

REVIEWS = made(
    "reviews",
    "day",
    (
        Measure(
            "reviews_count", "nombre d'avis", "le nombre d'avis", "Nombre de lignes du tableau des avis.", count(),
            unit="avis", better="", synonyms=("avis", "combien d'avis", "avis clients", "réponses à l'enquête", "reviews"),
        ),
        Measure(
            "average_rating", "note moyenne", "la note moyenne",
            "Moyenne des notes, dans l'échelle du tableau (toutes ramenées à la même échelle si elles diffèrent).",
            mean("rating * widest / top", _RATED), unit="", additive=False, columns=("rating",), feminine=True, lines=_RATED,
            synonyms=("note", "notes", "note des clients", "notation", "satisfaction moyenne", "average rating", "mean rating",
                      "notes moyennes", "évaluation moyenne", "mieux notés", "moins bien notés"),
        ),
        Measure(
            "nps", "recommandation nette (NPS)", "la recommandation nette (NPS)",
            "Part des notes de 9 et 10 sur 10 moins part des notes inférieures à 7, en points (les notes d'une autre échelle "
            "sont ramenées sur 10).",
            _NPS, unit="points", additive=False, columns=("rating",), feminine=True, lines=_RATED,
            synonyms=("nps", "net promoter score", "recommandation", "score de recommandation"),
        ),
        Measure(
            "csat", "taux de satisfaction (CSAT)", "le taux de satisfaction (CSAT)",
            "Notes d'au moins 80 % de l'échelle (4 et 5 sur 5), divisées par les notes données.",
            share("rating >= 0.8 * top", _RATED), unit="%", additive=False, columns=("rating",), lines=_RATED,
            synonyms=("csat", "taux de satisfaction", "satisfaction", "clients satisfaits", "part de clients satisfaits",
                      "satisfaction client"),
        ),
        Measure(
            "negative_share", "part des avis négatifs", "la part des avis négatifs",
            "Notes d'au plus 40 % de l'échelle (1 et 2 sur 5), divisées par les notes données.",
            share("rating <= 0.4 * top", _RATED), unit="%", additive=False, columns=("rating",), better="down",
            feminine=True, lines=_RATED,
            synonyms=("avis négatifs en part", "taux d'avis négatifs", "part de mécontents", "pourcentage d'avis négatifs",
                      "taux d'insatisfaction", "insatisfaction"),
        ),
        Measure(
            "negative_count", "nombre d'avis négatifs", "le nombre d'avis négatifs",
            "Notes d'au plus 40 % de l'échelle (1 et 2 sur 5).", count("rating <= 0.4 * top"), unit="avis",
            columns=("rating",), better="down", lines="rating <= 0.4 * top",
            synonyms=("avis négatifs", "mauvais avis", "combien d'avis négatifs", "clients mécontents", "mauvaises notes",
                      "negative reviews"),
        ),
        Measure(
            "commented_share", "part des avis commentés", "la part des avis commentés",
            "Avis qui ont un commentaire, divisés par tous les avis.", share("text IS NOT NULL"), unit="%", additive=False,
            columns=("text",), better="", feminine=True, synonyms=("avis avec commentaire", "avis commentés"),
        ),
    ),
    (
        axis("product", "article", "articles", "product_member", columns=("product|product_code",),
             synonyms=("produit", "référence")),
        axis("product_code", "code article", "codes article", synonyms=("sku",)),
        axis("category", "catégorie", "catégories", "products__category", columns=("products.category",), feminine=True,
             synonyms=("famille", "rayon", "gamme")),
        axis("source", "origine", "origines", synonyms=("site", "plateforme", "canal", "source"), feminine=True),
        axis("customer", "client", "clients", "COALESCE(customer_name, customer)", columns=("customer|customer_name",)),
        axis("rating", "note", "notes", "note", columns=("rating",), feminine=True, synonyms=("étoiles", "nombre d'étoiles")),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("highest_rating", "MAX(rating) OVER ()"),
        ("top",
         "COALESCE(scale, CASE WHEN highest_rating <= 5 THEN 5 WHEN highest_rating <= 10 THEN 10 "
         "WHEN highest_rating <= 20 THEN 20 ELSE 100 END)"),
        ("widest", "MAX(top) OVER ()"),
        ("note", "replace(CAST(rating AS VARCHAR), '.0', '')"),
    ),
    joins=(
        Join("products", "products", (("product_code", "product_code"),), ("product", "category"), "sans fiche article"),
    ),
    derived=(("product_member", "COALESCE(product, products__product, product_code)"),),
    main="average_rating",
    lines="avis",
    subject="les avis",
)  # fmt: skip
