"""Names of people, by lists: first names given in France since 1900, family names of sole traders.

Sources, both under Licence Ouverte 2.0: INSEE, « Fichier des prénoms », edition June 2022 (those given at least 400 times);
family names taken from the SIRENE base (INSEE), data.gouv.fr, 14 October 2018 (those borne at least 60 times).
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_CIVILITY = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mlle|Mr|Me|Maître|Dr|Docteur|Pr|Monsieur|Madame|Mademoiselle)\s+(?=(?:de\s|du\s|des\s|d['’])?[A-ZÀ-Ý])"
)
_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "van", "den", "der", "von", "ben", "el", "al"})
_BUSINESS = frozenset(
    "SARL SAS SASU SA EURL SCI SCEA EARL GAEC SNC SELARL SCP SCOP ETS ETABLISSEMENTS STE SOCIETE CIE GROUPE GROUP HOLDING "
    "ASSOCIATION MAIRIE COMMUNE HOTEL RESTAURANT CAFE BAR BRASSERIE BOULANGERIE PATISSERIE BOUCHERIE PHARMACIE GARAGE "
    "TRANSPORTS TRANSPORT MENUISERIE PLOMBERIE ELECTRICITE MACONNERIE PEINTURE CABINET AGENCE MAISON ATELIER ATELIERS CHATEAU "
    "DOMAINE ECOLE COLLEGE LYCEE CLINIQUE HOPITAL SYNDICAT BANQUE CREDIT ASSURANCES ASSURANCE EDITIONS LABORATOIRE "
    "LTD INC GMBH LLC PLC BV NV CO CORP SPA SRL FRERES FILS SERVICES SERVICE SYSTEMS INDUSTRIE INDUSTRIES FRANCE".split()
)
_NOT_NAMES = frozenset(
    "MAI JUIN AVRIL MARS JANVIER AOUT LUNDI MARDI JEUDI TOTAL PRIX PORT LOT BLANC NOIR ROUGE VERT BLEU GRIS ROSE PARIS LYON LILLE "
    "NICE BON BONNE PETIT GRAND NORD SUD EST OUEST CLIENT CLIENTE FOURNISSEUR COMMANDE LIVRAISON FACTURE ARTICLE CODE BONJOUR "
    "MERCI CORDIALEMENT OBJET VOTRE NOTRE SALUTATIONS DUREE".split()
)


def fold_name(word: str) -> str:
    """« Léa » → « LEA »."""
    flat = unicodedata.normalize("NFKD", word)
    return "".join(char for char in flat if not unicodedata.combining(char)).upper().replace("’", "'")


@cache
def first_names() -> frozenset[str]:
    return _listed("first_names")


@cache
def family_names() -> frozenset[str]:
    return _listed("family_names")


def looks_like_a_person(value: str) -> bool:
    """Whether a whole cell is the name of a person: « DUPONT Jean », « Mme Léa Martin », not « Garage Martin »."""
    civil = _CIVILITY.match(value.strip())
    words = [fold_name(word) for word in _WORD.findall(value[civil.end() :] if civil else value)]
    if not 1 <= len(words) <= 5 or any(char.isdigit() for char in value):
        return False
    if _BUSINESS.intersection(words):
        return False
    if civil:
        return True
    given = [
        word for word in words if word in first_names() or all(p in first_names() for p in word.split("-"))
    ]
    if len(words) == 1:
        return bool(given) and words[0] not in _NOT_NAMES
    others = [word for word in words if word not in given and word.lower() not in _PARTICLES]
    known = [word for word in others if word in family_names() or len(word) > 2]
    return bool(given) and len(known) == len(others) and not _NOT_NAMES.issuperset(given)


def find_people(text: str) -> Iterator[tuple[int, int]]:
    """Where people are named in running text: after a civility, or a first name followed (preceded) by a capitalised name."""
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    starts = {start: place for place, (start, _, _) in enumerate(words)}
    taken: set[int] = set()
    for match in _CIVILITY.finditer(text):
        place = starts.get(match.end())
        if place is not None and place not in taken:
            first = place if words[place][2][:1].isupper() else _past_particles(words, place) or place
            last = _run_of_capitals(words, first, text)
            yield match.end(), words[last][1]
            taken.update(range(place, last + 1))
    if text.isupper():
        return  # capitals tell nothing in « FELTCRAFT PRINCESS CHARLOTTE DOLL »
    for place, (_, _, word) in enumerate(words):
        if place in taken or not word[:1].isupper() or not _is_first_name(word):
            continue
        first, last = place, _run_of_capitals(words, place, text)
        before = words[place - 1] if place else None
        if (
            before
            and place - 1 not in taken
            and _is_family_in_capitals(before[2])
            and _touch(before, words[place], text)
        ):
            first = place - 1
        named = {fold_name(one[2]) for one in words[first : last + 1]}
        if first < last and not named & (_BUSINESS | _NOT_NAMES):
            yield words[first][0], words[last][1]
            taken.update(range(first, last + 1))


def _is_first_name(word: str) -> bool:
    folded = fold_name(word)
    return folded in first_names() or (
        "-" in folded and all(part in first_names() for part in folded.split("-"))
    )


def _is_family_in_capitals(word: str) -> bool:
    return len(word) > 2 and word.isupper() and fold_name(word) in family_names()


def _touch(one: tuple[int, int, str], other: tuple[int, int, str], text: str) -> bool:
    between = text[one[1] : other[0]]
    return between != "" and between.strip(" \u00a0") == "" and "\n" not in between


def _run_of_capitals(words: list[tuple[int, int, str]], place: int, text: str) -> int:
    """The last word of the name that begins at ``place``: capitalised words and particles that touch each other."""
    last = place
    while last + 1 < len(words) and last - place < 4 and _touch(words[last], words[last + 1], text):
        word = words[last + 1][2]
        if word[:1].isupper():
            last += 1
        elif ahead := _past_particles(words, last + 1):
            last = ahead
        else:
            break
    return last


def _past_particles(words: list[tuple[int, int, str]], place: int) -> int:
    """The capitalised word after one or two particles (« van den Berg »), 0 when there is none."""
    for ahead in (place, place + 1):
        if ahead + 1 >= len(words) or words[ahead][2].lower() not in _PARTICLES:
            return 0
        if words[ahead + 1][2][:1].isupper():
            return ahead + 1
    return 0


def _listed(name: str) -> frozenset[str]:
    with gzip.open(_HERE / f"{name}.txt.gz", "rt", encoding="ascii") as file:
        return frozenset(file.read().split("\n"))
