"""What was written in a text file is what is read, whichever way reads it; what is open to two readings is asked."""

import csv
import io
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.tables.importing import memory, records, text_files
from levier.tables.importing.doubts import style_of
from levier.tables.importing.how import How
from levier.tables.importing.moments import order_evidence, read_moments
from levier.tables.importing.numbers import mark_evidence, read_numbers
from levier.tables.importing.opening import open_tables
from levier.tables.importing.raw import RawTable
from levier.tables.importing.text_files import read_text_table

_CELLS = st.text(alphabet=st.sampled_from("abé œ;,|\t\"\n\r'=-.0159€"), max_size=12)
_ROWS = st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8)
_HEAD = ["Code article", "Désignation", "Quantité"]


def written(rows: list[list[str]], separator: str = ";", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, quoting=quoting, lineterminator="\n").writerows([_HEAD, *rows])  # type: ignore[arg-type]
    return buffer.getvalue().encode()


def cell_by_cell(data: bytes, monkeypatch: pytest.MonkeyPatch) -> RawTable:
    with monkeypatch.context() as patched:
        patched.setattr(text_files, "read_regular", lambda *given, **more: None)
        return read_text_table(data, "x.csv", How(separator=";"))


@settings(max_examples=80, deadline=None)
@given(rows=_ROWS, quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@example(rows=[["", '""', "a"], ['"', "", ""]], quoting=csv.QUOTE_MINIMAL)
def test_by_columns_or_cell_by_cell_the_same_is_read(rows: list[list[str]], quoting: int) -> None:
    data = written(rows, quoting=quoting)
    patch = pytest.MonkeyPatch()
    slow = cell_by_cell(data, patch)
    fast = read_text_table(data, "x.csv", How(separator=";"))
    strip = pl.all().str.strip_chars()
    assert fast.frame.columns == slow.frame.columns
    assert fast.frame.select(strip).rows() == slow.frame.select(strip).rows()
    assert fast.lines.to_list() == slow.lines.to_list()
    assert [(b.line, b.reason) for b in fast.broken] == [(b.line, b.reason) for b in slow.broken]


_TWO = "Date;Réf;Qté;Prix\n02/01/2026;B100;10;1,30\n03/01/2026,C200,5,1.20\n04/01/2026;B100;7;1,30\n"


def test_lines_of_another_separator_are_named_then_read_when_it_is_said() -> None:
    table = read_text_table(_TWO.encode(), "x.csv")
    assert [(line.line, line.reason) for line in table.broken] == [
        (3, "séparateur virgule, pas point-virgule comme ailleurs")
    ]
    assert table.cut is not None
    assert (table.cut.second, table.cut.doubt[:9]) == (",", "Une ligne")
    both = read_text_table(_TWO.encode(), "x.csv", How.said(separator=";,"))
    assert not both.broken
    assert both.frame["Réf"].to_list() == ["B100", "C200", "B100"]
    assert both.lines.to_list() == [2, 3, 4]


def test_a_comma_in_a_text_of_a_short_line_is_no_other_separator() -> None:
    table = read_text_table("Nom;Ville\nMartin;Vichy\nDubois, Léa\n".encode(), "x.csv")
    assert table.broken[0].reason == "1 colonne(s) au lieu de 2"


def test_a_header_typed_by_hand_may_have_another_separator_than_the_lines() -> None:
    table = read_text_table(
        _TWO.replace(";", ",", 3).replace("03/01/2026,C200,5,", "03/01/2026;C200;5;").encode(), "x.csv"
    )
    assert table.frame.columns == ["Date", "Réf", "Qté", "Prix"]
    assert table.frame.height == 3


def test_accents_written_twice_are_put_right_and_this_is_told() -> None:
    twice = _TWO.encode().decode("cp1252").encode()
    table = read_text_table(twice, "x.csv")
    assert table.frame.columns == ["Date", "Réf", "Qté", "Prix"]
    assert "enregistrés deux fois" in table.notes[-1]
    honest = read_text_table("Réf;SÃO;Qté\n1;2;3\n".encode(), "x.csv")
    assert honest.frame.columns == ["Réf", "SÃO", "Qté"]


def test_the_line_of_the_names_is_the_one_that_is_said() -> None:
    text = b"Exercice;2026;;\nSite;Vichy;Nord;Sud\nA;B;C;D\n02/01/2026;B100;10;1,30\n"
    table = read_text_table(text, "x.csv", How.said(header="3"))
    assert (table.frame.columns, table.lines.to_list()) == (["A", "B", "C", "D"], [4])
    none = read_text_table(text, "x.csv", How.said(header="0"))
    assert none.frame.height == 4
    with pytest.raises(BadInput, match="La ligne 9 n'est pas au début"):
        read_text_table(text, "x.csv", How.said(header="9"))
    with pytest.raises(BadInput, match="n'est pas un numéro de ligne"):
        How.said(header="trois")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Date/Réf/Qté\n2026-01-02/B1/1,30\n2026-01-03/B2/1,20\n", "le séparateur est peut-être un autre"),
        ("1;2;3\n4;5;6\n", "Aucune ligne de noms"),
        ("a;b;c\n1;2;3\n1;2\n1;2\n1;2;3;4\n", "pas autant de cellules"),
        ("Date;Réf;Qté\n02/01/2026;B1;1\n", ""),
    ],
)
def test_what_is_doubtful_in_the_way_a_file_is_cut_is_said(text: str, doubt: str) -> None:
    cut = read_text_table(text.encode(), "x.csv").cut
    assert cut is not None
    assert doubt in cut.doubt
    assert bool(doubt) == bool(cut.doubt)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=12),
    decimal=st.sampled_from([",", "."]),
    thousands=st.sampled_from(["", " ", "\u00a0", "\u202f", "'", "other"]),
    negative=st.sampled_from(["-", "()", "trailing", "D/C"]),
)
def test_no_way_to_write_an_amount_is_read_as_another(
    values: list[Decimal], decimal: str, thousands: str, negative: str
) -> None:
    mark = {",": ".", ".": ","}[decimal] if thousands == "other" else thousands
    texts = []
    for value in values:
        text = f"{abs(value):,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", mark)
        if value < 0:
            text = {"-": f"-{text}", "()": f"({text})", "trailing": f"{text}-", "D/C": f"{text} D"}[negative]
        texts.append(text)
    column = pl.Series("m", texts)
    assert mark_evidence(column).mark == decimal
    assert read_numbers(column, ".").to_list() == [float(value) for value in values]


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.dates(date(1971, 1, 1), date(2068, 12, 31)), min_size=1, max_size=12),
    style=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d-%m-%y", "%m/%d/%y", "%d.%m.%Y"]),
)
def test_a_date_is_read_as_written_or_asked(days: list[date], style: str) -> None:
    column = pl.Series("d", [day.strftime(style) for day in days])
    found = order_evidence(column)
    if found.order is None:
        assert len(found.open) > 1
        return
    assert [moment.date() for moment in read_moments(column, found.order).to_list()] == days


