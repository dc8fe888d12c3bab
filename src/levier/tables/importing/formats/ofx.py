"""OFX and QFX: the statement that banks' sites let people download; SGML (1.x) or XML (2.x). Source: OFX specification 2.3."""

import html
import re
from datetime import date
from decimal import Decimal

from levier.core.errors import BadInput
from levier.core.french.numbers import format_money
from levier.tables.importing.encoding import decode, is_utf8
from levier.tables.importing.formats.french_account import iban_of
from levier.tables.importing.formats.statement import AGAIN, Movement, Statement, as_table
from levier.tables.importing.raw import BrokenLine, RawTable

LABEL = "relevé bancaire OFX"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]*)\s*/?>([^<]*)")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_CHARSET = re.compile(rb"CHARSET:\s*([\w-]+)", re.I)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([\w-]+)[\"']", re.I)
_NUMBER = re.compile(r"^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$", re.ASCII)
_REFUSED = re.compile(r"<CODE>\s*(\d+)\s*(?:</CODE>)?\s*<SEVERITY>\s*ERROR", re.I)
_INNER = frozenset({"PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY"})
_TYPES = {
    "CREDIT": "Crédit", "DEBIT": "Débit", "INT": "Intérêts", "DIV": "Dividende", "FEE": "Frais", "SRVCHG": "Frais",
    "DEP": "Dépôt", "ATM": "Retrait", "POS": "Carte", "XFER": "Virement", "CHECK": "Chèque", "PAYMENT": "Paiement",
    "CASH": "Espèces", "DIRECTDEP": "Virement", "DIRECTDEBIT": "Prélèvement", "REPEATPMT": "Virement permanent",
    "HOLD": "En attente", "OTHER": "",
}  # fmt: skip


def sniff(data: bytes, name: str) -> bool:
    """By its header, or its root."""
    head = data[:4096].replace(b"\0", b"").upper()
    return b"OFXHEADER" in head or b"<OFX>" in head


def read(data: bytes, name: str) -> list[RawTable]:
    """The movements of every account. Raises BadInput when there is none."""
    text = _CDATA.sub(lambda match: html.escape(match.group(1), quote=False), _text(data))
    reader = _Reader(text)
    for match in _TAG.finditer(text):
        reader.take(match[2].upper(), html.unescape(match[3]).strip(), match.start(), closing=bool(match[1]))
    reader.end()
    if not any(statement.movements for statement in reader.statements) and not reader.broken:
        raise _nothing(text, name, bool(reader.statements))
    table = as_table(reader.statements, LABEL, reader.broken)
    table.notes += reader.notes[:8]
    if "</OFX>" not in text.upper():
        table.warnings.append(
            "La fin de ce relevé manque : des mouvements peuvent être absents. Téléchargez-le de nouveau."
        )
    return [table]


def _nothing(text: str, name: str, has_account: bool) -> BadInput:
    """Why there is no movement: the bank's own refusal, a portfolio, a file cut short, or a period without any."""
    if refused := _REFUSED.search(text):
        return BadInput(
            f"La banque a répondu par un refus (code OFX {refused[1]}) et non par un relevé",
            where=name,
            mend="Reconnectez-vous au site de votre banque puis téléchargez de nouveau le relevé.",
        )
    upper = text.upper()
    if "<INVSTMTRS>" in upper:
        return BadInput(
            "Ce fichier est le relevé d'un portefeuille de titres, sans mouvement de compte",
            where=name,
            mend="Levier lit les relevés de comptes et de cartes : demandez celui du compte espèces.",
        )
    if "</OFX>" not in upper:
        return BadInput(
            "Ce relevé s'arrête avant son premier mouvement : la fin du fichier manque",
            where=name,
            mend=AGAIN,
        )
    if not has_account:
        return BadInput("Ce fichier OFX ne contient aucun relevé de compte", where=name, mend=AGAIN)
    return BadInput(
        "Ce relevé ne contient aucun mouvement",
        where=name,
        mend="Vérifiez la période et le compte demandés à la banque.",
    )


