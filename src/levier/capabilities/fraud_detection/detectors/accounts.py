"""Accounts that do not go together, and accounts used on the wrong side."""

import re
from collections import Counter

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.text import fold
from levier.tables.accounting.ledger import Ledger

PAIR, INVERTED = "account_pair", "inverted"
_LEFT = "(?:avoir|annul|extourne|contrepass|rembours|rabais|remise|ristourne|rrr|regul|correction|escompte|stock|cca|fnp|fae|pca)"
_USUAL = (("6", 1), ("7", -1), ("4456", 1), ("4457", -1), ("401", -1), ("411", 1))
"""The side of an account in a journal of invoices: costs and the VAT paid on the debit, income on the credit (PCG)."""
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
)  # fmt: skip


def find_pairs(ledger: Ledger) -> list[Clue]:
    """Pairs of accounts (three figures) met together far less often than each of them is met.

    With na and nb entries that hold each account among the N of the journals that hold either, na·nb/N would be expected
    together by chance; the surprise is that of so few, plus that of the set of accounts in its journal. Pairs that no
    chart of accounts explains weigh more, unless the company uses them every month.
    """
    lines = ledger.frame.filter(~pl.col("opening") & ~pl.col("closing") & (pl.col("balance") != 0))
    entries = (
        lines.with_columns(pl.col("account").str.slice(0, 3).alias("root"))
        .group_by("key", maintain_order=True)
        .agg(pl.col("journal").first(), pl.col("root").unique().sort(), pl.col("account").unique().sort(), pl.col("label").first(),
             pl.col("account").filter(pl.col("balance") > 0).unique().alias("debits"), pl.col("account").filter(pl.col("balance") < 0).unique().alias("credits"))
    )  # fmt: skip
    many = entries.height
    each: Counter[str] = Counter(root for roots in entries["root"] for root in roots)
    in_journal: Counter[tuple[str, str]] = Counter()
    journals: Counter[str] = Counter(entries["journal"].to_list())
    together: Counter[tuple[str, str]] = Counter()
    for journal, roots in zip(entries["journal"], entries["root"], strict=True):
        listed = roots.to_list()
        in_journal.update((journal, root) for root in listed)
        together.update((one, other) for place, one in enumerate(listed) for other in listed[place + 1 :])
    families: Counter[tuple[str, str]] = Counter()
    for journal, roots in zip(entries["journal"], entries["root"], strict=True):
        families.update((journal, family) for family in {root[:2] for root in roots.to_list()})
    companions: dict[str, list[str]] = {}
    for (journal, family), met in families.items():
        if journals[journal] >= 15 and met >= 0.9 * journals[journal]:
            companions.setdefault(journal, []).append(family)
    kinds: Counter[str] = Counter(
        said
        for roots, debits, credits in entries.select("root", "debits", "credits").iter_rows()
        for said in {
            _strange(one, other, roots, debits, credits)
            for place, one in enumerate(roots)
            for other in roots[place + 1 :]
        }
        if said
    )
    singles = sum(
        1 for root, times in each.items() if times == 1 and root[0] in "45" and root not in ("409", "419")
    )
    clues: list[Clue] = []
    for key, journal, roots, debits, credits in entries.select(
        "key", "journal", "root", "debits", "credits"
    ).iter_rows():
        best, who, why = 0.0, ("", ""), ""
        for place, one in enumerate(roots):
            for other in roots[place + 1 :]:
                met = together[one, other]
                expected = each[one] * each[other] / many
                odd = 0.0
                if expected > 1 and met <= 2:
                    odd = (
                        min(6.0, expected - met + 1) * 0.5
                        + surprise(met - 1, min(each[one], each[other])) * 0.5
                    )
                else:
                    odd = (
                        0.6 * surprise(met - 1, min(each[one], each[other]))
                        if min(each[one], each[other]) > 5
                        else 0.0
                    )
                said = _strange(one, other, roots, debits, credits)
                if said:
                    odd += 0.65 * surprise(kinds[said] - 1, many, 0.002)
                if odd > best:
                    best, who, why = odd, (one, other), said
        rare = min(((in_journal[journal, root], root) for root in roots), default=(0, ""))
        new_here = (
            surprise(rare[0] - 1, journals[journal])
            if journals[journal] > 10 and each[rare[1]] > rare[0] + 2
            else 0.0
        )
        lacking = next(
            (
                family
                for family in companions.get(journal, ())
                if not any(root.startswith(family) for root in roots)
            ),
            "",
        )
        absent = (
            surprise(journals[journal] - families[journal, lacking] - 1, journals[journal], 0.005)
            if lacking
            else 0.0
        )
        single = next(
            (root for root in roots if each[root] == 1 and root[0] in "45" and root not in ("409", "419")), ""
        )
        alone = surprise(singles - 1, many, 0.003) if single and len(roots) <= 4 else 0.0
        if alone > absent:
            absent, lacking = alone, ""
        odd = max(best, absent) + 0.5 * min(best, absent) + 0.5 * new_here
        if odd < 2.5:
            continue
        if absent > best and absent >= new_here:
            reason = (
                f"Le compte {single} n'est utilisé nulle part ailleurs"
                if not lacking
                else f"Aucun compte {lacking} dans cette écriture, alors que presque toutes celles du journal « {journal} » en ont un"
            )
        elif best >= 0.5 * new_here and who[0]:
            reason = (
                f"Comptes {who[0]} et {who[1]} ensemble, ce qui n'arrive presque jamais dans vos écritures"
                + (f" ({why})" if why else "")
            )
        else:
            reason = f"Le compte {rare[1]} ne figure presque jamais dans le journal « {journal} »"
        clues.append(
            Clue(PAIR, (key,), bounded(odd), reason, shape={"pair": "+".join(who), "journal": journal})
        )
    return clues


