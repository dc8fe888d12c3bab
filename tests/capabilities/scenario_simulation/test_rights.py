"""Who may not read the accounts is refused in French; who keeps the books gets the simulation."""

import pytest

from levier.capabilities import running
from levier.core.errors import NotFound
from levier.tables.importing import import_file
from tests.cast import Person
from tests.shared_data import shared

QUESTION = {"question": "Et si mes prix baissent de 5 % ?"}


def test_accounts_serve_those_who_may_read_them_and_nobody_else(owner: Person, employee: Person) -> None:
    import_file(owner.actor, shared("accounting_fr/000000000FEC20231231.txt.gz"))
    assert running.run("scenario-simulation", QUESTION, owner.actor).output.sentences
    with pytest.raises(NotFound) as refused:
        running.run("scenario-simulation", QUESTION, employee.actor)
    assert "Ni écritures comptables ni ventes" in refused.value.message
    assert "demandez l'accès" in refused.value.mend
