"""Measures over the list of suppliers, and over what is bought from them where the purchases are known."""

from levier.tables.measures.aggregates import count, mean, share, total
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Join, Measure, made

SUPPLIERS = made(
    "suppliers",
    "",
    (
        Measure(
            "suppliers_count", "nombre de fournisseurs", "le nombre de fournisseurs",
            "Nombre de lignes du fichier des fournisseurs.", count(), unit="fournisseurs", better="",
            synonyms=("combien de fournisseurs", "fournisseurs référencés", "fournisseurs", "number of suppliers"),
        ),
        Measure(
            "supplier_terms", "délai de paiement accordé par les fournisseurs",
            "le délai de paiement accordé par les fournisseurs",
            "Moyenne des délais de paiement inscrits sur les fiches fournisseurs.", mean("payment_days"), unit="jours",
            additive=False, columns=("payment_days",),
            synonyms=("délai de paiement fournisseurs", "conditions de paiement des fournisseurs",
                      "délai de paiement des fournisseurs", "délai de règlement accordé"),
        ),
        Measure(
            "announced_lead_time", "délai de livraison annoncé", "le délai de livraison annoncé",
            "Moyenne des délais de livraison inscrits sur les fiches fournisseurs.", mean("lead_time"), unit="jours",
            additive=False, columns=("lead_time",), better="down",
            synonyms=("délai annoncé", "délai de livraison annoncé par les fournisseurs", "délai contractuel de livraison"),
        ),
        Measure(
            "bought_year", "montant des achats des 12 derniers mois", "le montant des achats des 12 derniers mois",
            "Montant des achats faits aux fournisseurs de la liste dans les 365 derniers jours.",
            total("bought__year"), unit="money", columns=("bought.supplier|bought.supplier_name",), better="",
            synonyms=("achats annuels par fournisseur", "poids des fournisseurs"), lines="bought__year > 0",
        ),
        Measure(
            "dormant_suppliers", "nombre de fournisseurs sans achat", "le nombre de fournisseurs sans achat",
            "Fournisseurs de la liste à qui rien n'a été commandé dans les 365 derniers jours.",
            count("COALESCE(bought__lines, 0) = 0"), unit="fournisseurs",
            columns=("bought.supplier|bought.supplier_name",), better="down", lines="COALESCE(bought__lines, 0) = 0",
            listed="supplier", synonyms=("fournisseurs dormants", "fournisseurs sans achat", "fournisseurs inactifs"),
        ),
        Measure(
            "suppliers_without_iban", "part des fournisseurs sans IBAN", "la part des fournisseurs sans IBAN",
            "Fournisseurs dont l'IBAN est vide, divisés par tous les fournisseurs.", share("iban IS NULL"), unit="%",
            additive=False, columns=("iban",), better="down", feminine=True, lines="iban IS NULL",
            synonyms=("fournisseurs sans iban", "iban manquants"),
        ),
    ),
    (
        axis("supplier", "fournisseur", "fournisseurs", "supplier_member", columns=("supplier|supplier_name",)),
        axis("country", "pays", "pays"),
        axis("city", "ville", "villes", feminine=True),
    ),
    computed=(("supplier_member", "COALESCE(supplier_name, supplier)"),),
    joins=(
        Join("bought", "purchases", (("supplier", "supplier"), ("supplier_name", "supplier_name")), ("year", "lines"),
             "sans achat",
             summary=(("year", "FSUM(cost) FILTER (WHERE day > $today - 365 AND day <= $today)"),
                      ("lines", "COUNT(*) FILTER (WHERE day > $today - 365 AND day <= $today)"))),
    ),
    reference=True,
    main="suppliers_count",
    lines="fournisseurs",
    subject="les fournisseurs",
)  # fmt: skip
