"""What the journal calls things on screen."""

from levier.web.trust.wording import object_of, words_of


def test_a_request_a_table_and_a_capability_are_named_in_french() -> None:
    assert object_of("request:6") == "demande n°\u00a06"
    assert object_of("dataset:3@2") == "tableau n°\u00a03, version\u00a02"
    assert object_of("sales-forecast") == "Prévision des ventes"


def test_an_unknown_object_or_action_shows_its_own_name() -> None:
    assert object_of("Contrat 2026") == "Contrat 2026"
    assert words_of("something.new") == "something.new"
