"""Sales of three years by two countries, as files, so that boards read real tables."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from levier.core.actor import Actor
from levier.tables.importing import import_file

HEADER = "Facture;Date;Référence;Désignation;Quantité;Prix unitaire;Client;Pays"
FIRST, LAST = date(2023, 11, 1), date(2026, 11, 9)


def lines(until: date = LAST, *, lost: date | None = None) -> Iterable[str]:
    """Three sales a week; from ``lost`` on, Germany buys nothing any more."""
    day, number = FIRST, 0
    while day <= until:
        number += 1
        if day.weekday() in (0, 2, 4):
            yield f"F{number}A;{day:%d/%m/%Y};CH1;Chaise;{2 + number % 3};50,00;C1;France"
            if lost is None or day < lost:
                yield f"F{number}B;{day:%d/%m/%Y};TA1;Table;1;80,25;C2;Allemagne"
        day += timedelta(days=1)


def sell(
    actor: Actor,
    folder: Path,
    *,
    until: date = LAST,
    lost: date | None = None,
    readers: tuple[str, ...] = ("all",),
) -> int:
    """Import them as « Ventes » (a new version when it is there); the number of the table."""
    path = folder / "ventes.csv"
    path.write_text("\n".join([HEADER, *lines(until, lost=lost)]) + "\n", encoding="utf-8")
    imported = import_file(actor, path, name="Ventes", readers=readers)
    assert imported.dataset_id
    return int(imported.dataset_id)
