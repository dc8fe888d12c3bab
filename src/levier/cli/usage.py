"""Mistakes in the way a command was typed, said in French.

Typer carries its own copy of Click, whose exceptions are other classes with the same names and attributes.
"""

import re
from typing import Any


def in_french(error: Any, command: str) -> str:
    """One sentence that says what was typed wrong, and where the help is."""
    return f"{_what(error)}. Voyez « levier {command} --help »."


def _what(error: Any) -> str:
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"Il manque {_name(error)}"
    if kind in ("NoSuchOption", "BadOptionUsage"):
        near = getattr(error, "possibilities", None)
        if re.fullmatch(r"-\d", error.option_name):
            return (
                f"Un nombre négatif n'est pas attendu ici : « {error.option_name} » est lu comme une option"
            )
        hint = f" (voulez-vous dire {' ou '.join(near)} ?)" if near else ""
        return (
            f"L'option {error.option_name} n'existe pas{hint}"
            if kind == "NoSuchOption"
            else f"L'option {error.option_name} attend une valeur"
        )
    if kind == "BadParameter":
        return f"La valeur donnée pour {_name(error)} ne convient pas{_expected(error)}"
    if kind == "FileError":
        return f"Le fichier « {error.ui_filename} » ne peut pas être ouvert"
    if kind == "NoArgsIsHelpError":
        return "Il manque une sous-commande"
    message = str(getattr(error, "message", error)).rstrip(".")
    if found := re.search(r"No such command ['\"](.+?)['\"]", message):
        return f"La sous-commande « {found[1]} » n'existe pas"
    if found := re.search(r"unexpected extra argument\S* \((.+)\)", message):
        return f"Il y a un argument de trop : « {found[1]} » (un texte de plusieurs mots se met entre guillemets)"
    if found := re.search(r"Option '(.+?)' (?:requires|does not take)", message):
        return f"L'option {found[1]} est mal employée"
    return f"La commande est mal écrite ({message})"


def _expected(error: Any) -> str:
    """What the option or argument takes, in French; the library says it in English."""
    message = str(getattr(error, "message", ""))
    if found := _BOUND.search(message):
        side = "au moins" if found[1].startswith("greater") else "au plus"
        return f" : un nombre, {side} {found[2]}"
    if found := re.search(r"not in the range .*?(-?\d+)<=x(?:<=(-?\d+))?", message):
        return f" : un nombre, au moins {found[1]}{f' et au plus {found[2]}' if found[2] else ''}"
    expected = next((french for english, french in _EXPECTED.items() if english in message.lower()), "")
    return f" : {expected}" if expected else ""


_BOUND = re.compile(r"(greater|less) than or equal to (-?\d+)")
_EXPECTED = {
    "valid integer": "un nombre entier est attendu",
    "valid number": "un nombre est attendu",
    "valid date": "une date est attendue",
    "valid boolean": "oui ou non est attendu",
}


def _name(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return f"« {error.param_hint or 'un argument'} »"
    if getattr(parameter, "param_type_name", "") == "argument":
        return f"l'argument « {parameter.name} »"
    return f"l'option « {max(parameter.opts, key=len)} »"
