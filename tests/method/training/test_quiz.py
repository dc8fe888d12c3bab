"""The quiz is made of the cards of the tools, the same for a seed; its results belong to the person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.capabilities import registry
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.holding import tools
from levier.method.roadmap.models import UseCase
from levier.method.training.models import Attempt
from levier.method.training.quiz.questions import questions
from levier.method.training.quiz.taking import attempt_of, needed, outcomes, send, sheet_of
from levier.method.training.reference import literacy, quiz
from tests.cast import Person


@settings(max_examples=40)
@given(st.text(max_size=20), st.sets(st.sampled_from(sorted(tools()))))
def test_every_question_has_one_right_choice_and_the_seed_makes_them_again(
    seed: str, names: set[str]
) -> None:
    asked = {name: tools()[name] for name in names}
    made = questions(asked, seed)
    assert made == questions(asked, seed)
    assert quiz()["general"] <= len(made) <= quiz()["most"]
    assert len({one.name for one in made}) == len(made)
    for one in made:
        assert len(set(one.choices)) == len(one.choices) >= 2
        assert 0 <= one.right < len(one.choices)
        assert one.explains


def test_the_answers_are_those_of_the_cards() -> None:
    for seed in map(str, range(30)):
        for one in questions({"stock-replenishment": "x", "sales-forecast": "y"}, seed):
            right, card = one.choices[one.right], registry.get(one.about).card if one.about else None
            if one.name == "stock-replenishment:approval":
                assert right == "Un responsable"
            elif one.name.endswith(":personal") and card:
                assert right == ("Non" if card.personal_data == "aucune" else "Oui")
            elif one.name.endswith(":purpose"):
                assert right == registry.get(one.about).title


def _answers(person: Person, wrong: int = 0) -> dict[str, str]:
    sheet = sheet_of(person.actor)
    return {
        one.name: str(one.right if i >= wrong else (one.right + 1) % len(one.choices))
        for i, one in enumerate(sheet.questions)
    }


def test_the_person_sees_all_and_who_steers_only_whether_it_passed(owner: Person, employee: Person) -> None:
    UseCase.objects.create(
        company=owner.company, title="Stock", capability="stock-replenishment", stage="retained"
    )
    made = send(employee.actor, 1, _answers(employee, wrong=1))
    assert made.right == made.total - 1
    assert attempt_of(employee.actor, made.pk).sheet[0]["chosen"] != made.sheet[0]["right"]
    with pytest.raises(NotFound):
        attempt_of(owner.actor, made.pk)
    assert {one.name: one.passed for one in outcomes(owner.actor)} == {
        "Claire Martin": None,
        "Élodie Roux": made.passed,
    }
    with pytest.raises(NotAllowed):
        outcomes(employee.actor)
    page = owner.client.get("/methode/formation/").content.decode()
    assert f"{made.right} sur {made.total}" not in page


def test_too_many_wrong_answers_do_not_pass_and_one_tries_again(employee: Person) -> None:
    first = send(employee.actor, 1, _answers(employee, wrong=4))
    assert not first.passed
    with pytest.raises(BadInput, match="déjà été envoyé"):
        send(employee.actor, 1, _answers(employee))
    assert send(employee.actor, 2, _answers(employee)).passed
    assert Attempt.objects.count() == 2


def test_an_answer_missing_is_named(employee: Person) -> None:
    given = _answers(employee)
    given.pop(next(iter(given)))
    with pytest.raises(BadInput, match="manque une réponse"):
        send(employee.actor, 1, given)
    assert not Attempt.objects.exists()


def test_the_pass_mark_is_rounded_up() -> None:
    assert [needed(total) for total in (4, 5, 10, 12)] == [4, 4, 8, 10]


def test_the_legal_duty_says_its_source_and_when_to_read_it_again() -> None:
    fact = literacy()
    assert fact.article == "article 4"
    assert fact.address.startswith("https://eur-lex.europa.eu/")
    assert fact.review_by > fact.read_on
    assert "à vérifier" in fact.status
