"""CFONB 120: the account statement that French banks send, records of 120 characters.

01 opening balance, 04 movement, 05 more about the movement above, 07 closing balance. Source: CFONB, « Relevé de compte sur
support informatique » (fixed positions; the last digit of an amount also carries its sign).
"""

import re
from datetime import date
from decimal import Decimal

from levier.core.errors import BadInput
from levier.tables.importing.encoding import decode
from levier.tables.importing.formats.french_account import iban_of
from levier.tables.importing.formats.statement import Movement, Statement, as_table
from levier.tables.importing.raw import BrokenLine, RawTable

LABEL = "relevé bancaire CFONB 120"
_LENGTH = 120
_OPENING = re.compile(r"^01\d{5}.{4}\d{5}.{3}[\d ].[0-9A-Za-z ]{11}.{2}[\d ]{6}.{50}\d{13}[{}A-R]")
_AMOUNT = re.compile(r"^\d{13}[{}A-R]$")
_CREDIT, _DEBIT = "{ABCDEFGHI", "}JKLMNOPQR"
_PARTIES = ("NPY", "NBE", "NPO", "NBU")
_TEXTS = ("LIB", "LCC", "LC2", "LCS")


def sniff(data: bytes, name: str) -> bool:
    """By its first record."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf\r\n")
    return head.startswith(b"01") and bool(_OPENING.match(head[:_LENGTH].decode("latin-1")))


def read(data: bytes, name: str) -> list[RawTable]:
    """The movements, balances checked record by record. Raises BadInput when there is none."""
    text, _ = decode(data)
    statements: list[Statement] = []
    broken: list[BrokenLine] = []
    for number, record in _records(text):
        try:
            _take(record, number, statements)
        except ValueError as fault:
            broken.append(BrokenLine(number, [record], str(fault)))
    if not any(statement.movements for statement in statements):
        raise BadInput(
            "Ce relevé ne contient aucun mouvement", where=name, mend="Vérifiez la période demandée."
        )
    table = as_table(statements, LABEL, broken)
    table.warnings += _gaps(statements)
    for statement in statements:
        if statement.closing is None:
            table.warnings.append(
                f"Compte {statement.account} : le nouveau solde manque, le fichier est peut-être coupé."
            )
    return [table]


def _records(text: str) -> list[tuple[int, str]]:
    """Records with their number from 1: one per line, or one after the other without line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) <= 2 and len(lines[0]) > _LENGTH:
        lines = [lines[0][at : at + _LENGTH] for at in range(0, len(lines[0]), _LENGTH)]
    return [
        (number, line.ljust(_LENGTH)) for number, line in enumerate(lines, start=1) if line.strip("\x1a \0")
    ]


def _take(record: str, number: int, statements: list[Statement]) -> None:
    """Add what a record says. Raises ValueError with the reason (French) when it cannot be read."""
    code = record[:2]
    if code == "01":
        opening = _amount(record)
        statements.append(Statement(_account(record), record[16:19].strip(), opening))
        return
    if code not in ("04", "05", "07"):
        raise ValueError(f"type d'enregistrement inconnu : « {code} »")
    if not statements:
        raise ValueError("enregistrement avant tout ancien solde")
    current = statements[-1]
    if code == "07":
        if _account(record) != current.account:
            raise ValueError("nouveau solde d'un autre compte que l'ancien")
        current.closing = _amount(record)
    elif code == "04":
        if current.closing is not None:
            raise ValueError("mouvement après le nouveau solde")
        if _account(record) != current.account:
            raise ValueError("mouvement d'un autre compte que celui du relevé")
        booked = _day(record[34:40])
        if booked is None:
            raise ValueError(f"date illisible : « {record[34:40]} »")
        reference = record[104:120].strip() or record[81:88].strip().strip("0")
        current.movements.append(
            Movement(
                number,
                booked,
                _amount(record),
                _day(record[42:48]),
                _words(record[48:79]),
                reference=reference,
                category=f"Opération {record[32:34]}" if record[32:34].strip() else "",
            )
        )
    elif not current.movements:
        raise ValueError("complément d'un mouvement qui n'est pas là")
    else:
        _complete(current.movements[-1], record[45:48].strip().upper(), _words(record[48:118]))


def _complete(movement: Movement, qualifier: str, text: str) -> None:
    if qualifier in _PARTIES:
        movement.party = movement.party or text
    elif qualifier in _TEXTS and text and text not in movement.label:
        movement.label = f"{movement.label} {text}".strip()
    elif qualifier in ("REF", "RCN"):
        reference = _words(text[:35])
        movement.reference = reference or movement.reference
    elif qualifier in ("IBE", "IPY") and re.match(r"^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$", text[:35].strip()):
        movement.iban = text[:35].strip()


def _account(record: str) -> str:
    return iban_of(record[2:7], record[11:16], record[21:32])


def _amount(record: str) -> Decimal:
    text = record[90:104]
    if not _AMOUNT.match(text):
        raise ValueError(f"montant illisible : « {text.strip()} »")
    decimals = record[19]
    if not decimals.isdecimal():
        raise ValueError(f"nombre de décimales illisible : « {decimals} »")
    last = text[-1]
    sign, digit = (1, _CREDIT.index(last)) if last in _CREDIT else (-1, _DEBIT.index(last))
    return Decimal(sign * int(f"{text[:-1]}{digit}")).scaleb(-int(decimals))


def _day(text: str) -> date | None:
    """JJMMAA."""
    if not (text.isdecimal() and text.isascii()):
        return None
    year = int(text[4:6])
    try:
        return date(year + (2000 if year < 70 else 1900), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def _words(text: str) -> str:
    return " ".join(text.split())


def _gaps(statements: list[Statement]) -> list[str]:
    """Statements that do not follow each other: a day is missing, or comes twice."""
    last: dict[str, Decimal] = {}
    found = []
    for statement in statements:
        before = last.get(statement.account)
        if before is not None and statement.opening != before:
            found.append(
                f"Compte {statement.account} : un ancien solde n'est pas le nouveau solde précédent."
            )
        if statement.closing is not None:
            last[statement.account] = statement.closing
    return found[:5]
