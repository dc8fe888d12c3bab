"""A bank statement is read to the cent, whatever its format; what cannot be read is said, and balances are checked."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.tables.importing import import_file
from levier.tables.importing.formats import camt, cfonb, format_of, ofx
from levier.tables.importing.formats.french_account import iban_of
from levier.tables.importing.raw import RawTable
from tests.cast import Person
from tests.tables.importing import statements
from tests.tables.importing.statements import ACCOUNT, BANK, BRANCH, IBAN, Line

_WORDS = st.text(alphabet="ABCDEFGHIJ abcdéèç'&<>-./0123456789", min_size=1, max_size=31).map(
    lambda text: " ".join(text.split()) or "X"
)
_AMOUNTS = st.integers(-99_999_999, 99_999_999).map(lambda cents: Decimal(cents).scaleb(-2))
_LINES = st.lists(
    st.builds(
        Line, st.dates(date(1990, 1, 1), date(2069, 12, 31)), _AMOUNTS, _WORDS, _WORDS, st.just("REF1")
    ),
    min_size=1,
    max_size=8,
)


def told(table: RawTable) -> list[tuple[date, Decimal]]:
    amounts = [Decimal(str(amount)).quantize(Decimal("0.01")) for amount in table.frame["amount"]]
    return list(zip(table.frame["date"].to_list(), amounts, strict=True))


@settings(max_examples=40, deadline=None)
@given(lines=_LINES, opening=_AMOUNTS, ends=st.sampled_from(["\r\n", "\n", ""]))
def test_what_a_cfonb_statement_says_is_what_is_read(lines: list[Line], opening: Decimal, ends: str) -> None:
    data = statements.cfonb(lines, opening, ends=ends)
    assert cfonb.sniff(data, "releve")
    table = cfonb.read(data, "releve")[0]
    assert told(table) == [(line.day, line.amount) for line in lines]
    assert table.frame["party"].to_list() == [line.party for line in lines]
    assert table.broken == table.warnings == []
    assert "soldes du relevé sont exacts" in table.notes[0]


@settings(max_examples=40, deadline=None)
@given(lines=_LINES, comma=st.booleans(), xml=st.booleans())
def test_what_an_ofx_statement_says_is_what_is_read(lines: list[Line], comma: bool, xml: bool) -> None:
    data = statements.ofx(lines, comma=comma, xml=xml)
    assert ofx.sniff(data, "releve")
    table = ofx.read(data, "releve")[0]
    assert told(table) == [(line.day, line.amount) for line in lines]
    assert table.frame["party"].to_list() == [line.party for line in lines]
    assert set(table.frame["own_account"].to_list()) == {IBAN}


@settings(max_examples=40, deadline=None)
@given(
    lines=_LINES,
    opening=_AMOUNTS,
    version=st.sampled_from(["02", "04", "06", "08", "13"]),
    batch=st.booleans(),
)
def test_what_a_camt_statement_says_is_what_is_read(
    lines: list[Line], opening: Decimal, version: str, batch: bool
) -> None:
    table = camt.read(statements.camt(lines, opening, version=version, batch=batch), "releve.xml")[0]
    assert sorted(amount for _, amount in told(table)) == sorted(line.amount for line in lines)
    if not batch:
        assert told(table) == [(line.day, line.amount) for line in lines]
        assert table.frame["party"].to_list() == [line.party for line in lines]
    assert table.warnings == []
    assert table.notes


def test_a_balance_that_does_not_add_up_is_told_with_the_gap() -> None:
    lines = [
        Line(date(2026, 1, 5), Decimal("-12.50"), "PRLV EDF"),
        Line(date(2026, 1, 6), Decimal("100.00"), "VIR"),
    ]
    for table in (
        cfonb.read(statements.cfonb(lines, Decimal(10), closing=Decimal("97.00")), "r")[0],
        camt.read(statements.camt(lines, Decimal(10), closing=Decimal("97.00")), "r")[0],
    ):
        assert "écart −0,50" in table.warnings[0].replace("\u00a0", " ").replace("-0,50", "−0,50")
        assert table.frame["balance"].to_list() == [-2.5, 97.5]


def test_an_amount_without_its_sign_is_set_aside_and_not_guessed() -> None:
    lines = [
        Line(date(2026, 1, 5), Decimal("-12.50"), "PRLV EDF"),
        Line(date(2026, 1, 6), Decimal("3"), "VIR"),
    ]
    data = statements.cfonb(lines, Decimal(10)).replace(b"0000000000125}", b"00000000001250")
    table = cfonb.read(data, "releve")[0]
    assert [line.line for line in table.broken] == [2]
    assert "montant illisible" in table.broken[0].reason
    assert table.warnings  # the balance tells that something is missing


def test_an_ofx_amount_with_thousands_is_refused_line_by_line() -> None:
    data = statements.ofx([Line(date(2026, 1, 5), Decimal("1234.50"), "VIR")]).replace(
        b"1234.50", b"1,234.50"
    )
    table = ofx.read(data, "releve")[0]
    assert "montant illisible" in table.broken[0].reason
    assert table.frame.height == 0


@pytest.mark.parametrize(
    ("broken", "said", "mend"),
    [
        (
            "<OFX><SONRS><STATUS><CODE>15500<SEVERITY>ERROR</STATUS></SONRS></OFX>",
            "refus",
            "Reconnectez-vous",
        ),
        ("<OFX><INVSTMTRS><CURDEF>EUR</INVSTMTRS></OFX>", "portefeuille de titres", "compte espèces"),
        ("<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>", "s'arrête avant", "Téléchargez de nouveau"),
        ("<OFX></OFX>", "aucun relevé de compte", "Téléchargez de nouveau"),
        (
            "<OFX><STMTRS><BANKTRANLIST></BANKTRANLIST></STMTRS></OFX>",
            "aucun mouvement",
            "la période et le compte",
        ),
    ],
)
def test_an_ofx_without_a_movement_says_why(broken: str, said: str, mend: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        ofx.read(f"OFXHEADER:100\n\n{broken}".encode(), "releve.ofx")
    assert mend in refused.value.mend


def test_no_one_is_sent_to_the_columns_of_a_statement_of_which_no_line_can_be_used(
    owner: Person, tmp_path: Path
) -> None:
    path = tmp_path / "releve.ofx"
    lines = statements.ofx([Line(date(2026, 1, 5), Decimal("1234.50"), "VIR")])
    path.write_bytes(lines.replace(b"20260105", b"05/01/26"))
    with pytest.raises(BadInput, match="date illisible") as refused:
        import_file(owner.actor, path)
    assert "votre banque" in refused.value.mend
    assert "colonnes" not in refused.value.mend


def test_an_ofx_cut_between_two_movements_says_that_its_end_is_missing() -> None:
    whole = statements.ofx([Line(date(2026, 1, day), Decimal(day), "VIR") for day in (5, 6)])
    table = ofx.read(whole[: whole.rindex(b"<STMTTRN>")], "releve")[0]
    assert table.frame.height == 1
    assert "La fin de ce relevé manque" in table.warnings[0]


def test_what_a_bank_leaves_empty_is_no_column_to_be_asked_about() -> None:
    table = ofx.read(statements.ofx([Line(date(2026, 1, 5), Decimal("60"), "A")]), "releve")[0]
    assert not {"value_date", "category", "balance"} & set(table.frame.columns)


def test_charges_of_a_batch_become_a_movement_of_their_own() -> None:
    lines = [Line(date(2026, 1, 5), Decimal("60"), "A"), Line(date(2026, 1, 5), Decimal("40"), "B")]
    data = statements.camt(lines, Decimal(0), batch=True, closing=Decimal("97.50")).replace(
        b"<Ntry><Amt Ccy='EUR'>100</Amt>",
        b"<Ntry><Amt Ccy='EUR'>97.50</Amt><Chrgs><Rcrd><Amt Ccy='EUR'>2.50</Amt></Rcrd></Chrgs>",
    )
    table = camt.read(data, "r")[0]
    assert table.frame["amount"].to_list() == [60, 40, -2.5]
    assert table.frame["label"].to_list()[-1] == "Frais bancaires"
    assert table.warnings == []


def test_an_entry_not_booked_yet_is_no_movement() -> None:
    data = statements.camt([Line(date(2026, 1, 5), Decimal("60"), "A")], Decimal(0), version="02")
    table = camt.read(data.replace(b"<Sts>BOOK</Sts>", b"<Sts>PDNG</Sts>"), "r")[0]
    assert table.frame.height == 0
    assert "non comptabilisée" in table.broken[0].reason


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_statement_cut_short_never_passes_for_whole(cut: float) -> None:
    lines = [Line(date(2026, 1, day), Decimal(day), "VIR", "Martin") for day in range(1, 20)]
    whole = statements.camt(lines, Decimal(10))
    with pytest.raises(BadInput, match="endommagé"):
        camt.read(whole[: int(len(whole) * cut)], "r")
    whole = statements.cfonb(lines, Decimal(10))
    table = cfonb.read(whole[: int(len(whole) * cut)], "r")[0]
    assert any("nouveau solde manque" in warning for warning in table.warnings)


def test_entities_of_xml_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>'
    with pytest.raises(BadInput, match="entités"):
        camt.read(bomb, "r")


def test_each_format_is_told_by_its_content() -> None:
    lines = [Line(date(2026, 1, 5), Decimal("60"), "A")]
    assert format_of(statements.cfonb(lines, Decimal(0)), "x.csv") is cfonb
    assert format_of(statements.ofx(lines), "x.txt") is ofx
    assert format_of(statements.camt(lines, Decimal(0)), "x") is camt
    assert format_of(b"Date;Montant\n01/02/2026;3\n", "releve.ofx") is None


def test_the_iban_of_a_french_account_is_computed() -> None:
    assert iban_of(BANK, BRANCH, ACCOUNT) == IBAN
    assert (
        iban_of("20041", "01005", "0500013M026") == "FR1420041010050500013M02606"
    )  # the example of ISO 13616
