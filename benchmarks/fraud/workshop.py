"""A third ledger, made up: a workshop of twenty people with other habits than the two real files.

A whole year, numbers restarting in each journal (« HA000123 »), six-figure accounts, « Montant » and « Sens » instead of debit and
credit, a second bank whose cards are used on week-ends, credit notes, instalments, payments before the bill, small suppliers
met once. What is irregular in real books without being wrong is put in on purpose.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.reading import read_fec

YEAR = 2024
_COSTS = {
    "607000": "Achats de marchandises", "601000": "Matières premières", "606300": "Petit équipement", "611000": "Sous-traitance",
    "613500": "Locations mobilières", "615500": "Entretien", "616000": "Assurances", "622600": "Honoraires", "624100": "Transports",
    "625100": "Déplacements", "626000": "Télécommunications",
}  # fmt: skip
_LABELS = {
    **_COSTS, "101000": "Capital", "164000": "Emprunts", "215400": "Matériel", "218300": "Informatique", "281540": "Amort. matériel", "401000": "Fournisseurs",
    "411000": "Clients", "421000": "Personnel", "431000": "URSSAF", "437300": "Retraite", "442100": "Prélèvement à la source", "445510": "TVA à décaisser",
    "445660": "TVA déductible", "445710": "TVA collectée", "455100": "Associé", "467000": "Débiteurs divers", "486000": "CCA", "408100": "FNP", "512100": "Banque",
    "512200": "Banque cartes", "530000": "Caisse", "580000": "Virements internes", "613200": "Loyers", "627000": "Frais bancaires", "641100": "Salaires",
    "645100": "Cotisations", "661100": "Intérêts", "681120": "Dotations", "701000": "Ventes de produits", "706000": "Prestations", "708500": "Ports facturés",
}  # fmt: skip
_FIRST = "Alpha Bastide Cerneau Dumas Estienne Fabre Granier Hulot Imbert Jourdan Kessel Lambert Marchal Nollet Ortega Perrin Quillet Rebours".split()
_SECOND = "SARL,SAS,& Fils,Frères,Industrie,Négoce,Bois,Métal,Services".split(",")


@dataclass
class _Book:
    random: random.Random
    rows: list[tuple[date, str, list[tuple[str, str, float]], str, str, str]] = field(default_factory=list)

    def entry(
        self,
        day: date,
        journal: str,
        lines: list[tuple[str, str, float]],
        piece: str,
        label: str,
        letter: str = "",
    ) -> None:
        """``lines``: account, third party, signed amount (debit positive)."""
        self.rows.append((day, journal, lines, piece, label, letter))


def workshop(seed: int = 0) -> Ledger:
    """The ledger as it is read from its file."""
    return ledger_of(read_fec(text(seed).encode("utf-8"), f"732829320FEC{YEAR}1231.txt").frame, exact=True)


def text(seed: int = 0) -> str:
    """The file, tabs between the columns of article A. 47 A-1 of the LPF in its « Montant, Sens » form."""
    book = _Book(random.Random(seed))
    book.entry(
        date(YEAR, 1, 1),
        "AN",
        [("512100", "", 48_211.37), ("101000", "", -40_000.0), ("164000", "", -8211.37)],
        "OUV",
        "A nouveaux",
    )
    names = [f"{one} {two}" for one in _FIRST for two in _SECOND]
    book.random.shuffle(names)
    _purchases(book, names[:42])
    _sales(book, names[42:100])
    _months(book)
    header = "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Montant Sens EcritureLet DateLet ValidDate Montantdevise Idevise"
    lines = ["\t".join(header.split())]
    numbers: dict[str, int] = {}
    for day, journal, parts, piece, label, letter in sorted(book.rows, key=lambda row: (row[0], row[1])):
        numbers[journal] = numbers.get(journal, 0) + 1
        for account, third, amount in parts:
            code = (
                "" if not third else f"{'F' if account[1] == '0' else 'C'}{abs(hash_of(third)) % 9000 + 1000}"
            )
            mark = letter if account.startswith(("401", "411")) else ""
            lines.append("\t".join([
                journal, journal, f"{journal}{numbers[journal]:06d}", f"{day:%Y%m%d}", account, _LABELS[account], code, third, piece, f"{day:%Y%m%d}", label,
                f"{abs(amount):.2f}".replace(".", ","), "D" if amount >= 0 else "C", mark, f"{day:%Y%m%d}" if mark else "", f"{YEAR}1231", "", "",
            ]))  # fmt: skip
    return "\n".join(lines)


def hash_of(name: str) -> int:
    """The same on every machine."""
    return sum((place + 7) * ord(letter) * 31 for place, letter in enumerate(name))


def _purchases(book: _Book, suppliers: list[str]) -> None:
    draw = book.random
    letter = 0
    for place, name in enumerate(suppliers):
        account, rate = draw.choice(list(_COSTS)), draw.choice([0.2, 0.2, 0.2, 0.2, 0.1, 0.055, 0.0])
        middle, spread = draw.lognormvariate(6, 1), draw.choice([0.05, 0.3, 0.7])
        times = 1 if place < 9 else draw.choice([4, 12, 12, 12, 24])
        fixed = times == 12 and draw.random() < 0.5
        number = draw.randrange(100, 9000)
        for turn in range(times):
            day = _open(
                date(YEAR, 1, 4) + timedelta(days=int((turn + draw.random() * (not fixed)) * 358 / times)),
                draw,
                0.012,
            )
            net = round(middle if fixed else middle * draw.lognormvariate(0, spread), 2)
            tax = round(net * rate, 2)
            number += draw.randint(1, 40)
            gross = round(net + tax, 2)
            lines = [(account, "", net), *([("445660", "", tax)] if tax else []), ("401000", name, -gross)]
            paid = day + timedelta(days=draw.choice([0, 15, 30, 30, 45]))
            letter += 1
            mark = _letters(letter) if paid.year == YEAR and draw.random() < 0.8 else ""
            book.entry(day, "HA", lines, f"{name[:2].upper()}{number}", f"{name} {account[:3]}", mark)
            if paid.year != YEAR:
                continue
            late = 0.01 if not mark else 0.0
            if draw.random() < late:  # paid before the bill is booked, for a round instalment
                book.entry(
                    _open(paid, draw, 0),
                    "BQ1",
                    [("401000", name, 500.0), ("512100", "", -500.0)],
                    "ACPTE",
                    f"Acompte {name}",
                )
                continue
            card = draw.random() < 0.1
            journal, bank = ("BQ2", "512200") if card else ("BQ1", "512100")
            when = paid if card else _open(paid, draw, 0)
            book.entry(
                min(when, date(YEAR, 12, 31)),
                journal,
                [("401000", name, gross), (bank, "", -gross)],
                "CB" if card else "VIR",
                name,
                mark,
            )


def _sales(book: _Book, customers: list[str]) -> None:
    draw = book.random
    bills = sorted(date(YEAR, 1, 3) + timedelta(days=draw.randrange(361)) for _ in range(380))
    for place, raw in enumerate(bills):
        day, name = _open(raw, draw, 0.01), draw.choice(customers[: draw.choice([8, 25, 58])])
        account, net = draw.choice(["701000", "701000", "706000"]), round(draw.lognormvariate(6.6, 0.8), 2)
        port = round(draw.choice([0, 0, 18.5, 32.0]), 2)
        tax = round((net + port) * 0.2, 2)
        sign = -1 if draw.random() < 0.02 else 1
        gross = round(net + port + tax, 2)
        mark = _letters(place) if draw.random() < 0.75 else ""
        lines = [("411000", name, sign * gross), (account, "", -sign * net), ("445710", "", -sign * tax)]
        if port:
            lines.append(("708500", "", -sign * port))
        book.entry(
            day, "VT", lines, f"F24-{place + 1:04d}", f"{'Avoir' if sign < 0 else 'Facture'} {name}", mark
        )
        paid = _open(day + timedelta(days=draw.choice([5, 30, 45, 60])), draw, 0)
        if paid.year == YEAR and draw.random() < 0.93:
            parts = [0.3, 0.7] if draw.random() < 0.04 else [1.0]
            first = 0.0
            for share in parts:
                sum_ = (
                    round(gross * share, 2)
                    if share != parts[-1] or len(parts) == 1
                    else round(gross - first, 2)
                )
                first += sum_
                when = min(_open(paid + timedelta(days=20 * (share == 0.7)), draw, 0), date(YEAR, 12, 31))
                book.entry(
                    when,
                    "BQ1",
                    [("512100", "", sign * sum_), ("411000", name, -sign * sum_)],
                    "VIR",
                    f"Reçu {name}",
                    mark,
                )


def _months(book: _Book) -> None:
    draw = book.random
    debt = 8211.37
    for month in range(1, 13):
        last = date(YEAR, month, 28)
        gross = round(42_000 * draw.uniform(0.97, 1.04), 2)
        social, kept, tax = round(gross * 0.42, 2), round(gross * 0.22, 2), round(gross * 0.05, 2)
        net = round(gross - kept - tax, 2)
        pay = [
            ("641100", "", gross),
            ("645100", "", social),
            ("431000", "", -round(kept + social * 0.8, 2)),
            ("437300", "", -round(social - round(social * 0.8, 2), 2)),
            ("442100", "", -tax),
            ("421000", "", -net),
        ]
        gap = round(sum(line[2] for line in pay), 2)
        pay[2] = ("431000", "", round(pay[2][2] - gap, 2))
        book.entry(last, "OD", pay, f"PAIE{month:02d}", "Paie du mois")
        book.entry(
            _open(last, draw, 0), "BQ1", [("421000", "", net), ("512100", "", -net)], "VIR", "Salaires"
        )
        book.entry(
            _open(date(YEAR, month, 5), draw, 0),
            "BQ1",
            [("431000", "", round(-pay[2][2], 2)), ("512100", "", round(pay[2][2], 2))],
            "PRLV",
            "URSSAF",
        )
        vat = round(draw.uniform(4000, 9000))
        book.entry(
            _open(date(YEAR, month, 19), draw, 0),
            "BQ1",
            [("445510", "", float(vat)), ("512100", "", -float(vat))],
            "TLR",
            "TVA CA3",
        )
        book.entry(
            date(YEAR, month, 1),
            "OD",
            [("613200", "", 1500.0), ("445660", "", 300.0), ("467000", "", -1800.0)],
            f"LOY{month:02d}",
            "Loyer de l'atelier",
        )
        book.entry(
            _open(date(YEAR, month, 6), draw, 0),
            "BQ1",
            [("467000", "", 1800.0), ("512100", "", -1800.0)],
            "PRLV",
            "Loyer",
        )
        interest = round(debt * 0.003, 2)
        book.entry(
            _open(date(YEAR, month, 10), draw, 0),
            "BQ1",
            [("164000", "", 240.0), ("661100", "", interest), ("512100", "", -round(240 + interest, 2))],
            "PRLV",
            "Échéance",
        )
        debt -= 240
        for _ in range(draw.randint(2, 4)):
            fee = round(draw.uniform(4, 38), 2)
            book.entry(
                _open(date(YEAR, month, draw.randint(1, 28)), draw, 0),
                "BQ1",
                [("627000", "", fee), ("512100", "", -fee)],
                "FRAIS",
                "Frais bancaires",
            )
        for _ in range(draw.randint(5, 9)):
            spent = round(draw.lognormvariate(3.6, 0.6), 2)
            book.entry(
                date(YEAR, month, draw.randint(1, 28)),
                "BQ2",
                [("625100", "", spent), ("512200", "", -spent)],
                "CB",
                "Repas, péage, carburant",
            )
        book.entry(
            _open(date(YEAR, month, 3), draw, 0),
            "BQ1",
            [("580000", "", 1000.0), ("512100", "", -1000.0)],
            "VIR",
            "Vers le compte des cartes",
        )
        book.entry(
            _open(date(YEAR, month, 3), draw, 0),
            "BQ2",
            [("512200", "", 1000.0), ("580000", "", -1000.0)],
            "VIR",
            "Du compte principal",
        )
    book.entry(
        date(YEAR, 12, 31),
        "OD",
        [("681120", "", 6400.0), ("281540", "", -6400.0)],
        "AMORT",
        "Dotations de l'exercice",
    )
    book.entry(
        date(YEAR, 12, 31),
        "OD",
        [("486000", "", 812.4), ("616000", "", -812.4)],
        "CCA",
        "Assurance payée d'avance",
    )
    book.entry(
        date(YEAR, 12, 31),
        "OD",
        [("611000", "", 2350.0), ("408100", "", -2350.0)],
        "FNP",
        "Sous-traitance à recevoir",
    )
    book.entry(
        date(YEAR, 6, 12),
        "BQ1",
        [("455100", "", 5000.0), ("512100", "", -5000.0)],
        "VIR",
        "Remboursement associé",
    )
    book.entry(
        date(YEAR, 9, 17),
        "HA",
        [("215400", "", 7400.0), ("445660", "", 1480.0), ("401000", "Granier Métal", -8880.0)],
        "GR777",
        "Plieuse",
    )


def _open(day: date, draw: random.Random, weekend: float) -> date:
    """The next working day, but now and then."""
    while day.weekday() >= 5 and draw.random() >= weekend:
        day += timedelta(days=1)
    return min(day, date(YEAR, 12, 31))


def _letters(number: int) -> str:
    found = ""
    number += 26
    while number:
        number, rest = divmod(number, 26)
        found = chr(65 + rest) + found
    return found
