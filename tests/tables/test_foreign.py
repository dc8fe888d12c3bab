"""A file that bears the name of a table and is none is refused from its first bytes, and said for what it is."""

import random

import pytest

from levier.core.errors import BadInput
from levier.tables.foreign import check_not_foreign
from levier.tables.importing.separating import separator_of
from levier.tables.importing.text_files import read_text_table

LINES = "Date;Article;Quantité;Montant\n" + "01/02/2026;Chaise paillée;2;12,50\n" * 40


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "une image PNG"),
        (b"SQLite format 3\0\x10\0" + b"\0" * 400, "une base de données SQLite"),
        (b"%PDF-1.7\n", "un PDF"),
        (b"MZ" + random.Random(1).randbytes(4000), "un programme Windows"),
        (random.Random(2).randbytes(4000), "un fichier binaire"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><html><body>", "une page web"),
        (b"<table><tr><td>Date</td></tr></table>", "une page web"),
    ],
)
def test_what_is_no_table_is_said_for_what_it_is(head: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        check_not_foreign(head, "ventes.csv")
    assert refused.value.where == "ventes.csv"
    assert refused.value.mend


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "cp850", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_of_any_encoding_passes(encoding: str) -> None:
    check_not_foreign(LINES.encode(encoding), "ventes.csv")


@pytest.mark.parametrize(
    "head",
    [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"PAR1", b"ID3;Nom\n3;x\n", b"MZ;Ville\n1;Metz\n"],
)
def test_what_has_its_own_reader_or_looks_only_a_little_foreign_passes(head: bytes) -> None:
    check_not_foreign(head, "ventes")


def test_a_few_null_characters_are_taken_out_and_said() -> None:
    table = read_text_table(LINES.replace("Chaise", "Chaise\0", 3).encode(), "ventes.csv")
    assert table.frame.height == 40
    assert table.frame["Article"].unique().to_list() == ["Chaise paillée"]
    assert any("3 caractère(s) nul(s)" in note for note in table.notes)


def test_one_quote_left_open_hides_neither_the_separator_nor_the_other_lines() -> None:
    lines = LINES + '01/02/2026;"Jamais fermé;2;12,50\n' + "01/02/2026;Chaise;2;12,50\n" * 30
    assert separator_of(lines) == ";"
    table = read_text_table(lines.encode(), "ventes.csv")
    assert table.frame.height == 70
    assert [line.reason for line in table.broken] == ["guillemet ouvert et jamais fermé"]
