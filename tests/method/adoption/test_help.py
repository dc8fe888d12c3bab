"""Anyone asks, who steers answers, a solved question becomes knowledge, and how well that goes is measured."""

from datetime import timedelta

import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.knowledge.models import Document
from levier.knowledge.removing import remove
from levier.method.adoption.helping import answer, ask, desk_of, judge, left_unanswered, ticket_of, tickets_of
from levier.method.adoption.knowing import SOURCE, approve
from levier.method.adoption.models import Ticket
from levier.method.roadmap.editing import Changed
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401
from tests.method.adoption.test_usage import asked


def test_one_sees_ones_own_questions_and_who_steers_all(
    owner: Person, employee: Person, manager: Person, stranger: Person
) -> None:
    mine, theirs = ask(employee.actor, "Comment filtrer ?"), ask(manager.actor, "Où sont les ventes ?")
    assert list(tickets_of(employee.actor)) == [mine]
    assert tickets_of(owner.actor).count() == 2
    for who in (employee, stranger):
        with pytest.raises(NotFound):
            ticket_of(who.actor, theirs.pk)
    with pytest.raises(NotAllowed):
        answer(employee.actor, mine.pk, "Moi-même.")


def test_an_unanswered_request_becomes_a_question_by_its_author_only(owner: Person, employee: Person) -> None:
    request = asked(employee, 1, "unanswered")
    assert left_unanswered(employee.actor) == [request]
    assert left_unanswered(owner.actor) == []
    with pytest.raises(NotFound):
        ask(owner.actor, "", request=request.pk)
    made = ask(employee.actor, "", request=request.pk)
    assert made.question == "Combien ?"
    assert left_unanswered(employee.actor) == []
    with pytest.raises(BadInput, match="déjà une question"):
        ask(employee.actor, "", request=request.pk)


def test_only_who_asked_says_whether_it_is_solved(owner: Person, employee: Person) -> None:
    made = ask(employee.actor, "Comment filtrer ?")
    with pytest.raises(BadInput, match="pas encore de réponse"):
        judge(employee.actor, made.pk, solved=True)
    answer(owner.actor, made.pk, "Écrivez le magasin.", made.revision)
    with pytest.raises(Changed):
        answer(owner.actor, made.pk, "Autre.", made.revision)
    with pytest.raises(NotAllowed):
        judge(owner.actor, made.pk, solved=True)
    assert judge(employee.actor, made.pk, solved=False).solved is False
    with pytest.raises(BadInput, match="n'a pas résolu"):
        approve(owner.actor, made.pk, "Filtrer", "Écrivez le magasin.")


def test_the_help_desk_is_measured(owner: Person, employee: Person) -> None:
    first, second, third = (ask(employee.actor, f"Question {n}") for n in range(3))
    Ticket.objects.filter(pk=first.pk).update(asked_on=first.asked_on - timedelta(days=4))
    for one in (first, second):
        answer(owner.actor, one.pk, "Voici.")
    judge(employee.actor, first.pk, solved=True)
    found = desk_of(employee.actor)
    assert (found.asked, found.waiting, found.judged, found.solved, found.usual_days) == (3, 1, 1, 1.0, 2.0)
    assert third.answered_on is None


def test_an_empty_or_too_long_question_is_refused(employee: Person) -> None:
    for words in ("  ", "a" * 201):
        with pytest.raises(BadInput):
            ask(employee.actor, words)
    with pytest.raises(BadInput, match="trop longues"):
        ask(employee.actor, "Bien", "a" * 2_001)


@pytest.mark.usefixtures("embedding_model")
def test_a_solved_question_becomes_a_document_without_a_name(owner: Person, employee: Person) -> None:
    made = ask(employee.actor, "Comment demander les ventes d'un seul magasin ?")
    answer(owner.actor, made.pk, "Écrivez « du magasin de Lyon » dans la demande.")
    judge(employee.actor, made.pk, solved=True)
    kept = approve(owner.actor, made.pk, "Ventes d'un seul magasin", "Écrivez « du magasin de Lyon ».")
    document = Document.objects.get(pk=kept.document)
    assert document.source.name == SOURCE
    assert "Roux" not in document.title
    assert desk_of(owner.actor).known == 1
    remove(owner.actor, document.pk)
    assert Ticket.objects.get().document is None
