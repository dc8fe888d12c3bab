"""``levier measures`` lists definitions, adds a measure from a file and refuses what cannot be, in French."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from levier.cli.measures import app
from levier.core.errors import LevierError
from levier.tables.measures.own import keeping
from tests.cast import Person

pytestmark = pytest.mark.django_db
GIVEN = {
    "kind": "stock", "label": "Stock en réserve", "definition": "Quantités des lignes du dépôt de réserve.", "operation": "sum",
    "field": "on_hand", "unit": "unités", "conditions": [{"field": "place", "test": "is", "values": ["Réserve"]}],
}  # fmt: skip


def told(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_definitions_are_listed_by_kind(owner: Person) -> None:
    lines = json.loads(told("stock", "--json", "--company", owner.company.slug))
    assert {"kind", "name", "label", "unit", "definition", "own"} == set(lines[0])
    assert {line["kind"] for line in lines} == {"stock"}


def test_a_measure_is_added_from_a_file_and_deleted(owner: Person, tmp_path: Path) -> None:
    file = tmp_path / "mesure.json"
    file.write_text(json.dumps(GIVEN), encoding="utf-8")
    told("--add", str(file), "--company", owner.company.slug)
    (kept,) = keeping.kept(owner.actor)
    assert kept.given.label == "Stock en réserve"
    told("--delete", str(kept.id), "--company", owner.company.slug)
    assert keeping.kept(owner.actor) == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{", json.dumps({**GIVEN, "field": "on_hand; DROP"}), json.dumps({**GIVEN, "sql": "1"}),
                json.dumps({**GIVEN, "kind": "secrets"})],
)  # fmt: skip
def test_a_file_that_is_no_measure_is_refused(owner: Person, tmp_path: Path, content: str) -> None:
    file = tmp_path / "mesure.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LevierError):
        told("--add", str(file), "--company", owner.company.slug)
    assert keeping.kept(owner.actor) == []
