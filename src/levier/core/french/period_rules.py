"""Calendar words: « le mois dernier », « les 4 prochaines semaines », « au T2 », « en avril », « l'été dernier », « 2011 »."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from levier.core.french.calendar import (
    Unit,
    add_months,
    month_span,
    season_span,
    unit_span,
    week_span,
    year_span,
)
from levier.core.french.days import MONTH, YEAR, find_dates, month_number
from levier.core.french.period_ranges import ahead_of
from levier.core.french.points import ORDINALS, Point, part_of_month, read_point, resolve
from levier.core.french.reading import Contradiction, Lean, Reading, Rule
from levier.core.french.units import NUMBER, UNIT, read_count, unit_of
from levier.core.period import Period

Match = re.Match[str]
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_BEFORE = ("derni", "last", "past", "pass", "ecoul", "preced", "previous", "d'avant")
_DEFAULT_COUNTS: dict[Unit, int] = {"day": 7, "week": 4, "month": 3, "quarter": 2, "semester": 2, "year": 3}


def _part_of_named_month(match: Match, today: date, lean: Lean) -> Reading | None:
    """« première semaine de mai », « deuxième quinzaine d'août »."""
    point = read_point(match["point"], today, lean)
    if point.month is None:
        return None
    month = resolve(Point(month=point.month, year=point.year), today, lean)
    length = {"semaine": 7, "week": 7, "quinzaine": 15, "moitie": 15}[match["what"]]
    rank = ORDINALS[match["ordinal"]]
    if rank == -1 or rank * length > month.days:
        start = (
            month.end - timedelta(days=length - 1)
            if rank == -1
            else month.start + timedelta(days=(rank - 1) * length)
        )
        return Reading(Period(start=start, end=month.end), match.start(), match.end())
    start = month.start + timedelta(days=(rank - 1) * length)
    end = month.end if length == 15 and rank == 2 else start + timedelta(days=length - 1)
    return Reading(Period(start=start, end=end), match.start(), match.end())


def _several(match: Match, today: date, lean: Lean) -> Reading | None:
    """« les 4 prochaines semaines », « ces 3 derniers mois », « 60 jours passés », « last 3 months »."""
    groups = match.groupdict()
    unit = unit_of(match["unit"])
    count = read_count(groups["count"]) if groups.get("count") else _DEFAULT_COUNTS[unit]
    way = groups.get("way") or ""
    back = way.startswith(_BEFORE) if way else lean == "past"
    reading = behind(match, today, count, unit) if back else ahead_of(match, today, count, unit)
    return reading


def behind(match: Match, today: date, count: int, unit: Unit) -> Reading:
    """The last ``count`` units before today: whole calendar months and quarters, else days that end yesterday."""
    yesterday = today - timedelta(days=1)
    if unit in ("month", "quarter", "semester"):
        after = unit_span(unit, today).start
        # On the last day of a month that month counts as done: the shop's data of the day before is in.
        if unit == "month" and add_months(after, 1) - timedelta(days=1) == today:
            after = add_months(after, 1)
        months = {"month": 1, "quarter": 3, "semester": 6}[unit] * count
        period = Period(start=add_months(after, -months), end=after - timedelta(days=1))
    elif unit == "year":
        period = Period(start=add_months(today, -12 * count), end=yesterday)
    else:
        period = Period(start=today - timedelta(days=count * (7 if unit == "week" else 1)), end=yesterday)
    return Reading(period, match.start(), match.end(), "past", grain=unit, count=count)


def _forecast_length(match: Match, today: date, lean: Lean) -> Reading | None:
    """« prévision 3 mois »."""
    return ahead_of(match, today, read_count(match["count"]), unit_of(match["unit"]))


def _at_distance(match: Match, today: date, lean: Lean) -> Reading | None:
    """« il y a deux mois », « dans 3 semaines »: the calendar unit that far away."""
    count, unit = read_count(match["count"]), unit_of(match["unit"])
    back = match["way"].startswith(("il y a", "y a"))
    span = unit_span(unit, today, -count if back else count)
    return Reading(span, match.start(), match.end(), "past" if back else "future", grain=unit)


