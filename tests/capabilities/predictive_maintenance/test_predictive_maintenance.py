"""What the capability says, refuses and asks for, on a made-up workshop."""

from datetime import date, timedelta
from io import BytesIO

import polars as pl
import pypdfium2
import pytest

from levier.capabilities.output_check import named
from levier.capabilities.predictive_maintenance import PredictiveMaintenance, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.telling.phrases import when_due
from levier.core.errors import BadInput, LevierError, NotEnoughData, NotFound
from levier.validation import validate
from tests.capabilities.predictive_maintenance.workshop import FIRST, Tables, run, tables

TODAY = date(2025, 10, 31)


@pytest.fixture(scope="module")
def frames() -> Tables:
    return tables(8, days=240)


@pytest.fixture(scope="module")
def output(frames: Tables) -> PredictiveMaintenanceOutput:
    return run(frames, today=TODAY, horizon=20)


def removed(output: PredictiveMaintenanceOutput) -> list[tuple[str, str]]:
    told = named(output, PredictiveMaintenanceOutput, "s1")
    return [(claim.text, claim.reason) for claim in validate(told.sentences, told.evidence).removed]


def text(output: PredictiveMaintenanceOutput) -> str:
    return " ".join(one.text for one in output.sentences)


def test_the_method_is_judged_on_the_past_before_anything_is_said(
    output: PredictiveMaintenanceOutput,
) -> None:
    assert output.engine == "condition"
    first = output.backtests[0]
    assert output.sentences[0].evidence == ["jugement1"]
    assert first.ours.caught > first.age.caught > first.rate.caught
    assert first.ours.brier < first.age.brier < first.rate.brier


def test_machines_near_failing_come_first_with_reasons_and_a_day(output: PredictiveMaintenanceOutput) -> None:
    worst = output.machines[0]
    assert worst.state == "act"
    assert worst.risk is not None
    assert worst.risk_low is not None
    assert worst.risk_high is not None
    assert worst.risk_low <= worst.risk <= worst.risk_high
    assert worst.risk > 0.5
    assert worst.drivers[0].sensor in ("TEMP_HUILE", "VIBRATION")
    assert "au lieu de" in worst.drivers[0].text
    assert worst.due_on is not None


def test_the_validation_keeps_every_sentence(output: PredictiveMaintenanceOutput) -> None:
    assert removed(output) == []


def test_the_pressure_that_tells_nothing_is_no_driver(output: PredictiveMaintenanceOutput) -> None:
    weights = {one.sensor: one.share for one in output.weights}
    assert weights.get("PRESSION", 0.0) < 0.1


def test_remaining_lives_beat_the_age_and_stay_in_their_interval(output: PredictiveMaintenanceOutput) -> None:
    assert output.life is not None
    assert output.life.error < output.life.error_age < output.life.error_mean * 1.2
    assert output.life.covered > 0.7


def test_costs_come_from_the_interventions_when_they_are_not_given(
    output: PredictiveMaintenanceOutput,
) -> None:
    assert output.preventive_cost == 150
    assert output.failure_cost is not None
    assert 800 <= output.failure_cost <= 1600
    assert output.costs_from == "d'après vos interventions"


def test_the_plan_is_printed_and_its_table_runs_no_formula(output: PredictiveMaintenanceOutput) -> None:
    changed = output.model_copy(deep=True)
    changed.machines[0].name = "=CMD()"
    capability = PredictiveMaintenance()
    table = capability.render(changed, "plan-de-maintenance.csv").decode("utf-8-sig")
    assert "\r\n'=CMD();à traiter maintenant;" in table
    page = (
        pypdfium2.PdfDocument(BytesIO(capability.render(output, "plan-de-maintenance.pdf")))[0]
        .get_textpage()
        .get_text_range()
    )
    assert "Plan de maintenance" in page
    assert output.machines[0].name in page


def test_few_failures_give_rules_and_say_what_is_missing(frames: Tables) -> None:
    found = run(
        {**frames, "failures": frames["failures"].head(3)},
        today=TODAY,
        thresholds=["temp_huile > 62"],
        interval=90,
    )
    assert found.engine == "rules"
    assert all(one.risk is None for one in found.machines)
    assert "3 pannes précédées de relevés, sur les 10" in text(found).replace("\u00a0", " ")
    assert "voici ce qu'il manque" in found.unanswered[0].reason
    assert any("seuil de 62" in rule for one in found.machines for rule in one.rules)
    assert any(
        "intervalle de 90" in rule.replace("\u00a0", " ") for one in found.machines for rule in one.rules
    )
    assert removed(found) == []


