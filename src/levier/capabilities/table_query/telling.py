"""What the figures say, in French: one sentence by finding, each bound to the rows that prove it."""

from collections.abc import Callable
from typing import Any

from levier.capabilities.table_query.asked import Asked, capital, member_name, when
from levier.core.french.dates import format_date, in_period
from levier.core.french.numbers import format_number
from levier.core.result import Sentence

_NAMED = 3
_NOTABLE = 3
_STEADY = 0.005


def sentences(asked: Asked) -> list[Sentence]:
    """The findings, most general first."""
    shapes: list[tuple[bool, Callable[[Asked], list[Sentence]]]] = [
        (asked.query.inactive is not None, _silent),
        (asked.compared and not asked.dimensions, lambda a: _compared_values(a, a.lines[0], "e1")),
        (asked.compared, _compared_lines),
        (not asked.dimensions, _values),
        (asked.calendar is not None and len(asked.dimensions) == 1 and asked.query.limit is None, _trend),
        (asked.calendar is not None and len(asked.dimensions) > 1, _trends),
        (
            len(asked.dimensions) == 1 and bool(asked.dimensions[0].grain) and asked.query.order == "natural",
            _cycle,
        ),
        (True, _ranking),
    ]
    return next(tell for fits, tell in shapes if fits)(asked)


def _values(asked: Asked) -> list[Sentence]:
    line = asked.lines[0]
    told = []
    for name in asked.query.measures:
        measure = asked.model.measure(name)
        share = line.get(f"{name}_share")
        part = f", soit {asked.value(share, f'{name}_share')} du total" if share is not None else ""
        text = f"{_start(asked)}{measure.phrase}{asked.about} est de {asked.amount(line[name], name)}{part}."
        told.append(Sentence(text=capital(text), evidence=["e1"]))
    return told


def _start(asked: Asked) -> str:
    moment = when(asked.query)
    return f"{moment}, " if moment else ""


def _compared_values(asked: Asked, line: dict[str, Any], proof: str) -> list[Sentence]:
    """« En avril 2011, le chiffre d'affaires est de … ; en mai 2011, il atteint …, soit +46,7 %. »"""
    earlier, later = asked.periods
    told = []
    for name in asked.query.measures:
        measure = asked.model.measure(name)
        before, after = asked.sides(line, name)
        text = (
            f"{capital(in_period(earlier))}, {measure.phrase}{asked.about} est de {asked.amount(before, name)} ; "
            f"{in_period(later)}, {'elle' if measure.feminine else 'il'} "
            f"{_verb(before, after)} {asked.amount(after, name)}{_change(asked, line, name)}."
        )
        told.append(Sentence(text=text, evidence=[proof]))
    return told


def _verb(before: Any, after: Any) -> str:
    if before is None or after is None or abs(after - before) <= _STEADY * abs(before):
        return "est de"
    return "atteint" if after > before else "descend à"


def _change(asked: Asked, line: dict[str, Any], name: str) -> str:
    """« , soit +46,7 % »; the difference when there is no base; in points for a rate."""
    change, difference = line.get(f"{name}_change"), line.get(f"{name}_difference")
    if change is not None and asked.main.units.get(name) != "%":
        return f", soit {_signed(asked.value(change, f'{name}_change'), change)}"
    if difference:
        return (
            f", soit un écart de {_signed(asked.value(difference, name), difference)}"
            if _has_unit(asked, name)
            else ""
        )
    return ""


def _has_unit(asked: Asked, name: str) -> bool:
    return asked.main.units.get(name) != "%"


def _signed(text: str, value: float) -> str:
    return f"+{text}" if value > 0 else text


