"""camt.053, .052 and .054 (ISO 20022): statements of accounts in XML, every version .001.xx.

A batch (one entry, several transactions) is opened into its transactions when they add up to the entry, charges included;
else the entry stays whole. Entries that are not booked are set aside: the money has not moved.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from levier.core.errors import BadInput
from levier.tables.importing.formats.statement import Movement, Statement, as_table
from levier.tables.importing.raw import BrokenLine, RawTable

LABEL = "relevé bancaire camt (ISO 20022)"
_ROOTS = (b"BkToCstmrStmt", b"BkToCstmrAcctRpt", b"BkToCstmrDbtCdtNtfctn")
_LARGEST = 120 * 1024 * 1024
_AMOUNT = re.compile(r"^\d{1,18}(?:\.\d{1,17})?$|^\.\d{1,17}$", re.ASCII)
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def sniff(data: bytes, name: str) -> bool:
    """By its root message."""
    head = data[:8192].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and any(
        root in head for root in _ROOTS
    )


def read(data: bytes, name: str) -> list[RawTable]:
    """The booked movements of every account, balances checked. Raises BadInput."""
    root = _root(data, name)
    statements: list[Statement] = []
    broken: list[BrokenLine] = []
    for found in _children(root, "Stmt", "Rpt", "Ntfctn"):
        statements.append(_statement(found, broken))
    if not any(statement.movements for statement in statements) and not broken:
        raise BadInput(
            "Ce relevé ne contient aucun mouvement", where=name, mend="Vérifiez la période demandée."
        )
    return [as_table(statements, LABEL, broken)]


def _root(data: bytes, name: str) -> Any:
    if len(data) > _LARGEST:
        raise BadInput(
            f"Ce relevé XML dépasse {_LARGEST // 1024**2} Mo",
            where=name,
            mend="Demandez-le par mois à votre banque.",
        )
    if b"<!DOCTYPE" in data.replace(b"\0", b"")[:65536]:
        raise BadInput(
            "Ce fichier XML déclare des entités, ce qu'aucune banque ne fait",
            where=name,
            mend="Refaites l'export.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        document = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BadInput(
            "Ce fichier XML est endommagé ou coupé", where=name, mend="Téléchargez-le de nouveau à la banque."
        ) from fault
    for message in [document, *document.iterchildren(tag=etree.Element)]:
        if _local(message).encode() in _ROOTS:
            return message
    raise BadInput("Ce fichier XML n'est pas un relevé de compte", where=name, mend="Attendu : camt.053.")


def _statement(found: Any, broken: list[BrokenLine]) -> Statement:
    account = _text(found, "Acct", "Id", "IBAN") or _text(found, "Acct", "Id", "Othr", "Id")
    statement = Statement(account, _text(found, "Acct", "Ccy"))
    is_statement = _local(found) == "Stmt"
    balances: dict[str, Decimal] = {}
    for balance in _children(found, "Bal"):
        code = _text(balance, "Tp", "CdOrPrtry", "Cd")
        amount = _signed(balance)
        if amount is not None:
            balances.setdefault(code, amount)
            if not statement.currency:
                statement.currency = _currency(balance)
    statement.opening = balances.get("OPBD", balances.get("PRCD")) if is_statement else None
    statement.closing = balances.get("CLBD") if is_statement else None
    for entry in _children(found, "Ntry"):
        statement.currency = statement.currency or _currency(entry)
        _entry(entry, statement, broken)
    return statement


def _entry(entry: Any, statement: Statement, broken: list[BrokenLine]) -> None:
    line = int(entry.sourceline or 1)
    amount = _signed(entry)
    booked = _day(_text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm"))
    value = _day(_text(entry, "ValDt", "Dt") or _text(entry, "ValDt", "DtTm"))
    status = (_text(entry, "Sts", "Cd") or _text(entry, "Sts") or "BOOK").upper()
    shown = [
        _text(entry, "Amt"),
        _text(entry, "CdtDbtInd"),
        _text(entry, "BookgDt", "Dt"),
        _text(entry, "AddtlNtryInf"),
    ]
    reason = ""
    if status not in ("BOOK", "BOOKED"):
        reason = f"opération non comptabilisée par la banque ({status})"
    elif amount is None:
        reason = f"montant illisible : « {_text(entry, 'Amt')} »"
    elif booked is None and value is None:
        reason = "date : valeur absente ou illisible"
    if reason or amount is None:
        broken.append(BrokenLine(line, shown, reason))
        return
    details = [detail for group in _children(entry, "NtryDtls") for detail in _children(group, "TxDtls")]
    parts = _opened(entry, details, amount, statement.currency)
    for part, detail in parts:
        movement = Movement(line, booked or value, part, value or booked)
        _describe(movement, entry, detail, incoming=_text(entry, "CdtDbtInd") == "CRDT")
        statement.movements.append(movement)


def _opened(entry: Any, details: list[Any], amount: Decimal, currency: str) -> list[tuple[Decimal, Any]]:
    """The parts of an entry: its transactions when they explain its amount, charges being one more part; else itself."""
    if len(details) < 2:
        return [(amount, details[0] if details else None)]
    sign = 1 if _text(entry, "CdtDbtInd") == "CRDT" else -1
    parts: list[tuple[Decimal, Any]] = []
    for detail in details:
        found = _detail_amount(detail, sign, currency)
        if found is None:
            return [(amount, None)]
        parts.append((found, detail))
    rest = amount - sum((part for part, _ in parts), Decimal(0))
    charges = _charges(entry, details)
    if rest == 0:
        return parts
    return [*parts, (rest, "Frais bancaires")] if charges and rest == -charges else [(amount, None)]


def _detail_amount(detail: Any, sign: int, currency: str) -> Decimal | None:
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        element = _down(detail, *path)
        if element is None or (currency and element.get("Ccy", currency) != currency):
            continue
        number = _number(element.text)
        if number is None:
            continue
        side = _text(detail, "CdtDbtInd")
        return number * (1 if side == "CRDT" else -1 if side == "DBIT" else sign)
    return None


def _charges(entry: Any, details: list[Any]) -> Decimal:
    total = Decimal(0)
    for holder in (entry, *details):
        for charges in _children(holder, "Chrgs"):
            records = list(_children(charges, "Rcrd")) or [charges]
            for record in records:
                total += _number(_text(record, "Amt")) or 0
    return total


def _describe(movement: Movement, entry: Any, detail: Any, *, incoming: bool) -> None:
    """Who, why and under which reference; ``detail`` is a transaction, a plain label, or None."""
    if isinstance(detail, str):
        movement.label = movement.method = detail
        return
    extra = _text(entry, "AddtlNtryInf")
    movement.reference = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    movement.category = _text(entry, "BkTxCd", "Prtry", "Cd") or "-".join(
        part
        for part in (
            _text(entry, "BkTxCd", "Domn", "Cd"),
            _text(entry, "BkTxCd", "Domn", "Fmly", "Cd"),
            _text(entry, "BkTxCd", "Domn", "Fmly", "SubFmlyCd"),
        )
        if part
    )
    if detail is None:
        movement.label = extra
        return
    incoming = incoming != (_text(entry, "RvslInd") in ("true", "1"))
    side = "Dbtr" if incoming else "Cdtr"
    for party in (side, f"Ultmt{side}"):
        name = _text(detail, "RltdPties", party, "Nm") or _text(detail, "RltdPties", party, "Pty", "Nm")
        movement.party = movement.party or name
    movement.iban = _text(detail, "RltdPties", f"{side}Acct", "Id", "IBAN") or _text(
        detail, "RltdPties", f"{side}Acct", "Id", "Othr", "Id"
    )
    for name in ("EndToEndId", "TxId", "AcctSvcrRef", "InstrId", "ChqNb"):
        reference = _text(detail, "Refs", name)
        if reference and reference != "NOTPROVIDED":
            movement.reference = reference
            break
    words = [_words(text.text) for group in _children(detail, "RmtInf") for text in _children(group, "Ustrd")]
    words += [
        _text(structured, "CdtrRefInf", "Ref")
        for group in _children(detail, "RmtInf")
        for structured in _children(group, "Strd")
    ]
    words += [_text(detail, "AddtlTxInf"), extra]
    movement.label = " ".join(dict.fromkeys(word for word in words if word)) or movement.party


def _signed(holder: Any) -> Decimal | None:
    number = _number(_text(holder, "Amt"))
    side = _text(holder, "CdtDbtInd")
    if number is None or side not in ("CRDT", "DBIT"):
        return None
    return number if side == "CRDT" else -number


def _number(text: str | None) -> Decimal | None:
    text = (text or "").strip()
    if not _AMOUNT.match(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _currency(holder: Any) -> str:
    element = _down(holder, "Amt")
    return "" if element is None else str(element.get("Ccy", ""))[:3].upper()


def _day(text: str) -> date | None:
    if not (found := _DAY.match(text)):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _local(element: Any) -> str:
    return etree.QName(element).localname


def _children(element: Any, *names: str) -> Iterator[Any]:
    """Children by local name, whatever the version's namespace."""
    for child in element.iterchildren(tag=etree.Element):
        if _local(child) in names:
            yield child


def _down(element: Any, *path: str) -> Any:
    for name in path:
        element = next(_children(element, name), None)
        if element is None:
            return None
    return element


def _text(element: Any, *path: str) -> str:
    found = _down(element, *path)
    return "" if found is None else _words(found.text)


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
