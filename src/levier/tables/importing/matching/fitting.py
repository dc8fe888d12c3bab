"""Whether the values of a column are such as the field holds: a factor (0–1) for the score of the name, and why."""

from levier.tables.importing.matching.looks import Look
from levier.tables.kinds import Field, Kind

PROVEN = frozenset({"email", "siren", "vat", "iban", "bic", "ean", "vin"})
"""Forms that hardly anything else has: their values speak even under an unknown name."""
_ONE_EACH = PROVEN | {"phone"}
_ACCOUNTS = {"customers": "41", "suppliers": "40"}
"""Accounts of customers and suppliers in the « plan comptable général »."""
_NUMBERED = frozenset("invoice order piece entry reference visit message review".split())
"""Codes that hold a number: a word alone is a type or a state."""
_LEVELS = frozenset({"priority", "quality", "status"})
"""Texts that many programs say by a figure of their own: 1 for urgent, 192 for good."""
_WHO_CAME = frozenset({"session", "visitor"})
"""Codes of which a small number is none: it counts them."""
_LONG = frozenset({"text", "comment", "reply"})


def fit(kind: Kind, field: Field, look: Look) -> tuple[float, str]:
    """``(factor, why)`` in French; 1 when nothing speaks against the field."""
    if look.is_empty:
        return 0.75, "colonne vide"
    if look.forms["civility"] >= 0.8 and field.name != "unit":  # « m » is a metre too
        return 0.2, "des civilités"
    if field.is_date:
        return _date(look)
    if field.is_number:
        return _number(field, look)
    if field.type == "boolean":
        return (1.0, "oui ou non") if look.booleans >= 0.9 else (0.3, "ni oui ni non")
    if field.holds in look.forms:
        return _form(field, look)
    if field.name == "account" and kind.name in _ACCOUNTS:
        factor, why = _account(_ACCOUNTS[kind.name], look)
    elif field.holds == "name":
        factor, why = _name(look)
    elif field.type == "code":
        factor, why = _code(field, look)
    else:
        factor, why = _text(field, look)
    if kind.key[:1] == (field.name,) and look.distinct < 0.5:
        return factor * 0.8, f"{why}, mais répétées"
    return factor, why


def proven(field: Field, look: Look) -> bool:
    """Whether the form of the values alone tells the field, constant columns apart."""
    return field.holds in PROVEN and look.forms.get(field.holds, 0) >= 0.9 and not _constant(look)


def _constant(look: Look) -> bool:
    return len(look.values) >= 10 and len(set(look.values)) == 1


def _date(look: Look) -> tuple[float, str]:
    if look.clocks > 0.5:
        return 0.3, "des heures sans jour"
    if look.dates >= 0.8:
        plain_numbers = look.numbers > 0.95 and look.text < 7.5
        return (0.6, "nombres ou dates") if plain_numbers else (1.0, "dates lisibles")
    return (0.8, "dates lisibles en partie") if look.dates >= 0.5 else (0.3, "dates illisibles")


def _number(field: Field, look: Look) -> tuple[float, str]:
    if look.numbers < 0.5:
        return 0.3, "nombres illisibles"
    if look.long_numbers > 0.5 or (look.dates > 0.9 and look.text > 7.5 and look.whole > 0.99):
        return 0.3, "plutôt des numéros"
    if look.percent > 0.5 and field.unit != "%":
        return 0.3, "des pourcentages"
    factor = 1.0 if look.numbers >= 0.8 else 0.85
    if _constant(look) and look.high == 0:
        factor *= 0.84
    if field.type in ("money", "number") and look.booleans >= 0.99 and len(set(look.values)) <= 2:
        factor *= 0.5
    if field.type == "integer" and look.whole < 0.9:
        factor *= 0.6
    if field.high is not None and look.high > field.high:
        factor *= 0.55
    if field.low is not None and look.low < field.low:
        factor *= 0.85
    return factor, "nombres lisibles" if factor > 0.8 else "nombres hors des valeurs attendues"


def _form(field: Field, look: Look) -> tuple[float, str]:
    share = look.forms[field.holds]
    if field.holds in _ONE_EACH and field.name != "own_account" and _constant(look):
        return 0.4, "toujours la même valeur"
    if share >= 0.8:
        return 1.0, "valeurs reconnues"
    return (0.85, "valeurs reconnues en partie") if share >= 0.4 else (0.45, "valeurs d'une autre forme")


def _account(start: str, look: Look) -> tuple[float, str]:
    of_class_four = [value for value in look.values if value.startswith("4")]
    if of_class_four and sum(value.startswith(start) for value in of_class_four) < 0.5 * len(of_class_four):
        return 0.2, "comptes d'autres tiers"
    return 1.0, "des comptes"


def _name(look: Look) -> tuple[float, str]:
    if look.numbers > 0.5 or (look.dates > 0.8 and look.numbers < 0.5):
        return 0.3, "pas des noms"
    if _looks_coded(look):
        return 0.35, "plutôt des codes"
    if look.forms["email"] > 0.8 or look.forms["url"] > 0.8 or look.forms["hash"] > 0.8:
        return 0.4, "pas des noms"
    return (0.6, "plutôt du texte") if look.text > 55 else (1.0, "des noms")


def _looks_coded(look: Look) -> bool:
    """Mostly figures and capitals without a space."""
    return look.codes >= 0.85 and look.spaced < 0.15


def _code(field: Field, look: Look) -> tuple[float, str]:
    if look.numbers > 0.9 and look.whole < 0.9:
        return 0.3, "des nombres à décimales"
    if look.dates > 0.9 and look.numbers < 0.5:
        return 0.3, "des dates"
    if look.spaced > 0.4 and look.words > 0.8 and look.codes < 0.6:
        return (0.35, "plutôt des noms") if field.holds == "code" else (0.6, "plutôt des mots")
    if look.forms["email"] > 0.8 or look.text > 60:
        return 0.4, "pas des codes"
    if field.name in _NUMBERED and sum(any(c.isdigit() for c in v) for v in look.values) < 0.3 * len(
        look.values
    ):
        return 0.5, "pas des numéros"
    if field.name in _WHO_CAME and look.numbers > 0.9 and look.high < 1000:
        return 0.4, "plutôt un nombre"
    if field.holds == "code" and look.codes < 0.3 and look.words > 0.8:
        return 0.5, "plutôt des noms"
    return 1.0, "des codes"


def _text(field: Field, look: Look) -> tuple[float, str]:
    if look.numbers > 0.9:
        if field.name in _LEVELS and len(set(look.values)) <= 10:
            return 0.9, "peu de valeurs"
        return 0.4, "valeurs numériques"
    if look.dates > 0.9 and look.numbers < 0.5:
        return (1.0, "des heures") if look.clocks > 0.5 and "window" in field.name else (0.35, "des dates")
    for form in ("url", "hash", "ip"):
        if look.forms[form] > 0.8 and field.name not in ("page", "source"):
            return 0.35, "pas des mots"
    if look.forms["email"] > 0.8:
        return 0.75, "adresses e-mail"
    if field.name == "product" and look.text > 40:
        return 0.8, "textes longs"
    if field.name in _LONG and look.text < 12:
        return 0.7, "textes courts"
    if look.booleans > 0.95:
        return (0.7 if field.name in _LEVELS else 0.4), "oui ou non"
    return 1.0, "du texte"
