"""Each measure of each kind equals a plain computation; parts add up to the whole; joins never multiply lines."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from benchmarks.measures.plain import PLAIN, last_states, measured, prepared
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from levier.accounts.models import Company
from levier.core.errors import BadInput, NotEnoughData
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.tables.access import CompanyTables
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS
from tests.cast import Person
from tests.tables.measures.company import TODAY, filled
from tests.tables.measures.company import company as made_up

pytestmark = pytest.mark.django_db


def lines_of(
    kind: str, tables: dict[str, pd.DataFrame], period: Period | None, day: str = "day"
) -> pd.DataFrame:
    """The prepared lines of a period (a stock: the last states in it; a balance has its own). ``day``: the column that dates them."""
    lines = prepared(kind, tables, TODAY)
    if period is not None and "day" in lines:
        lines = lines[lines[day].between(pd.Timestamp(period.start), pd.Timestamp(period.end))]
        lines = lines.assign(span=period.days) if kind == "invoices" else lines
    return last_states(lines) if kind == "stock" else lines


def same(found: object, expected: float | None) -> bool:
    if found is None or expected is None:
        return not found and not expected
    return bool(float(found) == pytest.approx(expected, rel=1e-6, abs=2e-4))  # type: ignore[arg-type]


def test_every_measure_has_its_plain_form_and_its_french() -> None:
    names = [name for model in MODELS.values() for name in model.measures]
    assert len(names) == len(set(names))
    assert set(names) == set(PLAIN)
    assert set(MODELS) == set(KINDS)
    for model in MODELS.values():
        fields = {field.name for field in KINDS[model.kind].fields}
        assert not fields & {name for name, _ in (*model.computed, *model.derived)}
        for measure in model.measures.values():
            assert measure.definition.endswith("."), measure.name
            assert measure.phrase.split(" ")[0] in ("le", "la", "les") or measure.phrase.startswith("l'")


def test_every_join_follows_a_declared_key_or_is_an_aggregate_by_key() -> None:
    for model in MODELS.values():
        for join in model.joins:
            declared = {
                pair for field in KINDS[model.kind].fields for pair in field.references
            } | {(model.kind, "customer_member")}  # fmt: skip
            keyed = any((join.kind, right) in declared for _, right in join.on)
            assert join.summary or keyed, (model.kind, join.name)
            assert all(re.fullmatch(r"[a-z_]+", name) for name in join.columns)


@pytest.mark.parametrize("seed", [7, 21])
def test_each_measure_of_each_kind_is_its_definition(owner: Person, company: Company, seed: int) -> None:
    tables = made_up(seed)
    filled(owner.actor, company, tables)
    access = CompanyTables(owner.actor)
    periods = [None, Period(start=date(2026, 3, 1), end=date(2026, 10, 31))]
    wrong = []
    for kind, model in MODELS.items():
        for name, measure in model.measures.items():
            for period in periods:
                if period and (not model.day or model.reference or measure.cumulative):
                    continue
                lines = lines_of(kind, tables, period, "due" if measure.day else "day")
                query = MeasureQuery(kind=kind, measures=[name], period=period)
                found = access.query(query).rows
                value = found[0][0] if found else None
                if not same(value, measured(name, lines)):
                    wrong.append((kind, name, bool(period), value, measured(name, lines)))
    assert wrong == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_parts_add_up_to_the_whole(owner: Person, company: Company, data: st.DataObject) -> None:
    if not CompanyTables(owner.actor).facts("sales"):
        filled(owner.actor, company, made_up(3))
    access = CompanyTables(owner.actor)
    kind = data.draw(st.sampled_from(sorted(MODELS)))
    model = MODELS[kind]
    additive = [m.name for m in model.measures.values() if m.additive and not m.cumulative and not m.own]
    name = data.draw(st.sampled_from(additive))
    axes = [
        d.name for d in model.dimensions.values() if not d.articles_only and not (model.snapshot and d.grain)
    ]
    axis = data.draw(st.sampled_from(axes))
    start = data.draw(st.dates(date(2025, 1, 1), date(2026, 6, 1)))
    period = (
        None if model.reference or not model.day else Period(start=start, end=start + timedelta(days=200))
    )
    try:
        whole = access.query(MeasureQuery(kind=kind, measures=[name], period=period))
        parts = access.query(MeasureQuery(kind=kind, measures=[name], dimensions=[axis], period=period))
    except (BadInput, NotEnoughData) as refused:
        told = str(refused)
        assume("il manque" not in told and "pas de date" not in told)
        raise
    summed = sum(float(row[1] or 0) for row in parts.rows)
    total = float(whole.rows[0][0] or 0) if whole.rows else 0.0
    rows = access.frame(kind)
    known = model.dimension(axis).grain or all(
        column in rows.columns and rows[column].null_count() == 0 for column in (model.dimension(axis).sql,)
    )
    if known:
        assert summed == pytest.approx(total, abs=1e-2)
    else:  # the lines without a member are left out, and said
        assert whole.total_rows >= 0
