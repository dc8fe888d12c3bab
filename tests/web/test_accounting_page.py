"""The page « Comptabilité »: for those who may see the entries, with each figure down to its lines; nobody else's."""

from pathlib import Path

import pytest

from levier.tables.importing import import_file
from levier.tables.models import Dataset
from tests.cast import Person
from tests.tables.accounting.writing import company as entries
from tests.tables.accounting.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(owner: Person, tmp_path: Path) -> Dataset:
    file = tmp_path / "732829320FEC20231231.txt"
    file.write_bytes(write(entries(closed=True)))
    report = import_file(owner.actor, file, readers=["accounting"])
    assert report.kind == "journal_entries"
    return Dataset.objects.get(pk=report.dataset_id)


def page(dataset: Dataset, rest: str = "") -> str:
    return f"/donnees/tableaux/{dataset.pk}/comptabilite/{rest}"


def test_the_page_tells_the_year_and_the_conformity(owner: Person, dataset: Dataset) -> None:
    text = owner.client.get(page(dataset)).content.decode()
    for words in (
        "Comptabilité 2023",
        "Conforme",
        "Soldes intermédiaires de gestion",
        "Société DURAND",
        "19 750,00",
    ):
        assert words in text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_figure_opens_on_its_entries(owner: Person, dataset: Dataset) -> None:
    text = owner.client.get(
        page(dataset, "lignes/?basis=flows&accounts=70&sign=-1&titre=Ventes")
    ).content.decode()
    assert "13 lignes d'écriture" in text.replace("&#x27;", "'")
    assert "707000" in text


def test_a_selection_nobody_wrote_is_refused_in_a_sentence(owner: Person, dataset: Dataset) -> None:
    answer = owner.client.get(page(dataset, "lignes/?basis=nimporte&start=hier"))
    assert answer.status_code == 422
    assert "sélection" in answer.content.decode()


@pytest.mark.parametrize(
    "what",
    ["soldes", "creances", "dettes", "tresorerie", "tva", "achats", "charges", "liasse-2033", "liasse-2050"],
)
def test_each_table_is_a_sheet_to_download(owner: Person, dataset: Dataset, what: str) -> None:
    answer = owner.client.get(page(dataset, f"{what}.csv"))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\r\n") > 1


def test_the_tax_forms_show_their_lines(owner: Person, dataset: Dataset) -> None:
    assert "2033-B" in owner.client.get(page(dataset, "liasse/2033/")).content.decode()
    assert owner.client.get(page(dataset, "liasse/9999/")).status_code == 404


def test_only_those_who_may_read_the_entries_see_the_page(
    accountant: Person, employee: Person, stranger: Person, dataset: Dataset
) -> None:
    assert accountant.client.get(page(dataset)).status_code == 200
    for person in (employee, stranger):
        for rest in ("", "lignes/?basis=flows", "liasse/2033/", "tva.csv"):
            assert person.client.get(page(dataset, rest)).status_code == 404
