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
_AGAIN = re.compile(rf"{LEFT}(?:[ ,;-]*{LEFT})+")
_SHORTEST = 4
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
        # « Petit » alone is a word of every day; « Boulangerie Martin » without its first word is still the company.
        names |= {company.name.split(" ", 1)[-1]} if len(company.name.split(" ", 1)[-1]) > _SHORTEST else set()
        known = vocabulary(actor).members
        for dimension in _OF_OTHERS:
            names |= {one for one in known.get(dimension, ()) if len(fold(one)) >= _SHORTEST}
        self._vault = Vault(names)
        self.hidden = 0

    def __call__(self, text: str) -> str:
        """The same words with « … » in place of what stays behind; ``hidden`` counts the texts that lost something."""
        found = _TOKEN.sub(LEFT, self._vault.hide(text))
        found = _AGAIN.sub(LEFT, _FIGURE.sub(LEFT, found))
        self.hidden += found != text
        return found
