"""Deleting a document: what is said before, what is gone after, by page, by program and by command."""

import json
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from levier.cli import documents as command
from levier.connectors.models import Connection
from levier.core.errors import NotAllowed, NotFound
from levier.knowledge import storage
from levier.knowledge.adding import add_file, add_text
from levier.knowledge.models import Document, Passage
from levier.operations.lifecycle.services import delete, loss
from levier.operations.searching.finding import find
from levier.operations.searching.results import Asked
from levier.policy import journal
from levier.policy.tokens import create
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("embedding_model")
TEXT = "Toute marchandise retournée est d'abord déclarée au service clients, qui donne un numéro valable quinze jours. "


def test_the_copies_one_may_read_are_told_and_no_other(owner: Person, employee: Person) -> None:
    one = add_text(owner.actor, "Retours", TEXT * 4)
    add_text(owner.actor, "Retours bis", TEXT.upper() * 4, source="Réseau")
    add_text(owner.actor, "Retours réservés", TEXT * 4 + "Fin.", source="Coffre", readers=("managers",))
    add_text(owner.actor, "Congés", "Les congés se posent deux mois à l'avance. " * 4)
    titles = [(title, source) for _, title, source, _ in loss(owner.actor, one.document_id).copies]
    assert titles == [("Retours bis", "Réseau"), ("Retours réservés", "Coffre")]
    assert [title for _, title, *_ in loss(employee.actor, one.document_id).copies] == ["Retours bis"]
    page = owner.client.get(f"/donnees/documents/{one.document_id}/supprimer/").content.decode()
    assert "Retours bis" in page
    assert "mot pour mot" in page
    assert "Une sauvegarde faite avant" in page


def test_a_document_of_a_linked_source_is_said_to_stay_there(owner: Person) -> None:
    Connection.objects.create(company=owner.company, connector="watched-folder", name="Partage")
    one = add_text(owner.actor, "Retours", TEXT, source="Partage")
    assert loss(owner.actor, one.document_id).source == "Partage"
    page = owner.client.get(f"/donnees/documents/{one.document_id}/supprimer/").content.decode()
    assert "reste dans la source « Partage »" in page


def test_nothing_of_a_deleted_document_is_found_read_or_kept_on_disk(owner: Person, employee: Person) -> None:
    add_text(owner.actor, "Congés", "Les congés se posent deux mois à l'avance.")
    old = add_file(owner.actor, f"{TEXT}\n\nLe zorglub est repris.".encode(), "retours.txt")
    add_file(owner.actor, f"{TEXT}\n\nLe zorglub n'est plus repris.".encode(), "retours.txt")
    folder = storage.path(Document.objects.get(pk=old.document_id).current.stored).parent  # type: ignore[union-attr]
    assert len(list(folder.iterdir())) == 2
    assert "zorglub" in find(owner.actor, Asked("le zorglub est-il repris ?")).results[0].text
    with pytest.raises(NotAllowed):
        delete(employee.actor, old.document_id)
    lost = delete(owner.actor, old.document_id)
    assert (lost.title, lost.versions) == ("retours", 2)
    assert not folder.exists()
    assert not Passage.objects.filter(document=old.document_id).exists()
    assert all("zorglub" not in one.text for one in find(owner.actor, Asked("zorglub repris")).results)
    assert journal.entries(owner.actor, action="document.removed").get().subject == "retours"
    for address in ("", "original/", "pages/1.webp", "supprimer/"):
        assert owner.client.get(f"/donnees/documents/{old.document_id}/{address}").status_code == 404
    with pytest.raises(NotFound):
        delete(owner.actor, old.document_id)


def test_a_program_lists_and_deletes_as_its_person_may(owner: Person, employee: Person) -> None:
    one = add_text(owner.actor, "Attestation", "Attestation valable jusqu'au 30 juin 2020. " + TEXT)
    add_text(
        owner.actor, "Attestation bis", "Attestation valable jusqu'au 30 juin 2020. " + TEXT, source="Réseau"
    )
    heads = {who: {"authorization": f"Bearer {create(who.actor, 'essai')[1]}"} for who in (owner, employee)}
    listed = owner.client.get("/api/v1/documents?source=Réseau", headers=heads[owner]).json()
    assert [(one["title"], one["caution"]) for one in listed] == [
        ("Attestation bis", "périmé depuis le 30/06/2020")
    ]
    address = f"/api/v1/documents/{one.document_id}"
    assert owner.client.delete(address, headers=heads[employee]).status_code == 403
    told = owner.client.delete(address, headers=heads[owner]).json()
    assert [copy["title"] for copy in told["copies"]] == ["Attestation bis"]
    assert owner.client.delete(address, headers=heads[owner]).status_code == 404


def test_a_command_lists_and_deletes_after_a_yes(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "worker", nullcontext)
    one = add_text(owner.actor, "Retours", TEXT)
    run = CliRunner().invoke
    assert [line["title"] for line in json.loads(run(command.app, ["--json"]).output)] == ["Retours"]
    refused = run(command.app, ["--delete", str(one.document_id)], input="n\n")
    assert refused.exit_code != 0
    assert Document.objects.exists()
    assert "« Retours » est supprimé" in run(command.app, ["--delete", str(one.document_id), "--yes"]).output
    assert not Document.objects.exists()
