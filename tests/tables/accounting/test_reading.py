"""A FEC is read to the cent in every way software writes it; what cannot be read is said, never guessed."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.reading import is_fec, read_fec
from tests.tables.accounting.writing import Line, Variant, company, write

LINES = company()

_SEPARATORS = st.sampled_from("\t|;,")


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    separator = draw(_SEPARATORS)
    encoding = draw(st.sampled_from(["iso8859-15", "utf-8", "cp1252"]))
    return Variant(
        separator=separator,
        encoding=encoding,
        bom=encoding == "utf-8" and draw(st.booleans()),
        decimal=draw(st.sampled_from(",.")),
        end=draw(st.sampled_from(["\r\n", "\n"])),
        quoted=draw(st.booleans()),
        amounts=draw(st.sampled_from(["debit-credit", "side-letters", "side-signs"])),
        names=draw(st.sampled_from(["exact", "upper", "spaced", "accented"])),
        dates=draw(st.sampled_from(["%Y%m%d", "%d/%m/%Y", "%Y-%m-%d"])),
        cash=draw(st.booleans()),
        empty_zero=draw(st.booleans()),
        final_end=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(variants())
def test_every_way_of_writing_gives_the_same_entries(how: Variant) -> None:
    data = write(LINES, how)
    assert is_fec(data)
    read = read_fec(data, "732829320FEC20231231.txt")
    assert not read.broken
    frame = read.frame
    assert frame["account"].to_list() == [line.account for line in LINES]
    assert frame["date"].to_list() == [line.day for line in LINES]
    assert frame["debit"].to_list() == [int(line.debit * EURO) for line in LINES]
    assert frame["credit"].to_list() == [int(line.credit * EURO) for line in LINES]
    assert frame["label"].to_list() == [line.label for line in LINES]
    assert frame["lettering"].to_list() == [line.lettering for line in LINES]
    assert frame["line"].to_list() == list(range(2, len(LINES) + 2))


_LABELS = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc",), exclude_characters="\t|\x85\xa0"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip(" ") == text)


@settings(max_examples=60, deadline=None)
@given(st.lists(_LABELS, min_size=2, max_size=8), st.sampled_from("\t|"), st.booleans())
def test_any_label_is_read_as_it_is_even_with_stray_quotes(
    labels: list[str], separator: str, quoted: bool
) -> None:
    lines = [
        Line("OD", str(number), LINES[0].day, "512000", label=label) for number, label in enumerate(labels)
    ]
    read = read_fec(write(lines, Variant(separator=separator, encoding="utf-8", quoted=quoted)), "x")
    expected = labels if quoted else [_literal(label) for label in labels]
    assert read.frame["label"].to_list() == expected


def _literal(label: str) -> str:
    """A cell that is wholly and properly quoted is a quoted cell, whoever wrote it."""
    if not label.startswith('"'):
        return label
    try:
        cells = next(csv.reader([label], delimiter="\t", strict=True))
    except csv.Error:
        return label
    return cells[0]


def _with(text: str, column: int, line: int = 0) -> bytes:
    """The company's file where one cell says something else."""
    rows = write(LINES, Variant(encoding="utf-8", end="\n")).decode().split("\n")
    cells = rows[line + 1].split("\t")
    cells[column] = text
    rows[line + 1] = "\t".join(cells)
    return "\n".join(rows).encode()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", 12_345_600), ("1234,5", 12_345_000), ("1.234,56", 12_345_600), ("-12,00", -120_000), ("12,00-", -120_000),
        ("(12,00)", -120_000), ("1234,56 €", 12_345_600), ("0,0001", 1), ("1234", 12_340_000), ("99999999999,99", 999_999_999_999_900),
        ("1\u202f234,56", 12_345_600),
    ],
)  # fmt: skip
def test_an_amount_is_read_exactly(text: str, value: int) -> None:
    assert read_fec(_with(text, 11), "x").frame["debit"][0] == value


@pytest.mark.parametrize(
    "text", ["1.234", "12,34,56", "1,2.3,4", "abc", "1E+05", "12..5", "1 2 3 x", "--5", "999999999999999"]
)
def test_an_amount_with_two_meanings_is_never_guessed(text: str) -> None:
    read = read_fec(_with(text, 11), "x")
    assert read.frame["debit"][0] == 0
    assert read.faults["debit.unreadable"]["line"].to_list() == [2]


@pytest.mark.parametrize("text", ["20231301", "31/31/2023", "hier", "00000000", "2023", "19011231"])
def test_an_impossible_date_is_said(text: str) -> None:
    read = read_fec(_with(text, 3), "x")
    assert read.frame["date"][0] is None
    assert read.faults["date.unreadable"]["text"].to_list() == [text]


def test_a_line_with_too_many_cells_is_set_aside_with_its_number() -> None:
    rows = write(LINES, Variant(encoding="utf-8", end="\n")).decode().split("\n")
    rows[4] += "\tde trop\tencore"
    read = read_fec("\n".join(rows).encode(), "x")
    assert [broken.line for broken in read.broken] == [5]
    assert read.rows == len(LINES) - 1


def test_a_label_cut_by_a_line_break_is_put_back_together() -> None:
    rows = write(LINES, Variant(encoding="utf-8", end="\n")).decode().split("\n")
    cells = rows[3].split("\t")
    cells[10] = "premier\nsecond"
    rows[3] = "\t".join(cells)
    read = read_fec("\n".join(rows).encode(), "x")
    assert read.joined == [4]
    assert read.rows == len(LINES)
    assert "premier second" in read.frame["label"].to_list()


def test_a_truncated_file_is_read_as_far_as_it_goes() -> None:
    data = write(LINES, Variant(encoding="utf-8"))
    read = read_fec(data[: len(data) - 90], "x")
    assert read.rows + len(read.broken) >= len(LINES) - 1


def test_a_file_without_header_is_read_in_the_order_of_the_article() -> None:
    data = write(LINES, Variant(encoding="utf-8", end="\n")).split(b"\n", 1)[1]
    read = read_fec(data, "x")
    assert not read.header.present
    assert read.rows == len(LINES)


def test_mixed_separators_are_refused_in_one_sentence() -> None:
    rows = write(LINES, Variant(encoding="utf-8", end="\n")).decode().split("\n")
    mixed = [rows[0], *(row.replace("\t", ";") for row in rows[1:])]
    with pytest.raises(BadInput, match="n'ont pas le bon nombre de colonnes"):
        read_fec("\n".join(mixed).encode(), "x.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"bonjour\n",
        b"a\tb\tc\n1\t2\t3\n",
        b"JournalCode\tJournalLib",
    ],
)
def test_what_is_no_fec_is_refused(data: bytes) -> None:
    assert not is_fec(data)
    with pytest.raises(BadInput):
        read_fec(data, "x")


def test_a_file_that_lost_its_line_ends_is_refused_at_once() -> None:
    header = write(LINES, Variant(encoding="utf-8", end="\n")).split(b"\n")[0]
    with pytest.raises(BadInput, match="fins de ligne"):
        read_fec(header + b"\n" + b"x\t" * 700_000, "x")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_damaged_bytes_are_read_or_refused_never_a_crash(noise: bytes, place: int) -> None:
    data = bytearray(write(LINES[:20], Variant(encoding="utf-8")))
    data[min(place, len(data)) : min(place, len(data))] = noise
    try:
        read = read_fec(bytes(data), "x")
    except BadInput:
        return
    assert read.rows + len(read.broken) <= 20 + noise.count(b"\n") + noise.count(b"\r") + 1