def test_readings_alone_show_the_sensor_that_leaves_its_habits(frames: Tables) -> None:
    first = frames["sensor_readings"].filter(pl.col("machine") == "PRESSE-01")
    day = first["date"].to_list()[-1]
    hot = pl.when((pl.col("sensor") == "PRESSION") & (pl.col("date") > day - timedelta(days=9))).then(
        pl.col("value") + 60
    )
    found = run({"sensor_readings": first.with_columns(hot.otherwise("value").alias("value"))}, today=TODAY)
    assert "PRESSION" in found.machines[0].rules[0]
    assert found.machines[0].state == "watch"


def test_failures_alone_give_a_risk_by_age(frames: Tables) -> None:
    found = run({"failures": frames["failures"]}, today=TODAY, failure_cost=3000, preventive_cost=400)
    assert found.engine == "age"
    assert found.law is not None
    assert found.law.shape > 2
    assert found.law.best_age is not None
    assert removed(found) == []


def test_costs_and_the_horizon_are_heard_in_a_request(frames: Tables) -> None:
    found = run(
        {"failures": frames["failures"]},
        today=TODAY,
        words="Une panne coûte 3 000 €, un entretien 400 € : quel risque à 60 jours ?",
    )
    assert (found.failure_cost, found.preventive_cost, found.horizon) == (3000, 400, 60)


def test_a_machine_named_in_a_request_is_the_only_one_shown(frames: Tables) -> None:
    found = run(
        {"failures": frames["failures"]}, today=TODAY, words="Quel est le risque de panne de PRESSE-02 ?"
    )
    assert [one.name for one in found.machines] == ["PRESSE-02"]


def test_a_flag_of_failure_among_the_readings_places_failures_and_announces_nothing(frames: Tables) -> None:
    stops = frames["failures"].filter(pl.col("type") == "Curatif").head(4)
    days = frames["sensor_readings"].select("machine", "date").unique()
    failed = stops.select(
        "machine", (pl.col("date") - timedelta(hours=2)).alias("date"), pl.lit(1.0).alias("value")
    )
    flag = days.join(failed, on=["machine", "date"], how="left").select(
        "machine",
        "date",
        pl.lit("Machine failure").alias("sensor"),
        pl.col("value").fill_null(0.0),
        pl.lit(None, dtype=pl.String).alias("unit"),
    )
    found = run({"sensor_readings": pl.concat([frames["sensor_readings"], flag])}, today=TODAY)
    assert found.failures == 4
    assert found.sensors_count == 3


REFUSALS: list[tuple[str, dict[str, pl.Expr], type[LevierError], str]] = [
    ("zeros", {"value": pl.lit(0.0)}, BadInput, "Tous les relevés sont à zéro"),
    ("no value", {"value": pl.lit(None, dtype=pl.Float64)}, BadInput, "Aucun relevé ne porte de valeur"),
    ("future", {"date": pl.col("date") + timedelta(days=900)}, BadInput, "dans l'avenir"),
    (
        "mixed units",
        {"unit": pl.when(pl.col("machine") == "PRESSE-02").then(pl.lit("bar")).otherwise("unit")},
        BadInput,
        "mélange deux unités",
    ),
    (
        "a negative speed",
        {"value": -pl.col("value"), "unit": pl.lit("tr/min")},
        BadInput,
        "valeurs impossibles",
    ),
    ("no clock", {"date": pl.lit(None, dtype=pl.Datetime)}, BadInput, "ne disent pas quand"),
    ("all bad", {"quality": pl.lit("mauvaise")}, BadInput, "signalés mauvais"),
]


@pytest.mark.parametrize(("case", "changes", "error", "said"), REFUSALS, ids=[one[0] for one in REFUSALS])
def test_wrong_readings_are_refused_with_the_place(
    frames: Tables, case: str, changes: dict[str, pl.Expr], error: type[LevierError], said: str
) -> None:
    told = frames["sensor_readings"].with_columns([value.alias(name) for name, value in changes.items()])
    with pytest.raises(error, match=said) as caught:
        run({"sensor_readings": told}, today=TODAY)
    assert caught.value.mend


def test_one_reading_is_too_little(frames: Tables) -> None:
    with pytest.raises(NotEnoughData, match="Un seul relevé"):
        run({"sensor_readings": frames["sensor_readings"].head(1)}, today=TODAY)


def test_two_values_at_one_moment_everywhere_are_refused(frames: Tables) -> None:
    twice = pl.concat(
        [frames["sensor_readings"], frames["sensor_readings"].with_columns(pl.col("value") + 1)]
    )
    with pytest.raises(BadInput, match="contredisent"):
        run({"sensor_readings": twice}, today=TODAY)


