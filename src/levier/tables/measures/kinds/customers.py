"""Measures over the list of customers; who is active, new, lost or faithful is read in the sales joined to it."""

from levier.tables.measures.aggregates import count, mean, ratio, share, total
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Join, Measure, made
from levier.tables.measures.regions import department_of, region_of

_ORDER = "amount > 0 AND NOT is_return"
_BOUGHT = ("bought.customer|bought.customer_name",)
_ACTIVE = "bought__recent > 0"
_BEFORE = "bought__earlier > 0"
_LOST = f"{_BEFORE} AND bought__recent = 0"
SEGMENTS = ("nouveaux", "réguliers", "occasionnels", "à relancer", "perdus", "sans achat")
_SEGMENT = (
    "CASE WHEN bought__last_day IS NULL THEN 'sans achat' WHEN bought__last_day <= $today - 365 THEN 'perdus' "
    "WHEN bought__last_day <= $today - 180 THEN 'à relancer' WHEN bought__first_day > $today - 90 THEN 'nouveaux' "
    "WHEN bought__orders >= 5 THEN 'réguliers' ELSE 'occasionnels' END"
)

CUSTOMERS = made(
    "customers",
    "since",
    (
        Measure(
            "customers_count", "nombre de clients au fichier", "le nombre de clients au fichier",
            "Nombre de lignes du fichier des clients (avec une période : clients créés dans la période).", count(),
            unit="clients",
            synonyms=("clients au fichier", "clients dans le fichier", "taille du fichier clients", "fichier clients",
                      "clients enregistrés", "clients référencés"),
        ),
        Measure(
            "customers_active", "nombre de clients actifs", "le nombre de clients actifs",
            "Clients du fichier ayant commandé dans les 365 derniers jours.", count(_ACTIVE), unit="clients",
            columns=_BOUGHT, lines=_ACTIVE, synonyms=("clients actifs du fichier", "clients qui achètent encore"),
        ),
        Measure(
            "customers_lost", "nombre de clients perdus", "le nombre de clients perdus",
            "Clients ayant commandé entre 24 et 12 mois avant aujourd'hui et plus depuis.", count(_LOST), unit="clients",
            columns=_BOUGHT, better="down", lines=_LOST, listed="customer",
            synonyms=("clients perdus", "clients partis", "lost customers"),
        ),
        Measure(
            "customers_retention", "taux de fidélité du fichier", "le taux de fidélité du fichier",
            "Part des clients ayant commandé entre 24 et 12 mois avant aujourd'hui qui ont commandé de nouveau depuis.",
            share(_ACTIVE, _BEFORE), unit="%", additive=False, columns=_BOUGHT, lines=_BEFORE,
            synonyms=("fidélité des clients", "taux de fidélité", "fidélité du fichier clients"),
        ),
        Measure(
            "customers_churn", "taux de départ du fichier", "le taux de départ du fichier",
            "Part des clients ayant commandé entre 24 et 12 mois avant aujourd'hui qui n'ont plus commandé depuis.",
            share(_LOST, _BEFORE), unit="%", additive=False, columns=_BOUGHT, better="down", lines=_BEFORE,
            synonyms=("taux de départ", "taux de départ des clients", "départ des clients"),
        ),
        Measure(
            "customers_silent", "nombre de clients sans achat", "le nombre de clients sans achat",
            "Clients du fichier pour lesquels aucune commande n'est connue.", count("bought__last_day IS NULL"),
            unit="clients", columns=_BOUGHT, better="down", lines="bought__last_day IS NULL", listed="customer",
            synonyms=("clients sans achat", "clients qui n'ont jamais commandé", "jamais commandé", "jamais acheté",
                      "prospects du fichier"),
        ),
        Measure(
            "customer_value", "chiffre d'affaires annuel moyen par client", "le chiffre d'affaires annuel moyen par client",
            "Chiffre d'affaires des 365 derniers jours des clients du fichier, divisé par ceux qui ont commandé.",
            ratio(total("bought__year"), count(_ACTIVE)), unit="money", additive=False, columns=_BOUGHT, lines=_ACTIVE,
            synonyms=("valeur d'un client", "valeur client", "ca annuel par client", "customer value"),
        ),
        Measure(
            "customer_terms", "délai de paiement accordé aux clients", "le délai de paiement accordé aux clients",
            "Moyenne des délais de paiement inscrits sur les fiches clients.", mean("payment_days"), unit="jours",
            additive=False, columns=("payment_days",), better="down",
            synonyms=("conditions de paiement des clients", "délai accordé aux clients", "délai de règlement accordé aux clients"),
        ),
        Measure(
            "credit_allowed", "encours autorisé", "l'encours autorisé", "Somme des encours autorisés des fiches clients.",
            total("credit_limit"), unit="money", columns=("credit_limit",), better="",
            synonyms=("plafond d'encours", "encours maximum", "limite de crédit", "credit limit"),
        ),
        Measure(
            "reachable_share", "part des clients joignables par e-mail", "la part des clients joignables par e-mail",
            "Clients dont l'adresse e-mail est remplie, divisés par tous les clients.", share("email IS NOT NULL"), unit="%",
            additive=False, columns=("email",), feminine=True, lines="email IS NOT NULL",
            synonyms=("clients avec e-mail", "clients avec adresse mail", "clients joignables", "clients avec un email"),
        ),
    ),
    (
        axis("customer", "client", "clients", "customer_member", columns=("customer|customer_name",), synonyms=("compte",)),
        axis("segment", "segment", "segments", synonyms=("type de client", "secteur", "catégorie")),
        axis("activity", "niveau d'activité", "niveaux d'activité", "activity", columns=_BOUGHT, ordered=SEGMENTS,
             synonyms=("segment rfm", "rfm", "activité", "récence")),
        axis("seller", "commercial", "commerciaux", synonyms=("vendeur", "représentant")),
        axis("city", "ville", "villes", feminine=True),
        axis("region", "région", "régions", "region", columns=("postcode",), feminine=True),
        axis("department", "département", "départements", "department", columns=("postcode",)),
        axis("country", "pays", "pays"),
        axis("year", "année d'entrée", "années d'entrée", "CAST(year(since) AS VARCHAR)", columns=("since",), feminine=True,
             synonyms=("année", "ancienneté")),
    ),
    computed=(
        ("customer_member", "COALESCE(customer_name, customer)"),
        ("region", region_of("postcode")),
        ("department", department_of("postcode")),
    ),
    joins=(
        Join("bought", "sales", (("customer", "customer"), ("customer_name", "customer_name")),
             ("last_day", "first_day", "orders", "year", "recent", "earlier"), "sans commande",
             summary=(
                 ("last_day", f"MAX(day) FILTER (WHERE {_ORDER} AND day <= $today)"),
                 ("first_day", f"MIN(day) FILTER (WHERE {_ORDER})"),
                 ("orders", f"COUNT(DISTINCT COALESCE(invoice, CAST(day AS VARCHAR))) FILTER (WHERE {_ORDER} AND day > $today - 365 AND day <= $today)"),
                 ("year", "FSUM(amount) FILTER (WHERE day > $today - 365 AND day <= $today)"),
                 ("recent", f"COUNT(*) FILTER (WHERE {_ORDER} AND day > $today - 365 AND day <= $today)"),
                 ("earlier", f"COUNT(*) FILTER (WHERE {_ORDER} AND day > $today - 730 AND day <= $today - 365)"),
             )),
    ),
    derived=(("activity", _SEGMENT),),
    reference=True,
    main="customers_count",
    lines="clients",
    subject="le fichier des clients",
)  # fmt: skip
