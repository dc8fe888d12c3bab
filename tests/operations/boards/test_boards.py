"""Boards over real tables: who sees what, what is watched, what survives a deletion, who edits at the same time."""

from datetime import date
from pathlib import Path

import pytest
from django.core import mail
from pypdfium2 import PdfDocument

from levier.accounts.models import Company
from levier.capabilities.live_dashboard.explaining import explain
from levier.capabilities.live_dashboard.science.rounding import cents
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotAllowed, NotEnoughData, NotFound
from levier.operations.boards import alerts, letters, live, printing, reading, services, tiles, watching
from levier.operations.boards.locking import Conflict
from levier.operations.boards.models import Board, BoardAlert, Tile
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.rows import lines_of
from levier.operations.boards.showing import shown, wanted
from levier.operations.boards.tiles import TileGiven
from levier.tables.sharing import remove, set_readers
from tests.cast import Person
from tests.operations.boards.shop import sell

TODAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
def _no_answer_kept() -> None:
    reading.forget()


@pytest.fixture
def sales(owner: Person, tmp_path: Path) -> int:
    Company.objects.filter(pk=owner.company_id).update(own_today=TODAY)
    return sell(owner.actor, tmp_path)


@pytest.fixture
def board(owner: Person, sales: int) -> Board:
    return services.create(owner.actor, "Direction")


def first(actor: Actor, board: Board) -> Tile:
    return services.tiles_of(actor, board)[0]


def test_the_usual_board_shows_the_month_in_progress_beside_as_many_days(owner: Person, board: Board) -> None:
    found = shown(owner.actor, services.tiles_of(owner.actor, board))
    figure = found[0].figure
    assert figure is not None
    assert (figure.measure, figure.complete, figure.elapsed) == ("revenue", False, 9)
    assert figure.previous_period == "octobre 2026, jusqu'au 9"
    assert {one.figure.measure for one in found if one.figure} >= {
        "revenue",
        "orders",
        "average_basket",
        "customers",
    }


def test_figures_of_one_kind_are_read_together_and_once(owner: Person, board: Board) -> None:
    tables = BoardTables(owner.actor)
    shown(owner.actor, services.tiles_of(owner.actor, board), tables)
    assert tables.asked <= 6
    again = BoardTables(owner.actor)
    shown(owner.actor, services.tiles_of(owner.actor, board), again)
    assert again.asked == 0


def test_an_import_changes_the_stamp_and_the_figures(owner: Person, board: Board, tmp_path: Path) -> None:
    before = live.stamp(owner.actor, board.pk)
    value = shown(owner.actor, [first(owner.actor, board)])[0].figure
    sell(owner.actor, tmp_path, until=date(2026, 11, 10), lost=date(2026, 11, 1))
    after = shown(owner.actor, [first(owner.actor, board)])[0].figure
    assert live.stamp(owner.actor, board.pk) != before
    assert value is not None
    assert after is not None
    assert after.value != value.value


def test_a_change_is_shared_out_to_the_cent_on_every_axis(owner: Person, sales: int, tmp_path: Path) -> None:
    sell(owner.actor, tmp_path, lost=date(2026, 10, 10))
    tables = BoardTables(owner.actor)
    tile = Tile(kind="sales", measure="revenue", which="last", grain="month")
    change = explain(tables, TODAY, wanted(tile))
    assert change.difference < 0
    assert {one.dimension for one in change.splits} >= {"country", "product", "customer"}
    for parts in [*(one.parts for one in change.splits), *(one.parts for one in change.factors)]:
        assert sum(cents(one.change) for one in parts) == cents(change.difference)
    country = next(one for one in change.splits if one.dimension == "country")
    assert country.parts[0].name == "Allemagne"


@pytest.mark.parametrize(
    "measure",
    ["average_basket", "average_price", "orders", "customers", "returns_rate", "revenue_per_customer"],
)
def test_ratios_and_counts_too(owner: Person, sales: int, tmp_path: Path, measure: str) -> None:
    sell(owner.actor, tmp_path, lost=date(2026, 10, 10))
    change = explain(
        BoardTables(owner.actor), TODAY, wanted(Tile(kind="sales", measure=measure, which="last"))
    )
    digits = 4 if change.unit == "%" else 2
    for parts in [*(one.parts for one in change.splits), *(one.parts for one in change.factors)]:
        assert sum(cents(one.change, digits) for one in parts) == cents(change.difference, digits)


