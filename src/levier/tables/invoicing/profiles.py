"""Which rule book an invoice follows (BT-24), and its French name."""

import re
from dataclasses import dataclass

from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.rules.rule import Level


@dataclass(frozen=True)
class Profile:
    """``schema``: the XSD that fits a CII document of this profile; ``exact``: written as its standard asks."""

    name: str
    level: Level
    schema: str
    exact: bool = True


_OLD = re.compile(r"urn:ferd:(?:CrossIndustryDocument:)?invoice:(?:1p0|rc):(basic|comfort|extended)")
_LAST = re.compile(r"(?:factur-x\.eu|zugferd\.de):\dp\d:(minimum|basicwl|basic|extended)$")
_EXACT = re.compile(
    r"urn:(?:factur-x\.eu|zugferd\.de):\dp\d:(?:minimum|basicwl)"
    r"|urn:cen\.eu:en16931:2017#compliant#urn:(?:factur-x\.eu|zugferd\.de):\dp\d:basic"
    r"|urn:cen\.eu:en16931:2017#conformant#urn:(?:factur-x\.eu|zugferd\.de):\dp\d:extended"
)
_CTC = re.compile(r"extended-ctc-fr$")
_NORM = "urn:cen.eu:en16931:2017"
_NAMES = {
    "minimum": ("MINIMUM", Level.MINIMUM),
    "basicwl": ("BASIC WL", Level.BASICWL),
    "basic": ("BASIC", Level.BASIC),
    "extended": ("EXTENDED", Level.EXTENDED),
}


def profile_of(invoice: Invoice) -> Profile | None:
    """The profile the invoice claims; None when Levier does not know it."""
    claimed = (invoice.profile or "").strip()
    if invoice.syntax == "ZUGFeRD 1.0":
        match = _OLD.fullmatch(claimed)
        return Profile(f"ZUGFeRD 1.0 {match[1].upper()}", Level.OLD, "zugferd") if match else None
    if match := _LAST.search(claimed):
        name, level = _NAMES[match[1]]
        return Profile(f"Factur-X {name}", level, match[1], exact=bool(_EXACT.fullmatch(claimed)))
    if _CTC.search(claimed):
        return Profile("EXTENDED-CTC-FR", Level.EXTENDED, "extended-ctc-fr")
    if "xrechnung" in claimed:
        return Profile("XRechnung", Level.EN16931, "en16931")
    if "peppol.eu" in claimed:
        return Profile("Peppol BIS", Level.EN16931, "en16931")
    if claimed.startswith(_NORM) or claimed in ("urn:factur-x.eu:1p0:en16931", "urn:factur-x.eu:1p0:comfort"):
        return Profile("EN 16931", Level.EN16931, "en16931")
    return None


def level_of(invoice: Invoice) -> Level:
    """The level whose rules apply: the norm's own when the profile is not known."""
    found = profile_of(invoice)
    if found:
        return found.level
    return Level.OLD if invoice.syntax == "ZUGFeRD 1.0" else Level.EN16931


def schema_of(invoice: Invoice) -> str:
    """The schema to hold a CII document against; of an unknown profile, the widest."""
    found = profile_of(invoice)
    if invoice.syntax == "ZUGFeRD 1.0":
        return "zugferd"
    return found.schema if found else "extended-ctc-fr"
