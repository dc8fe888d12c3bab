"""What the fuzzers of invoices hold true of any bytes: no crash, no endless work, no value that the file does not hold."""

import sys
import time
from pathlib import Path

from levier.core.errors import BadInput
from levier.tables.invoicing.reading.opened import read_invoice

SLOW = 5.0
"""Seconds for at most a few kilobytes."""


def check(data: bytes) -> None:
    """Read the bytes as an invoice. Raises AssertionError, or whatever the readers let escape."""
    started = time.perf_counter()
    try:
        read = read_invoice(data, "facture.xml")
    except BadInput as problem:
        assert problem.what
        assert problem.mend
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


def run(seeds: Path) -> None:
    """Fuzz with atheris from the files of ``seeds``; arguments of libFuzzer go through (``-max_total_time=300``)."""
    import atheris  # noqa: PLC0415 - in the separate environment only

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *sys.argv[1:], str(seeds)], check)
    atheris.Fuzz()
