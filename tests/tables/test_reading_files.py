"""Whatever the encoding, the separator, the decimal mark or the date style, the same table is read."""

import csv
import io
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.tables.importing.cleaning import clean
from levier.tables.importing.encoding import decode
from levier.tables.importing.mapping import propose
from levier.tables.importing.opening import open_table
from levier.tables.importing.values import date_order, read_booleans, read_moments, read_numbers

HEADER = ["Facture", "Date", "Référence", "Désignation", "Quantité", "Prix unitaire", "Client", "Pays"]
_NAMES = st.text(alphabet=st.sampled_from("abcdeéèçàœÉ €'\";,|.-\n12"), min_size=1, max_size=20).filter(
    lambda text: any(char.isalpha() for char in text) and text.strip().lower() not in ("na", "null", "none")
)
_LINES = st.lists(
    st.tuples(
        st.dates(date(2005, 1, 1), date(2030, 12, 31)),
        _NAMES,
        st.integers(-5000, 5000).filter(bool),
        st.decimals(min_value="0.01", max_value="99999.99", places=2),
    ),
    min_size=3,
    max_size=25,
)


def written(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(encoding, errors="strict")


@settings(max_examples=60, deadline=None)
@given(
    lines=_LINES,
    separator=st.sampled_from([";", ",", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "iso8859-15", "utf-16", "utf-16-le"]),
    comma=st.booleans(),
    style=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y 00:00", "%Y%m%d"]),
    grouping=st.sampled_from(["", " ", "\u00a0"]),
)
def test_any_dialect_gives_the_same_sales(
    lines: list[tuple[date, str, int, object]],
    separator: str,
    encoding: str,
    comma: bool,
    style: str,
    grouping: str,
) -> None:
    rows = [HEADER]
    for number, (day, name, quantity, price) in enumerate(lines):
        amount = f"{price:,}".replace(",", grouping)
        amount = amount.replace(".", ",") if comma else amount
        rows.append(
            [
                str(1000 + number),
                day.strftime(style),
                f"R{number}",
                name,
                str(quantity),
                amount,
                "C1",
                "France",
            ]
        )

    raw = open_table(written(rows, separator, encoding), "ventes.csv")
    cleaned = clean(raw, propose(raw, "ventes.csv", "sales"))

    assert cleaned.rejects.height == 0
    assert cleaned.frame["quantity"].to_list() == [float(line[2]) for line in lines]
    assert cleaned.frame["unit_price"].to_list() == [float(str(line[3])) for line in lines]
    assert cleaned.frame["product"].to_list() == [" ".join(line[1].split()) for line in lines]
    days = [(line[0].day, line[0].month) for line in lines]
    if not style.startswith("%d") or any(day > 12 for day, _ in days):
        assert cleaned.frame["date"].cast(pl.Date).to_list() == [line[0] for line in lines]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Désignation;Prix\nÉtagère;12 €\n", "cp1252"),
        ("Désignation;Prix\nÉtagère;12 €\nCœur;3\n", "iso8859-15"),
        ("Désignation;Prix\nÉtagère à clés;12\n", "cp850"),
        ("Désignation;Prix\nÉtagère à clés;12\n", "mac_roman"),
        ("Désignation;Prix\nÉtagère;12 €\n", "utf-16-be"),
    ],
)
def test_the_encoding_is_decided_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("texts", "decimal", "values"),
    [
        (["1 234,56", "12", "-3,5"], ".", [1234.56, 12, -3.5]),
        (["1.234,56 €", "12,00 €"], ".", [1234.56, 12]),
        (["1,234.56", "12.5"], ",", [1234.56, 12.5]),
        (["1.234.567", "8"], ",", [1234567, 8]),
        (["1,234", "5,5"], ".", [1.234, 5.5]),
        (["1,234", "5.5"], ",", [1234, 5.5]),
        (["1.234"], ",", [1234]),
        (["1.234"], ".", [1.234]),
        (["0,125"], ".", [0.125]),
        (["(12,50)", "12,50-", "−4"], ",", [-12.5, -12.5, -4]),
        (["12 %", "3 EUR", "£ 4"], ",", [12, 3, 4]),
        (["abc", "1,2,3", "12-13", "", None, "1 2 3 4a"], ",", [None] * 6),
        (["1e3"], ".", [1000]),
    ],
)
def test_numbers_are_read_the_french_and_the_english_way(
    texts: list[str | None], decimal: str, values: list[float | None]
) -> None:
    assert read_numbers(pl.Series("x", texts, dtype=pl.String), decimal).to_list() == values  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03/05/2011", datetime(2011, 5, 3)),
        ("3/5/11", datetime(2011, 5, 3)),
        ("2011-05-03T14:07:09Z", datetime(2011, 5, 3, 14, 7, 9)),
        ("03.05.2011 14h07", datetime(2011, 5, 3, 14, 7)),
        ("20110503", datetime(2011, 5, 3)),
        ("3 mai 2011", datetime(2011, 5, 3)),
        ("1er août 2011", datetime(2011, 8, 1)),
        ("mardi 3 mai 2011", datetime(2011, 5, 3)),
        ("03-déc.-11", datetime(2011, 12, 3)),
        ("May 3, 2011", datetime(2011, 5, 3)),
        ("40666", datetime(2011, 5, 3)),
        ("40666.5", datetime(2011, 5, 3, 12)),
        ("03/05/2011 02:07 PM", datetime(2011, 5, 3, 14, 7)),
        ("31/02/2011", None),
        ("hier", None),
    ],
)
def test_dates_are_read_in_the_ways_people_write_them(text: str, moment: datetime | None) -> None:
    assert read_moments(pl.Series("d", [text]), "dmy").to_list() == [moment]