def _relative(match: Match, today: date, lean: Lean) -> Reading | None:
    """« le mois dernier », « cette semaine », « l'an prochain », « le mois suivant »."""
    unit, way = unit_of(match["unit"]), match["way"]
    if way.startswith(("ce", "this", "en cours", "courant", "actuel", "current")):
        return Reading(unit_span(unit, today), match.start(), match.end(), shift=(unit, 0), grain=unit)
    back = way.startswith(_BEFORE)
    anaphoric = way.startswith(("preced", "d'avant", "suiv", "d'apres", "previous", "following"))
    span = unit_span(unit, today, -1 if back else 1)
    return Reading(
        span, match.start(), match.end(), "past" if back else "future", shift=(unit, -1 if back else 1),
        anaphoric=anaphoric, grain=unit,
    )  # fmt: skip


def _running_unit(match: Match, today: date, lean: Lean) -> Reading | None:
    """« le CA du mois », « les ventes de la semaine »: the unit now running."""
    unit = unit_of(match["unit"] or match["unit2"] or match["unit3"])
    return Reading(unit_span(unit, today), match.start(), match.end(), shift=(unit, 0), grain=unit)


def _same_last_year(match: Match, today: date, lean: Lean) -> Reading | None:
    span = unit_span("year", today, -1)
    return Reading(span, match.start(), match.end(), "past", shift=("year", -1), anaphoric=True, grain="year")


def _period_before(match: Match, today: date, lean: Lean) -> Reading | None:
    steps = -1 if match["way"].startswith(_BEFORE) else 1
    span = unit_span("month", today, steps)
    return Reading(span, match.start(), match.end(), shift=("same", steps), anaphoric=True)


def _to_date(match: Match, today: date, lean: Lean) -> Reading | None:
    unit: Unit = "month" if "mois" in match.group() or "month" in match.group() else "year"
    start = unit_span(unit, today).start
    return Reading(
        Period(start=start, end=today), match.start(), match.end(), "past", open_end=True, grain=unit
    )


def _named(match: Match, today: date, lean: Lean) -> Reading | None:
    """Quarters, half-years, months, days: whatever :func:`read_point` knows."""
    words = match["point"]
    point = read_point(words, today, lean)
    bare_sept = words.strip() == "sept" and not re.search(
        r"(?:en|de|d'|mois de|fin|debut) ?$", match.string[: match.start("point")]
    )
    bare_may = words.strip() in ("may", "march", "mar") and not re.search(
        r"(?:in|of|for|since|and|to|from|vs|last|next) ?$", match.string[: match.start("point")]
    )
    if bare_sept or bare_may:
        return None
    grain = "day" if point.day else "quarter" if point.quarter else "semester" if point.semester else "month"
    month = point.month if not point.day else None
    return Reading(
        resolve(point, today, lean),
        match.start(),
        match.end(),
        grain=grain,
        month=month or point.quarter,
        year=point.year,
    )


def _numeric_month(match: Match, today: date, lean: Lean) -> Reading | None:
    year, month = int(match["year"]), int(match["month"])
    return Reading(month_span(year, month), match.start(), match.end(), grain="month", year=year)


def _last_quarter_of(match: Match, today: date, lean: Lean) -> Reading | None:
    """« le dernier trimestre 2010 »."""
    year, unit = int(match["year"]), unit_of(match["unit"])
    return Reading(unit_span(unit, date(year, 12, 31)), match.start(), match.end(), grain=unit, year=year)


def _week_number(match: Match, today: date, lean: Lean) -> Reading | None:
    year = int(match["year"]) if match["year"] else today.year
    try:
        span = week_span(date.fromisocalendar(year, int(match["week"]), 1))
        if not match["year"] and lean == "past" and span.start >= today:
            span = week_span(date.fromisocalendar(year - 1, int(match["week"]), 1))
    except ValueError:
        raise Contradiction(
            f"La semaine {match['week']} n’existe pas en {year}", "Donnez un numéro de 1 à 52."
        ) from None
    return Reading(span, match.start(), match.end(), grain="week")


