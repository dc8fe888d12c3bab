"""A small shop whose sales are long enough to say something of a year."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from levier.tables.importing import import_file
from tests.cast import Person

HEADER = "N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays"


def sales_file(folder: Path, today: date, weeks: int = 104) -> Path:
    """One sale of 100 000 € a week, until yesterday."""
    lines = [HEADER]
    for week in range(weeks):
        day = today - timedelta(weeks=weeks - week) + timedelta(days=6)
        lines.append(
            f"F{week};{day:%d/%m/%Y};B{week % 5};Produit {week % 5};10;10000,00;Client {week % 7};France"
        )
    path = folder / "ventes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def sales(owner: Person, tmp_path: Path) -> int:
    """Two years of sales, about 5.2 million euros a year, for everyone."""
    found = import_file(owner.actor, sales_file(tmp_path, owner.company.today), name="Ventes")
    assert found.dataset_id
    return found.dataset_id


@pytest.fixture
def closed_sales(owner: Person, tmp_path: Path) -> int:
    """The same, for owners and managers only."""
    path = sales_file(tmp_path, owner.company.today)
    found = import_file(owner.actor, path, name="Ventes réservées", readers=("managers",))
    assert found.dataset_id
    return found.dataset_id
