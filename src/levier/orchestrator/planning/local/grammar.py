"""The axes of a kind of table in a question: « par fournisseur », « quelles machines », « top 5 des clients », « mois par mois »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from levier.core.french.text import flatten
from levier.orchestrator.planning.local import words
from levier.tables.measures.model import Dimension, Model

_ARTICLE = r"(?:(?:l'|la |le |les |nos |notre |chaque |the |our )?)"
_COUNT = r"(?P<count>\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|cinquante|cent|three|five|ten)"
_RANK = (
    r"(?:premiere?s?|meilleure?s?|plus (?:gros|grosses?|grands?|importante?s?|bonn?e?s?|mauvaise?s?)|moins bonn?e?s?|pires?|"
    r"principaux|principales?|best|top|worst|main|largest)"
)
_BY = r"(?:et |, ?|puis )?(?:par|by|per|selon|pour chaque|de chaque|chaque|each|dans chaque|chez chaque)"


@dataclass(frozen=True)
class Axes:
    """The axes asked, in order; ``limit``: how many lines; ``asked``: the question itself is « which ones »."""

    names: tuple[str, ...]
    limit: int | None
    asked: bool


class Grammar:
    """The patterns of one kind's axes."""

    def __init__(self, model: Model) -> None:
        nouns = [(one.name, _forms(one)) for one in model.dimensions.values() if one.spoken]
        nouns.sort(key=lambda item: -max(map(len, item[1])))
        self.names = [name for name, _ in nouns]
        listed = "|".join(rf"(?P<n{place}>{'|'.join(forms)})" for place, (_, forms) in enumerate(nouns))
        noun = rf"(?:{listed})(?![a-z])"
        self.noun = re.compile(rf"(?<![a-z]){noun}")
        self.grouped = re.compile(rf"(?<![a-z]){_BY} {_ARTICLE}{noun}")
        self.joined = re.compile(rf"^ ?(?:et|and|,|puis)(?: par| by)? {_ARTICLE}{noun}")
        self.asked = re.compile(
            rf"(?<![a-z])(?:(?:de |dans |chez |pour |a |en )?(?:quels?|quelles?|which|what)(?: (?:est|sont|etaient|ont ete|are|is))?"
            rf"(?: (?:le|la|les|nos|notre|the|our))?(?: {_COUNT})?(?: {_RANK})? {noun})"
        )
        self.ranked = re.compile(
            rf"(?<![a-z])(?:top ?(?P<top>\d+)|(?:les |nos |le |la |l'|notre |the |our )?{_COUNT}?[ ]?{_RANK})(?: des| de| d'| nos| of| our)*"
            rf"[ ']?(?:nos |our |les )?{noun}"
        )
        self.counted = re.compile(rf"(?<![a-z])(?:les |nos |the |our ){_COUNT} {noun}")
        self.opening = re.compile(
            rf"^(?:liste[rz]? |list )?(?:des |de |les |nos |l'ensemble des |tous les |toutes les )*{noun}"
        )
        self.ours = re.compile(
            rf"(?<![a-z])(?:de |d'|of )(?:nos|our|chacune? de nos|tous nos|toutes nos) {noun}"
        )

    def axes(self, flat: str) -> Axes:
        """What the question asks to be split by."""
        names = list(self._grouped(flat))
        limit: int | None = None
        asked = False
        for pattern in (self.ranked, self.counted, self.asked):
            match = pattern.search(flat)
            if match:
                names.append(self._name(match))
                asked = asked or pattern is self.asked
                groups = match.groupdict()
                limit = limit or words_count(groups.get("top") or groups.get("count"))
        for name, adverb in words.ADVERBS:
            if name in self.names and re.search(rf"(?<![a-z])(?:{adverb})(?![a-z])", flat):
                names.append(name)
        unique = tuple(dict.fromkeys(names))
        if "weekday" in unique:
            unique = tuple(name for name in unique if name not in ("day", "week"))
        if limit is None and (top := re.search(r"(?<![a-z])top ?(\d+)", flat)):
            limit = int(top[1])
        return Axes(unique[:3], limit, asked)

    def axis_spans(self, flat: str) -> list[tuple[int, int]]:
        """Where the nouns that ask for a split stand."""
        patterns = (self.grouped, self.ranked, self.counted, self.asked, self.ours)
        return [match.span() for pattern in patterns for match in pattern.finditer(flat)]

    def _grouped(self, flat: str) -> Iterator[str]:
        for match in self.grouped.finditer(flat):
            yield self._name(match)
            rest = match.end()
            while joined := self.joined.match(flat[rest:]):
                yield self._name(joined)
                rest += joined.end()

    def _name(self, match: "re.Match[str]") -> str:
        return next(name for place, name in enumerate(self.names) if match.groupdict().get(f"n{place}"))

    def first(self, flat: str) -> str:
        """The axis whose noun opens the question (« articles en rupture »), or nothing."""
        match = self.opening.match(flat)
        return self._name(match) if match else ""

    def of_ours(self, flat: str) -> str:
        """The axis of « de nos fournisseurs », or nothing."""
        match = self.ours.search(flat)
        return self._name(match) if match else ""


def words_count(said: str | None) -> int | None:
    """« 5 » or « cinq » as a number."""
    from levier.core.french.numbers import parse_number  # noqa: PLC0415

    if not said:
        return None
    return 1 if said in ("un", "une") else int(parse_number(said))


@lru_cache(maxsize=64)
def _cached(key: tuple[str, tuple[str, ...]], holder: "_Holder") -> Grammar:
    return Grammar(holder.model)


@dataclass(frozen=True, eq=False)
class _Holder:
    model: Model

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)


def grammar_of(model: Model) -> Grammar:
    """The grammar of a kind, built once."""
    return _cached((model.kind, tuple(model.dimensions)), _Holder(model))


def _forms(dimension: Dimension) -> list[str]:
    found = []
    for word in (dimension.label, dimension.plural, *dimension.synonyms, *_ENGLISH.get(dimension.name, ())):
        flat = re.escape(flatten(word)).replace(r"\ ", " ")
        found += [flat] if flat.endswith(("s", "x")) else [flat + "s?", flat]
    # « pays » and « mois » have no other form; the longest comes first so that « jour de la semaine » is not a day.
    return sorted(dict.fromkeys(found), key=lambda form: -len(form))


_ENGLISH = {
    "supplier": ("supplier", "vendor"), "customer": ("customer", "client"), "product": ("product", "item"),
    "category": ("category", "categories"), "country": ("country", "countries"), "city": ("city", "cities"),
    "machine": ("machine",), "campaign": ("campaign",), "channel": ("channel",), "month": ("month",), "week": ("week",),
    "year": ("year",), "quarter": ("quarter",), "day": ("day",), "person": ("technician", "driver"), "region": ("region",),
    "invoice": ("invoice",), "page": ("page",), "device": ("device",), "account": ("account",), "vehicle": ("vehicle",),
}  # fmt: skip
