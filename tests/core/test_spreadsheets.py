from datetime import date, datetime
from decimal import Decimal

import pytest

from levier.core.spreadsheets import as_cell, as_csv, as_text, csv_lines


@pytest.mark.parametrize("formula", ["=1+1", "-1+cmd|' /C calc'!A0", "+A1", "@SUM(A1)", "\t=1", "\r=1", "-", "+33 1 (bureau)"])  # fmt: skip
def test_what_a_spreadsheet_would_run_is_kept_a_text(formula: str) -> None:
    assert as_text(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "text", ["", "Vis 4 × 40", "12-A", " =1", "-12,5", "+33 6 12 34 56 78", "-1\u202f234,50"]
)
def test_any_other_text_stays_as_it_is_and_a_signed_number_a_number(text: str) -> None:
    assert as_text(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "oui"), (False, "non"), (12, "12"), (1234.5, "1234,5"), (100.0, "100"), (-0.0, "0"), (45.912345, "45,912345"),
        (1e-9, "0"), (1e21, "1000000000000000000000"), (float("nan"), ""), (float("inf"), ""), (Decimal("12.30"), "12,3"),
        (date(2026, 11, 23), "23/11/2026"), (datetime(2026, 11, 23, 8, 5), "23/11/2026 08:05:00"), ("=1", "'=1"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_french_spreadsheets_read_it(value: object, written: str) -> None:
    assert as_cell(value) == written


def test_a_number_may_be_written_whole() -> None:
    assert as_cell(0.1 + 0.2, None) == "0,30000000000000004"
    assert as_cell(1e-9, None) == "0,000000001"


def test_the_file_has_its_mark_its_semicolons_and_quotes_where_needed() -> None:
    made = as_csv(["Code", "=Nom"], [["A;1", 2.5], ['6" noir', None]])
    assert made.decode("utf-8") == '\ufeffCode;\'=Nom\r\n"A;1";2,5\r\n"6"" noir";\r\n'
    assert "".join(csv_lines(["Code", "=Nom"], [["A;1", 2.5], ['6" noir', None]])).encode() == made
