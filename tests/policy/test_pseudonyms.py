"""Identifiers never leave, whatever their writing; ordinary numbers stay; everything comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.policy.pseudonyms import Vault

IDENTIFIERS = [
    ("EMAIL", "claire.martin+compta@boulangerie-martin.example"), ("IBAN", "FR14 2004 1010 0505 0001 3M02 606"), ("IBAN", "FR1420041010050500013M02606"),
    ("NIR", "2 69 05 49 588 157 80"), ("SIRET", "732 829 320 00074"), ("SIREN", "732 829 320"), ("TVA", "FR44732829320"),
    ("TEL", "06 12 34 56 78"), ("TEL", "+33 6 12 34 56 78"), ("TEL", "01.23.45.67.89"), ("CARTE", "4539 1488 0343 6467"), ("PERSONNE", "Jean-Paul Dupont"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), IDENTIFIERS)
def test_an_identifier_is_hidden_and_comes_back(kind: str, value: str) -> None:
    vault = Vault()
    text = (
        f"Relancez M. {value} avant vendredi." if kind == "PERSONNE" else f"Relancez {value} avant vendredi."
    )
    hidden = vault.hide(text)
    assert value not in hidden
    assert f"[{kind}_1]" in hidden
    assert vault.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "Le total est de 123 456 789 €.",
        "Facture 2026-0147 du 23/11/2026",
        "732 829 321",
        "12 345,67 €",
        "FR76",
        "Référence 85123A",
    ],
)
def test_what_has_a_wrong_key_or_is_no_identifier_stays(text: str) -> None:
    assert Vault().hide(text) == text


def test_the_names_handed_in_are_hidden_whatever_their_case() -> None:
    vault = Vault(["Élodie Roux", "Garage Dubois", "Dubois"])
    hidden = vault.hide("ELODIE ROUX a écrit au garage dubois et à M. Dubois.")
    assert "roux" not in hidden.lower()
    assert "dubois" not in hidden.lower()
    assert vault.restore(hidden) == "ELODIE ROUX a écrit au garage dubois et à M. Dubois."


def test_the_same_value_has_the_same_token_in_every_text() -> None:
    vault = Vault()
    assert vault.hide("a@b.fr") == vault.hide("a@b.fr") == "[EMAIL_1]"
    assert vault.hide("c@d.fr") == "[EMAIL_2]"
    assert vault.restore_all({"to": ["[EMAIL_2]"], "n": 3}) == {"to": ["c@d.fr"], "n": 3}


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from([value for _, value in IDENTIFIERS]), st.sampled_from(["[EMAIL_1]", "[TEXTE_1]", "[NOM_2]"])), max_size=8))  # fmt: skip
def test_any_text_comes_back_as_it_was(parts: list[str]) -> None:
    vault = Vault(["Dupont", "Martin & Fils"])
    for text in (" ".join(parts), "".join(parts), " Dupont ".join(parts)):
        assert vault.restore(vault.hide(text)) == text
