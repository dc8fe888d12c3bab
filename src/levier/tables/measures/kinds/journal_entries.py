"""Measures over accounting entries (FEC), by the classes of the « plan comptable général ».

A balance (cash, what customers owe) adds every entry up to the end of the period; the opening entries of a later fiscal
year repeat the balances before it, and are left out.
"""

from levier.tables.measures.aggregates import count, distinct, ratio, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Measure, made

_MONEY = ("debit|credit|amount",)


def _class(*prefixes: str) -> str:
    return "(" + " OR ".join(f"starts_with(account, '{prefix}')" for prefix in prefixes) + ")"


def _flow(*prefixes: str) -> str:
    """Accounts of costs or income, without the entries that close them at the year's end."""
    return f"({_class(*prefixes)} AND NOT closes)"


_SALES = _flow("70")
_GOODS = _flow("60")
_COSTS = _flow("6")
_PROFITS = _flow("7")
_STAFF = _flow("64")
_CASH = _class("510", "511", "512", "514", "515", "516", "517", "53", "54")
_BORN = "NOT opens AND NOT closes AND NOT settling"
_COLLECTED = f"({_class('4457', '4452')} AND {_BORN})"
_DEDUCTIBLE = f"({_class('4456')} AND NOT {_class('44567')} AND {_BORN})"
_CUSTOMERS, _SUPPLIERS = _class("411"), _class("401")

