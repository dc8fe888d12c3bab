"""What the capability computes, refuses and says, on a made-up workshop whose rules are known."""

import gzip
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl
import pypdfium2
import pytest

from levier.capabilities.output_check import named
from levier.capabilities.scenario_simulation import ScenarioSimulation, ScenarioSimulationOutput
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.tables.accounting.reading import read_fec
from levier.validation import validate
from tests.capabilities.scenario_simulation.company import RATE, WAGES, entries, run, sales
from tests.shared_data import shared

Tables = dict[str, pl.DataFrame]
PRICES = "Que se passe-t-il si je baisse mes prix de 5 % et que mes clients paient 15 jours plus tard ?"


@pytest.fixture(scope="module")
def frames() -> Tables:
    return {"journal_entries": entries(), "sales": sales()}


@pytest.fixture(scope="module")
def output(frames: Tables) -> ScenarioSimulationOutput:
    return run(frames, question=PRICES)


def real(name: str) -> Tables:
    frame = read_fec(gzip.decompress(shared(f"accounting_fr/{name}.gz").read_bytes()), name).frame
    return {"journal_entries": frame.with_columns(pl.col("debit") / 1e4, pl.col("credit") / 1e4)}


def test_nothing_changes_is_always_the_first_scenario(output: ScenarioSimulationOutput) -> None:
    assert output.scenarios[0].name == "Rien ne change"
    assert output.scenarios[0].profit_change.mid == 0
    assert len(output.scenarios[1].months) == output.horizon == 12


def test_a_price_cut_and_late_payers_cost_what_their_arithmetic_says(
    output: ScenarioSimulationOutput,
) -> None:
    base, cut = output.scenarios
    elasticity = output.price_response.value or 0
    sold = base.turnover.mid * 0.95 ** (1 + elasticity)
    assert cut.turnover.mid == pytest.approx(sold, rel=0.01)
    # Fifteen more days of sales with VAT stay with the customers, besides what the price does.
    assert cut.cash_change.mid == pytest.approx(-sold * 1.2 * 15 / 365, rel=0.25)


def test_a_hire_costs_gross_and_contributions_and_nothing_else(frames: Tables) -> None:
    output = run(
        frames, replayed=False, question="Et si j'embauche deux personnes à 32 000 € brut ?", charge_rate=40
    )
    change = output.scenarios[1].profit_change
    assert change.mid == change.low == change.high == pytest.approx(-2 * 32_000 * 1.4, abs=2)
    assert output.scenarios[1].better == 0


def test_the_contributions_of_a_hire_are_data_with_a_source(frames: Tables) -> None:
    output = run(frames, replayed=False, question="Et si j'embauche une personne à 32 000 € brut ?")
    shown = next(one for one in output.assumptions if one.key.startswith("charges"))
    assert shown.origin == "law"
    assert "Code de la sécurité sociale" in shown.source
    assert "revu le" in shown.source
    assert shown.low < shown.value < shown.high


def test_opening_cash_is_that_of_the_accounts(frames: Tables, output: ScenarioSimulationOutput) -> None:
    banks = frames["journal_entries"].filter(pl.col("account").str.starts_with("512"))
    assert output.opening_cash == pytest.approx(float((banks["debit"] - banks["credit"]).sum()), abs=0.01)


def test_the_drivers_are_those_the_workshop_was_made_with(output: ScenarioSimulationOutput) -> None:
    shown = {one.key: one for one in output.assumptions}
    assert shown["rate"].value == pytest.approx(RATE, abs=0.001)
    assert shown["payroll"].value == pytest.approx(WAGES * 1.4, abs=1)
    assert shown["vat"].value == pytest.approx(0.2, abs=0.001)
    assert shown["customer"].value == pytest.approx(45, abs=6)


def test_the_elasticity_of_the_sales_is_found_within_its_interval(output: ScenarioSimulationOutput) -> None:
    response = output.price_response
    assert response.estimated
    assert response.low is not None
    assert response.high is not None
    assert response.low <= -1.6 <= response.high


def test_without_sales_lines_the_elasticity_is_a_visible_range(frames: Tables) -> None:
    output = run({"journal_entries": frames["journal_entries"]}, replayed=False, question=PRICES)
    shown = next(one for one in output.assumptions if one.key == "elasticity")
    assert (shown.origin, output.price_response.estimated) == ("assumed", False)
    assert shown.low < shown.value < shown.high < 0
    assert any("n'a pas pu être estimée" in one.text for one in output.sentences)


