"""What people say of an alert, by any face: page, command, API."""

from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.alerts.models import Alert, AlertQuerySet, Verdict

ACTION = "alert.judged"
WORDS = {"erreur": Verdict.ERROR, "normal": Verdict.NORMAL, "aucun": Verdict.NONE}


def alerts_of(actor: Actor, capability: str = "", *, waiting: bool = False) -> AlertQuerySet:
    """The alerts the person may see, strongest first; ``waiting``: only those nobody judged."""
    require(actor, Permission.RUN)
    found: AlertQuerySet = Alert.objects.visible_to(actor).select_related("dataset", "judged_by")
    if capability:
        found = found.filter(capability=capability)
    return found.filter(verdict=Verdict.NONE) if waiting else found


def alert_of(actor: Actor, reference: str) -> Alert:
    """One alert the person may see. Raises NotAllowed, NotFound."""
    require(actor, Permission.RUN)
    found: Alert | None = (
        Alert.objects.visible_to(actor)
        .select_related("dataset")
        .filter(reference=reference.strip().upper())
        .first()
    )
    if found is None:
        raise NotFound(
            f"L'alerte « {reference} » n'existe pas ou ne vous est pas accessible",
            mend="« levier alerts list » montre les vôtres.",
        )
    return found


def judge(actor: Actor, reference: str, verdict: str, note: str = "") -> Alert:
    """Write a verdict (« erreur », « normal », or « aucun » to take it back). Raises NotAllowed, NotFound, BadInput.

    The journal keeps that it was said and of what, never the note, which may name people.
    """
    require(actor, Permission.RUN)
    if verdict not in WORDS and verdict not in Verdict.values:
        raise BadInput(
            f"Le verdict « {verdict} » n'existe pas",
            where="verdict",
            mend="Choisissez : erreur, normal ou aucun.",
        )
    alert = alert_of(actor, reference)
    alert.verdict = WORDS.get(verdict, verdict)
    alert.note = note.strip()[:500]
    alert.judged_by_id = actor.person_id if alert.verdict else None
    alert.judged_at = timezone.now() if alert.verdict else None
    alert.save(update_fields=["verdict", "note", "judged_by", "judged_at"])
    journal.record(
        actor.company_id,
        actor.person_id,
        ACTION,
        alert.reference,
        {"verdict": str(alert.verdict), "capability": alert.capability},
    )
    saved: Alert = alert
    return saved
