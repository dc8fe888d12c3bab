"""Fuzz the reading of CII with atheris, in an environment of its own:

``PYTHONPATH=src:. python -m benchmarks.fuzzing.cii -max_total_time=300 -max_len=20000`` (needs ``atheris`` and Levier's own libraries).
"""

import sys

from benchmarks.fuzzing.invoices import run


def main() -> None:
    run(_seed)


def _seed() -> bytes:
    from tests.tables.invoicing.making import right_invoice  # noqa: PLC0415 - after the instrumentation
    from tests.tables.invoicing.writing import cii  # noqa: PLC0415

    return cii(right_invoice())


if __name__ == "__main__":
    sys.exit(main())
