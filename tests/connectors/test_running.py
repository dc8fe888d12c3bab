"""A run, with what it leaves in Levier: nothing twice, faults kept aside, deletions mirrored, the next run planned."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as database
from django.utils import timezone

from levier.connectors import queue, registry, services
from levier.connectors.contract import (
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Removed,
    Rows,
    State,
)
from levier.connectors.faults import Away, Forbidden, Refused
from levier.connectors.models import Connection, Sync, SyncState, Thing, ThingState
from levier.connectors.running import syncing
from levier.connectors.running.budget import Budget
from levier.connectors.secrets import open_sealed
from levier.connectors.services import Wish
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.knowledge.models import Document, DocumentVersion, Passage
from levier.knowledge.reading import list_documents
from levier.policy.models import DestinationRule, JournalEntry
from levier.tables.models import Dataset
from tests.cast import Person
from tests.connectors.test_website import web  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedding_model")]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "partage"
    (folder / "Qualité").mkdir(parents=True)
    (folder / "note.md").write_text("# Note de service\n\nLes clés sont au bureau.")
    (folder / "Qualité" / "note.md").write_text("# Note qualité\n\nLe four est contrôlé chaque lundi.")
    (folder / "cassé.pdf").write_bytes(b"%PDF-1.7 illisible")
    return folder


def add(person: Person, path: Path, **more: Any) -> Connection:
    wish = Wish(**{"name": "Partage", "allow": True, **more})
    return services.add(person.actor, "watched-folder", {"path": str(path)}, wish)


def run(connection: Connection, **more: Any) -> Sync:
    sync = queue.start(connection, **more)
    syncing.run(sync.pk)
    connection.refresh_from_db()
    sync.refresh_from_db()
    return sync


def test_what_is_in_the_folder_becomes_documents_of_a_source_of_its_name(owner: Person, share: Path) -> None:
    sync = run(add(owner, share))
    assert sync.state == SyncState.DONE
    assert sync.counts["added"] == 2
    assert sync.counts["faults"] == 1
    listed = {found.title: found.source for found in list_documents(owner.actor)}
    assert listed == {"Note de service": "Partage", "Note qualité": "Partage"}, (
        "two files of one name are two documents"
    )


def test_a_second_run_writes_nothing(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    run(connection)
    before = DocumentVersion.objects.count(), Passage.objects.count(), JournalEntry.objects.count()
    again = run(connection)
    assert {name: again.counts.get(name, 0) for name in ("added", "updated", "removed", "faults")} == {
        "added": 0, "updated": 0, "removed": 0, "faults": 0
    }  # fmt: skip
    assert (DocumentVersion.objects.count(), Passage.objects.count(), JournalEntry.objects.count()) == before


def test_a_change_makes_a_version_and_a_new_name_keeps_the_document(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    run(connection)
    document = Document.objects.get(title="Note de service")
    (share / "note.md").rename(share / "rangée.md")
    renamed = run(connection)
    document.refresh_from_db()
    assert (document.address, document.versions.count()) == ("rangée.md", 1)
    assert renamed.counts.get("removed", 0) == 0
    (share / "rangée.md").write_text("# Note de service\n\nLes clés sont au coffre.")
    assert run(connection).counts["updated"] == 1
    assert document.versions.count() == 2
    assert Document.objects.count() == 2


def test_what_is_deleted_there_is_deleted_here_or_kept_as_chosen(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    run(connection)
    (share / "note.md").unlink()
    (share / "cassé.pdf").unlink()
    assert run(connection).counts["removed"] == 1
    assert [found.title for found in list_documents(owner.actor)] == ["Note qualité"]
    assert not Thing.objects.filter(state=ThingState.FAULT).exists()
    connection.deletions = "keep"
    connection.save()
    (share / "Qualité" / "note.md").unlink()
    assert run(connection).counts["kept"] == 1
    assert run(connection).counts.get("kept", 0) == 0
    assert Document.objects.count() == 1


def test_many_deletions_at_once_wait_for_a_word(owner: Person, share: Path) -> None:
    for number in range(24):
        (share / f"{number}.md").write_text(f"# Fiche {number}\n\nTexte {number}.")
    connection = add(owner, share)
    run(connection)
    for number in range(24):
        (share / f"{number}.md").unlink()
    assert run(connection).counts["held"] == 24
    assert Document.objects.count() == 26
    assert run(connection, removals_confirmed=True).counts["removed"] == 24
    assert Document.objects.count() == 2


def test_a_fault_is_told_once_mended_and_forgotten(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    run(connection)
    thing = Thing.objects.get(state=ThingState.FAULT)
    assert thing.name == "cassé.pdf"
    assert thing.fault
    assert thing.fault["what"]
    assert run(connection).counts.get("faults", 0) == 0
    (share / "cassé.pdf").unlink()
    (share / "cassé.pdf").write_text("%DF en fait du texte lisible")
    (share / "cassé.pdf").rename(share / "lisible.txt")
    run(connection)
    assert not Thing.objects.filter(state=ThingState.FAULT).exists()


def test_the_same_content_twice_is_one_document_until_both_are_gone(owner: Person, share: Path) -> None:
    (share / "copie.md").write_text((share / "note.md").read_text())
    connection = add(owner, share)
    assert run(connection).counts["same"] == 1
    assert Document.objects.count() == 2
    (share / "copie.md").unlink()
    run(connection)
    assert Document.objects.filter(title="Note de service").exists()
    (share / "note.md").unlink()
    run(connection)
    assert Document.objects.count() == 1


def test_a_document_deleted_by_hand_does_not_come_back(owner: Person, share: Path) -> None:
    from levier.knowledge.removing import remove  # noqa: PLC0415

    connection = add(owner, share)
    run(connection)
    remove(owner.actor, Document.objects.get(title="Note de service").pk)
    run(connection)
    assert not Document.objects.filter(title="Note de service").exists()


def test_readers_are_chosen_and_follow_a_change(owner: Person, employee: Person, share: Path) -> None:
    connection = add(owner, share, readers=("owners",))
    run(connection)
    assert list_documents(employee.actor) == []
    services.change(
        owner.actor, connection.pk, {"path": str(share)}, Wish("Partage", readers=("all",), allow=True)
    )
    assert len(list_documents(employee.actor)) == 2


def test_a_folder_that_is_gone_blocks_and_says_how_to_mend(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    run(connection)
    share.rename(share.with_name("ailleurs"))
    sync = run(connection)
    assert sync.state == SyncState.FAILED
    assert sync.problem
    assert "n'existe pas" in sync.problem["what"]
    assert sync.problem["mend"]
    assert connection.blocked
    assert connection.next_run is None
    assert Document.objects.count() == 2
    share.with_name("ailleurs").rename(share)
    assert run(connection).state == SyncState.DONE
    assert not connection.blocked


# ——— a connector of the test's own, to break at will ———


class Settings(ConnectorSettings):
    pass


class Scripted(Connector[Settings]):
    """Tells what ``told`` says."""

    name, title, description, Settings = "scripted", "Essai", "Essai", Settings
    told: Any = staticmethod(lambda state, budget: iter(()))

    @classmethod
    def places(cls, settings: Settings) -> tuple[Any, ...]:
        return ()

    def test(self, settings: Settings) -> Checked:
        return Checked(True, "Bon.")

    def changes(self, settings: Settings, state: State, budget: Budget) -> Iterator[Any]:
        yield from Scripted.told(state, budget)


@pytest.fixture
def scripted(owner: Person, monkeypatch: pytest.MonkeyPatch) -> Connection:
    found = registry.catalogue() | {"scripted": Scripted}
    monkeypatch.setattr(registry, "get", lambda name: found[name])
    return services.add(owner.actor, "scripted", {}, Wish("Essai", allow=True))


def tells(*changes: Any) -> None:
    def told(state: State, budget: Budget) -> Iterator[Any]:
        for change in changes:
            if isinstance(change, Exception):
                raise change
            yield change

    Scripted.told = staticmethod(told)


def test_a_failure_that_may_pass_is_tried_again_later_and_later(scripted: Connection) -> None:
    tells(Away("Le serveur ne répond pas"))
    waits = []
    for _ in range(5):
        run(scripted)
        assert scripted.next_run is not None
        waits.append(round((scripted.next_run - timezone.now()) / timedelta(minutes=1)))
    assert waits == [1, 5, 15, 60, 24 * 60]
    assert not scripted.blocked
    tells()
    run(scripted)
    assert scripted.failures == 0


def test_a_refusal_waits_for_a_person_and_an_unforeseen_fault_tells_nothing_secret(
    scripted: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    tells(Refused("Le mot de passe n'est pas bon"))
    run(scripted)
    assert scripted.blocked
    assert queue.due() == 0
    tells(RuntimeError("connexion à https://moi:S3cret@exemple.fr refusée"))
    with caplog.at_level(logging.DEBUG):
        sync = run(scripted)
    assert sync.problem
    assert "S3cret" not in str(sync.problem) + caplog.text
    assert not scripted.blocked


def test_a_stop_keeps_what_came_and_the_cursor_goes_on(scripted: Connection) -> None:
    def told(state: State, budget: Budget) -> Iterator[Any]:
        for number in range(int(state.cursor.get("at", 0)), 6):
            yield Item(f"k{number}", f"# Fiche {number}\n\nTexte {number}", "1", f"{number}.md")
            yield Progress(number + 1, 6, cursor={"at": number + 1})
            if number == 2:
                Sync.objects.filter(finished=None).update(stop_asked=True)
                budget.pause(5)

    Scripted.told = staticmethod(told)
    assert run(scripted).state == SyncState.STOPPED
    assert Document.objects.count() == 3
    again = run(scripted)
    assert again.state == SyncState.DONE
    assert again.counts["added"] == 3


def test_a_bound_ends_the_run_and_the_next_comes_soon(scripted: Connection) -> None:
    scripted.bounds = {"items": 2}
    scripted.save()
    tells(
        *(
            Item(f"k{number}", f"# Fiche {number}\n\nTexte {number}", "1", f"{number}.md")
            for number in range(5)
        )
    )
    sync = run(scripted)
    assert (sync.state, sync.note) == (SyncState.PARTIAL, "le nombre d'éléments par passage est atteint")
    assert scripted.next_run is not None
    assert scripted.next_run < timezone.now() + timedelta(minutes=2)
    run(scripted)
    run(scripted)
    assert Document.objects.count() == 5


def test_a_hint_of_readers_narrows_and_never_widens(
    scripted: Connection, owner: Person, employee: Person
) -> None:
    scripted.readers = ["managers"]
    scripted.save()
    tells(
        Item("a", "# A\n\nTexte a", "1", "a.md", readers=("all",)),
        Item("b", "# B\n\nTexte b", "1", "b.md", readers=("owners",)),
    )
    run(scripted)
    tokens = {one.title: set(one.readers.values_list("token", flat=True)) for one in Document.objects.all()}
    assert tokens == {"A": {"managers"}, "B": {"owners"}}


def lines(*numbers: int, price: float = 2.0) -> list[dict[str, Any]]:
    return [{"id": number, "date": f"2026-01-{number:02d}", "product_code": f"P{number}", "quantity": number,
             "unit_price": price} for number in numbers]  # fmt: skip


def test_a_table_is_mirrored_line_by_line(scripted: Connection, owner: Person) -> None:
    mapping = {name: name for name in ("date", "product_code", "quantity", "unit_price")}

    def rows(records: list[dict[str, Any]], **more: Any) -> Item:
        return Item("t", Rows("ventes", records, "Ventes", "sales", mapping, key="id", **more))

    tells(rows(lines(1, 2, 3), first=True), rows(lines(4)), rows([], last=True))
    assert run(scripted).counts["tables_added"] == 1
    dataset = Dataset.objects.get(name="Ventes — Essai")
    assert dataset.versions.get(number=dataset.current).rows == 4
    tells(rows([], last=True, present=frozenset({"1", "2", "3", "4"})))
    assert run(scripted).counts["tables_same"] == 1
    tells(rows(lines(2, price=9.0)), rows([], last=True, present=frozenset({"1", "2", "4"})))
    assert run(scripted).counts["tables_updated"] == 1
    dataset.refresh_from_db()
    version = dataset.versions.get(number=dataset.current)
    assert version.rows == 3
    assert dataset.versions.count() == 2


def test_the_name_of_a_table_tells_its_kind_where_its_columns_fit_it(scripted: Connection) -> None:
    """A table « clients » of code, name, town and mail read as suppliers: the columns of both are the same."""
    people = [
        {"code": f"C{n}", "nom": f"Société {n}", "ville": "Vichy", "email": f"c{n}@exemple.fr"}
        for n in range(9)
    ]
    sold = [
        {"date": f"2026-01-0{n + 1}", "référence": f"P{n}", "quantité": n + 1, "prix unitaire": 2.0}
        for n in range(5)
    ]
    tells(
        Item("c", Rows("gestion.clients", people, "clients", first=True, last=True)),
        Item("s", Rows("factures", sold, "factures", first=True, last=True)),
    )
    assert run(scripted).counts["tables_added"] == 2
    assert {one.table: one.kind for one in scripted.tables.all()} == {
        "gestion.clients": "customers",
        "factures": "sales",
    }


def test_pages_of_a_table_survive_a_run_that_is_cut(scripted: Connection) -> None:
    mapping = {name: name for name in ("date", "product_code", "quantity", "unit_price")}

    def rows(records: list[dict[str, Any]], **more: Any) -> Item:
        return Item("t", Rows("ventes", records, "Ventes", "sales", mapping, key="id", **more))

    tells(rows(lines(1, 2), first=True), Progress(cursor={"after": 2}), Away("coupé"))
    run(scripted)
    assert not Dataset.objects.exists()
    tells(rows(lines(2, 3)), rows([], last=True))
    run(scripted)
    dataset = Dataset.objects.get()
    assert dataset.versions.get().rows == 3


def test_a_table_that_cannot_be_read_is_a_fault_and_not_a_failure(scripted: Connection) -> None:
    tells(
        Item("t", Rows("x", [{"a": "?", "b": None}], "X", "sales", key="a", first=True)),
        Item("t", Rows("x", [], last=True)),
    )
    sync = run(scripted)
    assert sync.state == SyncState.DONE
    assert sync.counts["tables_faults"] == 1
    table = scripted.tables.get()
    assert table.fault
    assert table.fault["what"]


def test_a_file_that_is_a_table_becomes_a_dataset_kept_up_to_date(owner: Person, share: Path) -> None:
    head = "date;produit;quantité;prix unitaire\n"
    (share / "ventes.csv").write_text(head + "05/01/2026;Baguette;40;1,10\n06/01/2026;Tarte;2;18,50\n")
    (share / "bizarre.csv").write_text("a;b;c;d\n?;?;?;?\n")
    connection = add(owner, share)
    first = run(connection)
    assert first.counts["tables_added"] == 1
    dataset = Dataset.objects.get(name="ventes — Partage")
    assert Thing.objects.get(name="bizarre.csv").state == ThingState.FAULT
    (share / "ventes.csv").write_text(head + "05/01/2026;Baguette;40;1,10\n")
    assert run(connection).counts["tables_updated"] == 1
    dataset.refresh_from_db()
    assert dataset.versions.get(number=dataset.current).rows == 1
    assert run(connection).counts.get("tables_updated", 0) == 0
    (share / "ventes.csv").unlink()
    assert run(connection).counts["removed"] == 1
    assert not Dataset.objects.exists()


def test_a_fault_of_the_moment_goes_away_with_its_cause(scripted: Connection) -> None:
    tells(Fault("table:stock", "Ce compte ne peut pas la lire", name="Stock"))
    run(scripted)
    assert scripted.things.get().state == ThingState.FAULT
    tells()
    run(scripted)
    assert not scripted.things.exists()


def test_a_removed_thing_nobody_knows_is_nothing(scripted: Connection) -> None:
    tells(Removed("jamais vu"))
    assert run(scripted).state == SyncState.DONE


# ——— who may, and where to ———


def test_without_an_owners_word_nothing_is_read(
    owner: Person, manager: Person, employee: Person, share: Path
) -> None:
    with pytest.raises(NotAllowed):
        services.add(employee.actor, "watched-folder", {"path": str(share)}, Wish("X"))
    with pytest.raises(NotAllowed):
        add(manager, share)
    connection = add(manager, share, allow=False)
    with pytest.raises(Forbidden, match="accord"):
        services.start(manager.actor, connection.pk)
    assert run(connection).state == SyncState.FAILED
    assert not Document.objects.exists()
    with pytest.raises(NotAllowed):
        services.approve(manager.actor, connection.pk)
    services.approve(owner.actor, connection.pk)
    connection.refresh_from_db()
    assert run(connection).state == SyncState.DONE


def test_another_folder_needs_another_word(
    owner: Person, manager: Person, share: Path, tmp_path: Path
) -> None:
    connection = add(owner, share)
    (tmp_path / "autre").mkdir()
    services.change(manager.actor, connection.pk, {"path": str(tmp_path / "autre")}, Wish("Partage"))
    connection.refresh_from_db()
    assert [place.address for place in services.waits_for_approval(connection)] == [str(tmp_path / "autre")]
    assert run(connection).state == SyncState.FAILED


def test_another_company_sees_nothing_of_it(owner: Person, stranger: Person, share: Path) -> None:
    connection = add(owner, share)
    assert services.connections(stranger.actor) == []
    for act in (
        services.get,
        services.start,
        services.stop,
        services.pause,
        services.approve,
        services.check_saved,
    ):
        with pytest.raises(NotFound):
            act(stranger.actor, connection.pk)


def mailbox(**more: Any) -> dict[str, Any]:
    return {"server": "imap.exemple.fr", "user": "moi@exemple.fr", "password": "S3cret-très-long", **more}


def test_an_address_outside_becomes_a_destination_and_is_closed_with_it(owner: Person) -> None:
    connection = services.add(owner.actor, "mailbox", mailbox(), Wish("Boîte", allow=True))
    rule = DestinationRule.objects.get()
    assert (rule.address, rule.purpose, rule.data_classes) == ("imap.exemple.fr:993", "connector", ["public"])
    assert not services.waits_for_approval(connection)
    rule.delete()
    assert [place.address for place in services.waits_for_approval(connection)] == ["imap.exemple.fr:993"]


def test_a_destination_that_carries_more_keeps_what_it_carries(owner: Person) -> None:
    from levier.policy import destinations  # noqa: PLC0415

    destinations.allow(owner.actor, "imap.exemple.fr:993", ["internal"], purpose="model", label="Modèle")
    services.add(owner.actor, "mailbox", mailbox(), Wish("Boîte", allow=True))
    rule = DestinationRule.objects.get()
    assert set(rule.data_classes) == {"public", "internal"}
    assert rule.purpose == "model"


def test_a_secret_is_nowhere_in_clear(owner: Person) -> None:
    connection = services.add(owner.actor, "mailbox", mailbox(), Wish("Boîte", allow=True))
    assert open_sealed(owner.company_id, connection.secrets) == {"password": "S3cret-très-long"}
    with database.cursor() as cursor:
        for table in ("connectors_connection", "policy_journalentry", "policy_destinationrule"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "S3cret" not in str(cursor.fetchall())
    assert "S3cret" not in repr(services.settings_of(connection))
    with pytest.raises(Refused, match="ne peuvent plus être lus"):
        open_sealed(owner.company_id + 1, connection.secrets)


def test_a_secret_stays_when_it_is_not_typed_again_and_never_follows_to_another_server(owner: Person) -> None:
    connection = services.add(owner.actor, "mailbox", mailbox(), Wish("Boîte", allow=True))
    given = mailbox(password="", folders=["INBOX", "Archives"])
    changed = services.change(owner.actor, connection.pk, given, Wish("Boîte", allow=True))
    assert open_sealed(owner.company_id, changed.secrets)["password"] == "S3cret-très-long"
    with pytest.raises(BadInput, match="à saisir de nouveau"):
        services.change(
            owner.actor,
            connection.pk,
            mailbox(password="", server="voleur.example"),
            Wish("Boîte", allow=True),
        )
    with pytest.raises(BadInput, match="à saisir de nouveau"):
        services.check(
            owner.actor,
            "mailbox",
            mailbox(password="", server="voleur.example"),
            Wish("Boîte", allow=True),
            connection.pk,
        )


def test_a_name_is_taken_once(owner: Person, share: Path) -> None:
    add(owner, share)
    for name in ("partage", "", "  "):
        with pytest.raises(BadInput):
            add(owner, share, name=name)


def test_deleting_takes_what_was_brought_or_leaves_it(owner: Person, share: Path) -> None:
    first = add(owner, share)
    run(first)
    services.remove(owner.actor, first.pk, with_contents=False)
    assert not Connection.objects.exists()
    assert Document.objects.count() == 2
    second = add(owner, share, name="Partage 2")
    run(second)
    services.remove(owner.actor, second.pk, with_contents=True)
    assert {one.source.name for one in Document.objects.all()} == {"Partage"}
    assert JournalEntry.objects.filter(action="source.removed").count() == 2


def test_one_run_at_a_time_and_those_that_are_due_start(owner: Person, share: Path) -> None:
    connection = add(owner, share)
    assert queue.start(connection).pk == queue.start(connection).pk
    queue.stop(connection)
    assert connection.syncs.get().state == SyncState.STOPPED
    assert queue.due() == 0
    Connection.objects.update(next_run=timezone.now())
    assert queue.due() == 1
    services.pause(owner.actor, connection.pk)
    Connection.objects.update(next_run=timezone.now())
    assert queue.due() == 0
