"""A capability's declaration is checked when it is loaded, so that no face of Levier meets a half-written
one.
"""

import re
from typing import Any

from pydantic import BaseModel

from levier.core.capability import Capability, Card, Need
from levier.core.result import Result

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TEXTS = ("title", "summary", "family", "icon", "version")


class BadDeclaration(Exception):
    """The declaration is incomplete or contradicts itself; the message (French) says which attribute and
    why.
    """


def checked(found: Any, entry_point: str) -> type[Capability[Any, Any]]:
    """``found`` if it is a complete capability that bears the name of its entry point.

    Raises BadDeclaration with the first fault found.
    """
    if not (isinstance(found, type) and issubclass(found, Capability)):
        raise BadDeclaration(f"« {entry_point} » ne désigne pas une sous-classe de Capability")
    _check_words(found, entry_point)
    _check_governance(found)
    _check_shapes(found)
    if found.run is Capability.run:
        raise BadDeclaration("la méthode « run » n'est pas écrite")
    return found


def _check_words(capability: type[Capability[Any, Any]], entry_point: str) -> None:
    name = getattr(capability, "name", None)
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise BadDeclaration(
            f"« name » vaut {name!r} : il faut des minuscules et des tirets, « mon-savoir-faire »"
        )
    if name != entry_point:
        raise BadDeclaration(f"« name » vaut « {name} », mais le point d'entrée s'appelle « {entry_point} »")
    for attribute in _TEXTS:
        value = getattr(capability, attribute, None)
        if not isinstance(value, str) or not value.strip():
            raise BadDeclaration(f"« {attribute} » doit être un texte non vide")
    examples = getattr(capability, "examples", ())
    if isinstance(examples, str) or not all(isinstance(one, str) and one.strip() for one in examples):
        raise BadDeclaration("« examples » doit être une liste de phrases")


def _check_governance(capability: type[Capability[Any, Any]]) -> None:
    card = getattr(capability, "card", None)
    if not isinstance(card, Card) or not card.purpose.strip():
        raise BadDeclaration("« card » doit être une Card dont la finalité (« purpose ») est écrite")
    if card.risk != "minimal" and not card.risk_reason.strip():
        raise BadDeclaration("« card » déclare un risque : « risk_reason » doit dire lequel")
    for need in capability.needs:
        if not isinstance(need, Need):
            raise BadDeclaration(f"« needs » contient {need!r}, qui n'est pas un Need")


def _check_shapes(capability: type[Capability[Any, Any]]) -> None:
    given, output = getattr(capability, "Input", None), getattr(capability, "Output", None)
    if not (isinstance(given, type) and issubclass(given, BaseModel)):
        raise BadDeclaration("« Input » doit être un modèle pydantic")
    if not (isinstance(output, type) and issubclass(output, Result)):
        raise BadDeclaration("« Output » doit être une sous-classe de Result")
    for name, field in given.model_fields.items():
        if not (field.title or "").strip():
            raise BadDeclaration(f"le champ « {name} » de « Input » n'a pas de libellé français (« title »)")
    for which, model in (("Input", given), ("Output", output)):
        try:
            model.model_json_schema()
        except Exception as error:
            raise BadDeclaration(f"« {which} » n'a pas de schéma JSON : {error}") from error
