"""Apply a template to another company: what it would do, line by line and first; then all of the lines chosen, or nothing.

Every line goes through the service that a person's own form goes through, with the same rights and the same checks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, LevierError
from levier.core.french.calendar import add_months
from levier.core.french.dates import format_date
from levier.indicators.catalogue import definition
from levier.indicators.surveys import services as surveys
from levier.indicators.surveys.models import Question, Survey
from levier.method.adoption import communicating
from levier.method.adoption.models import Channel, Message
from levier.method.pilots import board, drafting
from levier.method.pilots.models import Design, Pilot
from levier.method.reusing import contents
from levier.method.reusing.keeping import version_of
from levier.method.reusing.reading import ROLES
from levier.method.roadmap import editing
from levier.method.roadmap.models import Objective, Plan, UseCase
from levier.method.roadmap.ordering.feasible import WEIGHTS
from levier.method.training import planning, sessions
from levier.method.training.models import Session, Tier
from levier.method.typed import figure
from levier.policy import journal
from levier.tables.access import CompanyTables

SOON = 7
"""The first message, session or day of a pilot comes a week after the template is applied."""
_DESIGNER = "À désigner"


@dataclass(frozen=True)
class Line:
    """One thing that the template would do. ``stops``: why it cannot, or need not; ``asks``: the figure that the company alone knows.

    ``do`` takes what was typed for ``asks`` ("" when nothing is asked).
    """

    key: str
    what: str
    title: str
    detail: str
    do: Callable[[str], object]
    asks: str = ""
    stops: str = ""

    def plain(self) -> dict[str, Any]:
        """As the API and the command give it."""
        return {
            "key": self.key, "what": self.what, "title": self.title, "detail": self.detail, "asks": self.asks, "stops": self.stops,
        }  # fmt: skip


def preview(actor: Actor, pk: int, number: int | None = None) -> list[Line]:
    """What the version would do in the company. Raises NotAllowed, NotFound."""
    found = version_of(actor, pk, number)
    content = contents.read(found.template.kind, found.content)
    today = Company.objects.get(pk=actor.company_id).today
    return list(_LINES[found.template.kind](actor, content, today))


def apply(
    actor: Actor,
    pk: int,
    number: int | None,
    answers: Mapping[str, str],
    *,
    without: frozenset[str] = frozenset(),
) -> list[Line]:
    """Do the lines that nothing stops, but those of ``without``; ``answers``: what was typed, by key. The lines done.

    Raises NotAllowed, NotFound, BadInput (a figure is missing or wrong, nothing to do): then nothing is written.
    """
    found = version_of(actor, pk, number)
    done = []
    with transaction.atomic():
        for line in preview(actor, pk, found.number):
            if line.stops or line.key in without:
                continue
            typed = str(answers.get(line.key, "")).strip()
            if line.asks and not typed:
                raise BadInput(
                    f"Il manque un chiffre : {line.asks}",
                    where=line.title,
                    mend="Écrivez-le, ou décochez cette ligne.",
                )
            line.do(typed)
            done.append(line)
        if not done:
            raise BadInput("Il ne reste rien à appliquer", mend="Cochez une ligne au moins.")
        journal.record(
            actor.company_id, actor.person_id, "template.applied", found.template.title,
            {"kind": found.template.kind, "version": found.number, "lines": len(done)},
        )  # fmt: skip
    return done


def _roadmap(actor: Actor, given: contents.Roadmap, today: date) -> Iterator[Line]:
    there = set(Objective.objects.visible_to(actor).values_list("title", flat=True))
    for place, one in enumerate(given.objectives):
        try:
            known = definition(one.indicator)
        except LevierError as gone:
            yield Line(f"o{place}", "objectif", one.title, "", _nothing, stops=gone.message)
            continue
        due = add_months(today, one.months)

        def add(typed: str, one: contents.AnObjective = one, due: date = due) -> None:
            editing.save_objective(actor, editing.GivenObjective(one.title, one.indicator, typed, due))

        yield Line(
            f"o{place}", "objectif", one.title, f"{known.label}, avant le {format_date(due)}", add,
            asks=f"cible de « {known.label} »{f' ({known.unit})' if known.unit else ''}",
            stops="Un objectif de ce nom existe déjà ici." if one.title in there else "",
        )  # fmt: skip
    weights = {name: value for name, value in given.weights.items() if name in WEIGHTS}
    if weights:
        plan = Plan.objects.filter(company_id=actor.company_id).first() or Plan()
        same = {**WEIGHTS, **plan.weights} == {**WEIGHTS, **weights}

        def weigh(typed: str) -> None:
            editing.save_plan(
                actor, plan.revision, start=plan.start if plan.start and plan.start >= today else None, budget=plan.budget,
                weights=weights,
            )  # fmt: skip

        yield Line(
            "weights", "poids", "Poids de la feuille de route", "Ils remplacent ceux d'aujourd'hui et changent l'ordre des projets.",
            weigh, stops="Ce sont déjà ceux de l'entreprise." if same else "",
        )  # fmt: skip


def _pilot(actor: Actor, given: contents.PilotPlan, today: date) -> Iterator[Line]:
    known = registry.catalogue().get(given.capability)
    stops = "" if known else "Ce savoir-faire n'est pas installé."
    if given.kind and known and CompanyTables(actor).facts(given.kind) is None:
        stops = "L'entreprise n'a pas importé le tableau que ce pilote suit."
    if Pilot.objects.visible_to(actor).filter(title=given.title).exists():
        stops = "Un pilote de ce nom existe déjà ici."
    starts = today + timedelta(days=SOON)
    ends = starts + timedelta(weeks=given.weeks)

    def make(typed: str) -> None:
        share = (
            float(figure(typed.rstrip("% \u00a0\u202f"), "effet attendu", "Écrivez par exemple −20.")) / 100
        )
        case = UseCase.objects.visible_to(actor).filter(capability=given.capability).first()
        case = case or editing.take_up(actor, given.capability, None)
        pilot = drafting.create(
            actor,
            drafting.Draft(
                use_case=case.pk, title=given.title, capability=given.capability, design=given.design, expected=share, starts=starts,
                ends=ends, scope=given.scope, measure=f"{given.kind}:{given.measure}" if given.kind else "", grain=given.grain,
                sprint_weeks=given.sprint_weeks,
            ),
        )  # fmt: skip
        for card in given.cards:
            board.add(actor, pilot.pk, card.title, note=card.note, mvp=card.mvp)
        if team := _team(given):
            board.add(actor, pilot.pk, "Composer l'équipe", note=team, mvp=True)

    cards = f"{len(given.cards)} carte{'s' if len(given.cards) > 1 else ''} au tableau"
    detail = (
        f"{known.title if known else given.capability}, du {format_date(starts)} au {format_date(ends)}, sprints de {given.sprint_weeks} "
        f"semaine{'s' if given.sprint_weeks > 1 else ''}, {Design(given.design).label.lower()} ; {cards}. {_team(given)}"
    )
    hoped = "−20 pour un cinquième de moins" if given.direction == "down" else "10 pour un dixième de plus"
    yield Line(
        "pilot", "pilote", given.title, detail, make, asks=f"effet attendu en % ({hoped})", stops=stops
    )


def _team(given: contents.PilotPlan) -> str:
    team = [f"{count} {ROLES[Role(role)]}{'s' if count > 1 else ''}" for role, count in given.team.items()]
    said = f"Équipe : {', '.join(team)}." if team else ""
    return f"{said} Sponsor : un {ROLES[Role(given.sponsor)]}.".strip() if given.sponsor else said


def _communication(actor: Actor, given: contents.Communication, today: date) -> Iterator[Line]:
    there = set(Message.objects.visible_to(actor).values_list("audience", "body"))
    for place, one in enumerate(given.messages):
        due = today + timedelta(days=SOON + one.after)

        def add(typed: str, one: contents.AMessage = one, due: date = due) -> None:
            fields = {
                "audience": one.audience,
                "why": one.why,
                "body": one.body,
                "channel": one.channel,
                "due": due,
            }
            communicating.save(actor, {**fields, "origin": "modèle du cabinet"})

        detail = f"{dict(Channel.choices).get(one.channel, one.channel)}, le {format_date(due)} — {one.why}"
        stops = "Ce message est déjà au plan." if (one.audience, one.body) in there else ""
        yield Line(f"m{place}", "message", f"À {one.audience}", f"{detail} {one.body}", add, stops=stops)


def _training(actor: Actor, given: contents.Training, today: date) -> Iterator[Line]:
    now = {one.tier: one for one in planning.plan_of(actor)}
    for one in given.tiers:
        due, here = today + timedelta(days=one.within), now[one.tier]

        def decide(typed: str, one: contents.ATier = one, due: date = due) -> None:
            here = now[one.tier]
            fields = {"target": here.target, "hours": one.hours, "cost": here.cost, "due": due}
            planning.decide(actor, one.tier, fields, here.revision)

        detail = f"{one.hours.replace('.', ',')} h par personne avant le {format_date(due)} ; {here.target} personnes ({here.origin})"
        stops = "L'entreprise a déjà décidé de ce niveau." if here.revision else ""
        yield Line(f"t{one.tier}", "niveau", str(Tier(one.tier).label), detail, decide, stops=stops)
    there = set(Session.objects.visible_to(actor).values_list("title", flat=True))
    known = registry.catalogue()
    for place, session in enumerate(given.sessions):
        day = today + timedelta(days=SOON + session.after)

        def add(typed: str, one: contents.ASession = session, day: date = day) -> None:
            sessions.save(
                actor,
                {"tier": one.tier, "title": one.title, "capabilities": [name for name in one.capabilities if name in known], "day": day,
                 "trainer": _DESIGNER, "hours": one.hours, "seats": one.seats},
            )  # fmt: skip

        stops = "Une séance de ce nom existe déjà ici." if session.title in there else ""
        detail = f"{Tier(session.tier).label}, le {format_date(day)}, {session.hours.replace('.', ',')} h, {session.seats} places ; animateur à désigner"
        yield Line(f"s{place}", "séance", session.title, detail, add, stops=stops)


def _survey(actor: Actor, given: contents.Questionnaire, today: date) -> Iterator[Line]:
    closes = today + timedelta(days=given.days)

    def make(typed: str) -> None:
        surveys.create(
            actor,
            title=given.title,
            question=given.question,
            closes=closes,
            about=given.about,
            message=given.message,
        )

    there = Survey.objects.visible_to(actor).filter(title=given.title).exists()
    yield Line(
        "survey", "enquête", given.title, f"{Question(given.question).label}, jusqu'au {format_date(closes)} ; rien n'est envoyé.", make,
        stops="Une enquête de ce nom existe déjà ici." if there else "",
    )  # fmt: skip


def _nothing(typed: str) -> None:
    """A line that something stops is never done."""


_LINES: dict[str, Callable[[Actor, Any, date], Iterator[Line]]] = {
    "roadmap": _roadmap, "pilot": _pilot, "communication": _communication, "training": _training, "survey": _survey,
}  # fmt: skip