def test_a_break_is_told_with_its_date(owner: Person, sales: int, tmp_path: Path) -> None:
    sell(owner.actor, tmp_path, lost=date(2025, 9, 1))
    figure = shown(
        owner.actor, [Tile(kind="sales", measure="revenue", board=Board(company_id=owner.company_id))]
    )[0].figure
    assert figure is not None
    assert any(abs((one.day - date(2025, 9, 1)).days) <= 21 and one.size < -0.2 for one in figure.breaks)


def test_who_may_not_read_the_table_sees_neither_its_tile_nor_its_alerts_nor_its_explanation(
    owner: Person, employee: Person, board: Board, sales: int
) -> None:
    tile = first(owner.actor, board)
    tiles.change(owner.actor, board.pk, tile.pk, tile.revision, TileGiven("sales.revenue", high="1"))
    watching.look(owner.company_id)
    assert alerts.alerts_of(employee.actor).count() == 1
    set_readers(owner.actor, sales, ["managers"])
    assert services.tiles_of(employee.actor, board) == []
    assert alerts.alerts_of(employee.actor).count() == 0
    assert alerts.alerts_of(owner.actor).count() == 1
    with pytest.raises(NotFound):
        tiles.get(employee.actor, board.pk, tile.pk)
    with pytest.raises(NotFound):
        explain(BoardTables(employee.actor), TODAY, wanted(tile))


def test_a_board_is_seen_by_those_it_is_shared_with_only(
    owner: Person, manager: Person, employee: Person, stranger: Person, sales: int
) -> None:
    board = services.create(owner.actor, "Chefs", "managers")
    assert services.get(manager.actor, board.pk) == board
    for one in (employee, stranger):
        with pytest.raises(NotFound):
            services.get(one.actor, board.pk)
    mine = services.create(employee.actor, "À moi")
    with pytest.raises(NotFound):
        services.get(owner.actor, mine.pk)


def test_an_employee_reads_but_does_not_change_the_boards_of_others(employee: Person, board: Board) -> None:
    assert services.get(employee.actor, board.pk) == board
    with pytest.raises(NotAllowed):
        tiles.add(employee.actor, board.pk, TileGiven("sales.orders"))
    with pytest.raises(NotAllowed):
        services.create(employee.actor, "Pour tous", "all")


