"""Accounts that do not go together."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.tables.accounting.ledger import Ledger

NAME = "account_pair"
_ENOUGH, _ALMOST_ALL = 15, 0.9
_STRANGE = (
    ("6", "411", "une charge face à un compte client"), ("7", "401", "un produit face à un compte fournisseur"),
    ("6", "7", "une charge face à un produit"), ("411", "401", "un client face à un fournisseur"),
    ("6", "455", "une charge face au compte courant d'un associé"), ("6", "108", "une charge face au compte de l'exploitant"),
    ("7", "455", "un produit face au compte courant d'un associé"), ("7", "580", "un produit face à un virement interne"),
    ("7", "108", "un produit face au compte de l'exploitant"), ("7", "421", "un produit face à un compte du personnel"),
    ("2", "411", "une immobilisation face à un client"), ("4457", "401", "de la TVA collectée face à un fournisseur"),
    ("4456", "411", "de la TVA déductible face à un client"), ("401", "455", "un fournisseur soldé par un associé"),
    ("401", "421", "un fournisseur soldé par un salarié"), ("411", "455", "un client soldé par un associé"),
    ("411", "421", "un client soldé par un salarié"), ("471", "512", "la banque face au compte d'attente"),
    ("60", "421", "un achat face à un compte du personnel"), ("61", "421", "une charge externe face à un compte du personnel"),
    ("60", "58", "un achat face à un virement interne"), ("61", "58", "une charge externe face à un virement interne"),
    ("62", "58", "une charge externe face à un virement interne"), ("4456", "7", "de la TVA déductible face à un produit"),
    ("1", "40", "des capitaux ou un emprunt face à un fournisseur"), ("1", "41", "des capitaux ou un emprunt face à un client"),
    ("4456", "58", "de la TVA déductible face à un virement interne"), ("4457", "6", "de la TVA collectée face à une charge"),
)  # fmt: skip
_ORDINARY = tuple(
    (one, other)
    for ones, others in (
        ("60 61 62 63 65 66 67 2 4456", "40"), ("7 4457 419 416", "41"), ("60 61 62 63 65 2", "4456"), ("70 71 75 76 77", "4457"),
        ("40 41 42 43 44 16 45 51 53 54 58 62 63 66", "51"), ("40 41 42 58 60 61 62 63 70 4457", "53"), ("70 75 76 77 4457", "51"),
        ("41 70 4457", "54"), ("641 644 648 43 44 427", "42"), ("645 647 648 633 631", "43"), ("63 69", "44"), ("445", "445"), ("758 658", "445"),
        ("681 687 686", "28 29 39 49 15"), ("2 404", "404"), ("603", "3"), ("6", "408 486 428 438 448 468"), ("7", "418 487 441"),
        ("4458", "408 418"), ("70", "70"), ("60", "60"), ("61", "62"), ("61", "61"), ("62", "62"), ("60", "61 62"), ("661", "16"), ("661", "51"),
    )
    for one in ones.split()
    for other in others.split()
)  # fmt: skip
"""Accounts that the chart of accounts (PCG) sets face to face or side by side every day: an invoice and its tax, what
pays it, a payroll, a VAT return, a depreciation. Rare in a small company's books, they are odd in nobody's."""

_ONCE = ("409", "419", "408", "418", "428", "438", "448", "468", "486", "487")
"""Deposits and the cut-off accounts of the end of a year: often used once, and rightly."""


@dataclass(frozen=True)
class _Entry:
    """``roots``: its accounts, three figures; ``debits``/``credits``: its accounts in full, by side."""

    key: int
    journal: str
    roots: tuple[str, ...]
    debits: tuple[str, ...]
    credits: tuple[str, ...]


class _Habits:
    """How often accounts are met: alone, in a journal, together; and what almost every entry of a journal has."""

    def __init__(self, entries: list[_Entry]) -> None:
        self.many = len(entries)
        self.each = Counter(root for entry in entries for root in entry.roots)
        self.journals = Counter(entry.journal for entry in entries)
        self.in_journal = Counter((entry.journal, root) for entry in entries for root in entry.roots)
        self.classes = Counter(
            (entry.journal, kind) for entry in entries for kind in {root[0] for root in entry.roots}
        )
        self.together = Counter(pair for entry in entries for pair in combinations(entry.roots, 2))
        self.families = Counter(
            (entry.journal, family) for entry in entries for family in {root[:2] for root in entry.roots}
        )
        self.strange = Counter(
            said
            for entry in entries
            for said in {_strange(pair, entry) for pair in combinations(entry.roots, 2)}
            if said
        )
        self.companions: dict[str, list[str]] = {}
        for (journal, family), met in self.families.items():
            if self.journals[journal] >= _ENOUGH and met >= _ALMOST_ALL * self.journals[journal]:
                self.companions.setdefault(journal, []).append(family)
        self.singles = {
            root for root, times in self.each.items() if times == 1 and root[0] in "45" and root not in _ONCE
        }


def find_pairs(ledger: Ledger) -> list[Clue]:
    """Entries whose accounts are seldom met so.

    Three signs, each against the company's own entries: two accounts met together far less often than na·nb/N, which
    chance would give (more when no chart of accounts explains them); an account that almost every entry of the journal has
    and this one has not, or one used nowhere else; an account foreign to the journal.
    """
    entries = _entries(ledger)
    habits = _Habits(entries)
    clues: list[Clue] = []
    for entry in entries:
        pair, together, why = _together(entry, habits)
        absent, said = _absent(entry, habits)
        foreign, root = _foreign(entry, habits)
        odd = max(together, absent) + 0.5 * min(together, absent) + 0.5 * foreign
        if odd < 2.5:
            continue
        if absent > together and absent >= foreign:
            reason = said
        elif together >= 0.5 * foreign and pair[0]:
            reason = (
                f"Comptes {pair[0]} et {pair[1]} ensemble, ce qui n'arrive presque jamais dans vos écritures"
                + (f" ({why})" if why else "")
            )
        else:
            reason = f"Le compte {root} ne figure presque jamais dans le journal « {entry.journal} »"
        clues.append(
            Clue(
                NAME,
                (entry.key,),
                bounded(odd),
                reason,
                shape={"pair": "+".join(pair) if pair[0] else root, "journal": entry.journal},
            )
        )
    return clues


def _entries(ledger: Ledger) -> list[_Entry]:
    lines = ledger.frame.filter(~pl.col("opening") & ~pl.col("closing") & (pl.col("balance") != 0))
    grouped = (
        lines.with_columns(pl.col("account").str.slice(0, 3).alias("root"))
        .group_by("key", maintain_order=True)
        .agg(
            pl.col("journal").first(), pl.col("root").unique().sort(),
            pl.col("account").filter(pl.col("balance") > 0).unique().sort().alias("debits"),
            pl.col("account").filter(pl.col("balance") < 0).unique().sort().alias("credits"),
        )
    )  # fmt: skip
    return [
        _Entry(key, journal, tuple(roots), tuple(debits), tuple(credits))
        for key, journal, roots, debits, credits in grouped.iter_rows()
    ]


def _together(entry: _Entry, habits: _Habits) -> tuple[tuple[str, str], float, str]:
    best, who, why = 0.0, ("", ""), ""
    for pair in combinations(entry.roots, 2):
        said = _strange(pair, entry)
        if not said and _ordinary(*pair):
            continue
        met, rarer = habits.together[pair], min(habits.each[pair[0]], habits.each[pair[1]])
        expected = habits.each[pair[0]] * habits.each[pair[1]] / habits.many
        odd = 0.0
        if expected > 1 and met <= 2:
            odd = 0.5 * min(6.0, expected - met + 1) + 0.5 * surprise(met - 1, rarer)
        elif rarer > 5:
            odd = 0.6 * surprise(met - 1, rarer)
        if said:
            odd += 0.65 * surprise(habits.strange[said] - 1, habits.many, 0.002)
        if odd > best:
            best, who, why = odd, pair, said
    return who, best, why


def _absent(entry: _Entry, habits: _Habits) -> tuple[float, str]:
    """What almost every entry of the journal has and this one has not; or an account used nowhere else."""
    journal = entry.journal
    lacking = next(
        (
            family
            for family in habits.companions.get(journal, ())
            if not any(root.startswith(family) for root in entry.roots)
        ),
        "",
    )
    odd = (
        surprise(
            habits.journals[journal] - habits.families[journal, lacking] - 1, habits.journals[journal], 0.005
        )
        if lacking
        else 0.0
    )
    said = f"Aucun compte {lacking} dans cette écriture, alors que presque toutes celles du journal « {journal} » en ont un"
    single = next((root for root in entry.roots if root in habits.singles), "")
    if single and len(entry.roots) <= 4:
        alone = surprise(len(habits.singles) - 1, habits.many, 0.003)
        if alone > odd:
            return alone, f"Le compte {single} n'est utilisé nulle part ailleurs"
    return odd, said


def _foreign(entry: _Entry, habits: _Habits) -> tuple[float, str]:
    """The account least met in the journal, when it is met more elsewhere; any cost is at home where costs are."""
    times, root = min(
        (
            (
                habits.classes[entry.journal, root[0]]
                if root[0] in "67"
                else habits.in_journal[entry.journal, root],
                root,
            )
            for root in entry.roots
        ),
        default=(0, ""),
    )
    many = habits.journals[entry.journal]
    return (surprise(times - 1, many), root) if many > 10 and habits.each[root] > times + 2 else (0.0, root)


@cache
def _ordinary(one: str, other: str) -> bool:
    return any(
        (one.startswith(first) and other.startswith(second))
        or (other.startswith(first) and one.startswith(second))
        for first, second in _ORDINARY
    )


def _strange(pair: tuple[str, str], entry: _Entry) -> str:
    """What is strange in two accounts, read only in entries of few accounts: a payroll or a clearing entry has many."""
    if len(entry.roots) > 4:
        return ""
    for first, second, said in _STRANGE:
        for one, other in (pair, pair[::-1]):
            if one.startswith(first) and other.startswith(second):
                opposed = any(a.startswith(first) for a in entry.debits) != any(
                    a.startswith(second) for a in entry.debits
                )
                if opposed or not entry.credits:
                    return said
    return ""
