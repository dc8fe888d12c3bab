"""Measures over invoices sent and received: billed, owed, overdue, how late people pay."""

from levier.tables.measures.aggregates import count, mean, median, ratio, raw, share, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_SENT, _GOT = "side = 'sent'", "side = 'received'"
_OWED = f"{_SENT} AND open_amount <> 0"
_OVERDUE = f"{_SENT} AND open_amount > 0 AND term < $today"
_OWING = f"{_GOT} AND open_amount <> 0"
_LATE_OWING = f"{_GOT} AND open_amount > 0 AND term < $today"
_DUE = f"{_SENT} AND open_amount > 0 AND term IS NOT NULL"
_DUE_OWING = f"{_GOT} AND open_amount > 0 AND term IS NOT NULL"
_SETTLED = f"{_SENT} AND paid_on IS NOT NULL"
_DATED = f"{_SETTLED} AND term IS NOT NULL"
_TERM = ("due|customers.payment_days",)
_GROSS = ("gross|net",)
AGES = ("non échue", "1 à 30 jours", "31 à 60 jours", "61 à 90 jours", "plus de 90 jours")
_AGE = (
    "CASE WHEN open_amount = 0 OR term IS NULL THEN NULL WHEN term >= $today THEN 'non échue' "
    "WHEN $today - term <= 30 THEN '1 à 30 jours' WHEN $today - term <= 60 THEN '31 à 60 jours' "
    "WHEN $today - term <= 90 THEN '61 à 90 jours' ELSE 'plus de 90 jours' END"
)
SIDE = (
    "CASE WHEN regexp_matches(strip_accents(lower(COALESCE(direction, ''))), "
    "'achat|fournisseur|recue|recu\\b|entrante|purchase|supplier|received|incoming|vendor') THEN 'received' ELSE 'sent' END"
)
_PAID_STATUS = (
    "regexp_matches(strip_accents(lower(COALESCE(status, ''))), '^(paye|regle|solde|acquitte|encaisse|paid|settled|closed)') "
    "AND NOT regexp_matches(strip_accents(lower(COALESCE(status, ''))), 'partiel|partial|non')"
)
_SETTLED_AMOUNT = (
    "CASE WHEN paid_on IS NOT NULL AND paid_on > $today THEN 0 "
    # Software writes what was paid back, or is left, of a credit note with either sign.
    "WHEN paid IS NOT NULL THEN CASE WHEN total < 0 THEN -abs(paid) ELSE paid END "
    "WHEN remaining IS NOT NULL THEN total - CASE WHEN total < 0 THEN -abs(remaining) ELSE remaining END "
    f"WHEN paid_on IS NOT NULL OR ({_PAID_STATUS}) THEN total ELSE 0 END"
)

