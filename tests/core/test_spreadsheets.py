import pytest

from levier.core.spreadsheets import as_text


@pytest.mark.parametrize("formula", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_kept_a_text(formula: str) -> None:
    assert as_text(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Vis 4 × 40", "12-A", " =1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text
