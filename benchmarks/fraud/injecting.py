"""Frauds and errors of twelve kinds put into real accounting entries, for the detection to be measured.

Each kind is done as a person would do it in the software: a new entry stands at its date in its journal and the numbers
that follow move up, so that nothing but the fraud itself gives it away. Every trial draws its kinds from a shuffled deck, so
that each kind is tried as often as the others.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from levier.tables.accounting.ledger import Ledger, ledger_of

EURO = 10_000
Line = dict[str, object]
Entry = list[Line]


@dataclass
class Injected:
    """``frame``: exact amounts, in the order of the file, with ``line``. ``truth``: kind and the lines to be found, one set
    an entry; any line of a set finds it."""

    frame: pl.DataFrame
    truth: list[tuple[str, frozenset[int]]]


class Books:
    """The entries of a ledger as lists of lines, that can be changed."""

    def __init__(self, ledger: Ledger, numbered: bool) -> None:
        self.numbered = numbered
        prefixes = {re.sub(r"\d+$", "", number) for number in ledger.frame["entry"].unique()}
        self.by_journal = ledger.scheme.by_journal or len(prefixes) > 1
        self.kept = [
            name
            for name in ledger.frame.columns
            if name not in ("key", "opening", "closing", "year", "balance", "line")
        ]
        ordinary = ledger.frame.with_columns((pl.col("opening") | pl.col("closing")).alias("apart")).sort(
            "line"
        )
        self.entries: list[Entry] = []
        self.apart: list[bool] = []
        place: dict[int, int] = {}
        for line in ordinary.iter_rows(named=True):
            at = place.setdefault(line["key"], len(self.entries))
            if at == len(self.entries):
                self.entries.append([])
                self.apart.append(bool(line["apart"]))
            self.entries[at].append({name: line[name] for name in self.kept})
        self.truth: list[tuple[str, Entry]] = []
        self.touched: set[int] = set()

    def choose(self, draw: random.Random, wanted: Callable[[Entry], bool]) -> Entry | None:
        """An ordinary entry nothing was done to yet."""
        fit = [
            entry
            for entry, apart in zip(self.entries, self.apart, strict=True)
            if not apart and id(entry) not in self.touched and wanted(entry)
        ]
        if not fit:
            return None
        chosen = draw.choice(fit)
        self.touched.add(id(chosen))
        return chosen

    def insert(self, entry: Entry) -> None:
        """Where its date puts it in its journal; the numbers that follow move up by one."""
        journal, day = entry[0]["journal"], entry[0]["date"]
        same = [
            index
            for index, one in enumerate(self.entries)
            if one[0]["journal"] == journal and not self.apart[index]
        ]
        before = [index for index in same if one_day(self.entries[index]) <= day]  # type: ignore[operator]
        at = (before[-1] if before else same[0] - 1) + 1
        if self.numbered:
            whole = [one for one in self.entries if not self.by_journal or one[0]["journal"] == journal]
            number = number_of(self.entries[at - 1]) + 1 if at and self.entries[at - 1] in whole else 1
            for line in entry:
                line["entry"] = renumbered(str(line["entry"]), number)
            for other in whole:
                value = number_of(other)
                if value >= number:
                    for line in other:
                        line["entry"] = renumbered(str(line["entry"]), value + 1)
        self.entries.insert(at, entry)
        self.apart.insert(at, False)
        self.touched.add(id(entry))

    def done(self) -> Injected:
        lines: list[Line] = []
        where: dict[int, list[int]] = {}
        for entry in self.entries:
            for line in entry:
                lines.append({**line, "line": len(lines) + 1})
                where.setdefault(id(entry), []).append(len(lines))
        frame = pl.DataFrame(lines, infer_schema_length=None)
        return Injected(frame, [(kind, frozenset(where[id(entry)])) for kind, entry in self.truth])


def number_of(entry: Entry) -> int:
    """« HA-000123 » → 123."""
    return int(re.sub(r"\D", "", str(entry[0]["entry"])))


def renumbered(text: str, number: int) -> str:
    """Another number in the same writing."""
    prefix = re.sub(r"\d+$", "", text)
    return f"{prefix}{number:0{len(text) - len(prefix)}d}"


def one_day(entry: Entry) -> date:
    return entry[0]["date"]  # type: ignore[return-value]


def copy_of(entry: Entry) -> Entry:
    return [dict(line) for line in entry]


def has(entry: Entry, *starts: str) -> bool:
    return any(str(line["account"]).startswith(starts) for line in entry)


def _bill(entry: Entry) -> bool:
    """A supplier's invoice: a supplier, a cost, few lines, an amount that matters."""
    return (
        has(entry, "401")
        and has(entry, "6")
        and not has(entry, "5")
        and len(entry) <= 4
        and amount_of(entry) >= 60 * EURO
        and _named(entry)
        and _straight(entry)
    )


