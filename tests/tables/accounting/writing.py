"""A small company's FEC, written in every way software writes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

NAMES = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib", "PieceRef",
    "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a FEC. Amounts in euros, exact."""

    journal: str
    entry: str
    day: date
    account: str
    debit: Decimal = Decimal(0)
    credit: Decimal = Decimal(0)
    auxiliary: str = ""
    label: str = "Écriture"
    piece: str = "P1"
    lettering: str = ""
    piece_day: date | None = None
    validated: date | None = date(2024, 3, 31)


LABELS = {
    "VE": "Ventes",
    "AC": "Achats",
    "BQ": "Banque",
    "OD": "Opérations diverses",
    "AN": "À nouveaux",
    "CL": "Clôture",
}
ACCOUNTS = {
    "101000": "Capital", "120000": "Résultat", "164000": "Emprunt", "218300": "Matériel", "370000": "Stock", "401000": "Fournisseurs",
    "411000": "Clients", "445510": "TVA à décaisser", "445660": "TVA déductible", "445710": "TVA collectée", "512000": "Banque",
    "530000": "Caisse", "601000": "Achats matières", "607000": "Achats marchandises", "613200": "Loyers", "641000": "Salaires",
    "645000": "Charges sociales", "706000": "Prestations", "707000": "Ventes", "709700": "Remises", "421000": "Personnel",
}  # fmt: skip


def _two(first: Line, *others: tuple[str, str, str]) -> list[Line]:
    """An entry: its first line, then (account, debit, credit) of the others."""
    rest = [
        Line(
            first.journal,
            first.entry,
            first.day,
            account,
            Decimal(debit or 0),
            Decimal(credit or 0),
            "",
            first.label,
            first.piece,
        )
        for account, debit, credit in others
    ]
    return [first, *rest]


def company(*, closed: bool = False) -> list[Line]:
    """The year 2023 of a shop: opening, sales, purchases, wages, VAT, payments; ``closed``: with the entry that closes 6 and 7."""
    d = Decimal
    lines: list[Line] = []
    an = date(2023, 1, 1)
    lines += [
        Line("AN", "1", an, "512000", debit=d("10000")), Line("AN", "1", an, "218300", debit=d("5000")),
        Line("AN", "1", an, "411000", debit=d("1200"), auxiliary="DURAND", label="FA 2022-12", piece_day=date(2022, 12, 1)),
        Line("AN", "1", an, "101000", credit=d("15000")), Line("AN", "1", an, "401000", credit=d("1200"), auxiliary="GROS"),
    ]  # fmt: skip
    number = 1
    for month in range(1, 13):
        day = date(2023, month, 15)
        number += 1
        sale = d(1000 + 100 * month)
        lines += _two(
            Line("VE", str(number), day, "411000", debit=sale * d("1.2"), auxiliary="DURAND", piece=f"V{month}", label=f"Facture V{month}", lettering=chr(64 + month) if month < 11 else ""),
            ("707000", "", str(sale)), ("445710", "", str(sale * d("0.2"))),
        )  # fmt: skip
        number += 1
        lines += _two(
            Line("AC", str(number), day, "401000", credit=d("600"), auxiliary="GROS", piece=f"A{month}", label=f"Facture A{month}"),
            ("607000", "500", ""), ("445660", "100", ""),
        )  # fmt: skip
        number += 1
        lines += _two(
            Line("OD", str(number), day, "641000", debit=d("300"), piece=f"S{month}"),
            ("645000", "120", ""),
            ("421000", "", "420"),
        )
        number += 1
        if month < 11:
            lines += _two(
                Line("BQ", str(number), date(2023, month, 28), "411000", credit=sale * d("1.2"), auxiliary="DURAND", piece=f"R{month}", lettering=chr(64 + month)),
                ("512000", str(sale * d("1.2")), ""),
            )  # fmt: skip
            number += 1
        lines += _two(
            Line("OD", str(number), date(2023, month, 28), "445710", debit=sale * d("0.2"), piece=f"T{month}", label="TVA du mois"),
            ("445660", "", "100"), ("445510", "", str(sale * d("0.2") - 100)),
        )  # fmt: skip
    number += 1
    lines += _two(
        Line("AC", str(number), date(2023, 6, 30), "613200", debit=d("2000"), piece="L1"),
        ("512000", "", "2000"),
    )
    number += 1
    lines += _two(
        Line("VE", str(number), date(2023, 12, 30), "709700", debit=d("50"), piece="AV1"),
        ("411000", "", "50"),
    )
    lines[-1] = Line(
        "VE", str(number), date(2023, 12, 30), "411000", credit=d("50"), auxiliary="DURAND", piece="AV1"
    )
    if closed:
        lines += closing(lines, str(number + 1))
    return lines


