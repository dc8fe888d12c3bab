"""Sources by REST: what goes in as a secret never comes out, and rights hold as on the pages."""

from pathlib import Path
from typing import Any

import pytest

from levier.connectors.models import Connection
from tests.cast import Person

pytestmark = pytest.mark.django_db
MAIL = {"server": "imap.exemple.fr", "user": "moi@exemple.fr", "password": "S3cret-long"}


def post(person: Person, path: str, content: Any) -> Any:
    return person.client.post(f"/api/v1/sources{path}", content, content_type="application/json")


def test_a_source_is_added_seen_paused_and_deleted(owner: Person, tmp_path: Path) -> None:
    (tmp_path / "partage").mkdir()
    given = {
        "connector": "watched-folder",
        "name": "Partage",
        "settings": {"path": str(tmp_path / "partage")},
        "allow": True,
    }
    assert post(owner, "/test", given).json()["ok"]
    added = post(owner, "", given)
    assert added.status_code == 201
    number = added.json()["id"]
    assert added.json()["waits_for"] == []
    assert [one["name"] for one in owner.client.get("/api/v1/sources").json()] == ["Partage"]
    assert post(owner, f"/{number}/sync", {}).status_code == 202
    assert post(owner, f"/{number}/pause", {}).json()["paused"]
    assert owner.client.get(f"/api/v1/sources/{number}/faults").json() == []
    assert owner.client.delete(f"/api/v1/sources/{number}").status_code == 204
    assert not Connection.objects.exists()


def test_a_secret_never_comes_out(owner: Person) -> None:
    added = post(owner, "", {"connector": "mailbox", "name": "Boîte", "settings": MAIL})
    assert added.json()["waits_for"] == ["imap.exemple.fr:993"]
    assert "S3cret" not in added.content.decode() + owner.client.get("/api/v1/sources").content.decode()
    wrong = post(
        owner, "", {"connector": "mailbox", "name": "B", "settings": {**MAIL, "port": "S3cret-long"}}
    )
    assert wrong.status_code == 422
    assert "S3cret" not in wrong.content.decode()


def test_rights_hold(owner: Person, employee: Person, stranger: Person) -> None:
    number = post(owner, "", {"connector": "mailbox", "name": "Boîte", "settings": MAIL}).json()["id"]
    assert employee.client.get("/api/v1/sources").status_code == 403
    assert stranger.client.get(f"/api/v1/sources/{number}").status_code == 404
    names = [one["name"] for one in owner.client.get("/api/v1/sources/connectors").json()]
    assert "mailbox" in names
    assert "dolibarr" in names
