"""Numbers of a claim against tables and computed results: found as they are, bound to the right line, or recomputed.

Only sums, differences, ratios and growths of values the claim itself names (or of a table of a few lines) may be
recomputed: with a whole table of candidates, almost any number is the difference of two others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from levier.core.french.text import flatten
from levier.validation.moments import Moment
from levier.validation.quantities import Quantity
from levier.validation.structured import Cell, Line, Structured

_FEW = 6
_SMALL_UNITS = {"", "days"}
_TOP = re.compile(
    r"\b(?:en tete|le meilleur|la meilleure|le plus gros|la plus grosse|le plus eleve|la plus elevee|le plus important|la plus importante|le plus vendu)\b"
)
_LAST = re.compile(
    r"\b(?:le plus faible|la plus faible|le plus bas|la plus basse|le moins vendu|la moins vendue)\b"
)


@dataclass(frozen=True)
class Mention:
    """A label of some lines, as the claim names it. ``lines`` are their places in the list of all lines."""

    start: int
    end: int
    label: str
    lines: frozenset[int]


def mentions(text: str, lines: Sequence[Line]) -> list[Mention]:
    """Where the claim names lines, longest label first, in the order of the text."""
    flat = flatten(text)
    known: dict[str, set[int]] = {}
    for place, line in enumerate(lines):
        for label in line.labels:
            key = flatten(label).strip()
            if len(key) >= 2:
                known.setdefault(key, set()).add(place)
    found: list[Mention] = []
    for key in sorted(known, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", flat):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Mention(match.start(), match.end(), key, frozenset(known[key])))
    return sorted(found, key=lambda mention: mention.start)


def dated_mentions(said: Sequence[Moment], lines: Sequence[Line]) -> list[Mention]:
    """Lines named by their day or month: « en avril 2011 » for the line of 2011-04-01."""
    found = []
    for moment in said:
        period = moment.period
        places = frozenset(
            i for i, line in enumerate(lines) if any(period.start <= day <= period.end for day in line.days)
        )
        if places and len(places) < len(lines):
            found.append(Mention(moment.start, moment.end, moment.raw, places))
    return found


def check(
    text: str, asked: Sequence[Quantity], sources: Sequence[Structured], said: Sequence[Moment] = ()
) -> tuple[list[Quantity], str]:
    """The quantities that no source gives, and the reason when names and numbers do not go together ("" if they do)."""
    lines = [line for source in sources for line in source.lines]
    named = sorted([*mentions(text, lines), *dated_mentions(said, lines)], key=lambda mention: mention.start)
    told = Decimal(len({mention.label for mention in named}))
    missing: list[Quantity] = []
    bound: list[tuple[Quantity, frozenset[int]]] = []
    held: list[Cell] = [
        cell for place in set().union(*(mention.lines for mention in named)) for cell in lines[place].cells
    ]
    for quantity in asked:
        places = frozenset(
            place for place, line in enumerate(lines) if any(writes(quantity, cell) for cell in line.cells)
        )
        if places and not (_counted(quantity, sources) or len(lines) == 1):
            bound.append((quantity, places))
        if places:
            held += [cell for place in places for cell in lines[place].cells if writes(quantity, cell)]
        elif not _counted(quantity, sources) and not (quantity.value == told and not quantity.strong):
            missing.append(quantity)
    missing = [
        quantity
        for quantity in missing
        if not (
            _change_told(text, quantity, asked)
            if _ends_a_change(text, quantity, asked)
            else _recomputed(quantity, held, sources)
        )
    ]
    if named and bound and not _goes_together(named, bound):
        unexplained = [quantity for quantity, _ in bound if not _recomputed(quantity, held, sources)]
        if unexplained:
            return missing, f"« {unexplained[0].raw.strip()} » n'est pas la valeur de ce qui est nommé"
    return missing, _rank_fault(flatten(text), named, lines)


def _pair(quantity: Quantity, asked: Sequence[Quantity]) -> list[Quantity]:
    """The two amounts of one unit told just before a quantity."""
    before = [other for other in asked if other.end <= quantity.start and other.unit != "%"][-2:]
    return before if len(before) == 2 and before[0].unit == before[1].unit else []


def _ends_a_change(text: str, quantity: Quantity, asked: Sequence[Quantity]) -> bool:
    """« 10 € … 12 €, soit 20 % de plus »: the percentage is that of the two amounts told, in their order."""
    pair = _pair(quantity, asked)
    if quantity.unit != "%" or not pair or not (quantity.way or quantity.signed):
        return False
    return bool(re.search(r"\bsoit\b", flatten(text[pair[1].end : quantity.start])))


def _change_told(text: str, quantity: Quantity, asked: Sequence[Quantity]) -> bool:
    first, last = _pair(quantity, asked)
    if re.search(
        r"\b(?:contre|au lieu de|face a|par rapport a|apres)\b", flatten(text[first.end : last.start])
    ):
        first, last = last, first
    if not first.value:
        return False
    return _signed(quantity, (last.value - first.value) / abs(first.value) * 100, True)


def writes(quantity: Quantity, cell: Cell) -> bool:
    """Whether the quantity may be the writing of this cell: unit, rounding, sign."""
    if (
        cell.unit
        and quantity.unit
        and cell.unit != quantity.unit
        and (quantity.strong or cell.unit in {"€", "%"})
    ):
        return False
    return any(_signed(quantity, value, cell.growth) for value in cell.values())


def _signed(quantity: Quantity, value: Decimal, growth: bool) -> bool:
    if quantity.is_written(value):
        return not (growth and value > 0 and quantity.way == "fall" and not quantity.signed)
    falls = value < 0 and quantity.value > 0 and quantity.way == "fall" and not quantity.signed
    return falls and quantity.is_written(-value)


def _counted(quantity: Quantity, sources: Iterable[Structured]) -> bool:
    """« les 5 meilleures », « depuis 60 jours »: numbers of the question or of how many lines there are."""
    if quantity.unit in {"€", "£", "$", "%", "point"}:
        return False
    return any(
        quantity.value == value and (not quantity.strong or quantity.unit == unit)
        for source in sources
        for value, unit in source.counts
    )


def _recomputed(quantity: Quantity, held: list[Cell], sources: Sequence[Structured]) -> bool:
    cells = _distinct(held)
    everything = [cell for source in sources for line in source.lines for cell in line.cells]
    if len(everything) <= _FEW:
        cells = _distinct([*cells, *everything])
    if any(_signed(quantity, value, True) for value in _made(quantity, cells[:_FEW])):
        return True
    return any(_of_whole_column(quantity, source, cells) for source in sources if source.complete)


def _made(quantity: Quantity, cells: Sequence[Cell]) -> Iterator[Decimal]:
    """Sums, differences, ratios and growths of two of the values, in the unit of the quantity."""
    for first, second in permutations(cells, 2):
        if first.unit != second.unit:
            if quantity.unit in {first.unit, ""} and second.value not in {0, 1} and quantity.unit != "%":
                yield first.value / second.value  # an average: an amount over a number of orders
            continue
        if quantity.unit == "%" and first.unit != "%" and second.value:
            yield (first.value - second.value) / abs(second.value) * 100
            if not quantity.way and abs(first.value) <= abs(second.value):
                yield first.value / second.value * 100
        elif quantity.unit == "point" and first.unit == "%":
            yield first.values()[0] - second.values()[0]
        elif quantity.unit == "fois" and second.value:
            yield first.value / second.value
        elif quantity.unit == first.unit or (not quantity.strong and first.unit not in {"€", "%"}):
            yield first.value + second.value
            yield first.value - second.value


def _of_whole_column(quantity: Quantity, source: Structured, held: Sequence[Cell]) -> bool:
    """The total of a column that is shown whole, its mean, or a held value's share of it."""
    for column, cells in source.columns.items():
        total = sum((cell.value for cell in cells), Decimal(0))
        unit = cells[0].unit
        if unit == quantity.unit and (quantity.is_written(total) or quantity.is_written(total / len(cells))):
            return True
        if quantity.unit == "%" and unit != "%" and total and not quantity.way:
            shares = [cell.value / total * 100 for cell in held if cell.column == column]
            if any(quantity.is_written(share) for share in [*shares, sum(shares, Decimal(0))]):
                return True
    return False


