"""What is refused before anything is understood: nothing, too much, another language."""

from typing import Literal

from levier.core.errors import BadInput
from levier.core.french.language import detect
from levier.core.french.numbers import format_number

LONGEST = 4_000


def check_request(text: str) -> Literal["fr", "en"]:
    """The language of an acceptable request. Raises BadInput in French otherwise."""
    if not any(char.isalnum() for char in text):
        raise BadInput(
            "La demande est vide",
            mend="Écrivez votre question, par exemple « Quel est le chiffre d’affaires du mois dernier ? ».",
        )
    if len(text) > LONGEST:
        raise BadInput(
            f"La demande est trop longue\u00a0: {format_number(len(text))} caractères, au plus {format_number(LONGEST)}",
            mend="Raccourcissez-la, ou déposez le texte comme document dans « Données ».",
        )
    language = detect(text)
    if language == "other":
        raise BadInput(
            "Levier ne comprend que le français et l’anglais", mend="Reformulez votre demande en français."
        )
    return language
