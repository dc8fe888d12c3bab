"""On the pages: what the file does not tell is asked, what would be lost is said, an import is stopped or undone."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from levier.operations.importing import services, stopping
from levier.operations.importing.models import Batch, FileKind, FileState
from levier.operations.importing.one_file import import_one
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person
from tests.tables.shop import HEADER, line, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker here: runs are neither started nor told."""
    monkeypatch.setattr(services, "_start", lambda batch: None)
    monkeypatch.setattr("levier.durable.cancel", lambda run: None)
    monkeypatch.setattr("levier.durable.publish", lambda *given, **more: None)
    monkeypatch.setattr("levier.durable.launched", lambda: None)


def dropped(client: Client, *lines: str) -> str:
    file = SimpleUploadedFile("ventes.csv", "\n".join([HEADER, *lines]).encode())
    return str(client.post("/donnees/importer/", {"files": [file], "readers": "all"}).headers["Location"])


def test_the_order_of_dates_is_asked_and_nothing_is_imported_without_an_answer(
    quiet: None, owner: Person
) -> None:
    client = owner.client
    check = dropped(client, line(day="03/04/2026", price="49"))
    page = client.get(check).content.decode()
    assert "Dans quel ordre sont les dates" in page
    assert 'value="import"' not in page
    assert "Période" not in page  # what it says depends on the answer
    refused = client.post(check, {"do": "import", "kind": "sales", "shown_kind": "sales"})
    assert refused.status_code == 422
    answered = client.post(check, {"do": "check", "how.dates": "dmy"}).content.decode()
    assert "Dans quel ordre" not in answered
    assert 'name="how.dates" value="dmy"' in answered
    client.post(check, {"do": "import", "how.dates": "dmy"})
    assert Batch.objects.latest("pk").files.get().reading["how"]["dates"] == "dmy"


def test_lines_that_would_be_set_aside_can_be_downloaded_before(quiet: None, owner: Person) -> None:
    client = owner.client
    check = dropped(client, line(day="13/04/2026"), line(day="hier", name="=1+1"))
    answer = client.post(f"{check}ecartees/", {"kind": "sales", "shown_kind": "sales"})
    text = answer.content.decode("utf-8-sig")
    assert "date illisible : « hier »" in text.replace("\u00a0", " ")
    assert ";'=1+1;" in text


def test_an_overlapping_file_says_what_it_adds_and_what_would_go(
    quiet: None, owner: Person, tmp_path: Any
) -> None:
    import_file(
        owner.actor, written(tmp_path, line(invoice="1"), line(invoice="2")), kind="sales", name="Essai"
    )
    client = owner.client
    check = dropped(client, line(invoice="2"), line(invoice="3"))
    page = client.post(check, {"do": "check", "name": "Essai"}).content.decode().replace("\u00a0", " ")
    assert "1 ligne de ce fichier y est déjà" in page
    assert "Ajouter la ligne nouvelle" in page
    assert "1 ligne de la version en service n'y serait plus" in page


def test_a_stopped_import_leaves_what_waits_to_be_taken_up_again(quiet: None, owner: Person) -> None:
    client = owner.client
    check = dropped(client, line())
    client.post(check, {"do": "import"})
    batch = Batch.objects.latest("pk")
    waiting = batch.files.get()
    document = batch.files.create(
        company_id=owner.company_id, person_id=owner.person_id, token="d", name="n.md", size=3,
        kind=FileKind.DOCUMENT, state=FileState.RUNNING,
    )  # fmt: skip
    client.post(f"/donnees/imports/{batch.pk}/arreter/")
    waiting.refresh_from_db()
    assert waiting.state == FileState.CHECK
    batch.refresh_from_db()
    assert batch.stopped
    assert not batch.finished  # the document under way has not given up yet
    import_one(document.pk)
    batch.refresh_from_db()
    document.refresh_from_db()
    assert document.state == FileState.FAILED
    assert document.problem == stopping.PROBLEM
    assert batch.finished
    assert not Dataset.objects.exists()
    assert client.get(f"/donnees/imports/{batch.pk}/").status_code == 200


def test_an_import_is_undone_from_its_page_by_those_who_may(
    quiet: None, owner: Person, employee: Person, stranger: Person, tmp_path: Any
) -> None:
    dataset = import_file(owner.actor, written(tmp_path, line(invoice="1")), kind="sales").dataset_id
    import_file(owner.actor, written(tmp_path, line(invoice="2")), kind="sales")
    place = f"/donnees/tableaux/{dataset}/versions/"
    assert "2" in owner.client.get(f"{place}?de=1&a=2").content.decode()
    assert "Annuler l'import" not in employee.client.get(place).content.decode()
    assert employee.client.post(f"{place}annuler/").status_code == 403
    assert stranger.client.get(place).status_code == 404
    owner.client.post(f"{place}annuler/", {"seen": "2"})
    assert Dataset.objects.get(pk=dataset).current == 1
    again = owner.client.post(
        f"{place}annuler/", {"seen": "2"}, follow=True
    )  # pressed twice, or from another tab
    assert "Rien n&#x27;a été annulé" in again.content.decode()
    assert Dataset.objects.get(pk=dataset).current == 1
    owner.client.post(f"{place}2/retablir/")
    assert Dataset.objects.get(pk=dataset).current == 2


def test_another_sheet_is_read_anew(quiet: None, owner: Person) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Ventes"
    book.active.append(HEADER.split(";"))
    book.active.append(["1", date(2026, 4, 13), "R1", "Chaise", 2, 49.9, "C1", "France"])
    other = book.create_sheet("Clients")
    for row in (["Code client", "Raison sociale", "Ville"], ["C1", "Martin", "Lyon"]):
        other.append(row)
    buffer = BytesIO()
    book.save(buffer)
    client = owner.client
    file = SimpleUploadedFile("classeur.xlsx", buffer.getvalue())
    check = client.post("/donnees/importer/", {"files": [file], "readers": "all"}).headers["Location"]
    first = client.get(check).content.decode()
    assert '<option value="sales" selected>' in first
    asked = {
        "do": "check",
        "sheet": "Clients",
        "shown_sheet": "Ventes",
        "kind": "sales",
        "shown_kind": "sales",
    }
    page = client.post(check, {**asked, "map.date": "Date"}).content.decode()
    assert '<option value="customers" selected>' in page
    client.post(check, {"do": "import", "sheet": "Clients", "shown_sheet": "Clients"})
    assert Batch.objects.latest("pk").files.get().reading["how"]["sheet"] == "Clients"
