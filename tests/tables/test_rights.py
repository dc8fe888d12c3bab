"""A table is read by those who hold one of its tokens, in its company, and by nobody else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.measures import MeasureQuery
from levier.tables import reading
from levier.tables.access import CompanyTables
from levier.tables.entities import vocabulary
from levier.tables.importing import import_file
from tests.cast import Person
from tests.tables.shop import SALES, line, written

pytestmark = pytest.mark.django_db

READINGS: list[Callable[[Actor, int], Any]] = [
    lambda actor, pk: CompanyTables(actor).frame("sales"),
    lambda actor, pk: CompanyTables(actor).query(MeasureQuery()),
    reading.get_dataset,
    reading.versions,
    reading.get_profile,
    reading.sample,
    reading.original,
    reading.rejects,
    lambda actor, pk: reading.rows_behind(actor, MeasureQuery(), dataset=pk, version=1),
    lambda actor, pk: reading.rows_behind(actor, MeasureQuery()),
]


@pytest.mark.parametrize("read", READINGS)
def test_another_company_sees_nothing_of_it(
    owner: Person, stranger: Person, read: Callable[[Actor, int], Any]
) -> None:
    dataset = import_file(owner.actor, SALES).dataset_id
    assert dataset
    with pytest.raises(NotFound):
        read(stranger.actor, dataset)
    assert CompanyTables(stranger.actor).facts("sales") is None
    assert reading.list_datasets(stranger.actor) == []
    assert vocabulary(stranger.actor).members == {}


@pytest.mark.parametrize("read", READINGS)
def test_an_employee_does_not_see_a_managers_table(
    owner: Person, employee: Person, manager: Person, tmp_path: Path, read: Callable[[Actor, int], Any]
) -> None:
    path = written(tmp_path, line(), line(day="?"))
    dataset = import_file(owner.actor, path, readers=["managers"]).dataset_id
    assert dataset
    with pytest.raises(NotFound):
        read(employee.actor, dataset)
    assert reading.list_datasets(employee.actor) == []
    assert vocabulary(employee.actor).members == {}
    read(manager.actor, dataset)


def test_a_table_may_be_opened_to_one_person(owner: Person, employee: Person) -> None:
    import_file(owner.actor, SALES, readers=["owners", f"person:{employee.person_id}"])
    assert CompanyTables(employee.actor).facts("sales") is not None


def test_two_companies_keep_tables_of_the_same_name_apart(
    owner: Person, stranger: Person, tmp_path: Path
) -> None:
    import_file(owner.actor, SALES, name="Ventes")
    import_file(stranger.actor, written(tmp_path, line(name="Courroie")), name="Ventes")
    assert CompanyTables(stranger.actor).frame("sales")["product"].to_list() == ["Courroie"]
    assert "Courroie" not in vocabulary(owner.actor).members["product"]
