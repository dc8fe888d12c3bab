"""Kind and columns found for tables exported by other programs, beside the look-up of names in the same lists.

Prints the Markdown of its section. The tables are those of ``exports/*.txt``, written as files in the dialect of each program and
opened from their bytes as an import does. How each set was used is said beside its figures.
"""

import hashlib
import os
import random
import tempfile
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
os.environ.setdefault("LEVIER_HOME", tempfile.mkdtemp(prefix="levier-mapping-"))
import django

django.setup()

from benchmarks.mapping import rivals  # noqa: E402 - Django must be set up before the models are imported
from benchmarks.mapping.exports import HERE, exports  # noqa: E402
from benchmarks.mapping.scoring import NONE, Mapper, Score, count, ours, said_of, scored  # noqa: E402
from benchmarks.mapping.unseen import unseen  # noqa: E402
from levier.tables.importing.judging import judged  # noqa: E402
from levier.tables.importing.raw import RawTable  # noqa: E402
from levier.tables.kinds import KINDS  # noqa: E402

SETS = {
    "development": "written first, tuned on",
    "held_out": "other programs; learned from once measured",
    "fresh": "still other programs; learned from once measured",
    "last": "again other programs; learned from once measured",
    "final": "again other programs; learned from once measured",
    "verdict": "again other programs, written apart; learned from once measured",
    "practice": "small French programs, headers read in public code; written to learn from",
    "sealed": "written before anything was changed after `verdict`; learned from once measured",
    "trial": "a seventh set, the half that was worked on",
    "nothing": "tables of no kind, written to learn from",
    "trial_sealed": "the other half of the seventh set; learned from once measured (79.5 %)",
    "byhand_sealed": "sheets kept by hand; learned from once measured (74.7 %)",
    "wide_sold": "what is sold, bought, kept in books: abbreviated, English, by hand; written to learn from",
    "wide_kept": "people, messages, rounds, machines, campaigns: the same; written to learn from",
    "wide_none": "tables of no kind, of 36 sorts; written to learn from",
}
UNSEEN = {
    "vault": "written by another hand, apart from this work: never read, never learned from",
    "vault_byhand": "sheets kept by hand, by that other hand: never read, never learned from",
}
BEFORE = {"vault": (35, 665, 0, 3, 133), "vault_byhand": (13, 152, 0, 2, 75)}
"""The first measure of what Levier was before the wide sets: kinds, columns right, silent, dropped, marked."""
_DRAWS = 2000


def main() -> None:
    """Every set, every contender, the sets never seen with their intervals, their errors one by one."""
    started = time.perf_counter()
    check_seals()
    sets = {side: exports(side) for side in (*SETS, *UNSEEN)}
    tables = [each for found in sets.values() for each in found]
    programs = {each.program for each in tables}
    kinds = {each.kind for each in tables} - {NONE}
    told = exports("told")
    print(
        f"{len(tables)} tables of {len(programs)} programs, {len(kinds)} of the {len(KINDS)} kinds, {sum(len(t.columns) for t in tables)}"
        " columns; some tables are of no kind. A column is right when it fills the field it should, or none when none takes it. A"
        " *silent error* is a wrong column (or kind) that is not shown to the person as to be checked, a *silent omission* a column left"
        " aside wrongly and without a mark. Target: ≥ 95 % of columns right, no silent error.\n"
    )
    print(
        "| set | contender | kinds right | columns right | silent errors | silent omissions | columns to be checked |"
    )
    print("|---|---|---|---|---|---|---|")
    scores: dict[str, Score] = {}
    apart = set_apart()
    for side, found in sets.items():
        what = f"{side}: {(SETS | UNSEEN)[side]}"
        if side in UNSEEN:
            before_line(side, what, len(found), sum(len(each.columns) for each in found))
            scores[side] = scored(found, ours)
            line("", "Levier", scores[side])
        else:
            line(what, "Levier, its program set apart", apart[side])
        for name, mapper in contenders().items():
            line("", name, scored(found, mapper))
    line("`invoice_lines`, a kind never guessed: told", "Levier", scored(told, ours, kind_told=True))
    print(f"\n{FIRST}\n")
    for side in UNSEEN:
        print(f"- {interval(side, scores[side])}")
    for side in UNSEEN:
        print(f"\nWhat is wrong on `{side}`:\n")
        for error in scores[side].wrong:
            print(f"- {error.replace(' SURE', ' (without a mark)')}")
    print(f"\n{time.perf_counter() - started:.0f} s, load {os.getloadavg()[0]:.1f}.")


def set_apart() -> dict[str, Score]:
    """By set, every table read by what was learned from eleven twelfths of the programs, its own not among them."""
    scores = {side: Score() for side in SETS}
    for one in unseen():
        found = one.likeliest()
        said = said_of(judged(found, {}, one.met, told=False)) if found else ("", {}, False)
        count(scores[one.export.side], one.export, one.columns, *said)
    return scores


def check_seals() -> None:
    """Raises ValueError when a sealed set is not what was sealed."""
    for text in (HERE / "seals.txt").read_text().splitlines():
        seal, name = text.split()
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != seal:
            raise ValueError(f"{name} is not what was sealed")


