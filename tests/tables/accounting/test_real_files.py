"""The two real FEC of the shared data: read whole, balanced, and the tax-form lines that go with the first."""

import gzip
import re

import pytest

from levier.tables.accounting.conformity import check
from levier.tables.accounting.ledger import ledger_of
from levier.tables.accounting.reading import read_fec
from levier.tables.accounting.tax_forms import fill_form
from tests.shared_data import shared

_FIRST, _SECOND = "000000000FEC20231231.txt", "111111111FEC20221231.txt"
_SET_OFF = {"072": 20858, "096": 143123, "110": 326390, "156": 34119, "166": 9795, "172": 25528}
"""Lines where the file gives a figure that sets off debits and credits: see docs/decisions/011-fec.md."""


@pytest.mark.parametrize(("name", "lines"), [(_FIRST, 2102), (_SECOND, 934)])
def test_a_real_file_is_read_whole_and_balances(name: str, lines: int) -> None:
    read = read_fec(gzip.decompress(shared(f"accounting_fr/{name}.gz").read_bytes()), name)
    assert (read.rows, read.broken) == (lines, [])
    found = {finding.code for finding in check(read).findings}
    assert not found & {
        "equilibre",
        "equilibre-ecriture",
        "equilibre-journal",
        "equilibre-mois",
        "an-equilibre",
    }
    ledger = ledger_of(read.frame, closing=read.name.closing, exact=True)
    for form, assets, worn, liabilities in (("2033", "110", "112", "180"), ("2050", "CO", "1A", "EE")):
        filled = fill_form(ledger, form)
        assert filled.line(assets).exact - filled.line(worn).exact == filled.line(liabilities).exact


def test_the_expected_lines_of_the_tax_form_are_those_of_the_file() -> None:
    expected = shared("accounting_fr/000000000FEC20231231-expected.csv").read_text()
    read = read_fec(gzip.decompress(shared(f"accounting_fr/{_FIRST}.gz").read_bytes()), _FIRST)
    form = fill_form(ledger_of(read.frame, closing=read.name.closing, exact=True), "2033")
    ours = {line.line: line.value for line in form.lines}
    given = {code: int(value) for code, value in re.findall(r"^(\d{3}), (\d+)", expected, re.M)}
    compared = {code: value for code, value in given.items() if code in ours}
    assert len(compared) > 45
    assert {code: ours[code] for code, value in compared.items() if ours[code] != value} == _SET_OFF
