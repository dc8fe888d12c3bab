"""Personal data in texts and columns: what must be found, what must not be taken for it."""

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.fr import nir

from levier.policy.personal import KINDS, find, mask
from levier.policy.personal.columns import scan
from levier.policy.personal.people import looks_like_a_person


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Écrire à lea.martin@exemple.fr.", [("EMAIL", "lea.martin@exemple.fr")]),
        ("Tél. 06 12 34 56 78 ou +44 20 7946 0958", [("TEL", "06 12 34 56 78"), ("TEL", "+44 20 7946 0958")]),
        ("FR76 3000 6000 0112 3456 7890 189 BIC AGRI", [("IBAN", "FR76 3000 6000 0112 3456 7890 189")]),
        ("n° SS 2 55 08 14 168 025 38", [("NIR", "2 55 08 14 168 025 38")]),
        ("Carte 4970 1012 3456 7897", []),
        ("Carte 4539 1488 0343 6467", [("CARTE", "4539 1488 0343 6467")]),
        ("SIRET 732 829 320 00074", [("SIRET", "732 829 320 00074")]),
        ("12 bis rue de la Paix, 75002 Paris", [("ADRESSE", "12 bis rue de la Paix, 75002 Paris")]),
        ("née le 3 mars 1981 à Brest", [("NAISSANCE", "3 mars 1981")]),
        ("le véhicule AB-123-CD", [("PLAQUE", "AB-123-CD")]),
        ("en arrêt maladie depuis lundi", [("SENSIBLE", "arrêt maladie")]),
        ("Mme de La Tour appelle Jean-Pierre van den Berg", [("PERSONNE", "de La Tour"), ("PERSONNE", "Jean-Pierre van den Berg")]),
        ("DUPONT Jean est absent", [("PERSONNE", "DUPONT Jean")]),
        ("Livraison des 12 articles, facture 2026-0147 de 2 309,50 €", []),
        ("Merci Rose Blanc Nord, port offert dès 150 €", []),
        ("REGENCY CAKESTAND 3 TIER", []),
    ],
)  # fmt: skip
def test_what_is_personal_is_found_and_nothing_else(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@given(st.text(alphabet="0123456789", min_size=23, max_size=23), st.sampled_from([" ", "", "\u00a0"]))
def test_an_iban_is_found_however_it_is_spaced_and_never_with_a_wrong_key(body: str, between: str) -> None:
    right = "FR" + iban.calc_check_digits("FR00" + body) + body
    wrong = "FR" + f"{(int(right[2:4]) % 97) + 1:02d}" + body
    grouped = between.join(right[i : i + 4] for i in range(0, len(right), 4))
    assert ("IBAN", grouped) in told(f"payé sur {grouped}, merci")
    if not iban.is_valid(wrong):
        assert "IBAN" not in [kind for kind, _ in told(f"payé sur {wrong}, merci")]


@given(st.integers(1, 2), st.integers(0, 99), st.integers(1, 12), st.integers(1, 95), st.integers(0, 999999))
def test_a_social_security_number_is_found_by_its_key(
    sex: int, year: int, month: int, place: int, rest: int
) -> None:
    body = f"{sex}{year:02d}{month:02d}{place:02d}{rest:06d}"
    number = body + nir.calc_check_digits(body)
    if nir.is_valid(number):
        assert told(f"salarié {number} présent") == [("NIR", number)]


@pytest.mark.parametrize(
    "name", ["DUPONT Jean", "Mme Léa Martin", "Claire Petit", "Jean-Luc Moreau", "Ali Ben Salah"]
)
def test_a_cell_that_names_a_person_is_recognised(name: str) -> None:
    assert looks_like_a_person(name)


@pytest.mark.parametrize(
    "name", ["Garage Martin", "Hôtel du Lac", "Société Durand", "PARTY BUNTING", "France", "12 Jean"]
)
def test_a_cell_that_names_a_company_or_an_article_is_not(name: str) -> None:
    assert not looks_like_a_person(name)


def test_a_column_says_what_its_values_are_and_what_its_texts_contain() -> None:
    mails = scan(f"client{i}@exemple.fr" for i in range(20))
    assert [(one.kind, one.where, one.share) for one in mails] == [("EMAIL", "column", 1.0)]
    texts = [f"Commande {i} livrée" for i in range(99)] + ["Rappeler M. Durand au 06 12 34 56 78"]
    assert {(one.kind, one.where, one.count) for one in scan(texts)} == {
        ("PERSONNE", "inside", 1),
        ("TEL", "inside", 1),
    }
    assert scan(["FR", "BE", "DE"] * 20) == []


@given(st.sampled_from(sorted(KINDS)), st.text(min_size=1, max_size=60))
def test_an_example_is_never_shown_whole(kind: str, value: str) -> None:
    shown = mask(kind, value)
    if kind != "SENSIBLE" and len(value.split()) and max(map(len, value.split())) > 4:
        assert value not in shown


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="spaCy is not installed")
def test_the_model_finds_people_whom_no_list_introduces() -> None:
    from levier.policy.personal.ner import people_in  # noqa: PLC0415

    text = "Le rendez-vous avec Samia Lahlou est reporté. Bonjour, la livraison est prête."
    ((start, end),) = people_in([text])[0]
    assert text[start:end] == "Samia Lahlou"
