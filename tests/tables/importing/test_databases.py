"""A database is read and never written; a password is never shown; no name given by a person becomes SQL."""

import os
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from levier.core.errors import BadInput, LevierError, NotFound
from levier.tables.importing import databases
from levier.tables.importing.databases import Since, checked_url, last_value, list_tables, read_table, shown


@pytest.fixture
def shop(tmp_path: Path) -> str:
    path = tmp_path / "caisse du magasin.db"
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE TABLE ventes (id INTEGER PRIMARY KEY, jour DATE, maj TIMESTAMP, ttc NUMERIC(10,2), photo BLOB)"
        )
        base.execute("CREATE VIEW grosses AS SELECT * FROM ventes WHERE ttc > 10")
        base.executemany(
            "INSERT INTO ventes VALUES (?, ?, ?, ?, ?)",
            [
                (n, f"2026-01-{n:02d}", f"2026-01-{n:02d} 10:00:00.000000", n * 1.5, b"\x00")
                for n in range(1, 21)
            ],
        )
    base.close()
    return f"sqlite:///{path}"


def test_tables_and_views_are_listed_with_their_size(shop: str) -> None:
    found = {table.name: table for table in list_tables(shop)}
    assert (found["ventes"].rows, found["ventes"].is_view) == (20, False)
    assert found["grosses"].is_view
    assert ("jour", "DATE") in found["ventes"].columns


def test_rows_come_typed_and_binary_columns_stay_behind(shop: str) -> None:
    frame = read_table(shop, "ventes")
    assert frame.columns == ["id", "jour", "maj", "ttc"]
    assert frame.row(0) == (1, date(2026, 1, 1), datetime(2026, 1, 1, 10), 1.5)
    assert read_table(shop, "grosses").height == 14


def test_only_what_is_new_is_read(shop: str) -> None:
    first = read_table(shop, "ventes", since=Since("maj", "2026-01-15T10:00:00"))
    assert first["id"].to_list() == [16, 17, 18, 19, 20]
    kept = last_value(first, "maj")
    assert kept == "2026-01-20T10:00:00"
    assert read_table(shop, "ventes", since=Since("maj", kept)).height == 0
    assert read_table(shop, "ventes", since=Since("id", "18")).height == 2


def test_a_session_cannot_write(shop: str) -> None:
    with pytest.raises(LevierError), databases._opened(shop) as connection:
        connection.execute(text("DELETE FROM ventes"))
    assert read_table(shop, "ventes").height == 20


@pytest.mark.parametrize("name", ["ventes; DROP TABLE ventes", "ventes WHERE 1=1", "sqlite_master", 'v"', ""])
def test_a_name_that_is_no_table_goes_no_further(shop: str, name: str) -> None:
    with pytest.raises(NotFound):
        read_table(shop, name)
    with pytest.raises(NotFound):
        read_table(shop, "ventes", columns=["id; --"])


def test_too_many_rows_are_refused_with_a_way_out(shop: str) -> None:
    with pytest.raises(BadInput, match="plus de 5"):
        read_table(shop, "ventes", most=5)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://a:secret@h/b?options=-c%20x", "mysql://a:secret@h/b?local_infile=1", "mysql://a:secret@h/b?unix_socket=/x",
        "oracle://a:secret@h/b", "sqlite:////etc/passwd", "sqlite://", "n'importe quoi", "postgresql://a:secret@/b", "file:///x",
    ],
)  # fmt: skip
def test_a_dangerous_or_wrong_address_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_url(address)
    assert "secret" not in refused.value.message


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql://lecteur:secret@serveur/gestion") == "postgresql://lecteur:***@serveur/gestion"


def test_the_database_of_levier_itself_is_not_a_source(settings: object) -> None:
    home = Path(settings.HOME)  # type: ignore[attr-defined]
    home.mkdir(parents=True, exist_ok=True)
    path = home / "levier-test.sqlite3"
    sqlite3.connect(path).executescript("CREATE TABLE a (b)")
    with pytest.raises(BadInput, match="appartient"):
        checked_url(f"sqlite:///{path}")


@pytest.mark.parametrize("variable", ["LEVIER_TEST_POSTGRES", "LEVIER_TEST_MARIADB"])
def test_a_real_server_refuses_to_be_written(variable: str) -> None:
    address = os.environ.get(variable)
    if not address:
        pytest.skip(f"{variable} is not set: no server to try")
    with pytest.raises(LevierError) as refused, databases._opened(address) as connection:
        connection.execute(text("CREATE TABLE levier_essai (a INT)"))
    assert "écrire" in refused.value.message
