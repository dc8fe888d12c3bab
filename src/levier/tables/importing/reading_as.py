"""A table read as one kind: its columns assigned to fields, then what the kind cannot do without."""

from levier.core.errors import BadInput
from levier.tables.importing.choices import ColumnMatch, Mapping
from levier.tables.importing.judging import BY_VALUES
from levier.tables.importing.matching.assigning import best_assignment
from levier.tables.importing.matching.confidence import Rivals, confidence
from levier.tables.importing.matching.guessing import log_odds
from levier.tables.importing.matching.pairs import WORTH_ASKING, Evidence, Pair
from levier.tables.importing.raw import RawTable
from levier.tables.kinds import Kind

_REQUIRED = 3.0
"""How far the log-odds of a required field are raised when nothing else fills it."""
_LEAST = -0.4
"""The log-odds from which on a column is taken for a field rather than left aside."""
_CLEAR = 4
"""One clear match is worth more than two doubtful ones."""


def reading_as(
    raw: RawTable,
    kind: Kind,
    evidence: Evidence,
    pairs: dict[tuple[str, str], Pair],
    given: dict[str, str],
    where: str,
    *,
    asked: bool,
    chances: dict[tuple[str, str], float] | None = None,
    wanted: frozenset[str] = frozenset(),
) -> Mapping:
    """``chances``: of each pair, where they are weighed; the scores of the pairs decide before that. ``wanted``: fields the kind
    cannot do without and that no column was likely to fill: the likeliest one is taken, to be checked."""
    said = _given(raw, kind, given, where if asked or not given else "")
    spoken = {match.column for match in said}
    held = {match.field for match in said}
    free = {pair: found for pair, found in pairs.items() if pair[0] not in spoken and pair[1] not in held}
    if chances is None:
        worth = {
            pair: (found.score - WORTH_ASKING) ** _CLEAR
            for pair, found in free.items()
            if found.score > WORTH_ASKING
        }
    else:
        odds = {pair: log_odds(chances[pair]) + (_REQUIRED if pair[1] in wanted else 0.0) for pair in free}
        worth = {pair: each - _LEAST for pair, each in odds.items() if each > _LEAST}
    assigned = best_assignment(worth)
    left_empty = {name for name, column in given.items() if not column}
    rivals = Rivals(pairs, assigned)
    matches = said + [
        ColumnMatch(
            column,
            name,
            round(
                confidence(pairs[column, name], rivals.of(column, name))
                if chances is None
                else chances[column, name],
                3,
            ),
            _reason(pairs[column, name]),
            kind.field(name).label,
        )
        for column, name in assigned.items()
        if name not in left_empty
    ]
    emptied = {column for column, name in assigned.items() if name in left_empty}
    matches += _main_day(kind, evidence, pairs, matches, left_empty, emptied)
    if asked:
        matches += _by_values(raw, kind, evidence, matches, left_empty, emptied)
    order = {name: place for place, name in enumerate(raw.frame.columns)}
    matches.sort(key=lambda match: order[match.column])
    fields = {match.field for match in matches}
    missing = tuple(
        " ou ".join(f"« {kind.field(name).label} »" for name in group)
        for group in kind.requires
        if not fields.intersection(group)
    )
    used = {match.column for match in matches}
    ignored = tuple(column for column in raw.frame.columns if column not in used)
    return Mapping(kind.name, tuple(matches), ignored, 0.0, missing)


def _main_day(
    kind: Kind,
    evidence: Evidence,
    pairs: dict[tuple[str, str], Pair],
    matches: list[ColumnMatch],
    left_empty: set[str],
    ignored: set[str],
) -> list[ColumnMatch]:
    """When no column is named as the date that places a line in time, the likeliest free column of dates, to be checked."""
    if not kind.day or kind.day in left_empty or any(match.field == kind.day for match in matches):
        return []
    used = {match.column for match in matches} | ignored
    free = [
        (pairs[column, kind.day].score if (column, kind.day) in pairs else 0.0, look.filled, column)
        for column, look in evidence.looks.items()
        if column not in used
        and look.dates >= 0.8
        and look.clocks < 0.5
        and not (look.numbers > 0.95 and look.text < 7.5)
    ]
    if not free:
        return _moved_day(kind, matches)
    best = max(free, key=lambda item: (item[0], item[1], item[2]))[2]
    return [
        ColumnMatch(best, kind.day, BY_VALUES, "colonne de dates, à vérifier", kind.field(kind.day).label)
    ]


def _moved_day(kind: Kind, matches: list[ColumnMatch]) -> list[ColumnMatch]:
    """The only dates fill another field (« Date de la pièce »): they place the line in time, for want of better."""
    required = {name for group in kind.requires for name in group}
    others = [
        m for m in matches if kind.field(m.field).is_date and m.field not in required and m.confidence < 1
    ]
    if kind.day not in required or not others:
        return []
    order = [each.name for each in kind.fields]
    moved = min(others, key=lambda match: (order.index(match.field), match.column))
    matches.remove(moved)
    label = kind.field(kind.day).label
    return [
        ColumnMatch(
            moved.column, kind.day, min(moved.confidence, 0.7), "seule date du tableau, à vérifier", label
        )
    ]


def _reason(pair: Pair) -> str:
    return ", ".join(dict.fromkeys(part for part in pair.why if part))


def _given(raw: RawTable, kind: Kind, given: dict[str, str], where: str) -> list[ColumnMatch]:
    matches = []
    for name, column in given.items():
        if not column:
            continue
        known = name in {found.name for found in kind.fields}
        if where and (not known or column not in raw.frame.columns):
            raise BadInput(
                f"La correspondance « {column} » → « {name} » est impossible",
                where=where,
                mend="Choisissez une colonne du fichier et un champ de ce type de tableau.",
            )
        if known and column in raw.frame.columns:
            matches.append(ColumnMatch(column, name, 1.0, "indiquée par vous", kind.field(name).label))
    return matches


def _by_values(
    raw: RawTable,
    kind: Kind,
    evidence: Evidence,
    matches: list[ColumnMatch],
    left_empty: set[str],
    ignored: set[str],
) -> list[ColumnMatch]:
    """For a kind the person named: required fields with no named column take the column whose values fit, if only one."""
    looks = evidence.looks
    taken_fields = {match.field for match in matches}
    used = {match.column for match in matches} | ignored
    free = [name for name in raw.frame.columns if name not in used]
    added: list[ColumnMatch] = []
    for group in kind.requires:
        if taken_fields.intersection(group) or left_empty.intersection(group):
            continue
        wanted = kind.field(group[0])
        if wanted.is_date:
            fits = [name for name in free if looks[name].dates > 0.8 and looks[name].numbers < 0.9]
        elif wanted.is_number:
            fits = [name for name in free if looks[name].numbers > 0.9 and looks[name].dates < 0.5]
            whole = [name for name in fits if looks[name].whole > 0.95]
            fits = whole or fits if wanted.name == "quantity" else [n for n in fits if n not in whole] or fits
        else:
            fits = [
                n
                for n in free
                if not looks[n].is_empty
                and (looks[n].numbers < 0.5 or (wanted.type == "code" and looks[n].long_numbers > 0.8))
                and looks[n].dates < 0.5
            ]
        if fits:
            added.append(
                ColumnMatch(
                    fits[0], wanted.name, BY_VALUES, "reconnue à ses valeurs, à vérifier", wanted.label
                )
            )
            taken_fields.add(wanted.name)
            free.remove(fits[0])
    return added
