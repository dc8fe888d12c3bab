"""Measures over lines of invoices sent and received (read from e-invoices)."""

from levier.tables.measures.aggregates import count, distinct, ratio, raw, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.kinds.invoices import SIDE
from levier.tables.measures.model import Join, Measure, made

_SENT, _GOT = "side = 'sent'", "side = 'received'"
_PRICED = f"{_GOT} AND quantity > 0 AND amount IS NOT NULL"

INVOICE_LINES = made(
    "invoice_lines",
    "day",
    (
        Measure(
            "lines_billed", "montant HT des lignes facturées", "le montant HT des lignes facturées",
            "Somme des montants hors taxes des lignes de factures émises, avoirs déduits.", total("amount", _SENT), unit="money",
            columns=("net|unit_price",), lines=_SENT, synonyms=("lignes facturées", "montant des lignes facturées",
                                                                   "détail du facturé", "facturé par article"),
        ),
        Measure(
            "lines_bought", "montant HT des lignes reçues", "le montant HT des lignes reçues",
            "Somme des montants hors taxes des lignes de factures reçues.", total("amount", _GOT), unit="money",
            columns=("net|unit_price", "direction"), better="down", lines=_GOT,
            synonyms=("lignes achetées", "montant des lignes reçues", "lignes de factures fournisseurs"),
        ),
        Measure(
            "line_quantity", "quantité facturée", "la quantité facturée", "Somme des quantités des lignes de factures émises.",
            total("sign * quantity", _SENT), unit="unités", columns=("quantity",), better="", feminine=True, lines=_SENT,
            synonyms=("quantités facturées", "unités facturées"),
        ),
        Measure(
            "line_price", "prix facturé moyen", "le prix facturé moyen",
            "Montant hors taxes divisé par la quantité, sur les lignes de factures reçues qui ont les deux.",
            ratio(raw("amount", _PRICED), raw("quantity", _PRICED)), unit="money", additive=False,
            columns=("net|unit_price", "quantity"), better="down", lines=_PRICED,
            synonyms=("prix moyen facturé", "prix facturé par les fournisseurs"),
        ),
        Measure(
            "line_vat", "TVA des lignes facturées", "la TVA des lignes facturées",
            "Somme des montants hors taxes par le taux de TVA, lignes de factures émises.",
            total("amount * vat_rate / 100", _SENT), unit="money", columns=("vat_rate",), better="", feminine=True, lines=_SENT,
            synonyms=("tva par ligne", "tva par taux"),
        ),
        Measure(
            "lines_count", "nombre de lignes de facture", "le nombre de lignes de facture", "Nombre de lignes.", count(),
            unit="lignes", better="", synonyms=("lignes de facture", "combien de lignes de facture"),
        ),
        Measure(
            "lines_invoices", "nombre de factures détaillées", "le nombre de factures détaillées",
            "Numéros de facture différents.", distinct("concat(party_member, '|', invoice)"), unit="factures", additive=False,
            better="", synonyms=("factures électroniques", "combien de factures électroniques"),
        ),
    ),
    (
        axis("product", "article", "articles", "product_member", columns=("product|label",), synonyms=("produit", "référence")),
        axis("customer", "client", "clients", f"CASE WHEN {_SENT} THEN party_member END", columns=("party|party_name",)),
        axis("supplier", "fournisseur", "fournisseurs", f"CASE WHEN {_GOT} THEN party_member END",
             columns=("party|party_name",)),
        axis("invoice", "facture", "factures", feminine=True),
        axis("vat_rate", "taux de TVA", "taux de TVA", "vat_label", columns=("vat_rate",), synonyms=("tva",)),
        axis("category", "catégorie", "catégories", "products__category", columns=("products.category",), feminine=True,
             synonyms=("famille", "rayon")),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("side", SIDE),
        ("sign", "CASE WHEN regexp_matches(strip_accents(lower(COALESCE(direction, ''))), 'avoir|credit') AND COALESCE(net, quantity) > 0 THEN -1 ELSE 1 END"),
        ("amount", "sign * COALESCE(net, quantity * unit_price)"),
        ("party_member", "COALESCE(party_name, party)"),
        ("product_member", "COALESCE(label, product)"),
        ("vat_label", "CASE WHEN vat_rate IS NULL THEN NULL ELSE concat(replace(CAST(vat_rate AS VARCHAR), '.0', ''), ' %') END"),
    ),
    joins=(Join("products", "products", (("product", "product_code"),), ("category",), "sans fiche article"),),
    main="lines_billed",
    lines="lignes de facture",
    subject="les lignes de facture",
)  # fmt: skip