JOURNAL_ENTRIES = made(
    "journal_entries",
    "day",
    (
        Measure(
            "accounted_turnover", "chiffre d'affaires comptable", "le chiffre d'affaires comptable",
            "Crédits moins débits des comptes 70 (ventes, rabais déduits).", total("-balance", _SALES), unit="money",
            columns=_MONEY, lines=_SALES,
            synonyms=("chiffre d'affaires", "ca comptable", "ventes comptables", "turnover", "ca", "produits des ventes"),
        ),
        Measure(
            "accounted_purchases", "achats comptables", "le montant des achats comptables",
            "Débits moins crédits des comptes 60 (achats et variation de stock).", total("balance", _GOODS), unit="money",
            columns=_MONEY, better="down", lines=_GOODS, synonyms=("achats consommés", "compte 60", "charges d'achat"),
        ),
        Measure(
            "costs", "charges", "le montant des charges", "Débits moins crédits des comptes de la classe 6.",
            total("balance", _COSTS), unit="money", columns=_MONEY, better="down", lines=_COSTS,
            synonyms=("total des charges", "dépenses comptables", "charges totales", "nos charges", "costs", "expenses"),
        ),
        Measure(
            "profits", "produits comptables", "le montant des produits comptables", "Crédits moins débits des comptes de la classe 7.",
            total("-balance", _PROFITS), unit="money", columns=_MONEY, lines=_PROFITS,
            synonyms=("total des produits comptables", "comptes de produits", "produits de la classe 7"),
        ),
        Measure(
            "result", "résultat", "le résultat", "Produits (classe 7) moins charges (classe 6).",
            total("-balance", f"({_COSTS} OR {_PROFITS})"), unit="money", columns=_MONEY, lines=f"({_COSTS} OR {_PROFITS})",
            synonyms=("résultat net", "bénéfice", "résultat comptable", "perte ou bénéfice", "net income", "bénéfices"),
        ),
        Measure(
            "accounted_margin", "marge sur achats", "la marge sur achats",
            "Comptes 70 moins comptes 60 (ventes moins achats et variation de stock).",
            total("-balance", f"({_SALES} OR {_GOODS})"), unit="money", columns=_MONEY, feminine=True,
            lines=f"({_SALES} OR {_GOODS})",
            synonyms=("marge brute", "marge", "marge comptable", "marge commerciale", "gross margin"),
        ),
        Measure(
            "accounted_margin_rate", "taux de marge comptable", "le taux de marge comptable",
            "Marge sur achats divisée par le chiffre d'affaires comptable.",
            ratio(total("-balance", f"({_SALES} OR {_GOODS})"), total("-balance", _SALES), 8), unit="%", additive=False,
            columns=_MONEY, lines=f"({_SALES} OR {_GOODS})", synonyms=("taux de marge",),
        ),
        Measure(
            "payroll", "charges de personnel", "le montant des charges de personnel",
            "Débits moins crédits des comptes 64 (salaires et charges sociales).", total("balance", _STAFF), unit="money",
            columns=_MONEY, better="", lines=_STAFF,
            synonyms=("masse salariale", "frais de personnel", "salaires", "salaires et charges", "payroll"),
        ),
        Measure(
            "payroll_weight", "poids de la masse salariale", "le poids de la masse salariale",
            "Charges de personnel divisées par le chiffre d'affaires comptable.",
            ratio(total("balance", _STAFF), total("-balance", _SALES), 8), unit="%", additive=False, columns=_MONEY,
            better="down", lines=_STAFF,
            synonyms=("part de la masse salariale", "poids des salaires", "masse salariale sur chiffre d'affaires",
                      "payroll weight", "poids du personnel"),
        ),
        Measure(
            "external_costs", "charges externes", "le montant des charges externes",
            "Débits moins crédits des comptes 61 et 62 (loyers, honoraires, transports …).", total("balance", _flow("61", "62")),
            unit="money", columns=_MONEY, better="down", lines=_flow("61", "62"),
            synonyms=("services extérieurs", "frais généraux", "autres charges externes"),
        ),
        Measure(
            "cash", "trésorerie", "la trésorerie",
            "Solde des comptes de banque et de caisse (510 à 512, 514 à 517, 53 et 54) à la fin de la période, écritures d'ouverture "
            "des exercices suivants exclues.",
            total("balance", f"{_CASH} AND NOT reopened AND NOT closes"), unit="money", columns=_MONEY, feminine=True, lines=_CASH,
            synonyms=("trésorerie comptable", "argent disponible", "solde de trésorerie", "cash", "disponibilités"), cumulative=True,
        ),
        Measure(
            "owed_by_customers", "créances clients comptables", "le montant des créances clients comptables",
            "Solde des comptes 411 à la fin de la période.", total("balance", f"{_CUSTOMERS} AND NOT reopened AND NOT closes"), unit="money",
            columns=_MONEY, better="down", lines=_CUSTOMERS, cumulative=True,
            synonyms=("solde clients", "compte 411", "créances comptables", "créances clients"),
        ),
        Measure(
            "owed_to_suppliers", "dettes fournisseurs comptables", "le montant des dettes fournisseurs comptables",
            "Solde créditeur des comptes 401 à la fin de la période.", total("-balance", f"{_SUPPLIERS} AND NOT reopened AND NOT closes"),
            unit="money", columns=_MONEY, better="", lines=_SUPPLIERS, cumulative=True,
            synonyms=("solde fournisseurs", "compte 401", "dettes comptables", "dettes fournisseurs"),
        ),
        Measure(
            "vat_collected", "TVA collectée", "la TVA collectée",
            "Crédits moins débits des comptes 4457 et 4452, sans les écritures qui liquident la TVA ni celles d'ouverture.",
            total("-balance", _COLLECTED), unit="money", columns=_MONEY, better="", feminine=True, lines=_COLLECTED,
            synonyms=("tva sur les ventes", "tva facturée", "vat collected"),
        ),
        Measure(
            "vat_deductible", "TVA déductible", "la TVA déductible",
            "Débits moins crédits des comptes 4456 (hors 44567), sans les écritures qui liquident la TVA ni celles d'ouverture.",
            total("balance", _DEDUCTIBLE), unit="money", columns=_MONEY, better="", feminine=True, lines=_DEDUCTIBLE,
            synonyms=("tva récupérable", "tva sur les achats", "vat deductible"),
        ),
        Measure(
            "vat_due", "TVA due sur la période", "la TVA due sur la période",
            "TVA collectée moins TVA déductible nées dans la période, sans les écritures qui liquident la TVA.",
            total("-balance", f"({_COLLECTED} OR {_DEDUCTIBLE})"), unit="money", columns=_MONEY, better="", feminine=True,
            lines=f"({_COLLECTED} OR {_DEDUCTIBLE})",
            synonyms=("tva à payer", "tva due", "tva à décaisser", "tva nette", "tva"),
        ),
        Measure(
            "entries_count", "nombre d'écritures", "le nombre d'écritures", "Numéros d'écriture différents par journal.",
            distinct("concat(journal, '|', entry)", "entry IS NOT NULL"), unit="écritures", additive=False,
            columns=("entry",), better="", synonyms=("écritures", "combien d'écritures", "écritures comptables"),
        ),
        Measure(
            "entry_lines", "nombre de lignes d'écriture", "le nombre de lignes d'écriture", "Nombre de lignes du fichier.",
            count(), unit="lignes", better="", synonyms=("lignes d'écritures",),
        ),
        Measure(
            "debits", "total des débits", "le total des débits", "Somme des débits.", total("debit_side"), unit="money",
            columns=_MONEY, better="", synonyms=("débits", "total débit"),
        ),
        Measure(
            "credits", "total des crédits", "le total des crédits", "Somme des crédits.", total("credit_side"), unit="money",
            columns=_MONEY, better="", synonyms=("crédits", "total crédit"),
        ),
    ),
    (
        axis("account", "compte", "comptes", "account_member", columns=("account",), synonyms=("numéro de compte",)),
        axis("journal", "journal", "journaux", "COALESCE(journal_label, journal)", columns=("journal",)),
        axis("supplier", "fournisseur", "fournisseurs", "CASE WHEN starts_with(account, '40') THEN third END",
             columns=("auxiliary|auxiliary_label",)),
        axis("customer", "client", "clients", "CASE WHEN starts_with(account, '41') THEN third END",
             columns=("auxiliary|auxiliary_label",)),
        axis("nature", "nature de charge ou produit", "natures", "left(account, 2)", columns=("account",), feminine=True,
             synonyms=("nature", "poste", "classe")),
        axis("analytic", "section analytique", "sections analytiques", feminine=True, synonyms=("analytique", "centre de coût")),
        *calendar(),
    ),
    # The marks that the import of the accounting room writes; entries kept without them are told by their words.
    stored=(("is_opening", "BOOLEAN"), ("is_closing", "BOOLEAN"), ("settles_vat", "BOOLEAN")),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("credits_it", "upper(left(COALESCE(direction, ''), 1)) IN ('C', '-')"),
        ("debit_side", "CASE WHEN debit IS NULL AND credit IS NULL THEN CASE WHEN credits_it THEN 0 ELSE amount END ELSE COALESCE(debit, 0) END"),
        ("credit_side", "CASE WHEN debit IS NULL AND credit IS NULL THEN CASE WHEN credits_it THEN amount ELSE 0 END ELSE COALESCE(credit, 0) END"),
        ("balance", "debit_side - credit_side"),
        ("third", "COALESCE(auxiliary_label, auxiliary)"),
        ("account_member", "CASE WHEN account_label IS NULL THEN account ELSE concat(account, ' ', account_label) END"),
        ("opens",
         "COALESCE(is_opening, regexp_matches(upper(COALESCE(journal, '')), '^(AN|ANO|ANV|RAN|ANOUV|ANX|RANV|A-N|A.N.|OUV|REPORT|AND)$') "
         "OR regexp_matches(strip_accents(lower(COALESCE(journal_label, ''))), 'a nouveau|ouverture'))"),
        ("closes",
         "COALESCE(is_closing, regexp_matches(strip_accents(lower(COALESCE(label, ''))), "
         "'clotur|solde (des |de )?(comptes? de )?(gestion|charges|produits)|resultat de l.exercice|determination du resultat'))"),
        ("settling", "COALESCE(settles_vat, FALSE)"),
        # A balance carried forward repeats what earlier entries of the same account said; without any, it is all that is known of it.
        ("reopened", "opens AND day > MIN(day) OVER (PARTITION BY account) + 31"),
    ),
    main="accounted_turnover",
    lines="lignes d'écriture",
    subject="la comptabilité",
)  # fmt: skip
