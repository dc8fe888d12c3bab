"""Printed documents: what is written is read back, page by page, in French and in order."""

import pypdfium2
import pytest

from levier.printing import Column, Document


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def test_words_figures_and_tables_are_read_back_from_the_pdf() -> None:
    document = Document("Bon de commande", "Boutique Démo", subtitle="Verreries du Rhône", footer="Réf. 14")
    document.facts([("Montant", "1\u202f234,56\u00a0€")]).heading("Articles").text(
        "Livrer **avant 10 h** : merci."
    )
    document.table(["Référence", Column("Quantité", numeric=True)], [["R1", "3"], ["R2", "5"]])
    (text,) = pages(document.bytes())
    for words in (
        "Bon de commande",
        "Verreries du Rhône",
        "234,56",
        "avant 10 h",
        "R2",
        "Réf. 14",
        "Page 1 sur 1",
    ):
        assert words in text.replace("\u00a0", " ")


def test_the_head_of_a_long_table_comes_again_and_the_pages_are_counted() -> None:
    document = Document("Liste", "Boutique Démo")
    document.table(["Référence"], [[f"R{number}"] for number in range(120)])
    read = pages(document.bytes())
    assert len(read) > 1
    assert all("Référence" in text for text in read)
    assert f"Page {len(read)} sur {len(read)}" in read[-1]


def test_the_same_calls_give_the_same_bytes() -> None:
    assert Document("Un", "Deux").text("Trois").bytes() == Document("Un", "Deux").text("Trois").bytes()


@pytest.mark.parametrize(
    ("given", "shown"),
    [("≥ 3 jours", "au moins 3 jours"), ("Łódź", "Lódz"), ("<b>&amp;", "<b>&amp;"), ("日本", "??")],
)
def test_signs_that_the_font_lacks_and_markup_never_break_the_page(given: str, shown: str) -> None:
    (text,) = pages(Document("Essai", "Boutique").text(given).bytes())
    assert shown in text


def test_a_row_that_lacks_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Document("Essai", "Boutique").table(["Un", "Deux"], [["seul"]])
