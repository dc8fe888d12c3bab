"""``levier board``: create, show, explain, watch."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from levier.accounts.models import Company
from levier.cli.boards import app
from levier.operations.boards import reading, services
from tests.cast import Person
from tests.operations.boards.shop import sell


@pytest.mark.django_db
def test_a_board_is_made_read_explained_and_watched(owner: Person, tmp_path: Path) -> None:
    reading.forget()
    Company.objects.filter(pk=owner.company_id).update(own_today=date(2026, 11, 10))
    sell(owner.actor, tmp_path)
    run, given = CliRunner(), ["--company", owner.company.slug, "--as", owner.user.email]
    made = json.loads(
        run.invoke(app, ["create", "Direction", "--json", *given], catch_exceptions=False).output
    )
    number = str(made["id"])
    assert made["tiles"] >= 4
    paper = tmp_path / "tableau.pdf"
    shown = json.loads(
        run.invoke(
            app, ["show", number, "--json", "--save", str(paper), *given], catch_exceptions=False
        ).output
    )
    assert shown[0]["figure"]["measure"] == "revenue"
    assert paper.read_bytes().startswith(b"%PDF")
    tile = str(services.tiles_of(owner.actor, services.get(owner.actor, int(number)))[0].pk)
    assert "Par pays" in run.invoke(app, ["why", number, tile, *given], catch_exceptions=False).output
    assert "0\u00a0nouvelle alerte" in run.invoke(app, ["watch", *given], catch_exceptions=False).output
    assert "Aucune alerte" in run.invoke(app, ["alerts", *given], catch_exceptions=False).output
    assert "Direction" in run.invoke(app, ["list", *given], catch_exceptions=False).output