def _straight(entry: Entry) -> bool:
    return all(int(line["credit"]) > 0 for line in entry if str(line["account"]).startswith("401"))  # type: ignore[call-overload]


def _trade(entry: Entry) -> bool:
    return (_bill(entry) or (has(entry, "411") and has(entry, "7") and not has(entry, "5"))) and amount_of(
        entry
    ) >= 60 * EURO


def _named(entry: Entry) -> bool:
    return any(line["auxiliary"] for line in entry)


def amount_of(entry: Entry) -> int:
    return max(sum(int(line["debit"]) for line in entry), sum(int(line["credit"]) for line in entry))  # type: ignore[call-overload]


def scaled(entry: Entry, factor: float) -> None:
    """Every amount multiplied, to the cent; the third party's line takes the rounding."""
    for line in entry:
        for side in ("debit", "credit"):
            line[side] = round(int(line[side]) * factor / 100) * 100  # type: ignore[call-overload]
    gap = sum(int(line["debit"]) - int(line["credit"]) for line in entry)  # type: ignore[call-overload]
    third = next((line for line in entry if str(line["account"]).startswith(("40", "41"))), entry[0])
    side = "credit" if int(third["credit"]) else "debit"  # type: ignore[call-overload]
    third[side] = int(third[side]) + (gap if side == "credit" else -gap)  # type: ignore[call-overload]


def moved(entry: Entry, day: date) -> None:
    for line in entry:
        if line.get("piece_date") == line["date"]:
            line["piece_date"] = day
        line["date"] = day


def working(day: date) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def billed_by(entry: Entry, code: str, name: str) -> None:
    for line in entry:
        if line["auxiliary"]:
            old = str(line["auxiliary_label"])
            line["auxiliary"], line["auxiliary_label"] = code, name
            for other in entry:
                if old and old in str(other["label"]):
                    other["label"] = str(other["label"]).replace(old, name)


def exact_duplicate(books: Books, draw: random.Random) -> list[Entry]:
    """The same invoice booked twice, same day, same reference."""
    source = books.choose(draw, _trade)
    if source is None:
        return []
    again = copy_of(source)
    books.insert(again)
    return [again]


def near_duplicate(books: Books, draw: random.Random) -> list[Entry]:
    """The same invoice booked again some days later under a reference typed otherwise."""
    source = books.choose(draw, lambda entry: _bill(entry) and one_day(entry).day <= 18)
    if source is None:
        return []
    again = copy_of(source)
    moved(again, working(one_day(source) + timedelta(days=draw.randint(1, 6))))
    for line in again:
        line["piece"] = f"{line['piece']}{draw.choice(['B', '-1', 'bis', ' '])}"
        line["lettering"] = ""
    books.insert(again)
    return [again]


def inverted(books: Books, draw: random.Random) -> list[Entry]:
    """Debit and credit swapped."""
    source = books.choose(draw, _trade)
    if source is None:
        return []
    for line in source:
        line["debit"], line["credit"] = line["credit"], line["debit"]
    return [source]


