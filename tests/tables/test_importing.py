"""An import takes what can be taken, says what cannot and why, and never writes half a version."""

import errno
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from levier.accounts.models import Company
from levier.core.errors import BadInput, NotAllowed, Unavailable
from levier.tables.access import CompanyTables
from levier.tables.importing import import_file, storing
from levier.tables.models import Dataset, DatasetVersion
from tests.cast import Person
from tests.shared_data import shared
from tests.tables.shop import SALES, line, written

pytestmark = pytest.mark.django_db


def frame(owner: Person) -> pl.DataFrame:
    return CompanyTables(owner.actor).frame("sales")


def test_a_french_spreadsheet_export_is_understood_without_help(owner: Person) -> None:
    report = import_file(owner.actor, SALES)

    assert report.kind == "sales"
    assert report.rejected == 0
    assert {match.field: match.column for match in report.mapping} == {
        "invoice": "N° Facture",
        "date": "Date facture",
        "product_code": "Code article",
        "product": "Désignation",
        "quantity": "Qté",
        "unit_price": "PU HT",
        "customer": "Code client",
        "customer_name": "Nom client",
        "country": "Pays",
    }
    sales = frame(owner)
    assert sales.height == report.accepted == report.rows
    assert "Café de l'Œuvre" in sales["customer_name"].to_list()
    assert sales.filter(pl.col("product_code") == "CH-1001")["unit_price"].unique().to_list() == [49.9]


def test_the_half_of_the_lines_that_is_sound_is_imported_and_the_other_explained(
    owner: Person, tmp_path: Path
) -> None:
    sound = [line(day=f"{day:02d}/05/2026", invoice=str(1000 + day)) for day in range(1, 21)]
    broken = [
        *(line(day="32/13/2026") for _ in range(8)),
        *(line(quantity="deux paires", price="?") for _ in range(5)),
        *(line() + ";de trop" for _ in range(4)),
        *("1001;03/05/2026" for _ in range(3)),
    ]
    mixed = [each for pair in zip(sound, broken, strict=True) for each in pair]

    report = import_file(owner.actor, written(tmp_path, *mixed))

    assert (report.accepted, report.rejected) == (20, 20)
    assert "20" in report.summary
    assert "écartée" in report.summary
    assert report.rejects_path is not None
    rejects = pl.read_csv(report.rejects_path, separator=";", infer_schema=False)
    assert rejects["ligne"].to_list() == [str(number) for number in range(3, 43, 2)]
    reasons = rejects["motif"].to_list()
    assert reasons[0] == "date illisible : « 32/13/2026 »"
    assert "quantité illisible : « deux paires »" in reasons[8]
    assert reasons[13] == "9 colonne(s) au lieu de 8"
    assert reasons[17] == "2 colonne(s) au lieu de 8"
    assert frame(owner).height == 20


def test_a_file_mostly_unusable_asks_to_be_confirmed(owner: Person, tmp_path: Path) -> None:
    path = written(tmp_path, *[line(day="hier")] * 9, line())

    with pytest.raises(BadInput) as refused:
        import_file(owner.actor, path)
    assert "9 lignes sur 10" in refused.value.message
    assert "ligne 2" in refused.value.message
    assert not Dataset.objects.exists()

    assert import_file(owner.actor, path, confirmed=True).accepted == 1


def test_a_dry_run_says_everything_and_writes_nothing(owner: Person) -> None:
    report = import_file(owner.actor, SALES, dry_run=True)

    assert report.accepted > 100
    assert report.profile.score > 0
    assert report.sample[0]["product_code"] == "CH-1001" or report.sample
    assert report.dataset_id is None
    assert not Dataset.objects.exists()


def test_the_same_file_is_recognised(owner: Person) -> None:
    first = import_file(owner.actor, SALES)
    again = import_file(owner.actor, SALES)

    assert again.known
    assert again.version == first.version == 1
    assert DatasetVersion.objects.count() == 1


def test_a_new_file_makes_a_new_version_and_the_old_one_stays(owner: Person, tmp_path: Path) -> None:
    first = import_file(owner.actor, SALES)
    second = import_file(owner.actor, written(tmp_path, line()))

    assert (second.dataset_id, second.version, second.rows) == (first.dataset_id, 2, 1)
    old = DatasetVersion.objects.get(number=1)
    assert old.parquet_path.is_file()
    assert old.original_path.read_bytes() == SALES.read_bytes()


