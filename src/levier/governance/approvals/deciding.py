"""The queue by any face: list, open, approve or refuse."""

import re

from django.db import transaction
from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.governance.approvals.models import Approval, ApprovalQuerySet, Decision
from levier.knowledge.reading import readable_documents
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.models import Dataset

WORDS = {"valider": Decision.APPROVED, "refuser": Decision.REFUSED}
_MARK = re.compile(r"(dataset|document):(\d+)@")
_LEAST_REASON = 5


def queue(actor: Actor, *, waiting: bool = False) -> ApprovalQuerySet:
    """What the person may see of the queue, last first; ``waiting``: only what they may answer now."""
    require(actor, Permission.RUN)
    every: ApprovalQuerySet = Approval.objects.all()
    found = to_decide(actor) if waiting else every.visible_to(actor)
    return found.select_related("asked_by", "decided_by", "request")


def to_decide(actor: Actor) -> ApprovalQuerySet:
    """Those this person may answer now."""
    every: ApprovalQuerySet = Approval.objects.all()
    return every.to_decide(actor)


def waiting_count(actor: Actor) -> int:
    """How many wait for this person (for the home page)."""
    return to_decide(actor).count()


def one(actor: Actor, number: int) -> Approval:
    """An approval the person may see. Raises NotFound."""
    found = queue(actor).filter(pk=number).first()
    if found is None:
        raise NotFound("Cette validation n'existe pas, ou ne vous est pas accessible")
    return found


def readable(actor: Actor, approval: Approval) -> bool:
    """Whether the person may read everything the result was made from: else its content is hidden from them."""
    marks = {(found[1], int(found[2])) for text in approval.touched if (found := _MARK.match(text))}
    datasets = {number for kind, number in marks if kind == "dataset"}
    documents = {number for kind, number in marks if kind == "document"}
    seen = set(Dataset.objects.visible_to(actor).filter(pk__in=datasets).values_list("pk", flat=True))
    read = set(readable_documents(actor).filter(pk__in=documents).values_list("pk", flat=True))
    return bool(approval.erased) or (seen == datasets and read == documents)


def decide(actor: Actor, number: int, decision: str, reason: str = "") -> Approval:
    """Approve (« valider ») or refuse (« refuser », with a reason). Raises NotAllowed, NotFound, BadInput.

    Who decided what, when, why and on what (its digest) goes to the journal.
    """
    if decision not in WORDS:
        raise BadInput(
            f"La décision « {decision} » n'existe pas",
            where="décision",
            mend="Choisissez : valider ou refuser.",
        )
    wanted, words = WORDS[decision], reason.strip()[:2000]
    seen = one(actor, number)
    if not readable(actor, seen):
        raise NotAllowed(
            "Ce résultat repose sur des données que vous ne pouvez pas lire",
            mend="Demandez à une personne qui peut les lire de décider.",
        )
    if wanted == Decision.REFUSED and len(words) < _LEAST_REASON:
        raise BadInput("Un refus se motive", where="raison", mend="Écrivez en une phrase ce qui ne va pas.")
    with transaction.atomic():
        approval = Approval.objects.select_for_update().get(pk=seen.pk)
        if approval.decision != Decision.WAITING:
            by = approval.decided_by or "quelqu'un"
            raise BadInput(
                f"{by} a déjà décidé : {approval.get_decision_display()}",
                mend="Rechargez la page pour voir sa raison.",
            )
        if not Approval.objects.filter(pk=approval.pk).to_decide(actor).exists():
            raise NotAllowed(
                "Cette validation revient à un responsable",
                mend="Elle l'attend déjà dans sa file de validations.",
            )
        approval.decision, approval.reason = wanted, words
        approval.decided_by_id, approval.decided_at = actor.person_id, timezone.now()
        approval.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        details = {
            "decision": str(wanted), "capability": approval.capability, "run": approval.run, "step": approval.step,
            "seen_sha256": approval.digest, "own": approval.asked_by_id == actor.person_id,
        }  # fmt: skip
        journal.record(
            actor.company_id, actor.person_id, "approval.decided", f"approval:{approval.pk}", details
        )
    return approval
