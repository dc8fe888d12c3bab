"""A day planned from the company's tables: what is said, what is refused, and that nothing is dropped in silence."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from levier.capabilities.output_check import named
from levier.capabilities.route_planning import RoutePlanning, RoutePlanningInput, RoutePlanningOutput
from levier.core.errors import BadInput, NotAllowed, NotEnoughData, NotFound
from levier.policy import destinations
from levier.validation import validate
from tests.capabilities.route_planning.rounds import DAY, TODAY, run, vehicles, visits


def everyone(output: RoutePlanningOutput) -> set[str]:
    return {stop.visit for route in output.routes for stop in route.stops} | {
        one.visit for one in output.unserved
    }


def reason(output: RoutePlanningOutput, visit: str) -> str:
    return next(f"{one.reason}. {one.mend}" for one in output.unserved if one.visit == visit)


def test_every_visit_is_planned_or_explained_and_every_sentence_holds() -> None:
    frame = visits(8, person=["Hugo", "Inès"] * 4, rank=list(range(8)), window_end=["12:00", None] * 4)
    output = run({"visits": frame, "vehicles": vehicles()})
    assert everyone(output) == set(frame["visit"])
    assert output.day == DAY
    assert output.totals.broken == 0
    checked = validate(output.sentences, output.evidence, today=TODAY)
    assert [one.text for one in checked.removed] == []
    named(output, RoutePlanningOutput, "s1")


def test_the_comparison_is_on_the_same_visits() -> None:
    frame = visits(8, person=["Hugo", "Inès"] * 4, rank=list(range(8)))
    output = run({"visits": frame, "vehicles": vehicles()})
    assert output.today is not None
    assert output.same is not None
    assert output.today.visits == output.same.visits == 8
    assert output.same.km <= output.today.km


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("skill", ["soudure", None, None], "compétence « soudure »"),
        ("load", [500.0, 1.0, 1.0], "plus grande capacité"),
        ("window_start", ["8h99", None, None], "n'est pas une heure"),
        ("latitude", [None, 45.9, 45.91], "ni adresse ni coordonnées"),
        ("latitude", [5.9, 45.9, 45.91], "1 000 km"),
        ("duration", [900.0, 30.0, 30.0], "durée de travail"),
    ],
)
def test_an_impossible_visit_says_which_rule_and_what_would_mend_it(
    column: str, values: list[object], words: str
) -> None:
    frame = visits(3, **{column: values, "address": None, "city": None})
    output = run(
        {
            "visits": frame,
            "vehicles": vehicles(
                skills=["gaz", "froid"], capacity=[100.0, 100.0], shift_end=["23:00", "23:00"]
            ),
        }
    )
    assert [one.visit for one in output.unserved] == ["INT-000"]
    assert words in reason(output, "INT-000")
    assert [
        row["visit"]
        for table in output.tables
        if table.title == "Visites non planifiées"
        for row in table.rows
    ] == ["INT-000"]


def test_a_window_that_ends_before_it_begins_is_told() -> None:
    output = run(
        {
            "visits": visits(3, window_start=["14:00"] * 3, window_end=["12:00", "16:00", "16:00"]),
            "vehicles": vehicles(),
        }
    )
    assert "avant de commencer" in reason(output, "INT-000")


def test_a_window_nobody_can_reach_is_told_with_the_hour_at_which_one_could() -> None:
    output = run({"visits": visits(3, window_end=["08:01", None, None]), "vehicles": vehicles()})
    told = reason(output, "INT-000")
    assert "après la fin de son créneau" in told
    assert "Déplacez son créneau" in told


def test_too_many_visits_for_the_day_leave_the_least_urgent_with_a_reason() -> None:
    frame = visits(
        6, duration=[200.0] * 6, priority=["Urgente", "basse", "Urgente", "normale", "basse", "basse"]
    )
    output = run({"visits": frame, "vehicles": vehicles()})
    left = {one.visit for one in output.unserved}
    assert left
    assert not left & {"INT-000", "INT-002"}
    assert all(one.mend for one in output.unserved)


def test_when_a_vehicle_fails_its_visits_go_to_the_others() -> None:
    frame = visits(6, vehicle=["AB-1", "AB-2"] * 3)
    output = run({"visits": frame, "vehicles": vehicles(3)}, out_of_order="Hugo")
    assert "AB-1" not in output.keys
    assert everyone(output) == set(frame["visit"])
    assert any(stop.moved_from == "AB-1" for route in output.routes for stop in route.stops)
    assert output.today is None


def test_replanning_leaves_what_is_done_and_starts_from_there() -> None:
    frame = visits(
        6,
        vehicle=["AB-1", "AB-2"] * 3,
        status=["Terminée", "Terminée", *[None] * 4],
        arrived=["08:30", "08:40", *[None] * 4],
    )
    output = run({"visits": frame, "vehicles": vehicles()}, from_time="10:30")
    assert everyone(output) == {"INT-002", "INT-003", "INT-004", "INT-005"}
    assert all(route.leaves >= "10:30" for route in output.routes)
    assert {route.depot for route in output.routes} <= {
        (frame["latitude"][one], frame["longitude"][one]) for one in (0, 1)
    }


def test_a_locked_visit_stays_with_its_vehicle_or_says_why_not() -> None:
    frame = visits(4, vehicle=["AB-2", "AB-2", "ZZ-9", "AB-1"], locked=[True, False, True, False])
    output = run({"visits": frame, "vehicles": vehicles()})
    assert (
        next(route.vehicle for route in output.routes for stop in route.stops if stop.visit == "INT-000")
        == "AB-2"
    )
    assert "verrouillée" in reason(output, "INT-002")


def test_cancelled_and_repeated_lines_are_told_and_not_planned() -> None:
    frame = visits(4, status=["Annulée", None, None, None])
    output = run({"visits": pl.concat([frame, frame.tail(1)]), "vehicles": vehicles()})
    assert everyone(output) == {"INT-001", "INT-002", "INT-003"}
    told = " ".join(one.text for one in output.sentences)
    assert "annulée" in told
    assert "répétée" in told


def test_addresses_are_looked_up_in_the_company_s_own_table() -> None:
    table = pl.DataFrame(
        {
            "number": ["1", "2", "3"], "street": ["Rue des Lilas"] * 3, "postcode": ["74000"] * 3, "city": ["Annecy"] * 3,
            "latitude": [45.9, 45.92, 45.94], "longitude": [6.12, 6.13, 6.14],
        }
    )  # fmt: skip
    frame = visits(3, latitude=None, longitude=None)
    fleet = vehicles(latitude=None, longitude=None, depot_address=["3 rue des Lilas, 74000 Annecy"] * 2)
    output = run({"visits": frame, "vehicles": fleet, "addresses": table})
    assert not output.unserved
    assert output.routes[0].depot == (45.94, 6.14)


def test_the_company_s_own_distances_are_used() -> None:
    trips = pl.DataFrame(
        {"origin": ["INT-000"], "destination": ["INT-001"], "distance": [1.0], "travel_time": [2.0]}
    )
    frame = visits(2)
    output = run({"visits": frame, "vehicles": vehicles(1), "travel_times": trips}, distances="table")
    assert output.routes[0].stops[1].km == 1.0
    with pytest.raises(NotFound, match="tableau des distances"):
        run({"visits": frame, "vehicles": vehicles(1)}, distances="table")


def test_computed_times_are_checked_against_past_arrivals() -> None:
    days = []
    for back in range(1, 5):
        day = visits(5, seed=back, person=["Hugo"] * 5, arrived=["08:30", "10:00", "11:30", "14:00", "15:30"])
        days.append(day.with_columns(pl.lit(DAY - timedelta(days=back)).alias("date")))
    coming = visits(3, person=["Hugo"] * 3, arrived=[None] * 3).cast({"arrived": pl.String})
    output = run({"visits": pl.concat([*days, coming]), "vehicles": vehicles()})
    assert output.travel is not None
    assert output.travel.trips >= 8
    assert output.signals[0].raised


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"shift_start": "8h99"}, BadInput, "n'est pas une heure"),
        ({"shift_start": "18:00", "shift_end": "08:00"}, BadInput, "finit"),
        ({"lunch_from": "12:00", "lunch_to": "12:15"}, BadInput, "pause"),
        ({"out_of_order": "Zoé"}, BadInput, "Zoé"),
        ({"out_of_order": "AB-1, AB-2"}, BadInput, "aucun véhicule"),
        ({"day": date(2027, 1, 1)}, NotEnoughData, "Aucune visite le"),
    ],
)
def test_what_cannot_be_used_is_refused_in_french(
    given: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        run({"visits": visits(3), "vehicles": vehicles()}, **given)


def test_without_visits_vehicles_or_depot_it_says_what_to_import() -> None:
    with pytest.raises(NotFound, match="Visites et livraisons"):
        run({})
    with pytest.raises(NotEnoughData, match="combien de véhicules"):
        run({"visits": visits(3)}, depot="45,9 ; 6,12")
    with pytest.raises(NotEnoughData, match="d'où partent"):
        run({"visits": visits(3)}, vehicles=2)
    assert run({"visits": visits(3)}, vehicles=2, depot="45,9 ; 6,12").totals.visits == 3


def test_one_visit_and_nothing_but_its_position_are_enough() -> None:
    frame = pl.DataFrame({"latitude": [45.9], "longitude": [6.2]})
    output = run({"visits": frame}, vehicles=1, depot="45.9, 6.12")
    assert output.totals.visits == 1
    assert output.routes[0].stops[0].name == "Visite 1"


def test_the_road_sheets_are_a_pdf_and_the_file_no_spreadsheet_can_run() -> None:
    frame = visits(
        3, customer_name=["=HYPERLINK(1)", "Café « Été »", "C"], comment=["Sonner 2 fois", None, None]
    )
    output = run({"visits": frame, "vehicles": vehicles()})
    pdf, text = (RoutePlanning().render(output, one.name) for one in output.downloads)
    assert pdf.startswith(b"%PDF")
    lines = text.decode("utf-8-sig").splitlines()
    assert text.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 4
    assert any("'=HYPERLINK(1)" in line for line in lines)
    assert "45," in text.decode()
    with pytest.raises(NotImplementedError):
        RoutePlanning().render(output, "autre.txt")


def test_the_map_holds_every_stop_and_the_depots() -> None:
    output = run({"visits": visits(4), "vehicles": vehicles()})
    drawn = output.charts[0]
    assert drawn.layout == "map"
    assert sum(len(one.latitude) - 2 for one in drawn.series if one.kind == "route") == 4


def test_no_road_server_is_asked_unless_an_administrator_allowed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVIER_ROAD_SERVER", raising=False)
    monkeypatch.setattr(destinations, "destinations", lambda company: [])
    with pytest.raises(NotAllowed, match="serveur d'itinéraires"):
        run({"visits": visits(3), "vehicles": vehicles()}, distances="server")


def test_the_declaration_bounds_its_numbers() -> None:
    with pytest.raises(ValueError, match="seconds"):
        RoutePlanningInput(seconds=0)


def test_a_capacity_of_nothing_is_told_to_be_read_as_unknown() -> None:
    fleet = vehicles().with_columns(capacity=pl.lit(0.0))
    output = run({"visits": visits(), "vehicles": fleet})
    assert any("Capacité nulle ou négative, lue comme inconnue" in one.text for one in output.sentences)


def test_a_visit_in_the_middle_of_the_sea_has_its_coordinates_doubted() -> None:
    places = visits()
    far = pl.when(pl.col("visit") == "INT-003")
    moved = places.with_columns(
        far.then(44.0).otherwise("latitude").alias("latitude"),
        far.then(-6.0).otherwise("longitude").alias("longitude"),
    )
    output = run({"visits": moved, "vehicles": vehicles()})
    assert [one.visit for one in output.unserved] == ["INT-003"]
    assert "Vérifiez ses coordonnées et sa durée" in output.unserved[0].mend


def test_a_simple_method_that_leaves_other_visits_out_is_not_said_to_do_the_same_work() -> None:
    hurried = ["urgente" if number % 3 == 0 else "basse" for number in range(60)]
    output = run({"visits": visits(60, priority=hurried), "vehicles": vehicles().head(1)})
    assert output.unserved
    told = next(one.text for one in output.sentences if "méthode simple" in one.text)
    assert output.totals.urgent > output.simple.urgent
    assert f"({output.simple.urgent} servie" in told
    assert f"{output.totals.urgent} ici)" in told
    assert not validate(output.sentences, output.evidence, today=TODAY).removed
    whole = run({"visits": visits(6), "vehicles": vehicles()})
    assert next(one.text for one in whole.sentences if "méthode simple" in one.text).endswith("6 visites.")


@pytest.mark.parametrize("seed", [5, 8])
def test_a_day_too_full_serves_no_less_and_costs_no_more_than_the_nearest_visit_each_time(seed: int) -> None:
    """The search once came out with routes that nobody could drive: mended, they were worse than the simple method."""
    random = np.random.default_rng(seed)
    frame = visits(60, seed=seed, duration=random.choice([15.0, 30.0, 45.0, 60.0], 60).tolist())
    output = run({"visits": frame, "vehicles": vehicles(2)})
    ours, simple = output.totals, output.simple
    assert output.unserved
    assert (-ours.visits, ours.cost) <= (-simple.visits, simple.cost)


def test_a_morning_window_on_a_day_planned_anew_at_noon_is_not_told_to_leave_earlier() -> None:
    frame = visits(4, window_start=["08:00", None, None, None], window_end=["10:00", None, None, None])
    output = run({"visits": frame, "vehicles": vehicles()}, from_time="12:00")
    told = reason(output, "INT-000")
    assert "finit à 10:00" in told
    assert "12:00 au plus tôt" in told
    assert "marquez-la « terminée »" in told