class _Reader:
    """Takes tags one after the other: those of a movement are gathered until the next one begins or it is closed."""

    def __init__(self, text: str) -> None:
        self.statements: list[Statement] = []
        self.broken: list[BrokenLine] = []
        self.notes: list[str] = []
        self._text, self._seen, self._line = text, 0, 1
        self._found: dict[str, str] | None = None
        self._account: dict[str, str] = {}
        self._inner = self._block = ""
        self._at = 1

    def take(self, tag: str, value: str, position: int, *, closing: bool) -> None:
        if tag == "STMTTRN" or (tag == "BANKTRANLIST" and closing):
            self._end_of_movement()
            if tag == "STMTTRN" and not closing:
                self._found, self._inner, self._at = {}, "", self._line_of(position)
        elif self._found is not None:
            if tag in _INNER:
                self._inner = "" if closing else f"{tag}."
            elif not closing and value:
                self._found.setdefault(self._inner + tag, value)
        elif tag in ("STMTRS", "CCSTMTRS") and not closing:
            self.statements.append(Statement("", "", checked=False))
            self._account = {}
        elif tag in ("BANKACCTFROM", "CCACCTFROM", "LEDGERBAL", "AVAILBAL"):
            self._block = "" if closing else tag
        elif self.statements and not closing and value:
            self._of_statement(self.statements[-1], tag, value)

    def end(self) -> None:
        """A movement still open at the end of the file is one that was cut."""
        if self._found is not None:
            cells = [f"{key}={value}" for key, value in self._found.items()]
            self.broken.append(BrokenLine(self._at, cells, "mouvement coupé : la fin du fichier manque"))

    def _of_statement(self, statement: Statement, tag: str, value: str) -> None:
        if tag == "CURDEF":
            statement.currency = value[:3].upper()
        elif self._block.endswith("FROM"):
            self._account[tag] = value
            statement.account = _account(self._account)
        elif self._block == "LEDGERBAL" and tag == "BALAMT" and _NUMBER.match(value):
            balance = format_money(Decimal(value.replace(",", ".")), statement.currency or "EUR")
            account = statement.account or "sans numéro"
            self.notes.append(f"Compte {account} : solde annoncé par la banque {balance}.")

    def _end_of_movement(self) -> None:
        if self._found is not None:
            _add(self._found, self._at, self.statements, self.broken)
            self._found = None

    def _line_of(self, position: int) -> int:
        self._line += self._text.count("\n", self._seen, position)
        self._seen = position
        return self._line


def _add(found: dict[str, str], line: int, statements: list[Statement], broken: list[BrokenLine]) -> None:
    reason = ""
    amount, posted = found.get("TRNAMT", "").replace(" ", ""), _day(found.get("DTPOSTED", ""))
    if not statements:
        reason = "mouvement hors d'un relevé de compte"
    elif not _NUMBER.match(amount):  # the norm allows a point or a comma, and no thousands' mark
        reason = f"montant illisible : « {amount} »" if amount else "montant : valeur absente"
    elif posted is None:
        reason = f"date illisible : « {found.get('DTPOSTED', '')} »"
    if reason:
        broken.append(BrokenLine(line, [f"{key}={value}" for key, value in found.items()], reason))
        return
    party = found.get("PAYEE.NAME") or found.get("NAME", "")
    memo = found.get("MEMO", "")
    kind = found.get("TRNTYPE", "").upper()
    statements[-1].movements.append(
        Movement(
            line,
            posted,
            Decimal(amount.replace(",", ".")),
            _day(found.get("DTAVAIL", "")),
            " ".join(dict.fromkeys(" ".join(part.split()) for part in (party, memo) if part)),
            " ".join(party.split()),
            _TYPES.get(kind, kind.capitalize()),
            found.get("FITID") or found.get("REFNUM") or found.get("CHECKNUM", ""),
            iban=found.get("BANKACCTTO.ACCTID", "") or found.get("CCACCTTO.ACCTID", ""),
        )
    )


def _account(found: dict[str, str]) -> str:
    """The IBAN when the parts are those of a French account, else the number as it is."""
    number = found.get("ACCTID", "").replace(" ", "")
    bank, branch = found.get("BANKID", ""), found.get("BRANCHID", "")
    return iban_of(bank, branch, number) if len(bank) == len(branch) == 5 and len(number) == 11 else number


def _day(text: str) -> date | None:
    """YYYYMMDD, followed or not by the hour and the zone."""
    digits = text[:8]
    if not (len(digits) == 8 and digits.isdecimal() and digits.isascii()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _text(data: bytes) -> str:
    """UTF-8 when it is valid; else the charset that the header declares; else what the bytes look like."""
    if is_utf8(data):
        return decode(data)[0]
    said = _XML_ENCODING.search(data[:400]) or _CHARSET.search(data[:600])
    if said:
        charset = said[1].decode("ascii")
        charset = f"cp{charset}" if charset.isdecimal() else charset
        try:
            return data.decode(charset, errors="replace")
        except (LookupError, UnicodeError):
            pass
    return decode(data)[0]
