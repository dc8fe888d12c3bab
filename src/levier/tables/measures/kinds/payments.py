"""Measures over movements of money, from a bank statement or a till."""

from levier.tables.measures.aggregates import count, mean, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Measure, made

_MONEY = ("amount|debit|credit",)

PAYMENTS = made(
    "payments",
    "day",
    (
        Measure(
            "money_in", "encaissements", "le montant des encaissements", "Somme des mouvements positifs (crédits).",
            total("flow", "flow > 0"), unit="money", columns=_MONEY, lines="flow > 0",
            synonyms=("entrées d'argent", "recettes encaissées", "argent reçu", "avons-nous encaissé", "encaissé",
                      "crédits", "cash in", "money received", "paiements reçus", "rentrées d'argent"),
        ),
        Measure(
            "money_out", "décaissements", "le montant des décaissements",
            "Somme des mouvements négatifs (débits), comptée positivement.", total("-flow", "flow < 0"), unit="money",
            columns=_MONEY, better="down", lines="flow < 0",
            synonyms=("sorties d'argent", "dépenses", "argent dépensé", "avons-nous décaissé", "décaissé", "débits",
                      "avons-nous dépensé", "cash out", "paiements effectués", "dépensé"),
        ),
        Measure(
            "money_net", "solde des mouvements", "le solde des mouvements", "Encaissements moins décaissements.",
            total("flow"), unit="money", columns=_MONEY,
            synonyms=("flux net", "flux de trésorerie", "variation de trésorerie", "encaissements moins décaissements",
                      "cash flow", "net cash", "flux net de trésorerie"),
        ),
        Measure(
            "bank_balance", "solde bancaire", "le solde bancaire",
            "Dernier solde inscrit sur le relevé dans la période (à demander par compte quand il y en a plusieurs).",
            "ROUND(ARG_MAX(balance, ROW(day, moment)), 4)", unit="money", additive=False, columns=("balance",),
                        synonyms=("solde en banque", "solde du compte", "trésorerie", "argent en banque", "solde", "bank balance",
                      "combien en banque", "position de trésorerie"),
        ),
        Measure(
            "movements", "nombre de mouvements", "le nombre de mouvements", "Nombre de lignes du relevé.", count(),
            unit="mouvements", better="",
            synonyms=("nombre de paiements", "opérations bancaires", "nombre d'opérations", "combien de paiements"),
        ),
        Measure(
            "average_movement", "encaissement moyen", "l'encaissement moyen", "Moyenne des mouvements positifs.",
            mean("flow", "flow > 0"), unit="money", additive=False, columns=_MONEY, lines="flow > 0",
            synonyms=("paiement moyen", "montant moyen encaissé", "montant moyen des paiements"),
        ),
    ),
    (
        axis("method", "mode de règlement", "modes de règlement", synonyms=("mode de paiement", "moyen de paiement")),
        axis("party", "tiers", "tiers", synonyms=("bénéficiaire", "émetteur", "contrepartie", "client", "fournisseur")),
        axis("account", "compte", "comptes", "iban", columns=("iban",), synonyms=("compte bancaire", "banque")),
        axis("category", "catégorie", "catégories", feminine=True, synonyms=("rubrique",)),
        axis("label", "libellé", "libellés"),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("flow",
         "CASE WHEN credit IS NULL AND debit IS NULL THEN amount "
         "ELSE COALESCE(abs(credit), 0) - COALESCE(abs(debit), 0) END"),
        # A statement may be written latest first.
        ("moment", "line_no * CASE WHEN ARG_MIN(day, line_no) OVER () > ARG_MAX(day, line_no) OVER () THEN -1 ELSE 1 END"),
    ),
    main="money_net",
    lines="mouvements",
    subject="les mouvements d'argent",
)  # fmt: skip