INVOICES = made(
    "invoices",
    "day",
    (
        Measure(
            "billed", "montant facturé HT", "le montant facturé HT",
            "Somme des montants hors taxes des factures émises, avoirs déduits, à la date de facture.",
            total("signed_net", _SENT), unit="money", columns=("net",), lines=_SENT,
            synonyms=("montant facturé", "facturé ht", "facturation", "total facturé", "facturé", "avons-nous facturé",
                      "factures émises en montant", "billed", "invoiced", "chiffre d'affaires facturé"),
        ),
        Measure(
            "billed_gross", "montant facturé TTC", "le montant facturé TTC",
            "Somme des montants toutes taxes comprises des factures émises, avoirs déduits.", total("total", _SENT),
            unit="money", columns=_GROSS, lines=_SENT, synonyms=("facturé ttc", "total ttc facturé"),
        ),
        Measure(
            "invoices_sent", "nombre de factures émises", "le nombre de factures émises",
            "Factures émises, avoirs compris.", count(_SENT), unit="factures", better="", lines=_SENT,
            synonyms=("combien de factures", "nombre de factures", "factures émises", "factures envoyées",
                      "number of invoices"),
        ),
        Measure(
            "outstanding", "encours clients", "l'encours clients",
            "Montant TTC des factures émises qui reste à régler aujourd'hui (règlements partiels déduits).",
            total("open_amount", _SENT), unit="money", columns=_GROSS, better="down", lines=_OWED, ahead="due_sent",
            synonyms=("encours", "encours client", "reste à encaisser", "clients me doivent", "clients nous doivent", "clients doivent", "créances clients", "créances", "restent à payer par les clients",
                      "factures non réglées", "factures impayées en cours", "que nous doivent les clients", "nous doivent",
                      "outstanding", "receivables", "reste dû", "à encaisser", "factures ouvertes"),
        ),
        Measure(
            "overdue", "montant en retard de paiement", "le montant en retard de paiement",
            "Montant TTC restant à régler des factures émises dont l'échéance est passée.", total("open_amount", _OVERDUE),
            unit="money", columns=(*_GROSS, *_TERM), better="down", lines=_OVERDUE, listed="invoice",
            beside="customer",
            synonyms=("factures en retard", "factures échues", "impayés", "retards de paiement", "factures impayées",
                      "créances échues", "montant échu", "montant des impayés", "overdue", "overdue invoices",
                      "unpaid invoices", "late invoices", "échu", "factures clients en retard", "nous paient en retard", "montant en retard", "paiements en retard", "retard de paiement",
                      "clients en retard de paiement", "relancer"),
        ),
        Measure(
            "due_sent", "montant à encaisser à l'échéance", "le montant à encaisser à l'échéance",
            "Montant TTC restant à régler des factures émises, à la date de leur échéance.", total("open_amount", _DUE),
            unit="money", columns=(*_GROSS, *_TERM), better="", lines=_DUE, listed="invoice", beside="customer", day="term",
            synonyms=("arrivent à échéance", "factures à échéance", "arrivant à échéance", "viennent à échéance", "montant à échoir",
                      "factures à échoir", "échéances clients", "échéances à venir", "échéances", "allons-nous encaisser", "va-t-on encaisser",
                      "encaissements à venir", "encaissements attendus", "doit rentrer", "devons-nous encaisser", "falling due", "invoices due"),
        ),
        Measure(
            "overdue_count", "nombre de factures en retard", "le nombre de factures en retard",
            "Factures émises non entièrement réglées dont l'échéance est passée.", count(_OVERDUE), unit="factures",
            columns=(*_GROSS, *_TERM), better="down", lines=_OVERDUE,
            synonyms=("combien de factures en retard", "nombre d'impayés", "combien d'impayés", "combien de factures impayées",
                      "combien de factures sont en retard", "nombre de factures échues", "nombre de factures impayées"),
        ),
        Measure(
            "overdue_share", "part de l'encours en retard", "la part de l'encours en retard",
            "Montant en retard divisé par l'encours clients.",
            ratio(total("open_amount", _OVERDUE), total("open_amount", _SENT), 8), unit="%", additive=False,
            columns=(*_GROSS, *_TERM), better="down", feminine=True, lines=_OWED,
            synonyms=("part des impayés", "taux d'impayés", "pourcentage d'impayés", "part échue de l'encours"),
        ),
        Measure(
            "dso", "délai moyen d'encaissement (DSO)", "le délai moyen d'encaissement (DSO)",
            "Encours TTC des factures émises dans la période, divisé par le montant facturé TTC, multiplié par le nombre de "
            "jours de la période couverts par le tableau.",
            f"ROUND({raw('open_amount', _SENT)} / NULLIF({raw('total', _SENT)}, 0) * $days, 4)", unit="jours",
            additive=False, columns=_GROSS, better="down", lines=_SENT,
            synonyms=("dso", "days sales outstanding", "délai d'encaissement", "jours de crédit client", "jours de créances"),
        ),
        Measure(
            "payment_delay", "délai moyen de paiement", "le délai moyen de paiement",
            "Moyenne des jours entre la date de facture et la date de règlement, sur les factures émises et réglées.",
            mean("datediff('day', day, paid_on)", _SETTLED), unit="jours", additive=False, columns=("paid_on",),
            better="down", lines=_SETTLED,
            synonyms=("délai de paiement des clients", "délai de paiement moyen", "délai de règlement", "délai moyen de règlement",
                      "temps de paiement", "en combien de jours nos clients paient", "en combien de temps sommes-nous payés",
                      "sommes-nous payés", "nos clients paient en combien", "payment delay", "average payment time",
                      "temps moyen de paiement", "délai de paiement"),
        ),
        Measure(
            "payment_delay_median", "délai médian de paiement", "le délai médian de paiement",
            "Médiane des jours entre la date de facture et la date de règlement, sur les factures émises et réglées.",
            median("datediff('day', day, paid_on)", _SETTLED), unit="jours", additive=False, columns=("paid_on",),
            better="down", lines=_SETTLED, synonyms=("délai de paiement médian", "médiane des délais de paiement"),
        ),
        Measure(
            "late_share", "part des factures payées en retard", "la part des factures payées en retard",
            "Factures émises et réglées après leur échéance, divisées par les factures émises et réglées.",
            share("paid_on > term", _DATED), unit="%", additive=False, columns=("paid_on", *_TERM), better="down",
            feminine=True, lines=_DATED,
            synonyms=("factures payées en retard", "taux de retard de paiement", "part de retards", "payées après l'échéance",
                      "réglées en retard", "part des paiements en retard", "paid late"),
        ),
        Measure(
            "average_lateness", "retard moyen de paiement", "le retard moyen de paiement",
            "Moyenne des jours entre l'échéance et le règlement, sur les factures émises et réglées après leur échéance.",
            mean("datediff('day', term, paid_on)", f"{_DATED} AND paid_on > term"), unit="jours", additive=False,
            columns=("paid_on", *_TERM), better="down", lines=f"{_DATED} AND paid_on > term",
            synonyms=("retard moyen", "jours de retard", "retard moyen des clients", "combien de jours de retard",
                      "average lateness"),
        ),
        Measure(
            "average_invoice", "montant moyen d'une facture", "le montant moyen d'une facture",
            "Moyenne des montants TTC des factures émises, avoirs exclus.", mean("total", f"{_SENT} AND total > 0"),
            unit="money", additive=False, columns=_GROSS, lines=f"{_SENT} AND total > 0",
            synonyms=("facture moyenne", "montant moyen des factures", "montant moyen facturé", "average invoice"),
        ),
        Measure(
            "vat_billed", "TVA facturée", "la TVA facturée", "Somme de la TVA des factures émises, avoirs déduits.", total("signed_vat", _SENT),
            unit="money", columns=("vat",), better="", feminine=True, lines=_SENT, synonyms=("tva collectée", "montant de tva"),
        ),
        Measure(
            "received", "montant des factures reçues HT", "le montant des factures reçues HT",
            "Somme des montants hors taxes des factures reçues des fournisseurs.", total("signed_net", _GOT), unit="money",
            columns=("net", "direction"), better="down", lines=_GOT,
            synonyms=("factures reçues", "factures fournisseurs", "factures d'achat", "montant des factures fournisseurs"),
        ),
        Measure(
            "payable", "dettes fournisseurs", "le montant des dettes fournisseurs",
            "Montant TTC des factures reçues qui reste à régler aujourd'hui.", total("open_amount", _GOT), unit="money",
            columns=(*_GROSS, "direction"), better="", lines=_OWING, ahead="due_received",
            synonyms=("dettes", "factures à payer", "reste à payer aux fournisseurs", "devons-nous aux fournisseurs",
                      "payables", "dette fournisseur", "factures fournisseurs à payer", "nous devons"),
        ),
        Measure(
            "due_received", "montant à payer à l'échéance", "le montant à payer à l'échéance",
            "Montant TTC restant à régler des factures reçues, à la date de leur échéance.", total("open_amount", _DUE_OWING),
            unit="money", columns=(*_GROSS, "due", "direction"), better="", lines=_DUE_OWING, listed="invoice",
            beside="supplier", day="term",
            synonyms=("devons-nous payer", "factures fournisseurs devons-nous payer", "factures fournisseurs arrivent à échéance",
                      "factures fournisseurs à échéance", "échéances fournisseurs", "décaissements à venir", "avons-nous à payer",
                      "paiements à venir", "factures fournisseurs à échoir", "bills due"),
        ),
        Measure(
            "payable_overdue", "dettes fournisseurs en retard", "le montant des dettes fournisseurs en retard",
            "Montant TTC restant à régler des factures reçues dont l'échéance est passée.", total("open_amount", _LATE_OWING),
            unit="money", columns=(*_GROSS, "due", "direction"), better="down", lines=_LATE_OWING, listed="invoice",
            beside="supplier",
            synonyms=("factures fournisseurs en retard", "factures fournisseurs échues", "retards envers les fournisseurs"),
        ),
    ),
    (
        axis("customer", "client", "clients", f"CASE WHEN {_SENT} THEN party_member END",
             columns=("party|party_name",), synonyms=("débiteur", "tiers")),
        axis("supplier", "fournisseur", "fournisseurs", f"CASE WHEN {_GOT} THEN party_member END",
             columns=("party|party_name",)),
        axis("invoice", "facture", "factures", feminine=True, synonyms=("numéro de facture",)),
        axis("age", "ancienneté du retard", "anciennetés du retard", "age", columns=_TERM, ordered=AGES, feminine=True,
             synonyms=("ancienneté", "tranche d'âge", "âge", "balance âgée", "tranche de retard", "échéance")),
        axis("status", "état", "états", synonyms=("statut",)),
        axis("segment", "segment de clients", "segments de clients", "customers__segment", columns=("customers.segment",),
             synonyms=("segment", "type de client")),
        axis("region", "région", "régions", "customers__region", columns=("customers.postcode",), feminine=True,
             synonyms=("région client", "région du client")),
        axis("city", "ville", "villes", "customers__city", columns=("customers.city",), feminine=True),
        axis("country", "pays", "pays", "customers__country", columns=("customers.country",)),
        axis("seller", "commercial", "commerciaux", "customers__seller", columns=("customers.seller",),
             synonyms=("vendeur", "représentant")),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("side", SIDE),
        ("is_credit", "regexp_matches(strip_accents(lower(COALESCE(direction, ''))), 'avoir|credit') AND COALESCE(gross, net) > 0"),
        ("turned", "CASE WHEN is_credit THEN -1 ELSE 1 END"),
        ("signed_net", "turned * net"),
        ("signed_vat", "turned * vat"),
        ("total", "turned * COALESCE(gross, net + COALESCE(vat, 0))"),
        ("settled_amount", _SETTLED_AMOUNT),
        ("open_amount", "ROUND(total - settled_amount, 4)"),
        ("party_member", "COALESCE(party_name, party)"),
    ),
    joins=(
        Join("customers", "customers", (("party", "customer"), ("party_name", "customer_name")),
             ("segment", "region", "city", "country", "seller", "payment_days"), "sans fiche client"),
    ),
    derived=(
        ("term", "COALESCE(CAST(due AS DATE), day + CAST(customers__payment_days AS INTEGER))"),
        ("age", _AGE),
    ),
    main="billed",
    lines="factures",
    subject="les factures",
)  # fmt: skip