def _season(match: Match, today: date, lean: Lean) -> Reading | None:
    season = match["season"]
    if match["year"]:
        return Reading(season_span(int(match["year"]), season), match.start(), match.end(), grain="season")
    spans = [season_span(year, season) for year in range(today.year - 2, today.year + 3)]
    way = match["way"] or ""
    if match["det"] in ("cet ", "cette ", "ce ", "this ") and not way:
        current = [span for span in spans if today.year in (span.start.year, span.end.year)]
        return Reading(
            current[-1] if lean == "future" else current[0], match.start(), match.end(), grain="season"
        )
    if way.startswith("prochain") or (not way and lean == "future"):
        chosen = next(span for span in spans if span.start > today or (not way and span.end >= today))
    else:
        # « l'été dernier » said on the first of September is the summer just ended.
        chosen = next(
            span for span in reversed(spans) if span.end < today or (not way and span.start < today)
        )
    return Reading(chosen, match.start(), match.end(), grain="season")


def _holidays(match: Match, today: date, lean: Lean) -> Reading | None:
    spans = [
        Period(start=date(year, 12, 1), end=date(year, 12, 31))
        for year in range(today.year - 2, today.year + 2)
    ]
    if match["year"]:
        chosen = next(
            (span for span in spans if span.start.year == int(match["year"])),
            month_span(int(match["year"]), 12),
        )
    elif lean == "future":
        chosen = next(span for span in spans if span.end >= today)
    else:
        chosen = next(span for span in reversed(spans) if span.start < today)
    return Reading(chosen, match.start(), match.end())


def _weekend(match: Match, today: date, lean: Lean) -> Reading | None:
    monday = week_span(today).start
    way = match["way"] or ""
    if way.startswith(("dern", "pass", "last")):
        monday -= timedelta(weeks=1)
    elif way.startswith(("proch", "next")):
        monday += timedelta(weeks=1)
    return Reading(
        Period(start=monday + timedelta(days=5), end=monday + timedelta(days=6)), match.start(), match.end()
    )


def _day(match: Match, today: date, lean: Lean) -> Reading | None:
    found = find_dates(match.group(), today, future=lean == "future")
    if not found or found[0].date is None:
        if found:
            raise Contradiction(
                f"La date « {found[0].raw} » n’existe pas dans le calendrier", "Vérifiez le jour et le mois."
            )
        return None
    day = found[0].date
    return Reading(Period(start=day, end=day), match.start(), match.end(), grain="day")


def _recently(match: Match, today: date, lean: Lean) -> Reading | None:
    return Reading(
        Period(start=today - timedelta(days=30), end=today - timedelta(days=1)),
        match.start(),
        match.end(),
        "past",
    )


def _part_of_unit(match: Match, today: date, lean: Lean) -> Reading | None:
    """« en fin d'année », « début du mois »."""
    part, unit = match["part"], unit_of(match["unit"])
    if unit == "month":
        return Reading(part_of_month(today.year, today.month, part), match.start(), match.end())
    if unit != "year":
        return None
    return Reading(resolve(Point(year=today.year, part=part), today, lean), match.start(), match.end())


def _year(match: Match, today: date, lean: Lean) -> Reading | None:
    year = int(match["year"])
    return Reading(year_span(year), match.start(), match.end(), grain="year", year=year)


def _rule(pattern: str, read: Callable[[Match, date, Lean], Reading | None]) -> Rule:
    return Rule(re.compile(rf"(?<![a-z0-9'])(?:d'|l'(?=ann|an|exer|ete|aut|hiv))?{pattern}"), read)


