"""Electronic invoices: prints the section « E-invoices » of docs/benchmarks.md."""

import json
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.einvoices.files import as_gold, files, gold, leaves, present
from levier.core.errors import BadInput
from levier.tables.invoicing.carriers import invoice_candidates, is_pdf
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.reading.opened import read_invoice

SAXON = "LEVIER_RIVALS_PYTHON"
"""The Python of an environment with ``saxonche`` and ``factur-x`` (``requirements/rivals.txt``): judges beside us."""


def main() -> None:
    if not present():
        print("The shared invoices are absent: nothing was measured.")
        return
    held = dict(files())
    started = time.perf_counter()
    read, refused = _read(held)
    seconds = time.perf_counter() - started
    lines = gold()
    print(
        f"{len(held)} files ({sum(name.endswith('.pdf') for name in held)} PDF, the others XML) read and checked against "
        f"every rule in {seconds:.2f} s, {1000 * seconds / len(held):.1f} ms each, schemas included. "
        f"{len(read)} are invoices; refused with a sentence: {len(refused)} "
        f"({'; '.join(f'{name}: {why}' for name, why in refused.items())}).\n"
    )
    _fields(read, lines)
    _faulty(read, lines)
    _rival(read, held)


def _read(held: dict[str, bytes]) -> tuple[dict[str, ReadInvoice], dict[str, str]]:
    read: dict[str, ReadInvoice] = {}
    refused: dict[str, str] = {}
    for name, data in held.items():
        try:
            read[name] = read_invoice(data, name)
        except BadInput as problem:
            refused[name] = problem.what
    return read, refused


def _fields(read: dict[str, ReadInvoice], lines: list[dict[str, Any]]) -> None:
    """Equality with the gold fields, value by value."""
    equal: Counter[str] = Counter()
    more: Counter[str] = Counter()
    different: Counter[str] = Counter()
    examples: list[str] = []
    for line in lines:
        mine = as_gold(read[line["file"]])
        for field, wanted in line["gold"].items():
            ours = dict(leaves(field, mine[field]))
            theirs = dict(leaves(field, wanted))
            for place in sorted(ours.keys() | theirs.keys()):
                if ours.get(place) == theirs.get(place):
                    equal[field] += 1
                elif theirs.get(place) is None:
                    more[field] += 1
                    examples.append(f"{line['file']}: {place} = {ours.get(place)}")
                else:
                    different[field] += 1
                    examples.append(f"{line['file']}: {place}: {ours.get(place)!r} for {theirs.get(place)!r}")
    print("Fields of `facturx_gold.jsonl` (92 PDFs), compared value by value as written:\n")
    print("| field | equal | read where the gold has nothing | different |\n|---|---|---|---|")
    for field in lines[0]["gold"]:
        print(f"| {field} | {equal[field]} | {more[field]} | {different[field]} |")
    print(f"| **all** | **{equal.total()}** | **{more.total()}** | **{different.total()}** |\n")
    if examples:
        print("Not equal: " + "; ".join(examples) + ".\n")


def _faulty(read: dict[str, ReadInvoice], lines: list[dict[str, Any]]) -> None:
    """Files that their corpus calls faulty: what we say of them."""
    said = {"fail": Counter[str](), "correct": Counter[str]()}
    reasons = []
    for line in lines:
        report = read[line["file"]].report
        said[line["corpus_status"]][report.verdict] += 1
        if line["corpus_status"] == "fail":
            broken = [outcome.rule for outcome in (*report.broken("error"), *report.broken("doubt"))]
            reasons.append(f"{line['file']} {report.verdict} ({', '.join(broken[:3])})")
    print(
        "Verdicts by what the corpus says of each PDF (« to check »: follows the norm, but a sum or a key is wrong):\n"
    )
    print("| corpus | conform | to check | not conform |\n|---|---|---|---|")
    for status, counts in said.items():
        print(f"| {status} | {counts['conform']} | {counts['doubtful']} | {counts['faulty']} |")
    print(
        "\nMost « to check » of the correct files come from made-up VAT numbers and IBANs, whose keys are wrong. The faulty "
        f"ones: {'; '.join(reasons)}.\n"
    )


