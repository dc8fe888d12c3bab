"""Measures over the catalogue of articles, and over what is sold of them where the sales are known."""

from levier.tables.measures.aggregates import count, mean, ratio, raw, share
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Join, Measure, made

_ACTIVE = "COALESCE(active, TRUE)"
_PRICED = "sale_price > 0 AND purchase_price IS NOT NULL"
_SLEEPING = f"{_ACTIVE} AND (sold__last_day IS NULL OR sold__last_day < $today - $idle)"

PRODUCTS = made(
    "products",
    "",
    (
        Measure(
            "products_count", "nombre d'articles au catalogue", "le nombre d'articles au catalogue",
            "Nombre de lignes du fichier des articles.", count(), unit="articles",
            synonyms=("articles au catalogue", "références au catalogue", "taille du catalogue", "produits au catalogue",
                      "nombre de références au catalogue", "combien d'articles dans le catalogue"), better="",
        ),
        Measure(
            "products_active", "nombre d'articles actifs", "le nombre d'articles actifs",
            "Articles du catalogue dont la colonne « Actif » dit oui.", count("active"), unit="articles",
            columns=("active",), synonyms=("articles actifs", "références actives", "produits actifs"), better="",
            lines="active",
        ),
        Measure(
            "list_price", "prix de vente moyen au catalogue", "le prix de vente moyen au catalogue",
            "Moyenne des prix de vente des articles, sans pondération.", mean("sale_price"), unit="money", additive=False,
            columns=("sale_price",), synonyms=("prix catalogue moyen", "tarif moyen", "prix de vente au catalogue"),
            better="",
        ),
        Measure(
            "cost_price", "prix d'achat moyen au catalogue", "le prix d'achat moyen au catalogue",
            "Moyenne des prix d'achat des articles, sans pondération.", mean("purchase_price"), unit="money",
            additive=False, columns=("purchase_price",), synonyms=("coût moyen des articles", "prix de revient moyen"),
            better="down",
        ),
        Measure(
            "list_margin", "taux de marge au catalogue", "le taux de marge au catalogue",
            "Somme des prix de vente moins somme des prix d'achat, divisée par la somme des prix de vente, sur les articles "
            "qui ont les deux prix.",
            ratio(raw("sale_price - purchase_price", _PRICED), raw("sale_price", _PRICED), 8), unit="%", additive=False,
            columns=("sale_price", "purchase_price"), lines=_PRICED,
            synonyms=("marge théorique", "marge du catalogue", "marge catalogue", "marge au catalogue"),
        ),
        Measure(
            "unpriced", "nombre d'articles sans prix d'achat", "le nombre d'articles sans prix d'achat",
            "Articles dont le prix d'achat est vide ou nul.", count("COALESCE(purchase_price, 0) = 0"), unit="articles",
            columns=("purchase_price",), better="down", lines="COALESCE(purchase_price, 0) = 0", listed="product",
            synonyms=("articles sans prix d'achat", "articles sans coût", "produits sans prix d'achat"),
        ),
        Measure(
            "supply_time", "délai d'approvisionnement moyen", "le délai d'approvisionnement moyen",
            "Moyenne des délais d'approvisionnement inscrits sur les fiches articles.", mean("lead_time"), unit="jours",
            additive=False, columns=("lead_time",), better="down",
            synonyms=("délai d'approvisionnement", "délai de réapprovisionnement"),
        ),
        Measure(
            "unsold", "nombre d'articles sans vente", "le nombre d'articles sans vente",
            "Articles actifs qui n'ont aucune vente dans les jours demandés avant aujourd'hui (180 par défaut).",
            count(_SLEEPING), unit="articles", columns=("sold.product_code",), better="down", lines=_SLEEPING,
            listed="product",
            synonyms=("articles qui ne se vendent plus", "références sans vente", "articles invendus", "produits invendus",
                      "références mortes", "produits sans vente"),
        ),
        Measure(
            "inactive_share", "part des articles inactifs", "la part des articles inactifs",
            "Articles dont la colonne « Actif » dit non, divisés par tous les articles.", share("NOT active", "active IS NOT NULL"),
            unit="%", additive=False, columns=("active",), better="down", feminine=True, synonyms=("articles inactifs",),
        ),
    ),
    (
        axis("product", "article", "articles", "product_member", columns=("product|product_code",),
             synonyms=("produit", "référence", "désignation")),
        axis("product_code", "code article", "codes article", synonyms=("sku", "code produit")),
        axis("category", "catégorie", "catégories", synonyms=("famille", "rayon", "gamme"), feminine=True),
        axis("supplier", "fournisseur", "fournisseurs"),
        axis("vat_rate", "taux de TVA", "taux de TVA", "vat_label", columns=("vat_rate",), synonyms=("tva",)),
    ),
    computed=(
        ("product_member", "COALESCE(product, product_code)"),
        ("vat_label", "CASE WHEN vat_rate IS NULL THEN NULL ELSE concat(replace(CAST(vat_rate AS VARCHAR), '.0', ''), ' %') END"),
    ),
    joins=(
        Join("sold", "sales", (("product_code", "product_code"),), ("last_day", "year_quantity"),
             summary=(("last_day", "MAX(day) FILTER (WHERE amount > 0 AND NOT is_return AND day <= $today)"),
                      ("year_quantity", "FSUM(quantity) FILTER (WHERE amount <> 0 AND day > $today - 365 AND day <= $today)"))),
    ),
    reference=True,
    main="products_count",
    lines="articles",
    subject="le catalogue",
)  # fmt: skip
