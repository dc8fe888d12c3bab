"""Words on their way from one company to another: whoever and whatever they name stays behind, and every figure."""

import re

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.french.text import fold
from levier.policy.pseudonyms import Vault
from levier.tables.entities import vocabulary

LEFT = "…"
_TOKEN = re.compile(r"\[[A-Z]{3,9}_\d+\]")
_FIGURE = re.compile(r"[+\-−]?\d+(?:[\s\u00a0\u202f.,/:]?\d+)*(?:[\s\u00a0\u202f]?(?:%|‰|€|k€|M€))?")
_COUNT = re.compile(
    r"\b(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|"
    r"soixante|cents?|mille|millions?|dizaines?|douzaines?|vingtaines?|centaines?|milliers?)(?:[- ](?:et[- ])?)?)+\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"{LEFT}(?:[ ,;-]*{LEFT})+")
_SHORTEST = 4
_OF_NAMES = frozenset(
    {
        "Les",
        "Des",
        "Aux",
        "Sur",
        "Chez",
        "Boulangerie",
        "Garage",
        "Maison",
        "Atelier",
        "Ateliers",
        "Société",
        "Entreprise",
    }
)
_OF_OTHERS = ("customer", "supplier")


class Hider:
    """Hides, in free words, the company, its people, its customers and suppliers, identifiers, dates and figures.

    Names are those of the company's own tables that the person may read, and those that lists of names know: another name, in
    none of them, stays. That is why what leaves is shown before it is kept.
    """

    def __init__(self, actor: Actor) -> None:
        company = Company.objects.get(pk=actor.company_id)
        people = Membership.objects.filter(company=company).select_related("user")
        names = {company.name, *(str(one.user) for one in people)}
        # « Hugo », « Martin » alone: with a capital, since « petit » is also a word of every day.
        parts = {
            part
            for name in names
            for part in re.split(r"[\s'’-]+", name)
            if len(part) >= _SHORTEST - 1 and part[0].isupper()
        }
        self._parts = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, sorted(parts - _OF_NAMES, key=len, reverse=True)))})\b"
        )
        known = vocabulary(actor).members
        for dimension in _OF_OTHERS:
            names |= {one for one in known.get(dimension, ()) if len(fold(one)) >= _SHORTEST}
        self._vault = Vault(names)
        self.hidden = 0

    def __call__(self, text: str) -> str:
        """The same words with « … » in place of what stays behind; ``hidden`` counts the texts that lost something."""
        found = self._parts.sub(LEFT, _TOKEN.sub(LEFT, self._vault.hide(text)))
        found = _AGAIN.sub(LEFT, _FIGURE.sub(LEFT, _COUNT.sub(LEFT, found)))
        self.hidden += found != text
        return found
