"""Numbers the French way: written « 1 234,56 € », « −12,5 % », « 3 k€ », « deux mille », and read in all these forms."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from levier.core.errors import BadInput
from levier.core.french.number_words import read_words
from levier.core.french.text import flatten

MINUS = "\u2212"
THIN = "\u202f"
NBSP = "\u00a0"

Number = int | float | Decimal

CURRENCY_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF"}


def _decimal(value: Number) -> Decimal:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise BadInput(f"« {value} » n’est pas un nombre fini")
        return Decimal(repr(value))
    return Decimal(value)


def format_number(value: Number, decimals: int | None = None) -> str:
    """« 1 234,5 ». ``decimals=None`` keeps up to two decimals and drops useless zeros; half rounds away from zero."""
    number = _decimal(value)
    places = 2 if decimals is None else decimals
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):f}"
    whole, _, part = digits.partition(".")
    if decimals is None:
        part = part.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", THIN)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"


def format_money(value: Number, currency: str = "EUR", decimals: int = 2) -> str:
    """« 1 234,56 € »; cents always shown unless ``decimals=0``."""
    return f"{format_number(value, decimals)}{NBSP}{CURRENCY_SIGNS.get(currency, currency)}"


def format_percent(ratio: Number, decimals: int = 1) -> str:
    """A ratio as a percentage: 0.125 → « 12,5 % »; a trailing « ,0 » is dropped."""
    text = format_number(_decimal(ratio) * 100, decimals)
    if decimals and text.endswith("," + "0" * decimals):
        text = text[: -decimals - 1]
    return f"{text}{NBSP}%"


def format_count(count: int, word: str, words: str = "") -> str:
    """« 1 document », « 3 documents »: from two on ``words``, else ``word`` with an s at the end of each of its words."""
    several = (words or " ".join(f"{one}s" for one in word.split())) if count > 1 else word
    return f"{format_number(count)}{NBSP}{several}"


def format_quantity(value: Number, unit: str = "") -> str:
    """« 1 200 pièces », at most two decimals; a unit over one letter takes an « s » from two on when it has none."""
    number = format_number(value)
    if not unit:
        return number
    plural = abs(_decimal(value)) >= 2 and len(unit) > 2 and unit.isalpha() and unit[-1] not in "sxz"
    return f"{number}{NBSP}{unit}{'s' if plural else ''}"


@dataclass(frozen=True)
class FoundNumber:
    """A number read in a text. ``value`` is in the base unit (« 3 k€ » → 3000, unit « € »; « 12 % » → 12, unit « % »)."""

    value: Decimal
    start: int
    end: int
    raw: str
    unit: str = ""


_UNITS: dict[str, tuple[str, int]] = {
    "€": ("€", 1), "eur": ("€", 1), "euro": ("€", 1), "euros": ("€", 1), "ke": ("€", 1000), "keur": ("€", 1000),
    "k€": ("€", 1000), "m€": ("€", 10**6), "me": ("€", 10**6), "meur": ("€", 10**6), "md€": ("€", 10**9),
    "£": ("£", 1), "gbp": ("£", 1), "livres": ("£", 1), "$": ("$", 1), "usd": ("$", 1), "dollars": ("$", 1),
    "%": ("%", 1), "pourcent": ("%", 1), "pour cent": ("%", 1), "pourcents": ("%", 1), "percent": ("%", 1),
    "point": ("point", 1), "points": ("point", 1), "pt": ("point", 1), "pts": ("point", 1),
    "jour": ("jour", 1), "jours": ("jour", 1), "j": ("jour", 1), "jrs": ("jour", 1), "jr": ("jour", 1),
    "day": ("jour", 1), "days": ("jour", 1), "semaine": ("semaine", 1), "semaines": ("semaine", 1),
    "sem": ("semaine", 1), "week": ("semaine", 1), "weeks": ("semaine", 1),
    "mois": ("mois", 1), "month": ("mois", 1), "months": ("mois", 1),
    "trimestre": ("trimestre", 1), "trimestres": ("trimestre", 1), "quarter": ("trimestre", 1),
    "quarters": ("trimestre", 1), "semestre": ("semestre", 1), "semestres": ("semestre", 1),
    "an": ("an", 1), "ans": ("an", 1), "annee": ("an", 1), "annees": ("an", 1), "year": ("an", 1), "years": ("an", 1),
    "heure": ("heure", 1), "heures": ("heure", 1), "h": ("heure", 1), "minute": ("minute", 1),
    "minutes": ("minute", 1), "min": ("minute", 1), "seconde": ("seconde", 1), "secondes": ("seconde", 1),
    "s": ("seconde", 1), "kg": ("kg", 1), "g": ("g", 1), "km": ("km", 1), "m": ("m", 1), "cm": ("cm", 1),
    "mm": ("mm", 1), "litre": ("litre", 1), "litres": ("litre", 1), "l": ("litre", 1), "m2": ("m²", 1),
    "m²": ("m²", 1), "m3": ("m³", 1), "m³": ("m³", 1), "kwh": ("kWh", 1),
    "piece": ("pièce", 1), "pieces": ("pièce", 1), "pcs": ("pièce", 1), "unite": ("unité", 1), "unites": ("unité", 1),
    "article": ("article", 1), "articles": ("article", 1), "commande": ("commande", 1), "commandes": ("commande", 1),
    "client": ("client", 1), "clients": ("client", 1), "salarie": ("salarié", 1), "salaries": ("salarié", 1),
    "personne": ("personne", 1), "personnes": ("personne", 1), "fois": ("fois", 1), "vente": ("vente", 1),
    "ventes": ("vente", 1), "ligne": ("ligne", 1), "lignes": ("ligne", 1), "facture": ("facture", 1),
    "factures": ("facture", 1), "reference": ("référence", 1), "references": ("référence", 1),
    "produit": ("produit", 1), "produits": ("produit", 1), "pays": ("pays", 1),
}  # fmt: skip
_MULTIPLIERS = {
    "k": 1000, "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "mds": 10**9, "md": 10**9, "thousand": 1000, "billion": 10**9,
}  # fmt: skip

_GROUP = r"[ \u00a0\u202f\u2009.']"
_DIGITS = re.compile(
    r"(?P<sign>(?<![\w)])[-+] ?)?"
    r"(?<![\w.,])(?:"
    rf"(?P<grouped>\d{{1,3}}(?P<sep>{_GROUP})\d{{3}}(?:(?P=sep)\d{{3}})*(?!\d))(?:,(?P<gdec>\d+))?"
    r"|(?P<anglo>\d{1,3}(?:,\d{3})+)\.(?P<adec>\d+)"
    r"|(?P<plain>\d+)(?:[.,](?P<dec>\d+))?"
    r")(?![\d])"
)
_UNIT = re.compile(
    r"[ \u00a0\u202f]*(?:(?P<mult>k|mille|millions?|milliards?|mds?|thousand|billion)(?![\w€])[ \u00a0\u202f]*"
    r"(?:d[e'][ \u00a0\u202f]*)?)?"
    r"(?P<unit>[km]d?€|€|£|\$|%|pour cent|[a-z]+[23²³]?)?(?!\w)"
)
_CURRENCY_BEFORE = re.compile(r"(€|£|\$)[ \u00a0\u202f]?$")


def find_numbers(text: str) -> list[FoundNumber]:
    """Every number of a text with its unit, in order: digits in any French or English grouping, and number words.

    Numbers stuck to letters (« Q2 », « 85123A », « T3 ») are names, not numbers. « un » and « une » alone are articles.
    """
    # Lowered without accents but with its spaces as they were: a thin space groups digits, a plain one may not.
    flat = flatten(text)
    found = [_from_digits(text, flat, match) for match in _DIGITS.finditer(flat)]
    taken = [number for number in found if number is not None]
    for value, start, end in read_words(flat):
        if any(start < other.end and other.start < end for other in taken):
            continue
        unit, factor, stop = _unit_at(flat, end)
        taken.append(FoundNumber(Decimal(value) * factor, start, stop, text[start:stop], unit))
    return sorted(taken, key=lambda number: number.start)


def _from_digits(text: str, flat: str, match: "re.Match[str]") -> FoundNumber | None:
    end = match.end()
    if end < len(flat) and (flat[end].isalpha() or flat[end] == "_"):
        letters = re.match(r"[^\W\d_]+", flat[end:])
        word = letters.group() if letters else ""
        if word not in _UNITS and word not in _MULTIPLIERS:
            return None
    if match["grouped"]:
        whole, part = re.sub(r"\D", "", match["grouped"]), match["gdec"]
        if match["sep"] == " " and not match["gdec"] and _two_numbers(match["grouped"]):
            return None
    elif match["anglo"]:
        whole, part = match["anglo"].replace(",", ""), match["adec"]
    else:
        whole, part = match["plain"], match["dec"]
    value = Decimal(f"{whole}.{part}" if part else whole)
    if match["sign"] and match["sign"].startswith("-"):
        value = -value
    unit, factor, stop = _unit_at(flat, end)
    start = match.start()
    before = _CURRENCY_BEFORE.search(text[:start])
    if not unit and before:
        unit, start = before.group(1), before.start()
    return FoundNumber(value * factor, start, stop, text[start:stop], unit)


def _two_numbers(grouped: str) -> bool:
    """« 0 123 » is not one number; a leading zero never opens a group."""
    return grouped.startswith("0")


def _unit_at(flat: str, end: int) -> tuple[str, int, int]:
    """The unit written at ``end``: its name, the factor to the base unit, and where it stops."""
    match = _UNIT.match(flat, end)
    if match is None:
        return "", 1, end
    factor = _MULTIPLIERS.get(match["mult"] or "", 1)
    word = match["unit"]
    if word in _UNITS:
        unit, times = _UNITS[word]
        return unit, factor * times, match.end()
    return "", factor, match.end("mult") if match["mult"] else end


def parse_number(text: str) -> Decimal:
    """The one number a cell or an answer holds: « 1 234,56 € », « (12,5) », « 1.234,56 », « 1,234.56 », « deux cents ».

    A percentage keeps its figure (« 12 % » → 12). « 1.234 » alone reads as 1234 only when a group could be meant by
    the whole text (« 1.234,5 »); a single full stop is a decimal mark, as French tools export it.
    Raises BadInput when the text holds no number or more than one.
    """
    bare = flatten(text).strip()
    accounting = bare.startswith("(") and bare.endswith(")")
    trailing = bare.endswith("-")
    compact = re.sub(r"[ ()€£$%']|eur\b|euros?\b", "", bare).strip("-+")
    value = _compact(compact)
    if value is None:
        found = find_numbers(text)
        if len(found) != 1 or re.fullmatch(r"[\d.,]+", compact):
            raise BadInput(
                f"« {text.strip()} » n’est pas un nombre", mend="Écrivez par exemple « 1 234,56 »."
            )
        return found[0].value
    return -value if accounting or trailing or bare.lstrip("(").lstrip("€£$ ").startswith("-") else value


def _compact(compact: str) -> Decimal | None:
    if not re.fullmatch(r"\d[\d.,]*(?:e[-+]?\d+)?|[.,]\d+", compact):
        return None
    comma, dot = compact.rfind(","), compact.rfind(".")
    if comma >= 0 and dot >= 0:
        group, mark = (".", ",") if comma > dot else (",", ".")
        compact = compact.replace(group, "").replace(mark, ".")
    elif compact.count(",") > 1 or compact.count(".") > 1:
        groups = re.split(r"[.,]", compact)
        if any(len(group) != 3 for group in groups[1:]):
            return None
        compact = "".join(groups)
    else:
        compact = compact.replace(",", ".")
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None
