"""« Données »: drop, check, import, read, share, remove."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from levier import durable
from levier.knowledge.models import Document
from levier.operations.importing.models import Batch
from levier.policy.models.journal import JournalEntry
from levier.tables.models import Dataset
from tests.cast import Person
from tests.knowledge.parsing.made import zipped
from tests.web.world import SALES, World, add_document


def dropped(client: Client, *files: SimpleUploadedFile, readers: str = "all") -> str:
    answer = client.post("/donnees/importer/", {"files": list(files), "readers": readers})
    return answer.headers.get("Location", "") or answer.content.decode()


def followed(client: Client, address: str) -> str:
    """The page of an import, once it is over."""
    durable.wait(Batch.objects.get(pk=int(address.rstrip("/").rsplit("/", 1)[1])).run, 60)
    return client.get(address).content.decode()


def csv(name: str = "ventes.csv", text: str = SALES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_table_is_shown_as_read_before_anything_is_written(owner: Person) -> None:
    check = dropped(owner.client, csv())
    page = owner.client.get(check).content.decode()
    assert "Importer 3 lignes" in page
    assert "quantité illisible" in page
    assert not Dataset.objects.exists()


def test_a_file_that_only_bears_the_name_of_a_table_is_refused_when_it_is_dropped(
    importing: None, owner: Person
) -> None:
    picture = SimpleUploadedFile("ventes.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    address = dropped(owner.client, picture)
    assert "/donnees/imports/" in address
    page = owner.client.get(address).content.decode()
    assert "c&#x27;est une image PNG" in page
    assert "redonnez-lui son nom en .png" in page


def test_confirming_writes_the_table_for_the_chosen_readers(
    importing: None, owner: Person, employee: Person
) -> None:
    client = owner.client
    check = dropped(client, csv())
    started = client.post(check, {"do": "import", "name": "Ventes de Vichy", "readers": "managers"})
    done = followed(client, started.headers["Location"])
    assert "3 lignes ; 1 écartée (motif le plus fréquent\u00a0: quantité illisible" in done.replace(
        " :", "\u00a0:"
    )
    dataset = Dataset.objects.get()
    assert dataset.name == "Ventes de Vichy"
    assert employee.client.get(f"/donnees/tableaux/{dataset.pk}/").status_code == 404
    page = client.get(f"/donnees/tableaux/{dataset.pk}/").content.decode()
    assert "chiffre d'affaires" in page.lower().replace("&#x27;", "'")
    assert "18,50\u00a0€" in page
    assert client.get(check).status_code == 404


def test_a_column_may_be_chosen_by_hand(importing: None, owner: Person) -> None:
    odd = SALES.replace("Désignation", "Truc").replace("Client", "Chose")
    check = dropped(owner.client, csv(text=odd))
    given = {"do": "import", "kind": "sales", "shown_kind": "sales", "map.product": "Truc"}
    client = owner.client
    followed(client, client.post(check, given).headers["Location"])
    assert Dataset.objects.get().versions.get().mapping["product"] == "Truc"


def test_recalculating_without_a_change_leaves_what_levier_proposed_a_proposal(owner: Person) -> None:
    check = dropped(owner.client, csv(text=SALES.replace("Désignation", "Truc")))
    page = owner.client.get(check).content.decode()
    names = re.findall(r'name="map\.(\w+)"', page)
    shown = {f"was.{name}": value for name, value in re.findall(r'name="was\.(\w+)" value="([^"]*)"', page)}
    assert {f"was.{name}" for name in names} == set(shown)
    same = {key.replace("was.", "map."): value for key, value in shown.items()}
    given = {"do": "check", "kind": "sales", "shown_kind": "sales", **shown, **same}
    again = owner.client.post(check, given).content.decode()
    assert again.count("was.") == page.count("was.")
    changed = owner.client.post(check, {**given, "map.product": "Truc"}).content.decode()
    assert 'name="was.product"' not in changed
    assert changed.count('name="was.') == page.count('name="was.') - 1


def test_a_column_may_be_ignored(importing: None, owner: Person) -> None:
    client = owner.client
    check = dropped(client, csv())
    # The form sends every field: one left empty is not filled by another column.
    left = {f"map.{field}": "" for field in ("country", "customer", "customer_name")}
    given = {"kind": "sales", "shown_kind": "sales", **left}
    page = client.post(check, {"do": "check", **given}).content.decode()
    apart = page.split("Colonnes laissées de côté")[1].split("</ul>")[0]
    assert re.findall("<strong>(.*?)</strong>", apart) == ["Client", "Pays"]
    followed(client, client.post(check, {"do": "import", **given}).headers["Location"])
    assert not {"country", "customer"} & set(Dataset.objects.get().versions.get().mapping)


def test_a_needed_column_cannot_be_ignored_and_the_choice_stays(owner: Person) -> None:
    check = dropped(owner.client, csv())
    given = {"do": "import", "kind": "sales", "shown_kind": "sales", "map.date": ""}
    answer = owner.client.post(check, given)
    assert answer.status_code == 422
    assert "il manque" in answer.content.decode()
    assert not Dataset.objects.exists()


def test_a_broken_workbook_asks_nothing_that_would_not_help(owner: Person) -> None:
    broken = SimpleUploadedFile("ventes.xlsx", b"PK\x03\x04" + b"nothing of a workbook" * 40)
    page = owner.client.get(dropped(owner.client, broken)).content.decode()
    assert "Corrigez-le puis déposez-le à nouveau" in page
    assert "Lire comme un document" in page
    assert 'name="kind"' not in page
    assert "Recalculer" not in page


def test_an_unknown_table_waits_for_its_kind_and_nothing_is_lost(owner: Person) -> None:
    client = owner.client
    check = dropped(client, csv("mystere.csv", "zzz;yyy\n1;2\n3;4\n"))
    page = client.get(check).content.decode()
    assert "ne reconnaît pas" in page
    assert "Le fichier attend ici" in page
    assert client.get(check).status_code == 200


def test_the_waiting_table_of_somebody_is_not_for_another(
    owner: Person, manager: Person, stranger: Person
) -> None:
    check = dropped(owner.client, csv())
    assert manager.client.get(check).status_code == 404
    assert stranger.client.post(check, {"do": "import"}).status_code == 404
    assert owner.client.get(check).status_code == 200


def test_many_waiting_tables_hold_in_one_notice(owner: Person) -> None:
    for number in range(6):
        dropped(owner.client, csv(f"ventes{number}.csv"))
    page = owner.client.get("/donnees/").content.decode()
    assert "<strong>6 tableaux</strong> attendent" in page
    assert page.count("notice") < 6
    assert "ventes5.csv</a>" in page


@pytest.mark.parametrize("token", ["..%2f..%2fsecret.key", "aaaaaaaaaaaa", "....................", "a"])
def test_a_made_up_token_opens_nothing(owner: Person, token: str) -> None:
    assert owner.client.get(f"/donnees/importer/{token}/").status_code == 404


def test_an_abandoned_table_leaves_nothing(owner: Person) -> None:
    check = dropped(owner.client, csv())
    owner.client.post(f"{check}abandonner/")
    assert owner.client.get(check).status_code == 404
    assert not Dataset.objects.exists()


def test_one_bad_file_among_several_does_not_stop_the_others(importing: None, owner: Person) -> None:
    client = owner.client
    bad = SimpleUploadedFile("contrat.pdf", b"%PDF-1.7 illisible")
    good = SimpleUploadedFile("procedure.txt", b"Tout retour se fait sous 14 jours.")
    page = followed(client, dropped(client, csv(), bad, good))
    assert "Vérifier et importer" in page
    assert "notice-bad" in page
    assert "contrat.pdf" in page
    assert "1 passage à citer" in page
    assert Document.objects.get().title == "procedure"
    waiting = client.get("/donnees/").content.decode()
    assert "attend que vous vérifiiez ses colonnes" in waiting


def test_what_came_in_an_archive_is_counted_and_what_was_left_is_named(
    importing: None, owner: Person
) -> None:
    archive = zipped({"note.txt": "Les balances du fournil se règlent le lundi.", "film.mp4": b"\0\0\0 ftyp"})
    page = followed(owner.client, dropped(owner.client, SimpleUploadedFile("fournil.zip", archive)))
    assert "1 document trouvé dedans (1 passage à citer)" in page
    assert "0 passage" not in page
    assert "1 fichier à part ou laissé de côté" in page
    assert "film.mp4" in page


def test_the_import_of_somebody_is_not_for_another(
    importing: None, owner: Person, manager: Person, stranger: Person
) -> None:
    address = dropped(owner.client, SimpleUploadedFile("note.txt", b"Une note de quelques mots."))
    followed(owner.client, address)
    assert manager.client.get(address).status_code == 404
    assert stranger.client.get(f"{address}suite/").status_code == 404


def test_the_same_file_again_changes_nothing_and_says_so(importing: None, owner: Person) -> None:
    client = owner.client
    for _ in range(2):
        page = followed(
            client, dropped(client, SimpleUploadedFile("note.txt", b"Une note de quelques mots."))
        )
    assert "Déjà là, à l&#x27;identique" in page.replace("l'identique", "l&#x27;identique")
    assert Document.objects.count() == 1


def test_nothing_of_an_imported_file_stays_among_the_arrivals(
    importing: None, owner: Person, settings: Any
) -> None:
    client = owner.client
    followed(client, dropped(client, SimpleUploadedFile("note.txt", b"Encore une note de quelques mots.")))
    arrivals = Path(settings.HOME) / "arrivals" / str(owner.company_id)
    assert not [path for path in arrivals.rglob("*") if path.is_file()]


def test_a_fec_in_a_txt_file_is_a_table_and_a_note_is_not(owner: Person) -> None:
    head = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tDebit\tCredit\n"
    line = "VE\tVentes\t1\t20260102\t707000\tVentes\t0,00\t120,00\n"
    assert "/donnees/importer/" in dropped(owner.client, csv("123456789FEC20261231.txt", head + line))


def test_the_cited_words_are_highlighted_and_nothing_of_the_text_runs(owner: Person) -> None:
    document = add_document(owner.actor, "Contrat", ("all",))
    start = document.current.pages.get().text.index("pénalité")
    address = f"/donnees/documents/{document.pk}/?page=1&start={start}&end={start + 8}"
    assert '<mark id="cite">pénalité</mark>' in owner.client.get(address).content.decode()
    hostile = add_document(owner.actor, "<script>alert(1)</script>", ("all",))
    page = owner.client.get(f"/donnees/documents/{hostile.pk}/").content.decode()
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    "query", ["page=9&start=1&end=5", "start=-1&end=x", "version=7", "start=5&end=99999"]
)
def test_a_strange_address_of_a_document_never_breaks(owner: Person, query: str) -> None:
    document = add_document(owner.actor, "Contrat", ("all",))
    answer = owner.client.get(f"/donnees/documents/{document.pk}/?{query}")
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize(
    ("dated", "old"), [(date(2024, 1, 1), True), (date(2026, 1, 1), False), (None, False)]
)
def test_an_old_text_says_so(owner: Person, dated: date | None, old: bool) -> None:
    owner.company.own_today = date(2026, 11, 23)
    owner.company.save()
    document = add_document(owner.actor, "Barème", ("all",), dated)
    for page in ("/donnees/", f"/donnees/documents/{document.pk}/"):
        assert ("Texte de plus de 2 ans" in owner.client.get(page).content.decode()) == old


def test_readers_are_changed_journaled_and_never_against_oneself(
    world: World, manager: Person, employee: Person
) -> None:
    address = f"/donnees/documents/{world.open_document}/"
    assert manager.client.post(f"{address}lecteurs/", {"readers": "owners"}).status_code == 422
    manager.client.post(f"{address}lecteurs/", {"readers": "managers"})
    assert employee.client.get(address).status_code == 404
    assert JournalEntry.objects.filter(action="document.readers").count() == 1


def test_a_table_is_removed_only_by_its_name(world: World, owner: Person) -> None:
    address = f"/donnees/tableaux/{world.open_dataset}/supprimer/"
    assert "3 lignes, 1 version" in owner.client.get(address).content.decode()
    folder = Dataset.objects.get(pk=world.open_dataset).versions.get().parquet_path.parent
    owner.client.post(address, {"name": "ventes"})
    assert Dataset.objects.filter(pk=world.open_dataset).exists()
    owner.client.post(address, {"name": "Ventes"})
    assert not Dataset.objects.filter(pk=world.open_dataset).exists()
    assert not folder.exists()


def test_a_document_is_removed_after_being_named(world: World, owner: Person) -> None:
    address = f"/donnees/documents/{world.open_document}/supprimer/"
    assert "Supprimer «\u00a0Contrat\u00a0»" in owner.client.get(address).content.decode()
    assert Document.objects.filter(pk=world.open_document).exists()
    owner.client.post(address)
    assert not Document.objects.filter(pk=world.open_document).exists()


def test_the_rejected_lines_and_the_original_come_back_as_they_were(world: World, owner: Person) -> None:
    base = f"/donnees/tableaux/{world.open_dataset}/v1/"
    rejects = b"".join(owner.client.get(f"{base}ecartees/").streaming_content).decode("utf-8-sig")
    assert "beaucoup" in rejects
    assert b"".join(owner.client.get(f"{base}original/").streaming_content).decode() == SALES


def test_an_empty_company_is_taught_what_to_do(owner: Person, employee: Person) -> None:
    assert "Importer un premier fichier" in owner.client.get("/donnees/").content.decode()
    page = employee.client.get("/donnees/").content.decode()
    assert "Rien qui vous soit ouvert" in page
    assert "/donnees/importer/" not in page


def test_a_full_disk_says_so_and_keeps_nothing_half_written(
    owner: Person, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    page = owner.client.get(dropped(owner.client, csv())).content.decode()
    assert "n&#x27;a pas pu être enregistré" in page


def test_many_documents_are_shown_page_by_page_and_found_by_the_words_of_their_title(owner: Person) -> None:
    for number in range(30):
        add_document(owner.actor, f"Contrat {number:02d}", ("all",))
    add_document(owner.actor, "Salaires du personnel", ("all",))
    first = owner.client.get("/donnees/").content.decode()
    assert "Contrat 00" in first
    assert "Contrat 29" not in first
    assert "Page 1 sur 2" in first
    assert "Contrat 29" in owner.client.get("/donnees/?page=2").content.decode()
    found = owner.client.get("/donnees/?titre=personnel%20salaires").content.decode()
    assert "Salaires du personnel" in found
    assert "Contrat" not in found.split('id="documents"')[1].split("</table>")[0]
    assert "Aucun document ne répond" in owner.client.get("/donnees/?titre=licorne").content.decode()
