"""The indicators read from accounts, on two real FEC: each figure is recomputed here from the lines of the file itself."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from levier.core.errors import NotEnoughData
from levier.core.period import Period
from levier.indicators.catalogue import definition
from levier.operations.gains.measuring import _OWN, last_figure
from levier.tables.importing import import_file
from tests.cast import Person
from tests.shared_data import shared

pytestmark = pytest.mark.django_db
_OPERATING = tuple(f"{one}" for one in (60, 61, 62, 63, 64, 65, 681, 70, 71, 72, 74, 75, 781, 79))
_CASH = ("512", "514", "517", "518", "53", "54")
_AFTER = {"000000000FEC20231231.txt.gz": date(2023, 7, 1), "111111111FEC20221231.txt.gz": date(2023, 8, 1)}
"""The day after the last entry of each file. Neither holds a whole year with sales: the first has some in 2023 only, the second
begins there; balances carried forward stand on January 1st."""
_HALF = Period(start=date(2023, 1, 1), end=date(2023, 6, 30))


def lines_of(path: Path) -> Iterator[tuple[str, str, float]]:
    """Account, day (AAAAMMJJ) and debit minus credit of every line of a FEC, whichever its separator and its two columns."""
    text = gzip.decompress(path.read_bytes())
    try:
        said = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = text.decode("cp1252")
    rows = csv.reader(said.splitlines(), delimiter="\t" if "\t" in said.splitlines()[0] else "|")
    header = [one.strip().lower() for one in next(rows)]
    at = {name: header.index(name) for name in ("comptenum", "ecrituredate")}
    for row in rows:
        if len(row) < len(header):
            continue
        debit, credit = (
            float(row[header.index(name)].replace(",", ".") or 0) for name in ("debit", "credit")
        )
        yield row[at["comptenum"]].strip(), row[at["ecrituredate"]].strip(), debit - credit


def books(owner: Person, name: str) -> list[tuple[str, str, float]]:
    """The file's raw lines, once it is imported in a company that lives the day after its last entry."""
    path = shared(f"accounting_fr/{name}")
    import_file(owner.actor, path)
    owner.company.own_today = _AFTER[name]
    owner.company.save()
    return list(lines_of(path))


@pytest.mark.parametrize("name", _AFTER)
def test_the_operating_margin_of_half_a_year_is_that_of_the_file(owner: Person, name: str) -> None:
    lines = books(owner, name)
    figure = _OWN["operating-margin"](owner.actor, owner.company, _HALF)
    half = [(account, amount) for account, day, amount in lines if "20230101" <= day <= "20230630"]
    turnover = -sum(amount for account, amount in half if account.startswith("70"))
    operating = -sum(amount for account, amount in half if account.startswith(_OPERATING))
    assert turnover > 0
    assert figure.value == pytest.approx(100 * operating / turnover, abs=0.05)


@pytest.mark.parametrize("name", _AFTER)
def test_part_of_a_year_makes_no_yearly_margin_and_says_why(owner: Person, name: str) -> None:
    books(owner, name)
    with pytest.raises(NotEnoughData, match=r"toute l'année|aucun chiffre d'affaires"):
        last_figure(owner.actor, definition("operating-margin"))


@pytest.mark.parametrize("name", _AFTER)
def test_the_cash_position_is_the_balance_of_bank_and_till_at_the_end_of_the_month(
    owner: Person, name: str
) -> None:
    lines = books(owner, name)
    figure, span = last_figure(owner.actor, definition("cash-position"))
    assert span.end == _AFTER[name] - timedelta(days=1)
    until = span.end.strftime("%Y%m%d")
    cash = sum(
        amount for account, day, amount in lines if account.startswith(_CASH) and "20230101" <= day <= until
    )
    assert figure.value == pytest.approx(cash, abs=0.01)
