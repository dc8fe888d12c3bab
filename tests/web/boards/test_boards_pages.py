"""The pages of boards: they teach when empty, keep what was typed, follow the data, and close what is closed."""

import asyncio
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from levier.accounts.models import Company
from levier.operations.boards import live, reading, services, tiles, watching
from levier.operations.boards.models import Board, Tile
from levier.operations.boards.tiles import TileGiven
from levier.tables.importing import import_file
from levier.tables.sharing import remove, set_readers
from tests.cast import Person
from tests.operations.boards.shop import HEADER, sell
from tests.operations.boards.shop import lines as sold


@pytest.fixture(autouse=True)
def _no_answer_kept() -> None:
    reading.forget()


@pytest.fixture
def sales(owner: Person, tmp_path: Path) -> int:
    Company.objects.filter(pk=owner.company_id).update(own_today=date(2026, 11, 10))
    return sell(owner.actor, tmp_path)


@pytest.fixture
def board(owner: Person, sales: int) -> Board:
    return services.create(owner.actor, "Direction")


def text(answer: Any) -> str:
    return unescape(answer.content.decode()).replace("\xa0", " ").replace("\u202f", " ")


def test_without_any_table_the_page_says_what_to_import(owner: Person, employee: Person) -> None:
    assert "Importer un tableau" in text(owner.client.get("/indicateurs/"))
    assert "Demandez à un responsable" in text(employee.client.get("/indicateurs/"))


def test_with_a_table_one_button_makes_the_first_board(owner: Person, sales: int) -> None:
    page = text(owner.client.get("/indicateurs/"))
    assert "Créer mon tableau de bord" in page
    made = owner.client.post("/indicateurs/tableaux/nouveau/", {"name": "Vue d'ensemble"}, follow=True)
    assert "Chiffre d'affaires" in text(made)
    assert "Mois en cours : 9 jours sur 30" in text(made)