def _distinct(cells: Iterable[Cell]) -> list[Cell]:
    return list(dict.fromkeys(cells))


def _goes_together(named: list[Mention], bound: list[tuple[Quantity, frozenset[int]]]) -> bool:
    """One reading at least puts every number beside its own name: name first, number first, or « respectivement »."""
    return (
        all(places & _before(named, quantity.start) for quantity, places in bound)
        or all(places & _after(named, quantity.end) for quantity, places in bound)
        or _respectively(named, bound)
    )


def _before(named: list[Mention], place: int) -> frozenset[int]:
    return _meet([mention for mention in named if mention.end <= place][::-1])


def _after(named: list[Mention], place: int) -> frozenset[int]:
    return _meet([mention for mention in named if mention.start >= place])


def _meet(nearest_first: list[Mention]) -> frozenset[int]:
    """Lines of the nearest name, narrowed by the next ones as long as they meet (« MUG en France »)."""
    lines: frozenset[int] = frozenset()
    for mention in nearest_first[:3]:
        lines = (lines & mention.lines) or lines or mention.lines
    return lines


def _respectively(named: list[Mention], bound: list[tuple[Quantity, frozenset[int]]]) -> bool:
    if len(bound) % len(named):
        return False
    numbers_after = named[-1].end <= bound[0][0].start
    numbers_before = bound[-1][0].end <= named[0].start
    if not (numbers_after or numbers_before):
        return False
    each = len(bound) // len(named)
    return all(places & named[index // each].lines for index, (_, places) in enumerate(bound))


def _rank_fault(flat: str, named: list[Mention], lines: Sequence[Line]) -> str:
    for pattern, best in ((_TOP, max), (_LAST, min)):
        said = pattern.search(flat)
        if said is None or len(named) != 1 or len(lines) < 2:
            continue
        if not any(_extreme(place, lines, best) for place in named[0].lines):
            return "le rang annoncé n'est pas celui des valeurs"
    return ""


def _extreme(place: int, lines: Sequence[Line], best: object) -> bool:
    choose = max if best is max else min
    for cell in lines[place].cells:
        column = [other.value for line in lines for other in line.cells if other.column == cell.column]
        if len(column) > 1 and cell.value == choose(column):
            return True
    return not lines[place].cells