def _compared_lines(asked: Asked) -> list[Sentence]:
    told = _compared_values(asked, asked.total, "e2") if asked.total else []
    name, lines = asked.measure.name, asked.lines
    earlier, later = asked.periods
    if asked.query.order in ("rise", "fall"):
        return _by_change(asked)
    if len(lines) == 1 and told:
        return told
    shown = lines[: _NAMED if not told else _NOTABLE]
    parts = []
    for line in shown:
        before, after = asked.sides(line, name)
        change = line.get(f"{name}_change")
        ratio = f", {_signed(asked.value(change, f'{name}_change'), change)}" if change is not None else ""
        parts.append(
            f"{asked.member(line)} ({asked.value(before, name)} puis {asked.value(after, name)}{ratio})"
        )
    heading = _heading(asked, len(shown))
    told.append(
        Sentence(
            text=f"{heading}, {in_period(earlier)} puis {in_period(later)} : {', '.join(parts)}.",
            evidence=["e1"],
        )
    )
    return told + _movers(asked, lines, [asked.member(line) for line in shown])


def _by_change(asked: Asked) -> list[Sentence]:
    """« Les clients en plus forte baisse entre juin 2011 et juillet 2011 : X (−1 200 €, de 2 000 € à 800 €), … »"""
    name, rises = asked.measure.name, asked.query.order == "rise"
    earlier, later = asked.periods
    moved = [line for line in asked.lines if (line[f"{name}_difference"] or 0) * (1 if rises else -1) > 0]
    dimension = asked.dimensions[0]
    way = "hausse" if rises else "baisse"
    if not moved:
        who = f"{'Aucune' if dimension.feminine else 'Aucun'} {dimension.label}"
        text = f"{who} n'est en {way} {in_period(earlier)} puis {in_period(later)}{asked.about}."
        return [Sentence(text=text, evidence=["e1"])]
    parts = []
    for line in moved[: min(_NAMED, asked.query.limit or _NAMED)]:
        before, after = asked.sides(line, name)
        moved_by = _signed(asked.value(line[f"{name}_difference"], name), line[f"{name}_difference"])
        parts.append(
            f"{asked.member(line)} ({moved_by}, {asked.value(before, name)} puis {asked.value(after, name)})"
        )
    text = (
        f"{'La' if len(parts) == 1 else 'Les'} plus forte{'' if len(parts) == 1 else 's'} {way}{'' if len(parts) == 1 else 's'} "
        f"par {dimension.label}, {in_period(earlier)} puis {in_period(later)}{asked.about} : {', '.join(parts)}."
    )
    return [Sentence(text=text.replace(" :", "\u00a0:"), evidence=["e1"])]


def _movers(asked: Asked, lines: list[dict[str, Any]], said: list[str]) -> list[Sentence]:
    """The strongest fall and the strongest rise, in amount, among the lines shown, when not told yet."""
    name = f"{asked.measure.name}_difference"
    known = [line for line in lines if line.get(name)]
    told = []
    for best, word in ((min, "La plus forte baisse"), (max, "La plus forte hausse")):
        if len(known) < 4:
            continue
        line = best(known, key=lambda one: one[name])
        falls = word.endswith("baisse")
        if (line[name] < 0) != falls or (not falls and asked.member(line) in said):
            continue
        among = (
            ""
            if asked.main.total_rows == len(lines)
            else f" parmi les {format_number(len(lines))} lignes affichées"
        )
        text = f"{word}{among} : {asked.member(line)} ({_signed(asked.value(line[name], name), line[name])})."
        told.append(Sentence(text=text, evidence=["e1"]))
    return told


def _ranking(asked: Asked) -> list[Sentence]:
    name = asked.measure.name
    lines = [line for line in asked.lines if line[name] is not None]
    shown = lines[:_NAMED]
    if len(asked.lines) == 1 and _named_alone(asked):
        return _values(asked)
    parts = []
    for line in shown:
        extra = [asked.value(line[other], other) for other in asked.query.measures[1:]]
        if (share := line.get(f"{name}_share")) is not None:
            extra.append(f"{asked.value(share, f'{name}_share')} du total")
        details = ", ".join([asked.value(line[name], name), *extra])
        parts.append(f"{asked.member(line)} ({details})")
    moment = f" {when(asked.query)}" if when(asked.query) else ""
    text = f"{_heading(asked, len(shown))}{moment}{asked.about} : {', '.join(parts)}."
    told = [Sentence(text=text, evidence=["e1"])]
    return told + (_total(asked) if asked.measure.additive and len(lines) > 1 else [])