def _rival(read: dict[str, ReadInvoice], held: dict[str, bytes]) -> None:
    """The official schematrons (Saxon) and schemas on the same XML."""
    python = os.environ.get(SAXON)
    if not python:
        print(f"The official schematrons were not run ({SAXON} names no Python).")
        return
    verdicts = _saxon(python, {name: _xml(held[name], found) for name, found in read.items()})
    agree, both, ours, theirs, seconds = 0, 0, [], [], []
    for name, found in read.items():
        said = verdicts.get(f"{name}.xml", {})
        if "base" not in said:
            continue
        errors = [rule for rule, flag, _ in said["base"] if flag != "warning"]
        wrong = bool(errors or said["xsd"])
        mine = found.report.verdict == "faulty"
        seconds.append(said["seconds"])
        agree += wrong == mine
        both += wrong and mine
        if mine and not wrong:
            ours.append(f"{name} ({', '.join(o.rule for o in found.report.broken('error'))})")
        if wrong and not mine:
            theirs.append(f"{name} ({', '.join(errors) or 'XSD'})")
    seconds.sort()
    print(
        f"Against the official schematrons and schemas (factur-x 7.8, Saxon): same verdict on {agree} of {len(seconds)} "
        f"files they can judge ({both} faulty for both). Faulty only for us: {'; '.join(ours) or 'none'}. Faulty only "
        f"for them: {'; '.join(theirs) or 'none'}. Saxon's median is {1000 * seconds[len(seconds) // 2]:.0f} ms a file once "
        f"its stylesheets are compiled ({1000 * seconds[-1]:.0f} ms at most, compiling included)."
    )
    _french(read, verdicts)


_OURS_IN_THEIRS = {
    "BR-FR-02": r"BR-FR-0[12]_BT-(1|1-2)$", "BR-FR-04": r"BR-FR-04_BT-3", "BR-FR-05-PMT": r"BR-FR-05_BT-22_PMT|BR-FR-05_BT-22-1$",
    "BR-FR-05-PMD": r"BR-FR-05_BT-22_PMD|BR-FR-05_BT-22-2$", "BR-FR-05-AAB": r"BR-FR-05_BT-22_AAB|BR-FR-05_BT-22-3$",
    "BR-FR-08": r"BR-FR-08_BT-23", "BR-FR-10": r"BR-FR-10_BT-30", "BR-FR-12": r"BR-FR-12_BT-49", "BR-FR-13": r"BR-FR-13_BT-34",
    "BR-FR-CO-04": r"BR-FR-CO-04", "BR-FR-CO-05": r"BR-FR-CO-05", "BR-FR-CO-07": r"BR-FR-CO-07", "BR-FR-CO-12": r"BR-FR-CO-12",
}  # fmt: skip


def _french(read: dict[str, ReadInvoice], verdicts: dict[str, Any]) -> None:
    """The French rules, on the invoices of French sellers (ours are asked of them alone)."""
    same = total = 0
    gaps: Counter[str] = Counter()
    for name, found in read.items():
        said = verdicts.get(f"{name}.xml", {}).get("fr")
        asked = {outcome.rule: not outcome.holds for outcome in found.report.outcomes}
        if said is None or "BR-FR-10" not in asked:
            continue
        for rule, pattern in _OURS_IN_THEIRS.items():
            theirs = any(re.search(pattern, number) for number, _, _ in said)
            total += 1
            same += theirs == asked[rule]
            gaps[rule] += theirs != asked[rule]
    apart = ", ".join(f"{rule} {count}" for rule, count in gaps.items() if count) or "none"
    print(
        f"\nFrench rules (BR-FR) on invoices of French sellers: {same} of {total} verdicts by rule are the same (apart: {apart})."
    )


def _xml(data: bytes, found: ReadInvoice) -> bytes:
    if not is_pdf(data):
        return data
    candidates, _ = invoice_candidates(data, found.name)
    return next(file.data for file in candidates if file.name == found.embedded)


def _saxon(python: str, documents: dict[str, bytes]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="levier-schematron-") as folder:
        for name, data in documents.items():
            (Path(folder) / f"{name}.xml").write_bytes(data)
        script = Path(__file__).with_name("schematron.py")
        done = subprocess.run([python, str(script), folder], stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
