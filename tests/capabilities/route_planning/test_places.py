"""Distances, known trips, and addresses looked up in a table of the Base Adresse Nationale's form."""

import numpy as np
import pytest

from levier.capabilities.route_planning.places.distances import Roads, by_road, straight
from levier.capabilities.route_planning.places.geocoding import Geocoder, Located, words
from levier.capabilities.route_planning.places.known_trips import Trip, put
from levier.capabilities.route_planning.problem import Place

PARIS, LYON = Place(48.8566, 2.3522), Place(45.7640, 4.8357)


@pytest.fixture
def annecy() -> Geocoder:
    lines = [
        ("3", "", "Rue des Artisans", "74000", "Annecy", 45.90, 6.12),
        ("5", "", "Rue des Artisans", "74000", "Annecy", 45.901, 6.12),
        ("5", "bis", "Rue des Artisans", "74000", "Annecy", 45.9011, 6.12),
        ("12", "", "Avenue du Général de Gaulle", "74000", "Annecy", 45.91, 6.13),
        ("1", "", "Rue du Lac", "74000", "Annecy", 45.89, 6.14),
        ("1", "", "Rue du Parc", "74000", "Annecy", 45.88, 6.15),
        ("8", "", "Route de Thônes", "74230", "Thônes", 45.88, 6.32),
    ]
    return Geocoder(Located(*line) for line in lines)


def test_paris_and_lyon_are_392_kilometres_apart_as_the_crow_flies() -> None:
    assert straight([PARIS, LYON])[0, 1] / 1000 == pytest.approx(391.5, abs=1)


def test_the_first_ten_kilometres_are_driven_at_town_speed() -> None:
    near = Place(45.0, 6.0), Place(45.0 + 20_000 / 6_371_008.8 * 180 / np.pi, 6.0)
    metres, seconds = by_road(near, Roads(1.0, 30, 60))
    assert metres[0, 1] == 20_000
    assert seconds[0, 1] == 20 * 60 + 10 * 60


def test_a_known_trip_replaces_the_computed_one_both_ways_unless_both_are_told() -> None:
    metres = np.array([[0, 1000, 1000], [1000, 0, 1000], [1000, 1000, 0]])
    trips = [Trip("Dépôt", "C1", 5000, 600), Trip("c1", "depot", 6000, 700), Trip("C1", "C2", None, 60)]
    new, seconds, filled, every = put(metres, metres // 10, [["Dépôt"], ["C1"], ["C2"]], trips)
    assert (new[0, 1], new[1, 0], seconds[0, 1], seconds[1, 0]) == (5000, 6000, 600, 700)
    assert seconds[1, 2] == seconds[2, 1] == 60
    assert new[1, 2] == 1000
    assert (filled, every) == (4, 6)


@pytest.mark.parametrize(
    ("address", "postcode", "city", "latitude"),
    [
        ("3 rue des Artisans", "74000", "Annecy", 45.90),
        ("3, R. DES ARTISANS", "74000", "ANNECY", 45.90),
        ("5 bis rue des artisans 74000 Annecy", "", "", 45.9011),
        ("12 av. du Gal de Gaulle", "74000", "Annecy Cedex", 45.91),
        ("12 avenue du general de gaule", "", "Annecy", 45.91),
        ("8 rte de Thones, Thônes", "", "", 45.88),
    ],
)
def test_an_address_is_found_as_people_write_it(
    annecy: Geocoder, address: str, postcode: str, city: str, latitude: float
) -> None:
    found = annecy.find(address, postcode, city)
    assert found.place is not None, found.why
    assert found.place.latitude == pytest.approx(latitude)
    assert found.exact


def test_an_unknown_number_gives_the_middle_of_the_street_and_says_so(annecy: Geocoder) -> None:
    found = annecy.find("99 rue des Artisans", "74000", "Annecy")
    assert found.place is not None
    assert not found.exact


@pytest.mark.parametrize("address", ["4 rue du Bac", "rue", "12 boulevard Voltaire", ""])
def test_a_doubtful_address_is_refused_with_its_reason(annecy: Geocoder, address: str) -> None:
    found = annecy.find(address, "74000", "Annecy")
    assert found.place is None
    assert found.why


def test_another_town_is_not_searched(annecy: Geocoder) -> None:
    assert annecy.find("3 rue des Artisans", "38000", "Grenoble").place is None


def test_abbreviations_are_written_out() -> None:
    assert words("Bd. St-Michel") == "boulevard saint michel"