def test_the_page_of_an_indicator_shares_its_change_out(owner: Person, board: Board) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    page = text(owner.client.get(f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/"))
    assert "D'où vient l'évolution" in page
    assert "Par pays" in page
    assert f"/indicateur/{tile.pk}/lignes/?axe=country&valeur=" in page
    lines = owner.client.get(
        f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/lignes/?axe=country&valeur=Allemagne"
    )
    assert "les lignes de « Allemagne »" in text(lines)
    assert ">France<" not in text(lines)


def test_countries_are_named_in_french_whatever_the_file_calls_them(owner: Person, tmp_path: Path) -> None:
    Company.objects.filter(pk=owner.company_id).update(own_today=date(2026, 11, 10))
    path = tmp_path / "ventes.csv"
    spelled = {"Allemagne": ("Germany", "Allemagne"), "France": ("France", "France")}
    rows = [HEADER]
    for place, line in enumerate(sold(lost=date(2026, 10, 20))):
        head, _, country = line.rpartition(";")
        rows.append(f"{head};{spelled[country][place % 2]}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    import_file(owner.actor, path, name="Ventes")
    made = services.create(owner.actor, "Direction")
    tile = services.tiles_of(owner.actor, made)[0]
    where = f"/indicateurs/tableaux/{made.pk}/indicateur/{tile.pk}/"
    page = text(owner.client.get(f"{where}?face=an"))
    assert "« Allemagne »" in page
    assert "Germany" not in page
    lines = owner.client.get(f"{where}lignes/?axe=country&valeur=Allemagne&face=an")
    assert "les lignes de « Allemagne »" in text(lines)
    tiles.change(
        owner.actor,
        made.pk,
        tile.pk,
        tile.revision,
        TileGiven("sales.revenue", dimension="country", members=("Germany",)),
    )
    board = text(owner.client.get(f"/indicateurs/tableaux/{made.pk}/"))
    assert "· Allemagne" in board
    assert "Germany" not in board


def test_an_alert_opens_its_figure_and_its_lines(owner: Person, board: Board, tmp_path: Path) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    tiles.change(
        owner.actor, board.pk, tile.pk, tile.revision, TileGiven("sales.revenue", which="last", low="9 000")
    )
    watching.look(owner.company_id)
    sell(owner.actor, tmp_path, lost=date(2026, 9, 1))
    reading.forget()
    watching.look(owner.company_id)
    page = text(owner.client.get("/indicateurs/alertes/"))
    where = f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/"
    for address in (f"{where}#pourquoi", f"{where}lignes/", f"/indicateurs/tableaux/{board.pk}/"):
        assert f'href="{address}"' in page
        assert owner.client.get(address).status_code == 200


def test_an_axis_or_a_member_that_does_not_exist_is_said(owner: Person, board: Board) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    where = f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/lignes/"
    assert "n'existe pas" in text(owner.client.get(f"{where}?axe=planete&valeur=Mars"))
    assert "Vouliez-vous dire « Allemagne »" in text(
        owner.client.get(f"{where}?axe=country&valeur=Allemange")
    )


def test_what_was_typed_is_kept_when_it_is_wrong_or_late(
    owner: Person, manager: Person, board: Board
) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    where = f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/modifier/"
    given = {
        "measure": "sales.revenue",
        "grain": "month",
        "which": "current",
        "target": "beaucoup",
        "margin": "5",
        "revision": "1",
    }
    wrong = owner.client.post(where, given)
    assert wrong.status_code == 422
    assert 'value="beaucoup"' in text(wrong)
    tiles.change(manager.actor, board.pk, tile.pk, 1, TileGiven("sales.revenue", target="7 000"))
    late = owner.client.post(where, given | {"target": "8 000"})
    assert late.status_code == 409
    page = text(late)
    assert "modifié par Marc Petit" in page
    assert 'value="8 000"' in page
    assert "objectif 7 000" in page
    assert 'name="revision" value="2"' in page
    assert owner.client.post(where, given | {"target": "8 000", "revision": "2"}).status_code == 302


def test_the_tiles_of_a_closed_table_are_not_even_named(
    owner: Person, employee: Person, board: Board, sales: int
) -> None:
    assert "Chiffre d'affaires" in text(employee.client.get(f"/indicateurs/tableaux/{board.pk}/"))
    set_readers(owner.actor, sales, ["managers"])
    page = text(employee.client.get(f"/indicateurs/tableaux/{board.pk}/"))
    assert "Chiffre d'affaires" not in page
    assert "rien que vous puissiez voir" in page


def test_a_deleted_table_is_said_on_its_tiles_and_pages(owner: Person, board: Board, sales: int) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    remove(owner.actor, sales)
    assert "Le tableau « Ventes » a été supprimé" in text(
        owner.client.get(f"/indicateurs/tableaux/{board.pk}/")
    )
    assert owner.client.get(f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/").status_code == 200
    assert (
        owner.client.get(f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/lignes/").status_code == 422
    )
    assert owner.client.get(f"/indicateurs/tableaux/{board.pk}/pdf/").status_code == 200


def test_a_fragment_holds_the_tiles_alone(owner: Person, board: Board) -> None:
    page = text(owner.client.get(f"/indicateurs/tableaux/{board.pk}/", headers={"X-Fragment": "tiles"}))
    assert "<html" not in page
    assert f'data-stamp="{live.stamp(owner.actor, board.pk)}"' in page


@pytest.mark.django_db(transaction=True)
def test_an_import_is_told_to_the_open_page(
    owner: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "EVERY", 0.05)
    sell(owner.actor, tmp_path)
    board = services.create(owner.actor, "Direction")
    known = live.stamp(owner.actor, board.pk)

    async def listen() -> dict[str, Any]:
        stream = live.changes(owner.actor, board.pk, known)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        await asyncio.to_thread(sell, owner.actor, tmp_path, until=date(2026, 11, 8))
        return await asyncio.wait_for(waiting, 10)

    event = asyncio.run(listen())
    assert event["type"] == "changed"
    assert event["stamp"] == live.stamp(owner.actor, board.pk)


def test_a_board_is_deleted_by_its_name(owner: Person, board: Board) -> None:
    where = f"/indicateurs/tableaux/{board.pk}/supprimer/"
    assert owner.client.post(where, {"name": "Direct"}).status_code == 422
    assert owner.client.post(where, {"name": "Direction"}).status_code == 302
    assert not Board.objects.filter(pk=board.pk).exists()
    assert not Tile.objects.exists()


def test_the_same_by_the_api(owner: Person, employee: Person, board: Board) -> None:
    client = owner.client
    (told,) = client.get("/api/v1/boards").json()
    assert told["name"] == "Direction"
    first = client.get(f"/api/v1/boards/{board.pk}").json()[0]
    assert first["figure"]["measure"] == "revenue"
    given = {"measure": "sales.revenue", "target": "9000", "revision": first["revision"]}
    headers = {"Content-Type": "application/json"}
    where = f"/api/v1/boards/{board.pk}/tiles/{first['id']}"
    assert client.put(where, json.dumps(given), content_type=headers["Content-Type"]).json()["target"] == 9000
    assert client.put(where, json.dumps(given), content_type=headers["Content-Type"]).status_code == 409
    change = client.get(f"{where}/change").json()
    assert {one["dimension"] for one in change["splits"]} >= {"country"}
    assert (
        employee.client.put(where, json.dumps(given), content_type=headers["Content-Type"]).status_code == 403
    )
    assert client.get(f"/api/v1/boards/{board.pk}/pdf").content.startswith(b"%PDF")


def test_the_total_of_the_parts_bears_the_cents_that_they_bear(owner: Person, board: Board) -> None:
    tile = services.tiles_of(owner.actor, board)[0]
    page = text(owner.client.get(f"/indicateurs/tableaux/{board.pk}/indicateur/{tile.pk}/"))
    table = page[page.index("Par pays") :]
    body, foot = table[: table.index("<tfoot>")], table[table.index("<tfoot>") : table.index("</tfoot>")]
    written = re.compile(r"([+−])([\d ]+,\d\d) €")
    parts = [one for line in body.split("<tr>")[2:] for one in written.findall(line)[-1:]]
    (total,) = written.findall(foot)

    def cents(found: tuple[str, str]) -> int:
        return int(found[1].replace(" ", "").replace(",", "")) * (1 if found[0] == "+" else -1)

    assert parts
    assert sum(map(cents, parts)) == cents(total)


def test_before_the_first_line_of_a_table_no_figure_is_shown(owner: Person, board: Board) -> None:
    Company.objects.filter(pk=owner.company_id).update(own_today=date(2019, 3, 4))
    reading.forget()
    page = text(owner.client.get(f"/indicateurs/tableaux/{board.pk}/"))
    assert "Les données ne commencent que le" in page
    assert "0,00 €" not in page
