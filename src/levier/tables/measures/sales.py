"""Measures and dimensions over sales lines. The definitions are those shown to people, and the SQL says the same.

The turnover counts every invoiced line (articles, postage, discounts, corrections), returns deducted, because that is what
was earned. What speaks of articles (quantities, prices, returns, rankings of products) leaves out the codes that are not
articles, by the rule of ``deriving/non_products``.
"""

from levier.tables.measures.model import Dimension, Measure, Model

_ORDER = "amount > 0 AND NOT is_return"
_SOLD = f"{_ORDER} AND is_product"
_BACK = "is_return AND is_product"

_MEASURES = (
    Measure(
        "revenue",
        "chiffre d'affaires",
        "le chiffre d'affaires",
        "Somme des montants facturés (quantité × prix unitaire, remises comprises), retours et avoirs déduits ; les frais "
        "de port et les corrections facturés y sont inclus.",
        "ROUND(FSUM(amount), 4)",
        unit="money",
        note="Chiffre d'affaires net des retours et avoirs.",
        synonyms=("ca", "ventes", "recettes", "turnover", "sales", "facturation", "chiffre d affaires"),
    ),
    Measure(
        "quantity",
        "quantité vendue",
        "la quantité vendue",
        "Somme des quantités d'articles facturées à un prix non nul, retours déduits ; sorties gratuites, frais de port et "
        "corrections exclus.",
        "ROUND(FSUM(quantity) FILTER (WHERE amount <> 0 AND is_product), 4)",
        unit="unités",
        synonyms=("quantités", "volume", "pièces vendues", "unités", "nombre d'articles", "units"),
        feminine=True,
    ),
    Measure(
        "orders",
        "nombre de commandes",
        "le nombre de commandes",
        "Nombre de factures différentes comportant au moins une ligne vendue (avoirs et annulations exclus).",
        f"COUNT(DISTINCT invoice) FILTER (WHERE {_ORDER})",
        unit="commandes",
        additive=False,
        columns=("invoice",),
        synonyms=("commandes", "factures", "tickets", "ventes passées", "number of orders"),
    ),
    Measure(
        "customers",
        "nombre de clients",
        "le nombre de clients",
        "Nombre de clients identifiés ayant au moins une ligne vendue dans la période.",
        f"COUNT(DISTINCT customer_member) FILTER (WHERE {_ORDER})",
        unit="clients",
        additive=False,
        columns=("customer_member",),
        synonyms=("clients", "acheteurs", "clients actifs"),
    ),
    Measure(
        "average_basket",
        "panier moyen",
        "le panier moyen",
        "Chiffre d'affaires divisé par le nombre de commandes.",
        f"ROUND(FSUM(amount) / NULLIF(COUNT(DISTINCT invoice) FILTER (WHERE {_ORDER}), 0), 6)",
        unit="money",
        additive=False,
        columns=("invoice",),
        synonyms=("panier", "montant moyen par commande", "commande moyenne", "average order value"),
    ),
    Measure(
        "average_price",
        "prix de vente moyen",
        "le prix de vente moyen",
        "Montant des articles vendus divisé par leur quantité, hors retours.",
        f"ROUND(FSUM(amount) FILTER (WHERE {_SOLD}) / NULLIF(FSUM(quantity) FILTER (WHERE {_SOLD}), 0), 6)",
        unit="money",
        additive=False,
        note="Prix moyen hors retours.",
        synonyms=("prix moyen", "prix unitaire moyen"),
        better="",
    ),
    Measure(
        "revenue_per_customer",
        "chiffre d'affaires par client",
        "le chiffre d'affaires par client",
        "Chiffre d'affaires des lignes dont le client est identifié, divisé par le nombre de clients.",
        "ROUND(FSUM(amount) FILTER (WHERE customer_member IS NOT NULL) "
        f"/ NULLIF(COUNT(DISTINCT customer_member) FILTER (WHERE {_ORDER}), 0), 6)",
        unit="money",
        additive=False,
        columns=("customer_member",),
        note="Calculé sur les seules ventes dont le client est identifié.",
        synonyms=("ca moyen par client", "dépense moyenne par client"),
    ),
    Measure(
        "returns_value",
        "montant des retours",
        "le montant des retours",
        "Montant des articles repris : lignes d'avoir ou d'annulation et quantités négatives, frais et corrections exclus.",
        f"ROUND(COALESCE(-FSUM(amount) FILTER (WHERE {_BACK}), 0) + 0.0, 4)",
        unit="money",
        synonyms=("retours", "avoirs", "annulations", "valeur des retours"),
        better="down",
    ),
    Measure(
        "returns_quantity",
        "quantité retournée",
        "la quantité retournée",
        "Nombre d'articles repris (lignes d'avoir ou d'annulation et quantités négatives à un prix).",
        f"ROUND(COALESCE(-FSUM(quantity) FILTER (WHERE {_BACK}), 0) + 0.0, 4)",
        unit="unités",
        synonyms=("articles retournés", "pièces retournées"),
        better="down",
        feminine=True,
    ),
    Measure(
        "returns_rate",
        "taux de retour",
        "le taux de retour",
        "Montant des retours divisé par le montant brut des articles vendus.",
        f"ROUND(COALESCE(-FSUM(amount) FILTER (WHERE {_BACK}), 0) "
        f"/ NULLIF(FSUM(amount) FILTER (WHERE {_SOLD}), 0) + 0.0, 8)",
        unit="%",
        additive=False,
        note="Taux de retour : montant des retours divisé par le montant des articles vendus.",
        synonyms=("taux de retours", "part des retours", "return rate"),
        better="down",
    ),
    Measure(
        "products_sold",
        "nombre de références vendues",
        "le nombre de références vendues",
        "Nombre d'articles différents ayant au moins une ligne vendue dans la période.",
        f"COUNT(DISTINCT product_name) FILTER (WHERE {_SOLD})",
        unit="références",
        additive=False,
        synonyms=("références vendues", "produits vendus", "articles différents"),
    ),
    Measure(
        "lines",
        "nombre de lignes de vente",
        "le nombre de lignes de vente",
        "Nombre de lignes de factures, avoirs compris.",
        "COUNT(*)",
        unit="lignes",
        synonyms=("lignes", "lignes de facture"),
        better="",
    ),
)