def test_repeated_lines_and_converted_units_are_said(frames: Tables) -> None:
    readings = frames["sensor_readings"]
    kelvin = (pl.col("sensor") == "TEMP_HUILE") & (pl.col("machine") == "PRESSE-03")
    told = pl.concat([readings, readings.head(5)]).with_columns(
        pl.when(kelvin).then(pl.col("value") + 273.15).otherwise("value").alias("value"),
        pl.when(kelvin).then(pl.lit("K")).otherwise("unit").alias("unit"),
    )
    plain, mended = (
        run({"sensor_readings": readings}, today=TODAY),
        run({"sensor_readings": told}, today=TODAY),
    )
    assert any("« K » ramenés" in one for one in mended.remarks)
    assert any("5\u00a0relevés en double" in one for one in mended.remarks)
    assert [one.rules for one in mended.machines] == [one.rules for one in plain.machines]


def test_readings_in_a_time_zone_are_put_on_the_clock_of_paris(frames: Tables) -> None:
    zoned = frames["sensor_readings"].with_columns(pl.col("date").dt.replace_time_zone("UTC"))
    found = run({"sensor_readings": zoned}, today=TODAY)
    assert any("fuseau « UTC »" in one for one in found.remarks)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"machine": pl.lit("Autre")}, "Aucune panne ne porte le nom d'une machine relevée"),
        ({"end": pl.col("date") - timedelta(days=1)}, "finissent avant d'avoir commencé"),
        ({"cost": pl.lit(-5.0)}, "coût négatif"),
        ({"downtime": pl.lit(-5.0)}, "temps d'arrêt négatif"),
        (
            {"date": pl.col("date") + timedelta(days=900), "end": pl.lit(None, dtype=pl.Datetime)},
            "dans l'avenir",
        ),
    ],
)
def test_wrong_failures_are_refused(frames: Tables, changes: dict[str, pl.Expr], said: str) -> None:
    told = frames["failures"].with_columns([value.alias(name) for name, value in changes.items()])
    with pytest.raises(BadInput, match=said):
        run({**frames, "failures": told}, today=TODAY)


def test_costs_without_sense_unknown_machines_and_sensors_are_refused(frames: Tables) -> None:
    with pytest.raises(BadInput, match="n'aurait pas de sens"):
        run(frames, today=TODAY, failure_cost=100, preventive_cost=400)
    with pytest.raises(BadInput, match="Vouliez-vous dire : « PRESSE-01 »"):
        run(frames, today=TODAY, machines=["PRESE-01"])
    with pytest.raises(BadInput, match="n'est pas un seuil"):
        run(frames, today=TODAY, thresholds=["TEMP_HUILE trop chaude"])
    with pytest.raises(BadInput, match="Vos capteurs"):
        run(frames, today=TODAY, thresholds=["DEBIT > 3"])
    with pytest.raises(BadInput, match="Importez des relevés"):
        run({"failures": frames["failures"]}, today=TODAY, thresholds=["DEBIT > 3"])


def test_what_the_sentence_says_to_do_is_what_the_table_says(frames: Tables) -> None:
    """Failures known until long ago: the best moment of the wearing machines is past, and nothing is due « today » without
    anything to do."""
    late = date.fromordinal(TODAY.toordinal() + 400)
    found = run({"failures": frames["failures"]}, today=late, failure_cost=5000, preventive_cost=400)
    for one in found.machines:
        assert (one.state in ("fine", "watch")) == (one.due_on is None)
        assert ("sans attendre" in when_due(one, found)) == (one.state == "act")


def test_without_any_table_the_refusal_says_what_to_import() -> None:
    with pytest.raises(NotFound, match="relevés de capteurs") as caught:
        run({})
    assert "modèles" in caught.value.mend


def test_a_sensor_that_never_varies_is_left_aside_and_named(frames: Tables) -> None:
    still = pl.when(pl.col("sensor") == "PRESSION").then(180.0).otherwise("value").alias("value")
    held = {**frames, "sensor_readings": frames["sensor_readings"].with_columns(still)}
    told = run(held, today=TODAY, horizon=20)
    assert "Capteur « PRESSION » laissé de côté : la même valeur dans tous les relevés" in text(told)
    assert removed(told) == []


def test_failures_before_the_first_reading_are_counted_aloud(frames: Tables) -> None:
    since = FIRST + timedelta(days=120)
    late = frames["sensor_readings"].filter(pl.col("date") >= since)
    early = frames["failures"].filter((pl.col("type") == "Curatif") & (pl.col("date") < since)).height
    told = run({**frames, "sensor_readings": late}, today=TODAY, horizon=20)
    assert f"{early}\u00a0pannes antérieures au premier relevé de leur machine" in text(told)
    assert removed(told) == []
