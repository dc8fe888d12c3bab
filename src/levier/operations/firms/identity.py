"""How a firm looks: name, colour, two lines of small print, logo."""

from dataclasses import dataclass

from django.db import transaction

from levier.core.errors import BadInput, LevierError
from levier.operations.firms.joining import led_firm
from levier.operations.firms.logos import checked_logo
from levier.operations.firms.models import Firm
from levier.printing import Column, Document
from levier.printing.branding import checked_accent

_LINE = 110


class FirmChanged(LevierError):
    """A colleague saved in between."""

    code = "modifié-entre-temps"
    http_status = 409
    exit_status = 2


@dataclass(frozen=True)
class GivenIdentity:
    """As typed. ``logo``: the bytes of a file, None to keep the one there is; ``no_logo`` takes it away."""

    name: str
    accent: str
    footer: str = ""
    legal: str = ""
    logo: bytes | None = None
    no_logo: bool = False


def save_identity(person: int, given: GivenIdentity, revision: int | None = None) -> Firm:
    """Raises NotFound, NotAllowed, BadInput (no name, a colour too pale, a line too long, a logo refused), FirmChanged."""
    led_firm(person)
    name = " ".join(given.name.split())
    if not name:
        raise BadInput(
            "Il manque le nom du cabinet", where="nom", mend="Écrivez celui que vos clients connaissent."
        )
    kept: dict[str, str | bytes] = {
        "name": name[:120],
        "accent": checked_accent(given.accent),
        "footer": _line(given.footer, "pied de page"),
        "legal": _line(given.legal, "mention légale"),
    }
    if given.logo is not None:
        kept["logo"] = checked_logo(given.logo)
    elif given.no_logo:
        kept["logo"] = b""
    with transaction.atomic():
        firm = Firm.objects.select_for_update().get(pk=led_firm(person).pk)
        if revision is not None and revision != firm.revision:
            raise FirmChanged(
                "Quelqu'un a modifié le cabinet entre-temps", where="identité",
                mend="Ce que vous aviez tapé est encore dans le formulaire : relisez, puis enregistrez de nouveau.",
            )  # fmt: skip
        for field, value in kept.items():
            setattr(firm, field, value)
        firm.revision += 1
        firm.save()
    return firm


def _line(typed: str, where: str) -> str:
    found = " ".join(typed.split())
    if len(found) > _LINE:
        raise BadInput(
            f"Cette ligne a {len(found)} signes, le pied de page en tient {_LINE}",
            where=where,
            mend="Raccourcissez-la.",
        )
    return found


def example(firm: Firm) -> bytes:
    """A page as the firm's reports look, on a made-up company."""
    from levier.printing import charts  # noqa: PLC0415 - loads reportlab

    page = Document(
        "Exemple de rapport",
        "Entreprise d'exemple",
        subtitle="Ce que vos clients recevront",
        footer="Exemple",
        brand=firm.brand,
    )
    page.heading("L'essentiel").text(
        "**Vos rapports portent votre nom, votre logo et votre couleur.** Les chiffres de cette page sont inventés."
    )
    page.facts([("Données", "72 / 100"), ("Compétences", "48 / 100"), ("Processus", "55 / 100")])
    page.drawing(
        charts.scale(
            58, [(0, "Découverte"), (20, "Essais"), (40, "Pratique"), (60, "Maîtrise"), (80, "Avance")]
        )
    )
    page.table(
        ["Projet", Column("Gain par an", numeric=True)],
        [["Réassort", "4 000 à 9 000 €"], ["Tournées", "2 000 à 5 000 €"]],
    )
    return page.bytes()
