"""Whether an impact assessment is required, and its way from the first answer to its validation."""

import pytest

from levier.core.errors import BadInput, NotFound
from levier.governance.impact import services
from levier.governance.impact.method import level, method, need
from levier.governance.registers.completing import Conflict
from levier.orchestrator.models import StepRecord
from levier.tables import sharing
from tests.cast import Person

KEY = "capability:fraud-detection"
JUDGED = {name: {"severity": "2", "likelihood": "2"} for name, _ in method().risks}


def test_two_of_nine_criteria_require_one_and_the_lists_come_first() -> None:
    assert len(method().criteria) == 9
    assert need({"scoring": True, "crossing": True}).answer == "required"
    assert need({"scoring": True}).answer == "advised"
    assert need({}).answer == "not-required"
    assert need({}, "hr-profiles").answer == "required"
    assert need({"scoring": True, "crossing": True}, "suppliers").answer == "not-required"


def test_the_level_of_a_risk_rounds_against_the_house() -> None:
    assert [level(1, 1), level(1, 2), level(4, 1), level(4, 3), level(4, 4)] == [1, 2, 3, 4, 4]


def test_an_assessment_begins_with_what_is_measured(
    alerts: StepRecord, owner: Person, manager: Person, employee: Person
) -> None:
    found = services.begin(owner.actor, KEY)
    assert found.content["criteria"]["crossing"] is False
    assert found.content["criteria"]["innovative"] is True
    assert found.content["measures"]["journal"]
    assert services.begin(manager.actor, KEY).pk == found.pk
    assert employee.client.get(f"/confiance/analyses/{found.pk}/").status_code == 403
    page = owner.client.get(f"/confiance/analyses/{found.pk}/").content.decode()
    assert "adresse e-mail" in page


def test_nothing_is_validated_with_a_risk_not_judged_or_at_its_worst(
    alerts: StepRecord, owner: Person
) -> None:
    found = services.begin(owner.actor, KEY)
    with pytest.raises(BadInput, match="pas évalués"):
        services.conclude(owner.actor, found.pk, "validated", "Tout va bien.", "", 0)
    worst = {**JUDGED, "access": {"severity": "4", "likelihood": "4"}}
    services.answer(owner.actor, found.pk, {"risks": worst}, 0)
    with pytest.raises(BadInput, match="maximal"):
        services.conclude(owner.actor, found.pk, "validated", "Tout va bien.", "", 1)
    services.answer(owner.actor, found.pk, {"risks": JUDGED}, 1)
    done = services.conclude(owner.actor, found.pk, "validated", "Mesures en place.", "Favorable.", 2)
    assert done.outcome == "validated"
    assert services.pdf(owner.actor, found.pk).startswith(b"%PDF")


def test_a_change_after_the_validation_opens_it_again_and_two_people_lose_nothing(
    alerts: StepRecord, owner: Person, manager: Person
) -> None:
    found = services.begin(owner.actor, KEY)
    services.answer(owner.actor, found.pk, {"risks": JUDGED}, 0)
    services.conclude(owner.actor, found.pk, "conditional", "Sous réserve.", "", 1)
    with pytest.raises(Conflict):
        services.answer(manager.actor, found.pk, {"risks": JUDGED}, 1)
    page = manager.client.post(
        f"/confiance/analyses/{found.pk}/", {"revision": "1", "necessity": "Parce que."}
    )
    assert page.status_code == 409
    assert "Parce que." in page.content.decode()
    assert services.answer(owner.actor, found.pk, {"context": {"necessity": "x"}}, 2).outcome == "draft"


def test_the_assessment_of_a_deleted_processing_stays_readable(
    alerts: StepRecord, customers: int, owner: Person
) -> None:
    found = services.begin(owner.actor, KEY)
    sharing.remove(owner.actor, customers)
    alerts.request.delete()
    assert services.context(owner.actor, found) is None
    assert owner.client.get(f"/confiance/analyses/{found.pk}/").status_code == 200
    assert services.pdf(owner.actor, found.pk).startswith(b"%PDF")


def test_an_impossible_level_or_line_is_refused(alerts: StepRecord, owner: Person) -> None:
    found = services.begin(owner.actor, KEY)
    with pytest.raises(BadInput, match="n'est pas un niveau"):
        services.answer(owner.actor, found.pk, {"risks": {"access": {"severity": "9"}}}, 0)
    with pytest.raises(NotFound):
        services.begin(owner.actor, "capability:absente")
