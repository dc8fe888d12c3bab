from datetime import date

import pytest

from levier.capabilities.feasibility import assess, history_weeks
from levier.core.capability import Capability, DatasetFacts, Need
from levier.core.errors import NotAllowed


class Tables:
    """Facts as a company's tables give them."""

    def __init__(self, facts: DatasetFacts | None, refused: bool = False) -> None:
        self._facts, self._refused = facts, refused

    def facts(self, kind: str) -> DatasetFacts | None:
        if self._refused:
            raise NotAllowed("Ce jeu de données n'est pas pour vous")
        return self._facts if self._facts and self._facts.kind == kind else None


def wants(*needs: Need) -> type[Capability]:
    return type("Wants", (Capability,), {"needs": needs})


def sales(weeks: int = 30, rows: int = 1000, **filled: float) -> DatasetFacts:
    last = date.fromordinal(date(2026, 1, 1).toordinal() + weeks * 7 - 1)
    return DatasetFacts(1, 1, "sales", "Ventes", rows, date(2026, 1, 1), last, filled)


def test_a_company_with_enough_history_is_ready() -> None:
    found = assess(wants(Need("sales", min_weeks=26, columns=("date",))), Tables(sales(30, date=1.0)), 0)
    assert found.ready
    assert found.score == 1
    assert not found.missing


def test_short_history_says_how_much_there_is_and_how_much_is_needed() -> None:
    found = assess(wants(Need("sales", min_weeks=26)), Tables(sales(9)), 0)
    assert not found.ready
    assert found.score == pytest.approx(9 / 26, abs=0.001)
    assert "9 semaines d'historique, il en faut 26" in found.missing[0]


def test_a_missing_table_and_an_empty_column_are_told() -> None:
    assert "aucun jeu de données « stocks »" in assess(wants(Need("stock")), Tables(None), 0).missing[0]
    found = assess(wants(Need("sales", columns=("country",))), Tables(sales(country=0.2)), 0)
    assert "« country » remplie à 20 %" in found.missing[0]


def test_an_optional_need_does_not_hold_back() -> None:
    found = assess(wants(Need("sales"), Need("products", optional=True)), Tables(sales()), 0)
    assert found.ready
    assert found.score == 1
    assert len(found.reasons) == 2


def test_a_table_the_person_may_not_see_counts_as_absent() -> None:
    assert not assess(wants(Need("sales")), Tables(sales(), refused=True), 0).ready


def test_documents_are_counted() -> None:
    assert not assess(wants(Need("documents")), Tables(None), 0).ready
    assert assess(wants(Need("documents")), Tables(None), 3).ready


def test_needing_nothing_is_always_ready() -> None:
    assert assess(wants(), Tables(None), 0).ready


def test_weeks_are_whole() -> None:
    assert history_weeks(DatasetFacts(1, 1, "sales", "", 1, date(2026, 1, 1), date(2026, 1, 13), {})) == 1
    assert history_weeks(DatasetFacts(1, 1, "sales", "", 0, None, None, {})) == 0


def test_one_table_among_several_kinds_is_enough() -> None:
    either = wants(Need("any", among=("journal_entries", "sales"), why="des écritures ou des ventes"))
    assert assess(either, Tables(sales()), 0).ready
    stock = DatasetFacts(1, 1, "stock", "Stock", 10, None, None, {})
    lacking = assess(either, Tables(stock), 0)
    assert not lacking.ready
    assert "des écritures ou des ventes" in lacking.missing[0]
