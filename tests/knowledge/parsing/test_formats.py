"""Each format gives its text, its titles, its tables and who wrote it; what is not the document is left out."""

from datetime import date
from pathlib import Path

import pytest

from levier.knowledge.parsing.isolated import parse_file
from levier.knowledge.parsing.structure import Parsed
from levier.knowledge.parsing.words import mend_glued, mend_hyphen
from tests.knowledge import files
from tests.knowledge.parsing import made

TABLE = "Référence | Prix HT | Délai\nR1 | 12,50 € | 3 jours\nR2 | 30,00 € | 5 jours"


def _blocks(parsed: Parsed) -> list[tuple[str, str]]:
    return [
        (block.kind, page.text[block.start : block.end]) for page in parsed.pages for block in page.blocks
    ]


def _text(parsed: Parsed) -> str:
    return "\n".join(page.text for page in parsed.pages)


def test_a_word_document_keeps_its_text_boxes_and_header_and_drops_comments_and_deleted_words() -> None:
    parsed = parse_file(made.word(), "achats.docx")
    assert (parsed.title, parsed.author) == ("Procédure d'achat", "Nadia Roche")
    blocks = _blocks(parsed)
    assert ("heading", "Achats") in blocks
    assert ("text", "Encadré : urgent seulement.") in blocks
    assert ("text", "Atelier Fabre, siège social à Dijon") in blocks
    assert ("table", TABLE) in blocks
    assert "SUPPRIMÉS" not in _text(parsed)
    head = next(block for block in parsed.pages[0].blocks if block.kind == "table")
    assert head.level == 1


def test_slides_are_pages_with_their_title_their_tables_and_the_notes() -> None:
    parsed = parse_file(made.slides(), "resultats.pptx")
    assert (parsed.kind, parsed.paged, parsed.pages[0].title) == (
        "presentation",
        True,
        "Résultats du trimestre",
    )
    assert ("table", TABLE) in _blocks(parsed)
    assert _blocks(parsed)[-2:] == [
        ("heading", "Notes de l'orateur"),
        ("text", "Remercier l'équipe de Lyon."),
    ]


def test_a_workbook_is_a_titled_table_a_sheet_and_hidden_sheets_are_said() -> None:
    parsed = parse_file(made.workbook(), "tarif.xlsx")
    assert (parsed.kind, len(parsed.pages), parsed.pages[0].title) == ("workbook", 1, "Tarif 2025")
    assert ("table", "Référence | Prix | Quantité\nR0 | 0,5 | 0\nR1 | 1,5 | 1\nR2 | 2,5 | 2") in _blocks(
        parsed
    )
    assert parsed.notes == ["1 feuille masquée laissée de côté."]


def test_a_workbook_of_business_data_is_proposed_to_the_tables() -> None:
    parsed = parse_file(made.workbook(60), "ventes.xlsx")
    assert parsed.facts["data_rows"] == 60
    assert any("importez ce classeur comme tableau" in note for note in parsed.notes)


def test_an_opendocument_text_keeps_its_notes_and_drops_its_comments() -> None:
    parsed = parse_file(made.text_document(), "frais.odt")
    assert (parsed.author, parsed.dated) == ("Paul Girard", date(2025, 3, 14))
    assert ("text", "Le repas est remboursé [1] dans la limite de 20 €.") in _blocks(parsed)
    assert ("item", "[1] Sur justificatif.") in _blocks(parsed)
    assert ("table", TABLE) in _blocks(parsed)
    assert "COMMENTAIRE" not in _text(parsed)


def test_opendocument_slides_have_titles_and_notes() -> None:
    parsed = parse_file(made.presentation(), "securite.odp")
    assert _blocks(parsed) == [
        ("heading", "Sécurité"),
        ("text", "Port du casque obligatoire."),
        ("heading", "Notes de l'orateur"),
        ("text", "Montrer les photos."),
    ]


def test_rtf_is_read_without_its_fonts_and_pictures() -> None:
    parsed = parse_file(made.RTF, "bail.rtf")
    assert (parsed.title, parsed.author) == ("Bail", "Me Roux")
    assert _blocks(parsed) == [
        ("heading", "Durée du bail"),
        ("text", "Le bail est conclu pour 9 années – sauf accord."),
        ("table", "Loyer | Charges\n900 € | 80 €"),
        ("text", "Fin."),
    ]


