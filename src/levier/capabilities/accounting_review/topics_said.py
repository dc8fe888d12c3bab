"""Which subject of accounting a question speaks of, by its words."""

import re

from levier.capabilities.accounting_review import Topic
from levier.core.french.text import fold

_TOPICS: tuple[tuple[Topic, str], ...] = (
    ("conformity", r"\bfec\b|conform|anomalies? (?:compta|du fichier|de la compta)|fichier des ecritures|controle fiscal|equilibr(?:e|ee|ees)\b|trous? de numerotation"),
    ("working_capital", r"besoin en fonds|fonds de roulement|\bbfr\b|\bdso\b|\bdpo\b|(?:en combien de|combien de|quel) (?:jours|temps|delai)[^?]*(?:pai|pay|regl)|delais? (?:moyen )?(?:de |des )?(?:paiement|reglement)"),
    ("vat", r"\btva\b"),
    ("payroll", r"masse salariale|salaires?|charges sociales|charges? de personnel|\bpaie\b|cotisations|frais de personnel|cout du personnel"),
    ("costs", r"charges? (?:fixes?|variables?)|seuil de rentabilite|point mort|couts? (?:fixes?|variables?)"),
    ("seasonality", r"saison|haute periode|mois (?:forts?|creux|faibles?)"),
    ("receivables", r"nous doi(?:t|vent)|doivent[- ](?:ils|elles) nous|creances?|impaye|encours clients?|factures? (?:clients? )?(?:en retard|impayee|non payee|echue)|clients?[^?]*(?:pas paye|en retard|retardataires?|doivent|n'ont pas regle|mauvais payeurs?)|relancer|balance agee(?! fourn)|retards? de paiement"),
    ("payables", r"(?:devons|doit[- ]on|dois[- ]je|reste[^?]*a (?:payer|regler))[^?]*(?:fournisseurs?|factures?|qui|combien)|dettes?|factures? (?:fournisseurs?|a payer|a regler)|a (?:qui|quels? fournisseurs?)[^?]*dev|combien devons[- ]nous|balance agee fourn"),
    ("purchases", r"fournisseurs?|achats?|depens(?:e|ons|es)"),
    ("cash", r"tresorerie|en banque|en caisse|argent disponible|solde (?:bancaire|de la banque)|compte en banque|disponibilites|liquidites"),
    ("margins", r"marges?|valeur ajoutee|soldes? intermediaires?|\bsig\b|\bebe\b|excedent brut|rentabilite"),
    ("turnover", r"chiffre d.affaires|\bca\b|ventes"),
    ("result", r"resultat|benefice|pertes?\b|gagne|compte de resultat"),
)  # fmt: skip
_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)


def topic_of(question: str) -> Topic | None:
    """The first subject whose words are in the question; None when none is."""
    flat = fold(question).replace("’", "'")
    return next((topic for topic, pattern in _PATTERNS if pattern.search(flat)), None)
