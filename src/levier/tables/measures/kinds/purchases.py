"""Measures over lines of orders to suppliers: amounts, prices, delays."""

from levier.tables.measures.aggregates import count, distinct, mean, median, ratio, raw, share, spread, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_DUE = "promised IS NOT NULL AND promised <= $today"
_ON_TIME = "delivered IS NOT NULL AND delivered <= promised"
_LATE = f"({_DUE}) AND NOT ({_ON_TIME})"
_REPEATED = "previous_price > 0 AND quantity > 0 AND price IS NOT NULL"
_OPEN = "delivered IS NULL AND COALESCE(received, 0) < COALESCE(quantity, 1)"
_MONEY = ("amount|unit_price",)

PURCHASES = made(
    "purchases",
    "day",
    (
        Measure(
            "purchases_amount", "montant des achats", "le montant des achats",
            "Somme des montants des lignes d'achat (la colonne « Montant », sinon quantité × prix d'achat, remise déduite), à la date de "
            "commande.",
            total("cost"), unit="money", columns=_MONEY, better="down",
            synonyms=("achats", "acheté", "avons-nous acheté", "dépenses d'achat", "volume d'achats", "purchases", "spend with suppliers", "achetons",
                      "dépensons chez", "montant acheté", "nos achats", "on achète"),
        ),
        Measure(
            "purchased_quantity", "quantité achetée", "la quantité achetée", "Somme des quantités commandées.",
            total("quantity"), unit="unités", columns=("quantity",), better="", feminine=True,
            synonyms=("quantités achetées", "quantité commandée aux fournisseurs", "pièces achetées", "unités achetées"),
        ),
        Measure(
            "purchase_orders", "nombre de commandes fournisseurs", "le nombre de commandes fournisseurs",
            "Numéros de commande d'achat différents.", distinct('"order"'), unit="commandes", additive=False,
            columns=("order",), better="",
            synonyms=("commandes fournisseurs", "commandes d'achat", "commandes aux fournisseurs", "purchase orders",
                      "commandes passées aux fournisseurs"),
        ),
        Measure(
            "suppliers_used", "nombre de fournisseurs actifs", "le nombre de fournisseurs actifs",
            "Fournisseurs différents à qui une ligne au moins a été commandée.", distinct("supplier_member"),
            unit="fournisseurs", additive=False, columns=("supplier|supplier_name",), better="",
            synonyms=("fournisseurs actifs", "combien de fournisseurs livrent", "fournisseurs sollicités",
                      "chez combien de fournisseurs"),
        ),
        Measure(
            "purchase_price", "prix d'achat moyen", "le prix d'achat moyen",
            "Montant des achats divisé par les quantités, sur les lignes qui ont les deux.",
            ratio(raw("cost", "quantity > 0 AND cost IS NOT NULL"), raw("quantity", "quantity > 0 AND cost IS NOT NULL")),
            unit="money", additive=False, columns=("quantity", *_MONEY), better="down",
            synonyms=("prix d'achat", "prix moyen d'achat", "coût d'achat moyen", "average purchase price"),
        ),
        Measure(
            "price_evolution", "évolution du prix d'achat", "l'évolution du prix d'achat",
            "Écart entre le prix payé et celui de l'achat précédent du même article chez le même fournisseur, pondéré par les "
            "quantités, divisé par ce prix précédent.",
            ratio(raw("quantity * (price - previous_price)", _REPEATED), raw("quantity * previous_price", _REPEATED), 8),
            unit="%", additive=False, columns=("quantity", *_MONEY, "product_code|product"), better="down", feminine=True,
            lines=_REPEATED,
            synonyms=("hausse des prix d'achat", "inflation des achats", "augmentation des prix d'achat",
                      "variation des prix d'achat", "évolution des prix d'achat", "hausse de prix des fournisseurs",
                      "augmenté leurs prix", "price evolution"),
        ),
        Measure(
            "on_time_rate", "taux de service fournisseurs", "le taux de service fournisseurs",
            "Lignes livrées au plus tard à la date promise, divisées par les lignes dont la livraison était promise au plus "
            "tard aujourd'hui (une ligne non livrée compte comme en retard).",
            share(_ON_TIME, _DUE), unit="%", additive=False, columns=("promised", "delivered"), lines=_DUE,
            synonyms=("taux de service", "livraisons à l'heure", "ponctualité des fournisseurs", "livré à temps",
                      "taux de livraison à l'heure", "fournisseurs à l'heure", "respect des délais", "on time rate",
                      "on time delivery", "service rate", "ponctualité"),
        ),
        Measure(
            "late_deliveries", "nombre de livraisons en retard", "le nombre de livraisons en retard",
            "Lignes promises au plus tard aujourd'hui et non livrées à cette date, ou livrées après.", count(_LATE),
            unit="livraisons", columns=("promised", "delivered"), better="down", lines=_LATE,
            synonyms=("livraisons en retard", "retards de livraison", "retards fournisseurs", "livrés en retard",
                      "late deliveries", "fournisseurs en retard"),
        ),
        Measure(
            "delivery_lateness", "retard moyen de livraison", "le retard moyen de livraison",
            "Moyenne des jours entre la livraison promise et la livraison réelle, sur les lignes livrées après la promesse.",
            mean("datediff('day', promised, delivered)", "delivered > promised"), unit="jours", additive=False,
            columns=("promised", "delivered"), better="down", lines="delivered > promised",
            synonyms=("retard moyen des fournisseurs", "jours de retard des fournisseurs", "retard de livraison moyen"),
        ),
        Measure(
            "lead_time", "délai de livraison moyen", "le délai de livraison moyen",
            "Moyenne des jours entre la commande et la livraison réelle, sur les lignes livrées.", mean("wait"), unit="jours",
            additive=False, columns=("date", "delivered"), better="down", lines="wait IS NOT NULL",
            synonyms=("délai de livraison", "délai moyen de livraison", "délai des fournisseurs", "délai fournisseur",
                      "temps de livraison", "lead time", "en combien de jours livrent", "délai d'achat"),
        ),
        Measure(
            "lead_time_median", "délai de livraison médian", "le délai de livraison médian",
            "Médiane des jours entre la commande et la livraison réelle, sur les lignes livrées.", median("wait"),
            unit="jours", additive=False, columns=("date", "delivered"), better="down", lines="wait IS NOT NULL",
            synonyms=("délai médian", "délai médian de livraison", "median lead time"),
        ),
        Measure(
            "lead_time_spread", "dispersion du délai de livraison", "la dispersion du délai de livraison",
            "Écart-type des jours entre la commande et la livraison réelle, sur les lignes livrées.", spread("wait"),
            unit="jours", additive=False, columns=("date", "delivered"), better="down", feminine=True,
            lines="wait IS NOT NULL",
            synonyms=("écart type du délai", "régularité des délais", "variabilité des délais", "lead time spread",
                      "dispersion des délais"),
        ),
        Measure(
            "received_rate", "taux de réception", "le taux de réception",
            "Quantités reçues divisées par les quantités commandées, sur les lignes livrées.",
            ratio(raw("received", "received IS NOT NULL AND quantity > 0"), raw("quantity", "received IS NOT NULL AND quantity > 0"), 8),
            unit="%", additive=False, columns=("received", "quantity"),
            synonyms=("quantités reçues sur commandées", "taux de complétude des livraisons", "fill rate"),
        ),
        Measure(
            "open_orders", "montant des commandes en attente", "le montant des commandes en attente",
            "Montant des lignes d'achat qui ne sont pas encore livrées.", total("cost", _OPEN), unit="money",
            columns=("delivered", *_MONEY), better="", lines=_OPEN,
            synonyms=("commandes en attente", "commandes en cours", "reste à livrer", "commandes non livrées",
                      "encours de commandes", "open orders"),
        ),
    ),
    (
        axis("supplier", "fournisseur", "fournisseurs", "supplier_member", columns=("supplier|supplier_name",),
             synonyms=("supplier", "vendor")),
        axis("product", "article", "articles", "product_member", columns=("product|product_code",),
             synonyms=("produit", "référence")),
        axis("product_code", "code article", "codes article", synonyms=("sku",)),
        axis("category", "catégorie", "catégories", "products__category", columns=("products.category",),
             synonyms=("famille", "rayon", "gamme"), feminine=True),
        axis("country", "pays", "pays", "suppliers__country", columns=("suppliers.country",)),
        axis("city", "ville", "villes", "suppliers__city", columns=("suppliers.city",), feminine=True),
        axis("order", "commande", "commandes", '"order"', columns=("order",), synonyms=("numéro de commande",), feminine=True),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("cost", "COALESCE(amount, ROUND(quantity * unit_price * (1 - COALESCE(discount, 0) / 100), 6))"),
        ("price", "COALESCE(unit_price, cost / NULLIF(quantity, 0))"),
        ("supplier_member", "COALESCE(supplier_name, supplier)"),
        ("product_member", "COALESCE(product, product_code)"),
        ("wait", "datediff('day', day, CAST(delivered AS DATE))"),
        ("previous_price",
         "LAG(price) OVER (PARTITION BY COALESCE(product_code, product), COALESCE(supplier, supplier_name) "
         "ORDER BY day, line_no)"),
    ),
    joins=(
        Join("products", "products", (("product_code", "product_code"),), ("category",), "sans fiche article"),
        Join("suppliers", "suppliers", (("supplier", "supplier"), ("supplier_name", "supplier_name")),
             ("country", "city"), "sans fiche fournisseur"),
    ),
    main="purchases_amount",
    lines="lignes d'achat",
    subject="les achats",
)  # fmt: skip
