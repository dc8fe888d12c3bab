"""What a mail or an archive carries becomes documents, whose parent is shown; dates tell where they come from."""

from datetime import date

import pytest

from levier.core.errors import BadInput, NotFound
from levier.knowledge.adding import add_file
from levier.knowledge.dating import document_date, headed_date
from levier.knowledge.models import Document, DocumentVersion, Passage
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.structure import Page, Parsed
from levier.knowledge.picturing import marks, page_picture
from levier.knowledge.removing import remove
from tests.cast import Person
from tests.knowledge import files
from tests.knowledge.parsing import made

pytestmark = pytest.mark.usefixtures("embedding_model")


def test_the_files_of_a_mail_become_documents_and_those_that_cannot_say_why(owner: Person) -> None:
    added = add_file(owner.actor, made.mail_with_files(), "devis.eml", readers=("managers",))
    told = {one.name: one for one in added.inside}
    assert told["conditions.pdf"].passages > 0
    assert "pas pris en charge" in told["outil.exe"].problem
    child = Document.objects.get(pk=told["conditions.pdf"].document_id)
    assert (child.parent_id, [reader.token for reader in child.readers.all()]) == (
        added.document_id,
        ["managers"],
    )
    mail = Document.objects.get(pk=added.document_id)
    assert (mail.kind, mail.author) == ("mail", "Claire Fabre <claire@fabre.example>")
    assert "paul@fabre.example" in mail.people
    version = DocumentVersion.objects.get(document=mail)
    assert (version.dated, version.dated_from) == (date(2025, 3, 4), "mail")
    assert [one[0] for one in version.facts["carried"]] == [one.name for one in added.inside[:3]]


def test_an_archive_has_no_passage_of_its_own_and_its_files_have_theirs(owner: Person) -> None:
    inner = made.zipped({"note.txt": b"Le parking compte vingt places."})
    data = made.zipped(
        {
            "Contrats/bail.rtf": made.RTF,
            "dedans.zip": inner,
            "double.rtf": made.RTF,
            "casse.docx": b"PK\x03\x04x",
        }
    )
    added = add_file(owner.actor, data, "dossier.zip")
    archive = Document.objects.get(pk=added.document_id)
    assert (added.passages, archive.kind, archive.title) == (0, "archive", "dossier")
    told = {one.name: one for one in added.inside}
    assert told["double.rtf"].document_id == told["Contrats/bail.rtf"].document_id
    assert "abîmé" in told["casse.docx"].problem
    note = Document.objects.get(pk=told["note.txt"].document_id)
    assert note.parent is not None
    assert note.parent.parent_id == added.document_id
    remove(owner.actor, added.document_id)
    assert (Document.objects.count(), Passage.objects.count()) == (0, 0)


def test_archives_within_archives_stop_somewhere(owner: Person) -> None:
    data = made.zipped({"fond.txt": b"Le tresor est ici."})
    for _ in range(limits.MOST_DEPTH + 2):
        data = made.zipped({"poupee.zip": data})
    added = add_file(owner.actor, data, "poupees.zip")
    assert any("trop profondément" in one.problem for one in added.inside)
    assert not any(one.name == "fond.txt" for one in added.inside)


def test_someone_who_wants_a_file_takes_it_before_it_is_read(owner: Person) -> None:
    data = made.zipped({"ventes.csv": b"a;b\n1;2\n", "note.txt": b"Bonjour a tous."})
    added = add_file(
        owner.actor,
        data,
        "d.zip",
        offered=lambda _, name: "C'est un tableau." if name.endswith(".csv") else "",
    )
    assert [(one.name, one.problem) for one in added.inside] == [
        ("ventes.csv", "C'est un tableau."),
        ("note.txt", ""),
    ]


def test_a_quote_of_a_mail_that_is_there_is_not_searched_twice(owner: Person) -> None:
    alone = add_file(owner.actor, made.mail(reply=True).as_bytes(), "reponse-seule.eml")
    quoted = Passage.objects.filter(document=alone.document_id, section__contains="Message cité").count()
    remove(owner.actor, alone.document_id)
    add_file(owner.actor, made.mail().as_bytes(), "premier.eml")
    reply = add_file(owner.actor, made.mail(reply=True).as_bytes(), "reponse.eml")
    again = Passage.objects.filter(document=reply.document_id, section__contains="Message cité").count()
    assert (quoted, again) == (1, 0)


def test_a_page_is_drawn_for_its_readers_only_and_the_cited_words_have_their_place(
    owner: Person, employee: Person
) -> None:
    added = add_file(owner.actor, files.TERMS, "cgv.pdf", readers=("managers",))
    picture = page_picture(owner.actor, added.document_id, None, 2)
    assert picture.read_bytes()[8:12] == b"WEBP"
    page = DocumentVersion.objects.get(document=added.document_id).pages.get(number=2)
    start = page.text.index("franco de port")
    assert marks(page, start, start + 6)
    for document, number in ((added.document_id, 9), (added.document_id + 1, 1)):
        with pytest.raises(NotFound):
            page_picture(owner.actor, document, None, number)
    with pytest.raises(NotFound):
        page_picture(employee.actor, added.document_id, None, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dijon, le 3 mars 2024\n\nMadame,", date(2024, 3, 3)),
        ("Date : 03/02/2024", date(2024, 2, 3)),
        ("Facture FA-12 du 1er août 2023", date(2023, 8, 1)),
        ("Compte rendu de la réunion du 5 fevrier 2024", date(2024, 2, 5)),
        ("En application de la loi du 6 janvier 1978", None),
        ("Né le 31 février 2001", None),
    ],
)
def test_the_head_of_a_letter_tells_its_date(text: str, found: date | None) -> None:
    assert headed_date(text) == found


def test_a_date_comes_from_the_surest_place_and_says_which() -> None:
    today = date(2025, 6, 1)

    def parsed(text: str, dated: date | None) -> Parsed:
        page = Page(1)
        page.add(text)
        return Parsed("", [page], False, "docx", dated=dated)

    told = parsed("Version du 3 mars 2024.", date(2025, 1, 1))
    silent = parsed("Rien.", date(2025, 1, 1))
    assert document_date(told, date(2020, 1, 1), today) == (date(2020, 1, 1), "given")
    assert document_date(told, None, today) == (date(2024, 3, 3), "text")
    assert document_date(silent, None, today) == (date(2025, 1, 1), "metadata")
    assert document_date(silent, None, today, date(2024, 5, 5)) == (date(2024, 5, 5), "mail")
    assert document_date(parsed("Rien.", date(2099, 1, 1)), None, today) == (None, "")


def test_a_refused_file_inside_leaves_the_others(owner: Person) -> None:
    with pytest.raises(BadInput, match="démesuré"):
        add_file(owner.actor, made.bomb(550), "bombe.zip")
    assert Document.objects.count() == 0
