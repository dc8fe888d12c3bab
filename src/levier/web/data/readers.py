"""Readers in words: the four groups that a person may open a table or a document to."""

from collections.abc import Iterable

from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS
from levier.core.errors import BadInput

GROUPS = [
    (EVERYONE, "Tout le monde dans l'entreprise"),
    (ACCOUNTING, "Dirigeants, responsables et comptables"),
    (MANAGERS, "Dirigeants et responsables"),
    (OWNERS, "Dirigeants seulement"),
]
_WORDS = dict(GROUPS)


def in_words(tokens: Iterable[str]) -> str:
    """« Tout le monde dans l'entreprise », « Dirigeants et responsables, et 2 personnes »."""
    tokens = set(tokens)
    if EVERYONE in tokens:
        return _WORDS[EVERYONE]
    groups = [label for token, label in GROUPS if token in tokens]
    persons = len(tokens - set(_WORDS))
    named = (
        f"{persons} personne{'s' if persons > 1 else ''} nommée{'s' if persons > 1 else ''}"
        if persons
        else ""
    )
    return ", ".join([*groups[:1], *([named] if named else [])]) or "Personne"


def widest(tokens: Iterable[str]) -> str:
    """The group to show as chosen."""
    tokens = set(tokens)
    return next((token for token, _ in GROUPS if token in tokens), EVERYONE)


def chosen(value: str) -> tuple[str, ...]:
    """The token of a form's field. Raises BadInput for another value."""
    if value not in _WORDS:
        raise BadInput(
            "Ce groupe de lecteurs n'existe pas", where="champ Lecteurs", mend="Choisissez dans la liste."
        )
    return (value,)
