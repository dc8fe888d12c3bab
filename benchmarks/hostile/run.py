"""Damaged documents by the thousand, then files made to harm at full size: counts, time, memory, what is said.

``LEVIER_FUZZ_SECONDS`` (120): how long files are damaged. ``LEVIER_HOSTILE_LARGEST`` (MB, none by default): larger
files are left out, which is said.
"""

import os
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.fuzzing.documents import fuzz
from benchmarks.fuzzing.hostile import cases, tried
from benchmarks.parsing.corpus import DATA

SECONDS = int(os.environ.get("LEVIER_FUZZ_SECONDS", "120"))
LARGEST = float(os.environ.get("LEVIER_HOSTILE_LARGEST", "inf"))
SEED = int(os.environ.get("LEVIER_FUZZ_SEED", "1"))


def main() -> None:
    if not DATA.exists():
        print("Not run: the texts of `../shared/data` are absent.")
        return
    told = fuzz(SECONDS, random.Random(SEED), Path(tempfile.mkdtemp(prefix="levier-fuzz-documents-")))
    print(f"Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print(f"Real files of sixteen formats damaged at random, {SECONDS} s, seed {SEED}: {told}.\n")
    lines, wrong, left_out, small = [], 0, 0, 0
    for what, name, maker in cases():
        data = maker()
        if len(data) > LARGEST * 1e6:
            left_out += 1
            continue
        line, bad = tried(what, name, data)
        wrong += bad
        if what.endswith(("cut in two", "named .pdf", "named .txt")) or what.startswith("empty "):
            small += 1
            lines += [line] if bad else []
        else:
            lines.append(line)
    print(
        f"Files made to harm, each read by a fresh process (at most 2 GiB, 60 s of processor). Wrong answers: {wrong}. "
        f"Not shown: {small} ordinary files cut, emptied or misnamed, all read or refused in words. "
        + (f"Left out this time: {left_out} files above {LARGEST:.0f} MB." if left_out else "")
    )
    print("\n| file | answer | s | MB |\n|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main())