def account_pair(books: Books, draw: random.Random) -> list[Entry]:
    """A supplier's invoice booked against an account that has no business there."""
    source = books.choose(draw, _bill)
    if source is None:
        return []
    strange, label = draw.choice(
        [
            ("41100000", "CLIENTS"),
            ("10800000", "COMPTE DE L'EXPLOITANT"),
            ("42100000", "PERSONNEL"),
            ("70100000", "VENTES"),
            ("58000000", "VIREMENTS INTERNES"),
        ]
    )
    for line in source:
        if str(line["account"]).startswith("401"):
            line["account"], line["account_label"], line["auxiliary"], line["auxiliary_label"] = (
                strange,
                label,
                "",
                "",
            )
    return [source]


def round_new_supplier(books: Books, draw: random.Random) -> list[Entry]:
    """A fictitious invoice: a supplier never met, a round amount."""
    source = books.choose(draw, _bill)
    if source is None:
        return []
    false = copy_of(source)
    cost = next(line for line in false if str(line["account"]).startswith("6"))
    third = next(line for line in false if str(line["account"]).startswith("401"))
    wanted = draw.choice([1000, 1500, 2000, 2500, 3000, 5000]) * EURO
    code = f"T{draw.randrange(16**5):05x}"
    false[:] = [third, {**cost, "debit": wanted, "credit": 0}]
    third |= {"credit": wanted, "debit": 0, "lettering": ""}
    billed_by(false, code, f"T{draw.randrange(16**5):05x} T{draw.randrange(16**5):05x}")
    for line in false:
        line["piece"] = f"{draw.randrange(1000, 9999)}"
    moved(false, working(one_day(false) + timedelta(days=draw.randint(0, 5))))
    books.insert(false)
    return [false]


def weekend(books: Books, draw: random.Random) -> list[Entry]:
    """An ordinary entry dated on the next Saturday or Sunday, in a journal that is seldom so."""
    share: dict[object, list[int]] = {}
    for entry, apart in zip(books.entries, books.apart, strict=True):
        if not apart:
            share.setdefault(entry[0]["journal"], []).append(one_day(entry).weekday() >= 5)
    rare = {
        journal for journal, found in share.items() if len(found) >= 20 and sum(found) <= 0.03 * len(found)
    }
    source = books.choose(
        draw,
        lambda entry: (
            entry[0]["journal"] in rare and 1 < one_day(entry).day < 22 and one_day(entry).weekday() < 5
        ),
    )
    if source is None:
        return []
    day = one_day(source)
    moved(source, day + timedelta(days=draw.choice([5, 6]) - day.weekday()))
    return [source]


def split(books: Books, draw: random.Random) -> list[Entry]:
    """An order split in three invoices just under a threshold."""
    source = books.choose(draw, lambda entry: _bill(entry) and one_day(entry).day <= 22)
    if source is None:
        return []
    limit = draw.choice([1000, 2000, 3000, 5000])
    made = []
    for number in range(3):
        part = copy_of(source)
        scaled(part, draw.uniform(0.9, 0.995) * limit * EURO / amount_of(part))
        moved(part, working(one_day(source) + timedelta(days=number * draw.randint(0, 2))))
        for line in part:
            line["piece"] = f"{line['piece']}/{number + 1}"
            line["lettering"] = ""
        books.insert(part)
        made.append(part)
    return made


def decimal_shift(books: Books, draw: random.Random) -> list[Entry]:
    """A decimal point misplaced: ten or a hundred times the amount."""
    source = books.choose(draw, _bill)
    if source is None:
        return []
    scaled(source, draw.choice([10, 10, 100]))
    return [source]


def vat_error(books: Books, draw: random.Random) -> list[Entry]:
    """VAT deducted in excess: a part of the cost moved to the VAT account."""
    source = books.choose(draw, lambda entry: _bill(entry) and has(entry, "4456"))
    if source is None:
        return []
    cost = max(
        (line for line in source if str(line["account"]).startswith("6")),
        key=lambda line: int(str(line["debit"])),
    )
    tax = next(line for line in source if str(line["account"]).startswith("4456"))
    part = round(int(cost["debit"]) * draw.uniform(0.15, 0.4) / 100) * 100  # type: ignore[call-overload]
    cost["debit"] = int(cost["debit"]) - part  # type: ignore[call-overload]
    tax["debit"] = int(tax["debit"]) + part  # type: ignore[call-overload]
    return [source]


