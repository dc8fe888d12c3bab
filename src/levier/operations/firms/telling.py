"""A firm and its signatures as programs read them."""

from typing import Any

from levier.operations.firms.models import Firm, Signature


def told(firm: Firm) -> dict[str, Any]:
    """Its identity, its people, and the companies whose reports it signs."""
    return {
        "name": firm.name, "accent": firm.accent, "footer": firm.footer, "legal": firm.legal, "logo": bool(firm.logo),
        "revision": firm.revision,
        "people": [
            {"name": str(one.user), "leads": one.leads, "joined": one.joined} for one in firm.people.select_related("user")
        ],
        "signs": [
            {"company": one.company.slug, "name": one.company.name, "since": one.since.isoformat(), "refused": one.refused}
            for one in firm.signatures.select_related("company")
        ],
    }  # fmt: skip


def signature_told(found: Signature | None) -> dict[str, Any]:
    """Who signs for a company; ``firm`` is None where Levier does."""
    if found is None:
        return {"firm": None, "since": None, "refused": False, "chosen_by": None}
    return {
        "firm": found.firm.name, "since": found.since.isoformat(), "refused": found.refused,
        "chosen_by": str(found.chosen_by) if found.chosen_by else None,
    }  # fmt: skip
