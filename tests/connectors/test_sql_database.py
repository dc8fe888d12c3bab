"""Databases on real servers: read and never written, by pages, by what changed; wrong passwords and certificates told."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from levier.connectors.faults import Away, LevierError, Refused
from levier.connectors.sql_database import DatabaseSettings, SqlDatabase, reading
from levier.core.errors import BadInput
from tests.connectors.seen import door, run
from tests.connectors.servers import free_port

Execute = Callable[[str], Any]
CREATE = (
    "CREATE TABLE ventes (id INTEGER PRIMARY KEY, article VARCHAR(40), montant DECIMAL(10,2), maj TIMESTAMP)"
)


@pytest.fixture
def pg(postgresql: int, trusted: None) -> tuple[dict[str, object], Execute]:
    connection = psycopg.connect(host="127.0.0.1", port=postgresql, user="levier", password="juste", dbname="postgres",
                                 autocommit=True)  # fmt: skip
    for statement in ("DROP TABLE IF EXISTS ventes CASCADE", "DROP TABLE IF EXISTS sans_cle", CREATE,
                      "CREATE TABLE sans_cle (jour DATE, note TEXT)", "CREATE VIEW grosses AS SELECT * FROM ventes WHERE montant > 50"):  # fmt: skip
        connection.execute(statement)
    given = {"engine": "postgresql", "server": "localhost", "port": postgresql, "database": "postgres", "user": "levier",
             "password": "juste"}  # fmt: skip
    return given, connection.execute


@pytest.fixture
def maria(mariadb: int, trusted: None) -> tuple[dict[str, object], Execute]:
    connection = pymysql.connect(host="127.0.0.1", port=mariadb, user="root", autocommit=True)
    cursor = connection.cursor()
    for statement in ("CREATE DATABASE IF NOT EXISTS gestion", "USE gestion", "DROP VIEW IF EXISTS grosses",
                      "DROP TABLE IF EXISTS ventes", "DROP TABLE IF EXISTS sans_cle", CREATE,
                      "CREATE TABLE sans_cle (jour DATE, note TEXT)", "CREATE VIEW grosses AS SELECT * FROM ventes WHERE montant > 50",
                      "CREATE OR REPLACE USER levier IDENTIFIED BY 'juste'", "GRANT ALL ON gestion.* TO levier"):  # fmt: skip
        cursor.execute(statement)
    given = {"engine": "mysql", "server": "localhost", "port": mariadb, "database": "gestion", "user": "levier",
             "password": "juste"}  # fmt: skip
    return given, cursor.execute


@pytest.fixture
def lite(tmp_path: Path) -> tuple[dict[str, object], Execute]:
    connection = sqlite3.connect(tmp_path / "gestion été.sqlite3", isolation_level=None)
    for statement in (CREATE, "CREATE TABLE sans_cle (jour DATE, note TEXT)",
                      "CREATE VIEW grosses AS SELECT * FROM ventes WHERE montant > 50"):  # fmt: skip
        connection.execute(statement)
    return {"engine": "sqlite", "database": str(tmp_path / "gestion été.sqlite3")}, connection.execute


@pytest.fixture(params=["pg", "maria", "lite"])
def base(request: pytest.FixtureRequest) -> tuple[dict[str, object], Execute]:
    found: tuple[dict[str, object], Execute] = request.getfixturevalue(request.param)
    return found


def settings(given: dict[str, object], **more: object) -> DatabaseSettings:
    return DatabaseSettings.model_validate({**given, **more})


def fill(execute: Execute, numbers: range, day: str = "2026-01-05 10:00:00") -> None:
    rows = ",".join(f"({number}, 'Article {number}', {number}.50, '{day}')" for number in numbers)
    execute(f"INSERT INTO ventes (id, article, montant, maj) VALUES {rows}")


def test_tables_and_views_come_whole(base: tuple[dict[str, object], Execute]) -> None:
    given, execute = base
    fill(execute, range(1, 101))
    execute("INSERT INTO sans_cle VALUES ('2026-02-03', 'é à ç €'), (NULL, NULL)")
    chosen = settings(given, tables=["ventes = sales", "sans_cle", "grosses"])
    seen = run(SqlDatabase, chosen)
    assert len(seen.records("ventes")) == 100
    assert len(seen.records("grosses")) == 51
    assert [row["note"] for row in seen.records("sans_cle")] == ["é à ç €", None]
    assert {rows.table: rows.kind for rows in seen.rows} == {"ventes": "sales", "sans_cle": "", "grosses": ""}
    checked = SqlDatabase(door(SqlDatabase, chosen)).test(chosen)
    assert dict(checked.details)["ventes"] == "100 lignes"


def test_only_what_changed_is_read_and_deleted_lines_are_known(
    base: tuple[dict[str, object], Execute], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGE", 10)
    given, execute = base
    fill(execute, range(1, 26))
    chosen = settings(given, tables=["ventes"], changed="maj")
    cut = run(SqlDatabase, chosen, most=1)
    rest = run(SqlDatabase, chosen, cut)
    ids = [row["id"] for row in (*cut.records("ventes"), *rest.records("ventes"))]
    assert sorted(set(ids)) == list(range(1, 26))
    assert len(ids) <= 35
    execute("UPDATE ventes SET montant = 99, maj = '2026-03-01 08:00:00' WHERE id = 7")
    execute("DELETE FROM ventes WHERE id = 3")
    third = run(SqlDatabase, chosen, rest)
    assert 7 in {row["id"] for row in third.records("ventes")}
    assert third.rows[-1].last
    assert third.rows[-1].present == frozenset(str(n) for n in range(1, 26) if n != 3)
    fourth = run(SqlDatabase, chosen, third)
    assert [row["id"] for row in fourth.records("ventes")] == [7]


def test_nothing_can_be_written(base: tuple[dict[str, object], Execute]) -> None:
    given, execute = base
    fill(execute, range(1, 3))
    chosen = settings(given, tables=["ventes"])
    with reading.Base(door(SqlDatabase, chosen), chosen) as opened, pytest.raises(SQLAlchemyError):
        opened._connection.execute(text("DELETE FROM ventes"))


def test_a_name_that_is_no_table_is_refused(base: tuple[dict[str, object], Execute]) -> None:
    given, execute = base
    fill(execute, range(1, 3))
    for hostile in ("absente", "ventes; DROP TABLE ventes", '"ventes"', "ventes WHERE 1=1 --"):
        with pytest.raises(BadInput, match="n'existe pas"):
            run(SqlDatabase, settings(given, tables=[hostile]))
    execute("SELECT count(*) FROM ventes")


@pytest.mark.parametrize("name", ["pg", "maria"])
def test_a_wrong_password_an_absent_base_and_a_server_that_is_down_are_told(
    name: str, request: pytest.FixtureRequest
) -> None:
    given, _ = request.getfixturevalue(name)
    for wrong, kind, sign in (
        ({"password": "faux-secret"}, Refused, "mot de passe"),
        ({"database": "absente"}, Refused, "n'existe pas|n'a pas le droit"),
        ({"port": free_port()}, Away, "connexion|liaison|répond"),
    ):
        chosen = settings(given, tables=["ventes"], **wrong)
        with pytest.raises(LevierError, match=sign) as said:
            run(SqlDatabase, chosen)
        assert isinstance(said.value, kind), said.value
        assert "faux-secret" not in str(said.value)


@pytest.mark.parametrize("name", ["pg", "maria"])
def test_a_certificate_nobody_vouches_for_is_refused(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, _ = request.getfixturevalue(name)
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    with pytest.raises(LevierError, match="certificat"):
        run(SqlDatabase, settings(given, tables=["ventes"]))
    assert run(SqlDatabase, settings(given, tables=["ventes"], encryption="none")).rows
    with pytest.raises(LevierError):
        run(SqlDatabase, settings(given, tables=["ventes"], encryption="none"), internal=False)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "faux.db").write_bytes(b"ceci n'est pas une base" * 100)
    with pytest.raises(Refused, match="SQLite"):
        run(SqlDatabase, settings({"engine": "sqlite", "database": str(tmp_path / "faux.db")}, tables=["x"]))
    with pytest.raises(BadInput):
        SqlDatabase.places(settings({"engine": "sqlite", "database": "/etc/passwd"}))


def test_the_kind_of_a_table_may_be_said_in_french() -> None:
    said = {"engine": "sqlite", "database": "/x", "tables": ["llx_facture = ventes", "b = sales", "c"]}
    assert DatabaseSettings.model_validate(said).chosen() == {"llx_facture": "sales", "b": "sales", "c": ""}
