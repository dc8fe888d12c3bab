"""The pages of sources: who sees them, what a form keeps and never shows, what the buttons do."""

from pathlib import Path

import pytest

from levier.connectors import queue
from levier.connectors.models import Connection
from levier.connectors.running import syncing
from levier.policy.models import DestinationRule
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "partage").mkdir()
    (tmp_path / "partage" / "note.md").write_text("# Note de service\n\nLes clés sont au bureau.")
    (tmp_path / "partage" / "cassé.pdf").write_bytes(b"%PDF-1.7 illisible")
    return tmp_path / "partage"


def form(share: Path, **more: str) -> dict[str, str]:
    return {"path": str(share), "recursive": "yes", "name": "Partage", "readers": "all", "schedule": "day",
            "deletions": "mirror", "data_class": "internal", "do": "save", **more}  # fmt: skip


def test_the_catalogue_shows_every_connector_to_who_may_import(owner: Person, employee: Person) -> None:
    page = owner.client.get("/donnees/sources/").content.decode()
    for title in ("Dossier surveillé", "Boîte aux lettres", "Nextcloud", "Site web", "Stockage S3", "Base de données", "Odoo",
                  "Dolibarr"):  # fmt: skip
        assert title in page
    assert employee.client.get("/donnees/sources/").status_code == 403
    assert "Sources" in owner.client.get("/donnees/").content.decode()


@pytest.mark.parametrize(
    "connector",
    ["watched-folder", "mailbox", "webdav", "website", "s3-bucket", "sql-database", "odoo", "dolibarr"],
)
def test_every_connector_has_its_form(owner: Person, connector: str) -> None:
    page = owner.client.get(f"/donnees/sources/ajouter/{connector}/")
    assert page.status_code == 200
    assert "Essayer la connexion" in page.content.decode()


def test_a_test_answers_in_place_and_keeps_nothing(owner: Person, share: Path) -> None:
    asked = form(share, do="test")
    refused = owner.client.post(
        "/donnees/sources/ajouter/watched-folder/", asked, headers={"X-Fragment": "tried"}
    )
    assert "autorise Levier" in refused.content.decode()
    told = owner.client.post(
        "/donnees/sources/ajouter/watched-folder/", {**asked, "allow": "yes"}, headers={"X-Fragment": "tried"}
    )
    assert "Le dossier s" in told.content.decode()
    assert "Premier passage" in told.content.decode()
    assert not Connection.objects.exists()


def test_a_wrong_field_keeps_what_was_typed(owner: Person) -> None:
    given = {
        "server": "https://imap.exemple.fr",
        "user": "",
        "password": "S3cret-long",
        "name": "Boîte",
        "do": "save",
    }
    page = owner.client.post("/donnees/sources/ajouter/mailbox/", given)
    text = page.content.decode()
    assert page.status_code == 422
    assert "écrivez le nom du serveur seul" in text
    assert "https://imap.exemple.fr" in text
    assert "S3cret-long" not in text


@pytest.mark.usefixtures("embedding_model")
def test_a_source_is_added_run_read_and_deleted(owner: Person, share: Path) -> None:
    client = owner.client
    added = client.post("/donnees/sources/ajouter/watched-folder/", form(share, allow="yes"))
    connection = Connection.objects.get()
    assert added.headers["Location"] == f"/donnees/sources/{connection.pk}/"
    syncing.run(queue.start(connection).pk)
    page = client.get(f"/donnees/sources/{connection.pk}/").content.decode()
    for words in ("cassé.pdf", "1\u00a0ajouté", "À jour", "Lancer maintenant", "Tout le monde dans"):
        assert words in page
    assert (
        client.get(f"/donnees/sources/{connection.pk}/", headers={"X-Fragment": "source"}).status_code == 200
    )
    assert "Partage" in client.get("/donnees/sources/").content.decode()
    client.post(f"/donnees/sources/{connection.pk}/pause/")
    connection.refresh_from_db()
    assert connection.paused
    client.post(f"/donnees/sources/{connection.pk}/reprendre/")
    assert (
        "s&#x27;ouvre"
        in client.post(f"/donnees/sources/{connection.pk}/essayer/", follow=True).content.decode()
    )
    assert client.post(f"/donnees/sources/{connection.pk}/supprimer/", {"name": "autre"}).status_code == 422
    client.post(f"/donnees/sources/{connection.pk}/supprimer/", {"name": "Partage", "contents": "yes"})
    assert not Connection.objects.exists()
    assert "Note de service" not in client.get("/donnees/").content.decode()


def test_an_owner_allows_what_a_manager_prepared(owner: Person, manager: Person, stranger: Person) -> None:
    given = {"server": "imap.exemple.fr", "user": "moi", "password": "S3cret-long", "folders": "INBOX", "port": "993",
             "security": "tls", "name": "Boîte", "readers": "me", "schedule": "hour", "deletions": "mirror", "do": "save"}  # fmt: skip
    manager.client.post("/donnees/sources/ajouter/mailbox/", given)
    connection = Connection.objects.get()
    place = f"/donnees/sources/{connection.pk}/"
    waiting = manager.client.get(place).content.decode()
    assert "imap.exemple.fr:993" in waiting
    assert "autoriser/" not in waiting
    assert manager.client.post(f"{place}autoriser/").status_code == 403
    assert stranger.client.get(place).status_code == 404
    assert "autoriser/" in owner.client.get(place).content.decode()
    owner.client.post(f"{place}autoriser/")
    assert DestinationRule.objects.get().address == "imap.exemple.fr:993"
    edited = manager.client.get(f"{place}modifier/").content.decode()
    assert "S3cret" not in edited
    assert "Enregistré" in edited
