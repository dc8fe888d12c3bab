"""A review as the API and the command give it."""

from typing import Any

from levier.method.review.closing import kept
from levier.method.review.detailing import Details
from levier.method.review.models import Review
from levier.method.review.shape import Facts


def told(review: Review) -> dict[str, Any]:
    """A closed one."""
    return {
        "id": review.pk, "closed": review.day.isoformat(), "by": str(review.by) if review.by else None,
        "conclusions": review.conclusions, "reopened": review.reopened, "roadmap_waits": review.roadmap_waits,
        "revision": review.revision, "facts": kept(review).model_dump(mode="json"),
    }  # fmt: skip


def quarter(facts: Facts, closed: Review | None, details: Details) -> dict[str, Any]:
    """The quarter as measured now, beside its review when it was closed."""
    return {
        "facts": facts.model_dump(mode="json"),
        "review": told(closed) if closed else None,
        **details.model_dump(),
    }
