"""What ``levier doctor`` says of the legal facts."""

from django.utils import timezone

from levier.governance.legal.facts import facts, stale
from levier.operations.health.finding import Finding, State

SUBJECT = "Textes de loi"


def texts() -> Finding:
    """Whether some must be read again."""
    old = stale(timezone.localdate())
    if old:
        return Finding(
            SUBJECT,
            State.WARNING,
            f"{len(old)} fait(s) juridique(s) à relire : {', '.join(one.id for one in old[:3])}.",
            "Voyez « levier legal » ou la page Confiance, Textes ; mettez à jour Levier.",
        )
    return Finding(SUBJECT, State.OK, f"{len(facts())} faits juridiques, tous dans leur date de relecture.")


CHECKS = ((SUBJECT, texts),)