def closing(lines: Sequence[Line], number: str) -> list[Line]:
    """The entry that empties classes 6 and 7 into 120."""
    balances: dict[str, Decimal] = {}
    for line in lines:
        if line.account[0] in "67":
            balances[line.account] = balances.get(line.account, Decimal(0)) + line.debit - line.credit
    day, made = date(2023, 12, 31), []
    for account, balance in sorted(balances.items()):
        made.append(
            Line(
                "CL",
                number,
                day,
                account,
                Decimal(0) if balance > 0 else -balance,
                balance if balance > 0 else Decimal(0),
                label="Clôture",
            )
        )
    result = -sum(balances.values())
    made.append(
        Line(
            "CL",
            number,
            day,
            "120000",
            Decimal(0) if result > 0 else -result,
            result if result > 0 else Decimal(0),
            label="Clôture",
        )
    )
    return made


Amounts = Literal["debit-credit", "side-letters", "side-signs"]


@dataclass(frozen=True)
class Variant:
    """How software writes the file."""

    separator: str = "\t"
    encoding: str = "iso8859-15"
    bom: bool = False
    decimal: str = ","
    end: str = "\r\n"
    quoted: bool = False
    amounts: Amounts = "debit-credit"
    names: Literal["exact", "upper", "spaced", "accented"] = "exact"
    dates: str = "%Y%m%d"
    cash: bool = False
    empty_zero: bool = False
    final_end: bool = True


_ACCENTED = {
    "Debit": "Débit",
    "Credit": "Crédit",
    "EcritureNum": "Écriture Num",
    "EcritureDate": "Écriture Date",
    "EcritureLib": "Écriture Lib",
    "PieceRef": "Pièce Réf",
    "PieceDate": "Pièce Date",
}


def write(lines: Sequence[Line], how: Variant = Variant()) -> bytes:
    """The lines as a file."""
    names = list(NAMES)
    if how.amounts != "debit-credit":
        names[11], names[12] = "Montant", "Sens"
    if how.cash:
        names += ["DateRglt", "ModeRglt", "NatOp", "IdClient"]
    shown = {
        "exact": list(names), "upper": [name.upper() for name in names], "spaced": [f" {name} " for name in names],
        "accented": [_ACCENTED.get(name, name) for name in names],
    }[how.names]  # fmt: skip
    rows = [shown, *(_cells(line, how) for line in lines)]
    text = how.end.join(how.separator.join(_quoted(cell, how) for cell in row) for row in rows)
    text += how.end if how.final_end else ""
    data = text.encode(how.encoding)
    return b"\xef\xbb\xbf" + data if how.bom else data


def _quoted(cell: str, how: Variant) -> str:
    if how.quoted or (how.separator in cell and how.separator in ",;"):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cells(line: Line, how: Variant) -> list[str]:
    if how.amounts == "debit-credit":
        money = [_amount(line.debit, how), _amount(line.credit, how)]
    else:
        side = ("D", "C") if how.amounts == "side-letters" else ("+1", "-1")
        money = [_amount(line.debit or line.credit, how), side[0] if line.debit else side[1]]
    day = line.day.strftime(how.dates)
    cells = [
        line.journal, LABELS[line.journal], line.entry, day, line.account, ACCOUNTS[line.account], line.auxiliary,
        f"Société {line.auxiliary}" if line.auxiliary else "", line.piece, (line.piece_day or line.day).strftime(how.dates), line.label, *money,
        line.lettering, date(2023, 12, 31).strftime(how.dates) if line.lettering else "",
        line.validated.strftime(how.dates) if line.validated else "", "", "",
    ]  # fmt: skip
    return [*cells, day, "VIR", "", ""] if how.cash else cells


def _amount(value: Decimal, how: Variant) -> str:
    if not value and how.empty_zero:
        return ""
    return f"{value:.2f}".replace(".", how.decimal)
