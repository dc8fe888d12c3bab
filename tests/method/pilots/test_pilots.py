"""A pilot from its description to its decision: measured before, measured after, honest about what it does not know."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from levier.core.errors import BadInput, LevierError, NotAllowed, NotEnoughData, NotFound
from levier.indicators.measuring import timing
from levier.indicators.models import Indicator
from levier.method.pilots import baseline, board, deciding, drafting, finding, running, starting, telling
from levier.method.pilots.criteria import criteria
from levier.method.pilots.drafting import Changed, Draft
from levier.method.pilots.drawing import next_way
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Pilot, PilotRun, State
from levier.method.roadmap.models import Stage, UseCase
from levier.policy.models.journal import JournalEntry
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person
from tests.pilot_company import ENDS, LIFT, STARTS, TODAY

pytestmark = pytest.mark.django_db


def begun(owner: Person, pilot_draft: Draft) -> Pilot:
    pilot = drafting.create(owner.actor, pilot_draft)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)
    return finding.get(owner.actor, pilot.pk)


def test_nothing_starts_before_the_baseline_is_measured(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    pilot = drafting.create(owner.actor, pilot_draft)
    with pytest.raises(BadInput, match=r"ne peut pas encore commencer.*Mesurez le point de départ"):
        starting.start(owner.actor, pilot.pk)
    measured = baseline.measure(owner.actor, pilot.pk)
    assert measured.baseline["dataset"] == weekly_sales
    assert measured.baseline["end"] < STARTS.isoformat()
    assert 300 < measured.baseline["value"] < 380
    assert measured.baseline["spread"] == pytest.approx(10, rel=0.4)
    assert "Il faudra environ" in measured.plan["said"]
    starting.start(owner.actor, pilot.pk)
    pilot.refresh_from_db()
    assert pilot.state == State.RUNNING
    assert UseCase.objects.get().stage == Stage.PILOT
    assert [one.starts for one in pilot.sprints.all()][:2] == [STARTS, STARTS + timedelta(weeks=2)]
    assert pilot.sprints.last().ends == ENDS
    kept = Indicator.objects.get()
    assert (kept.definition, kept.target_on) == ("turnover", ENDS)


def test_the_five_criteria_say_on_what_facts_they_rest(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    pilot = drafting.create(owner.actor, replace(pilot_draft, scope="", sponsor=None))
    found = {one.name: one for one in criteria(owner.actor, pilot)}
    assert [name for name, one in found.items() if one.met] == ["data"]
    assert "ventes" in found["data"].evidence
    assert all(one.mend for one in found.values() if not one.met)
    baseline.measure(owner.actor, pilot.pk)
    again = {one.name: one.met for one in criteria(owner.actor, finding.get(owner.actor, pilot.pk))}
    assert again == {"problem": True, "data": True, "scope": False, "soon": True, "sponsor": False}


def test_the_effect_found_is_the_one_put_there(owner: Person, pilot_draft: Draft, weekly_sales: int) -> None:
    pilot = begun(owner, pilot_draft)
    found = effect_of(owner.actor, pilot)
    assert found.effect.low < LIFT < found.effect.high
    assert found.effect.certain
    assert found.good
    assert "a augmenté de" in found.said
    assert "intervalle à 95 %" in found.said
    assert found.effect.during == 6  # the last week is not whole yet


def test_a_newer_table_of_the_same_kind_does_not_take_the_place_of_the_one_measured(
    owner: Person, pilot_draft: Draft, weekly_sales: int, tmp_path: Path
) -> None:
    pilot = begun(owner, pilot_draft)
    before = effect_of(owner.actor, pilot).effect.estimate
    write = tmp_path / "autres.csv"
    write.write_text(
        "N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays\nF1;02/01/2026;B1;X;10;1,30;Z;France\n"
    )
    import_file(owner.actor, write, name="Autres ventes")
    assert effect_of(owner.actor, pilot).effect.estimate == before
    Dataset.objects.get(pk=weekly_sales).delete()
    with pytest.raises(NotFound, match="n'existe plus"):
        effect_of(owner.actor, pilot)


def test_a_deleted_table_behind_a_running_pilot_is_said_and_nothing_is_lost(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    pilot = begun(owner, pilot_draft)
    Dataset.objects.get(pk=weekly_sales).delete()
    with pytest.raises(NotFound, match=r"« Ventes », n'existe plus.*rien de ce qui a été mesuré n'est perdu"):
        effect_of(owner.actor, pilot)
    made = deciding.decide(owner.actor, pilot.pk, "stop", "Le tableau des ventes a disparu.")
    assert "n'existe plus" in made.effect["said"]
    assert finding.get(owner.actor, pilot.pk).baseline["value"]
    assert telling.communication(owner.actor, finding.get(owner.actor, pilot.pk)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts": ENDS, "ends": STARTS}, "n'est pas après le début"),
        ({"ends": STARTS + timedelta(days=3)}, "au moins une semaine"),
        ({"ends": STARTS + timedelta(days=300)}, "six mois au plus"),
        ({"starts": date(2026, 9, 1), "ends": date(2026, 10, 1)}, "déjà passée"),
        ({"starts": date(2025, 1, 6), "ends": date(2025, 3, 1)}, "plus d'un an dans le passé"),
        ({"expected": 0.0}, "pourcentage"),
        ({"expected": -1.0}, "pourcentage"),
        ({"measure": ""}, "Il manque la mesure"),
        ({"measure": "sales:bonheur"}, "n'existe pas"),
        ({"sprint_weeks": 4}, "une à trois semaines"),
        ({"use_case": 999}, "cas d'usage n'existe pas"),
        ({"sponsor": 9999}, "pas de l'entreprise"),
        ({"design": "devinette"}, "n'existe pas"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_mend(
    owner: Person, pilot_draft: Draft, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(LevierError, match=said):
        drafting.create(owner.actor, replace(pilot_draft, **change))
    assert not Pilot.objects.exists()


def test_two_people_describing_the_same_pilot_lose_nothing(
    owner: Person, manager: Person, pilot_draft: Draft
) -> None:
    pilot = drafting.create(owner.actor, pilot_draft)
    drafting.change(owner.actor, pilot.pk, replace(pilot_draft, title="Relances A"), 0)
    with pytest.raises(Changed, match="Votre saisie est conservée"):
        drafting.change(manager.actor, pilot.pk, replace(pilot_draft, title="Relances B"), 0)
    assert finding.get(owner.actor, pilot.pk).title == "Relances A"
    drafting.change(manager.actor, pilot.pk, replace(pilot_draft, title="Relances B"), 1)


def test_two_people_moving_the_same_card_lose_nothing(
    owner: Person, employee: Person, pilot_draft: Draft
) -> None:
    pilot = drafting.create(owner.actor, pilot_draft)
    card = board.add(employee.actor, pilot.pk, "Exporter la liste", mvp=True)
    board.move(employee.actor, pilot.pk, card.pk, "doing", 0)
    with pytest.raises(Changed):
        board.move(owner.actor, pilot.pk, card.pk, "done", 0)
    with pytest.raises(Changed):
        board.edit(owner.actor, pilot.pk, card.pk, 0, title="Autre", note="", mvp=False)
    moved = board.move(owner.actor, pilot.pk, card.pk, "done", 1)
    assert (moved.column, moved.title) == ("done", "Exporter la liste")
    assert [len(lane.cards) for lane in board.lanes(pilot)] == [0, 0, 1]


def test_who_is_not_in_the_team_sees_the_board_but_does_not_change_it(
    owner: Person, employee: Person, accountant: Person, stranger: Person, pilot_draft: Draft
) -> None:
    pilot = drafting.create(owner.actor, replace(pilot_draft, team=()))
    with pytest.raises(NotAllowed, match="équipe du pilote"):
        board.add(employee.actor, pilot.pk, "Carte")
    with pytest.raises(NotAllowed):
        drafting.create(employee.actor, replace(pilot_draft, title="Autre"))
    with pytest.raises(NotAllowed):
        deciding.decide(employee.actor, pilot.pk, "go", "Cela marche très bien ici.")
    with pytest.raises(NotFound):
        finding.get(stranger.actor, pilot.pk)
    assert finding.get(employee.actor, pilot.pk).pk == pilot.pk


def test_a_timed_pilot_is_measured_on_files_without_and_with(
    owner: Person, employee: Person, timed_draft: Draft, weekly_sales: int
) -> None:
    pilot = drafting.create(owner.actor, replace(timed_draft, starts=date(2026, 11, 16)))
    with pytest.raises(NotEnoughData, match=r"0\s+dossier"):
        baseline.measure(owner.actor, pilot.pk)
    for place, minutes in enumerate((11, 12.5, 10, 13, 9.5, 12)):
        timing.add(
            employee.actor,
            pilot.capability,
            "without",
            minutes,
            day=date(2026, 11, 2) + timedelta(days=place),
            wrong=place < 2,
        )
    found = baseline.measure(owner.actor, pilot.pk)
    assert found.baseline["value"] == pytest.approx(11.33, abs=0.01)
    assert "dossiers" in found.plan["said"]
    starting.start(owner.actor, pilot.pk)
    for place, minutes in enumerate((4, 5, 3.5, 4.5)):
        timing.add(
            employee.actor,
            pilot.capability,
            "with",
            minutes,
            checking=1,
            day=date(2026, 11, 17) + timedelta(days=place),
            wrong=False,
        )
    effect = effect_of(owner.actor, finding.get(owner.actor, pilot.pk))
    assert effect.effect.estimate == pytest.approx(5.25 - 11.33, abs=0.01)
    assert effect.good
    assert "a baissé" in effect.said
    assert "erreur" in effect.errors


def test_a_switchback_draws_its_turns_by_chance_and_keeps_them(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    first = date(2026, 8, 31)
    pilot = drafting.create(owner.actor, replace(pilot_draft, design="switchback", starts=first))
    measured = baseline.measure(owner.actor, pilot.pk)
    assert len(measured.turns) == ((ENDS - first).days + 1) // 7
    assert abs(sum(measured.turns) * 2 - len(measured.turns)) <= 1
    assert baseline.measure(owner.actor, pilot.pk).turns == measured.turns
    starting.start(owner.actor, pilot.pk)
    found = effect_of(owner.actor, finding.get(owner.actor, pilot.pk))
    assert not found.effect.certain


def test_a_run_is_the_capability_on_real_data_and_is_recorded(
    owner: Person, employee: Person, pilot_draft: Draft, weekly_sales: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr("levier.durable.start", lambda *given: started.append(given), raising=False)
    pilot = drafting.create(owner.actor, replace(pilot_draft, given={"measures": ["revenue"]}))
    with pytest.raises(BadInput, match="fausserait le point de départ"):
        running.run_now(owner.actor, pilot.pk)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)
    run = running.run_now(employee.actor, pilot.pk)
    assert len(started) == 1
    assert PilotRun.objects.get().request == run.request
    pilot = finding.get(owner.actor, pilot.pk)
    running.remark(
        employee.actor, pilot.pk, useful=False, comment="Trop long", correction="Trier par client", run=run.pk
    )
    assert [(one.useful, one.mine) for one in running.runs_of(employee.actor, pilot)] == [(False, True)]
    assert [one.mine for one in running.runs_of(owner.actor, pilot)] == [False]
    running.said_of_answer(employee.actor, run.request, useful=True, comment="Mieux", correction="")
    assert [(one.useful, one.comment) for one in pilot.remarks.all()] == [(True, "Mieux")]
    assert running.pilot_named(owner.actor, run.request) == "Relances"
    assert running.pilot_named(owner.actor, 0) == ""


def test_a_decision_needs_reasons_and_stands_in_the_journal(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    pilot = begun(owner, pilot_draft)
    with pytest.raises(BadInput, match="se motive"):
        deciding.decide(owner.actor, pilot.pk, "go", "oui")
    with pytest.raises(BadInput, match="nouvelle fin"):
        deciding.decide(
            owner.actor, pilot.pk, "adjust", "Il faut mesurer plus longtemps.", ENDS - timedelta(days=1)
        )
    deciding.decide(
        owner.actor, pilot.pk, "adjust", "Il faut mesurer plus longtemps.", ENDS + timedelta(weeks=2)
    )
    assert finding.get(owner.actor, pilot.pk).sprints.last().ends == ENDS + timedelta(weeks=2)
    deciding.decide(owner.actor, pilot.pk, "go", "L'effet est établi et l'équipe le veut.")
    assert finding.get(owner.actor, pilot.pk).state == State.GO
    entry = JournalEntry.objects.filter(action="pilot.decided").order_by("-number").first()
    assert entry is not None
    assert entry.details["verdict"] == "go"
    assert entry.details["low"] > 0
    with pytest.raises(BadInput, match="en cours"):
        deciding.decide(owner.actor, pilot.pk, "stop", "Nous changeons d'avis ici.")


def test_a_demonstration_is_noted_once_it_took_place(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    pilot = begun(owner, pilot_draft)
    with pytest.raises(BadInput, match="ne peut pas avoir eu lieu"):
        board.shown(owner.actor, pilot.pk, 1, "Montré", TODAY + timedelta(days=2))
    done = board.shown(
        owner.actor,
        pilot.pk,
        1,
        "L'équipe a vu la liste ; il manque le téléphone.",
        STARTS + timedelta(days=12),
    )
    assert done.shown_on == STARTS + timedelta(days=12)


def test_the_page_for_the_team_fits_one_page(owner: Person, pilot_draft: Draft, weekly_sales: int) -> None:
    import pypdfium2  # noqa: PLC0415

    pilot = begun(owner, pilot_draft)
    board.add(owner.actor, pilot.pk, "Exporter la liste", mvp=True)
    paper = pypdfium2.PdfDocument(telling.communication(owner.actor, pilot))
    assert len(paper) == 1
    words = paper[0].get_textpage().get_text_bounded()
    assert "Ce que nous avons mesuré" in words
    assert "95" in words


def test_an_a_b_pilot_draws_each_file_by_chance_and_stays_even(
    owner: Person, timed_draft: Draft, weekly_sales: int
) -> None:
    pilot = drafting.create(owner.actor, replace(timed_draft, design="split"))
    drawn = []
    for _ in range(8):
        assert next_way(pilot) == next_way(pilot)
        drawn.append(next_way(pilot))
        timing.add(owner.actor, pilot.capability, drawn[-1], 5.0)
    assert [one.value for one in drawn].count("with") == 4
