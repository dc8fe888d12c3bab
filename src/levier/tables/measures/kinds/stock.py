"""Measures over states of the stock: the last one of each article and place in the period counts."""

from levier.tables.measures.aggregates import count, distinct, ratio, raw, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_LIVE = "COALESCE(products__active, TRUE)"
_OUT = f"{_LIVE} AND product_available <= 0"
_SLEEPING = "on_hand > 0 AND (sold__last_day IS NULL OR sold__last_day < $today - $idle)"
_LOW = "reorder_point IS NOT NULL AND free + COALESCE(on_order, 0) < reorder_point"
_VALUED = ("value|unit_cost|products.purchase_price",)
_SOLD = ("sold.product_code",)

STOCK = made(
    "stock",
    "day",
    (
        Measure(
            "stock_value", "valeur du stock", "la valeur du stock",
            "Somme des valeurs en stock (la colonne « Valeur », sinon quantité × coût unitaire ou prix d'achat de la fiche article), au dernier "
            "état connu de chaque article et dépôt dans la période.",
            total("worth"), unit="money", columns=_VALUED, better="down", feminine=True,
            synonyms=("stock en valeur", "stock en euros", "montant du stock", "valorisation du stock", "stock value",
                      "argent immobilisé en stock", "combien vaut le stock", "combien vaut notre stock", "stock immobilisé"),
        ),
        Measure(
            "stock_quantity", "quantité en stock", "la quantité en stock",
            "Somme des quantités en stock au dernier état connu de chaque article et dépôt dans la période.",
            total("on_hand"), unit="unités", columns=("on_hand",), better="", feminine=True,
            synonyms=("stock", "pièces en stock", "unités en stock", "stock disponible en quantité", "on hand", "inventory",
                      "combien en stock", "niveau de stock", "reste en stock", "avons-nous en stock"),
        ),
        Measure(
            "stock_available", "stock disponible", "le stock disponible",
            "Quantité en stock moins quantité réservée, au dernier état connu.", total("free"), unit="unités",
            columns=("on_hand",), better="", synonyms=("quantité disponible", "disponible", "available stock"),
        ),
        Measure(
            "stock_on_order", "quantité en commande fournisseur", "la quantité en commande fournisseur",
            "Somme des quantités attendues des fournisseurs, au dernier état connu.", total("on_order"), unit="unités",
            columns=("on_order",), better="", feminine=True, lines="on_order > 0",
            synonyms=("stock à venir", "quantité attendue", "en commande chez les fournisseurs"),
        ),
        Measure(
            "stock_references", "nombre de références en stock", "le nombre de références en stock",
            "Articles différents dont la quantité en stock est positive.", distinct("product_code", "on_hand > 0"),
            unit="références", additive=False, better="", lines="on_hand > 0",
            synonyms=("références en stock", "articles en stock", "produits en stock"),
        ),
        Measure(
            "coverage_days", "couverture de stock", "la couverture de stock",
            "Quantité en stock divisée par la quantité vendue par jour sur les 90 derniers jours, articles vendus seulement "
            "(les ventes d'un article se partagent également entre ses dépôts).",
            ratio(raw("on_hand", "sold_here > 0"), f"({raw('sold_here', 'sold_here > 0')} / 90)"), unit="jours",
            additive=False, columns=("on_hand", *_SOLD), better="", feminine=True, lines="sold_here > 0",
            synonyms=("jours de stock", "couverture en jours", "couverture", "combien de jours de stock", "stock coverage",
                      "combien de temps tient le stock"),
        ),
        Measure(
            "stock_rotation", "rotation du stock", "la rotation du stock",
            "Quantité vendue dans les 365 derniers jours divisée par la quantité en stock (nombre de fois que le stock tourne "
            "en un an).",
            ratio(raw("sold_year_here"), raw("on_hand")), unit="fois par an", additive=False,
            columns=("on_hand", *_SOLD), feminine=True,
            synonyms=("rotation", "taux de rotation", "rotation des stocks", "stock turnover", "vitesse de rotation"),
        ),
        Measure(
            "ruptures", "nombre de ruptures", "le nombre de ruptures",
            "Articles actifs dont le stock disponible, tous dépôts réunis, est nul ou négatif.",
            distinct("product_code", _OUT), unit="articles", additive=False, columns=("on_hand",), better="down",
            lines=_OUT, listed="product",
            synonyms=("ruptures", "ruptures de stock", "articles en rupture", "produits en rupture", "références en rupture",
                      "en rupture", "out of stock", "manquants"),
        ),
        Measure(
            "rupture_rate", "taux de rupture", "le taux de rupture",
            "Articles actifs sans stock disponible divisés par les articles actifs.",
            ratio(distinct("product_code", _OUT), distinct("product_code", _LIVE), 8), unit="%", additive=False,
            columns=("on_hand",), better="down", synonyms=("part des ruptures", "stockout rate", "pourcentage de ruptures"),
        ),
        Measure(
            "to_reorder", "nombre d'articles sous le seuil", "le nombre d'articles sous le seuil",
            "Lignes de stock dont le disponible, commandes fournisseur comprises, est inférieur au seuil de réapprovisionnement.",
            count(_LOW), unit="articles", columns=("reorder_point",), better="down", lines=_LOW, listed="product",
            synonyms=("articles sous le seuil", "sous le stock minimum", "sous le seuil de réapprovisionnement",
                      "articles à réapprovisionner", "produits à recommander", "below reorder point", "à réapprovisionner"),
        ),
        Measure(
            "dormant_value", "valeur du stock dormant", "la valeur du stock dormant",
            "Valeur des articles en stock qui n'ont aucune vente dans les jours demandés avant aujourd'hui (180 par défaut).",
            total("worth", _SLEEPING), unit="money", columns=(*_VALUED, *_SOLD), better="down", feminine=True,
            lines=_SLEEPING, listed="product",
            synonyms=("stock dormant", "stock mort", "stock qui dort", "stock dort", "articles dormants", "produits qui dorment",
                      "stock sans mouvement", "dead stock", "invendus en stock", "stock qui ne tourne pas"),
        ),
        Measure(
            "dormant_count", "nombre d'articles dormants", "le nombre d'articles dormants",
            "Articles en stock qui n'ont aucune vente dans les jours demandés avant aujourd'hui (180 par défaut).",
            distinct("product_code", _SLEEPING), unit="articles", additive=False, columns=("on_hand", *_SOLD),
            better="down", lines=_SLEEPING, synonyms=("combien d'articles dormants", "combien d'articles dorment"),
        ),
        Measure(
            "dormant_share", "part du stock dormant", "la part du stock dormant",
            "Valeur du stock dormant divisée par la valeur du stock.", ratio(total("worth", _SLEEPING), total("worth"), 8),
            unit="%", additive=False, columns=(*_VALUED, *_SOLD), better="down", feminine=True,
            synonyms=("taux de stock dormant", "pourcentage de stock dormant"),
        ),
    ),
    (
        axis("product", "article", "articles", "product_member", columns=("product|product_code",),
             synonyms=("produit", "référence", "désignation")),
        axis("product_code", "code article", "codes article", synonyms=("sku", "code produit")),
        axis("place", "dépôt", "dépôts", synonyms=("entrepôt", "magasin", "emplacement", "site")),
        axis("category", "catégorie", "catégories", "category_any", columns=("category|products.category",),
             synonyms=("famille", "rayon", "gamme"), feminine=True),
        axis("supplier", "fournisseur", "fournisseurs", "supplier_any", columns=("supplier|products.supplier",)),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("free", "COALESCE(available, on_hand - COALESCE(reserved, 0))"),
        ("product_available", "SUM(free) OVER (PARTITION BY product_code, day)"),
        ("product_lines", "COUNT(*) OVER (PARTITION BY product_code, day)"),
        ("product_named", "ARG_MAX(product, line_no) OVER (PARTITION BY product_code)"),
    ),
    joins=(
        Join("products", "products", (("product_code", "product_code"),),
             ("product", "category", "supplier", "purchase_price", "active"), "sans fiche article"),
        Join("sold", "sales", (("product_code", "product_code"),), ("last_day", "quarter_quantity", "year_quantity"),
             summary=(
                 ("last_day", "MAX(day) FILTER (WHERE amount > 0 AND NOT is_return AND day <= $today)"),
                 ("quarter_quantity", "FSUM(quantity) FILTER (WHERE amount <> 0 AND day > $today - 90 AND day <= $today)"),
                 ("year_quantity", "FSUM(quantity) FILTER (WHERE amount <> 0 AND day > $today - 365 AND day <= $today)"),
             )),
    ),
    derived=(
        ("worth", "COALESCE(value, on_hand * COALESCE(unit_cost, products__purchase_price))"),
        ("sold_here", "sold__quarter_quantity / product_lines"),
        ("sold_year_here", "sold__year_quantity / product_lines"),
        ("category_any", "COALESCE(category, products__category)"),
        ("supplier_any", "COALESCE(supplier, products__supplier)"),
        ("product_member", "COALESCE(product_named, products__product, product_code)"),
    ),
    snapshot=("product_code", "place"),
    main="stock_quantity",
    lines="lignes de stock",
    subject="le stock",
)  # fmt: skip
