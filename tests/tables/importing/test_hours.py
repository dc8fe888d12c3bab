"""Payments whose one column holds the date and the hour keep both."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from levier.core.errors import BadInput
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person

pytestmark = pytest.mark.django_db


def kept(owner: Person, folder: Path, head: str, moment: str) -> pl.DataFrame:
    path = folder / "paiements.csv"
    lines = "".join(f"T{day};{moment.format(day=day)};C{day % 3};TPE{day % 2};{10 + day},50\n" for day in range(10, 29))  # fmt: skip
    path.write_text(f"N° transaction;{head};Tiers;Terminal;Montant\n{lines}", encoding="utf-8")
    import_file(owner.actor, path, kind="payments")
    return pl.read_parquet(Dataset.objects.get(company=owner.company).versions.get().parquet_path)


@pytest.mark.parametrize("head", ["Date et heure", "Date", "Horodatage transaction"])
def test_one_column_of_dates_with_hours_fills_the_day_and_the_instant(
    owner: Person, tmp_path: Path, head: str
) -> None:
    frame = kept(owner, tmp_path, head, "{day}/03/2026 03:15:00")
    assert frame["date"][0] == date(2026, 3, 10)
    assert frame["paid_at"][0] == datetime(2026, 3, 10, 3, 15)


@pytest.mark.parametrize("moment", ["{day}/03/2026", "{day}/03/2026 00:00:00"])
def test_dates_without_hours_make_no_instant(owner: Person, tmp_path: Path, moment: str) -> None:
    assert "paid_at" not in kept(owner, tmp_path, "Date", moment).columns


def test_an_instant_in_its_own_column_is_left_to_it(owner: Person, tmp_path: Path) -> None:
    path = tmp_path / "paiements.csv"
    lines = "".join(
        f"T{day};{day}/03/2026 09:00;{day}/03/2026 03:15;C1;12,5{day % 9}\n" for day in range(10, 29)
    )
    path.write_text(f"N° transaction;Date;Horodatage transaction;Tiers;Montant\n{lines}", encoding="utf-8")
    import_file(owner.actor, path, kind="payments")
    frame = pl.read_parquet(Dataset.objects.get(company=owner.company).versions.get().parquet_path)
    assert frame["paid_at"][0] == datetime(2026, 3, 10, 3, 15)


@pytest.mark.parametrize(
    ("zones", "refused"),
    [(("Z", "+05:00"), True), (("+01:00", "+02:00"), False), (("", ""), False), (("Z", "Z"), False)],
)
def test_hours_of_far_zones_are_refused_and_those_of_summer_and_winter_are_not(
    owner: Person, tmp_path: Path, zones: tuple[str, str], refused: bool
) -> None:
    path = tmp_path / "releves.csv"
    lines = "".join(f"P1;2026-03-{day}T08:00:00{zones[day % 2]};TEMP;6{day % 7},5\n" for day in range(10, 29))
    path.write_text(f"Machine;Horodatage;Capteur;Valeur\n{lines}", encoding="utf-8")
    if refused:
        with pytest.raises(BadInput, match="mélange des fuseaux horaires") as caught:
            import_file(owner.actor, path, kind="sensor_readings")
        assert "« +05:00 », « Z »" in caught.value.what
    else:
        assert import_file(owner.actor, path, kind="sensor_readings").accepted == 19
