"""The line of the steps is read from what exists."""

from unittest.mock import patch

from levier.method import steps
from levier.method.assessment import services
from levier.method.steps import Progress, Step, stages
from tests.cast import Person


def progress(person: Person) -> dict[str, Progress]:
    return {one.step.name: one.standing.progress for one in stages(person.actor)}


def test_nothing_is_done_in_a_new_company(owner: Person) -> None:
    assert progress(owner)["assessment"] is Progress.LATER
    assert progress(owner)["roadmap"] is Progress.LATER
    assert progress(owner)["pilots"] is Progress.LATER


def test_an_open_assessment_is_under_way_and_a_closed_one_done(owner: Person) -> None:
    services.begin(owner.actor)
    assert progress(owner)["assessment"] is Progress.NOW
    for one in services.asked_of(owner.actor):
        services.answer(owner.actor, one.question.name, 3)
    services.close(owner.actor)
    assert progress(owner)["assessment"] is Progress.DONE


def test_a_step_whose_room_is_not_there_is_to_come(owner: Person) -> None:
    with patch.object(steps, "STEPS", (Step("nowhere", "Nulle part", "", "route"),)):
        (stage,) = stages(owner.actor)
    assert stage.standing.progress is Progress.LATER


def test_who_may_not_open_a_page_gets_no_link_to_it(employee: Person, owner: Person) -> None:
    page = employee.client.get("/methode/").content.decode()
    assert "/methode/diagnostic/" in page
    assert "/methode/feuille-de-route/" not in page
    assert "/methode/feuille-de-route/" in owner.client.get("/methode/").content.decode()
