"""Addresses found in a table of located addresses (files of the Base Adresse Nationale, or the company's own).

The number is set apart, abbreviations are written out, the postcode or the town limits the search, and the names of streets are compared
by their words (RapidFuzz); a doubtful match is refused, never guessed. Without the number, the middle of the street is taken and said.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from levier.capabilities.route_planning.problem import Place
from levier.core.french.text import fold

_ENOUGH = 86.0
_CLEAR = 4.0
_NUMBER = re.compile(r"^\s*(\d{1,5})\s*(bis|ter|quater|[a-d])?(?![a-z0-9])[\s,]*", re.I)
_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "bvd": "boulevard", "r": "rue",
    "pl": "place", "rte": "route", "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse", "all": "allee", "sq": "square",
    "crs": "cours", "fg": "faubourg", "fbg": "faubourg", "res": "residence", "lot": "lotissement", "za": "zone artisanale",
    "zi": "zone industrielle", "zac": "zone d amenagement concerte", "st": "saint", "ste": "sainte", "dr": "docteur", "gal": "general",
    "mal": "marechal", "pdt": "president", "prof": "professeur", "q": "quai", "pass": "passage", "pas": "passage", "rpt": "rond point",
}  # fmt: skip


@dataclass(frozen=True)
class Located:
    """One line of the table of addresses."""

    number: str
    repetition: str
    street: str
    postcode: str
    city: str
    latitude: float
    longitude: float


@dataclass
class _Street:
    """One street of one town: its numbers and where they are."""

    numbers: dict[str, tuple[float, float]] = field(default_factory=dict)

    def middle(self) -> tuple[float, float]:
        points = sorted(self.numbers.values())
        return points[len(points) // 2]


@dataclass(frozen=True)
class Match:
    """What an address gave: a place, or why there is none (French)."""

    place: Place | None
    score: float = 0.0
    exact: bool = False
    why: str = ""


class Geocoder:
    """Looks addresses up; built once for a table."""

    def __init__(self, lines: Iterable[Located]) -> None:
        self._streets: dict[tuple[str, str, str], _Street] = {}
        self._by_postcode: dict[str, dict[str, tuple[str, str, str]]] = {}
        self._by_city: dict[str, dict[str, tuple[str, str, str]]] = {}
        self.size = 0
        for line in lines:
            key = (line.postcode, words(line.city), words(line.street))
            self._streets.setdefault(key, _Street()).numbers[_number(f"{line.number}{line.repetition}")] = (
                line.latitude,
                line.longitude,
            )
            self._by_postcode.setdefault(line.postcode, {})[f"{key[2]} {key[1]}"] = key
            self._by_city.setdefault(key[1], {})[key[2]] = key
            self.size += 1

    def find(self, address: str, postcode: str = "", city: str = "") -> Match:
        """Where an address is. ``postcode`` and ``city`` may also be inside ``address``."""
        text = address.strip()
        if not postcode and (found := list(_POSTCODE.finditer(text))):
            postcode = found[-1].group(1)
            city = city or text[found[-1].end() :].strip(" ,;-")
            text = text[: found[-1].start()].strip(" ,;-")
        elif postcode:
            text = re.sub(rf"\W*{re.escape(postcode)}.*$", "", text)
        if not city and not postcode and "," in text:
            text, _, city = text.rpartition(",")
        number, street = _split(text)
        town = words(city)
        streets = self._among(postcode.strip(), town)
        if not streets:
            place = f"{postcode} {city}".strip() or "cette adresse"
            return Match(None, why=f"aucune adresse de « {place} » dans votre tableau d'adresses")
        if not street:
            return Match(None, why="l'adresse n'a pas de rue")
        named = {key: key[2] for key in streets}
        best = process.extract(street, named, scorer=_alike, limit=2)
        if not best or best[0][1] < _ENOUGH:
            near = f" (la plus proche : « {best[0][0]} »)" if best else ""
            return Match(
                None, float(best[0][1]) if best else 0.0, why=f"la rue « {street} » n'y est pas{near}"
            )
        if (
            len(best) > 1
            and best[0][1] < 100
            and best[0][1] - best[1][1] < _CLEAR
            and best[0][0] != best[1][0]
        ):
            return Match(
                None, float(best[0][1]), why=f"« {best[0][0]} » et « {best[1][0]} » conviennent autant"
            )
        key = best[0][2]
        return self._point(key, number, float(best[0][1]))

    def _among(self, postcode: str, town: str) -> list[tuple[str, str, str]]:
        streets = list(self._by_postcode.get(postcode, {}).values())
        if streets and town:
            near = [key for key in streets if fuzz.token_set_ratio(key[1], town) >= _ENOUGH]
            return near or streets
        if streets or not town:
            return streets
        if town in self._by_city:
            return list(self._by_city[town].values())
        close = process.extractOne(town, list(self._by_city), scorer=fuzz.ratio, score_cutoff=90)
        return list(self._by_city[close[0]].values()) if close else []

    def _point(self, key: tuple[str, str, str], number: str, score: float) -> Match:
        street = self._streets[key]
        label = f"{key[2]}, {key[0]} {key[1]}".strip()
        if number in street.numbers:
            point, exact = street.numbers[number], bool(number)
        elif (bare := re.sub(r"\D", "", number)) and bare in street.numbers:
            point, exact = street.numbers[bare], True
        else:
            point, exact = street.middle(), False
        told = "adresse trouvée" if exact else "milieu de la rue (numéro absent)"
        return Match(Place(point[0], point[1], label, told), score, exact)


def words(text: str) -> str:
    """A street or a town as it is compared: no case, accent or sign, abbreviations written out."""
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
    plain = re.sub(r"\bcedex\b.*$", "", plain).strip()
    return " ".join(_SHORT.get(word, word) for word in plain.split())


def _alike(one: str, other: str, **options: object) -> float:
    """Same words (whatever their order), and letters close: « rue du Lac » is not « rue du Parc »."""
    return 0.5 * fuzz.token_sort_ratio(one, other) + 0.5 * fuzz.ratio(one, other)


def _split(text: str) -> tuple[str, str]:
    found = _NUMBER.match(text)
    if not found:
        return "", words(text)
    return _number(f"{found.group(1)}{found.group(2) or ''}"), words(text[found.end() :])


def _number(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", fold(str(text)))
    return plain.removesuffix("0") if plain == "0" else plain
