"""Gains are real runs times measured minutes, net of checking, models and money; nobody's own usage is shown."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from levier.core.errors import BadInput, LevierError, NotAllowed, NotEnoughData
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Cost, Measurement, Rhythm, Timing
from levier.indicators.models import Indicator
from levier.operations.gains import describing, following, keeping, measuring, net, projecting
from levier.operations.gains.net import cost_between
from tests.cast import Person
from tests.pilot_company import TASK, TODAY

pytestmark = pytest.mark.django_db


def test_gains_are_net_of_checking_models_and_money(owner: Person, worked_company: Person) -> None:
    found = net.gains(owner.actor)
    task = found.tasks[0]
    assert (task.task, task.use.runs) == (TASK, 60)
    assert task.saved is not None
    assert task.saved.minutes == pytest.approx(11 - 4.75)
    assert task.saved.low < task.saved.minutes < task.saved.high
    assert task.hours == pytest.approx(60 * 6.25 / 60)
    assert task.spent == pytest.approx(51.5)
    assert found.spent == pytest.approx(51.5 + 10 * 93 / 30.44, abs=1)
    assert found.net == pytest.approx(found.hours * 30 - (found.spent or 0))
    assert "contrôle compris" in task.said


def test_an_employee_sees_hours_added_up_and_neither_euros_nor_names(
    owner: Person, worked_company: Person, stranger: Person
) -> None:
    found = net.gains(worked_company.actor)
    assert found.hours > 0
    assert (found.worth, found.spent, found.net, found.hour_cost) == (None, None, None, None)
    assert "30" not in str(describing.described(found)["worth"])
    with pytest.raises(NotAllowed):
        keeping.costs(worked_company.actor)
    with pytest.raises(NotAllowed):
        projecting.project(worked_company.actor, TASK)
    assert net.gains(stranger.actor).tasks == []
    assert "person" not in {field.name for field in fields(net.TaskGain)} | {
        one.name for one in Timing._meta.get_fields()
    }


def test_without_timed_files_the_gain_is_not_invented(owner: Person, worked_company: Person) -> None:
    Timing.objects.filter(way="with").delete()
    assumed = net.gains(owner.actor).tasks[0]
    assert assumed.saved is not None
    assert assumed.saved.assumed
    assert "surestimé" in assumed.said
    Timing.objects.all().delete()
    found = net.gains(owner.actor)
    assert (found.tasks[0].hours, found.net) == (None, None)
    assert any("non mesuré" in said for said in found.lacking)


def test_the_projection_rests_on_what_was_measured(owner: Person, worked_company: Person) -> None:
    found = projecting.project(owner.actor, TASK)
    cautious, likely, good = found.scenarios
    assert cautious.value < likely.value < good.value
    assert found.tornado[0].driver in {"minutes", "files"}
    assert "chronométrés" in found.project.minutes.source
    with pytest.raises(NotEnoughData, match="n'a pas servi"):
        projecting.project(owner.actor, "table-query")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount": Decimal(-5)}, "positif ou nul"),
        ({"amount": Decimal("NaN")}, "positif ou nul"),
        ({"end": date(2025, 1, 1)}, "avant le début"),
        ({"label": "  "}, "libellé"),
        ({"rhythm": "jamais"}, "rythme"),
        ({"task": "inconnu"}, "inconnu"),
    ],
)
def test_a_cost_that_cannot_be_is_refused(owner: Person, change: dict[str, Any], said: str) -> None:
    given = {
        "label": "Serveur",
        "kind": "hosting",
        "amount": Decimal(5),
        "rhythm": "month",
        "start": TODAY,
        **change,
    }
    with pytest.raises(LevierError, match=said):
        keeping.add_cost(owner.actor, **given)
    assert not Cost.objects.exists()


def test_a_monthly_cost_counts_by_the_day(owner: Person) -> None:
    cost = Cost(amount=Decimal("30.44"), rhythm=Rhythm.MONTH, start=date(2026, 1, 10), end=date(2026, 1, 19))
    assert cost_between(cost, date(2026, 1, 1), date(2026, 12, 31)) == pytest.approx(10)
    assert cost_between(cost, date(2026, 2, 1), date(2026, 2, 10)) == 0


def test_two_people_changing_the_assumptions_lose_nothing(owner: Person, manager: Person) -> None:
    keeping.assume(owner.actor, hour_cost=Decimal(30), discount=0.08, revision=0)
    with pytest.raises(keeping.ChangedMeanwhile, match="Votre saisie est conservée"):
        keeping.assume(manager.actor, hour_cost=Decimal(40), discount=0.08, revision=0)
    assert keeping.assumptions(owner.actor).hour_cost == 30
    with pytest.raises(BadInput, match="entre 0 et"):
        keeping.assume(owner.actor, hour_cost=Decimal(-1), discount=0.08, revision=1)


def test_an_indicator_is_measured_on_its_past_and_gets_its_baseline(
    owner: Person, pilot_case: Any, weekly_sales: int
) -> None:
    made, outcome = following.follow(owner.actor, "turnover", target=2000, due=date(2027, 6, 30))
    assert outcome.values == 6
    assert made.baseline_on == date(2026, 10, 31)
    kept = Measurement.objects.order_by("-end").first()
    assert kept is not None
    assert kept.source == f"/donnees/tableaux/{weekly_sales}/"
    assert kept.value == pytest.approx(float(made.baseline or 0), abs=1e-3)
    measuring.measure_all(owner.actor)
    assert Measurement.objects.count() == 6
    with pytest.raises(BadInput, match="déjà suivi"):
        following.follow(owner.actor, "turnover")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("bonheur", {}, "n'existe pas"), ("route-km", {}, "hors de Levier"), ("turnover", {"target": 5.0}, "avec sa date"),
        ("turnover", {"target": 5.0, "due": date(2020, 1, 1)}, "déjà passée"),
    ],
)  # fmt: skip
def test_an_indicator_without_figure_or_date_is_refused(
    owner: Person, name: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(LevierError, match=said):
        following.follow(owner.actor, name, **given)
    assert not Indicator.objects.exists()


def test_values_of_a_closed_table_are_for_its_readers(
    owner: Person, employee: Person, pilot_case: Any, weekly_sales: int
) -> None:
    from levier.tables.models import DatasetGrant  # noqa: PLC0415

    DatasetGrant.objects.filter(dataset_id=weekly_sales).update(token="managers")
    following.follow(owner.actor, "turnover")
    seen = {
        person: sum(len(b.values) for f in following.tree(person.actor) for b in f.followed)
        for person in (owner, employee)
    }
    assert list(seen.values()) == [6, 0]


def test_levier_measures_itself(owner: Person, worked_company: Person) -> None:
    for name in ("answer-rate", "answer-time", "time-saved", "adoption"):
        _, outcome = following.follow(owner.actor, name)
        assert outcome.values >= 1, outcome.reason
    rate = Measurement.objects.get(indicator__definition="answer-rate", end=date(2026, 10, 31))
    assert rate.value == 100
    assert rate.low is not None
    assert rate.low < 100
    _, outcome = following.follow(owner.actor, "files-per-person")
    assert "Moins de 3 personnes" in outcome.reason


def test_a_duration_that_cannot_be_is_refused(employee: Person) -> None:
    for minutes in (0.0, -3.0, float("nan"), 5000.0):
        with pytest.raises(BadInput, match="24 heures"):
            timing.add(employee.actor, TASK, "with", minutes)
    with pytest.raises(BadInput, match="pas encore arrivé"):
        timing.add(employee.actor, TASK, "with", 5.0, day=date(2090, 1, 1))
