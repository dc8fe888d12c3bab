"""A capability in service: put there, run by the clock, watched, learned again, put back; what goes wrong is said in French."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core import mail
from django.utils import timezone

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.deployment import checklist, costing, deploying, ringing, runbook, telling, versions
from levier.method.deployment.standing import standings
from levier.method.steps import Progress
from levier.operations.boards.locking import Conflict
from levier.operations.watching import letters, looking, running
from levier.operations.watching.figures import figures_of, worse
from levier.operations.watching.models import Run, Service, ServiceAlert, ServiceMail, Sort
from levier.orchestrator.models import Request, StepRecord
from levier.policy.models.journal import JournalEntry
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person

_HOW = {"title": "Ventes du lundi", "every": "week", "hour": "6", "weekday": "0"}
_GIVEN = {"kind": "sales", "measures": ["revenue"]}


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.durable.start", lambda *given: None, raising=False)


def _sales(
    folder: Path,
    owner: Person,
    until: date,
    price: float = 20.0,
    weeks: int = 110,
    readers: tuple[str, ...] = ("all",),
) -> Dataset:
    random = np.random.default_rng(4)
    lines = ["N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays"]
    for week in range(weeks):
        day = until - timedelta(weeks=weeks - 1 - week)
        for row in range(20):
            paid = random.lognormal(0, 0.3) * (price if week >= weeks - 8 else 20.0)
            paid_said = f"{paid:.2f}".replace(".", ",")
            lines.append(
                f"F{week}-{row};{day:%d/%m/%Y};B{row % 6};Produit {row % 6};{1 + row % 4};{paid_said};Client {row % 9};France"
            )
    path = folder / "ventes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = import_file(owner.actor, path, name="Ventes", readers=readers)
    return Dataset.objects.get(pk=made.dataset_id)


def _end(
    run: Run,
    output: Mapping[str, Any] | None = None,
    status: str = "answered",
    reason: str = "",
    seconds: float = 2.0,
) -> None:
    """What a worker would have left of a run."""
    request = Request.objects.get(pk=run.request)
    request.status, request.reason, request.finished, request.seconds = (
        status,
        reason,
        timezone.now(),
        seconds,
    )
    request.answer = {}
    request.save()
    dataset = Dataset.objects.filter(company_id=request.company_id).first()
    touched = [f"dataset:{dataset.pk}@{dataset.current}"] if dataset else []
    StepRecord.objects.create(
        company_id=request.company_id, request=request, step="s1", position=0, capability="table-query", label="x", question="q1",
        status="done", output=dict(output or {}), touched=touched,
    )  # fmt: skip
    running.settle()


def _error(wape: float) -> dict[str, Any]:
    return {"overall": {"accuracy": {"wape": wape, "coverage": 0.9}}, "signals": []}


@pytest.fixture
def in_service(owner: Person, tmp_path: Path) -> Service:
    _sales(tmp_path, owner, owner.company.today)
    found = deploying.deploy(owner.actor, "table-query", _GIVEN, _HOW)
    _end(found.runs.get(), _error(0.2))
    return Service.objects.get(pk=found.pk)


def test_putting_in_service_runs_once_and_keeps_what_later_runs_are_compared_with(
    owner: Person, in_service: Service
) -> None:
    setting = in_service.in_service
    assert setting.figures["replay:wape"]["value"] == 0.2
    assert list(setting.data.values()) == [1]
    assert in_service.sources.get().name == "Ventes"
    assert in_service.next_run is not None
    assert in_service.next_run > timezone.now()
    assert timezone.localtime(in_service.next_run).weekday() == 0
    assert JournalEntry.objects.filter(action="deployment.deployed").exists()
    assert standings([owner.actor])[owner.actor.company_id].progress is Progress.DONE


def test_only_those_who_lead_and_may_read_its_tables_see_it(
    owner: Person, employee: Person, accountant: Person, stranger: Person, tmp_path: Path
) -> None:
    _sales(tmp_path, owner, owner.company.today, readers=("managers",))
    found = deploying.deploy(owner.actor, "table-query", _GIVEN, _HOW)
    _end(found.runs.get())
    with pytest.raises(NotAllowed):
        deploying.service_of(employee.actor, found.pk)
    for person in (accountant, stranger):
        with pytest.raises(NotFound):
            deploying.service_of(person.actor, found.pk)


def test_its_hour_comes_once_however_long_the_machine_was_off(in_service: Service) -> None:
    Service.objects.update(next_run=timezone.now() - timedelta(days=30))
    assert running.due(timezone.now()) == [in_service.pk]
    assert running.run_due(in_service.pk) is not None
    assert running.run_due(in_service.pk) is None
    assert running.due(timezone.now()) == []
    assert in_service.runs.filter(purpose="scheduled").count() == 1
    assert Request.objects.count() == 2


def test_a_suspended_service_does_not_leave(owner: Person, in_service: Service) -> None:
    found = deploying.set_paused(owner.actor, in_service.pk, True, in_service.revision)
    assert found.next_run is None
    assert running.due(timezone.now() + timedelta(days=90)) == []
    assert deploying.set_paused(owner.actor, in_service.pk, False, found.revision).next_run is not None


def test_a_failure_rings_once_and_stops_when_it_goes_well_again(owner: Person, in_service: Service) -> None:
    for _ in range(2):
        _end(deploying.run_now(owner.actor, in_service.pk), status="failed", reason="Le tableau est vide.")
        looking.look(in_service.pk)
    alert = ServiceAlert.objects.get(sort=Sort.FAILURE, ended=None)
    assert alert.text == "Le tableau est vide."
    assert letters.send_waiting() == 1
    assert letters.send_waiting() == 0
    assert "Le tableau est vide" in str(mail.outbox[0].body)
    _end(deploying.run_now(owner.actor, in_service.pk), _error(0.2))
    looking.look(in_service.pk)
    assert not ServiceAlert.objects.filter(sort=Sort.FAILURE, ended=None).exists()


def test_nobody_to_answer_for_it_is_a_failure_with_the_remedy(
    owner: Person, manager: Person, in_service: Service
) -> None:
    deploying.change(owner.actor, in_service.pk, _HOW | {"owner": str(manager.user.pk)}, in_service.revision)
    manager.user.is_active = False
    manager.user.save()
    Service.objects.update(next_run=timezone.now() - timedelta(minutes=1))
    running.run_due(in_service.pk)
    assert "choisissez-en une autre" in Run.objects.get(purpose="scheduled").problem
    assert looking.look(in_service.pk) == 1


def test_an_error_that_grows_beyond_its_noise_rings(owner: Person, in_service: Service) -> None:
    _end(deploying.run_now(owner.actor, in_service.pk), _error(0.22))
    looking.look(in_service.pk)
    assert not ServiceAlert.objects.filter(sort=Sort.ERROR).exists()
    _end(deploying.run_now(owner.actor, in_service.pk), _error(0.3))
    looking.look(in_service.pk)
    alert = ServiceAlert.objects.get(sort=Sort.ERROR, ended=None)
    assert "20 % à la mise en service" in alert.text.replace("\u202f", " ").replace("\u00a0", " ").replace(
        "20,0", "20"
    )


def test_prices_that_changed_are_seen_against_the_same_weeks_a_year_before(
    owner: Person, in_service: Service, tmp_path: Path
) -> None:
    day = owner.company.today
    owner.company.own_today = day + timedelta(weeks=8)
    owner.company.save()
    _sales(tmp_path, owner, day + timedelta(weeks=8), price=60.0)
    looking.look(in_service.pk)
    moved = {one["label"] for one in Service.objects.get().drift[0]["columns"] if one["moved"]}
    alerts = ServiceAlert.objects.filter(sort=Sort.DRIFT)
    assert any("Prix" in label for label in moved)
    assert not any("Quantité" in label for label in moved)
    assert "un an avant" in alerts[0].text
    count = alerts.count()
    looking.look(in_service.pk)
    assert alerts.count() == count


def test_the_same_prices_do_not_ring(owner: Person, in_service: Service, tmp_path: Path) -> None:
    day = owner.company.today
    owner.company.own_today = day + timedelta(weeks=8)
    owner.company.save()
    _sales(tmp_path, owner, day + timedelta(weeks=8))
    looking.look(in_service.pk)
    assert Service.objects.get().drift[0]["columns"]
    assert not ServiceAlert.objects.filter(sort=Sort.DRIFT).exists()


def test_old_data_rings(owner: Person, in_service: Service) -> None:
    owner.company.own_today = owner.company.today + timedelta(days=60)
    owner.company.save()
    looking.look(in_service.pk)
    assert "60" in ServiceAlert.objects.get(sort=Sort.STALE).title


def test_a_deleted_table_is_said_to_those_who_may_know(
    owner: Person, accountant: Person, in_service: Service
) -> None:
    Dataset.objects.all().delete()
    looking.look(in_service.pk)
    assert "n'existe plus" in ServiceAlert.objects.get().title
    assert deploying.service_of(owner.actor, in_service.pk)
    with pytest.raises(NotFound):
        deploying.service_of(accountant.actor, in_service.pk)


def test_a_candidate_runs_beside_and_is_promoted_with_a_reason_then_rolled_back(
    owner: Person, in_service: Service
) -> None:
    made = versions.try_candidate(
        owner.actor, in_service.pk, _GIVEN | {"dimensions": ["month"]}, in_service.revision
    )
    service = Service.objects.get()
    with pytest.raises(BadInput, match="a été comparé"):
        versions.decide(owner.actor, service.pk, True, "Mieux.", service.revision)
    for run in service.runs.filter(status=""):
        _end(run, _error(0.15 if run.purpose == "candidate" else 0.21))
    found = versions.comparison_of(service)
    assert found is not None
    assert found.ready
    assert found.same_data
    assert found.lines[0].verdict == "mieux"
    assert found.lines[1].verdict == "—"  # a coverage is right near its level, not high
    assert len(found.changed) == 1
    with pytest.raises(BadInput, match="raison"):
        versions.decide(owner.actor, service.pk, True, " ", service.revision)
    versions.decide(owner.actor, service.pk, True, "Elle se trompe moins.", service.revision)
    service.refresh_from_db()
    assert service.number == made.number == 2
    assert service.in_service.figures["replay:wape"]["value"] == 0.15
    versions.roll_back(owner.actor, service.pk, 1, service.revision)
    service.refresh_from_db()
    assert service.in_service.figures["replay:wape"]["value"] == 0.2
    actions = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"deployment.promoted", "deployment.rolled-back"} <= actions


def test_a_refused_candidate_changes_nothing(owner: Person, in_service: Service) -> None:
    versions.try_candidate(owner.actor, in_service.pk, _GIVEN, in_service.revision)
    service = Service.objects.get()
    versions.decide(owner.actor, service.pk, False, "Pas mieux.", service.revision)
    service.refresh_from_db()
    assert service.number == 1
    assert service.settings.get(number=2).state == "refused"
    with pytest.raises(BadInput, match="n'a pas été en service"):
        versions.roll_back(owner.actor, service.pk, 2, service.revision)


def test_two_people_who_change_it_at_once_do_not_overwrite_each_other(
    owner: Person, manager: Person, in_service: Service
) -> None:
    read = in_service.revision
    deploying.change(owner.actor, in_service.pk, _HOW | {"hour": "7"}, read)
    with pytest.raises(Conflict, match="Claire Martin"):
        deploying.change(manager.actor, in_service.pk, _HOW | {"hour": "9"}, read)
    answer = manager.client.post(
        f"/methode/deploiement/{in_service.pk}/reglage/",
        _HOW | {"hour": "9", "notes": "Ne pas perdre ceci", "revision": str(read)},
    )
    assert answer.status_code == 409
    assert "Ne pas perdre ceci" in answer.content.decode()
    assert Service.objects.get().hour == 7


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"hour": "25"}, "25"), ({"hour": "tôt"}, "nombre entier"), ({"every": "month", "month_day": "32"}, "Aucun mois"), ({"title": " "}, "nom"),
        ({"owner": "999999"}, "dans l'entreprise"), ({"most_cost": "-1"}, "négatif"), ({"stale_days": "0"}, "3 650"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    owner: Person, wrong: dict[str, str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        deploying.deploy(owner.actor, "table-query", _GIVEN, _HOW | wrong)
    assert not Service.objects.exists()


def test_the_same_name_twice_and_a_wrong_input_are_refused(owner: Person, in_service: Service) -> None:
    with pytest.raises(BadInput, match="déjà en service"):
        deploying.deploy(owner.actor, "table-query", _GIVEN, _HOW | {"title": "VENTES DU LUNDI"})
    with pytest.raises(BadInput):
        deploying.deploy(owner.actor, "table-query", {"absent": 1}, _HOW | {"title": "Autre"})
    with pytest.raises(NotFound):
        deploying.deploy(owner.actor, "absente", {}, _HOW)


def test_withdrawing_wants_a_reason_and_keeps_the_results(owner: Person, in_service: Service) -> None:
    with pytest.raises(BadInput, match="raison"):
        deploying.withdraw(owner.actor, in_service.pk, "", in_service.revision)
    deploying.withdraw(owner.actor, in_service.pk, "Plus utile.", in_service.revision)
    assert not Service.objects.exists()
    assert Request.objects.count() == 1


def test_the_runbook_says_who_what_and_what_to_do(owner: Person, in_service: Service) -> None:
    said = runbook.markdown(owner.actor, in_service.pk)
    for words in (
        "Claire Martin",
        "toutes les semaines",
        "Quand cela va mal",
        "Revenir en arrière",
        "Erreur moyenne",
    ):
        assert words in said
    assert runbook.paper(owner.actor, in_service.pk).startswith(b"%PDF")


def test_reading_an_alert_is_each_person_s_own(owner: Person, manager: Person, in_service: Service) -> None:
    _end(deploying.run_now(owner.actor, in_service.pk), status="failed", reason="Vide.")
    assert ringing.look_now(owner.actor, in_service.pk) == 1
    ringing.see(owner.actor, ServiceAlert.objects.get().pk)
    assert not ringing.alerts_of(owner.actor, waiting=True).exists()
    assert ringing.alerts_of(manager.actor, waiting=True).exists()
    assert ServiceMail.objects.get().person == owner.user


def test_its_pages_and_its_json_stand(owner: Person, in_service: Service) -> None:
    for path in (
        "",
        f"{in_service.pk}/",
        f"{in_service.pk}/reglage/",
        f"{in_service.pk}/candidate/",
        f"{in_service.pk}/conduite/",
        "options/",
        "branchements/",
    ):
        assert owner.client.get(f"/methode/deploiement/{path}").status_code == 200, path
    assert telling.service(in_service)["version"] == 1
    found = owner.client.post(
        f"/methode/deploiement/{in_service.pk}/faire/", {"do": "rollback", "version": "9", "revision": "1"}
    )
    assert found.status_code == 422


def test_the_figures_of_a_result_are_found_where_they_stand() -> None:
    found = figures_of({"overall": {"accuracy": {"wape": 0.1, "mase": None}}, "wape": 9, "signals": [
        {"name": "age", "label": "Âge", "value": 3, "limit": 7, "unit": "jours", "above": True, "means": "Importez."}]})  # fmt: skip
    assert found["replay:wape"]["value"] == 0.1
    assert found["signal:age"]["better"] == "lower"
    assert worse(found["replay:wape"], found["replay:wape"] | {"value": 0.12}) == pytest.approx(0.2)


def test_the_options_rest_on_what_is_measured_and_on_prices_with_their_source(
    owner: Person, in_service: Service
) -> None:
    found = costing.options(owner.actor)
    assert found.measured.files_gb > 0
    assert found.measured.people == 1
    assert sum(way.cheapest for way in found.ways) == pytest.approx(1)
    assert all(way.low < way.middle < way.high for way in found.ways)
    assert all(price.source for price in found.prices)
    kept = costing.set_price(owner.actor, "day", "100", "100", "devis du 12/11/2026", 0)
    again = costing.options(owner.actor)
    assert max(way.middle for way in again.ways) < max(way.middle for way in found.ways)
    with pytest.raises(BadInput, match="plus bas"):
        costing.set_price(owner.actor, "day", "5", "1", "devis", kept.revision)
    with pytest.raises(Conflict):
        costing.set_price(owner.actor, "day", "5", "6", "devis", 0)


def test_the_checklist_is_ticked_by_what_exists(owner: Person, in_service: Service) -> None:
    shop = next(one for one in checklist.checklist(owner.actor) if one.key == "shopify")
    assert [item.done for item in shop.items] == [True, False, False]
    assert "Ventes" in shop.items[0].proof
