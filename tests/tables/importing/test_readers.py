"""A new table is opened to those that its kind names, unless the person who imports says otherwise."""

from pathlib import Path

import pytest

from levier.core.errors import BadInput
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from levier.tables.sharing import readers_named
from tests.cast import Person

SALES = "date;client;produit;quantite;prix\n01/03/2026;Martin;Vase;2;10,00\n15/03/2026;Durand;Bol;1;5,50\n"
ENTRIES = (
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate"
    "|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n"
    "OD|Paie|1|20260331|641000|Salaires|||P1|20260331|Paie de mars|2000,00|0,00|||20260331||\n"
    "OD|Paie|1|20260331|421000|Personnel|||P1|20260331|Paie de mars|0,00|2000,00|||20260331||\n"
)


def _file(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def _seen(person: Person) -> list[str]:
    return sorted(Dataset.objects.visible_to(person.actor).values_list("kind", flat=True))


def test_entries_that_tell_salaries_are_not_opened_to_all(
    owner: Person, employee: Person, accountant: Person, tmp_path: Path
) -> None:
    report = import_file(owner.actor, _file(tmp_path, ENTRIES, "123456789FEC20261231.txt"))
    import_file(owner.actor, _file(tmp_path, SALES, "ventes.csv"))
    assert any("visible des dirigeants" in note for note in report.notes)
    assert _seen(owner) == _seen(accountant) == ["journal_entries", "sales"]
    assert _seen(employee) == ["sales"]


def test_the_person_who_imports_may_open_them_to_all(owner: Person, employee: Person, tmp_path: Path) -> None:
    path = _file(tmp_path, ENTRIES, "123456789FEC20261231.txt")
    import_file(owner.actor, path, readers=readers_named(owner.actor, "all"))
    assert _seen(employee) == ["journal_entries"]


def test_a_group_that_does_not_exist_or_is_not_ones_own_is_refused(accountant: Person) -> None:
    for group in ("tout le monde", "owners", "person:1"):
        with pytest.raises(BadInput, match="groupe"):
            readers_named(accountant.actor, group)
