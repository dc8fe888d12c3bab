"""Who comes first: a ranking, or the only member asked for."""

from collections.abc import Sequence
from typing import Any

from levier.capabilities.table_query.asked import Asked, called, capital
from levier.capabilities.table_query.telling.values import total, values
from levier.core.french.numbers import format_number
from levier.core.result import Sentence

NAMED = 3


def ranking(asked: Asked) -> list[Sentence]:
    name = asked.measure.name
    lines = [line for line in asked.lines if line[name] is not None]
    shown = lines[:NAMED]
    if asked.query.each:
        return _of_each(asked, lines)
    if len(asked.lines) == 1 and _named_alone(asked):
        return values(asked)
    parts = []
    for line in shown:
        extra = [asked.value(line[other], other) for other in asked.query.measures[1:]]
        if (share := line.get(f"{name}_share")) is not None:
            extra.append(f"{asked.value(share, f'{name}_share')} du total")
        details = ", ".join([asked.value(line[name], name), *extra])
        parts.append(f"{asked.member(line)} ({details})")
    moment = f" {asked.moment}" if asked.moment else ""
    if _lists_members(asked, lines):
        return [_concerned(asked, lines, moment)]
    text = f"{heading(asked, len(shown))}{moment}{asked.about} : {', '.join(parts)}."
    told = [Sentence(text=text, evidence=["e1"]), *_how_many(asked)]
    return told + (total(asked) if asked.measure.additive and len(lines) > 1 else [])


def _of_each(asked: Asked, lines: Sequence[dict[str, Any]]) -> list[Sentence]:
    """« France : Savon (1 200 €), Crème (800 €) … » for the first members; the table holds the others."""
    name = asked.measure.name
    group = asked.model.dimension(asked.query.each)
    other = next(dimension for dimension in asked.dimensions if dimension is not group)
    by_member: dict[Any, list[dict[str, Any]]] = {}
    for line in lines:
        by_member.setdefault(line[group.name], []).append(line)
    told = []
    for member, mine in list(by_member.items())[:NAMED]:
        parts = [
            f"{called(other, line[other.name])} ({asked.value(line[name], name)})" for line in mine[:NAMED]
        ]
        more = " …" if len(mine) > NAMED else "."
        text = f"{called(group, member)}, {other.plural} par {asked.measure.label} : {', '.join(parts)}{more}"
        told.append(Sentence(text=capital(text), evidence=["e1"]))
    return told


def _lists_members(asked: Asked, lines: Sequence[dict[str, Any]]) -> bool:
    """« quels articles sont en rupture »: one each, there is nothing to rank."""
    alone = len(asked.dimensions) == 1 and asked.measure.listed == asked.dimensions[0].name
    counts = asked.measure.sql.startswith("COUNT")
    return (
        alone
        and bool(lines)
        and ((counts and all(line[asked.measure.name] == 1 for line in lines)) or len(lines) == 1)
    )


def _concerned(asked: Asked, lines: Sequence[dict[str, Any]], moment: str) -> Sentence:
    """« 12 articles sont concernés au 31 octobre 2026 : A, B, C … »"""
    dimension, name, total = asked.dimensions[0], asked.measure.name, asked.main.total_rows
    feminine = "e" if dimension.feminine else ""
    if total == 1:
        amount = "" if asked.measure.sql.startswith("COUNT") else f" ({asked.value(lines[0][name], name)})"
        text = f"Un{feminine} seul{feminine} {dimension.label} est concerné{feminine}{moment}{asked.about} : {asked.member(lines[0])}{amount}."
        return Sentence(text=text, evidence=["e1"])
    shown = ", ".join(asked.member(line) for line in lines[: 2 * NAMED])
    more = " …" if total > 2 * NAMED else "."
    text = f"{format_number(total)} {dimension.plural} sont concerné{feminine}s{moment}{asked.about} : {shown}{more}"
    return Sentence(text=text, evidence=["e1"])


def _named_alone(asked: Asked) -> bool:
    """Whether the only line is the only member asked for: « le premier pays : Espagne » would rank nothing."""
    asked_for = {part.dimension for part in asked.query.filters if not part.exclude and len(part.values) == 1}
    return bool(asked.dimensions) and all(dimension.name in asked_for for dimension in asked.dimensions)


def heading(asked: Asked, shown: int) -> str:
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


def _how_many(asked: Asked) -> list[Sentence]:
    """« 36 factures sont concernées. » when the question was which ones."""
    dimension, count = asked.dimensions[0], asked.main.total_rows
    if (
        asked.measure.listed != dimension.name
        or count <= NAMED
        or asked.query.filters
        or len(asked.dimensions) > 1
    ):
        return []
    end = "concernées" if dimension.feminine else "concernés"
    return [Sentence(text=f"{format_number(count)} {dimension.plural} sont {end}.", evidence=["e1"])]
