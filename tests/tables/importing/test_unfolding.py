"""Sensor readings with a column a sensor are put one measure a line; other tables are left alone."""

from pathlib import Path

import polars as pl
import pytest

from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person
from tests.shared_data import shared

pytestmark = pytest.mark.django_db

WIDE = "Machine;Horodatage;Température huile [°C];Pression (bar);Vibration;Opérateur\n" + "".join(
    f"PRESSE-0{1 + hour % 2};{14 + hour // 24:02d}/03/2026 {hour % 24:02d}:00;{60 + hour % 7},5;{4 + hour % 3};{'' if hour == 5 else hour % 4};Jean\n"
    for hour in range(60)
)  # fmt: skip


def kept(owner: Person) -> pl.DataFrame:
    return pl.read_parquet(Dataset.objects.get(company=owner.company).versions.get().parquet_path)


def test_each_sensor_of_a_wide_file_becomes_measures_with_its_unit(owner: Person, tmp_path: Path) -> None:
    path = tmp_path / "presses.csv"
    path.write_text(WIDE, encoding="utf-8")
    report = import_file(owner.actor, path)
    assert report.kind == "sensor_readings"
    assert report.accepted == 60 * 3 - 1
    assert any("3 colonnes sont lues comme autant de capteurs" in note for note in report.notes)
    frame = kept(owner)
    units = dict(frame.select("sensor", "unit").unique().drop_nulls().iter_rows())
    assert units == {"TEMPÉRATURE HUILE": "°C", "PRESSION": "bar"}
    first = frame.filter(pl.col("machine") == "PRESSE-01").sort("date")["date"][0]
    at = frame.filter((pl.col("machine") == "PRESSE-01") & (pl.col("date") == first))
    assert dict(at.select("sensor", "value").iter_rows()) == {
        "TEMPÉRATURE HUILE": 60.5, "PRESSION": 4.0, "VIBRATION": 0.0,
    }  # fmt: skip


def test_a_bad_cell_is_set_aside_with_the_line_of_the_file(owner: Person, tmp_path: Path) -> None:
    path = tmp_path / "presses.csv"
    path.write_text(WIDE.replace("60,5;4;0;Jean", "60,5;panne;0;Jean", 1), encoding="utf-8")
    report = import_file(owner.actor, path)
    assert report.rejected == 1
    assert report.accepted == 60 * 3 - 2


def test_a_long_file_and_a_table_of_failures_are_read_as_they_are(owner: Person, tmp_path: Path) -> None:
    long = tmp_path / "releves.csv"
    lines = "".join(f"P1;{day:02d}/03/2026 08:00;TEMP;{60 + day},5\n" for day in range(1, 29))
    long.write_text(f"Machine;Horodatage;Capteur;Valeur\n{lines}", encoding="utf-8")
    assert import_file(owner.actor, long).accepted == 28
    failures = tmp_path / "pannes.csv"
    lines = "".join(f"P{day % 3};{day:02d}/03/2026;curatif;{day % 5},5;{100 * day}\n" for day in range(1, 29))
    failures.write_text(f"Machine;Date;Nature;Arrêt (h);Coût\n{lines}", encoding="utf-8")
    report = import_file(owner.actor, failures)
    assert (report.kind, report.accepted) == ("failures", 28)


def test_the_real_files_of_engines_and_of_a_mill_are_read_whole(owner: Person, tmp_path: Path) -> None:
    folder = shared("predictive_maintenance")
    engines = tmp_path / "moteurs.csv"
    pl.read_parquet(folder / "cmapss_FD001_train.parquet").filter(pl.col("unit") <= 3).write_csv(engines)
    report = import_file(owner.actor, engines, dry_run=True)
    assert report.kind == "sensor_readings"
    assert report.accepted == pl.read_csv(engines).height * 24
    mill = tmp_path / "fraiseuse.csv"
    pl.read_parquet(folder / "ai4i2020.parquet").head(300).write_csv(mill)
    said = {"machine": "Type", "cycle": "UID"}
    report = import_file(owner.actor, mill, kind="sensor_readings", mapping=said)
    assert report.accepted == 300 * 11
    assert {"AIR TEMPERATURE": "K", "TORQUE": "Nm"}.items() <= dict(kept(owner).select("sensor", "unit").unique().iter_rows()).items()  # fmt: skip
