"""Which kind of table a file is, and which of its columns fills which field — with a confidence and its reason."""

from dataclasses import dataclass, replace

from levier.core.errors import BadInput
from levier.tables.importing.choices import ColumnMatch, LeftColumn, Likeliest, Mapping
from levier.tables.importing.judging import BY_VALUES, judged
from levier.tables.importing.matching.assigning import best_assignment
from levier.tables.importing.matching.columns import candidates, chances_of
from levier.tables.importing.matching.confidence import Rivals, confidence
from levier.tables.importing.matching.guessing import NO_KIND, KindScore, kind_scores, log_odds
from levier.tables.importing.matching.looks import looks_of
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.matching.met import Met, met
from levier.tables.importing.matching.pairs import WORTH_ASKING, Evidence, Pair, pairs_of
from levier.tables.importing.matching.sorts import sort_of
from levier.tables.importing.raw import RawTable
from levier.tables.kinds import KINDS, Kind, kind_named

__all__ = ["ColumnMatch", "LeftColumn", "Likeliest", "Mapping", "likeliest", "propose"]

_CLEAR_KIND = 0.6
"""From this chance on, the columns that a guessed kind requires are looked for among the values too, to be checked."""
_REQUIRED = 3.0
"""How far the log-odds of a required field are raised when nothing else fills it."""
_LEAST = -0.4
"""The log-odds from which on a column is taken for a field rather than left aside."""
_CLEAR = 4
"""One clear match is worth more than two doubtful ones."""


def propose(
    raw: RawTable,
    where: str,
    kind: str | None = None,
    given: dict[str, str] | None = None,
    memory: Memory = Memory(),
) -> Mapping:
    """The best reading of the file.

    ``given`` (field → column) overrides what is guessed; an empty column leaves the field empty, and the column that
    would have filled it is ignored. ``memory``: what the company knows. Raises BadInput when no kind fits or required
    columns are missing.
    """
    found = likeliest(raw, where, kind, given or {}, memory)
    return judged(found, given or {}, met(), told=kind is not None)


def likeliest(
    raw: RawTable,
    where: str,
    kind: str | None,
    given: dict[str, str],
    memory: Memory = Memory(),
    known: Met | None = None,
) -> Likeliest:
    """The kind that explains the table best, and its columns. Raises BadInput as ``propose``."""
    found = weighed(raw, where, kind, given, memory, known)
    ranked = sorted(found.read, key=lambda name: (-_worth(found.scores[name], told=kind is not None), name))
    lacking: list[Mapping] = []
    for name in ranked:
        if not kind and found.scores[name].chance <= found.scores[NO_KIND].chance:
            break
        clear = kind is not None or found.scores[name].chance >= _CLEAR_KIND
        reading, pairs = _closer(raw, KINDS[name], found, given, where, clear=clear)
        if not reading.missing:
            others = tuple(other for other in ranked if other != name)[:3]
            score = _worth(found.scores[name], told=kind is not None)
            best = replace(reading, score=score, others=others)
            return Likeliest(best, pairs, found.evidence.looks, found.scores)
        lacking.append(reading)
    raise _unread(raw, where, kind, lacking)


def _closer(
    raw: RawTable, kind: Kind, found: "Weighed", given: dict[str, str], where: str, *, clear: bool
) -> tuple[Mapping, dict[tuple[str, str], Pair]]:
    """The table read as this kind, the chance of each pair weighed; ``clear``: what is required is looked for among the values too."""
    pairs = candidates(kind, found.evidence, found.pairs[kind.name])
    chances = chances_of(kind, found.evidence, pairs)
    reading = _reading(raw, kind, found.evidence, pairs, given, where, asked=False, chances=chances)
    if reading.missing and clear:
        filled = {match.field for match in reading.matches}
        wanted = {name for group in kind.requires if not filled.intersection(group) for name in group}
        reading = _reading(
            raw,
            kind,
            found.evidence,
            pairs,
            given,
            where,
            asked=True,
            chances=chances,
            wanted=frozenset(wanted),
        )
    return (found.read[kind.name], pairs) if reading.missing else (reading, pairs)


@dataclass(frozen=True)
class Weighed:
    """A table against every kind it may be of: ``pairs``, ``read`` (its reading as that kind) and ``scores`` by kind."""

    evidence: Evidence
    pairs: dict[str, dict[tuple[str, str], Pair]]
    read: dict[str, Mapping]
    scores: dict[str, KindScore]


def weighed(
    raw: RawTable,
    where: str,
    kind: str | None,
    given: dict[str, str],
    memory: Memory = Memory(),
    known: Met | None = None,
) -> Weighed:
    """``known``: what headers turned out to hold, that which Levier ships with when not given."""
    looks, numbers = looks_of(raw)
    evidence = Evidence(looks, numbers, memory, met() if known is None else known)
    kinds = [kind_named(kind)] if kind else [each for each in KINDS.values() if each.guessed]
    pairs = {each.name: pairs_of(each, evidence) for each in kinds}
    read = {
        each.name: _reading(raw, each, evidence, pairs[each.name], given, where, asked=kind is not None)
        for each in kinds
    }
    found_by = {
        name: {match.column: (match.field, match.confidence) for match in reading.matches}
        for name, reading in read.items()
    }
    lacking = {name for name, reading in read.items() if reading.missing}
    return Weighed(evidence, pairs, read, kind_scores(KINDS, found_by, looks, lacking))


def _worth(score: KindScore, *, told: bool) -> float:
    """The chance of a kind that is guessed; of one that is told, how well the columns fill it."""
    return round(score.columns if told else score.chance, 4)


def _unread(raw: RawTable, where: str, kind: str | None, lacking: list[Mapping]) -> BadInput:
    """``lacking``: what the table looks like, but for columns that are missing."""
    found = ", ".join(
        f"« {name if len(name) <= 40 else f'{name[:39]}…'} »" for name in raw.frame.columns[:12]
    )
    mend = "Indiquez le type et la correspondance des colonnes"
    if lacking:
        label, missing = KINDS[lacking[0].kind].label, " et ".join(lacking[0].missing)
        known = "Levier ne reconnaît pas ce tableau comme" if kind else "Ce tableau ressemble au type"
        what = f"{known} « {label} » : il manque {missing}"
    elif sort := sort_of(raw.frame.columns):
        what = f"Ce tableau ressemble à {sort}, que Levier ne lit pas comme un de ses types de tableaux"
        mend += ", ou gardez-le comme document pour y chercher"
    else:
        what = "Levier ne reconnaît pas de quel type de tableau il s'agit"
    return BadInput(
        what,
        where=where,
        mend=f"Colonnes trouvées : {found}. {mend}.",
    )


def _reading(
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
