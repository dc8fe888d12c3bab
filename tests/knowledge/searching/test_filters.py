"""Filters leave out what they say, and never let in what the person may not read."""

from datetime import date

import pytest

from levier.core.capability import Within
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import add_text
from levier.knowledge.models import Document
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("embedding_model")
QUESTION = "Quel est le délai de retour ?"


@pytest.fixture
def library(owner: Person) -> Person:
    add_text(
        owner.actor,
        "Retours 2023",
        "Le délai de retour est de dix jours.",
        dated=date(2023, 5, 1),
        data_class="internal",
    )
    add_text(
        owner.actor,
        "Retours 2025",
        "Le délai de retour est de trente jours.",
        dated=date(2025, 5, 1),
        data_class="internal",
    )
    add_text(
        owner.actor,
        "Loi",
        "La loi fixe un délai de retour de quatorze jours.",
        source="Textes",
        data_class="public",
    )
    add_text(
        owner.actor,
        "Direction",
        "Le délai de retour des dirigeants est illimité.",
        readers=["managers"],
        data_class="internal",
    )
    Document.objects.filter(title="Retours 2023").update(
        kind="mail", author="Léa Petit", people="Léa Petit <lea@x.fr>"
    )
    return owner


def _titles(who: Person, /, **limits: object) -> set[str]:
    found = CompanyKnowledge(who.actor).search(QUESTION, within=Within(**limits))  # type: ignore[arg-type]
    return {hit.title for hit in found.hits}


@pytest.mark.parametrize(
    ("limits", "titles"),
    [
        ({"after": date(2024, 1, 1)}, {"Retours 2025"}),
        ({"before": date(2024, 1, 1)}, {"Retours 2023"}),
        ({"after": date(2023, 5, 1), "before": date(2023, 5, 1)}, {"Retours 2023"}),
        ({"kinds": ("mail",)}, {"Retours 2023"}),
        ({"classes": ("public",)}, {"Loi"}),
        ({"source": "Textes"}, {"Loi"}),
        ({"person": "petit"}, {"Retours 2023"}),
        ({"person": "LEA@x.fr"}, {"Retours 2023"}),
        ({"person": "personne"}, set()),
    ],
)
def test_each_filter_keeps_what_it_says(library: Person, limits: dict[str, object], titles: set[str]) -> None:
    assert _titles(library, **limits) == titles


def test_filters_open_nothing(library: Person, employee: Person) -> None:
    assert "Direction" in _titles(library)
    assert "Direction" not in _titles(employee)
    assert "Direction" not in _titles(employee, before=date(2030, 1, 1), classes=("internal",))


def test_the_documents_counted_are_those_within(library: Person) -> None:
    found = CompanyKnowledge(library.actor).search(QUESTION, within=Within(classes=("public",)))
    assert (found.documents_searched, found.considered) == (1, 1)
