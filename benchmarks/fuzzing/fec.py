"""Atheris on the reading and the check of a FEC: bytes go in, a report or a refusal in French comes out, nothing else.

``python -m benchmarks.fuzzing.fec -max_total_time=600`` in an environment with ``atheris`` (requirements/rivals.txt).
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")

import atheris
import django

django.setup()

with atheris.instrument_imports(include=["levier.tables.accounting"]):
    from levier.core.errors import BadInput
    from levier.tables.accounting.conformity import check
    from levier.tables.accounting.ledger import ledger_of
    from levier.tables.accounting.overview import overview
    from levier.tables.accounting.reading import read_fec
    from levier.tables.accounting.tax_forms import fill_form

_HEADER = b"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\r\n"


def one(data: bytes) -> None:
    """The bytes as a whole file when their first bit is set, else as lines under a good header."""
    text = data[1:] if data[:1] and data[0] & 1 else _HEADER + data[1:]
    try:
        fec = read_fec(text, "732829320FEC20231231.txt")
    except BadInput:
        return
    check(fec).as_json()
    if fec.frame["date"].null_count() < fec.frame.height:
        ledger = ledger_of(fec.frame, closing=fec.name.closing, exact=True)
        overview(ledger, ledger.current)
        fill_form(ledger)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
