"""What stops an import before anything is written."""

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number, format_percent
from levier.tables.importing.cleaning import Cleaned
from levier.tables.importing.raw import RawTable

MOST_REJECTS = 0.6
"""Above this share of lines set aside, an import asks to be confirmed: the file was probably misread."""


def check_usable(raw: RawTable, cleaned: Cleaned, where: str) -> None:
    """Raises BadInput when no line can be used."""
    if cleaned.frame.height:
        return
    if not cleaned.rejects.height:
        raise BadInput(
            "Ce fichier n'a aucune ligne sous son en-tête",
            where=where,
            mend="Vérifiez la période ou le filtre de l'export, puis recommencez.",
        )
    reason = f" (première raison : {cleaned.rejects['motif'][0]})"
    raise BadInput(
        f"Aucune ligne de ce fichier n'est utilisable{reason}",
        where=where,
        mend=raw.mend
        or "Vérifiez la correspondance des colonnes et la façon dont les dates et les nombres sont écrits.",
    )


def check_answered(cleaned: Cleaned, where: str) -> None:
    """Raises BadInput when something must be asked first: nothing is guessed in silence."""
    for question in cleaned.questions:
        raise question.refusal(where)


def check_enough(cleaned: Cleaned, where: str, *, confirmed: bool) -> None:
    """Raises BadInput when most lines would be set aside and the person did not say that they know."""
    accepted, rejected = cleaned.frame.height, cleaned.rejects.height
    share = rejected / max(accepted + rejected, 1)
    if share > MOST_REJECTS and not confirmed:
        first = cleaned.rejects.row(0, named=True)
        raise BadInput(
            f"{format_number(rejected)} lignes sur {format_number(accepted + rejected)} "
            f"({format_percent(share)}) seraient écartées, rien n'a été importé "
            f"(ligne {first['ligne']} : {first['motif']})",
            where=where,
            mend="Corrigez le fichier ou la correspondance des colonnes, ou confirmez l'import des lignes utilisables.",
        )
