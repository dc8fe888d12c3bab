"""« Vie des documents »: read again, duplicates, retention, differences, the archive."""

from datetime import date

import pytest

from levier import durable
from levier.knowledge.adding import add_file, add_text
from levier.knowledge.lifecycle.models import SourceRule, Validity
from levier.knowledge.models import Source
from levier.operations.exporting.models import Export
from tests.cast import Person
from tests.knowledge.files import TERMS

TEXT = "Toute marchandise retournée est d'abord déclarée au service clients, qui donne un numéro valable quinze jours. "


@pytest.mark.usefixtures("embedding_model")
def test_an_expired_text_is_shown_until_somebody_gives_it_a_new_day(owner: Person) -> None:
    added = add_text(owner.actor, "Attestation", "Attestation valable jusqu'au 30 juin 2020. " + TEXT)
    assert "Périmé depuis le 30/06/2020" in owner.client.get("/donnees/vie/").content.decode()
    address = f"/donnees/documents/{added.document_id}/validite/"
    refused = owner.client.post(address, {"do": "confirm"})
    assert refused.status_code == 422
    assert "périmé depuis" in refused.content.decode()
    assert owner.client.post(address, {"expires": "2020-02-31"}).status_code == 422
    owner.client.post(address, {"expires": "2199-06-30", "back": "1"})
    assert Validity.objects.get().expires == date(2199, 6, 30)
    assert "Rien à relire" in owner.client.get("/donnees/vie/").content.decode()
    assert "30 juin 2199" in owner.client.get(f"/donnees/documents/{added.document_id}/").content.decode()


@pytest.mark.usefixtures("embedding_model")
def test_duplicates_are_shown_to_who_may_read_both_and_can_be_said_distinct(
    owner: Person, employee: Person
) -> None:
    one = add_text(owner.actor, "Retours", TEXT * 3)
    two = add_text(owner.actor, "Retours bis", TEXT * 3, source="Réseau", readers=("managers",))
    assert "Mot pour mot le même" in owner.client.get("/donnees/vie/").content.decode()
    assert "Retours bis" not in employee.client.get("/donnees/vie/").content.decode()
    chosen = {"document": [one.document_id, two.document_id]}
    assert employee.client.post("/donnees/vie/distincts/", chosen).status_code == 403
    owner.client.post("/donnees/vie/distincts/", chosen)
    assert "Aucun doublon" in owner.client.get("/donnees/vie/").content.decode()


@pytest.mark.usefixtures("embedding_model")
def test_no_browser_keeps_a_page_of_a_document_that_is_deleted(owner: Person) -> None:
    """A page drawn was kept a day by browsers: a document deleted or closed was still readable in them."""
    added = add_file(owner.actor, TERMS, "conditions.pdf")
    address = f"/donnees/documents/{added.document_id}/pages/1.webp"
    shown = owner.client.get(address)
    assert b"".join(shown.streaming_content)[8:12] == b"WEBP"
    assert "no-store" in shown.headers["Cache-Control"]
    owner.client.post(f"/donnees/documents/{added.document_id}/supprimer/")
    assert owner.client.get(address).status_code == 404


@pytest.mark.usefixtures("embedding_model")
def test_the_owner_alone_chooses_how_long_a_source_is_kept(owner: Person, manager: Person) -> None:
    add_text(owner.actor, "Retours", TEXT, source="Boîte aux lettres")
    source = Source.objects.get()
    address = f"/donnees/vie/sources/{source.pk}/"
    assert manager.client.post(address, {"keep": "365"}).status_code == 403
    assert owner.client.post(address, {"keep": "3"}).status_code == 422
    owner.client.post(address, {"keep": "365", "review": ""})
    rule = SourceRule.objects.get()
    assert (rule.keep_days, rule.review_days) == (365, None)


@pytest.mark.usefixtures("embedding_model")
def test_what_changed_between_two_versions_is_one_click_away(owner: Person) -> None:
    first = add_file(owner.actor, ("Article 1 : dix jours.\n\n" + TEXT).encode(), "reglement.txt")
    add_file(owner.actor, ("Article 1 : quinze jours.\n\n" + TEXT).encode(), "reglement.txt")
    page = owner.client.get(f"/donnees/documents/{first.document_id}/differences/").content.decode()
    assert "<del>Article 1 : dix jours.</del>" in page
    assert "<ins>Article 1 : quinze jours.</ins>" in page


def test_the_archive_is_for_the_person_who_asked_for_it(
    importing: None, owner: Person, manager: Person, stranger: Person
) -> None:
    assert manager.client.post("/donnees/vie/export/").status_code == 403
    owner.client.post("/donnees/vie/export/")
    export = Export.objects.get()
    durable.wait(export.run, 60)
    address = f"/donnees/vie/export/{export.pk}/"
    assert address in owner.client.get("/donnees/vie/").content.decode()
    got = owner.client.get(address)
    assert b"".join(got.streaming_content)[:4] == b"PK\x03\x04"
    assert stranger.client.get(address).status_code in (403, 404)
