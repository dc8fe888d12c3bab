"""Passages begin and end where the text does, and their places are exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from levier.knowledge.parsing.structure import Page, Parsed
from levier.knowledge.passages import LONGEST, LONGEST_TABLE, cut


def _page(*blocks: tuple[str, str, int]) -> Parsed:
    page = Page(1)
    for kind, text, level in blocks:
        page.add(text, kind, level)  # type: ignore[arg-type]
    return Parsed("", [page], False, "txt")


def test_a_passage_carries_the_path_of_its_headings() -> None:
    found = cut(
        _page(
            ("heading", "Vente", 1),
            ("heading", "Livraison", 2),
            ("text", "Le port est offert dès 250 €.", 0),
            ("heading", "Achat", 1),
            ("text", "Nous payons à trente jours.", 0),
        )
    )
    assert [piece.section for piece in found] == ["Vente › Livraison", "Achat"]
    assert "Le port" in found[0].text
    assert "Nous payons" not in found[0].text


def test_a_table_is_kept_whole_with_its_title() -> None:
    table = "\n".join(f"Article {n} | {n},00 €" for n in range(80))
    found = cut(_page(("heading", "Tarif", 1), ("table", table, 0), ("text", "Prix hors taxes.", 0)))
    assert table in found[0].text
    assert found[0].text.startswith("Tarif")


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(f"Voici la phrase numéro {n} de ce très long paragraphe." for n in range(80))
    found = cut(_page(("text", text, 0)))
    assert len(found) > 3
    assert all(piece.text.endswith(".") and piece.text.startswith("Voici") for piece in found)
    assert " ".join(piece.text for piece in found) == text


_BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["heading", "text", "item", "table"]),
        st.text(alphabet="abé 1.;:|\n", min_size=1, max_size=4_000),
        st.integers(1, 3),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(blocks=_BLOCKS)
def test_every_passage_is_its_place_of_the_page_and_none_overlaps(blocks: list[tuple[str, str, int]]) -> None:
    parsed = _page(*blocks)
    end = 0
    for piece in cut(parsed):
        assert parsed.pages[0].text[piece.start : piece.end] == piece.text
        assert piece.start >= end
        assert len(piece.text) <= LONGEST + LONGEST_TABLE
        end = piece.end


def test_links_to_other_pages_are_no_passages() -> None:
    found = cut(
        _page(
            ("heading", "Congé sans solde", 1),
            (
                "text",
                "La loi n'en dit rien. Services en ligne Échanger avec un conseiller À lire sur ce site Le congé "
                "sabbatique Fiche pratique Date de mise à jour le 16 avril 2025",
                0,
            ),
            ("links", "• Le mariage\n• Le Pacs\n• La naissance", 0),
            ("heading", "À lire aussi", 2),
            ("text", "Les congés payés : tout salarié a droit à un congé payé.", 0),
            ("heading", "Durée", 2),
            ("text", "Voir aussi l'article 3 du contrat : onze mois au plus.", 0),
        )
    )
    assert [piece.text for piece in found] == [
        "Congé sans solde\n\nLa loi n'en dit rien.",
        "Durée\n\nVoir aussi l'article 3 du contrat : onze mois au plus.",
    ]


def test_a_long_table_is_cut_by_rows_and_each_part_says_its_caption_and_columns() -> None:
    rows = "\n".join(f"R{n:03d} | article {n} de la gamme | {n},50 €" for n in range(200))
    page = Page(1)
    page.add("Tarif", "heading", 1)
    page.add("Tableau 1 : prix publics", "text")
    page.add(f"Référence | Désignation | Prix\n{rows}", "table", 1)
    found = cut(Parsed("", [page], False, "txt"))
    assert len(found) > 3
    assert found[0].text.startswith("Tarif")
    assert found[0].lead == ""
    for piece in found[1:]:
        assert piece.lead == "Tableau 1 : prix publics\nRéférence | Désignation | Prix"
        assert all(line.startswith("R") and line.endswith("€") for line in piece.text.split("\n"))
    assert sum(piece.text.count("article") for piece in found) == 200


def test_a_caption_stays_with_its_table() -> None:
    before = ("text", "Voici ce que nous vendons, sans engagement de notre part sur la durée. " * 8, 0)
    found = cut(
        _page(before, ("text", "Tableau 2 : délais", 0), ("table", "Pays | Jours\nFrance | 3\nItalie | 5", 0))
    )
    assert found[-1].text == "Tableau 2 : délais\n\nPays | Jours\nFrance | 3\nItalie | 5"


def test_what_a_mail_quotes_has_passages_of_its_own_and_signatures_have_none() -> None:
    found = cut(
        _page(
            ("text", "Le délai est de 12 jours.", 0),
            ("signature", "Claire Fabre", 0),
            ("quote", "Quel est le délai ?", 0),
        )
    )
    assert [(piece.text, piece.section) for piece in found] == [
        ("Le délai est de 12 jours.", ""),
        ("Quel est le délai ?", "Message cité"),
    ]
