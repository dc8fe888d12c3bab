"""Which kind of table a file is, and which of its columns fills which field — with a confidence and its reason."""

from dataclasses import dataclass, replace

from levier.core.errors import BadInput
from levier.tables.importing.choices import ColumnMatch, LeftColumn, Likeliest, Mapping
from levier.tables.importing.judging import judged
from levier.tables.importing.matching.columns import candidates, chances_of
from levier.tables.importing.matching.guessing import NO_KIND, KindScore, kind_scores
from levier.tables.importing.matching.looks import looks_of
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.matching.met import Met, met
from levier.tables.importing.matching.pairs import Evidence, Pair, pairs_of
from levier.tables.importing.matching.sorts import sort_of
from levier.tables.importing.raw import RawTable
from levier.tables.importing.reading_as import reading_as
from levier.tables.kinds import KINDS, Kind, kind_named

__all__ = ["ColumnMatch", "LeftColumn", "Likeliest", "Mapping", "likeliest", "propose"]

_CLEAR_KIND = 0.6
"""From this chance on, the columns that a guessed kind requires are looked for among the values too, to be checked."""


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
    reading = reading_as(raw, kind, found.evidence, pairs, given, where, asked=False, chances=chances)
    if reading.missing and clear:
        filled = {match.field for match in reading.matches}
        wanted = {name for group in kind.requires if not filled.intersection(group) for name in group}
        reading = reading_as(
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
        each.name: reading_as(raw, each, evidence, pairs[each.name], given, where, asked=kind is not None)
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
