"""What the fuzzers of invoices hold true of any bytes: no crash, no endless work, no value that the file does not hold."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from levier.core.errors import BadInput

SLOW = 5.0
"""Seconds for at most a few kilobytes."""


def check(data: bytes) -> None:
    """Read the bytes as an invoice. Raises AssertionError, or whatever the readers let escape."""
    started = time.perf_counter()
    from levier.tables.invoicing.reading.opened import read_invoice  # noqa: PLC0415 - after the instrumentation

    try:
        read = read_invoice(data, "facture.xml")
    except BadInput as problem:
        assert problem.what  # noqa: PT017 - no test: what the fuzzer holds true
        assert problem.mend  # noqa: PT017
        return
    invoice = read.invoice
    assert time.perf_counter() - started < SLOW, "slow"
    again = type(read).model_validate_json(read.model_dump_json())
    assert again.invoice == invoice, "the invoice does not survive its own JSON"
    plain = (
        data.decode("utf-8", "ignore")
        if b"encoding" not in data[:200].lower() or b"utf-8" in data[:200].lower()
        else ""
    )
    if plain and "&" not in plain and "<!" not in plain:
        for value in (invoice.number, invoice.type_code, invoice.currency):
            assert value is None or value in plain, f"{value!r} is not in the file"
        for amount in (invoice.totals.net, invoice.totals.gross, invoice.totals.payable):
            if amount is not None:
                digits = format(abs(amount), "f").rstrip("0").rstrip(".").lstrip("0")
                assert digits in plain, f"{amount} is not in the file"


def run(seed: Callable[[], bytes]) -> None:
    """Fuzz with atheris from the file that ``seed`` makes; arguments of libFuzzer go through (``-max_total_time=300``)."""
    import atheris  # noqa: PLC0415 - in the separate environment only

    with atheris.instrument_imports(include=["levier.tables.invoicing"]):
        from levier.tables.invoicing.reading import opened  # noqa: F401, PLC0415 - instrumented as it is loaded
    with tempfile.TemporaryDirectory(prefix="levier-fuzz-") as folder:
        (Path(folder) / "right.xml").write_bytes(seed())
        atheris.Setup([sys.argv[0], *sys.argv[1:], folder], check)
        atheris.Fuzz()