_PREP = r"(?:(?:en|au|du|de|le|la|les|l'|pour|durant|pendant|sur|in|of|for|the|a la|au mois d[e'] ?|mois d[e'] ?) ?){0,3}"
_WAY_BACK = r"derniers?|dernieres?|passee?s?|ecoulee?s?|precedente?s?|last|past|previous"
_WAY_AHEAD = r"prochaine?s?|next|following|suivante?s?|upcoming"
_NUM_MONTH = r"(?<!\d/)(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?!\d)"
CALENDAR_RULES: tuple[Rule, ...] = (
    _rule(
        rf"{_PREP}(?P<ordinal>{_ORDINAL}) (?P<what>semaine|quinzaine|moitie|week) (?:of |du mois )?(?:de |d')?"
        rf"(?P<point>{MONTH}(?: {YEAR})?)", _part_of_named_month,
    ),
    _rule(
        r"(?:(?:la |le |au |du |a la )?memes? (?:mois|periode|trimestre|semaine|semestre|epoque|date)s? (?:de |d'|en )?"
        r"(?:l'annee derniere|l'an dernier|l'annee precedente|l'an passe|l'annee passee|n ?- ?1|l'annee d'avant)|n ?- ?1"
        r"|(?:the )?same (?:period|month|time|quarter|week) (?:of )?(?:last|the previous) year)(?![a-z0-9])",
        _same_last_year,
    ),
    _rule(
        r"(?:la |the )?(?:periode (?P<way>precedente|d'avant|suivante|d'apres)|(?P<eway>previous|following) period)",
        lambda match, today, lean: _period_before(match, today, lean) if match["way"] else None,
    ),
    _rule(
        rf"(?:(?:les|ces|des|nos|the|sur|dans|pour|au cours|during|over|for|horizon) ){{0,3}}(?P<count>{NUMBER}) (?P<way>{_WAY_BACK}|{_WAY_AHEAD}) (?P<unit>{UNIT})(?![a-z])",
        _several,
    ),
    _rule(
        rf"(?:(?:les|ces|des|the|sur|dans|pour|over|for|in) ){{0,3}}(?P<way>{_WAY_BACK}|{_WAY_AHEAD}) (?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])",
        _several,
    ),
    _rule(
        rf"(?:(?:les|ces|des|sur|dans|pour|au cours) ){{0,3}}(?P<count>{NUMBER}) (?P<unit>{UNIT}) "
        rf"(?P<way>{_WAY_BACK}|{_WAY_AHEAD}|a venir|qui viennent|qui suivent)(?![a-z])", _several,
    ),
    _rule(
        r"(?:les|ces|the|over the|in the|dans les|sur les|au cours des) (?P<way>derniers|dernieres|prochains|prochaines|last|next|past) (?P<unit>jours|semaines|mois|trimestres|annees|ans|days|weeks|months|years)(?![a-z])",
        _several,
    ),
    _rule(rf"(?P<way>il y a|y a|dans) (?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _at_distance),
    _rule(rf"(?:sur|horizon|horizon de|sur les|over|a|pour|dans les|for) (?:un horizon de |horizon )?(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])",
        lambda match, today, lean: _several(match, today, lean) if lean == "future" or match.group().startswith("sur") else None),
    _rule(rf"(?<=previsions )(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _forecast_length),
    _rule(rf"(?<=prevision )(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _forecast_length),
    _rule(rf"(?<=forecast )(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _forecast_length),
    _rule(rf"{_PREP}(?:dernier|derniere) (?P<unit>trimestre|semestre|mois) (?:de )?(?P<year>{YEAR})", _last_quarter_of),
    _rule(
        r"(?:(?:en|au|du|de|le|la|l'|pour|durant|pendant|sur|d'|the|over|in|for) ?){0,2}(?P<unit>semaine|mois|trimestre|semestre|annee|an|exercice|sem) "
        r"(?P<way>derniere?|passee?|precedente?|d'avant|prochaine?|suivante?|d'apres|en cours|courante?|actuelle?)(?![a-z])",
        _relative,
    ),
    _rule(
        r"(?:(?:en|au|du|de|le|la|l'|pour|durant|pendant|sur) ?){0,2}(?P<way>derniere?|prochaine?) (?P<unit>semaine|mois|trimestre|semestre|annee|exercice)(?![a-z])",
        _relative,
    ),
    _rule(
        r"(?:(?:the|over|in|for|during|pour|en|de|sur|pendant) )?(?P<way>ce|cette|cet|this|current|last|next|previous|following) (?P<unit>semaine|mois|trimestre|semestre|annee|exercice|week|month|quarter|year)(?:-ci| ci)?(?![a-z])",
        _relative,
    ),
    _rule(
        r"(?:(?<!jour )(?<!jours )(?<!par )(?:de la (?P<unit>semaine)(?! ?(?:n ?°|numero)? ?\d)|du (?P<unit2>mois|trimestre|semestre|jour)|de l'(?P<unit3>annee|exercice)))(?! d[eu'])(?![a-z])",
        _running_unit,
    ),
    _rule(r"(?:annee a date|ytd|year to date|cumul annuel|mois a date|mtd|month to date|a ce jour depuis janvier)(?![a-z])", _to_date),
    _rule(rf"{_PREP}(?P<point>(?:t|q)[1-4](?: {YEAR})?|s[12](?: {YEAR})?)(?![a-z0-9])", _named),
    _rule(
        rf"{_PREP}(?P<point>(?:1er|premier|2e|2eme|deuxieme|second|3e|3eme|troisieme|4e|4eme|quatrieme) (?:trimestre|semestre)(?: (?:de )?{YEAR})?)(?![a-z])",
        _named,
    ),
    _rule(rf"{_PREP}(?:semaine|sem|week) (?:n ?° ?|numero )?(?P<week>\d{{1,2}})(?: (?:de )?(?P<year>{YEAR}))?(?!\d)", _week_number),
    _rule(
        rf"(?:pour |pendant |durant |de )?(?P<det>l'|cet |cette |ce |en |au |le |d'|this |last )(?P<season>ete|hiver|automne|printemps)(?: (?P<way>derniere?|passe|prochain))?(?: (?P<year>{YEAR}))?(?![a-z])",
        _season,
    ),
    _rule(rf"(?:(?:a|de|pour|pendant|la periode de|les|periode de) ){{0,2}}(?:noel|fetes de fin d'annee|christmas)(?: (?P<year>{YEAR}))?", _holidays),
    _rule(r"(?:(?:(?:ce|le|du|last|this|next) )?(?:week-end|weekend)|(?:ce|le|du) we)(?: (?P<way>derniere?|passe|prochain))?(?![a-z])", _weekend),
    _rule(_NUM_MONTH, _numeric_month),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])", _numeric_month),
    _rule(
        rf"(?:le |du |au |on )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
        rf"(?P<point>(?:[0-3]?\d|1 ?er)(?:st|nd|rd|th)? (?:of )?{MONTH}(?: {YEAR})?)(?![a-z0-9])", _named,
    ),
    _rule(rf"(?:on )?{MONTH} [0-3]?\d(?:st|nd|rd|th)?(?!\d)(?:,? {YEAR})?(?= |\?|$|,|\.)", _day),
    _rule(r"(?:le |du |au |on )?(?:[0-3]?\d[/.\-][01]?\d[/.\-](?:\d{4}|\d{2})|(?:19|20)\d{2}-[01]\d-[0-3]\d)(?!\d)", _day),
    _rule(r"(?:le |du |au |on )[0-3]?\d/[01]?\d(?![\d/])", _day),
    _rule(
        r"(?:le |ce |de |d')?(?:avant-hier|hier|aujourd'? ?hui|apres-demain|demain|yesterday|today|tomorrow|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|prochain|passe)|(?:last|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])",
        _day,
    ),
    _rule(
        rf"{_PREP}(?P<point>(?:(?:debut|mi|fin)[ -](?:du mois d[e'] ?|de |d')?)?{MONTH}(?: (?:de l'annee |de l'an |de )?{YEAR}| derniere?(?![a-z])| prochain(?![a-z]))?)(?![a-z0-9])",
        _named,
    ),
    _rule(rf"(?:(?:en|au|a|la|a la) )?(?P<point>(?:debut|mi|fin)[ -](?:de |de l'annee )?{YEAR})(?!\d)", _named),
    _rule(r"(?:(?:en|la|a la|en la|a) )?(?P<part>debut|mi|fin)[ -](?:du |de l'|d'|de |de cette |de ce )?(?P<unit>mois|annee)(?![a-z])", _part_of_unit),
    _rule(r"(?:recemment|dernierement|ces derniers temps|recently|lately)(?![a-z])", _recently),
    _rule(
        rf"(?:(?:en|de|pour|sur|durant|pendant|in|for|of|l'annee|annee|l'exercice|l'an|annees|vs|a|celui de|toute l'annee|sur l'annee) ){{0,2}}(?P<year>{YEAR})"
        r"(?![\d/.\-]\d| ?(?:€|%|£|\$|euros?|pieces?|unites?|articles?|clients?|commandes?|ventes|produits|references|eur|k€|[a-z]+s? de stock))(?![a-z0-9/-])",
        _year,
    ),
)  # fmt: skip

__all__ = ["CALENDAR_RULES", "month_number"]