@pytest.mark.parametrize(
    ("numbers", "dates", "asked"),
    [
        (["1.234"], ["2026-01-02"], ["decimal"]),
        (["1,234", "5"], ["2026-01-02"], ["decimal"]),
        (["1,234", "5,5"], ["2026-01-02"], []),
        (["12,50"], ["03/04/2026"], []),  # a decimal comma: no country that has it writes the month first
        (["12.50"], ["03/04/2026"], ["dates"]),
        (["12,50"], ["03/04/05"], ["dates"]),
        (["12"], ["25/12/2026", "12/25/2026", "01/02/2026"], ["dates"]),
        (["12"], ["05/05/2026"], []),
        (["12"], ["06/06/66"], []),  # found by fuzzing: a question whose answers were the same
        (["12"], ["03/04/20]]26", "25/12/2026"], []),  # and one about what is no date
        (["1.234"], ["03/04/2026"], ["decimal", "dates"]),
    ],
)
def test_what_nothing_proves_is_asked(numbers: list[str], dates: list[str], asked: list[str]) -> None:
    style = style_of({"n": pl.Series(numbers)}, {"d": pl.Series(dates)}, ",", How(), certain=False)
    assert [question.name for question in style.questions] == asked
    for question in style.questions:
        assert len({choice.consequence for choice in question.choices}) > 1
    said = style_of(
        {"n": pl.Series(numbers)}, {"d": pl.Series(dates)}, ",", How(dates="mdy", decimal="."), certain=False
    )
    assert said.questions == ()


def test_totals_and_repeated_headers_are_no_data() -> None:
    head = "Code client;Raison sociale;Ville;Solde\n"
    text = f"{head}C1;Martin;Lyon;12\nC2;Total Énergies;Paris;3\n{head};Sous-total;;15\nTotal général;;;16\n"
    table = open_tables(text.encode(), "x.csv")[0]
    assert table.frame["Raison sociale"].to_list() == ["Martin", "Total Énergies"]
    assert [line.line for line in table.broken] == [5, 6]
    assert table.notes == ["1 ligne(s) qui répètent l'en-tête sont ignorées."]


def test_a_separator_at_the_end_of_each_line_is_no_column() -> None:
    table = read_text_table(b"a;b\n1;2;\n3;4;\n5;6;\n", "x.csv")
    assert table.frame.rows() == [("1", "2"), ("3", "4"), ("5", "6")]
    assert table.broken == []


def test_a_huge_irregular_file_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "_MOST_IRREGULAR", 100)
    data = b"a;b\n" + b'1;"deux\nlignes"\n' * 20
    with pytest.raises(BadInput, match="irréguliers"):
        read_text_table(data, "x.csv")


def test_records_keep_their_line_numbers() -> None:
    rows, starts, broken = records.records('a;b\n1;"x\ny"\n\n2;z\n', ";")
    assert (starts, broken) == ([1, 2, 5], [])
    assert rows[1] == ["1", "x\ny"]


def test_a_table_beyond_the_memory_of_the_machine_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "available", lambda: 600 * 1024**2)
    memory.require_memory(10 * 1024**2, "x.csv")
    with pytest.raises(BadInput, match="assez de mémoire") as refused:
        memory.require_memory(300 * 1024**2, "x.csv")
    assert "ajouter" in refused.value.mend


@pytest.mark.parametrize("data", [b"\xa0", b"sep=;\n", "\u2003\n\u00a0\n".encode(), b"sep=,"])
def test_a_file_of_blanks_is_empty(data: bytes) -> None:
    """Found by fuzzing: a no-break space is no cell."""
    with pytest.raises(BadInput, match="vide"):
        read_text_table(data, "x.csv")
