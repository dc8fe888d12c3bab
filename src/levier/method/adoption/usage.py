"""How much the tools really serve, measured on the requests and the runs: whole weeks, groups, never a person.

Requests come from « Demander », runs of capabilities from the journal, which holds those of every face. Weeks are whole (Monday to
Sunday), on the machine's calendar, so that the figures move once a week and nobody's day can be read in their difference.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from levier.accounts.models import Membership
from levier.capabilities.running import ACTION
from levier.core.actor import Actor
from levier.method.adoption.counting import LEAST, People, about_ten, people
from levier.method.holding import title_of
from levier.orchestrator.models import Feedback, Request, RequestStatus
from levier.policy.models.journal import JournalEntry
from levier.policy.rights import Permission, require

WEEKS = 12
_GIVEN_UP = {
    RequestStatus.UNANSWERED: "restées sans réponse",
    RequestStatus.FAILED: "qui n'ont pas abouti",
    RequestStatus.CANCELLED: "annulées en route",
}


@dataclass(frozen=True)
class Week:
    """``active``: people who asked or ran something between ``start`` (a Monday) and the Sunday after."""

    start: date
    active: People


@dataclass(frozen=True)
class Served:
    """A capability. ``runs`` is None when fewer than five people used it: their number would tell their use."""

    name: str
    title: str
    users: People
    runs: int | None
    failed: int | None


@dataclass(frozen=True)
class GivenUp:
    """Where people stopped. ``share`` of the requests; None when fewer than five people met it."""

    label: str
    met_by: People
    share: float | None


@dataclass(frozen=True)
class Usage:
    """Twelve whole weeks until ``until`` (excluded). ``requests`` is rounded to ten, None when fewer than five people asked.
    In a company of fewer than five people (``small``) only the total of requests and runs is told. ``often``: requests a person active in a week, on average;
    ``asked``: whether anything ran at all."""

    since: date
    until: date
    members: int
    small: bool
    requests: int | None
    weeks: tuple[Week, ...]
    capabilities: tuple[Served, ...]
    given_up: tuple[GivenUp, ...]
    often: float | None
    asked: bool = False

    @property
    def last_day(self) -> date:
        """The last day counted."""
        return self.until - timedelta(days=1)

    @property
    def any(self) -> bool:
        """Whether the tools served at all."""
        return self.asked

    @property
    def finding(self) -> str:
        """One sentence, for a title."""
        if self.small:
            return (
                f"Environ {self.requests} demandes et lancements en {WEEKS} semaines"
                if self.requests
                else f"Moins de 10 demandes et lancements en {WEEKS} semaines"
            )
        last = self.weeks[-1].active
        if last.share is not None:
            return f"{last.said} ont utilisé Levier la semaine dernière"
        if last.enough:
            return f"La semaine dernière, {last.said} ont utilisé Levier"
        return (
            "La semaine dernière, moins de cinq personnes ont utilisé Levier"
            if last.high < LEAST
            else "Levier sert à quelques personnes"
        )


@dataclass(frozen=True)
class _Act:
    """Something a member did. ``direct``: a run that no request of « Demander » ordered."""

    person: int
    day: date
    capability: str = ""
    status: str = ""
    disliked: bool = False
    direct: bool = True


def usage_of(actor: Actor) -> Usage:
    """What anyone of the company may see. Raises NotAllowed."""
    require(actor, Permission.ASK)
    today = timezone.localdate()
    until = today - timedelta(days=today.weekday())
    members = set(Membership.objects.filter(company_id=actor.company_id).values_list("user_id", flat=True))
    small = len(members) < LEAST
    if small:
        until = today + timedelta(days=1)
    since = until - timedelta(weeks=WEEKS)
    asked = [one for one in _requests(actor.company_id, since, until) if one.person in members]
    ran = [one for one in _runs(actor.company_id, since, until) if one.person in members]
    n = len(members)
    if small:
        total = about_ten(len(asked) + sum(one.direct for one in ran))
        return Usage(since, until, n, True, total, (), (), (), None, bool(asked or ran))
    many = people(len({one.person for one in asked}), n).enough
    return Usage(
        since, until, n, False, about_ten(len(asked)) if many else None, _weeks([*asked, *ran], since, n), _capabilities(ran, n), _given_up(asked, n),
        _often(asked, since, n), bool(asked or ran),
    )  # fmt: skip


def in_use(company: int) -> dict[str, str]:
    """Name → title of the capabilities that served in the last twelve weeks: a fact of the company, not of anyone."""
    until = timezone.localdate() + timedelta(days=1)
    names = sorted({one.capability for one in _runs(company, until - timedelta(weeks=WEEKS), until)})
    return {name: title_of(name) for name in names}


def _requests(company: int, since: date, until: date) -> list[_Act]:
    found = Request.objects.filter(
        company_id=company, created__gte=_midnight(since), created__lt=_midnight(until)
    )
    disliked = set(
        Feedback.objects.filter(request__in=found, useful=False).values_list("request_id", flat=True)
    )
    return [
        _Act(person, timezone.localdate(at), status=status, disliked=pk in disliked)
        for pk, person, at, status in found.values_list("pk", "person_id", "created", "status")
    ]


def _runs(company: int, since: date, until: date) -> list[_Act]:
    found = JournalEntry.objects.filter(
        company_id=company,
        action=ACTION,
        at__gte=_midnight(since),
        at__lt=_midnight(until),
        actor__isnull=False,
    )
    return [
        _Act(
            person, timezone.localdate(at), name, str(details.get("outcome", "")),
            direct=not str(details.get("run", "")).startswith("request-"),
        )
        for person, at, name, details in found.values_list("actor", "at", "subject", "details")
        if person is not None
    ]  # fmt: skip


def _weeks(acts: Iterable[_Act], since: date, n: int) -> tuple[Week, ...]:
    who: dict[int, set[int]] = defaultdict(set)
    for act in acts:
        who[(act.day - since).days // 7].add(act.person)
    return tuple(Week(since + timedelta(weeks=week), people(len(who[week]), n)) for week in range(WEEKS))


def _capabilities(ran: Iterable[_Act], n: int) -> tuple[Served, ...]:
    by_name: dict[str, list[_Act]] = defaultdict(list)
    for act in ran:
        by_name[act.capability].append(act)
    found = []
    for name, acts in by_name.items():
        users = people(len({act.person for act in acts}), n)
        failed = [act for act in acts if act.status != "done"]
        troubled = people(len({act.person for act in failed}), n)
        found.append(
            Served(
                name, title_of(name), users, len(acts) if users.enough else None,
                len(failed) if users.enough and troubled.enough else None,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-(one.runs or 0), one.title)))


def _given_up(asked: list[_Act], n: int) -> tuple[GivenUp, ...]:
    kinds = [(label, [act for act in asked if act.status == status]) for status, label in _GIVEN_UP.items()]
    kinds.append(("jugées pas utiles", [act for act in asked if act.disliked]))
    found = []
    for label, acts in kinds:
        met_by = people(len({act.person for act in acts}), n)
        found.append(GivenUp(label, met_by, len(acts) / len(asked) if met_by.enough else None))
    return tuple(found)


def _often(asked: list[_Act], since: date, n: int) -> float | None:
    if not people(len({act.person for act in asked}), n).enough:
        return None
    active = {(act.person, (act.day - since).days // 7) for act in asked}
    return len(asked) / len(active)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
