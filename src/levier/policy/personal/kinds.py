"""The kinds of data that are looked for, their French names, how sensitive they are, and how they are shown half hidden."""

from dataclasses import dataclass
from typing import Literal

Weight = Literal["none", "ordinary", "high"]


@dataclass(frozen=True)
class PersonalKind:
    """``weight``: "none" for what identifies a company, "high" for what opens an account, a file at the social security, or
    is a special category of data (RGPD, article 9)."""

    name: str
    label: str
    weight: Weight = "ordinary"
    feminine: bool = False


_LISTED = (
    PersonalKind("PERSONNE", "nom de personne"),
    PersonalKind("EMAIL", "adresse e-mail", feminine=True),
    PersonalKind("TEL", "numéro de téléphone"),
    PersonalKind("ADRESSE", "adresse postale", feminine=True),
    PersonalKind("NAISSANCE", "date de naissance", feminine=True),
    PersonalKind("PLAQUE", "plaque d'immatriculation", feminine=True),
    PersonalKind("IP", "adresse IP", feminine=True),
    PersonalKind("IBAN", "compte bancaire (IBAN)", "high"),
    PersonalKind("CARTE", "carte bancaire", "high", feminine=True),
    PersonalKind("NIR", "numéro de sécurité sociale", "high"),
    PersonalKind("SENSIBLE", "donnée sensible (santé, opinions, syndicat …)", "high", feminine=True),
    PersonalKind("SIRET", "SIRET", "none"),
    PersonalKind("SIREN", "SIREN", "none"),
    PersonalKind("TVA", "numéro de TVA", "none"),
)
KINDS: dict[str, PersonalKind] = {kind.name: kind for kind in _LISTED}
_DOT = "•"


def mask(kind: str, value: str) -> str:
    """Enough of a value to recognise it when one knows it, too little to learn it: « j•••@d•••.fr », « FR76 •••• 0189 »."""
    value = " ".join(value.split())
    if kind == "EMAIL" and "@" in value:
        name, _, host = value.partition("@")
        domain, _, end = host.rpartition(".")
        return f"{name[:1]}{_DOT * 3}@{domain[:1]}{_DOT * 3}.{end}"
    if kind in ("IBAN", "CARTE", "TEL", "NIR"):
        keep = 4 if kind == "IBAN" else 2
        return f"{value[:keep]} {_DOT * 4} {value[-2:]}"
    if kind == "SENSIBLE":
        return value
    return " ".join(f"{word[:1]}{_DOT * 3}" for word in value.split()[:4])
