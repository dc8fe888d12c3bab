"""A question says which vehicle is out of order; it is never left aside in silence."""

import pytest

from levier.capabilities.route_planning.reading.asked import broken_in, since_in
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.core.errors import BadInput
from tests.capabilities.route_planning.rounds import run, vehicles, visits

TRUCKS = [Truck("AB-1", "AB-1 (Hugo)", "Hugo"), Truck("AB-12", "Fourgon bleu", "Inès")]


@pytest.mark.parametrize(
    ("question", "broken"),
    [
        ("Le camion AB-1 est en panne : refais les tournées", "AB-1"),
        ("AB-12 est au garage, replanifie", "AB-12"),
        ("le fourgon bleu est immobilisé", "AB-12"),
        ("Inès est malade, qui fait ses visites ?", "AB-12"),
        ("Replanifie la journée sans AB-1", "AB-1"),
        ("Replanifie demain sans le véhicule AB-12", "AB-12"),
        ("Planifie les tournées de demain sans pause", ""),
        ("Hugo commence par qui ?", ""),
        ("", ""),
    ],
)
def test_the_vehicle_out_of_order_is_read_in_the_question(question: str, broken: str) -> None:
    assert broken_in(question, TRUCKS) == broken


def test_a_breakdown_without_a_known_vehicle_is_asked_back() -> None:
    with pytest.raises(BadInput, match=r"sans dire lequel.*AB-1, AB-12"):
        broken_in("Le camion est en panne : refais les tournées", TRUCKS)


@pytest.mark.parametrize(
    ("question", "hour"),
    [("refais à partir de 10h30", "10h30"), ("dès 14 h", "14h"), ("après 9:15", "9:15"), ("en 3 h", "")],
)
def test_the_hour_to_plan_from_is_read_in_the_question(question: str, hour: str) -> None:
    assert since_in(question) == hour


def test_the_vehicle_named_in_the_question_makes_no_visit() -> None:
    output = run({"visits": visits(6), "vehicles": vehicles(2)}, question="AB-1 est en panne")
    assert [one.vehicle for one in output.routes] == ["AB-2"]
    assert any("véhicule en panne" in one.text for one in output.sentences)
