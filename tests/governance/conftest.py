"""A table of the company, and a result made from it."""

from pathlib import Path

import pytest

from levier.orchestrator.models import StepRecord
from levier.tables.importing import import_file
from tests.cast import Person
from tests.governance.steps import done

CUSTOMERS = "Code client;Nom;E-mail;Téléphone;Ville\n" + "\n".join(
    f"C{n};{who};{who.split()[1].lower()}{n}@exemple.fr;06 12 34 56 {n:02d};Vichy"
    for n, who in enumerate(
        ["Jean Dupuis", "Marie Durand", "Claire Petit", "Paul Bernard", "Lucie Moreau"] * 6, 10
    )
)


@pytest.fixture
def customers(owner: Person, tmp_path: Path) -> int:
    """A table with names, addresses and phones, that everyone reads."""
    path = tmp_path / "clients.csv"
    path.write_text(CUSTOMERS, encoding="utf-8")
    made = import_file(owner.actor, path, name="Clients", kind="customers")
    assert made.dataset_id
    return made.dataset_id


@pytest.fixture
def alerts(employee: Person, customers: int) -> StepRecord:
    """An employee's search for fraud, done on the customers' table: its card asks for a manager."""
    return done(employee, "fraud-detection", dataset=f"dataset:{customers}@1")
