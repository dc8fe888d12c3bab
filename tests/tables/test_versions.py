"""An import can be undone and a version put back; versions are compared line by line; nothing is ever lost."""

from pathlib import Path

import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.policy.models import JournalEntry
from levier.tables.importing import import_file
from levier.tables.models import Dataset
from levier.tables.reading import list_datasets
from levier.tables.versions import compare, restore, set_aside, undo
from tests.cast import Person
from tests.tables.shop import line, written

pytestmark = pytest.mark.django_db


def imported(owner: Person, folder: Path, *lines: str, mode: str = "replace") -> int:
    report = import_file(owner.actor, written(folder, *lines), kind="sales", mode=mode)  # type: ignore[arg-type]
    assert report.dataset_id
    return report.dataset_id


def test_undoing_an_import_brings_back_what_was_used(owner: Person, tmp_path: Path) -> None:
    dataset = imported(owner, tmp_path, line(invoice="1"), line(invoice="2"))
    imported(owner, tmp_path, line(invoice="9"))

    change = undo(owner.actor, dataset)

    assert (change.before, change.now, change.rows) == (2, 1, 2)
    assert list_datasets(owner.actor)[0].rows == 2
    assert JournalEntry.objects.filter(action="dataset.undone").count() == 1


def test_undoing_a_first_import_leaves_no_table_but_keeps_its_lines(owner: Person, tmp_path: Path) -> None:
    dataset = imported(owner, tmp_path, line())
    assert undo(owner.actor, dataset).now == 0
    assert list_datasets(owner.actor) == []
    assert [found.pk for found, _ in set_aside(owner.actor)] == [dataset]
    with pytest.raises(BadInput):
        undo(owner.actor, dataset)
    assert restore(owner.actor, dataset, 1).now == 1
    assert list_datasets(owner.actor)[0].rows == 1


def test_the_same_file_can_come_again_after_an_undo(owner: Person, tmp_path: Path) -> None:
    dataset = imported(owner, tmp_path, line(invoice="1"))
    imported(owner, tmp_path, line(invoice="2"))
    undo(owner.actor, dataset)
    again = import_file(owner.actor, written(tmp_path, line(invoice="2")), kind="sales")
    assert (again.known, again.version) == (False, 3)
    assert Dataset.objects.get(pk=dataset).current == 3
    assert undo(owner.actor, dataset).now == 1


def test_two_versions_are_compared_with_their_repetitions(owner: Person, tmp_path: Path) -> None:
    same, twice = line(invoice="1"), line(invoice="2")
    dataset = imported(owner, tmp_path, same, twice, twice)
    imported(owner, tmp_path, same, twice, line(invoice="3"))
    found = compare(owner.actor, dataset, 1, 2)
    assert (found.added, found.removed, found.same) == (1, 1, 2)
    assert found.added_rows[0][found.columns.index("invoice")] == "3"
    assert "N° de facture" in found.labels


def test_only_who_may_import_undoes_and_strangers_see_nothing(
    owner: Person, employee: Person, stranger: Person, tmp_path: Path
) -> None:
    dataset = imported(owner, tmp_path, line())
    with pytest.raises(NotAllowed):
        undo(employee.actor, dataset)
    with pytest.raises(NotFound):
        undo(stranger.actor, dataset)
    with pytest.raises(NotFound):
        compare(stranger.actor, dataset, 1, 1)
    with pytest.raises(NotFound):
        restore(owner.actor, dataset, 7)
