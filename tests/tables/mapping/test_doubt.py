"""What is not sure is said, with its reason and the choice that comes next; what was said by a person is sure."""

import pytest

from levier.tables.importing.mapping import Mapping
from levier.tables.importing.matching.doubt import judges, kind_judge
from levier.tables.importing.matching.met import Met
from levier.tables.importing.opening import open_table
from levier.tables.importing.recognising import recognised, to_check

INVOICES = "Numéro;Date facture;Nom du client;Montant HT;Total HT;Montant TTC;Statut"


def table(headers: str, rows: int = 30) -> bytes:
    """Invoices whose two amounts before tax go apart, so that no sum tells which is right."""
    lines = (
        f"FA-{100 + row};{row % 27 + 1:02d}/03/2026;Société {row % 9};{90 + row},00;{70 + 2 * row},00;{150 + 3 * row},00;Payée"
        for row in range(rows)
    )
    return "\n".join([headers, *lines]).encode()


def read(headers: str = INVOICES, given: dict[str, str] | None = None) -> Mapping:
    return recognised(open_table(table(headers), "factures.csv"), "factures.csv", "invoices", given or {})


def test_two_columns_that_contend_for_a_field_are_said_to() -> None:
    mapping = read()
    contended = [match.doubt for match in mapping.matches if match.doubt] + [
        left.doubt for left in mapping.left
    ]
    said = [
        doubt for doubt in contended if doubt.said.startswith("deux colonnes se disputent « Montant HT »")
    ]
    assert said
    assert {doubt.column for doubt in said} <= {"Montant HT", "Total HT"}
    assert {doubt.field for doubt in said} == {"net"}
    assert any("Total HT" in line for line in to_check(mapping))


def test_the_choice_that_comes_next_is_sure_once_taken() -> None:
    mapping = read(given={"net": "Total HT"})
    taken = next(match for match in mapping.matches if match.field == "net")
    assert (taken.column, taken.confidence, taken.sure) == ("Total HT", 1.0, True)


def test_a_field_left_empty_on_purpose_is_not_asked_about_again() -> None:
    mapping = read(given={"net": ""})
    assert "net" not in {left.doubt.field for left in mapping.left}


def test_a_column_left_aside_says_the_field_it_resembles() -> None:
    mapping = read("Numéro;Date facture;Nom du client;Montant HT;Zorglub;Montant TTC;Statut")
    used = {match.column for match in mapping.matches}
    assert "Zorglub" not in used
    left = {left.column: left for left in mapping.left}
    assert set(left) <= set(mapping.ignored)
    assert all(one.doubt.said for one in left.values())


@pytest.mark.parametrize("headers", ["Numéro;Date facture;Nom du client;Montant HT;TVA;Montant TTC;Statut"])
def test_plain_names_are_used_without_a_question(headers: str) -> None:
    sure = {match.column for match in read(headers).matches if match.sure}
    assert {"Date facture", "Montant HT", "Montant TTC", "Statut"} <= sure


def test_the_judges_ask_about_what_nothing_speaks_for() -> None:
    for judge in (*judges(), kind_judge()):
        assert 0.5 < judge.sure < 1
        assert judge.chance([-9.0 if weight > 0 else 9.0 for weight in judge.weights]) < judge.sure


def test_a_header_says_what_it_filled_elsewhere() -> None:
    met = Met([("note", {("payments", ""): 3.0, ("reviews", "rating"): 2.0})])
    assert met.says("Note", "payments", "label").here < 0
    assert met.says("Note", "reviews", "rating").here > 0
    assert (
        met.says("Note interne", "payments", "").words > met.says("Note interne", "payments", "label").words
    )
    assert met.says("Zorglub", "payments", "label").seen == 0


def test_a_mark_does_not_go_when_the_kind_is_told() -> None:
    """It once did: the page tells the kind back, and pressing one button made the other marks vanish unseen."""
    raw = open_table(table(INVOICES), "factures.csv")
    guessed = recognised(raw, "factures.csv", None, {})
    assert guessed.kind == "invoices"
    told = recognised(raw, "factures.csv", "invoices", {})
    assert told.matches == guessed.matches
    assert told.left == guessed.left
