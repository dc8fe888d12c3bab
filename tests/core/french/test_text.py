"""Folding, stems, sentences, language, identifiers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.french.identifiers import find_identifiers, is_iban, is_siren, is_siret, is_vat
from levier.core.french.language import detect
from levier.core.french.text import flatten, fold, index_terms, sentences, stems, subject_words


def test_folding_drops_accents_case_and_ligatures() -> None:
    assert fold("Œuvre d’ÉTÉ\u00a0: ça") == "oeuvre d'ete : ca"


@given(st.text(max_size=300))
def test_flattening_keeps_every_offset(text: str) -> None:
    assert len(flatten(text)) == len(text)


def test_an_unaccented_question_meets_the_accented_text() -> None:
    document = set(index_terms("Les pénalités de retard sont exigibles sans rappel."))
    assert set(index_terms("penalites retard")) & document == {"penalit", "retard"}


def test_stop_words_are_left_out_unless_they_are_all_there_is() -> None:
    assert "quel" not in stems("Quels sont les délais ?")
    assert stems("qui est-ce") != []


@pytest.mark.parametrize(
    "text",
    [
        "Dans quel cas faisons-nous un avoir ?",
        "Sous combien de jours l'avoir est-il établi ?",
        "Les avoirs sont déduits de la facture suivante.",
        "Le remboursement se fait par avoir",
        "une facture d’avoir",
        "5. Avoir ou remplacement",
    ],
)
def test_a_credit_note_is_a_subject(text: str) -> None:
    assert "avoir" in index_terms(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il doit avoir payé",
        "après l'avoir reçu",
        "sans avoir à payer",
        "Avoir un contrat",
        "pour avoir droit",
    ],
)
def test_the_verb_avoir_is_none(text: str) -> None:
    assert "avoir" not in subject_words(text)


def test_abbreviations_and_decimals_end_no_sentence() -> None:
    text = "Selon l'art. L441-10 du C. com., M. Dupont paie 3.50 euros. Vraiment ?"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Selon l'art. L441-10 du C. com., M. Dupont paie 3.50 euros.",
        "Vraiment ?",
    ]


def test_list_items_are_sentences_of_their_own() -> None:
    text = "Pièces à fournir :\n- un devis ;\n- une facture ;\nLe tout signé."
    assert [text[start:end] for start, end in sentences(text)][1:] == [
        "un devis ;",
        "une facture ;",
        "Le tout signé.",
    ]


@given(st.text(max_size=300))
def test_sentences_never_overlap_and_lose_no_letter(text: str) -> None:
    spans = sentences(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("CA avril ?", "fr"),
        ("combien on a vendu de REGENCY CAKESTAND 3 TIER en mai", "fr"),
        ("What were our sales last month?", "en"),
        ("¿Cuáles fueron nuestras ventas del mes pasado?", "other"),
        ("Wie hoch war unser Umsatz im letzten Monat?", "other"),
        ("月の売上は?", "other"),
    ],
)
def test_the_language_of_a_request_is_told(text: str, language: str) -> None:
    assert detect(text) == language


def test_identifiers_are_checked_by_their_keys() -> None:
    assert is_siren("732 829 320")
    assert not is_siren("732 829 321")
    assert is_siret("73282932000074")
    assert is_vat("FR44 732829320")
    assert is_iban("FR76 3000 6000 0112 3456 7890 189")
    assert [one.kind for one in find_identifiers("SIREN 732 829 320, TVA FR44 732 829 320")] == [
        "siren",
        "vat",
    ]
