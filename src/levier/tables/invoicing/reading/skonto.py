"""Discounts for early payment written in the text of the terms: the German « #SKONTO#TAGE=14#PROZENT=2.25# »."""

import re
from decimal import Decimal

from levier.tables.invoicing.model import Discount

_SKONTO = re.compile(
    r"#SKONTO#TAGE=(\d{1,4})#PROZENT=(\d{1,3}\.\d{2})(?:#BASISBETRAG=(-?\d{1,15}\.\d{2}))?#", re.ASCII
)


def structured_discounts(text: str | None) -> tuple[Discount, ...]:
    """The discounts written as XRechnung asks (BR-DE-18)."""
    return tuple(
        Discount(
            days=Decimal(days), unit="DAY", percent=Decimal(percent), base=Decimal(base) if base else None
        )
        for days, percent, base in _SKONTO.findall(text or "")
    )
