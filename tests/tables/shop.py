"""A shop of garden furniture for the tests: its sales, written for them in a French spreadsheet's manner."""

from pathlib import Path

FILES = Path(__file__).parent / "files"
SALES = FILES / "ventes.csv"
HEADER = "Facture;Date;Référence;Désignation;Quantité;Prix unitaire;Client;Pays"


def written(folder: Path, *lines: str, name: str = "ventes.csv", header: str = HEADER) -> Path:
    """A CSV of these lines below the usual header."""
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def line(
    day: str = "03/05/2026",
    code: str = "CH-1001",
    name: str = "Chaise",
    quantity: str = "2",
    price: str = "49,90",
    invoice: str = "1001",
    customer: str = "C001",
    country: str = "France",
) -> str:
    """One line of sale in the order of ``HEADER``."""
    return ";".join([invoice, day, code, name, quantity, price, customer, country])
