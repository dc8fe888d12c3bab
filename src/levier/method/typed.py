"""Words, figures and dates as people type them in the forms of the method."""

from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from levier.core.errors import BadInput
from levier.core.french.numbers import parse_number

_LARGEST = Decimal(10) ** 13
_AMOUNT = Decimal(10) ** 7


def words(text: str, where: str, longest: int) -> str:
    """Words on one line. Raises BadInput when there are none, or too many."""
    found = " ".join((text or "").split())
    if not found:
        raise BadInput(
            f"Il manque {'l' if where[0] in 'aeiou' else 'le '}{chr(39) if where[0] in 'aeiou' else ''}{where}",
            where=where,
            mend="Écrivez-le en quelques mots.",
        )
    if len(found) > longest:
        raise BadInput(f"Le texte dépasse {longest} caractères", where=where, mend="Raccourcissez-le.")
    return found


def figure(given: Any, where: str, mend: str) -> Decimal:
    """« 1 234,5 ». Raises BadInput."""
    if given in (None, ""):
        raise BadInput(f"Il manque un chiffre : {where}", where=where, mend=mend)
    try:
        value = (
            given
            if isinstance(given, Decimal)
            else parse_number(given)
            if isinstance(given, str)
            else Decimal(str(given))
        )
    except (BadInput, InvalidOperation):
        raise BadInput(f"« {given} » n'est pas un nombre", where=where, mend=mend) from None
    if not isfinite(value) or abs(value) >= _LARGEST:
        raise BadInput(f"« {given} » est trop grand", where=where, mend=mend)
    return value


def positive(given: Any, where: str) -> float:
    """A number of zero or more. Raises BadInput."""
    value = float(figure(given, where, "Écrivez un nombre positif."))
    if value < 0:
        raise BadInput(
            "Un nombre négatif n'a pas de sens ici", where=where, mend="Écrivez un nombre positif ou zéro."
        )
    return value


def day(given: Any, where: str) -> date:
    """« 31/12/2027 » or « 2027-12-31 ». Raises BadInput."""
    if isinstance(given, date):
        return given
    text = str(given or "").strip()
    if not text:
        raise BadInput(f"Il manque une date : {where}", where=where, mend="Écrivez par exemple 31/12/2027.")
    for parts in (text.split("-"), text.split("/")[::-1]):
        if len(parts) == 3 and all(one.isdecimal() for one in parts):
            try:
                return date(*map(int, parts))
            except ValueError:
                raise BadInput(
                    f"« {text} » n'existe pas au calendrier", where=where, mend="Vérifiez le jour et le mois."
                ) from None
    raise BadInput(f"« {text} » n'est pas une date", where=where, mend="Écrivez par exemple 31/12/2027.")


def amount(given: Any, where: str, *, below: Decimal = _AMOUNT) -> Decimal:
    """« 2,5 », never below zero, and under ``below``. Raises BadInput."""
    found = figure(given, where, "Écrivez par exemple 2,5.")
    if found < 0:
        raise BadInput("Un nombre négatif n'a pas de sens ici", where=where, mend="Écrivez zéro ou plus.")
    if found >= below:
        raise BadInput(f"« {given} » est trop grand", where=where, mend="Vérifiez le chiffre.")
    return found
