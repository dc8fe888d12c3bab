"""From a CSV to a profiled version: seconds and memory of a process of its own, beside pandas in the same session.

Prints the Markdown of its section. The rivals do less: pandas reads and describes, Levier also finds the kind and the columns,
sets lines aside, derives, measures quality, writes the version and the original, and journals. Processor time is given beside
the clock, because other work on the machine stretches only the clock.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RETAIL = ROOT.parent / "shared" / "data" / "retail" / "uci_online_retail.parquet"
TIMES = 3
PANDAS = """
import pandas as pd, sys
frame = pd.read_csv(sys.argv[1], sep=";")
frame.describe(include="all")
"""
PANDAS_DATES = """
import pandas as pd, sys
frame = pd.read_csv(sys.argv[1], sep=";", parse_dates=["InvoiceDate"], dayfirst=True)
frame.describe(include="all")
frame.to_parquet(sys.argv[1] + ".parquet")
"""
LEVIER = """
import os, sys, django
django.setup()
from levier.accounts.models import Membership
from levier.tables.importing import import_file
actor = Membership.objects.select_related("user", "company").first().actor()
report = import_file(actor, sys.argv[1], name=sys.argv[2], currency="GBP")
assert report.rejected == 0 and report.version == 1, report.summary
"""


WARM = """
import django; django.setup()
import pathlib, sys, time
from levier.accounts.models import Membership
from levier.tables.importing import import_file
actor = Membership.objects.select_related("user", "company").first().actor()
path = pathlib.Path(sys.argv[1])
lines = path.read_text().splitlines(keepends=True)
first = path.with_name(sys.argv[2] + "-first.csv")
first.write_text("".join([lines[0], *lines[1::1000]]))
del lines
import_file(actor, first, name=sys.argv[2] + "-first", currency="GBP")
t = time.perf_counter()
START
report = import_file(actor, path, name=sys.argv[2], currency="GBP")
assert report.rejected == 0 and report.version == 1, report.summary
"""
"""As the worker of the web application does: it has started, and has imported other files before."""


def main() -> None:
    """Makes the files, runs each contender, prints the section."""
    import polars as pl  # noqa: PLC0415 - not in the measured processes

    if not RETAIL.exists():
        print("Not run here: the retail data is absent.")
        return
    with tempfile.TemporaryDirectory(prefix="levier-import-") as folder:
        prepare()
        small, big = Path(folder) / "retail.csv", Path(folder) / "retail-10.csv"
        frame = pl.read_parquet(RETAIL)
        frame.write_csv(small, separator=";", datetime_format="%d/%m/%Y %H:%M")
        pl.concat([frame] * 10).write_csv(big, separator=";", datetime_format="%d/%m/%Y %H:%M")
        thousands = f"{frame.height:,}".replace(",", " ")
        del frame
        print(
            f"{thousands} invoice lines in a CSV of {small.stat().st_size // 2**20} MB (`;`, day/month/year), median of {TIMES}"
            " runs, each in a new process; memory is the greatest resident size."
            " Starting Python and importing the libraries, already compiled, count, but in the line that says otherwise.\n"
        )
        print("| what | wall s | processor s | memory MB |\n|---|---|---|---|")
        row("Levier: import to a profiled, journalled version (target ≤ 3 s, ≤ 600 MB)", LEVIER, small)
        row("Levier: the same, in a process that has started (the worker, behind the page)", WARM, small)
        row("pandas: `read_csv` + `describe(include='all')`", PANDAS, small)
        row("pandas: the same, dates read, written to Parquet", PANDAS_DATES, small)
        print(f"\nTen times as many lines ({big.stat().st_size // 2**20} MB):\n")
        print("| what | wall s | processor s | memory MB |\n|---|---|---|---|")
        row("Levier", LEVIER, big, times=1)
        row("pandas: `read_csv` + `describe(include='all')`", PANDAS, big, times=1)
    load = os.getloadavg()[0]
    print(f"\nLoad of the machine at the end: {load:.1f} on {os.cpu_count()} cores.")


def prepare() -> None:
    """A data folder with one company."""
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from levier.accounts.companies import create_company\n"
        "from levier.accounts.models import Membership, User\n"
        "from levier.core.actor import Role\n"
        "user = User.objects.create(email='a@b.example', name='A')\n"
        "Membership.objects.create(user=user, company=create_company('Essai'), role=Role.OWNER)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=_installed())


def _installed() -> dict[str, str]:
    """The environment with compiled modules kept between processes, as after « make »: a build machine may forbid it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def row(what: str, code: str, path: Path, times: int = TIMES) -> None:
    """One line of the table: medians."""
    runs = sorted(measured(code, path, f"{path.stem}-{number}") for number in range(times))
    wall, processor, memory = runs[len(runs) // 2]
    print(f"| {what} | {wall:.2f} | {processor:.2f} | {memory:.0f} |", flush=True)


def measured(code: str, path: Path, name: str) -> tuple[float, float, float]:
    """Seconds by the clock, of the processor (from ``START`` on), and megabytes."""
    around = (
        "import json, resource, time; t, c = time.perf_counter(), 0.0\n"
        + code.replace("START", "c = time.process_time()")
        + "\nu = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print('MEASURED', json.dumps([time.perf_counter() - t, time.process_time() - c, u.ru_maxrss / 1024]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", around, str(path), name],
        env=_installed(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("MEASURED")]
    if not told:
        raise SystemExit(done.stderr[-2000:])
    wall, processor, memory = json.loads(told[0].removeprefix("MEASURED "))
    return wall, processor, memory


if __name__ == "__main__":
    started = time.time()
    main()
    print(
        f"{time.time() - started:.0f} s; {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB",
        file=sys.stderr,
    )