def test_a_mail_keeps_its_people_and_its_day_and_sets_quotes_and_signatures_apart() -> None:
    parsed = parse_file(made.mail().as_bytes(), "devis.eml")
    assert (parsed.kind, parsed.title, parsed.dated) == ("mail", "Devis chantier Mairie", date(2025, 3, 4))
    assert parsed.people == [
        "Claire Fabre <claire@fabre.example>", "Paul Girard <paul@fabre.example>", "achats@fabre.example"
    ]  # fmt: skip
    kinds = {text.split("\n")[0]: kind for kind, text in _blocks(parsed)}
    assert kinds["Le délai de livraison est de 12 jours ouvrés."] == "text"
    assert kinds["Cordialement,"] == "signature"
    assert kinds["Le 3 mars 2025 à 10:02, Paul Girard <paul@fabre.example> a écrit :"] == "quote"


def test_what_comes_in_a_mail_is_handed_on_under_a_harmless_name(tmp_path: Path) -> None:
    parsed = parse_file(made.mail_with_files(), "devis.eml", folder=tmp_path)
    assert [one.name for one in parsed.attachments] == [
        "conditions.pdf",
        "Re_ Devis chantier Mairie.eml",
        "outil.exe",
    ]
    assert (tmp_path / parsed.attachments[0].stored).read_bytes() == files.TERMS
    assert {path.name for path in tmp_path.iterdir()} == {one.stored for one in parsed.attachments}


def test_a_mailbox_is_the_list_of_its_messages(tmp_path: Path) -> None:
    parsed = parse_file(made.mailbox(3), "archives.mbox", folder=tmp_path)
    assert (parsed.kind, parsed.facts["messages"], len(parsed.attachments)) == ("mailbox", 3, 3)
    assert parse_file((tmp_path / "00002").read_bytes(), "m.eml").title == "Devis chantier Mairie"


def test_an_archive_is_the_list_of_its_files_without_what_systems_leave_there(tmp_path: Path) -> None:
    data = made.zipped(
        {"Contrats/bail.rtf": made.RTF, "__MACOSX/._bail.rtf": b"x", "a/.DS_Store": b"x", "vide.txt": b""}
    )
    parsed = parse_file(data, "dossier.zip", folder=tmp_path)
    assert [one.name for one in parsed.attachments] == ["Contrats/bail.rtf"]


def test_two_columns_are_read_one_after_the_other_and_running_lines_go() -> None:
    from benchmarks.parsing import corpus  # noqa: PLC0415 - reportlab

    words = (
        "Le délai de préavis est fixé par la convention collective applicable à l'entreprise et par la loi. "
    )
    sections = tuple(
        corpus.Section(f"{number}. Partie {number}", (f"Début {number}. {words * 12}",))
        for number in range(1, 9)
    )
    text = corpus.Text(
        "Guide du préavis", sections, (("Cas", "Durée"), ("Cadre", "3 mois"), ("Employé", "1 mois"))
    )
    parsed = parse_file(corpus.two_columns(text), "guide.pdf")
    found = _text(parsed)
    assert len(parsed.pages) >= 2
    places = [found.index(f"Début {number}.") for number in range(1, 9)]
    assert places == sorted(places)
    assert words.strip() * 1 in " ".join(found.split())
    assert found.count("ne pas diffuser") == 1
    assert "Page 2" not in found
    assert "Cas | Durée\nCadre | 3 mois\nEmployé | 1 mois" in found


def test_lines_of_a_pdf_have_their_place_on_the_page() -> None:
    page = parse_file(files.TERMS, "cgv.pdf").pages[1]
    assert page.lines
    for start, end, left, top, right, bottom in page.lines:
        assert page.text[start:end].strip()
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


def test_a_paragraph_that_comes_back_on_each_page_counts_once() -> None:
    own = [
        [
            (11, f"Article {number}, point {line} : rien de commun avec les autres articles.")
            for line in range(12)
        ]
        for number in range(4)
    ]
    pages = [
        [*lines, (14, "Rappel des règles"), (11, "Toute sortie de matériel est notée dans le cahier.")]
        for lines in own
    ]
    parsed = parse_file(files.pdf(pages), "regles.pdf")
    told = [kind for kind, text in _blocks(parsed) if text.startswith("Toute sortie")]
    assert told == ["text", "repeated", "repeated", "repeated"]


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("la procé-", "dure est close", "la procédure est close"),
        ("un rendez-", "vous est pris", "un rendez-vous est pris"),
        ("le salarié", "est absent", "le salarié est absent"),
        ("Seine-", "Maritime", "Seine-Maritime"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_mended(before: str, line: str, joined: str) -> None:
    assert mend_hyphen(before, line, "\ufffe") == joined


def test_a_paragraph_without_spaces_gets_them_back_and_others_stay_as_they_are() -> None:
    assert (
        mend_glued("Lecontratdetravailestsignéparlesalarié")
        == "Le contrat de travail est signé par le salarié"
    )
    plain = (
        "L'anticonstitutionnalité et l'électroencéphalographie sont rarement évoquées en réunion de chantier."
    )
    assert mend_glued(plain) == plain