def test_a_range_given_by_the_person_stands_before_the_estimate(frames: Tables) -> None:
    output = run(frames, replayed=False, question=PRICES, elasticity_low=-0.4, elasticity_high=-0.2)
    shown = next(one for one in output.assumptions if one.key == "elasticity")
    assert shown.origin == "given"
    assert shown.value == pytest.approx(-0.3)


def test_the_same_question_gives_the_same_figures(frames: Tables, output: ScenarioSimulationOutput) -> None:
    assert run(frames, replayed=False, question=PRICES).scenarios == output.scenarios


def test_every_scenario_meets_the_same_futures(frames: Tables) -> None:
    output = run(frames, replayed=False, question="Compare une hausse des prix de 3 % et une baisse de 5 %")
    assert [one.name for one in output.scenarios] == ["Rien ne change", "Scénario A", "Scénario B"]
    again = run(frames, replayed=False, question="Et si j'augmente mes prix de 3 % ?")
    assert again.scenarios[1].profit == output.scenarios[1].profit


def test_the_break_even_pays_for_every_cost(output: ScenarioSimulationOutput) -> None:
    base = output.scenarios[0]
    fixed = WAGES * 1.4 + 4_000
    assert base.break_even == pytest.approx(fixed / (1 - RATE), rel=0.01)
    assert base.volume_to_zero is not None
    assert -1 < base.volume_to_zero < 0


def test_every_sentence_with_its_replay_holds(output: ScenarioSimulationOutput) -> None:
    told = named(output, ScenarioSimulationOutput, "s1")
    assert any("Rejoué" in one.text for one in told.sentences)
    assert not [(one.text, one.reason) for one in validate(told.sentences, told.evidence).removed]


def test_the_model_is_replayed_beside_the_trivial_forecast(output: ScenarioSimulationOutput) -> None:
    past = output.replayed
    assert past is not None
    assert past.origins >= 8
    assert past.profit_error < 1.1 * past.profit_usual
    assert past.cash_error is not None
    assert past.cash_usual is not None
    assert past.cash_error < past.cash_usual


def test_the_assumption_that_weighs_most_comes_first(output: ScenarioSimulationOutput) -> None:
    widths = [abs(one.profit_high - one.profit_low) for one in output.influences]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    "question",
    [
        PRICES,
        "Et si j'embauche deux personnes à 32 000 € brut ?",
        "Compare une hausse des prix de 3 % et une baisse de 5 %",
        "Et si mes ventes baissaient de 70 % ?",
        "Et si j'investis 40 000 € dans une machine ?",
    ],
)
def test_the_validation_keeps_every_sentence(frames: Tables, question: str) -> None:
    told = named(run(frames, replayed=False, question=question), ScenarioSimulationOutput, "s1")
    assert not [(one.text, one.reason) for one in validate(told.sentences, told.evidence).removed]


def test_scenarios_named_with_figures_keep_their_sentences_and_are_told_in_two_each(frames: Tables) -> None:
    """« Prix +3 », « Clients +15 j »: figures of a name are no claims, and six scenarios are compared in the table."""
    changes: list[dict[str, Any]] = [
        {"lever": "price", "value": 3, "scenario": "Prix +3"},
        {"lever": "volume", "value": -10, "scenario": "Volume −10"},
        {"lever": "customer_delay", "value": 15, "scenario": "Clients +15 j"},
    ]
    told = named(run(frames, replayed=False, changes=changes), ScenarioSimulationOutput, "s1")
    assert not [(one.text, one.reason) for one in validate(told.sentences, told.evidence).removed]
    for change in changes:
        assert sum(f"« {change['scenario']} »" in one.text for one in told.sentences) == 2
    columns = [column.label for column in told.tables[0].columns]
    assert {"Risque de découvert", "Seuil de rentabilité par mois"} <= set(columns)


@pytest.mark.parametrize("name", ["000000000FEC20231231.txt", "111111111FEC20221231.txt"])
@pytest.mark.parametrize("question", [PRICES, "Compare une hausse des prix de 3 % et une baisse de 5 %"])
def test_real_entries_are_simulated_and_every_sentence_holds(name: str, question: str) -> None:
    output = run(real(name), question=question)
    assert output.history_months == 6
    told = named(output, ScenarioSimulationOutput, "s1")
    assert not [(one.text, one.reason) for one in validate(told.sentences, told.evidence).removed]
    assert any(one.name == "history" and one.raised for one in output.signals)