def _named_alone(asked: Asked) -> bool:
    """Whether the only line is the only member asked for: « le premier pays : Espagne » would rank nothing."""
    asked_for = {part.dimension for part in asked.query.filters if not part.exclude and len(part.values) == 1}
    return bool(asked.dimensions) and all(dimension.name in asked_for for dimension in asked.dimensions)


def _heading(asked: Asked, shown: int) -> str:
    """« Les premiers pays par chiffre d'affaires », « Le premier client par … »."""
    dimension, measure = asked.dimensions[0], asked.measure
    feminine = dimension.feminine
    if asked.query.order == "asc":
        one, many = ("La dernière", "dernières") if feminine else ("Le dernier", "derniers")
    else:
        one, many = ("La première", "premières") if feminine else ("Le premier", "premiers")
    what = f"par {measure.label}"
    if len(asked.dimensions) > 1:
        rank = "dernières" if asked.query.order == "asc" else "premières"
        return f"Les {rank} lignes par {' et '.join(d.label for d in asked.dimensions)}, {what}"
    if dimension.grain:
        return f"Par {dimension.label}, {measure.phrase}{_extreme_of(asked, shown)}"
    if shown == 1:
        return f"{one} {dimension.label} {what}"
    return f"Les {many} {dimension.plural} {what}"


def _extreme_of(asked: Asked, shown: int) -> str:
    """« le plus élevé » after the measure, when one period was asked for; the order of the list otherwise."""
    ascending, feminine = asked.query.order == "asc", asked.measure.feminine
    if asked.query.limit == 1:
        strong = "élevée" if feminine else "élevé"
        return f" {'la' if feminine else 'le'} plus {'faible' if ascending else strong}"
    if shown == 1 or asked.query.order == "natural":
        return ""
    return ", du plus faible au plus fort" if ascending else ", du plus fort au plus faible"


def _trend(asked: Asked) -> list[Sentence]:
    """First, last, highest and lowest of a calendar."""
    measure, dimension = asked.measure, asked.calendar
    assert dimension
    name = measure.name
    known = [line for line in asked.lines if line[name] is not None and asked.covers(line[dimension.name])]
    if len(known) < 2:
        return _ranking(asked)
    first, last = known[0], known[-1]
    told = [
        Sentence(
            text=f"{capital(measure.phrase)}{asked.about} passe de {asked.amount(first[name], name)} "
            f"({asked.member(first)}) à {asked.amount(last[name], name)} ({asked.member(last)}).",
            evidence=["e1"],
        )
    ]
    if len(known) > 2:
        high = max(known, key=lambda line: line[name])
        low = min(known, key=lambda line: line[name])
        told.append(_extremes(asked, high, low))
    return told + _total(asked)


def _extremes(asked: Asked, high: dict[str, Any], low: dict[str, Any]) -> Sentence:
    """« Le mois le plus fort est décembre 2010 (…), le plus faible avril 2011 (…). »"""
    dimension, name = asked.dimensions[0], asked.measure.name
    article = "La" if dimension.feminine else "Le"
    opening = f"L'{dimension.label}" if dimension.label[0] in "aeéh" else f"{article} {dimension.label}"
    text = (
        f"{opening} {article.lower()} plus {'forte' if dimension.feminine else 'fort'} est "
        f"{_the(asked, high)} ({asked.value(high[name], name)}), {article.lower()} plus faible "
        f"{_the(asked, low)} ({asked.value(low[name], name)})."
    )
    return Sentence(text=text, evidence=["e1"])


def _cycle(asked: Asked) -> list[Sentence]:
    """Weekdays or hours: the strongest and the weakest."""
    name = asked.measure.name
    known = [line for line in asked.lines if line[name] is not None]
    if len(known) < 2:
        return _ranking(asked)
    high = max(known, key=lambda line: line[name])
    low = min(known, key=lambda line: line[name])
    return [_extremes(asked, high, low), *_total(asked)]


