"""What moved in the quarter. Figures are those of the pages they open; findings never name what a table reserves."""

from collections import Counter
from datetime import date

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.calendar import unit_span
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_count, format_money, format_number
from levier.method.assessment.services import closed_assessments, snapshot_of
from levier.method.deployment.promising import every_promise
from levier.method.ideas.models import Trial
from levier.method.pilots.models import Decision, Pilot, State, Verdict
from levier.method.review.reopening import assessment_again, roadmap_again
from levier.method.review.shape import Facts, Finding
from levier.method.roadmap.models import Objective, Stage, UseCase
from levier.operations.gains.net import Gains, gains
from levier.operations.watching.models import Service, ServiceAlert
from levier.policy.rights import Permission, require

_SHOWN = 4


def facts_of(actor: Actor) -> Facts:
    """The company's current quarter, until today. Raises NotAllowed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    today = company.today
    quarter = unit_span("quarter", today)
    decisions = list(
        Decision.objects.filter(
            pilot__in=Pilot.objects.visible_to(actor), day__range=(quarter.start, today)
        ).select_related("pilot")
    )
    findings = [
        _gains(actor, quarter.start, today, company.currency),
        _pilots(actor, decisions),
        _deployed(actor, quarter.start),
        *_promised(actor),
        _assessment(actor, today),
        _roadmap(actor, today),
        _lessons(actor, decisions, quarter.start, today),
    ]
    return Facts(
        start=quarter.start, end=quarter.end, day=today, findings=findings,
        label=f"{'1ᵉʳ' if quarter.start.month == 1 else f'{(quarter.start.month + 2) // 3}ᵉ'} trimestre {quarter.start.year}",
        reopenings=[assessment_again(actor, today), roadmap_again(actor, today, decisions)],
    )  # fmt: skip


def _gains(actor: Actor, start: date, today: date, currency: str) -> Finding:
    """Beside as many days of the former quarter: a quarter under way is never weighed against a whole one."""
    former = unit_span("quarter", start, -1)
    now = gains(actor, start, today)
    then = gains(actor, former.start, min(former.end, former.start + (today - start)))
    whole = gains(actor, former.start, former.end)
    address = f"/indicateurs/gains/?du={start}&au={today}"
    days = format_count((today - start).days + 1, "jour")
    if now.net is None:
        timed = any(one.hours is not None for one in now.tasks)
        title = (
            f"{_hours(now)}, pas encore traduit en argent"
            if timed
            else "Gain net : pas de mesure ce trimestre"
        )
        said = " ".join(now.lacking) or "Aucune tâche n'a servi ce trimestre."
        return Finding(name="gains", title=title, said=said, address=address, measured=timed)
    title = f"Gain net de {format_money(now.net, currency, 0)} en {days}"
    if then.net is not None:
        change = now.net - then.net
        more = "de plus" if change >= 0 else "de moins"
        title += f", {format_money(abs(change), currency, 0)} {more} qu'au trimestre d'avant à pareil jour"
    low, high = (format_number(one, 0) for one in now.interval)
    said = (
        f"{_hours(now)} (entre {low} et {high}), {format_money(now.spent or 0, currency, 0)} dépensés. "
        f"Trimestre d'avant : {_money(then, currency)} sur les mêmes premiers jours, {_money(whole, currency)} en entier."
    )
    return Finding(name="gains", title=title, said=" ".join([said, *now.lacking]), address=address)


def _hours(found: Gains) -> str:
    """« 0,7 heure gagnée », « 12 heures gagnées »."""
    several = "s" if abs(found.hours) >= 2 else ""
    return f"{format_number(found.hours, 0 if abs(found.hours) >= 10 else 1)} heure{several} gagnée{several}"


def _money(found: Gains, currency: str) -> str:
    return "pas de mesure" if found.net is None else format_money(found.net, currency, 0)


def _pilots(actor: Actor, decisions: list[Decision]) -> Finding:
    running = list(Pilot.objects.visible_to(actor).filter(state=State.RUNNING).order_by("ends"))
    if not decisions and not running:
        return Finding(
            name="pilots", title="Pilotes : pas de mesure ce trimestre",
            said="Aucun pilote n'a été décidé et aucun n'est en cours.", address="/methode/pilotes/", measured=False,
        )  # fmt: skip
    said = [
        f"« {one.pilot.title} », {one.get_verdict_display().lower()} : {one.effect.get('said') or 'effet non mesuré'}"
        for one in decisions[:_SHOWN]
    ]
    said += [f"« {one.title} » est en cours jusqu'au {format_date(one.ends)}." for one in running[:_SHOWN]]
    title = f"{format_count(len(decisions), 'décision')} sur un pilote, {len(running)} en cours"
    return Finding(name="pilots", title=title, said=" ".join(said), address="/methode/pilotes/")


def _deployed(actor: Actor, start: date) -> Finding:
    """Counts only: a service may rest on tables that not everyone who steers reads."""
    services = Service.objects.visible_to(actor)
    alerts = ServiceAlert.objects.visible_to(actor)
    count = services.count()
    if not count:
        return Finding(
            name="deployed", title="En service : pas de mesure", said="Aucun savoir-faire n'est en service.",
            address="/methode/deploiement/", measured=False,
        )  # fmt: skip
    raised = alerts.filter(raised__date__gte=start).count()
    still = alerts.filter(ended=None).count()
    paused = services.filter(paused=True).count()
    said = f"{format_count(raised, 'alerte levée', 'alertes levées')} depuis le {format_date(start)}. " + (
        f"{format_count(paused, 'service suspendu', 'services suspendus')}."
        if paused
        else "Aucun n'est suspendu."
    )
    title = f"{count} savoir-faire en service, " + (
        f"{format_count(still, 'alerte ouverte', 'alertes ouvertes')}" if still else "aucune alerte ouverte"
    )
    return Finding(name="deployed", title=title, said=said, address="/methode/deploiement/")


def _promised(actor: Actor) -> list[Finding]:
    """Counts only, as above; nothing where nothing was promised."""
    found = [one for _, promises in every_promise(actor) for one in promises]
    if not found:
        return []
    counts = Counter(one.verdict for one in found)
    title = f"Promesses : {', '.join(f'{number} {verdict}' for verdict, number in counts.most_common())}"
    said = "La feuille de route ou le pilote avaient promis une fourchette ; le gain mesuré depuis y est comparé, savoir-faire par savoir-faire."
    measured = any(one.measured is not None for one in found)
    return [
        Finding(name="promises", title=title, said=said, address="/methode/deploiement/", measured=measured)
    ]


def _assessment(actor: Actor, today: date) -> Finding:
    address = "/methode/diagnostic/"
    closed = closed_assessments(actor)
    if not closed or closed[0].closed is None:
        return Finding(
            name="assessment", title="Diagnostic : pas de mesure", said="Aucun diagnostic n'a été clos.", address=address,
            measured=False,
        )  # fmt: skip
    scores = [snapshot_of(actor, one).score for one in closed[:2]]
    age = (today - closed[0].closed).days
    title = f"Diagnostic vieux de {format_count(age, 'jour')}" if age else "Diagnostic du jour"
    if scores[0] is not None:
        title += f", à {format_number(scores[0], 0)} sur 100"
    said = f"Le dernier a été clos le {format_date(closed[0].closed)}."
    if len(scores) > 1 and scores[0] is not None and scores[1] is not None:
        said += f" Celui d'avant donnait {format_number(scores[1], 0)} sur 100."
    return Finding(name="assessment", title=title, said=said, address=address)


def _roadmap(actor: Actor, today: date) -> Finding:
    cases = UseCase.objects.visible_to(actor)
    objectives = Objective.objects.visible_to(actor)
    address = "/methode/feuille-de-route/"
    if not cases.exists() and not objectives.exists():
        return Finding(
            name="roadmap", title="Feuille de route : pas de mesure",
            said="Aucun objectif ni aucun projet n'est écrit.", address=address, measured=False,
        )  # fmt: skip
    past = objectives.filter(due__lt=today).count()
    stages = [(stage.label, cases.filter(stage=stage).count()) for stage in Stage]
    said = ", ".join(f"{label} : {count}" for label, count in stages if count)
    title = format_count(objectives.count(), "objectif chiffré", "objectifs chiffrés")
    title += f", dont {past} d'échéance passée" if past else ", aucun d'échéance passée"
    return Finding(
        name="roadmap",
        title=title,
        said=f"Projets — {said}." if said else "Aucun projet n'est encore retenu.",
        address=address,
    )


def _lessons(actor: Actor, decisions: list[Decision], start: date, today: date) -> Finding:
    trials = Trial.objects.filter(
        closed_on__range=(start, today), idea__company_id=actor.company_id
    ).select_related("idea")
    stopped = [one for one in decisions if one.verdict == Verdict.STOP]
    said = [f"« {one.idea.title} » {one.get_outcome_display()} : {one.lesson}" for one in trials[:_SHOWN]]
    said += [f"Pilote « {one.pilot.title} » arrêté : {one.reasons}" for one in stopped[:_SHOWN]]
    total = trials.count() + len(stopped)
    failed = trials.filter(outcome="failed").count() + len(stopped)
    if not total:
        return Finding(
            name="lessons", title="Leçons : pas de mesure ce trimestre", said="Aucun essai conclu, aucun pilote arrêté.",
            address="/methode/idees/lecons/", measured=False,
        )  # fmt: skip
    title = f"{format_count(total, 'leçon apprise', 'leçons apprises')}, dont {failed} sans succès"
    return Finding(name="lessons", title=title, said=" ".join(said), address="/methode/idees/lecons/")