def _strange(one: str, other: str, roots: list[str], debits: list[str], credits: list[str]) -> str:
    """What is strange in two accounts, read only in entries of few accounts: a payroll or a clearing entry has many."""
    if len(roots) > 4:
        return ""
    for first, second, said in _STRANGE:
        if (one.startswith(first) and other.startswith(second)) or (
            one.startswith(second) and other.startswith(first)
        ):
            opposed = any(a.startswith(first) for a in debits) != any(a.startswith(second) for a in debits)
            if opposed or not credits:
                return said
    return ""


def find_inverted(ledger: Ledger) -> list[Clue]:
    """Entries where most lines stand on the side opposite to that of their account in this journal."""
    lines = ledger.frame.filter(
        ~pl.col("opening") & ~pl.col("closing") & (pl.col("balance") != 0)
    ).with_columns(pl.col("account").str.slice(0, 3).alias("root"), pl.col("balance").sign().alias("side"))
    sides: Counter[tuple[str, str]] = Counter()
    positive: Counter[tuple[str, str]] = Counter()
    for journal, root, side in lines.select("journal", "root", "side").iter_rows():
        sides[journal, root] += 1
        positive[journal, root] += side > 0
    clues: list[Clue] = []
    entries = lines.group_by("key", maintain_order=True).agg(
        pl.col("journal").first(), pl.col("root"), pl.col("side"), pl.col("label").first(), pl.col("balance").abs(), pl.col("account")
    )  # fmt: skip
    shapes: Counter[tuple[str, str]] = Counter()
    found: list[tuple[int, str, float, str, str]] = []
    for key, journal, roots, own, label, weights, accounts in entries.iter_rows():
        total = sum(weights)
        odd, against = 0.0, 0.0
        shape = "+".join(
            sorted({f"{root}{'d' if side > 0 else 'c'}" for root, side in zip(roots, own, strict=True)})
        )
        mirror = "+".join(
            sorted({f"{root}{'c' if side > 0 else 'd'}" for root, side in zip(roots, own, strict=True)})
        )
        shapes[journal, shape] += 1
        for root, side, weight, account in zip(roots, own, weights, accounts, strict=True):
            here, up = sides[journal, root], positive[journal, root]
            same = (up if side > 0 else here - up) - 1
            expected = next((way for start, way in _USUAL if account.startswith(start)), 0)
            prior = 1.5 if expected and expected != side and account[0] in "67" else 0.0
            if same / max(1, here - 1) < 0.2:
                odd += weight / total * (surprise(same, here - 1) + prior)
                against += weight / total
        if against > 0.7:
            found.append((key, journal, odd, label, mirror))
    in_journal = Counter(journal for _, journal, _, _, _ in found)
    entries_of = Counter(entries["journal"].to_list())
    for key, journal, odd, label, mirror in found:
        if entries_of[journal] < 10:
            continue
        rare = surprise(in_journal[journal] - 1, entries_of[journal], 0.004)
        odd = 1.2 * rare + 0.1 * odd + (0.5 if shapes[journal, mirror] >= 3 else -1.5)
        if _said(label):
            odd *= 0.5
        if odd >= 2.5:
            clues.append(
                Clue(INVERTED, (key,), bounded(odd), f"Débit et crédit semblent inversés : dans « {journal} », ces comptes sont presque toujours de l'autre côté",
                     shape={"journal": journal})
            )  # fmt: skip
    return clues


def _said(label: str) -> bool:
    return bool(re.search(_LEFT, fold(label or "")))
