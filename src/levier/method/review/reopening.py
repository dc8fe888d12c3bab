"""Why the assessment or the roadmap should be opened again: measured reasons, or none."""

from datetime import date, datetime, time

from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_count, format_percent
from levier.method.assessment.services import closed_assessments, open_assessment
from levier.method.pilots.models import Decision
from levier.method.review.shape import Reopening
from levier.method.roadmap.models import Objective
from levier.tables.models import Dataset, DatasetVersion

_OLD = 90
"""Days after which an assessment is done again: a quarter."""


def assessment_again(actor: Actor, today: date) -> Reopening:
    """None was closed, it is old, or tables that the person may read changed since."""
    found = Reopening(name="assessment", label="Diagnostic", reasons=[])
    found.under_way = open_assessment(actor) is not None
    closed = closed_assessments(actor)
    day = closed[0].closed if closed else None
    if day is None:
        found.reasons.append("Aucun diagnostic n'a encore été clos.")
        return found
    if (today - day).days > _OLD:
        found.reasons.append(
            f"Le dernier date du {format_date(day)}, il y a {format_count((today - day).days, 'jour')}."
        )
    changed = _changed_since(actor, day)
    if changed:
        words = format_count(changed, "tableau importé ou changé", "tableaux importés ou changés")
        found.reasons.append(f"{words} depuis le diagnostic du {format_date(day)}.")
    return found


def _changed_since(actor: Actor, day: date) -> int:
    """Tables imported or changed after the day; 0 where the company lives at another date than the clock's: not comparable."""
    if Company.objects.get(pk=actor.company_id).own_today:
        return 0
    after = timezone.make_aware(datetime.combine(day, time.max))
    changed = DatasetVersion.objects.filter(dataset__in=Dataset.objects.visible_to(actor), created__gt=after)
    return changed.values("dataset").distinct().count()


def roadmap_again(actor: Actor, today: date, decisions: list[Decision]) -> Reopening:
    """A pilot was decided, an effect leaves out what was promised, or an objective's day passed."""
    found = Reopening(name="roadmap", label="Feuille de route", reasons=[])
    for one in decisions:
        verdict = one.get_verdict_display().lower()
        found.reasons.append(f"Pilote « {one.pilot.title} » décidé le {format_date(one.day)} : {verdict}.")
        if missed := _missed(one):
            found.reasons.append(missed)
    found.reasons += [
        f"L'échéance de l'objectif « {one.title} » est passée depuis le {format_date(one.due)}."
        for one in Objective.objects.visible_to(actor).filter(due__lt=today)
    ]
    return found


def _missed(one: Decision) -> str:
    """Where the interval of the effect, as a share of what would have been without, leaves out the change promised."""
    kept, promised = one.effect, one.pilot.expected
    without = kept.get("without")
    if not without or kept.get("low") is None or kept.get("high") is None:
        return ""
    low, high = sorted((kept["low"] / abs(without), kept["high"] / abs(without)))
    if low <= promised <= high:
        return ""
    return (
        f"Pilote « {one.pilot.title} » : {format_percent(promised)} promis, entre {format_percent(low)} et "
        f"{format_percent(high)} mesurés."
    )
