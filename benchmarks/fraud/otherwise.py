"""The same twelve kinds done by another hand: other entries, other ways, other sizes.

Written after the detectors were settled, so that a detector fitted to :mod:`.injecting` is caught: no least amount, any
journal of invoices, duplicates weeks apart, accounts drawn from the company's own chart, thresholds nobody listed.
"""

import random
import re
from datetime import date, timedelta

from benchmarks.fraud.injecting import (
    EURO,
    Books,
    Entry,
    Kinds,
    amount_of,
    billed_by,
    copy_of,
    has,
    moved,
    one_day,
    removed,
    scaled,
    working,
)

_BEGIN = ("Nova", "Atelier", "Comptoir", "Delta", "Horizon", "Lumio", "Quartz", "Verdon")
_END = ("Conseil", "Services", "Distribution", "Ingénierie", "Solutions", "Transports")


def _invoice(entry: Entry) -> bool:
    return has(entry, "40", "41") and has(entry, "6", "7", "2") and not has(entry, "5")


def _bought(entry: Entry) -> bool:
    return _invoice(entry) and has(entry, "40") and has(entry, "6") and _owed(entry)


def _owed(entry: Entry) -> bool:
    return all(int(line["credit"]) > 0 for line in entry if str(line["account"]).startswith("40"))  # type: ignore[call-overload]


def _unmatched(entry: Entry) -> None:
    for line in entry:
        line["lettering"] = ""


def twice(books: Books, draw: random.Random) -> list[Entry]:
    """Imported twice: every line again, but the matching, which is done later."""
    source = books.choose(draw, lambda entry: _invoice(entry) or (has(entry, "512") and has(entry, "40")))
    if source is None:
        return []
    again = copy_of(source)
    _unmatched(again)
    books.insert(again)
    return [again]


def retyped(books: Books, draw: random.Random) -> list[Entry]:
    """Booked again one to three weeks later from a reminder: the reference with a prefix, its figures swapped or without zeros."""
    source = books.choose(draw, _bought)
    if source is None:
        return []
    again = copy_of(source)
    moved(again, working(one_day(source) + timedelta(days=draw.randint(5, 21))))
    _unmatched(again)
    old = str(again[0]["piece"])
    figures = [
        at
        for at in range(len(old) - 1)
        if old[at].isdigit() and old[at + 1].isdigit() and old[at] != old[at + 1]
    ]
    ways = [f"FA{old}", f"{old} DUPLICATA"]
    if figures:
        at = draw.choice(figures)
        ways.append(old[:at] + old[at + 1] + old[at] + old[at + 2 :])
    new = draw.choice(ways)
    for line in again:
        line["piece"] = new
    books.insert(again)
    return [again]


def turned(books: Books, draw: random.Random) -> list[Entry]:
    """Debit and credit the wrong way round, in any invoice or payment, before it was matched."""
    source = books.choose(draw, lambda entry: _invoice(entry) or (has(entry, "40", "41") and has(entry, "5")))
    if source is None:
        return []
    _unmatched(source)
    for line in source:
        line["debit"], line["credit"] = line["credit"], line["debit"]
    return [source]


def foreign_account(books: Books, draw: random.Random) -> list[Entry]:
    """The cost, or the supplier, of a bill on a balance-sheet account of the company that its journal never uses."""
    source = books.choose(draw, _bought)
    if source is None:
        return []
    journal = source[0]["journal"]
    own = {
        str(line["account"]) for entry in books.entries if entry[0]["journal"] == journal for line in entry
    }
    chart = {str(line["account"]): str(line["account_label"]) for entry in books.entries for line in entry}
    strange = sorted(
        one for one in chart if one not in own and one[0] in "145" and not one.startswith(("40", "44"))
    )
    if not strange:
        return []
    account = draw.choice(strange)
    side = draw.choice(["6", "40"])
    for line in source:
        if str(line["account"]).startswith(side):
            line.update(account=account, account_label=chart[account], auxiliary="", auxiliary_label="")
    return [source]


def invented(books: Books, draw: random.Random) -> list[Entry]:
    """An invoice without tax from a supplier nobody knows, for a sum in round hundreds."""
    source = books.choose(draw, _bought)
    if source is None:
        return []
    false = copy_of(source)
    cost = next(line for line in false if str(line["account"]).startswith("6"))
    third = next(line for line in false if str(line["account"]).startswith("40"))
    wanted = draw.choice([800, 1200, 1800, 2400, 3600, 4500, 8000]) * EURO
    false[:] = [{**cost, "debit": wanted, "credit": 0}, {**third, "debit": 0, "credit": wanted}]
    name = f"{draw.choice(_BEGIN)} {draw.choice(_END)}"
    _renamed(false, name)
    moved(false, working(one_day(false) + timedelta(days=draw.randint(0, 20))))
    _unmatched(false)
    for line in false:
        line["piece"], line["label"] = f"{draw.randrange(100, 999)}", name
    books.insert(false)
    return [false]


