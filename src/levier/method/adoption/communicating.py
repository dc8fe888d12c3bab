"""The communication plan: who is told what, why first, by whom, when; and its page on paper."""

from typing import Any

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.dates import format_date
from levier.method.adoption.models import Channel, Message, MessageQuerySet
from levier.method.holding import fresh, member, one_of
from levier.method.ideas.box import written
from levier.method.typed import day
from levier.operations.firms.signing import brand_of
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing import Column, Document


def messages_of(actor: Actor) -> MessageQuerySet:
    """The plan, the nearest first. Raises NotAllowed."""
    require(actor, Permission.STEER)
    found: MessageQuerySet = Message.objects.visible_to(actor).select_related("by")
    return found


def message_of(actor: Actor, pk: int) -> Message:
    """Raises NotAllowed, NotFound."""
    found = messages_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Ce message n'existe plus", mend="Revenez au plan de communication.")
    return found


def save(actor: Actor, given: dict[str, Any], pk: int | None = None, revision: int | None = None) -> Message:
    """``audience``, ``why``, ``body``, ``channel``, ``due``, ``by``, ``origin``. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    kept = {
        "audience": written(str(given.get("audience", "")), "à qui", 120),
        "why": written(str(given.get("why", "")), "pourquoi", 1_000),
        "body": written(str(given.get("body", "")), "message", 2_000),
        "channel": one_of(given.get("channel"), dict(Channel.choices), "moyen"),
        "due": day(given.get("due"), "prévu le"),
        "by": member(actor, given.get("by"), "qui le dit"),
    }
    with transaction.atomic():
        if pk is None:
            made = Message.objects.create(
                company_id=actor.company_id, origin=str(given.get("origin", ""))[:200], **kept
            )
        else:
            made = message_of(actor, pk)
            fresh(made, revision, "plan de communication")
            for field, value in kept.items():
                setattr(made, field, value)
            made.revision += 1
            made.save()
        journal.record(
            actor.company_id, actor.person_id, "adoption.message", made.audience, {"message": made.pk}
        )
    return made


def said(actor: Actor, pk: int) -> Message:
    """Note that it was said today. Raises NotAllowed, NotFound."""
    found = message_of(actor, pk)
    found.sent_on = Company.objects.get(pk=actor.company_id).today
    found.save(update_fields=["sent_on"])
    journal.record(actor.company_id, actor.person_id, "adoption.said", found.audience, {"message": pk})
    return found


def remove(actor: Actor, pk: int) -> None:
    """Raises NotAllowed, NotFound."""
    message_of(actor, pk).delete()


def plan_on_paper(actor: Actor) -> bytes:
    """The plan as an A4 PDF, why first. Raises NotAllowed."""
    company = Company.objects.get(pk=actor.company_id)
    found = list(messages_of(actor))
    brand = brand_of(company.pk)
    page = Document(
        "Plan de communication",
        company.name,
        subtitle=f"Au {format_date(company.today)}",
        footer="" if brand else "Établi avec Levier",
        brand=brand,
    )
    late = [one for one in found if one.is_late(company.today)]
    told = [one for one in found if one.sent_on]
    page.facts(
        [("Messages prévus", str(len(found))), ("Déjà dits", str(len(told))), ("En retard", str(len(late)))]
    )
    if not found:
        page.text("Aucun message n'est encore prévu.")
    else:
        page.table(
            [Column("Pourquoi", share=2), Column("Message", share=4), Column("À qui", share=1.2), Column("Moyen", share=1.1),
             Column("Quand, par qui", share=1.3)],
            [[one.why, one.body, one.audience, one.get_channel_display(), _when(one)] for one in found],
        )  # fmt: skip
    page.note(
        "L'outil propose, une personne décide. L'usage est compté par groupes d'au moins cinq personnes, jamais personne par personne."
    )
    return page.bytes()


def _when(one: Message) -> str:
    when = f"dit le {format_date(one.sent_on)}" if one.sent_on else format_date(one.due)
    return f"{when}, {one.by}" if one.by else when
