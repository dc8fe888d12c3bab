"""Every figure of the semantic layer equals a plain computation on the same lines."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.accounts.models import Company
from levier.core.capability import Answered
from levier.core.errors import BadInput, NotEnoughData
from levier.core.measures import Filter, Inactivity, MeasureQuery
from levier.core.period import Period
from levier.tables.access import CompanyTables
from levier.tables.importing import import_file
from tests.cast import Person
from tests.shared_data import FOLDER
from tests.tables.shop import SALES, line, written

pytestmark = pytest.mark.django_db

RETAIL = FOLDER / "retail" / "uci_online_retail.parquet"
FIRST, LAST = date(2026, 1, 5), date(2026, 6, 30)
Ask = Callable[..., Answered]
PLAIN = (
    "revenue", "quantity", "orders", "customers", "average_basket", "average_price", "revenue_per_customer",
    "returns_value", "returns_quantity", "returns_rate", "products_sold", "lines",
)  # fmt: skip
"""The measures that sales lines alone give; the others are in ``tests/tables/measures``."""


@pytest.fixture
def tables(owner: Person) -> CompanyTables:
    import_file(owner.actor, SALES)
    return CompanyTables(owner.actor)


@pytest.fixture
def ask(tables: CompanyTables) -> Ask:
    return lambda **query: tables.query(MeasureQuery(**query))


def lines_of(tables: CompanyTables) -> pl.DataFrame:
    """The lines as polars reads them, with the plain definitions beside."""
    return tables.frame("sales")


def days(start: date, end: date) -> Period:
    return Period(start=start, end=end)


def plain(sales: pl.DataFrame) -> dict[str, Any]:
    """The measures written again, in polars, from their French definitions."""
    sold = sales.filter((pl.col("amount") > 0) & ~pl.col("is_return"))
    articles = sold.filter(pl.col("is_product"))
    back = sales.filter(pl.col("is_return") & pl.col("is_product"))
    orders, customers = sold["invoice"].n_unique(), sold["customer_member"].drop_nulls().n_unique()
    known = sales.filter(pl.col("customer_member").is_not_null())["amount"].sum()
    priced = sales.filter((pl.col("amount") != 0) & pl.col("is_product"))["quantity"].sum()
    return {
        "revenue": sales["amount"].sum(),
        "quantity": priced,
        "orders": orders,
        "customers": customers,
        "average_basket": sales["amount"].sum() / orders if orders else None,
        "average_price": articles["amount"].sum() / articles["quantity"].sum() if articles.height else None,
        "revenue_per_customer": known / customers if customers else None,
        "returns_value": -back["amount"].sum(),
        "returns_quantity": -back["quantity"].sum(),
        "returns_rate": -back["amount"].sum() / articles["amount"].sum() if articles.height else None,
        "products_sold": articles["product_name"].n_unique(),
        "lines": sales.height,
    }


def same(found: Any, expected: Any) -> bool:
    if found is None or expected is None:
        return not found and not expected
    return bool(float(found) == pytest.approx(float(expected), rel=1e-6, abs=1e-4))


@pytest.mark.parametrize("measure", PLAIN)
def test_each_measure_is_its_definition(tables: CompanyTables, measure: str) -> None:
    sales = lines_of(tables)
    for period in (days(FIRST, LAST), days(date(2026, 3, 1), date(2026, 3, 31))):
        kept = sales.filter(pl.col("day").is_between(period.start, period.end))
        found = tables.query(MeasureQuery(measures=[measure], period=period))
        assert same(found.rows[0][0], plain(kept)[measure])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    measure=st.sampled_from(PLAIN),
    dimension=st.sampled_from(["product", "customer", "country", "product_code"]),
    start=st.dates(FIRST, LAST),
    length=st.integers(5, 180),
    limit=st.integers(1, 8),
    exclude=st.booleans(),
)
def test_a_ranking_equals_a_plain_group_by(
    tables: CompanyTables, measure: str, dimension: str, start: date, length: int, limit: int, exclude: bool
) -> None:
    period = days(start, start + timedelta(days=length))
    found = tables.query(
        MeasureQuery(
            measures=[measure],
            dimensions=[dimension],
            period=period,
            filters=[Filter(dimension="country", values=["france", "BELGIQUE"], exclude=exclude)],
            limit=limit,
        )
    )
    sales = lines_of(tables).filter(pl.col("day").is_between(period.start, period.end))
    named = pl.col("country").is_in(["France", "Belgique"])
    sales = sales.filter(~named if exclude else named)
    column = {"product": "product_name", "customer": "customer_member"}.get(dimension, dimension)
    if dimension.startswith("product"):
        sales = sales.filter(pl.col("is_product"))
    groups = {key[0]: plain(part)[measure] for key, part in sales.group_by(column)}
    known = {key: value for key, value in groups.items() if value is not None}
    for member, value in found.rows:
        assert same(value, known[member])
    values = [value for _, value in found.rows]
    assert values == sorted(values, reverse=True)
    assert len(values) <= limit
    if values and len(known) > limit:
        best = sorted(known.values(), reverse=True)[: len(values)]
        assert same(sum(values), sum(best))


def test_a_trend_shows_the_periods_without_a_sale_as_zero(owner: Person, tmp_path: Any) -> None:
    import_file(owner.actor, written(tmp_path, line(day="03/01/2026"), line(day="20/04/2026")))
    found = CompanyTables(owner.actor).query(MeasureQuery(dimensions=["month"], order="natural"))
    assert found.rows == [
        (date(2026, 1, 1), 99.8),
        (date(2026, 2, 1), 0.0),
        (date(2026, 3, 1), 0.0),
        (date(2026, 4, 1), 99.8),
    ]


def test_a_comparison_goes_from_the_earlier_to_the_later_period_whichever_is_asked_first(ask: Ask) -> None:
    april, may = days(date(2026, 4, 1), date(2026, 4, 30)), days(date(2026, 5, 1), date(2026, 5, 31))
    forward, backward = ask(period=may, compare=april), ask(period=april, compare=may)
    now, before, difference, change = forward.rows[0]
    assert backward.rows[0] == (before, now, difference, change)
    assert difference == pytest.approx(now - before)
    assert change == pytest.approx((now - before) / before)


def test_a_member_of_one_period_only_is_compared_with_nothing_sold(ask: Ask) -> None:
    found = ask(
        dimensions=["customer"],
        period=days(date(2026, 6, 1), date(2026, 6, 30)),
        compare=days(date(2026, 2, 1), date(2026, 2, 28)),
    )
    gone = {row[0]: row for row in found.rows}["Müller GmbH"]
    assert gone[1] == 0
    assert gone[2] > 0
    assert gone[4] == pytest.approx(-1)


def test_shares_are_parts_of_the_whole(ask: Ask) -> None:
    found = ask(dimensions=["country"], share=True)
    assert sum(row[2] for row in found.rows) == pytest.approx(1)
    assert found.units["revenue_share"] == "%"
    assert found.totals["revenue"] == pytest.approx(sum(row[1] for row in found.rows))


def test_customers_who_stopped_are_those_who_used_to_order_every_month(
    ask: Ask, tables: CompanyTables
) -> None:
    today = date(2026, 7, 1)
    found = ask(dimensions=["customer"], inactive=Inactivity(days=60, rhythm="monthly"), today=today)
    sold = lines_of(tables).filter((pl.col("amount") > 0) & ~pl.col("is_return"))
    last = sold.filter(pl.col("customer_member") == "Müller GmbH")["day"].max()
    assert [row[0] for row in found.rows] == ["Müller GmbH"]
    assert found.rows[0][1] == last
    assert found.rows[0][2] == (today - last).days  # type: ignore[operator]


def test_two_orders_do_not_make_a_habit(owner: Person, tmp_path: Any) -> None:
    rare = [line(day=f"05/{month:02d}/2026", customer="RARE", invoice=f"r{month}") for month in (1, 2)]
    usual = [line(day=f"05/{month:02d}/2026", customer="USUEL", invoice=f"u{month}") for month in (1, 2, 3)]
    spaced = [line(day=f"05/{month:02d}/2026", customer="ESPACÉ", invoice=f"e{month}") for month in (1, 4, 7)]
    import_file(owner.actor, written(tmp_path, *rare, *usual, *spaced))
    tables = CompanyTables(owner.actor)

    def silent(rhythm: str, days: int = 60) -> set[str]:
        query = MeasureQuery(
            dimensions=["customer"], inactive=Inactivity(days=days, rhythm=rhythm), today=date(2026, 12, 1)
        )
        return {row[0] for row in tables.query(query).rows}

    assert silent("monthly") == {"USUEL"}
    assert silent("any") == {"RARE", "USUEL", "ESPACÉ"}
    assert silent("any", days=200) == {"RARE", "USUEL"}


def test_the_limit_of_a_trend_by_member_counts_members(ask: Ask) -> None:
    found = ask(dimensions=["country", "month"], limit=2)
    assert len({row[0] for row in found.rows}) == 2
    assert found.total_rows == 4
    assert [row[1] for row in found.rows if row[0] == found.rows[0][0]] == sorted(
        row[1] for row in found.rows if row[0] == found.rows[0][0]
    )


@pytest.mark.parametrize("spelling", ["allemagne", "Germany", "DE", "ALLEMAGNE", "deutschland"])
def test_a_country_is_known_in_any_language(ask: Ask, spelling: str) -> None:
    found = ask(dimensions=["country"], filters=[Filter(dimension="country", values=[spelling])])
    assert [row[0] for row in found.rows] == ["Allemagne"]


def test_a_weekday_is_filtered_by_its_french_name(ask: Ask, tables: CompanyTables) -> None:
    found = ask(filters=[Filter(dimension="weekday", values=["lundi"])])
    mondays = lines_of(tables).filter(pl.col("day").dt.weekday() == 1)
    assert found.rows[0][0] == pytest.approx(mondays["amount"].sum())


def test_an_unknown_member_is_refused_with_the_nearest_names(ask: Ask) -> None:
    with pytest.raises(BadInput, match="Parasol déporté"):
        ask(filters=[Filter(dimension="product", values=["parasol deporte xl"])])


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"measures": ["profit"]}, "mesure"),
        ({"dimensions": ["shop'; DROP TABLE x"]}, "axe"),
        ({"kind": "stock"}, "mesure"),
        ({"dimensions": ["country", "country"]}, "deux fois"),
        ({"dimensions": ["year", "month"]}, "calendrier"),
        ({"dimensions": [], "inactive": Inactivity(days=30)}, "inactivité"),
        ({"filters": [Filter(dimension="month", values=["'; --"])]}, "date"),
        ({"filters": [Filter(dimension="weekday", values=["demain"])]}, "jour"),
    ],
)
def test_only_names_of_the_model_reach_the_query(ask: Ask, query: dict[str, Any], word: str) -> None:
    with pytest.raises(BadInput, match=word):
        ask(**query)


def test_a_column_the_company_does_not_have_is_said_to_be_missing(ask: Ask) -> None:
    with pytest.raises(NotEnoughData, match="catégorie"):
        ask(dimensions=["category"])


def test_a_period_without_a_line_answers_with_no_row(ask: Ask) -> None:
    assert ask(period=days(date(2019, 1, 1), date(2019, 12, 31))).total_rows == 0


def test_postage_earns_but_is_not_a_product(ask: Ask) -> None:
    products = [row[0] for row in ask(dimensions=["product"]).rows]
    assert "Frais de port" not in products
    named = ask(filters=[Filter(dimension="product", values=["Frais de port"])])
    assert named.rows[0][0] > 0


@pytest.fixture
def retail(owner: Person, company: Company) -> CompanyTables:
    if not RETAIL.exists():
        pytest.skip("needs the shared data file retail/uci_online_retail.parquet, absent here")
    import_file(owner.actor, RETAIL, currency="GBP")
    return CompanyTables(owner.actor)


def test_the_real_sales_give_the_figures_a_plain_computation_gives(retail: CompanyTables) -> None:
    source = pl.read_parquet(RETAIL).with_columns(
        (pl.col("Quantity") * pl.col("UnitPrice")).alias("amount"),
        pl.col("InvoiceDate").cast(pl.Date).alias("day"),
    )
    for month, expected in ((4, 493207.121), (5, 723333.51)):
        period = days(date(2011, month, 1), date(2011, month, 30 if month == 4 else 31))
        part = source.filter(pl.col("day").is_between(period.start, period.end))
        found = retail.query(MeasureQuery(period=period, measures=["revenue", "orders", "customers"]))
        sold = part.filter(~pl.col("InvoiceNo").str.starts_with("C") & (pl.col("amount") > 0))
        assert found.rows[0][0] == pytest.approx(part["amount"].sum()) == pytest.approx(expected)
        assert found.rows[0][1] == sold["InvoiceNo"].n_unique()
        assert found.rows[0][2] == sold["CustomerID"].drop_nulls().n_unique()
    by_country = retail.query(MeasureQuery(dimensions=["country"]))
    expected_countries = dict(source.group_by("Country").agg(pl.col("amount").sum()).rows())
    assert {row[0]: pytest.approx(row[1]) for row in by_country.rows} == expected_countries


def test_the_real_sales_keep_services_out_of_the_products_by_rule(retail: CompanyTables) -> None:
    sales = retail.frame("sales", ["product_code", "is_product"])
    outside = set(sales.filter(~pl.col("is_product"))["product_code"].unique())
    assert outside == {"POST", "DOT", "M", "C2", "D", "S", "B", "AMAZONFEE", "BANK CHARGES", "CRUK"}


def test_the_real_customers_who_stopped_are_found_by_a_plain_computation_too(retail: CompanyTables) -> None:
    today = date(2011, 9, 1)
    found = retail.query(
        MeasureQuery(dimensions=["customer"], inactive=Inactivity(days=60, rhythm="monthly"), today=today)
    )
    sold = (
        pl.read_parquet(RETAIL)
        .filter(~pl.col("InvoiceNo").str.starts_with("C") & (pl.col("Quantity") * pl.col("UnitPrice") > 0))
        .drop_nulls("CustomerID")
        .with_columns(
            pl.col("InvoiceDate").cast(pl.Date).alias("day"),
            (pl.col("InvoiceDate").dt.year() * 12 + pl.col("InvoiceDate").dt.month()).alias("month"),
        )
    )
    habits = sold.group_by("CustomerID").agg(
        pl.col("day").max().alias("last"),
        pl.col("month").n_unique().alias("active"),
        (pl.col("month").max() - pl.col("month").min() + 1).alias("span"),
    )
    kept = habits.filter(
        (pl.col("last") <= today - timedelta(days=60))
        & (pl.col("active") >= 3)
        & (pl.col("active") >= 0.75 * pl.col("span"))
    )
    assert {row[0] for row in found.rows} == {str(code) for code in kept["CustomerID"]}
