"""Every column of a table against every field of a kind: a score (0–1) and its reasons."""

from dataclasses import dataclass, field, replace
from itertools import product

import polars as pl

from levier.tables.importing.matching.fitting import fit, proven
from levier.tables.importing.matching.looks import Look
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.naming import is_known, own_field, said_by
from levier.tables.importing.matching.sums import RULES, Rule, holds, lessened
from levier.tables.importing.matching.words import plain, without_prefixes
from levier.tables.kinds import Field, Kind

WORTH_ASKING = 0.46
"""Below this score a column is left aside: it is not even proposed."""
_IN_A_SUM = 0.35
_CANDIDATES = 4
_KEPT = 0.55
_OWN_NAME = 0.75
_BY_LIKENESS = 0.8
_ANOTHERS = 0.5
_MET = 0.93
"""What a name says that no list knows but that always filled the field in the tables met before."""
_BARE = frozenset({"id", "uid", "uuid", "identifiant", "identifier", "#"})
"""Codes of a line that do not say of what."""
_VAGUE = frozenset(
    {"total", "amount", "grand total", "date livraison", "delivery date", "livraison", "item price", "prix article",
     "type transaction", "type operation", "transaction type", "operation type", "nature operation", "nature", "type", "mode", "contact name", "ref commande fournisseur"}
)  # fmt: skip
"""Names that stand for several things: an amount of what, with or without tax; a delivery that was, or that is promised;
a transaction's means or its subject."""


@dataclass(frozen=True)
class Pair:
    """``name`` and ``values``: the two factors of ``score``. ``summed``: arithmetic confirms it; ``formed``: the form of the
    values or the company's own tables do; ``learned``: a person said so before; ``denied``: a person
    said it is not."""

    score: float
    name: float
    values: float
    why: tuple[str, ...]
    exact: bool = False
    summed: bool = False
    formed: bool = False
    learned: bool = False
    denied: bool = False
    empty: bool = False


_NOTHING = Pair(0.0, 0.0, 0.0, ())


@dataclass
class Evidence:
    """A table as it is looked at once for all kinds: the look of its columns, their numbers, what the company knows."""

    looks: dict[str, Look]
    numbers: dict[str, pl.Series]
    memory: Memory = field(default_factory=Memory)
    met: Met = field(default_factory=lambda: Met(()))
    shorter: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.shorter = without_prefixes(list(self.looks), is_known)

    def said_by(self, column: str, kind: Kind, each: Field) -> tuple[float, str]:
        """How well the name says the field, with and without the prefix that the program puts before its columns."""
        whole = said_by(column, kind.name, each.name)
        if whole[0] < _MET and (share := self.met.share(column, kind.name, each.name)):
            whole = max(whole, (_MET * share, "nom déjà rencontré"))
        if column not in self.shorter:
            return whole
        bare, why = said_by(self.shorter[column], kind.name, each.name)
        return max(whole, (0.96 * bare, why))


def pairs_of(kind: Kind, evidence: Evidence) -> dict[tuple[str, str], Pair]:
    """(column, field) → pair, for the pairs worth a thought."""
    found: dict[tuple[str, str], Pair] = {}
    for column, each in product(evidence.looks, kind.fields):
        pair = _pair(column, kind, each, evidence)
        if pair.score >= 0.2 or pair.denied:
            found[column, each.name] = pair
    _own_names_first(kind, found)
    _summed(kind, evidence, found)
    _twins(kind, evidence, found)
    return found


def _own_names_first(kind: Kind, found: dict[tuple[str, str], Pair]) -> None:
    """Where a column bears the very name of a field and fits it, another that is also known for it comes after: « Amount »
    beside « Presentment Amount »."""
    named = {
        (column, name) for (column, name), pair in found.items()
        if own_field(column, kind.name) == name and pair.score >= _OWN_NAME
    }  # fmt: skip
    held = {name for _, name in named}
    for (column, name), pair in list(found.items()):
        if name in held and (column, name) not in named:
            found[column, name] = replace(pair, score=_BY_LIKENESS * pair.score)


def _pair(column: str, kind: Kind, each: Field, evidence: Evidence) -> Pair:
    look = evidence.looks[column]
    name, named = evidence.said_by(column, kind, each)
    formed = proven(each, look)
    if name < 0.15 and not formed and not evidence.memory:
        return _NOTHING
    values, valued = fit(kind, each, look)
    if name > 0.99 and values < _KEPT and (each.is_date or each.is_number):
        # A name that is known keeps its field though most values are broken: each line then says what is wrong with it.
        values = _KEPT
    if own_field(column, kind.name) == each.name:
        values = max(values, _KEPT)
    if name < _OWN_NAME and not each.is_number and _known_otherwise(column, kind, each):
        name *= _BY_LIKENESS
    own = own_field(column, kind.name)
    if own and own != each.name and fit(kind, kind.field(own), look)[0] >= 0.8:
        name *= _ANOTHERS  # « Impressions » are the impressions, and nothing that impressions may stand for
    if formed and name < 0.7 and not _said_otherwise(column, kind, each):
        name, named = max(name, 0.66), "forme des valeurs"
    score, why = name * values * _fullness(look), (named, valued)
    if plain(column) in _VAGUE:
        score = min(score, 0.84)  # until a sum confirms it
    if each.type == "code" and plain(column) in _BARE:
        score = min(score, 0.8)
    known = evidence.memory.known_share(kind, each, look.values)
    if known >= 0.6 and name >= 0.2 and not each.is_number and not each.is_date:
        score, formed = max(score, 0.55 + 0.4 * max(name, 0.6)), True
        why = (named, "valeurs déjà connues de vos tableaux")
    if votes := evidence.memory.vote(kind, each, plain(column)):
        if votes > 0 and values > 0.5:
            return Pair(
                max(score, 0.93),
                name,
                values,
                ("repris de vos corrections", valued),
                name >= 0.93,
                formed=formed,
                learned=True,
            )
        if votes < 0:
            return Pair(0.0, name, values, why, denied=True)
    return Pair(min(score, 1.0), name, values, why, name >= 0.93, formed=formed, empty=look.is_empty)


