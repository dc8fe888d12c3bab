"""Anyone declares; the clock runs; nothing is closed without its lessons."""

from datetime import timedelta

import pytest
from django.utils import timezone

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.governance.incidents import services
from levier.governance.registers.completing import Conflict
from tests.cast import Person

SAID = {"title": "Export envoyé par erreur", "description": "Au mauvais fournisseur."}


def test_an_employee_declares_and_sees_only_their_own(
    employee: Person, accountant: Person, owner: Person, stranger: Person
) -> None:
    made = services.declare(employee.actor, {**SAID, "personal": True})
    assert made.number == 1
    assert services.one(owner.actor, 1) == services.one(employee.actor, 1)
    for other in (accountant, stranger):
        with pytest.raises(NotFound):
            services.one(other.actor, 1)
    with pytest.raises(NotAllowed):
        services.follow(employee.actor, 1, {"state": "closed"}, 0)
    assert services.declare(stranger.actor, SAID).number == 1


def test_the_clock_of_72_hours_runs_from_the_discovery_with_personal_data_only(owner: Person) -> None:
    now = timezone.now()
    made = services.declare(owner.actor, {**SAID, "personal": True, "discovered": now - timedelta(hours=31)})
    assert services.clock(made, now) == "il reste 41\u00a0h pour notifier la CNIL"
    assert services.running(owner.actor) == [made]
    assert "dépassé de 5\u00a0h" in services.clock(made, made.discovered + timedelta(hours=77))
    plain = services.declare(owner.actor, SAID)
    assert plain.left(now) is None
    services.follow(owner.actor, made.number, {"risk": "unlikely"}, 0)
    assert services.running(owner.actor) == []


def test_a_late_notification_needs_its_reason(owner: Person) -> None:
    then = timezone.now() - timedelta(hours=80)
    made = services.declare(owner.actor, {**SAID, "personal": True, "discovered": then})
    with pytest.raises(BadInput, match="motif du retard"):
        services.follow(owner.actor, made.number, {"notified": timezone.now()}, 0)
    done = services.follow(
        owner.actor, made.number, {"notified": timezone.now(), "delay_reason": "Week-end."}, 0
    )
    assert "(hors délai)" in services.clock(done, timezone.now())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"discovered": "2126-01-01T10:00"}, "dans l'avenir"),
        ({"discovered": "hier"}, "n'est pas une date"),
        ({"discovered": "2026-01-02T10:00", "happened": "2026-01-03T10:00"}, "avant d'être survenu"),
        ({"people": "-3"}, "nombre de personnes"),
        ({"nature": "inventée"}, "n'existe pas"),
        ({"title": " "}, "titre"),
    ],
)
def test_an_impossible_declaration_says_why_and_the_page_keeps_it(
    owner: Person, given: dict[str, str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        services.declare(owner.actor, {**SAID, **given})
    page = owner.client.post("/confiance/incidents/", {**SAID, **given})
    assert page.status_code == 422
    assert "Au mauvais fournisseur." in page.content.decode()


def test_an_incident_is_not_closed_before_its_duties_and_lessons(owner: Person) -> None:
    services.declare(owner.actor, {**SAID, "personal": True})
    for given, words in (
        ({"state": "closed"}, "pas évalué"),
        ({"state": "closed", "risk": "high"}, "notifiée"),
        (
            {"state": "closed", "risk": "high", "notified": timezone.now()},
            "personnes n'ont pas été informées",
        ),
        ({"state": "closed", "risk": "unlikely"}, "leçons"),
    ):
        with pytest.raises(BadInput, match=words):
            services.follow(owner.actor, 1, given, 0)
    closed = services.follow(
        owner.actor, 1, {"state": "closed", "risk": "unlikely", "lessons": "Une liste fermée."}, 0
    )
    assert closed.state == "closed"
    with pytest.raises(Conflict):
        services.follow(owner.actor, 1, {"lessons": "Autre."}, 0)


def test_steps_are_kept_in_order_and_an_empty_one_is_refused(owner: Person) -> None:
    services.declare(owner.actor, SAID)
    services.add_step(owner.actor, 1, "Appelé le fournisseur.")
    assert owner.client.post("/confiance/incidents/1/etape/", {"text": " "}).status_code == 422
    assert "Appelé le fournisseur." in owner.client.get("/confiance/incidents/1/").content.decode()
