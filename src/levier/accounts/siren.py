"""SIREN numbers, checked offline: nine digits whose Luhn key is right."""

import re

from stdnum import luhn

from levier.core.errors import BadInput

_NOISE = re.compile(r"[\s.\-\u00a0\u202f]")


def checked_siren(text: str) -> str:
    """The nine digits of a SIREN typed in any usual way; "" when nothing is given.

    A SIRET (14 digits) is accepted and shortened to its SIREN. Raises BadInput when the key is wrong.
    """
    digits = _NOISE.sub("", text)
    if not digits:
        return ""
    if len(digits) == 14 and digits.isdigit():
        digits = digits[:9]
    if not (len(digits) == 9 and digits.isdigit()):
        raise BadInput(
            f"« {text.strip()} » n'est pas un numéro SIREN",
            where="champ SIREN",
            mend="Un SIREN compte 9 chiffres ; il figure sur votre extrait Kbis et vos factures.",
        )
    if not luhn.is_valid(digits) or digits == "000000000":
        raise BadInput(
            f"Le numéro SIREN « {text.strip()} » contient une erreur de frappe (sa clé de contrôle est fausse)",
            where="champ SIREN",
            mend="Recopiez-le depuis votre extrait Kbis ou une facture, ou laissez le champ vide.",
        )
    return digits


def written_siren(siren: str) -> str:
    """``552100554`` → ``552 100 554`` with narrow no-break spaces."""
    return "\u202f".join((siren[:3], siren[3:6], siren[6:9])) if len(siren) == 9 else siren
