"""Adoption as plain JSON."""

from dataclasses import asdict
from typing import Any

from levier.core.actor import Actor
from levier.method.adoption.ambassadors import ambassadors_of, stories_of
from levier.method.adoption.communicating import messages_of
from levier.method.adoption.counting import LEAST, People
from levier.method.adoption.helping import desk_of
from levier.method.adoption.models import Message, Stakeholder, Story, Ticket
from levier.method.adoption.stakeholders import stakeholders_of, strategy
from levier.method.adoption.usage import Usage, usage_of
from levier.policy.rights import Permission, may


def told(actor: Actor) -> dict[str, Any]:
    """What the person may know: the use by groups, the help desk; the map and the plan for those who steer."""
    steers = may(actor, Permission.STEER)
    return {
        "usage": use(usage_of(actor)), "help": asdict(desk_of(actor)),
        "ambassadors": [{"name": str(one.person), "capability": one.capability or None} for one in ambassadors_of(actor)],
        "stories": [story(one) for one in stories_of(actor)],
        "stakeholders": [stakeholder(one) for one in stakeholders_of(actor)] if steers else None,
        "messages": [message(one) for one in messages_of(actor)] if steers else None,
    }  # fmt: skip


def use(found: Usage) -> dict[str, Any]:
    """Figures of groups: what would tell a person's own use is None, or a range."""
    return {
        "finding": found.finding, "since": found.since.isoformat(), "until": found.until.isoformat(), "members": found.members,
        "least_group": LEAST, "requests_about": found.requests, "requests_a_person_a_week": found.often,
        "weeks": [{"start": one.start.isoformat(), "active": _people(one.active)} for one in found.weeks],
        "capabilities": [
            {"name": one.name, "title": one.title, "users": _people(one.users), "runs": one.runs, "failed": one.failed}
            for one in found.capabilities
        ],
        "given_up": [{"what": one.label, "met_by": _people(one.met_by), "share": one.share} for one in found.given_up],
    }  # fmt: skip


def _people(found: People) -> dict[str, Any]:
    return {"low": found.low, "high": found.high, "of": found.of, "said": found.said}


def stakeholder(one: Stakeholder) -> dict[str, Any]:
    """A line of the map."""
    return {
        "id": one.pk, "name": one.name, "is_group": one.is_group, "power": one.power, "interest": one.interest, "stance": one.stance,
        "wanted": one.wanted, "actions": one.actions, "strategy": strategy(one), "origin": one.origin,
        "keep_until": one.keep_until.isoformat(), "revision": one.revision,
    }  # fmt: skip


def message(one: Message) -> dict[str, Any]:
    """A line of the communication plan."""
    return {
        "id": one.pk, "audience": one.audience, "why": one.why, "body": one.body, "channel": one.channel, "due": one.due.isoformat(),
        "by": str(one.by) if one.by else None, "origin": one.origin, "sent_on": one.sent_on.isoformat() if one.sent_on else None,
        "revision": one.revision,
    }  # fmt: skip


def story(one: Story) -> dict[str, Any]:
    """A story and who tells it."""
    return {
        "id": one.pk, "by": str(one.author), "title": one.title, "text": one.text, "capability": one.capability or None,
        "published": one.published, "told_on": one.told_on.isoformat(),
    }  # fmt: skip


def ticket(one: Ticket) -> dict[str, Any]:
    """A question, for who asked it and for those who steer."""
    return {
        "id": one.pk, "by": str(one.author), "question": one.question, "detail": one.detail, "request": one.request,
        "asked_on": one.asked_on.isoformat(), "answer": one.answer, "solved": one.solved, "document": one.document,
        "answered_on": one.answered_on.isoformat() if one.answered_on else None,
        "answered_by": str(one.answered_by) if one.answered_by else None, "revision": one.revision,
    }  # fmt: skip
