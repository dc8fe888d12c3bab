"""The form of a pilot arrives filled: the way to measure follows from what the capability moves and from the tables there are."""

from datetime import date

import pytest

from levier.method.pilots import proposing
from levier.method.pilots.models import Design
from levier.method.roadmap.models import Stage, UseCase
from tests.cast import Person

pytestmark = pytest.mark.django_db


def test_a_project_worth_its_time_is_timed_with_the_saving_of_the_road_map(
    owner: Person, pilot_case: UseCase, weekly_sales: int
) -> None:
    found = proposing.proposed(owner.actor, pilot_case)
    assert (found.design, found.measure, found.expected) == (Design.TIMED, "", -0.4)
    assert found.scope == "« Ventes » seulement, une équipe, pendant 8 semaines."
    assert (found.starts, found.ends) == (date(2026, 11, 30), date(2027, 1, 24))


def test_without_a_measure_of_the_tables_the_task_is_timed(owner: Person, weekly_sales: int) -> None:
    found = proposing.proposed(owner.actor, capability="sales-forecast")
    assert (found.design, found.expected) == (Design.TIMED, -0.2)
    assert "aucune mesure de vos tableaux" in found.why


def test_the_only_project_retained_is_the_one_proposed(owner: Person, pilot_case: UseCase) -> None:
    assert proposing.proposed(owner.actor).use_case is None
    UseCase.objects.update(stage=Stage.RETAINED, sponsor=owner.user)
    found = proposing.proposed(owner.actor)
    assert (found.use_case, found.sponsor) == (pilot_case.pk, owner.user.pk)
