"""A workbook is read as a person sees it: sheets, merged cells, two rows of header, errors, dates of either system."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from levier.core.errors import BadInput
from levier.tables.importing.compressed import unpacked
from levier.tables.importing.how import How
from levier.tables.importing.opening import open_table, open_tables
from levier.tables.importing.recognising import best_table
from levier.tables.kinds import KINDS
from levier.tables.kinds.kind import Kind
from levier.tables.kinds.templates import as_workbook


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_groups_written_once_are_on_each_of_their_lines_and_headers_of_two_rows_are_one() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "Ventes 2026"
    sheet.merge_cells("B2:G2")
    for column, text in enumerate(["Client", "", "Janvier", "", "Février", ""], start=2):
        sheet.cell(4, column).value = text
    for merged in ("B4:C4", "D4:E4", "F4:G4"):
        sheet.merge_cells(merged)
    for column, text in enumerate(["Région", "Nom", "Quantité", "Montant", "Quantité", "Remise"], start=2):
        sheet.cell(5, column).value = text
    for row, values in enumerate(
        [("Nord", "Martin", 2, 10.5, 1, 0), (None, "Dubois", 3, 1.234, 2, 1)], start=6
    ):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column).value = value
    sheet.merge_cells("B6:B7")

    table = open_table(saved(book), "ventes.xlsx")

    assert table.frame.columns == [
        "Région", "Nom", "Quantité (Janvier)", "Montant", "Quantité (Février)", "Remise",
    ]  # fmt: skip
    assert table.frame["Région"].to_list() == ["Nord", "Nord"]
    assert table.frame["Montant"].to_list() == [10.5, 1.234]
    assert table.lines.to_list() == [6, 7]


def test_every_sheet_is_proposed_and_the_person_chooses() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in (["x", "y"], ["a", "b"], ["c", "d"]):
        book.active.append(row)
    sales = book.create_sheet("Ventes")
    sales.append(["Facture", "Date", "Référence", "Désignation", "Quantité", "Prix unitaire"])
    sales.append(["1", date(2026, 4, 3), "R1", "Chaise", 2, 49.9])
    hidden = book.create_sheet("Caché")
    hidden.append(["Code client", "Raison sociale"])
    hidden.append(["C1", "Martin"])
    hidden.sheet_state = "hidden"
    data = saved(book)

    tables = open_tables(data, "x.xlsx")
    assert [(table.title, table.hidden) for table in tables] == [
        ("Notes", False),
        ("Ventes", False),
        ("Caché", True),
    ]
    assert best_table(tables, None).title == "Ventes"
    assert open_table(data, "x.xlsx", How(sheet="caché")).frame.columns == ["Code client", "Raison sociale"]
    assert open_table(data, "x.xlsx", How(sheet="2")).title == "Ventes"
    with pytest.raises(BadInput, match="Absente") as refused:
        open_table(data, "x.xlsx", How(sheet="Absente"))
    assert "« Ventes »" in refused.value.mend


def test_dates_of_1904_errors_and_numbers_beside_text_keep_their_value() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["Date", "Quantité", "Code"])
    sheet.append([datetime(2026, 4, 3), 1.234, 77])
    sheet.append([datetime(2026, 4, 4), "#N/A", 78])
    sheet.append([datetime(2026, 4, 5), "douze", "A12"])
    table = open_table(saved(book), "x.xlsx")
    assert table.frame["Date"].to_list()[0] == datetime(2026, 4, 3)
    assert table.frame["Quantité"].to_list() == ["1.234e0", "", "douze"]
    assert table.frame["Code"].to_list() == ["77", "78", "A12"]


def test_an_archive_of_one_table_is_read_and_one_of_several_refused() -> None:
    def archive(*names: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for name in names:
                file.writestr(name, "a;b\n1;2\n3;4\n")
        return buffer.getvalue()

    assert open_table(archive("dossier/ventes.csv", "__MACOSX/._ventes.csv"), "x.zip").frame.height == 2
    with pytest.raises(BadInput, match="un seul tableau"):
        open_table(archive("a.csv", "b.csv"), "x.zip")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", b"0" * 5_000_000)
    with pytest.raises(BadInput, match="trop gros"):
        unpacked(bomb.getvalue(), "x.zip", 1_000_000)


def test_the_line_of_the_names_of_a_sheet_is_the_one_that_is_said() -> None:
    book = openpyxl.Workbook()
    for row in [("Martin", "Vichy", "Nord"), ("A", "B", "C"), ("x", "y", "z"), ("u", "v", "w")]:
        book.active.append(row)
    data = saved(book)
    table = open_table(data, "x.xlsx", How.said(header="2"))
    assert table.frame.columns == ["A", "B", "C"]
    assert table.lines.to_list() == [3, 4]
    assert table.cut is not None
    assert (table.cut.header, table.cut.beginning[0]) == (2, "Martin | Vichy | Nord")
    assert open_table(data, "x.xlsx", How.said(header="0")).frame.height == 4
    kept = open_table(data, "x.xlsx", How.said(header="40"))
    assert "Levier a gardé la sienne" in kept.notes[0]


def _locked_calc() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
        )
        archive.writestr("content.xml", b"\x8f\x01nothing readable")
    return buffer.getvalue()


def _locked_excel() -> bytes:
    """What Excel writes of a workbook with a password: an OLE file of two streams, in its directory by name."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(4096)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(512)
    )


@pytest.mark.parametrize("data", [_locked_excel(), _locked_calc()], ids=["xlsx", "ods"])
def test_a_workbook_with_a_password_says_so_and_how_to_take_it_off(data: bytes) -> None:
    with pytest.raises(BadInput, match="protégé par un mot de passe") as refused:
        open_tables(data, "paie")
    assert "Protéger le classeur" in refused.value.mend


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_empty_model_says_that_it_is_empty_and_its_notice_is_no_table(kind: Kind) -> None:
    """The notice of an empty model was read as customers' reviews."""
    with pytest.raises(BadInput, match="encore vide"):
        open_tables(as_workbook(kind), "modele.xlsx")