def _fullness(look: Look) -> float:
    """Between two columns of a same name, the one that is filled and varies."""
    return (0.94 + 0.06 * look.filled) * (0.97 if len(set(look.values)) == 1 else 1.0) if look.values else 1.0


def _said_otherwise(column: str, kind: Kind, each: Field) -> bool:
    """The name clearly speaks of another field."""
    return any(said_by(column, kind.name, other.name)[0] > 0.9 for other in kind.fields if other is not each)


def _known_otherwise(column: str, kind: Kind, each: Field) -> bool:
    """The name is exactly that of another field: it fills this one by likeness only for want of it, and with doubt."""
    return any(
        said_by(column, kind.name, other.name)[1] == "nom connu" for other in kind.fields if other is not each
    )


def _summed(kind: Kind, evidence: Evidence, found: dict[tuple[str, str], Pair]) -> None:
    """Raise the pairs that a sum between columns confirms; the likeliest columns of each part are tried."""
    fields = {each.name for each in kind.fields}
    confirmed: set[str] = set()
    for rule in RULES:
        if not fields.issuperset(rule.fields) or (rule.form == "product" and "amount" in confirmed):
            continue
        parts = [_candidates(name, found) for name in rule.fields]
        best: tuple[float, tuple[str, ...]] | None = None
        tested = False
        for columns in product(*parts):
            if len(set(columns)) < len(columns):
                continue
            likely = sum(found[pair].score for pair in zip(columns, rule.fields, strict=True))
            tested = tested or (rule.form != "reduced" and likely > 0.9 * len(columns))
            if (best is None or likely > best[0]) and holds(rule, [evidence.numbers[c] for c in columns]):
                best = likely, columns
        if best:
            confirmed.update(rule.fields)
            _raise(found, rule, best[1])
        elif tested and rule.fields[-1] not in confirmed and rule.form == "product":
            _doubt(found, rule, parts, evidence)


def _twins(kind: Kind, evidence: Evidence, found: dict[tuple[str, str], Pair]) -> None:
    """Bar codes beside another code that goes with them one to one: either may be the code of the article, a person says which."""
    for (column, name), pair in list(found.items()):
        look = evidence.looks[column]
        if (
            kind.field(name).type != "code"
            or kind.field(name).holds == "ean"
            or look.forms.get("ean", 0) < 0.9
        ):
            continue
        if any(_one_to_one(look, other) for each, other in evidence.looks.items() if each != column):
            found[column, name] = replace(
                pair, score=min(pair.score, 0.84), why=(*pair.why, "ou l'autre code")
            )


def _one_to_one(mine: Look, other: Look) -> bool:
    """``other`` holds codes, and each goes with one value of ``mine`` only."""
    if other.codes < 0.8 or other.numbers > 0.5 or other.dates > 0.5 or len(mine.values) != len(other.values):
        return False
    both = set(zip(mine.values, other.values, strict=True))
    return 1 < len(both) == len(set(mine.values)) == len(set(other.values))


def _candidates(name: str, found: dict[tuple[str, str], Pair]) -> list[str]:
    fitting = [
        (pair.score, column)
        for (column, other), pair in found.items()
        if other == name and pair.score >= _IN_A_SUM
    ]
    return [column for _, column in sorted(fitting, reverse=True)[:_CANDIDATES]]


def _raise(found: dict[tuple[str, str], Pair], rule: Rule, columns: tuple[str, ...]) -> None:
    for pair in zip(columns, rule.fields, strict=True):
        before = found[pair]
        score = min(1.0, before.score + 0.5 * (1 - before.score))
        found[pair] = replace(before, score=score, why=(before.why[0], rule.said), summed=True)
        for other in [key for key in found if key[0] == pair[0] and key[1] not in rule.fields]:
            found[other] = replace(found[other], score=0.8 * found[other].score)


def _doubt(
    found: dict[tuple[str, str], Pair], rule: Rule, parts: list[list[str]], evidence: Evidence
) -> None:
    """The sum does not come out: what looks like its result is something else, unless a discount explains it."""
    if not (parts[0] and parts[1]):
        return
    for column in parts[2]:
        before = found[column, rule.fields[2]]
        if column in (parts[0][0], parts[1][0]):
            continue
        factors = [evidence.numbers[parts[0][0]], evidence.numbers[parts[1][0]], evidence.numbers[column]]
        if lessened(factors):
            continue
        why = f"mais {rule.said} ne tombe pas juste"
        found[column, rule.fields[2]] = replace(before, score=0.45 * before.score, why=(before.why[0], why))
