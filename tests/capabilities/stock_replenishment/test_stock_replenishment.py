"""What the capability proposes, refuses and says, on a made-up wholesaler."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import polars as pl
import pypdfium2
import pytest

from levier.capabilities.output_check import named
from levier.capabilities.stock_replenishment import StockReplenishment, StockReplenishmentOutput
from levier.capabilities.stock_replenishment.science.rhythm import rhythm
from levier.core.actor import Role
from levier.core.errors import BadInput, NotAllowed, NotEnoughData, NotFound
from levier.validation import validate
from tests.capabilities.stock_replenishment.store import TODAY, run, tables

Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Tables:
    return tables()


@pytest.fixture(scope="module")
def output(frames: Tables) -> StockReplenishmentOutput:
    return run(frames)


def changed(frames: Tables, kind: str, code: str, column: str, value: object) -> Tables:
    """The same tables with one cell of one article changed."""
    told = pl.when(pl.col("product_code") == code).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    return {**frames, kind: frames[kind].with_columns(told)}


def reasons(output: StockReplenishmentOutput) -> str:
    return " ".join(f"{one.question} {one.reason}" for one in output.unanswered)


def lines(output: StockReplenishmentOutput) -> dict[str, float]:
    return {line.code: line.quantity for order in output.orders for line in order.lines}


def test_orders_are_in_whole_packs_and_at_least_the_minimum(output: StockReplenishmentOutput) -> None:
    for order in output.orders:
        for line in order.lines:
            assert line.quantity % line.pack == pytest.approx(0)
            if line.code in ("R00", "R10", "R20", "R30"):
                assert line.quantity >= 12


def test_an_order_lowers_the_risk_of_every_line(output: StockReplenishmentOutput) -> None:
    assert output.lines_count > 10
    for order in output.orders:
        for line in order.lines:
            assert 0 <= line.risk_after < line.risk_without <= 1


def test_the_rule_is_judged_on_the_past_beside_the_usual_one(output: StockReplenishmentOutput) -> None:
    one = output.replayed
    assert one.weeks >= 6
    assert one.served > 0.85
    assert one.usual_stock is not None
    assert output.sentences[0].evidence == ["jugement", "rejeu"]


def test_waits_are_learned_from_deliveries(output: StockReplenishmentOutput) -> None:
    found = {order.code: order.lines[0].wait_days for order in output.orders}
    assert 5 <= found["F1"] <= 10
    assert 10 <= found["F2"] <= 24


@pytest.mark.parametrize(
    "given", [{}, {"budget": 1500}, {"suppliers": ["cuirs reunis"]}, {"review_days": 28, "service_a": 90}]
)
def test_the_validation_keeps_every_sentence(frames: Tables, given: dict[str, Any]) -> None:
    told = named(run(frames, **given), StockReplenishmentOutput, "s1")
    validated = validate(told.sentences, told.evidence)
    assert not [(claim.text, claim.reason) for claim in validated.removed]


def test_a_budget_is_never_passed_and_serves_the_most_exposed_first(
    frames: Tables, output: StockReplenishmentOutput
) -> None:
    tight = run(frames, budget=1500)
    assert tight.amount <= 1500
    assert tight.cut > 0
    assert output.risk_after <= tight.risk_after <= output.risk_without


def test_orders_on_their_way_are_counted(frames: Tables, output: StockReplenishmentOutput) -> None:
    row = {"order": "C99", "date": TODAY - timedelta(days=3), "supplier": "F2", "product_code": "R01", "quantity": 1000.0,
           "unit_price": 6.0, "delivered": None}  # fmt: skip
    more = pl.concat([frames["purchases"], pl.DataFrame([row], schema=frames["purchases"].schema)])
    found = lines(run({**frames, "purchases": more}))
    assert "R01" in lines(output)
    assert "R01" not in found


def test_a_cancelled_order_is_not_awaited(frames: Tables) -> None:
    row = {"order": "C99", "date": TODAY - timedelta(days=3), "supplier": "F2", "product_code": "R01", "quantity": 1000.0,
           "unit_price": 6.0, "delivered": None}  # fmt: skip
    more = pl.concat([frames["purchases"], pl.DataFrame([row], schema=frames["purchases"].schema)])
    state = pl.when(pl.col("order") == "C99").then(pl.lit("Annulée")).alias("status")
    assert "R01" in lines(run({**frames, "purchases": more.with_columns(state)}))


def test_negative_stock_is_set_aside_and_said(frames: Tables) -> None:
    found = run(changed(frames, "stock", "R03", "on_hand", -4.0))
    assert "R03" not in lines(found)
    assert "stock négatif (−4)" in reasons(found).lower()


def test_a_stock_all_negative_is_refused(frames: Tables) -> None:
    with pytest.raises(BadInput, match="négatives"):
        run({**frames, "stock": frames["stock"].with_columns(pl.lit(-1.0).alias("on_hand"))})


def test_an_article_without_any_wait_is_set_aside_unless_one_is_given(frames: Tables) -> None:
    bare = {**frames, "purchases": frames["purchases"].filter(pl.col("supplier") == "F1")}
    found = run(bare)
    assert {order.code for order in found.orders} == {"F1"}
    assert "aucun délai de livraison connu" in reasons(found).lower()
    assert {order.code for order in run(bare, lead_days=10).orders} == {"F1", "F2"}


def test_one_sale_is_not_enough(frames: Tables) -> None:
    sales = frames["sales"]
    only = sales.filter(pl.col("product_code") == "R05").head(1)
    found = run({**frames, "sales": pl.concat([sales.filter(pl.col("product_code") != "R05"), only])})
    assert "R05" not in lines(found)
    assert "une seule vente" in reasons(found).lower()


def test_sales_that_are_all_zero_are_refused(frames: Tables) -> None:
    with pytest.raises(NotEnoughData, match="Aucune vente"):
        run({**frames, "sales": frames["sales"].with_columns(pl.lit(0.0).alias("quantity"))})


def test_codes_that_do_not_meet_are_told(frames: Tables) -> None:
    other = frames["sales"].with_columns((pl.lit("Z") + pl.col("product_code")).alias("product_code"))
    with pytest.raises(NotEnoughData, match="code"):
        run({**frames, "sales": other})


def test_mixed_units_are_set_aside(frames: Tables) -> None:
    cards = frames["products"].with_columns(pl.lit("pièce").alias("unit"))
    twice = pl.concat(
        [cards, cards.filter(pl.col("product_code") == "R02").with_columns(pl.lit("kg").alias("unit"))]
    )
    assert "unités mélangées" in reasons(run({**frames, "products": twice})).lower()


def test_purchases_counted_by_the_carton_are_set_aside(frames: Tables) -> None:
    dear = (
        pl.when(pl.col("product_code") == "R05")
        .then(pl.col("unit_price") * 6)
        .otherwise(pl.col("unit_price"))
    )
    found = run({**frames, "purchases": frames["purchases"].with_columns(dear.alias("unit_price"))})
    assert "colis de 6" in reasons(found)


def test_an_unknown_supplier_is_told_and_one_absent_from_the_file_too(frames: Tables) -> None:
    found = run({**frames, "suppliers": frames["suppliers"].head(1)})
    assert "pas dans votre fichier" in {order.code: order for order in found.orders}["F2"].note
    nobody = {key: frame for key, frame in frames.items() if key not in ("purchases", "suppliers")}
    nobody["products"] = frames["products"].with_columns(
        pl.lit(None, dtype=pl.String).alias("supplier"), pl.lit(8.0).alias("lead_time")
    )
    told = run(nobody)
    assert not told.orders
    assert "Aucun fournisseur n'est connu" in reasons(told)


def test_a_supplier_misspelt_is_refused_with_the_nearest(frames: Tables) -> None:
    with pytest.raises(BadInput, match="Textiles du Lac"):
        run(frames, suppliers=["Textile du lacs"])


def test_a_short_history_says_what_is_missing(frames: Tables) -> None:
    recent = frames["sales"].filter(pl.col("date") >= TODAY - timedelta(days=70))
    with pytest.raises(NotEnoughData, match="26 semaines"):
        run({**frames, "sales": recent})


def test_without_the_tables_the_person_reads_what_to_import(frames: Tables) -> None:
    with pytest.raises(NotFound, match="état de stock"):
        run({"sales": frames["sales"]}, role=Role.EMPLOYEE)


def test_shelf_life_bounds_what_is_ordered(frames: Tables) -> None:
    found = run({**frames, "products": frames["products"].with_columns(pl.lit(10.0).alias("shelf_life"))})
    for order in found.orders:
        for line in order.lines:
            assert (
                line.on_hand + line.incoming + line.quantity
                <= max(10 * line.daily, line.on_hand + line.incoming) + 1e-6
            )


def test_a_lot_about_to_spoil_does_not_count(frames: Tables, output: StockReplenishmentOutput) -> None:
    spoilt = pl.when(pl.col("product_code") == "R00").then(pl.lit(TODAY)).alias("expiry")
    found = lines(run({**frames, "stock": frames["stock"].with_columns(spoilt)}))
    assert found["R00"] > lines(output)["R00"]


def test_a_franco_is_reached_by_bringing_purchases_forward(frames: Tables) -> None:
    amount = next(order.amount for order in run(frames, complete_franco=False).orders if order.code == "F1")
    suppliers = frames["suppliers"].with_columns(pl.lit(amount + 100).alias("franco"))
    found = next(order for order in run({**frames, "suppliers": suppliers}).orders if order.code == "F1")
    assert found.amount >= amount + 100
    assert found.missing == 0
    assert any("franco" in line.reason for line in found.lines)


def test_stock_that_no_longer_sells_is_money_to_free(frames: Tables) -> None:
    found = run(changed(frames, "stock", "R39", "on_hand", 500.0))
    best = found.surplus[0]
    assert best.code == "R39"
    assert best.money == pytest.approx(best.surplus * 9.0)
    assert any("dorment" in sentence.text for sentence in found.sentences)


def test_only_a_manager_approves_and_only_what_was_read(
    frames: Tables, output: StockReplenishmentOutput
) -> None:
    given: dict[str, Any] = {"approve": ["F1"], "proposal": output.proposal}
    with pytest.raises(NotAllowed, match="responsable"):
        run(frames, role=Role.EMPLOYEE, **given)
    with pytest.raises(BadInput, match="n'est plus celle"):
        run(frames, approve=["F1"], proposal="P-000000")
    approved = run(frames, **given)
    assert {order.code: order.state for order in approved.orders} == {"F1": "approved", "F2": "proposed"}
    assert output.actions[0].input["proposal"] == output.proposal


def test_the_papers_say_whether_they_were_approved(frames: Tables, output: StockReplenishmentOutput) -> None:
    approved = run(frames, approve=["F1"], proposal=output.proposal, buyer="Comptoir du Lac")
    for made, title in ((output, "Projet de commande"), (approved, "Bon de commande")):
        name = next(one.name for one in made.downloads if one.name.endswith("F1.pdf"))
        text = (
            pypdfium2.PdfDocument(BytesIO(StockReplenishment().render(made, name)))[0]
            .get_textpage()
            .get_text_range()
        )
        text = " ".join(text.split())
        assert title in text
    assert "Claire Martin" in text
    assert "Comptoir du Lac" in text


def test_the_table_opens_in_a_french_spreadsheet_and_holds_no_formula(frames: Tables) -> None:
    evil = changed(frames, "products", "R01", "product", "=1+1")
    written = StockReplenishment().render(run(evil), "propositions-de-commande.csv")
    assert written.startswith(b"\xef\xbb\xbf")
    text = written.decode("utf-8-sig")
    assert ";'=1+1;" in text
    assert text.splitlines()[0].startswith("Fournisseur;Commande")


def test_the_same_tables_in_another_order_give_the_same_proposal(
    frames: Tables, output: StockReplenishmentOutput
) -> None:
    mixed = {kind: frame.sample(fraction=1.0, shuffle=True, seed=3) for kind, frame in frames.items()}
    assert run(mixed).proposal == output.proposal


def test_old_stock_and_sales_raise_a_signal(frames: Tables) -> None:
    found = {signal.name: signal.raised for signal in run(frames, today=TODAY + timedelta(days=40)).signals}
    assert found["sales-age"]
    assert found["stock-age"]


def test_the_action_offered_approves_what_was_read_under_its_settings(frames: Tables) -> None:
    read = run(frames, review_days=28, service_a=90, budget=1500)
    approved = run(frames, **read.actions[0].input)
    assert approved.proposal == read.proposal
    assert [order.state for order in approved.orders].count("approved") == 1


def test_the_rhythm_of_orders_is_the_one_of_wilson_and_costs_least() -> None:
    said = rhythm(10_000, 40, 0.2, 7)
    assert said.days == pytest.approx(365 * (2 * 40 / (0.2 * 10_000)) ** 0.5)
    assert said.best == pytest.approx((2 * 40 * 0.2 * 10_000) ** 0.5)
    assert all(said.best <= rhythm(10_000, 40, 0.2, days).now for days in (1, 7, 14, 28, 60, 73, 90, 365))
    assert rhythm(10_000, 0, 0.2, 7).days == 1
    assert rhythm(1, 10_000, 0.01, 7).days == 365
    with pytest.raises(ValueError, match="positive"):
        rhythm(0, 40, 0.2, 7)


def test_a_budget_that_buys_no_pack_never_says_that_nothing_is_needed(frames: Tables) -> None:
    output = run(frames, budget=0.5)
    assert not output.orders
    assert "Le budget de 0,5\u00a0€ ne permet aucune ligne" in output.sentences[1].text
    assert "R01 (risque de rupture" in reasons(output)


def test_amounts_without_a_cost_are_not_said_to_be_nil(frames: Tables) -> None:
    cards = frames["products"].drop("purchase_price")
    output = run({**frames, "products": cards, "purchases": frames["purchases"].drop("unit_price")})
    said = " ".join(one.text for one in output.sentences)
    assert "sans coût d'achat connu" in said
    assert "0\u00a0unités" not in said
    assert all(order.missing == 0 and order.state == "proposed" for order in output.orders)
    assert any("vérifiez le franco" in order.note for order in output.orders)


def test_what_cannot_be_counted_in_a_budget_is_told(frames: Tables) -> None:
    cards = frames["products"].drop("purchase_price")
    output = run(
        {**frames, "products": cards, "purchases": frames["purchases"].drop("unit_price")}, budget=900
    )
    assert "n'ont pas de coût d'achat connu" in reasons(output)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("pack_size", 0.0, "conditionnement de 0"),
        ("min_order", -3.0, "minimum de commande négatif"),
        ("purchase_price", -1.0, "prix d'achat nul ou négatif"),
    ],
)
def test_a_card_that_makes_no_sense_is_told(frames: Tables, column: str, value: float, said: str) -> None:
    output = run(changed(frames, "products", "R03", column, value))
    assert any(f"1 article a un {said}" in one.text for one in output.sentences)


def test_cards_that_disagree_are_told(frames: Tables) -> None:
    other = (
        frames["products"].filter(pl.col("product_code") == "R03").with_columns(purchase_price=pl.lit(99.0))
    )
    output = run({**frames, "products": pl.concat([frames["products"], other])})
    assert any("1 article a plusieurs fiches" in one.text for one in output.sentences)


def test_two_counts_of_one_place_on_one_day_are_told(frames: Tables) -> None:
    other = frames["stock"].filter(pl.col("product_code") == "R03").with_columns(pl.col("on_hand") + 1)
    output = run({**frames, "stock": pl.concat([frames["stock"], other])})
    assert any("1 référence a plusieurs quantités le même jour" in one.text for one in output.sentences)


def test_a_price_in_another_currency_is_not_taken_for_ours(frames: Tables) -> None:
    bought = frames["purchases"].with_columns(currency=pl.lit("USD"), unit_price=pl.lit(1000.0))
    output = run({**frames, "purchases": bought, "products": frames["products"].drop("purchase_price")})
    assert any("dans une autre devise que EUR" in one.text for one in output.sentences)
    assert all(line.unit_cost is None for order in output.orders for line in order.lines)


def test_a_stock_dated_tomorrow_says_so(frames: Tables) -> None:
    late = frames["stock"].with_columns(date=pl.lit(TODAY + timedelta(days=3)))
    with pytest.raises(NotEnoughData, match="daté d'après aujourd'hui"):
        run({**frames, "stock": late})


def test_a_seasonal_article_is_ordered_for_the_weeks_to_come(frames: Tables) -> None:
    """Three years in which one article sells from March to May alone; today is the 2nd of March."""
    days = [TODAY - timedelta(days=back) for back in range(1, 3 * 365)]
    spring = pl.DataFrame(
        {
            "date": [day for day in days if 3 <= day.month <= 5] + [day for day in days if day.day % 9 == 0],
            "product_code": "R02",
            "quantity": 9.0,
            "unit_price": 10.0,
        }
    )
    older = frames["sales"].filter(pl.col("product_code") != "R02")
    output = run({**frames, "sales": pl.concat([older, spring], how="diagonal")})
    line = next(line for order in output.orders for line in order.lines if line.code == "R02")
    assert line.season > 0.5
    assert line.reason.startswith("saison : demande relevée de")
    assert line.demand > 3 * 9 * 7 / 2
    assert any("La saison relève ou abaisse" in one.text for one in output.sentences)


def test_what_the_reading_of_the_tables_noted_is_kept_by_the_check_of_claims(frames: Tables) -> None:
    old = frames["purchases"].head(3).with_columns(
        pl.lit(TODAY - timedelta(days=500)).alias("date"), pl.lit(None, dtype=pl.Date).alias("delivered")
    )  # fmt: skip
    output = run({**frames, "purchases": pl.concat([frames["purchases"], old])})
    (told,) = [one for one in output.sentences if "plus attendues" in one.text]
    checked = validate(output.sentences, output.evidence, today=TODAY)
    assert "3 lignes de commande" in told.text
    assert told.text in [one.text for one in checked.sentences]
    assert not checked.removed
