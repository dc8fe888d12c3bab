"""Two periods side by side: values, lines, what rose and fell."""

from typing import Any

from levier.capabilities.table_query.asked import Asked, capital
from levier.capabilities.table_query.telling.rankings import heading
from levier.core.french.dates import in_period
from levier.core.french.numbers import format_number
from levier.core.result import Sentence

NAMED = 3
_STEADY = 0.005


def compared_values(asked: Asked, line: dict[str, Any], proof: str) -> list[Sentence]:
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
        return f", soit {signed(asked.value(change, f'{name}_change'), change)}"
    if difference:
        return (
            f", soit un écart de {signed(asked.value(difference, name), difference)}"
            if _has_unit(asked, name)
            else ""
        )
    return ""


def _has_unit(asked: Asked, name: str) -> bool:
    return asked.main.units.get(name) != "%"


def signed(text: str, value: float) -> str:
    return f"+{text}" if value > 0 else text


def compared_lines(asked: Asked) -> list[Sentence]:
    told = compared_values(asked, asked.total, "e2") if asked.total else []
    name, lines = asked.measure.name, asked.lines
    earlier, later = asked.periods
    if asked.query.order in ("rise", "fall"):
        return _by_change(asked)
    if len(lines) == 1 and told:
        return told
    shown = lines[:NAMED]
    parts = []
    for line in shown:
        before, after = asked.sides(line, name)
        change = line.get(f"{name}_change")
        ratio = f", {signed(asked.value(change, f'{name}_change'), change)}" if change is not None else ""
        parts.append(
            f"{asked.member(line)} ({asked.value(before, name)} puis {asked.value(after, name)}{ratio})"
        )
    opening = heading(asked, len(shown))
    told.append(
        Sentence(
            text=f"{opening}, {in_period(earlier)} puis {in_period(later)} : {', '.join(parts)}.",
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
    for line in moved[: min(NAMED, asked.query.limit or NAMED)]:
        before, after = asked.sides(line, name)
        moved_by = signed(asked.value(line[f"{name}_difference"], name), line[f"{name}_difference"])
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
        text = f"{word}{among} : {asked.member(line)} ({signed(asked.value(line[name], name), line[name])})."
        told.append(Sentence(text=text, evidence=["e1"]))
    return told
