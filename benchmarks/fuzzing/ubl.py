"""Fuzz the reading of UBL with atheris, in an environment of its own:

``PYTHONPATH=src:. python -m benchmarks.fuzzing.ubl -max_total_time=300 -max_len=20000`` (needs ``atheris`` and Levier's own libraries).
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.fuzzing.invoices import run
from tests.tables.invoicing.making import right_invoice
from tests.tables.invoicing.writing import ubl


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="levier-fuzz-") as folder:
        (Path(folder) / "right.xml").write_bytes(ubl(right_invoice()))
        run(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