def test_appending_overlapping_exports_counts_each_line_once(owner: Person, tmp_path: Path) -> None:
    twice = line(invoice="7")
    import_file(owner.actor, written(tmp_path, twice, twice, line(invoice="8"), name="mai.csv"))
    report = import_file(
        owner.actor, written(tmp_path, line(invoice="8"), line(invoice="9"), name="juin.csv"), mode="append"
    )

    assert (report.already_there, report.rows) == (1, 4)
    assert sorted(frame(owner)["invoice"].to_list()) == ["7", "7", "8", "9"]


def test_a_full_disk_leaves_nothing_behind(
    owner: Person, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(frame: pl.DataFrame) -> Any:
        def writer(path: Path) -> None:
            path.write_bytes(b"PAR1 half")
            raise OSError(errno.ENOSPC, "No space left on device")

        return writer

    monkeypatch.setattr("levier.tables.importing.writing.write_parquet", full)
    with pytest.raises(Unavailable) as refused:
        import_file(owner.actor, SALES, name="Disque plein")

    assert "disque" in refused.value.message
    assert not Dataset.objects.exists()
    assert not DatasetVersion.objects.exists()
    folder = Path(settings.HOME) / "tables" / str(owner.company_id)
    assert not [path for path in folder.rglob("*") if path.is_file() and "plein" in path.as_posix()]
    assert not list(folder.rglob("*.part"))


def test_a_disk_almost_full_refuses_before_writing(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(storing.shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(Unavailable):
        import_file(owner.actor, SALES)
    assert not Dataset.objects.exists()


def test_an_employee_may_not_import(employee: Person) -> None:
    with pytest.raises(NotAllowed):
        import_file(employee.actor, SALES)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vide"),
        (b"   \n \n", "vide"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 not a workbook", "classeur"),
        (b"PAR1 not parquet", "Parquet"),
        (bytes(range(256)) * 20, "tableau"),
        (b"alpha;beta\n1;2\n3;4\n", "tableau"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_french(
    owner: Person, tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "fichier.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        import_file(owner.actor, path, kind=None)
    assert word in refused.value.message
    assert refused.value.mend
    assert not Dataset.objects.exists()


def test_a_header_without_lines_says_so(owner: Person, tmp_path: Path) -> None:
    (tmp_path / "ventes.csv").write_text("Date;Référence;Quantité;Prix unitaire HT\n", encoding="utf-8")
    with pytest.raises(BadInput, match="aucune ligne sous son en-tête"):
        import_file(owner.actor, tmp_path / "ventes.csv")


def test_a_given_mapping_wins_over_names(owner: Person, tmp_path: Path) -> None:
    path = written(tmp_path, "2026-05-03;A1;3;10", header="quand;quoi;combien;montant total")
    report = import_file(
        owner.actor,
        path,
        kind="sales",
        mapping={"date": "quand", "product_code": "quoi", "quantity": "combien", "amount": "montant total"},
    )
    assert report.accepted == 1
    assert frame(owner)["unit_price"].to_list() == [pytest.approx(3.333333)]


def test_a_mapping_to_a_column_that_is_not_there_is_refused(owner: Person, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="correspondance"):
        import_file(owner.actor, written(tmp_path, line()), kind="sales", mapping={"date": "Absente"})


def test_a_name_taken_by_another_kind_is_refused(owner: Person, tmp_path: Path) -> None:
    import_file(owner.actor, SALES, name="Mes données")
    stock = tmp_path / "stock.csv"
    stock.write_text("Référence;Stock;Seuil\nCH-1001;12;5\nTB-4711;0;2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="autre type"):
        import_file(owner.actor, stock, name="Mes données")
    assert import_file(owner.actor, stock).kind == "stock"


def test_a_real_accounting_export_is_recognised(owner: Person) -> None:
    report = import_file(owner.actor, shared("accounting_fr/000000000FEC20231231.txt.gz"))
    assert report.kind == "journal_entries"
    assert report.rejected == 0
    entries = CompanyTables(owner.actor).frame("journal_entries")
    assert entries["debit"].sum() == pytest.approx(entries["credit"].sum())


def test_the_real_sales_lose_no_line_and_no_penny(owner: Person, company: Company, tmp_path: Path) -> None:
    source = pl.read_parquet(shared("retail/uci_online_retail.parquet"))
    path = tmp_path / "retail.csv"
    source.write_csv(path, separator=";", datetime_format="%d/%m/%Y %H:%M")

    report = import_file(owner.actor, path, currency="GBP")

    assert (report.accepted, report.rejected) == (source.height, 0)
    assert frame(owner)["amount"].sum() == pytest.approx((source["Quantity"] * source["UnitPrice"]).sum())
    assert CompanyTables(owner.actor).facts("sales").currency == "GBP"  # type: ignore[union-attr]