def test_one_alert_and_one_mail_by_crossing(owner: Person, board: Board, tmp_path: Path) -> None:
    tile = first(owner.actor, board)
    tiles.change(owner.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", which="last", low="9 000"))
    told = [watching.look(owner.company_id)["alerts"] for _ in range(3)]
    assert told == [1, 0, 0]
    assert [letters.send_waiting(owner.company_id) for _ in range(2)] == [1, 0]
    assert mail.outbox[0].to == [owner.user.email]
    assert "sous le seuil de 9 000,00 €" in mail.outbox[0].body.replace("\u202f", " ").replace("\xa0", " ")
    tiles.change(owner.actor, board.pk, tile.pk, 2, TileGiven("sales.revenue", which="last", low="1"))
    assert watching.look(owner.company_id)["alerts"] == 0
    assert BoardAlert.objects.get().ended is not None


def test_the_sum_of_a_month_that_has_just_begun_is_not_too_low(owner: Person, board: Board) -> None:
    tile = first(owner.actor, board)
    tiles.change(owner.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", low="1 500"))
    figure = shown(owner.actor, [first(owner.actor, board)])[0]
    assert figure.figure is not None
    assert figure.figure.value is not None
    assert figure.figure.value < 1500
    assert figure.side == ""
    assert watching.look(owner.company_id)["alerts"] == 0


def test_the_second_of_two_people_is_told_and_loses_nothing(
    owner: Person, manager: Person, board: Board
) -> None:
    tile = first(owner.actor, board)
    tiles.change(manager.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", target="9 000"))
    with pytest.raises(Conflict) as refused:
        tiles.change(owner.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", target="8 000"))
    assert "Marc Petit" in refused.value.what
    assert refused.value.revision == 2
    assert first(owner.actor, board).target == 9000
    with pytest.raises(Conflict):
        tiles.remove(owner.actor, board.pk, tile.pk, 1)
    with pytest.raises(Conflict):
        services.change(owner.actor, board.pk, 0, name="Autre", purpose="", readers="all")


def test_the_tile_of_a_deleted_table_says_so_to_those_who_could_read_it(
    owner: Person, employee: Person, manager: Person, board: Board, sales: int
) -> None:
    set_readers(owner.actor, sales, ["managers"])
    remove(owner.actor, sales)
    found = shown(owner.actor, services.tiles_of(owner.actor, board))
    assert found
    assert all(one.problem is not None and one.problem.gone and "Ventes" in one.problem.what for one in found)
    assert services.tiles_of(manager.actor, board)
    assert services.tiles_of(employee.actor, board) == []


def test_whoever_watched_and_left_is_said(owner: Person, manager: Person, board: Board) -> None:
    tile = first(owner.actor, board)
    tiles.change(manager.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", low="1"))
    manager.user.memberships.all().delete()
    watching.look(owner.company_id)
    assert "quitté l'entreprise" in first(owner.actor, board).watch.problem


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (TileGiven(""), "Aucun indicateur"),
        (TileGiven("sales.rien"), "n'existe pas"),
        (TileGiven("stock.stock_value"), "ne vous est pas accessible"),
        (TileGiven("sales.revenue", target="beaucoup"), "n'est pas un nombre"),
        (TileGiven("sales.revenue", low="5", high="5"), "n'est pas sous"),
        (TileGiven("sales.revenue", margin="80"), "de 0 à 50"),
        (TileGiven("sales.revenue", grain="siècle"), "période"),
        (TileGiven("sales.revenue", dimension="country"), "Aucune valeur"),
        (TileGiven("sales.revenue", dimension="country", members=("Allemange",)), "Allemange"),
        (TileGiven("sales.revenue", members=("France",)), "Dites de quoi"),
        (TileGiven("sales.revenue", target="1e400"), "nombre"),
    ],
)
def test_what_is_wrong_is_said_in_french(owner: Person, board: Board, given: TileGiven, said: str) -> None:
    with pytest.raises((BadInput, NotEnoughData)) as refused:
        tiles.add(owner.actor, board.pk, given)
    assert said in refused.value.message


def test_a_tile_limited_to_a_country_counts_only_its_lines(owner: Person, board: Board) -> None:
    tile = tiles.add(
        owner.actor,
        board.pk,
        TileGiven("sales.revenue", which="last", dimension="country", members=("allemagne",)),
    )
    figure = shown(owner.actor, [tile])[0].figure
    assert figure is not None
    assert figure.value == pytest.approx(round(figure.value / 80.25) * 80.25)
    lines = lines_of(owner.actor, tile)
    assert {row[-1] for row in lines.rows} == {"Allemagne"}
    assert figure.value == pytest.approx(lines.total * 80.25)


def test_tiles_move_among_those_that_are_seen(owner: Person, board: Board) -> None:
    names = [one.measure for one in services.tiles_of(owner.actor, board)]
    second = services.tiles_of(owner.actor, board)[1]
    tiles.move(owner.actor, board.pk, second.pk, -1)
    assert [one.measure for one in services.tiles_of(owner.actor, board)][:2] == [names[1], names[0]]


def test_a_board_is_printed_with_what_it_shows(owner: Person, board: Board) -> None:
    data = printing.printed(
        board, shown(owner.actor, services.tiles_of(owner.actor, board)), "Boulangerie Martin", TODAY
    )
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(data))
    assert "Direction" in text
    assert "Chiffre d'affaires" in text


def test_only_what_changed_is_looked_at_again(owner: Person, board: Board, tmp_path: Path) -> None:
    assert not watching.is_due(owner.company_id)
    tile = first(owner.actor, board)
    tiles.change(owner.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", low="1"))
    assert watching.is_due(owner.company_id)
    watching.look(owner.company_id)
    assert not watching.is_due(owner.company_id)
    sell(owner.actor, tmp_path, until=date(2026, 11, 8))
    assert watching.is_due(owner.company_id)
