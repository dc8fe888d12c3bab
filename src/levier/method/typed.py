"""Dates and amounts as people type them in the forms of the method."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from levier.core.errors import BadInput
from levier.core.french.numbers import parse_number

_LARGEST = Decimal(10) ** 7


def day(typed: Any, where: str) -> date:
    """« 31/12/2027 » or « 2027-12-31 ». Raises BadInput."""
    if isinstance(typed, date):
        return typed
    text = str(typed or "").strip()
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


def amount(typed: Any, where: str) -> Decimal:
    """« 2,5 », never below zero. Raises BadInput."""
    if typed in (None, ""):
        raise BadInput(f"Il manque un chiffre : {where}", where=where, mend="Écrivez par exemple 2,5.")
    try:
        found = typed if isinstance(typed, Decimal) else parse_number(str(typed))
    except (BadInput, InvalidOperation):
        raise BadInput(
            f"« {typed} » n'est pas un nombre", where=where, mend="Écrivez par exemple 2,5."
        ) from None
    if not found.is_finite() or found >= _LARGEST:
        raise BadInput(f"« {typed} » est trop grand", where=where, mend="Vérifiez le chiffre.")
    if found < 0:
        raise BadInput("Un nombre négatif n'a pas de sens ici", where=where, mend="Écrivez zéro ou plus.")
    return found
