"""When a service runs next, in the server's time zone; a day the month has not is its last one."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from levier.core.errors import BadInput
from levier.operations.watching.models import Every


def next_after(moment: datetime, every: str, hour: int, weekday: int, month_day: int) -> datetime | None:
    """The first moment strictly after ``moment`` (aware); None when it runs by hand."""
    if every == Every.MANUAL:
        return None
    local = timezone.localtime(moment)
    day = local.date()
    for _ in range(63):
        if _falls_on(day, every, weekday, month_day):
            found = timezone.make_aware(datetime.combine(day, time(hour)))
            if found > moment:
                return found
        day += timedelta(days=1)
    raise AssertionError("a month always has its day")


def _falls_on(day: date, every: str, weekday: int, month_day: int) -> bool:
    if every == Every.WEEK:
        return day.weekday() == weekday
    if every == Every.MONTH:
        return day.day == min(month_day, monthrange(day.year, day.month)[1])
    return True


def check(every: str, hour: int, weekday: int, month_day: int) -> None:
    """Raises BadInput for a schedule that no calendar has."""
    if every not in Every.values:
        raise BadInput(
            "Cette fréquence n'existe pas",
            where="fréquence",
            mend="Choisissez à la main, jour, semaine ou mois.",
        )
    if not 0 <= hour <= 23:
        raise BadInput(
            f"Une journée n'a pas de {hour}ᵉ heure", where="heure", mend="Écrivez une heure de 0 à 23."
        )
    if not 0 <= weekday <= 6:
        raise BadInput(
            "Ce jour de la semaine n'existe pas",
            where="jour",
            mend="Choisissez du lundi (0) au dimanche (6).",
        )
    if not 1 <= month_day <= 31:
        raise BadInput(
            f"Aucun mois n'a de jour n° {month_day}", where="jour du mois",
            mend="Écrivez un jour de 1 à 31 ; les mois plus courts prennent leur dernier jour.",
        )  # fmt: skip


def words(every: str, hour: int, weekday: int, month_day: int) -> str:
    """« toutes les semaines, le lundi à 6 h »."""
    if every == Every.MANUAL:
        return "à la main"
    days = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    when = {
        Every.DAY: "tous les jours",
        Every.WEEK: f"toutes les semaines, le {days[weekday]}",
        Every.MONTH: f"tous les mois, le {'1ᵉʳ' if month_day == 1 else month_day}",
    }[Every(every)]
    return f"{when} à {hour}\u00a0h"