def test_a_named_supplier_weighs_its_own_share(frames: Tables) -> None:
    output = run(
        frames, replayed=False, question="Et si mon fournisseur Bois du Nord augmente ses prix de 10 % ?"
    )
    whole = run(frames, replayed=False, changes=[{"lever": "unit_cost", "value": 10}])
    one, every = output.scenarios[1].profit_change.mid, whole.scenarios[1].profit_change.mid
    assert every < one < 0 or one == pytest.approx(every, rel=0.15)


def test_a_cost_people_name_is_found_in_its_accounts(frames: Tables) -> None:
    output = run(frames, replayed=False, question="Et si mon loyer augmente de 10 % ?")
    assert output.scenarios[1].profit_change.mid == pytest.approx(-0.1 * 4_000 * 12, abs=2)


def test_a_change_that_starts_later_costs_less(frames: Tables) -> None:
    late = run(frames, replayed=False, changes=[{"lever": "fixed_amount", "value": 1000, "start": 7}])
    assert late.scenarios[1].profit_change.mid == pytest.approx(-6000, abs=2)


def test_an_investment_leaves_cash_at_once_and_profit_slowly(frames: Tables) -> None:
    one = run(frames, replayed=False, question="Et si j'investis 60 000 € dans une machine ?").scenarios[1]
    assert one.profit_change.mid == pytest.approx(-12_000, abs=2)
    # The VAT of the machine comes back on the next return.
    assert one.cash_change.mid == pytest.approx(-60_000, abs=1_500)


def test_sales_alone_give_the_turnover_and_say_what_is_missing(frames: Tables) -> None:
    output = run(
        {"sales": frames["sales"]}, replayed=False, question="Simule une hausse de nos tarifs de 3 %"
    )
    assert output.basis == "turnover"
    assert output.scenarios[1].negative is None
    assert any("taux de marge" in one for one in output.missing)
    assert any("FEC" in one.reason for one in output.unanswered)


def test_a_cost_on_the_sales_lines_makes_a_margin_model(frames: Tables) -> None:
    costed = frames["sales"].with_columns((pl.col("unit_price") * 0.6).alias("cost"))
    output = run({"sales": costed}, replayed=False, question="Simule une hausse de nos tarifs de 3 %")
    assert output.basis == "margin"
    assert output.scenarios[0].profit.mid == pytest.approx(0.4 * output.scenarios[0].turnover.mid, rel=0.02)


def test_a_margin_given_by_the_person_serves_without_costs(frames: Tables) -> None:
    output = run({"sales": frames["sales"]}, replayed=False, question="Et si mes ventes baissent de 10 % ?", margin_rate=30, fixed_costs=5000, opening_cash=20000)  # fmt: skip
    assert output.measure == "résultat avant impôt"
    assert output.scenarios[1].negative is not None


def test_files_are_a_report_and_tables_for_a_french_spreadsheet(output: ScenarioSimulationOutput) -> None:
    capability = ScenarioSimulation()
    pages = pypdfium2.PdfDocument(BytesIO(capability.render(output, "simulation.pdf")))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Simulation de scénarios" in text
    assert "Hypothèses" in text
    months = capability.render(output, "mois-par-mois.csv")
    assert months.startswith(b"\xef\xbb\xbf")
    assert months.decode("utf-8-sig").count("\r\n") == 1 + 2 * 12
    assert "Niveau d'activité" in capability.render(output, "hypotheses.csv").decode("utf-8-sig")
    with pytest.raises(NotImplementedError):
        capability.render(output, "autre.pdf")


def test_a_scenario_named_like_a_formula_stays_a_text(frames: Tables) -> None:
    output = run(frames, replayed=False, changes=[{"lever": "volume", "value": 5, "scenario": "=1+1"}])
    assert "'=1+1" in ScenarioSimulation().render(output, "mois-par-mois.csv").decode("utf-8-sig")