_DIMENSIONS = (
    Dimension(
        "product",
        "produit",
        "produits",
        "product_name",
        articles_only=True,
        columns=("product_name",),
        synonyms=("article", "référence", "désignation", "produits", "articles", "références"),
    ),
    Dimension(
        "product_code",
        "code article",
        "codes article",
        "product_code",
        articles_only=True,
        columns=("product_code",),
        synonyms=("code produit", "sku", "code"),
    ),
    Dimension(
        "category",
        "catégorie",
        "catégories",
        "category",
        articles_only=True,
        columns=("category",),
        synonyms=("famille", "rayon", "gamme"),
        feminine=True,
    ),
    Dimension(
        "customer",
        "client",
        "clients",
        "customer_member",
        columns=("customer_member",),
        synonyms=("acheteur", "compte client", "clients"),
    ),
    Dimension("country", "pays", "pays", "country", columns=("country",), synonyms=("marché", "destination")),
    Dimension("day", "jour", "jours", "day", "day", synonyms=("date", "quotidien", "jours")),
    Dimension(
        "week",
        "semaine",
        "semaines",
        "CAST(date_trunc('week', day) AS DATE)",
        "week",
        synonyms=("hebdomadaire", "semaines"),
        feminine=True,
    ),
    Dimension(
        "month", "mois", "mois", "CAST(date_trunc('month', day) AS DATE)", "month", synonyms=("mensuel",)
    ),
    Dimension(
        "quarter",
        "trimestre",
        "trimestres",
        "CAST(date_trunc('quarter', day) AS DATE)",
        "quarter",
        synonyms=("trimestriel", "trimestres"),
    ),
    Dimension(
        "year",
        "année",
        "années",
        "CAST(date_trunc('year', day) AS DATE)",
        "year",
        synonyms=("annuel", "an", "exercice", "années"),
        feminine=True,
    ),
    Dimension(
        "weekday",
        "jour de la semaine",
        "jours de la semaine",
        "isodow(day)",
        "weekday",
        synonyms=("jours de semaine",),
    ),
    Dimension(
        "hour", "heure", "heures", "hour(date)", "hour", synonyms=("tranche horaire", "heures"), feminine=True
    ),
)

SALES = Model(
    kind="sales",
    day="day",
    measures={measure.name: measure for measure in _MEASURES},
    dimensions={dimension.name: dimension for dimension in _DIMENSIONS},
    order=_ORDER,
    order_id="COALESCE(invoice, CAST(day AS VARCHAR))",
    net="ROUND(FSUM(amount), 4)",
)
