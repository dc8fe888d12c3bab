# ruff: noqa: PLC0415 - Django must be ready before the tables are imported
"""Frauds and errors: injected in real FECs, ADBench without labels, card payments split by time."""

import os

SEEDS = int(os.environ.get("LEVIER_BENCH_SEEDS", "96"))


def main() -> None:
    import django

    django.setup()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from benchmarks.fraud import cards, entries, outliers

    if entries.FOLDER.exists():
        _entries()
    else:
        print("The real FEC are absent from this machine: nothing measured on entries.\n")
    if outliers.FILE.exists():
        _outliers()
    else:
        print("ADBench is absent from this machine: nothing measured on it.\n")
    if cards.FILE.exists():
        _cards()
    else:
        print("The card payments are absent from this machine: nothing measured on them.\n")


def _entries() -> None:
    from benchmarks.fraud import entries, injecting, otherwise, workshop

    print("### Entries: twelve kinds of frauds and errors, 0.5 % of the entries\n")
    print(
        "Two real FEC (pseudonymised) and a made-up one of other habits (a whole year, numbers that restart in each journal, six-figure accounts, « Montant » and « Sens »; the rule on cut-off accounts came from it, so it is not blind either). "
        "The injectors know nothing of the detectors: they change or add lines of the file by rules of their own, as a person would in the software (numbers move up, VAT and "
        "rounding follow), and the whole is read again. **First hand**: the injector used while the rules were written (development seeds 1000 to 8999, not those judged). "
        "**Second hand**: the same kinds done another way (no least amount, other ways, thresholds and accounts), written once the rules were settled; its very first run "
        "gave 57 % and 61 % on the real files (seeds 7000 …); general faults it showed were then mended (week-ends and holidays counted apart, "
        "the bank's side, references with letters around, names with figures), so it is no longer blind. The evening of the 23rd it was read again on development seeds (8000 to 8059): VAT deducted against an account that neither "
        "buys nor owes, bills that their payment contradicts, VAT worked out on the sum with tax, references of reminders, bills of a supplier numbered one after another. "
        "The seeds judged below (60 000 and 70 000 on) were not looked at while doing so. "
        "The alerts that a file raises by itself stand in the list and take its places: with 248 entries, two of the three. Target: 80 % within the first 1 %.\n"
    )
    ledgers = {
        "FEC 2022, 7 months": entries.real("tuned"), "FEC 2023, 6 months": entries.real("judged"), "made-up workshop": workshop.workshop(),
    }  # fmt: skip
    hands = {"first hand": (injecting.KINDS, 60_000), "second hand": (otherwise.KINDS, 70_000)}
    results = {}
    for place, (name, ledger) in enumerate(ledgers.items()):
        for hand, (kinds, start) in hands.items():
            many = SEEDS if place < 2 else max(1, SEEDS // 4)
            results[name, hand] = entries.measured(ledger, kinds, range(start, start + many))
    print("| recall within the first 1 % | hand | entries, looked at | " + " | ".join(entries.METHODS) + " |")
    print("|---|---|---:|" + "---:|" * len(entries.METHODS))
    for (name, hand), said in results.items():
        cells = []
        for method in entries.METHODS:
            right, many = said.found[method].total(), said.put.total()
            low, high = _wilson(right, many)
            sure = f" ({right}/{many}; {low:.0%}–{high:.0%})" if method == "Levier" else ""
            cells.append(f"{right / many:.1%}{sure}")
        print(f"| {name} | {hand} | {said.entries}, {said.looked} | {' | '.join(cells)} |")
    print("\n| kind: found by Levier | " + " | ".join(f"{name}, {hand}" for name, hand in results) + " |")
    print("|---|" + "---:|" * len(results))
    for kind in injecting.KINDS:
        cells = [
            f"{one.found['Levier'][kind] / one.put[kind]:.0%}" if one.put[kind] else "—"
            for one in results.values()
        ]
        print(f"| {kind} | {' | '.join(cells)} |")
    print(
        "\nThe entries of the second file bear no number: a removed entry leaves no trace there and is not put in.\n"
    )
    print("**Alerts nobody put in**, by trial, within the first 1 %:\n")
    for (name, hand), one in results.items():
        led = ", ".join(f"{detector} {many / one.trials:.1f}" for detector, many in one.alone.most_common(6))
        print(f"- {name}, {hand}: {one.alone.total() / one.trials:.1f} of {one.looked} places ({led})")
    print("\nWhat the two real files raise with nothing put in, in the words of the product:\n")
    for name in list(ledgers)[:2]:
        print(f"- {name}: " + " · ".join(f"*{reason}*" for _, reason in entries.raised(ledgers[name], 5)))
    print()


def _outliers() -> None:
    import numpy as np
    from sklearn.metrics import roc_auc_score

    from benchmarks.fraud import outliers

    print("### ADBench, 30 sets, no labels\n")
    print(
        "One setting for all sets. Members and scalings were compared on all thirty at 3 000 rows, their labels included: the mean leans optimistic. "
        "Target: mean AUC 0.775.\n"
    )
    aucs: dict[str, list[float]] = {name: [] for name in outliers.METHODS}
    for _, table, said in outliers.sets():
        for name, score in outliers.METHODS.items():
            aucs[name].append(float(roc_auc_score(said, score(table))))
    print("| | mean AUC | sets used to choose | other sets | best on |\n|---|---:|---:|---:|---:|")
    best = np.argmax(np.array(list(aucs.values())), axis=0)
    for place, (name, values) in enumerate(aucs.items()):
        print(
            f"| {name} | {np.mean(values):.4f} | {np.mean(values[::2]):.4f} | {np.mean(values[1::2]):.4f} | {int((best == place).sum())} sets |"
        )
    print()


def _cards() -> None:
    from benchmarks.fraud import cards

    print("### Card payments, time split\n")
    print(
        "Trained on four weeks, seven days of delay left out, measured on the seven days after. Features and settings were written once, after the handbook, and not tuned; two spans are shown; target: average precision 0.70 (random forest 0.658).\n"
    )
    tuned, judged = cards.measured(cards.TUNED), cards.measured(cards.JUDGED)
    print(
        "| | average precision, earlier days | average precision, last 7 days | frauds caught with 100 alerts a day |\n|---|---:|---:|---:|"
    )
    for name in judged:
        print(f"| {name} | {tuned[name][0]:.3f} | {judged[name][0]:.3f} | {judged[name][1]:.1%} |")


def _wilson(right: int, many: int) -> tuple[float, float]:
    z = 1.96
    share = right / many
    middle = (share + z * z / (2 * many)) / (1 + z * z / many)
    half = z / (1 + z * z / many) * (share * (1 - share) / many + z * z / (4 * many * many)) ** 0.5
    return middle - half, middle + half


if __name__ == "__main__":
    main()