def lookalike(books: Books, draw: random.Random) -> list[Entry]:
    """An invoice of a false supplier whose name is a letter away from a known one's."""
    source = books.choose(
        draw, lambda entry: _bill(entry) and any(len(str(line["auxiliary_label"])) >= 6 for line in entry)
    )
    if source is None:
        return []
    false = copy_of(source)
    name = next(str(line["auxiliary_label"]) for line in false if line["auxiliary"])
    at = draw.choice([index for index, letter in enumerate(name) if letter.isalpha()])
    letter = draw.choice(
        [one for one in ("abcdef" if name[at].islower() else "ABCDEFGHI") if one != name[at]]
    )
    billed_by(false, f"T{draw.randrange(16**5):05x}", name[:at] + letter + name[at + 1 :])
    scaled(false, draw.uniform(0.8, 1.4))
    moved(false, working(one_day(false) + timedelta(days=draw.randint(1, 5))))
    for line in false:
        line["piece"], line["lettering"] = f"{draw.randrange(1000, 9999)}", ""
    books.insert(false)
    return [false]


def removed(books: Books, draw: random.Random) -> list[Entry]:
    """An entry taken out of a numbered series; the one after the hole is to be found."""
    if not books.numbered:
        return []
    source = books.choose(draw, lambda entry: 3 < books.entries.index(entry) < len(books.entries) - 3)
    if source is None:
        return []
    at = books.entries.index(source)
    number = number_of(source)
    books.entries.pop(at)
    books.apart.pop(at)
    same = (one for one in books.entries if not books.by_journal or one[0]["journal"] == source[0]["journal"])
    after = [entry for entry in same if number_of(entry) > number]
    return [min(after, key=number_of)] if after else []


def unbilled_payment(books: Books, draw: random.Random) -> list[Entry]:
    """Money paid to a supplier that no invoice asks for."""
    source = books.choose(
        draw,
        lambda entry: (
            has(entry, "401")
            and has(entry, "512")
            and _named(entry)
            and len(entry) == 2
            and amount_of(entry) >= 60 * EURO
        ),
    )
    if source is None:
        return []
    false = copy_of(source)
    scaled(false, draw.uniform(0.6, 1.7))
    moved(false, working(one_day(false) + timedelta(days=draw.randint(2, 9))))
    for line in false:
        line["lettering"] = ""
    books.insert(false)
    return [false]


Kinds = dict[str, Callable[[Books, random.Random], list[Entry]]]
KINDS: Kinds = {
    "exact duplicate": exact_duplicate, "near duplicate": near_duplicate, "inverted": inverted, "account pair": account_pair,
    "round amount, new supplier": round_new_supplier, "week-end": weekend, "split order": split, "decimal shift": decimal_shift,
    "VAT in excess": vat_error, "supplier look-alike": lookalike, "removed entry": removed, "payment without invoice": unbilled_payment,
}  # fmt: skip


def trials(ledger: Ledger, seeds: range, kinds: Kinds = KINDS, share: float = 0.005) -> "list[Injected]":
    """One trial a seed, with ``share`` of the entries injected, at least one; each kind comes as often as the others."""
    numbered = not ledger.scheme.unnumbered
    draw = random.Random(seeds.start)
    deck: list[str] = []
    found = []
    for seed in seeds:
        books = Books(ledger, numbered)
        mine = random.Random(seed)
        wanted = max(1, round(share * len(books.entries)))
        while len(books.truth) < wanted:
            if not deck:
                deck = list(kinds)
                draw.shuffle(deck)
            kind = deck.pop()
            books.truth += [(kind, entry) for entry in kinds[kind](books, mine)]
        found.append(books.done())
    return found


def relit(injected: Injected) -> Ledger:
    """The ledger as it is read again after the injection."""
    return ledger_of(injected.frame, exact=True)
