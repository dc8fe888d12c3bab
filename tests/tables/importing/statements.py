"""Bank statements written as banks write them, to be read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

BANK, BRANCH, ACCOUNT, IBAN = "30004", "00003", "12345678901", "FR7630004000031234567890143"


@dataclass(frozen=True)
class Line:
    """A movement; ``amount`` negative when money goes out."""

    day: date
    amount: Decimal
    label: str
    party: str = ""
    reference: str = ""


def signed(amount: Decimal, decimals: int) -> str:
    """An amount of CFONB: fourteen characters, the last one a digit and a sign."""
    units = int(abs(amount).scaleb(decimals))
    last = "{ABCDEFGHI" if amount >= 0 else "}JKLMNOPQR"
    return f"{units // 10:013d}{last[units % 10]}"


def cfonb(lines: Sequence[Line], opening: Decimal, *, decimals: int = 2, ends: str = "\r\n", closing: Decimal | None = None) -> bytes:  # fmt: skip
    """A statement of one account; ``closing`` differs from the sum to make a wrong one."""

    def balance(code: str, day: date, amount: Decimal) -> str:
        head = f"{code}{BANK}    {BRANCH}EUR{decimals} {ACCOUNT}  {day:%d%m%y}"
        return f"{head:<90}{signed(amount, decimals)}{'':16}"

    first = lines[0].day if lines else date(2026, 1, 1)
    records = [balance("01", first, opening)]
    for line in lines:
        head = f"04{BANK}0000{BRANCH}EUR{decimals} {ACCOUNT}06{line.day:%d%m%y}  {line.day:%d%m%y}{line.label[:31]:<31}"
        records.append(f"{head:<90}{signed(line.amount, decimals)}{line.reference[:16]:<16}")
        if line.party:
            more = f"05{BANK}0000{BRANCH}EUR{decimals} {ACCOUNT}06{line.day:%d%m%y}     NPY{line.party[:70]:<70}  "
            records.append(more)
    total = opening + sum((line.amount for line in lines), Decimal(0))
    records.append(balance("07", lines[-1].day if lines else first, total if closing is None else closing))
    assert all(len(record) == 120 for record in records)
    return (ends.join(records) + ends).encode("latin-1")


def ofx(lines: Sequence[Line], *, comma: bool = False, xml: bool = False, charset: str = "1252") -> bytes:
    """OFX 1.x (tags never closed) or 2.x."""

    def leaf(tag: str, value: str) -> str:
        return f"<{tag}>{escape(value)}" + (f"</{tag}>" if xml else "") + "\n"

    body = []
    for number, line in enumerate(lines):
        amount = f"{line.amount:f}".replace(".", "," if comma else ".")
        body.append(
            "<STMTTRN>\n" + leaf("TRNTYPE", "CREDIT" if line.amount >= 0 else "DEBIT")
            + leaf("DTPOSTED", f"{line.day:%Y%m%d}120000[+1:CET]") + leaf("TRNAMT", amount)
            + leaf("FITID", line.reference or f"N{number}") + leaf("NAME", line.party or line.label) + leaf("MEMO", line.label)
            + "</STMTTRN>\n"
        )  # fmt: skip
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n'
        if xml
        else f"OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:{charset}\r\n\r\n"
    )
    account = (
        leaf("BANKID", BANK)
        + leaf("BRANCHID", BRANCH)
        + leaf("ACCTID", ACCOUNT)
        + leaf("ACCTTYPE", "CHECKING")
    )
    text = (
        head + "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>\n" + leaf("CURDEF", "EUR")
        + f"<BANKACCTFROM>{account}</BANKACCTFROM>\n<BANKTRANLIST>\n" + "".join(body)
        + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    )  # fmt: skip
    return text.encode("utf-8" if xml else f"cp{charset}", errors="replace")


def camt(lines: Sequence[Line], opening: Decimal, *, version: str = "08", closing: Decimal | None = None, batch: bool = False) -> bytes:  # fmt: skip
    """A camt.053; with ``batch``, movements of the same sign are one entry of several transactions."""
    late = int(version) >= 8
    total = opening + sum((line.amount for line in lines), Decimal(0))

    def side(amount: Decimal) -> str:
        return "CRDT" if amount >= 0 else "DBIT"

    def balance(code: str, amount: Decimal) -> str:
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{abs(amount)}</Amt>"
            f"<CdtDbtInd>{side(amount)}</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>"
        )

    def detail(line: Line) -> str:
        party = f"<Nm>{escape(line.party)}</Nm>"
        party = f"<Pty>{party}</Pty>" if late else party
        who = "Dbtr" if line.amount >= 0 else "Cdtr"
        amount = (
            f"<Amt Ccy='EUR'>{abs(line.amount)}</Amt><CdtDbtInd>{side(line.amount)}</CdtDbtInd>"
            if late
            else f"<AmtDtls><TxAmt><Amt Ccy='EUR'>{abs(line.amount)}</Amt></TxAmt></AmtDtls>"
        )
        parties = f"<RltdPties><{who}>{party}</{who}></RltdPties>" if line.party else ""
        refs = f"<Refs><EndToEndId>{escape(line.reference or 'NOTPROVIDED')}</EndToEndId></Refs>"
        return f"<TxDtls>{refs}{amount}{parties}<RmtInf><Ustrd>{escape(line.label)}</Ustrd></RmtInf></TxDtls>"

    groups = [[line] for line in lines]
    if batch:
        both = [[line for line in lines if line.amount >= 0], [line for line in lines if line.amount < 0]]
        groups = [group for group in both if group]
    status = "<Sts><Cd>BOOK</Cd></Sts>" if late else "<Sts>BOOK</Sts>"
    entries = "".join(
        f"<Ntry><Amt Ccy='EUR'>{abs(sum(line.amount for line in group))}</Amt><CdtDbtInd>{side(group[0].amount)}</CdtDbtInd>"
        f"{status}<BookgDt><Dt>{group[0].day}</Dt></BookgDt><ValDt><Dt>{group[0].day}</Dt></ValDt>"
        f"<NtryDtls>{''.join(map(detail, group))}</NtryDtls></Ntry>"
        for group in groups
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
        f"{balance('OPBD', opening)}{balance('CLBD', total if closing is None else closing)}{entries}</Stmt></BkToCstmrStmt></Document>"
    ).encode()
