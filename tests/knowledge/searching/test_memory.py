"""What is in memory follows the database: what came, what went, and another database in its place."""

import pytest

from levier.accounts.models import Company
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import add_text
from levier.knowledge.models import Document, DocumentVersion, Passage
from levier.knowledge.removing import remove
from levier.knowledge.space import changed, forget, space_of
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("embedding_model")


def _titles(owner: Person, question: str) -> list[str]:
    return [hit.title for hit in CompanyKnowledge(owner.actor).search(question).hits]


def test_documents_that_come_and_go_are_found_and_forgotten(owner: Person) -> None:
    first = add_text(owner.actor, "Retours", "Les retours sont acceptés sous 14 jours.")
    assert _titles(owner, "délai de retour") == ["Retours"]
    add_text(owner.actor, "Port", "Le franco de port est de 250 euros.")
    assert _titles(owner, "franco de port")[0] == "Port"
    remove(owner.actor, first.document_id)
    assert _titles(owner, "délai de retour") == ["Port"]
    add_text(owner.actor, "Congés", "Le congé de mariage est de quatre jours.")
    assert sorted(_titles(owner, "congé de mariage")) == ["Congés", "Port"]


def test_only_what_came_is_read(owner: Person, company: Company) -> None:
    add_text(owner.actor, "Retours", "Les retours sont acceptés sous 14 jours.")
    _titles(owner, "retour")
    model = Passage.objects.values_list("embedder", flat=True)[0]
    before = space_of(company.pk, model)
    add_text(owner.actor, "Port", "Le franco de port est de 250 euros.")
    after = space_of(company.pk, model)
    assert after.passages.tolist()[: before.size] == before.passages.tolist()
    assert (after.vectors[: before.size] == before.vectors).all()
    forget(company.pk)
    anew = space_of(company.pk, model)
    assert anew.passages.tolist() == after.passages.tolist()
    assert (anew.words.counts != after.words.counts).nnz == 0


def test_the_same_ids_with_other_contents_are_read_again(owner: Person, company: Company) -> None:
    added = add_text(owner.actor, "Retours", "Les retours sont acceptés sous 14 jours.")
    assert _titles(owner, "franco de port") == ["Retours"]
    # As a database restored from a backup would have it: the same ids, another content.
    text = "Le franco de port est de 250 euros."
    Document.objects.filter(pk=added.document_id).update(title="Port")
    DocumentVersion.objects.filter(document=added.document_id).update(sha256="a" * 64)
    Passage.objects.filter(document=added.document_id).update(
        text=text, body="franco port 250 euro", end=len(text)
    )
    changed(company.pk)
    model = Passage.objects.values_list("embedder", flat=True)[0]
    assert "franco" in space_of(company.pk, model).words.vocabulary