def test_the_order_of_day_and_month_is_decided_by_the_data() -> None:
    assert date_order(pl.Series(["03/05/2011", "25/05/2011"])) == ("dmy", True)
    assert date_order(pl.Series(["03/05/2011", "05/25/2011"])) == ("mdy", True)
    assert date_order(pl.Series(["03/05/2011", "04/06/2011"])) == ("dmy", False)


def test_booleans_are_read_in_french() -> None:
    assert read_booleans(pl.Series(["Oui", "non", "VRAI", "0", "?"])).to_list() == [
        True,
        False,
        True,
        False,
        None,
    ]


def test_a_quote_never_closed_costs_one_line_not_the_rest_of_the_file() -> None:
    lines = [f"{1000 + n};0{1 + n % 9}/05/2026;R{n};Nom {n};1;2,50;C1;France" for n in range(40)]
    lines[10] = '1010;01/05/2026;R10;"Planche 5 pouces;1;2,50;C1;France'
    lines[20] = '1020;01/05/2026;R20;Tube 5" long;1;2,50;C1;France'
    lines[30] = '1030;01/05/2026;R30;"Lampe\nsur pied ""été""";1;2,50;C1;France'
    raw = open_table("\n".join([";".join(HEADER), *lines]).encode(), "ventes.csv")

    assert [broken.line for broken in raw.broken] == [12]
    assert raw.frame.height == 39
    names = raw.frame["Désignation"].to_list()
    assert 'Tube 5" long' in names
    assert 'Lampe\nsur pied "été"' in names
    assert raw.lines.to_list()[-1] == 42


def test_a_workbook_is_read_below_its_title_and_in_its_first_useful_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active["A1"] = "Export du logiciel de caisse"
    sheet = book.create_sheet("Ventes")
    sheet.append(["Ventes de mai 2026"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(["1001", datetime(2026, 5, 3, 10, 30), "R1", "Étagère", 2, 1234.5, 77, "France"])
    sheet.append(["1002", datetime(2026, 5, 4), "R2", "Lampe", 1, "12,50", 78, "Belgique"])
    buffer = io.BytesIO()
    book.save(buffer)

    raw = open_table(buffer.getvalue(), "caisse.xlsx")
    mapping = propose(raw, "caisse.xlsx")
    cleaned = clean(raw, mapping)

    assert mapping.kind == "sales"
    assert cleaned.frame["date"].to_list() == [datetime(2026, 5, 3, 10, 30), datetime(2026, 5, 4)]
    assert cleaned.frame["unit_price"].to_list() == [1234.5, 12.5]
    assert cleaned.frame["customer"].to_list() == ["77", "78"]


def test_title_lines_above_a_csv_header_are_skipped() -> None:
    text = (
        "Société Martin\nExport du 01/06/2026;;;;;;;\n\n"
        + ";".join(HEADER)
        + "\n1;03/05/2026;R1;Lampe;1;2,5;C1;France\n"
    )
    raw = open_table(text.encode(), "ventes.csv")
    assert raw.frame.columns == HEADER
    assert raw.frame.height == 1
    assert raw.lines.to_list() == [5]


def test_a_file_without_header_is_read_by_its_values_when_its_kind_is_named() -> None:
    lines = [f"2026-05-{day:02d};REF{day};{day};{day},50" for day in range(1, 20)]
    raw = open_table("\n".join(lines).encode(), "ventes.csv")
    mapping = propose(raw, "ventes.csv", "sales")
    assert mapping.columns == {
        "date": "colonne 1",
        "product_code": "colonne 2",
        "quantity": "colonne 3",
        "unit_price": "colonne 4",
    }
    assert all(match.confidence == 0.5 for match in mapping.matches)


def test_an_unknown_table_is_refused_with_the_columns_that_were_found() -> None:
    raw = open_table(b"alpha;beta\n1;2\n3;4\n", "x.csv")
    with pytest.raises(BadInput, match="« alpha », « beta »"):
        propose(raw, "x.csv")


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Référence;Désignation;Prix d'achat;Prix de vente;Fournisseur", "R1;Lampe;4;9;F1", "products"),
        ("Code article;Dépôt;Stock physique;Seuil;Date", "R1;Lyon;4;9;01/05/2026", "stock"),
        ("Code client;Raison sociale;SIREN;Ville;Segment", "C1;Martin;552100554;Lyon;CHR", "customers"),
        (
            "Date commande;Fournisseur;Référence;Qté commandée;Livraison prévue",
            "01/05/2026;F1;R1;4;09/05/2026",
            "purchases",
        ),
        (
            "N° facture;Date facture;Client;Montant HT;TVA;Montant TTC;Échéance",
            "F1;01/05/2026;C1;10;2;12;30/05/2026",
            "invoices",
        ),
        ("Date;Note;Commentaire", "01/05/2026;4;Très bien", "reviews"),
        ("Immatriculation;Charge utile;Kilométrage", "AB-123-CD;800;120000", "vehicles"),
        ("Prénom;Nom;Fonction;E-mail;Société", "Claire;Martin;Gérante;c@m.fr;Martin", "contacts"),
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice",
            "1,R1,Lamp,2,2026-05-01,3.5",
            "sales",
        ),
        ("order_id\tsku\tqty\tprice\torder_date\tcountry", "1\tR1\t2\t3.5\t2026-05-01\tFR", "sales"),
    ],
)
def test_the_kind_is_guessed_from_the_names_of_the_columns(header: str, row: str, kind: str) -> None:
    raw = open_table(f"{header}\n{row}\n{row}\n".encode(), "x.csv")
    assert propose(raw, "x.csv").kind == kind
