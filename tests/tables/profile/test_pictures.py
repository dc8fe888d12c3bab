"""What a profile shows: pictures, faults, personal data, agreement between tables — each against an independent count."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from levier.tables.importing import import_file
from levier.tables.kinds import KINDS
from levier.tables.profile.ageing import WEIGHTS
from levier.tables.profile.consistency import links_of
from levier.tables.profile.measuring import profile
from levier.tables.profile.picturing import distribution
from levier.tables.profile.shape import Profile
from tests.cast import Person

TODAY = date(2026, 11, 23)
SALES = KINDS["sales"]


def frame_of(rows: int = 400, **columns: list[object]) -> pl.DataFrame:
    first = date(2025, 1, 6)
    base: dict[str, list[object]] = {
        "date": [first + timedelta(days=i % 300) for i in range(rows)],
        "product_code": [f"B{i % 40}" for i in range(rows)],
        "product": [f"Article {i % 40}" for i in range(rows)],
        "quantity": [float(1 + i % 9) for i in range(rows)],
        "unit_price": [2.5 + (i % 13) for i in range(rows)],
        "amount": [float((1 + i % 9) * (2.5 + (i % 13))) for i in range(rows)],
    }
    return pl.DataFrame({**base, **columns}, strict=False)


@settings(max_examples=60)
@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=300))
@example([0.0, 2.225073858507e-311])
@example([0.0, 1e-290, 3e-290])
def test_a_histogram_counts_every_value_once(numbers: list[float]) -> None:
    found = distribution(pl.Series("amount", numbers), SALES.field("amount"), len(set(numbers)))
    if found is not None:
        assert sum(found.counts) == len(numbers)
        assert len(found.edges) == len(found.counts) + 1
        assert [float(edge) for edge in found.edges] == sorted(float(edge) for edge in found.edges)


@given(st.lists(st.sampled_from("France Belgique Suisse Espagne".split()), min_size=2, max_size=200))
def test_the_most_frequent_words_and_the_others_add_up(words: list[str]) -> None:
    found = distribution(pl.Series("country", words), SALES.field("country"), len(set(words)))
    if found is not None:
        assert sum(found.counts) + found.others == len(words)
        assert dict(zip(found.values, found.counts, strict=True)) == {
            word: words.count(word) for word in set(words)
        }


def test_history_shows_the_weeks_without_any_line() -> None:
    days = [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 26)]
    found = profile("sales", frame_of(3, date=days), {}, TODAY)  # type: ignore[arg-type]
    assert (found.history.grain, found.history.counts) == ("week", [2, 0, 0, 1])


def test_the_map_of_holes_says_where_they_are() -> None:
    rows = 400
    holed = [None if i % 300 < 100 else f"C{i}" for i in range(rows)]
    found = profile("sales", frame_of(rows, customer=holed), {}, TODAY)
    (shares,) = found.missing.columns.values()
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert len(shares) == len(found.missing.slices)


def test_what_to_mend_gives_back_the_points_that_the_score_lacks() -> None:
    holed = [None if i % 2 else f"C{i}" for i in range(400)]
    found = profile("sales", frame_of(400, customer=holed), {"quantity": 40}, date(2026, 9, 1))
    assert round(100 - found.score, 0) == pytest.approx(sum(mend.gain for mend in found.mends), abs=1.0)
    assert [mend.gain for mend in found.mends] == sorted((mend.gain for mend in found.mends), reverse=True)
    completeness = next(one for one in found.dimensions if one.name == "completeness")
    hole = next(mend for mend in found.mends if mend.column == "customer")
    total = sum(WEIGHTS[one.name] for one in found.dimensions)
    assert hole.gain == pytest.approx(WEIGHTS["completeness"] * (100 - completeness.score) / total, abs=0.05)
    assert hole.lines == 200


def test_a_value_far_from_all_others_is_shown_with_where_to_find_it() -> None:
    prices = [2.5 + (i % 13) for i in range(399)] + [99_000_000.0]
    found = profile(
        "sales", frame_of(400, unit_price=prices, invoice=[f"F{i}" for i in range(400)]), {}, TODAY
    )  # type: ignore[arg-type]
    column = next(one for one in found.columns if one.name == "unit_price")
    assert (column.outliers, column.odd[0].what) == (1, "F399")


def test_personal_data_are_found_half_hidden_and_never_drawn() -> None:
    mails = [f"jeanne.durand{i % 50}@exemple.fr" for i in range(400)]
    frame = frame_of(400).rename({"product": "customer_name"}).with_columns(pl.Series("email", mails))
    customers = frame.select(
        pl.col("product_code").alias("customer"), pl.lit("DUPONT Jean").alias("customer_name"), "email"
    )
    found = profile("customers", customers, {}, TODAY)
    kinds = {(one.column, one.kind, one.where) for one in found.personal}
    assert ("email", "EMAIL", "column") in kinds
    assert "durand" not in found.model_dump_json()
    assert "DUPONT" not in found.model_dump_json()


def test_an_older_profile_without_pictures_still_reads() -> None:
    old = profile("sales", frame_of(), {}, TODAY).model_dump(mode="json")
    for name in ("mends", "personal", "history", "missing"):
        del old[name]
    assert Profile.model_validate(old).mends == []


def test_lines_that_point_at_nothing_in_another_table_are_counted(
    owner: Person, employee: Person, tmp_path: Path
) -> None:
    rng = np.random.default_rng(3)
    codes = [f"A{n}" for n in rng.integers(0, 20, 200)]
    lines = "\n".join(f"{1 + i % 27:02d}/03/2026;{code};{1 + i % 5};2,50" for i, code in enumerate(codes))
    (tmp_path / "ventes.csv").write_text(
        "Date;Code article;Quantité;Prix unitaire HT\n" + lines, encoding="utf-8"
    )
    listed = "\n".join(f" a{n};Article {n};Pains" for n in [*range(15), 3])
    (tmp_path / "articles.csv").write_text("Code article;Désignation;Famille\n" + listed, encoding="utf-8")
    sales = import_file(owner.actor, tmp_path / "ventes.csv", kind="sales")
    assert links_of(owner.actor, sales.dataset_id or 0) == []
    products = import_file(owner.actor, tmp_path / "articles.csv", kind="products", readers=("managers",))
    (link,) = links_of(owner.actor, sales.dataset_id or 0)
    orphans = [code for code in codes if int(code[1:]) >= 15]
    assert (link.field, link.other) == ("product_code", products.dataset_id)
    assert (link.lines, link.orphans, link.members) == (200, len(orphans), len(set(orphans)))
    assert link.duplicates == 1
    assert set(link.examples) <= set(orphans)
    assert links_of(employee.actor, sales.dataset_id or 0) == []
