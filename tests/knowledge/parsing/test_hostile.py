"""Hostile and broken files are refused or bounded with a French sentence; none takes the machine with it."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.isolated import parse_file, parse_many
from levier.knowledge.parsing.pool import POOL, Pool
from levier.knowledge.parsing.unpacking import safe_name
from levier.knowledge.parsing.worker import parse
from tests.knowledge import files
from tests.knowledge.parsing import made

_WORD = made.word()


def _looping_pdf() -> bytes:
    """A page tree that is its own child."""
    return files.TERMS.replace(
        b"/Type /Pages /Count 2 /Kids [5 0 R 7 0 R]", b"/Type /Pages /Count 2 /Kids [2 0 R 2 0 R]"
    )


def _encrypted_zip() -> bytes:
    data = bytearray(made.zipped({"secret.txt": b"code"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (made.bomb(), "bombe.zip", "démesuré"),
        (made.overlapping(), "quine.zip", "démesuré"),
        (made.repacked(_WORD, {"word/media/x.bin": bytes(700 * 1024 * 1024)}), "bombe.docx", "démesuré"),
        (made.repacked(_WORD, {"word/document.xml": made.LAUGHS}), "rires.docx", "définitions XML dangereuses"),
        (made.repacked(_WORD, {"word/document.xml": made.OUTSIDE}), "dehors.docx", "définitions XML dangereuses"),
        (made.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": made.LAUGHS}), "r.odt", "dangereuses"),
        (made.repacked(_WORD, {"word/document.xml": b"<w:document"}), "casse.docx", "abîmé"),
        (_WORD[: len(_WORD) // 2], "tronque.docx", "abîmé"),
        (_encrypted_zip(), "secret.zip", "mot de passe"),
        (made.old_office("EncryptedPackage"), "secret.xlsx", "mot de passe"),
        (made.old_office("WordDocument"), "ancien.doc", "ancien format"),
        (made.old_office("Workbook"), "casse.xls", "abîmé"),
        (made.old_office("__properties_version1.0"), "casse.msg", "abîmé"),
        (made.blank_png(60_000, 60_000), "geante.png", "démesurée"),
        (made.blank_png(800, 600)[:60], "tronquee.png", "abîmé|reconnu"),
        (made.zipped({}), "vide.zip", "vide"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "dossier.rar", "type d'archive"),
        (b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><svg><text>&a;</text></svg>', "dessin.svg", "pas pris en charge"),
        (b'<?xml version="1.0"?><Invoice/>', "facture.xml", "XML"),
        (b"{\\rtf1" + b"{" * 5_000, "profond.rtf", "abîmé"),
        (b"MZ\x90\x00" + bytes(range(256)) * 20, "facture.pdf", "abîmé"),
        (b"\x00" * 4_000, "zeros.docx", "vide"),
        (_looping_pdf(), "boucle.pdf", "vide|abîmé|reconnu"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_what_where_and_how(data: bytes, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as raised:
        parse_file(data, name)
    assert raised.value.where.startswith(name)
    assert raised.value.mend


def test_macros_are_neither_read_nor_run_and_it_is_said() -> None:
    parsed = parse_file(made.repacked(_WORD, {"word/vbaProject.bin": b"AutoOpen"}), "modele.docm")
    assert any("macros" in note for note in parsed.notes)
    assert "AutoOpen" not in parsed.pages[0].text


def test_the_code_of_a_pdf_is_said() -> None:
    data = files.TERMS.replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    )
    assert any("JavaScript" in note for note in parse_file(data, "piege.pdf").notes)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Windows\\system32\\a.dll", "Windows/system32/a.dll"),
        ("/absolu/b.txt", "absolu/b.txt"),
        ("a/./../b\x00\n.txt", "a/b__.txt"),
        ("....//....//c.txt", "c.txt"),
        ("été/Cafe\u0301.txt", "été/Café.txt"),
    ],
)
def test_names_in_archives_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_an_archive_writes_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "dedans"
    inside.mkdir()
    data = made.zipped({"../../evasion.txt": b"non", "/tmp/absolu.txt": b"non"})
    parsed = parse_file(data, "traversee.zip", folder=inside)
    assert [one.name for one in parsed.attachments] == ["evasion.txt", "tmp/absolu.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {"dedans"}
    assert {path.name for path in inside.iterdir()} == {"00000", "00001"}


def test_links_of_archives_are_not_followed(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("lien.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("vrai.txt", "bonjour")
    assert [one.name for one in parse_file(stream.getvalue(), "a.zip", folder=tmp_path).attachments] == [
        "vrai.txt"
    ]


def test_more_files_than_the_bound_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 5)
    for data, name in (
        (made.mailbox(8), "boite.mbox"),
        (made.zipped({f"{n}.txt": b"x" for n in range(8)}), "a.zip"),
    ):
        answer = parse(data, name, tmp_path)
        assert len(answer["attachments"]) == 5
        assert "5 premiers" in answer["notes"][0]


def test_a_pdf_of_ten_thousand_pages_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAGES", 40)
    page = [(11, "Le registre est tenu par le magasinier en chef.")]
    answer = parse(files.pdf([page] * 60), "registre.pdf")
    assert len(answer["pages"]) == 40
    assert answer["notes"] == ["Seules les 40 premières pages sur 60 ont été lues."]


def test_a_text_beyond_the_bound_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT", 1_000_000)
    answer = parse("Le café est à l'étage.\n".encode() * 100_000, "journal.txt")
    assert answer["notes"] == ["Seul le début de ce fichier a été lu\u00a0: 1\u00a0Mo sur 3."]
    assert answer["pages"][0][1].endswith("Le café est à l'étage.")


def test_a_damaged_description_does_not_hide_the_words() -> None:
    page = "Le registre est tenu par le magasinier en chef."
    rtf = rb"{\rtf1\ansi\ansicpg99999 " + page.encode() + rb"\par}"
    assert page in parse(rtf, "a.rtf")["pages"][0][1]


def test_entities_in_a_workbook_are_named() -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        assert parse(made.repacked(made.workbook(), {part: made.LAUGHS}), "a.xlsx")["refused"] == "entities"


def test_deep_web_pages_and_nested_mails_are_bounded() -> None:
    page = parse_file(
        b"<html><body>" + b"<div>" * 5_000 + b"Bonjour a tous" + b"</div>" * 5_000, "profond.html"
    )
    assert "Bonjour a tous" in page.pages[0].text
    nested = made.mail()
    for _ in range(8):
        outer = made.mail()
        outer.add_attachment(nested)
        nested = outer
    parsed = parse_file(nested.as_bytes(), "poupees.eml")
    assert len(parsed.attachments) == 1


def test_a_worker_that_dies_is_replaced_and_the_next_file_is_read() -> None:
    pool = Pool(1)
    try:
        assert pool.parse(files.TERMS, "cgv.pdf", None, 0.001) is None
        answer = pool.parse(files.TERMS, "cgv.pdf", None, 60)
        assert answer is not None
        assert answer["format"] == "pdf"
    finally:
        pool.close()


def test_idle_workers_end_with_the_pool() -> None:
    parse_file(b"Bonjour", "a.txt")
    assert POOL._free
    processes = [worker._process for worker in POOL._free]
    POOL.close()
    assert all(process.poll() is not None for process in processes)


def test_many_files_are_read_in_order_and_a_bad_one_stops_none() -> None:
    given = [(b"Premier texte.", "a.txt"), (b"", "vide.txt"), (made.RTF, "bail.rtf")]
    first, second, third = parse_many(given)
    assert not isinstance(first, BadInput)
    assert isinstance(second, BadInput)
    assert not isinstance(third, BadInput)
    assert third.title == "Bail"


_SEEDS = [
    (files.TERMS, "a.pdf"), (_WORD, "a.docx"), (made.slides(), "a.pptx"), (made.workbook(), "a.xlsx"), (made.text_document(), "a.odt"),
    (made.RTF, "a.rtf"), (made.mail_with_files(), "a.eml"), (made.mailbox(), "a.mbox"), (files.RETURNS.encode(), "a.html"),
    (made.zipped({"a.txt": b"a"}), "a.zip"), (made.picture(["Bonjour"]), "a.png"), (made.old_office("Workbook"), "a.xls"),
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.sampled_from(_SEEDS),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=8),
    cut=st.floats(0.2, 1),
)
def test_a_damaged_file_gives_passages_or_a_reason_never_a_fault(
    seed: tuple[bytes, str], changes: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(seed[0])
    for place, words in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(words)] = words
    answer = parse(bytes(data[: int(cut * len(data))]), seed[1])
    assert "fault" not in answer, answer
    assert "refused" in answer or answer["pages"]
