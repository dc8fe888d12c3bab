"""Any file becomes clean pages and blocks, or one French sentence that says why it cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.knowledge.parsing.cleaning import mend_spaces
from levier.knowledge.parsing.isolated import parse_file
from levier.knowledge.parsing.plain import structure_text
from levier.knowledge.parsing.pool import Pool
from levier.knowledge.parsing.structure import Parsed, Refused
from levier.knowledge.parsing.worker import parse
from tests.knowledge import files


def _blocks(parsed: Parsed) -> list[tuple[str, str]]:
    return [
        (block.kind, page.text[block.start : block.end]) for page in parsed.pages for block in page.blocks
    ]


def test_a_pdf_keeps_its_pages_its_headings_and_whole_paragraphs() -> None:
    parsed = parse_file(files.TERMS, "cgv.pdf")
    assert parsed.paged
    assert len(parsed.pages) == 2
    assert ("heading", "Article 2 - Livraison") in _blocks(parsed)
    assert (
        "Le franco de port est accordé à partir de 250 € hors taxes. En dessous, les frais de port sont facturés 12 € par colis."
        in parsed.pages[1].text
    )


def test_a_word_document_keeps_headings_lists_and_tables_in_order() -> None:
    blocks = _blocks(parse_file(files.word(), "contrat.docx"))
    assert ("heading", "Article 7 — Pénalités de retard") in blocks
    assert ("item", "• Remise de volume") in blocks
    assert blocks[-1] == ("table", "Montant annuel | Remise\n10 000 € | 2 %\n50 000 € | 5 %")


def test_a_web_page_is_read_without_its_menus_and_scripts() -> None:
    parsed = parse_file(files.RETURNS.encode("cp1252"), "retours.html")
    text = parsed.pages[0].text
    assert parsed.title == "Procédure de retour"
    assert "L’avoir est émis sous 5 jours ouvrés." in text
    assert "Motif | Frais\nErreur de notre part | 0 €" in text
    assert "Accueil" not in text
    assert "alert" not in text
    assert "color" not in text


def test_a_page_that_declares_a_false_charset_is_read_as_what_it_is() -> None:
    text = parse_file(files.RETURNS.encode("utf-8"), "retours.html").pages[0].text
    assert "Procédure de retour" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_french_offices(encoding: str) -> None:
    text = "Le délai de préavis est d’un mois.\n\nIl court à réception de la lettre, même en août."
    assert "délai de préavis est d’un mois" in parse_file(text.encode(encoding), "note.txt").pages[0].text


def test_markdown_is_read_as_it_is_shown() -> None:
    blocks = _blocks(
        parse_file(b"# Prix\n\n**Remise** de 5 %.\n\n| A | B |\n|---|---|\n| 1 | 2 |", "prix.md")
    )
    assert blocks == [("heading", "Prix"), ("text", "Remise de 5 %."), ("table", "A | B\n1 | 2")]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "vide.pdf", "vide"),
        (b"   \n ", "vide.txt", "vide"),
        (b"%PDF-1.4\nnot a pdf at all", "casse.pdf", "abîmé"),
        (files.TERMS[:300], "tronque.pdf", "abîmé"),
        (files.encrypted_pdf(), "secret.pdf", "mot de passe"),
        (files.pdf([[]]), "blanc.pdf", "vide"),
        (b"PK\x03\x04broken", "casse.docx", "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "ancien.doc", "ancien format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90) + "EncryptedPackage".encode("utf-16-le"),
            "secret.docx",
            "mot de passe",
        ),
        (bytes(range(256)) * 40, "programme.exe", "pas pris en charge"),
        (b"just words", "faux.pdf", "abîmé"),
        (b"<html><body><script>1</script></body></html>", "rien.html", "vide"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_which(data: bytes, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as raised:
        parse_file(data, name)
    assert raised.value.where == name
    assert raised.value.mend


def test_a_pdf_named_as_a_text_is_still_a_pdf() -> None:
    assert parse_file(files.TERMS, "cgv.txt").format == "pdf"


def test_a_parser_that_takes_too_long_is_stopped() -> None:
    lines = b"<p>Le franco de port est accorde a partir de 250 euros.</p>" * 60_000
    with pytest.raises(BadInput, match="trop lourd"):
        parse_file(lines, "cgv.html", wall_seconds=0.05)
    assert parse_file(files.TERMS, "cgv.pdf").paged  # the next file has a process of its own


def test_a_process_that_the_system_ended_while_it_waited_is_replaced() -> None:
    pool = Pool(most=1)
    try:
        assert pool.parse(b"<p>Le conge dure onze mois.</p>", "conge.html", None, 60.0)
        waiting = pool._free[0]
        waiting._process.kill()
        waiting._process.wait()
        assert pool.parse(b"<p>Le conge dure onze mois.</p>", "conge.html", None, 60.0)
    finally:
        pool.close()


@pytest.mark.parametrize("seconds", [0.001, 0.002, 0.004, 0.008])
def test_a_limit_that_falls_with_the_answer_leaves_no_dead_process_behind(seconds: float) -> None:
    pool = Pool(most=1)
    try:
        for _ in range(6):
            pool.parse(b"<p>Le conge dure onze mois.</p>", "conge.html", None, seconds)
            assert all(worker.alive for worker in pool._free)
    finally:
        pool.close()


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=2_000), name=st.sampled_from(["a.txt", "a.html", "a.md", "a"]))
def test_no_bytes_make_the_parsers_fail_otherwise_than_by_a_reason(data: bytes, name: str) -> None:
    answer = parse(data, name)
    assert "refused" in answer or answer["pages"]


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=500))
def test_blocks_are_places_of_the_page(text: str) -> None:
    try:
        parsed = structure_text(text)
    except Refused:
        return
    for page in parsed.pages:
        for block in page.blocks:
            assert 0 <= block.start < block.end <= len(page.text)
            assert page.text[block.start : block.end].strip()


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("Oui.Quel que soit le régime", "Oui. Quel que soit le régime"),
        ("ne doit pas dépasser1 mois.A noter", "ne doit pas dépasser 1 mois. A noter"),
        ("inférieure à :Quatre jours ;Un jour", "inférieure à :\nQuatre jours ;\nUn jour"),
        ("Durée initiale maximaleAu terme", "Durée initiale maximale\nAu terme"),
        ("conforme auRGPD", "conforme auRGPD".replace("auRGPD", "au RGPD")),
        ("sur LinkedIn et www.cnil.fr", "sur LinkedIn et www.cnil.fr"),
        ("article L.1221-19 à 12h30", "article L.1221-19 à 12h30"),
    ],
)
def test_spaces_lost_between_tags_are_put_back(glued: str, mended: str) -> None:
    assert mend_spaces(glued) == mended


def test_a_list_of_links_is_kept_on_the_page_and_set_apart() -> None:
    page = (
        b"<body><p>Le conge dure onze mois.</p><ul><li><a href='/a'>Le mariage</a></li><li><a href='/b'>Le Pacs</a></li>"
        b"<li><a href='/c'>La naissance</a></li></ul><ul><li>Voir <a href='/d'>ici</a></li><li>deux</li><li>trois</li></ul>"
        b"</body>"
    )
    assert [kind for kind, _ in _blocks(parse_file(page, "conge.html"))] == [
        "text",
        "links",
        "item",
        "item",
        "item",
    ]


def test_a_text_with_marked_headings_has_sections() -> None:
    parsed = parse_file("## Durée\n\nOnze mois.\n\n### Retour\nDans le même emploi.".encode(), "conge.txt")
    assert _blocks(parsed) == [
        ("heading", "Durée"),
        ("text", "Onze mois."),
        ("heading", "Retour"),
        ("text", "Dans le même emploi."),
    ]
