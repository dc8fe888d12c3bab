"""Tables in the terminal: nothing wider than it, nothing cut, figures whole."""

import pytest
from rich.cells import cell_len

from levier.cli.table_view import folded, table_lines
from levier.core.result import Column, Table

WHY = "Paiement sans facture de ce montant, alors que le fournisseur devient débiteur de tout ce qui est payé"
ALERTS = Table(
    title="Opérations à vérifier",
    columns=[
        Column(key="rank", label="Rang"),
        Column(key="day", label="Date", unit="date"),
        Column(key="party", label="Tiers"),
        Column(key="empty", label="Terminal"),
        Column(key="amount", label="Montant", unit="€"),
        Column(key="why", label="Pourquoi"),
        Column(key="table", label="Table"),
    ],
    rows=[
        {"rank": one, "day": "2018-08-10", "party": "DIVERS", "empty": "", "amount": 2564.4 * one, "why": f"{WHY} ; {WHY}", "table": "écritures comptables"}
        for one in (1, 2)
    ],
)  # fmt: skip


def lines(table: Table, width: int, most: int = 40) -> list[str]:
    return [line for text, _ in table_lines(table, width, most) for line in text.split("\n")]


@pytest.mark.parametrize("width", [40, 80, 120, 300])
def test_no_line_is_wider_than_the_terminal_and_no_cell_is_cut(width: int) -> None:
    shown = lines(ALERTS, width)
    assert max(map(cell_len, shown)) <= width
    told = " ".join(" ".join(shown).split())
    assert "…" not in told
    assert "10/08/2018" in told
    assert all(word in told for word in WHY.split())


def test_long_reasons_stand_under_their_row_and_empty_columns_are_left_out() -> None:
    shown = lines(ALERTS, 80)
    assert shown[2] == "Rang\u00a01"
    assert shown[3].startswith("  Date\u00a0: 10/08/2018\u00a0· ".replace(": ", ":\u00a0"))
    assert any(line.startswith("  Pourquoi\u00a0: Paiement") for line in shown)
    assert not any("Terminal" in line for line in shown)


def test_a_table_that_fits_stays_a_table_with_its_figures_on_the_right() -> None:
    table = Table(
        title="Par pays",
        columns=[
            Column(key="country", label="Pays"),
            Column(key="orders", label="Nombre de commandes", unit="commandes"),
            Column(key="revenue", label="Chiffre d'affaires", unit="£"),
            Column(key="kept", label="Marge", unit="%"),
        ],
        rows=[
            {"country": "Royaume-Uni", "orders": 1447, "revenue": 676742.62, "kept": 0.125},
            {"country": "Pays-Bas", "orders": 1, "revenue": 26.02, "kept": None},
        ],
    )
    *head, rule, first, second = lines(table, 80)[1:]
    assert head[0].startswith("Pays")
    assert set(rule) <= {"─", " "}
    assert first.split("  ")[0] == "Royaume-Uni"
    assert second.index("26,02\u00a0£") + 7 == first.index("676\u202f742,62\u00a0£") + 12
    assert second.endswith("–")


def test_money_of_thousands_is_written_without_cents_and_small_money_with_them() -> None:
    def one(*values: float) -> str:
        rows = [{"a": value} for value in values]
        return "\n".join(
            lines(Table(title="T", columns=[Column(key="a", label="A", unit="€")], rows=rows), 80)
        )  # type: ignore[misc]

    assert "9\u202f368\u00a0€" in one(9368.4, 2103.7)
    assert "54,70\u00a0€" in one(54.7, 2564.4)
    assert "2\u202f564,40\u00a0€" in one(54.7, 2564.4)


def test_only_the_first_rows_are_written() -> None:
    assert sum("Rang" in line for line in lines(ALERTS, 80, most=1)) == 1


def test_a_line_never_ends_inside_an_amount_nor_before_a_colon() -> None:
    for width in range(12, 60):
        for line in folded("Le fournisseur doit 2\u202f564,40\u00a0€ à « DIVERS » : un paiement de trop ?", width).split("\n"):  # fmt: skip
            assert not line.lstrip().startswith((":", "?", "€", "»", "564"))
