"""The backlog on its board: add, edit, move. Two people at once lose nothing: each posts the revision they saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.method.pilots.drafting import guard
from levier.method.pilots.finding import worked
from levier.method.pilots.models import Card, Column, Pilot, Sprint
from levier.policy import journal

_MOST = 200


@dataclass(frozen=True)
class Lane:
    """A column of the board with its cards, those of the first version before the others."""

    column: Column
    cards: Sequence[Card]


def lanes(pilot: Pilot) -> list[Lane]:
    """The three columns."""
    cards = list(pilot.cards.all())
    return [Lane(column, [card for card in cards if card.column == column]) for column in Column]


def add(actor: Actor, pk: int, title: str, *, note: str = "", mvp: bool = False) -> Card:
    """A card at the foot of « À faire ». Raises NotAllowed, NotFound, BadInput."""
    pilot = worked(actor, pk)
    if pilot.cards.count() >= _MOST:
        raise BadInput(f"Ce tableau a déjà {_MOST} cartes", mend="Un pilote est petit : retirez-en.")
    return Card.objects.create(pilot=pilot, title=_title(title), note=note.strip()[:2000], mvp=mvp)


def edit(actor: Actor, pk: int, card: int, revision: int, *, title: str, note: str, mvp: bool) -> Card:
    """Raises Changed when somebody changed the card since ``revision``."""
    with transaction.atomic():
        found = _card(worked(actor, pk), card)
        guard(found.revision, revision, f"carte « {found.title} »")
        found.title, found.note, found.mvp = _title(title), note.strip()[:2000], mvp
        return _saved(found)


def move(actor: Actor, pk: int, card: int, column: str, revision: int) -> Card:
    """Raises Changed when somebody moved or edited it since ``revision``."""
    if column not in Column.values:
        raise BadInput("Cette colonne n'existe pas", where="tableau")
    with transaction.atomic():
        found = _card(worked(actor, pk), card)
        guard(found.revision, revision, f"carte « {found.title} »")
        found.column = column
        return _saved(found)


def remove(actor: Actor, pk: int, card: int, revision: int) -> None:
    """Raises Changed."""
    with transaction.atomic():
        found = _card(worked(actor, pk), card)
        guard(found.revision, revision, f"carte « {found.title} »")
        found.delete()


def shown(actor: Actor, pk: int, number: int, said: str, day: date | None = None) -> Sprint:
    """The demonstration of a sprint took place: when, and what was said. Raises NotAllowed, NotFound, BadInput."""
    pilot = worked(actor, pk)
    sprint = pilot.sprints.filter(number=number).first()
    if sprint is None:
        raise NotFound(f"Le sprint {number} n'existe pas")
    today = Company.objects.get(pk=pilot.company_id).today
    day = day or today
    if not sprint.starts <= day <= today:
        raise BadInput(
            f"La démonstration du sprint {number} ne peut pas avoir eu lieu le {day:%d/%m/%Y}",
            where="champ Date", mend=f"Choisissez un jour entre le {sprint.starts:%d/%m/%Y} et aujourd'hui.",
        )  # fmt: skip
    if not said.strip():
        raise BadInput("Notez ce qui a été dit pendant la démonstration", where="champ Ce qui a été dit")
    sprint.shown_on, sprint.said = day, said.strip()[:4000]
    sprint.save(update_fields=["shown_on", "said"])
    journal.record(pilot.company_id, actor.person_id, "pilot.shown", f"pilot:{pilot.pk}", {"sprint": number})
    return sprint


def _card(pilot: Pilot, pk: int) -> Card:
    found = pilot.cards.filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "Cette carte n'existe plus", mend="Quelqu'un l'a peut-être retirée : rechargez le tableau."
        )
    return found


def _saved(card: Card) -> Card:
    card.revision += 1
    card.save()
    return card


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise BadInput("Une carte a besoin d'un titre", where="champ Titre")
    return title[:150]