def _total(asked: Asked) -> list[Sentence]:
    """The measure over all the lines, those without a member included."""
    total, name = asked.total, asked.measure.name
    if not total or total.get(name) is None:
        return []
    text = f"{_start(asked)}{asked.measure.phrase}{asked.about} est de {asked.amount(total[name], name)}"
    end = " au total." if asked.measure.additive else "."
    return [Sentence(text=capital(text) + end, evidence=["e2"])]


def _the(asked: Asked, line: dict[str, Any]) -> str:
    dimension = asked.dimensions[0]
    name = member_name(dimension, line[dimension.name])
    article = {"day": "le ", "week": "la ", "quarter": "le ", "weekday": "le "}
    return article.get(dimension.grain, "") + name


def _trends(asked: Asked) -> list[Sentence]:
    """For the first members, from their first to their last period."""
    calendar = asked.calendar
    assert calendar
    others = [dimension for dimension in asked.dimensions if dimension is not calendar]
    name = asked.measure.name
    by_member: dict[str, list[dict[str, Any]]] = {}
    for line in asked.lines:
        member = ", ".join(member_name(dimension, line[dimension.name]) for dimension in others)
        by_member.setdefault(member, []).append(line)
    ranked = sorted(by_member, key=lambda member: -sum(float(line[name] or 0) for line in by_member[member]))
    told = []
    for member in ranked[:_NOTABLE]:
        known = sorted(
            (one for one in by_member[member] if one[name] is not None and asked.covers(one[calendar.name])),
            key=lambda one: one[calendar.name],
        )
        if len(known) < 2:
            continue
        first, last = known[0], known[-1]
        text = (
            f"{member} : {asked.measure.phrase} passe de {asked.amount(first[name], name)} "
            f"({member_name(calendar, first[calendar.name])}) à {asked.amount(last[name], name)} "
            f"({member_name(calendar, last[calendar.name])})."
        )
        told.append(Sentence(text=text, evidence=["e1"]))
    return told or _ranking(asked)


def _silent(asked: Asked) -> list[Sentence]:
    """« 91 clients n'ont pas commandé depuis au moins 60 jours au 01/09/2011, alors qu'ils commandaient … »"""
    inactive, dimension = asked.query.inactive, asked.dimensions[0]
    assert inactive
    assert asked.query.today
    total, one = asked.main.total_rows, asked.main.total_rows == 1
    subject = f"{format_number(total)} {dimension.label if one else dimension.plural}{asked.about}"
    people = dimension.name == "customer"
    done = (
        ("n'a pas commandé" if one else "n'ont pas commandé")
        if people
        else ("n'a pas été vendu" if one else "n'ont pas été vendus")
    )
    if not total:
        subject = f"Aucun{'e' if dimension.feminine else ''} {dimension.label}{asked.about}"
        done, one = ("n'a cessé de commander" if people else "n'a cessé de se vendre"), True
    text = f"{subject} {done} depuis au moins {inactive.days} jours au {format_date(asked.query.today)}"
    habit = {"monthly": "mois", "weekly": "semaines"}.get(inactive.rhythm)
    if habit:
        every = "tous les mois" if habit == "mois" else "toutes les semaines"
        usual = (
            ("commandait" if one else "commandaient") if people else ("se vendait" if one else "se vendaient")
        )
        pronoun = "qu'il" if one else "qu'ils"
        text += f", alors {pronoun} {usual} régulièrement {every}"
    told = [Sentence(text=f"{text}.", evidence=["e1"])]
    if not total:
        return told
    shown, last = asked.lines[:_NAMED], "commande" if people else "vente"
    parts = [
        f"{asked.member(line)} ({asked.value(line['revenue'], 'revenue')}, dernière {last} le "
        f"{format_date(line['last_order'])})"
        for line in shown
    ]
    if len(shown) > 1:
        rank = "Les plus importants" if asked.query.order != "asc" else "Les moins importants"
        told.append(
            Sentence(text=f"{rank} par chiffre d'affaires passé : {', '.join(parts)}.", evidence=["e1"])
        )
    else:
        kind = f"{'de la' if dimension.feminine else 'du'} {dimension.label}"
        text = f"Il s'agit {kind} {parts[0].removeprefix('client ')}."
        told.append(Sentence(text=text, evidence=["e1"]))
    return told
