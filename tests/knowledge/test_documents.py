"""Documents are added once, versioned, read only by their readers, and really deleted."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from levier.core.errors import BadInput, NotAllowed, NotFound, Unavailable
from levier.knowledge import arriving, storage
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import NewText, add_file, add_text, add_texts
from levier.knowledge.models import Document, DocumentVersion, Page, Passage
from levier.knowledge.reading import get_document, list_documents, original, pages, versions
from levier.knowledge.removing import remove
from levier.policy.models.journal import JournalEntry
from tests.cast import Person
from tests.knowledge import files

pytestmark = pytest.mark.usefixtures("embedding_model")


def _indexed() -> int:
    return Passage.objects.count()


def test_a_document_added_is_listed_read_and_searched(owner: Person) -> None:
    added = add_file(owner.actor, files.TERMS, "cgv.pdf")
    listed = get_document(owner.actor, added.document_id)
    assert (listed.title, listed.pages, listed.format) == ("Conditions générales de vente", 2, "pdf")
    assert original(owner.actor, added.document_id).read_bytes() == files.TERMS
    hit = CompanyKnowledge(owner.actor).search("À partir de quel montant le port est-il offert ?").hits[0]
    assert (hit.document, hit.page) == (added.document_id, 2)
    assert "250 €" in hit.extract


def test_the_same_content_is_not_added_twice(owner: Person) -> None:
    first = add_file(owner.actor, files.TERMS, "cgv.pdf")
    again = add_file(owner.actor, files.TERMS, "cgv (copie).pdf")
    assert again.skipped
    assert (again.document_id, again.version, again.passages) == (first.document_id, 1, first.passages)
    assert Document.objects.count() == 1


def test_another_content_of_the_same_name_is_a_new_version_and_the_old_one_stays_readable(
    owner: Person,
) -> None:
    add_file(owner.actor, "Le délai de retour est de 14 jours.".encode(), "retours.txt")
    second = add_file(owner.actor, "Le délai de retour est de 30 jours.".encode(), "retours.txt")
    assert second.version == 2
    assert [one.number for one in versions(owner.actor, second.document_id)] == [2, 1]
    assert "14 jours" in pages(owner.actor, second.document_id, 1)[0].text
    found = CompanyKnowledge(owner.actor).search("Quel est le délai de retour ?")
    assert ["30 jours" in hit.text for hit in found.hits] == [True]


def test_an_employee_does_not_see_a_managers_document(
    owner: Person, manager: Person, employee: Person
) -> None:
    secret = add_text(
        owner.actor, "Salaires", "Le salaire du directeur est de 5 000 € par mois.", readers=("managers",)
    )
    open_to_all = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.", readers=("all",))
    question = "Quel est le salaire du directeur ?"
    seen = CompanyKnowledge(employee.actor).search(question)
    assert [hit.document for hit in seen.hits] == [open_to_all.document_id]
    assert (seen.documents_searched, seen.passages_searched) == (1, 1)
    assert CompanyKnowledge(manager.actor).search(question).hits[0].document == secret.document_id
    assert [one.id for one in list_documents(employee.actor)] == [open_to_all.document_id]
    for read in (get_document, pages, original, versions):
        with pytest.raises(NotFound):
            read(employee.actor, secret.document_id)


def test_another_company_sees_nothing_at_all(owner: Person, stranger: Person) -> None:
    added = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    found = CompanyKnowledge(stranger.actor).search("Quand ouvre la cantine ?")
    assert (found.hits, found.documents_searched, found.passages_searched) == ([], 0, 0)
    with pytest.raises(NotFound):
        remove(stranger.actor, added.document_id)
    with pytest.raises(NotFound):
        pages(stranger.actor, added.document_id)


def test_a_document_for_one_person_is_for_that_person(
    owner: Person, employee: Person, manager: Person
) -> None:
    add_text(
        owner.actor,
        "Avenant",
        "La prime est de 300 €.",
        readers=(f"person:{employee.person_id}",),
        data_class="personal",
    )
    assert CompanyKnowledge(employee.actor).search("Quelle prime ?").hits
    assert not CompanyKnowledge(manager.actor).search("Quelle prime ?").hits


def test_the_same_content_hidden_from_the_adder_is_not_hinted_at(owner: Person, accountant: Person) -> None:
    hidden = add_text(owner.actor, "Note", "La réunion est fixée à neuf heures.", readers=("managers",))
    mine = add_text(accountant.actor, "Note", "La réunion est fixée à neuf heures.")
    assert not mine.skipped
    assert mine.document_id != hidden.document_id


def test_who_may_not_import_neither_adds_nor_removes(owner: Person, employee: Person) -> None:
    added = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    with pytest.raises(NotAllowed):
        add_text(employee.actor, "Cantine", "La cantine ferme à midi.")
    with pytest.raises(NotAllowed):
        remove(employee.actor, added.document_id)


def test_removing_leaves_no_trace_of_the_content(owner: Person) -> None:
    kept = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    gone = add_file(owner.actor, b"Le code du coffre est 4512.", "coffre.txt")
    add_file(owner.actor, b"Le code du coffre est 4513.", "coffre.txt")
    folder = storage.folder(owner.company_id, gone.document_id)
    assert (
        CompanyKnowledge(owner.actor).search("Quel est le code du coffre ?").hits[0].document
        == gone.document_id
    )
    remove(owner.actor, gone.document_id)
    assert not folder.exists()
    for model in (Passage, DocumentVersion, Page):
        assert model.objects.count() == 1
    assert _indexed() == 1
    found = CompanyKnowledge(owner.actor).search("Quel est le code du coffre ?")
    assert [hit.document for hit in found.hits] == [kept.document_id]
    assert not [
        path
        for path in Path(settings.HOME).glob("documents/**/*")
        if path.is_file() and b"coffre" in path.read_bytes()
    ]


def test_a_refused_file_leaves_nothing_behind(owner: Person) -> None:
    with pytest.raises(BadInput):
        add_file(owner.actor, files.encrypted_pdf(), "secret.pdf")
    assert Document.objects.count() == 0


def test_a_full_disk_leaves_nothing_behind(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "Aucun espace disponible sur le périphérique")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Unavailable, match="Aucun espace"):
        add_file(owner.actor, files.TERMS, "cgv.pdf")
    assert (Document.objects.count(), Passage.objects.count(), _indexed()) == (0, 0, 0)


def test_a_file_too_big_is_refused_before_it_is_read(
    owner: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "LARGEST_FILE", 1024 * 1024)
    (tmp_path / "gros.pdf").write_bytes(bytes(1024 * 1024 + 1))
    with pytest.raises(BadInput, match="dépasse 1\u00a0Mo"):
        add_file(owner.actor, tmp_path / "gros.pdf")


@pytest.mark.parametrize(
    ("readers", "data_class"), [((), "internal"), (("tous",), "internal"), (("all",), "secret")]
)
def test_unknown_readers_and_classes_are_refused(
    owner: Person, readers: tuple[str, ...], data_class: str
) -> None:
    with pytest.raises(BadInput):
        add_text(owner.actor, "Titre", "Un texte.", readers=readers, data_class=data_class)


def test_a_document_tells_its_own_date(owner: Person) -> None:
    added = add_file(owner.actor, files.word(), "contrat.docx")
    dated = get_document(owner.actor, added.document_id).dated
    assert dated is not None
    assert dated.isoformat() == "2024-01-12"


def test_a_quote_is_highlighted_at_its_place(owner: Person) -> None:
    added = add_file(owner.actor, files.TERMS, "cgv.pdf")
    hit = CompanyKnowledge(owner.actor).search("Quand faut-il payer les factures ?").hits[0]
    shown = pages(owner.actor, added.document_id, hit.version, page=hit.page, start=hit.start, end=hit.end)
    marked = [text for page in shown for text, highlighted in page.pieces() if highlighted]
    assert marked == [hit.extract]
    assert "".join(text for text, _ in shown[0].pieces()) == shown[0].text


def test_adding_and_removing_each_leave_a_line_in_the_journal(owner: Person) -> None:
    added = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    remove(owner.actor, added.document_id)
    lines = JournalEntry.objects.filter(company=owner.company_id).order_by("number")
    assert [(line.action, line.subject, line.actor) for line in lines] == [
        ("document.added", "Cantine", owner.person_id),
        ("document.removed", "Cantine", owner.person_id),
    ]
    assert lines[0].details["document"] == added.document_id


def test_many_texts_are_added_in_order_and_known_ones_are_skipped(owner: Person) -> None:
    known = add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    texts = [
        NewText("Parking", "Le parking a vingt places."),
        NewText("Cantine", "La cantine ouvre à midi."),
        NewText("Badge", "Le badge est personnel."),
        NewText("Parking", "Le parking a vingt places."),
    ]
    told: list[tuple[int, int]] = []
    added = add_texts(owner.actor, texts, progress=lambda done, total, note="": told.append((done, total)))
    assert [one.skipped for one in added] == [False, True, False, True]
    assert (added[1].document_id, added[3].document_id) == (known.document_id, added[0].document_id)
    assert told[-1][1] == len(texts)
    assert JournalEntry.objects.filter(action="document.added").count() == 3
    assert "vingt" in CompanyKnowledge(owner.actor).search("Combien de places au parking ?").hits[0].text


def test_a_refused_text_stops_the_whole_before_anything_is_written(owner: Person) -> None:
    with pytest.raises(BadInput):
        add_texts(owner.actor, [NewText("Parking", "Le parking a vingt places."), NewText("Vide", " \n ")])
    assert (Document.objects.count(), _indexed()) == (0, 0)