def _renamed(entry: Entry, name: str) -> None:
    code = re.sub(r"\W", "", name).upper()[:6]
    if any(line["auxiliary"] for line in entry):
        return billed_by(entry, code, name)
    for line in entry:
        if str(line["account"]).startswith("40"):
            line["auxiliary"], line["auxiliary_label"] = code, name
    return None


def day_off(books: Books, draw: random.Random) -> list[Entry]:
    """Dated of the nearest Sunday, in a journal where one entry in twenty at most is so."""
    share: dict[object, list[bool]] = {}
    for entry, apart in zip(books.entries, books.apart, strict=True):
        if not apart:
            share.setdefault(entry[0]["journal"], []).append(one_day(entry).weekday() >= 5)
    rare = {
        journal for journal, found in share.items() if len(found) >= 15 and sum(found) <= 0.05 * len(found)
    }
    source = books.choose(
        draw,
        lambda entry: (
            entry[0]["journal"] in rare and 7 < one_day(entry).day < 24 and one_day(entry).weekday() < 5
        ),
    )
    if source is None:
        return []
    day = one_day(source)
    moved(source, day + timedelta(days=6 - day.weekday() - (7 if day.weekday() < 3 else 0)))
    return [source]


def shared_out(books: Books, draw: random.Random) -> list[Entry]:
    """A purchase in two to four bills under a limit, over a few days, under numbers that follow one another."""
    source = books.choose(draw, _bought)
    if source is None:
        return []
    limit, first = draw.choice([500, 1500, 4000, 10_000]), draw.randrange(1000, 9000)
    made = []
    for place in range(draw.choice([2, 3, 3, 4])):
        part = copy_of(source)
        scaled(part, draw.uniform(0.88, 0.99) * limit * EURO / amount_of(part))
        moved(part, working(one_day(source) + timedelta(days=draw.randint(0, 4))))
        _unmatched(part)
        for line in part:
            line["piece"] = f"{first + place}"
        books.insert(part)
        made.append(part)
    return made


def misplaced_point(books: Books, draw: random.Random) -> list[Entry]:
    """The decimal point a place or two off, up or down, in a bill bought or sold."""
    source = books.choose(draw, _invoice)
    if source is None:
        return []
    _unmatched(source)
    scaled(source, draw.choice([10, 10, 100, 0.1]))
    return [source]


def tax_on_top(books: Books, draw: random.Random) -> list[Entry]:
    """VAT worked out on the sum that already holds it, or at one and a half its rate; the supplier's line follows."""
    source = books.choose(draw, lambda entry: _bought(entry) and has(entry, "4456") and has(entry, "6"))
    if source is None:
        return []
    tax = next(line for line in source if str(line["account"]).startswith("4456"))
    third = next(line for line in source if str(line["account"]).startswith("40"))
    more = round(int(tax["debit"]) * draw.choice([0.2, 0.5]) / 100) * 100  # type: ignore[call-overload]
    tax["debit"], third["credit"] = int(tax["debit"]) + more, int(third["credit"]) + more  # type: ignore[call-overload]
    return [source]


def mimicked(books: Books, draw: random.Random) -> list[Entry]:
    """A bill of a supplier named like another: a letter doubled, dropped or swapped with the next."""
    source = books.choose(
        draw, lambda entry: _bought(entry) and any(len(str(line["auxiliary_label"])) >= 8 for line in entry)
    )
    if source is None:
        return []
    false = copy_of(source)
    name = next(str(line["auxiliary_label"]) for line in false if line["auxiliary_label"])
    at = draw.randrange(1, len(name) - 1)
    ways = (
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    billed_by(false, f"Z{draw.randrange(900):03d}", draw.choice([way for way in ways if way != name]))
    scaled(false, draw.uniform(0.5, 2.0))
    moved(false, working(one_day(false) + timedelta(days=draw.randint(2, 15))))
    _unmatched(false)
    for line in false:
        line["piece"] = f"{draw.randrange(100, 9999)}"
    books.insert(false)
    return [false]


def paid_for_nothing(books: Books, draw: random.Random) -> list[Entry]:
    """Money sent to a supplier on any working day, for a sum of the size of its other payments that no bill asks for."""
    source = books.choose(draw, lambda entry: len(entry) == 2 and has(entry, "40") and has(entry, "512"))
    if source is None:
        return []
    false = copy_of(source)
    scaled(false, draw.uniform(0.4, 2.5))
    days = sorted({one_day(entry) for entry in books.entries if entry[0]["journal"] == source[0]["journal"]})
    moved(false, _weekday(draw.choice(days)))
    _unmatched(false)
    books.insert(false)
    return [false]


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


KINDS: Kinds = {
    "exact duplicate": twice, "near duplicate": retyped, "inverted": turned, "account pair": foreign_account,
    "round amount, new supplier": invented, "week-end": day_off, "split order": shared_out, "decimal shift": misplaced_point,
    "VAT in excess": tax_on_top, "supplier look-alike": mimicked, "removed entry": removed, "payment without invoice": paid_for_nothing,
}  # fmt: skip
