"""An objective is proposed from what is measured, and left to the person where nothing measures it."""

from datetime import date

import pytest

from levier.core.errors import NotAllowed
from levier.method.roadmap import aiming
from tests.cast import Person
from tests.pilot_company import TODAY

pytestmark = pytest.mark.django_db


def test_a_measure_of_the_tables_gives_its_own_starting_point(
    owner: Person, pilot_case: object, weekly_sales: int
) -> None:
    found = aiming.aim(owner.actor, "turnover")
    assert found.baseline is not None
    assert found.target == pytest.approx(found.baseline * 1.05, rel=0.01)
    assert "Départ mesuré du 01/10/2026 au 31/10/2026" in found.how
    assert found.due == date(2027, 11, 23)
    assert found.due > TODAY


def test_time_starts_from_nothing_and_aims_at_what_the_data_allow(
    owner: Person, pilot_case: object, weekly_sales: int
) -> None:
    found = aiming.aim(owner.actor, aiming.TIME)
    assert found.baseline == 0
    assert found.target
    assert found.title == f"Gagner {found.target:.0f}\u00a0heure{'s' if found.target >= 2 else ''} par mois"


def test_what_nothing_measures_is_left_to_say_with_the_reason(owner: Person) -> None:
    for name, reason in (("payment-delay", "aucun tableau daté"), ("route-km", "se mesure hors de Levier")):
        found = aiming.aim(owner.actor, name)
        assert (found.baseline, found.target) == (None, None)
        assert reason in found.how


def test_only_those_who_steer_are_given_a_proposal(employee: Person) -> None:
    with pytest.raises(NotAllowed):
        aiming.aim(employee.actor, aiming.TIME)
