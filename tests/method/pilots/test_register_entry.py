"""A pilot of the company's own idea opens its draft in the register of AI systems, once."""

from dataclasses import replace

import pytest

from levier.core.errors import NotFound
from levier.governance.registers import completing, systems
from levier.governance.registers.models import Register
from levier.method.pilots import baseline, drafting, starting
from levier.method.pilots.drafting import Draft
from levier.method.roadmap.models import UseCase
from tests.cast import Person

pytestmark = pytest.mark.django_db


def started(owner: Person, draft: Draft) -> None:
    pilot = drafting.create(owner.actor, draft)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)


def test_an_own_idea_stands_there_as_a_draft_that_people_complete_or_take_away(
    owner: Person, pilot_case: UseCase, pilot_draft: Draft, weekly_sales: int
) -> None:
    UseCase.objects.filter(pk=pilot_case.pk).update(capability="")
    started(owner, pilot_draft)
    line = systems.one(owner.actor, f"idea:{pilot_case.pk}")
    assert (line.title, line.purpose) == (pilot_case.title, pilot_case.problem)
    assert "Projet de fiche" in line.card_note
    systems.answer(owner.actor, line.key, {}, {"role": "deployer"}, 0)
    assert systems.one(owner.actor, line.key).card_note == ""
    completing.remove(owner.actor, Register.SYSTEM, line.key)
    with pytest.raises(NotFound):
        systems.one(owner.actor, line.key)


def test_a_capability_of_the_catalogue_opens_no_second_entry(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    started(owner, replace(pilot_draft, title="Autre"))
    assert not [one for one in systems.systems(owner.actor) if one.key.startswith("idea:")]
