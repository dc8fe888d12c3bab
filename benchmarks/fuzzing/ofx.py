"""Bank statements (ofx): movements that hold together or a refusal; balances said to be exact are."""

from datetime import date
from decimal import Decimal

from tests.tables.importing import statements
from tests.tables.importing.statements import Line

from benchmarks.fuzzing.ground import refused_well, sound
from levier.core.errors import LevierError
from levier.tables.importing.formats import ofx

_LINES = [
    Line(date(2026, 1, 5), Decimal("-12.50"), "PRLV EDF", "EDF", "R1"),
    Line(date(2026, 1, 6), Decimal("1000.00"), "VIR SEPA", "Martin & Fils"),
]
SEEDS = [statements.ofx(_LINES), statements.ofx(_LINES, comma=True, xml=True)]


def one(data: bytes) -> None:
    ofx.sniff(data, "releve")
    try:
        tables = ofx.read(data, "releve")
    except LevierError as error:
        refused_well(error)
        return
    sound(tables)
    for table in tables:
        assert table.frame["amount"].null_count() == 0
        assert table.frame["amount"].is_finite().all()
        assert table.frame["date"].null_count() == 0
