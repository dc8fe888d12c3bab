"""Rows that come from no file enter as those of a file do: recognised again, appended, journalled, their original kept."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from django.db import connection

from levier.core.errors import BadInput, NotAllowed, Unavailable
from levier.tables.importing import How, import_file, import_frame, writing
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.reading import get_dataset, original
from tests.cast import Person
from tests.tables.importing.statements import Line, cfonb
from tests.tables.shop import line, written

pytestmark = pytest.mark.django_db
FRAME = pl.DataFrame(
    {"date": [date(2026, 4, 3), date(2026, 4, 4)], "ref": ["R1", "R2"], "amount": [10.0, 20.0]}
)


def test_a_frame_becomes_a_version_and_the_same_frame_is_recognised(owner: Person) -> None:
    def given(frame: pl.DataFrame, mode: str = "replace"):  # type: ignore[no-untyped-def]
        return import_frame(
            owner.actor, frame, name="Odoo : ventes", kind="sales", mapping={"product_code": "ref"},
            source="Odoo : ventes", mode=mode, readers=("managers",), original=None,  # type: ignore[arg-type]
        )  # fmt: skip

    first = given(FRAME)
    assert (first.accepted, first.version, first.known) == (2, 1, False)
    assert given(FRAME).known
    more = pl.concat([FRAME, FRAME.with_columns(pl.lit("R3").alias("ref"))])
    third = given(more, "append")
    assert (third.already_there, third.rows) == (2, 4)
    version = DatasetVersion.objects.get(number=2)
    assert version.original == ""
    assert version.reading["source"] == "Odoo : ventes"
    assert get_dataset(owner.actor, third.dataset_id or 0).readers == ("managers",)


def test_the_original_that_is_given_is_kept(owner: Person) -> None:
    report = import_frame(
        owner.actor,
        FRAME.rename({"ref": "product_code"}),
        name="FEC",
        kind="sales",
        original=b"brut",
        original_name="f.txt",
    )
    assert original(owner.actor, report.dataset_id or 0).read_bytes() == b"brut"


def test_a_frame_keeps_the_rights_and_the_requirements_of_its_kind(owner: Person, employee: Person) -> None:
    with pytest.raises(NotAllowed):
        import_frame(employee.actor, FRAME, name="x", kind="sales")
    with pytest.raises(BadInput, match="n'existe pas"):
        import_frame(owner.actor, FRAME, name="x", kind="inconnu")
    with pytest.raises(BadInput):
        import_frame(owner.actor, FRAME.select("ref"), name="x", kind="sales")


def test_a_bank_statement_is_imported_as_payments_without_a_question(owner: Person, tmp_path: Path) -> None:
    path = tmp_path / "releve.txt"
    path.write_bytes(cfonb([Line(date(2026, 1, 5), Decimal("-12.50"), "PRLV EDF", "EDF")], Decimal(100)))
    report = import_file(owner.actor, path)
    assert (report.kind, report.accepted, report.rejected) == ("payments", 1, 0)
    assert report.sample[0]["amount"] == -12.5
    assert report.sample[0]["own_account"] == "FR7630004000031234567890143"
    assert any("exacts" in note for note in report.notes)


def test_what_was_said_of_dates_is_remembered_for_the_next_export(owner: Person, tmp_path: Path) -> None:
    import_file(
        owner.actor, written(tmp_path, line(day="03/04/2026", price="49")), kind="sales", how=How(dates="dmy")
    )
    again = import_file(owner.actor, written(tmp_path, line(day="05/06/2026", price="49")), kind="sales")
    assert again.version == 2
    assert any("version précédente" in note for note in again.notes)


def test_no_transaction_is_open_while_files_are_written(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = writing.write_parquet

    def watched(frame: pl.DataFrame):  # type: ignore[no-untyped-def]
        seen.append(len(connection.savepoint_ids))
        return real(frame)

    monkeypatch.setattr(writing, "write_parquet", watched)
    before = len(connection.savepoint_ids)
    import_frame(owner.actor, FRAME.rename({"ref": "product_code"}), name="x", kind="sales")
    assert seen == [before]


def test_an_append_overtaken_by_another_import_writes_nothing(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = FRAME.rename({"ref": "product_code"})
    import_frame(owner.actor, frame, name="x", kind="sales")
    real = writing.write_parquet

    def overtaken(given: pl.DataFrame):  # type: ignore[no-untyped-def]
        Dataset.objects.update(current=7)
        return real(given)

    monkeypatch.setattr(writing, "write_parquet", overtaken)
    with pytest.raises(Unavailable, match="autre import"):
        import_frame(
            owner.actor, frame.head(1).with_columns(amount=pl.lit(5.0)), name="x", kind="sales", mode="append"
        )
    assert DatasetVersion.objects.count() == 1