def test_the_same_simulation_can_be_opened_and_corrected(output: ScenarioSimulationOutput) -> None:
    action = output.actions[0]
    assert action.capability == "scenario-simulation"
    assert [one["lever"] for one in action.input["changes"]] == ["price", "customer_delay"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"question": "Et si mes prix baissent de 150 % ?"}, "150"),
        ({"question": "Et si je baisse mes prix ?"}, "de combien"),
        ({"question": "Et si la lune tombait ?"}, "aucun levier"),
        ({"question": "Et si j'embauche deux personnes ?"}, "salaire brut"),
        ({"question": "Et si mon fournisseur Zorglub augmente ses prix de 5 % ?"}, "Zorglub"),
        ({"question": "Et si le dollar prend 10 % ?"}, "part de vos achats"),
        ({}, "Aucun changement"),
        ({"changes": [{"lever": "price", "value": 5, "start": 20}]}, "après la fin"),
        ({"changes": [{"lever": "price", "value": 5, "scenario": "Rien ne change"}]}, "scénario de comparaison"),
    ],
)  # fmt: skip
def test_wrong_input_gets_a_precise_message(frames: Tables, given: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput) as refused:
        run(frames, replayed=False, **given)
    assert words in str(refused.value.message)
    assert refused.value.mend


def test_a_month_of_history_is_not_enough(frames: Tables) -> None:
    with pytest.raises(NotEnoughData, match="1 mois complet"):
        run({"journal_entries": entries(months=1)}, replayed=False, question=PRICES)
    with pytest.raises(NotEnoughData, match="mois complet"):
        run({"sales": sales(months=2)}, replayed=False, question=PRICES)


def test_accounts_without_a_sale_are_refused() -> None:
    without = entries(months=8).filter(~pl.col("account").str.starts_with("70"))
    with pytest.raises(NotEnoughData, match="Aucune vente"):
        run({"journal_entries": without}, replayed=False, question=PRICES)


def test_sales_that_are_all_zero_are_refused(frames: Tables) -> None:
    nothing = frames["sales"].with_columns(pl.lit(0.0).alias("amount"), pl.lit(0.0).alias("quantity"))
    with pytest.raises(NotEnoughData, match="nulles ou négatives"):
        run({"sales": nothing}, replayed=False, question=PRICES)


def test_mixed_currencies_are_refused(frames: Tables) -> None:
    mixed = frames["sales"].with_columns(
        pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.lit("EUR")).otherwise(pl.lit("USD")).alias("currency")
    )  # fmt: skip
    with pytest.raises(BadInput, match="plusieurs devises"):
        run({"sales": mixed}, replayed=False, question=PRICES)


def test_a_cost_cannot_change_where_no_cost_is_known(frames: Tables) -> None:
    with pytest.raises(NotEnoughData, match="coûts"):
        run(
            {"sales": frames["sales"]},
            replayed=False,
            question="Et si j'embauche une personne à 30 000 € brut ?",
        )


def test_somebody_who_may_read_nothing_is_told_so() -> None:
    with pytest.raises(NotFound, match="Ni écritures comptables ni ventes"):
        run({}, replayed=False, question=PRICES)


def test_a_running_month_is_not_taken_for_a_fall(frames: Tables) -> None:
    whole = frames["journal_entries"]
    last = whole["date"].max()
    cut = whole.filter(pl.col("date") <= pl.lit(last).dt.offset_by("-20d"))
    output = run({"journal_entries": cut}, replayed=False, question=PRICES)
    assert output.history_months == 23


def test_order_of_lines_and_returns_change_nothing_or_little(frames: Tables) -> None:
    shuffled = frames["sales"].sample(fraction=1.0, shuffle=True, seed=1)
    first = run({"sales": frames["sales"]}, replayed=False, question="Simule une hausse de nos tarifs de 3 %")
    again = run({"sales": shuffled}, replayed=False, question="Simule une hausse de nos tarifs de 3 %")
    assert first.scenarios[1].profit == again.scenarios[1].profit
    assert np.isfinite(again.scenarios[1].profit.mid)


def test_what_the_tables_do_not_say_is_said_once(frames: Tables) -> None:
    output = run(
        {"sales": frames["sales"]}, replayed=False, question="Simule une hausse de nos tarifs de 3 %"
    )
    assert len(output.missing) > 1
    told = [one for one in output.unanswered if one.question == "Ce que vos tableaux ne disent pas"]
    assert len(told) == 1
    assert all(one[1:] in told[0].reason for one in output.missing)
