"""Mistakes in the way a command was typed, said in French.

Typer carries its own copy of Click, whose exceptions are other classes with the same names and attributes.
"""

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
        hint = f" (voulez-vous dire {' ou '.join(near)} ?)" if near else ""
        return (
            f"L'option {error.option_name} n'existe pas{hint}"
            if kind == "NoSuchOption"
            else f"L'option {error.option_name} attend une valeur"
        )
    if kind == "BadParameter":
        return f"La valeur donnée pour {_name(error)} ne convient pas : {error.message.rstrip('.')}"
    if kind == "FileError":
        return f"Le fichier « {error.ui_filename} » ne peut pas être ouvert"
    if kind == "NoArgsIsHelpError":
        return "Il manque une sous-commande"
    return f"La commande est mal écrite : {str(getattr(error, 'message', error)).rstrip('.')}"


def _name(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return f"« {error.param_hint or 'un argument'} »"
    if getattr(parameter, "param_type_name", "") == "argument":
        return f"l'argument « {parameter.name} »"
    return f"l'option « {max(parameter.opts, key=len)} »"