def interval(side: str, score: Score) -> str:
    """Columns right and errors without a mark, with their 95 % intervals: tables drawn again with replacement."""
    rng = random.Random(side)
    draws = [rng.choices(score.by_table, k=len(score.by_table)) for _ in range(_DRAWS)]
    right, silent = (
        sorted(
            sum(sum(table[place] for place in places) for table in drawn) / sum(t[0] for t in drawn)
            for drawn in draws
        )
        for places in ((1,), (2, 3))
    )
    low, high = int(0.025 * _DRAWS), int(0.975 * _DRAWS)
    unmarked = len(score.silent) + len(score.dropped)
    return (
        f"`{side}`: {100 * score.share:.1f} % of columns right ({100 * right[low]:.1f} to {100 * right[high]:.1f}), "
        f"{unmarked} errors and omissions without a mark, {100 * unmarked / score.columns:.2f} % of columns "
        f"({100 * silent[low]:.2f} to {100 * silent[high]:.2f}), {100 * (score.asked + score.told) / score.columns:.1f} % of columns marked."
    )


FIRST = (
    "What to expect of tables never seen is told by first measures only. `vault` (45 tables, 764 columns) and `vault_byhand` (20 "
    "tables, 218 columns) were written by another hand, who saw neither this work nor the other sets, sealed (`exports/seals.txt`) "
    "and measured once, at the end; « Levier before » is what Levier was before this work, measured on them the same day. **The first "
    "target (95 % of columns right) is not met: 91.0 % and 88.1 %, 4.0 and 6.9 points short (887 of 982 together, 90.3 %; 83.2 % "
    "before). The second (no silent error) is met on these two sets, where it was met before too: 0 of 982. Silent omissions stay "
    "what they were, 3 and 2 columns.** Kinds right went from 35 to 41 of 45 and from 13 to 19 of 20; columns to be checked from 133 "
    "to 137 and from 75 to 70. 31 of the 45 tables of `vault` are of programs of which the known sets hold some table; on the 14 of "
    "programs met nowhere, 88.0 % of columns are right (206 of 234) and 12 kinds. What is wrong: one table of short database names "
    "(Sage X3) and one of English ones (Winbooks) make a third of the wrong columns of `vault`, suppliers taken for customers and "
    "customers for contacts another third; by hand, it is everyday words (« Nous doit », « Qui roule avec ») left aside, with a mark.\n\n"
    "What the work was: 231 tables written to learn from (`wide_*`), 94 of them of no kind, of 36 sorts; the words of a header line "
    "weighed by a logistic regression instead of counted; a conditional logit over all kinds and none; a second regression, over "
    "pairs of column and field, for what each column fills; short names of databases (CDART, DTFAC, « Mt déb. ») read as their words. "
    "On the tables of before, each read with its program set apart, 89.9 % of 5 370 columns were right and 93.1 % are; silent errors "
    "there fell from 12 to 3 and omissions from 17 to 11, the marks rose from 23 % to 27 % of columns, for judges were set stricter "
    "(bounds of .25 % used, .6 % left aside, .5 % of kinds). On the wide sets, what Levier was before gave 71.0 % of 2 272 columns "
    "and 24 silent errors; with programs set apart it gives 85.8 % and 7. The lines « its program set apart » are twelve folds by "
    "program: nothing of the program is in the words, headers and lists that read it, but the weights of the regressions and judges "
    "(26, 7, 18, 19 and 8 numbers) were fitted on all, and the abbreviations were written with the errors of `trial_sealed` and "
    "`byhand_sealed` in sight, which flatters those two. The sort of a table of no kind is named for 87 of 141, rightly for 76 "
    "(programs set apart). The author of the work wrote the known sets.\n\n"
    "Earlier first measures: `trial_sealed` 79.5 % and 3 silent errors, `byhand_sealed` 74.7 % and none (sealed under the sums "
    "5a0e96d7… and 0a5bcf4f…, measured once before the work on doubt and twice after), `sealed` 85.7 % and 24, `verdict` 91.9 %."
)


def contenders() -> dict[str, Mapper]:
    """Those that only read names."""

    def exact(raw: RawTable, kind: str | None) -> tuple[str, dict[str, tuple[str, bool]], bool]:
        return (*rivals.exact(raw.frame.columns, kind), True)

    def fuzzy(raw: RawTable, kind: str | None) -> tuple[str, dict[str, tuple[str, bool]], bool]:
        return (*rivals.fuzzy(raw.frame.columns, kind), True)

    return {"the same lists of names, exactly": exact, "the same lists, rapidfuzz": fuzzy}


def line(which: str, contender: str, score: Score) -> None:
    """One line of the table."""
    print(
        f"| {which} | {contender} | {score.kinds}/{score.tables} | {score.right}/{score.columns} = {100 * score.share:.1f} % |"
        f" {len(score.silent)} | {len(score.dropped)} | {score.asked + score.told}/{score.columns} |",
        flush=True,
    )


def before_line(side: str, what: str, tables: int, columns: int) -> None:
    """What was measured before the work."""
    kinds, right, silent, dropped, marked = BEFORE[side]
    print(
        f"| {what} | Levier before | {kinds}/{tables} | {right}/{columns} = {100 * right / columns:.1f} % | {silent} | {dropped} |"
        f" {marked}/{columns} |"
    )


if __name__ == "__main__":
    main()
