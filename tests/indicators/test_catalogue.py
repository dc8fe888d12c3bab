"""An indicator is defined before the project: SMART, in French, and computable from what exists."""

import pytest
from pydantic import ValidationError

from levier.capabilities.registry import catalogue as capabilities
from levier.core.errors import NotFound
from levier.indicators.catalogue import Formula, catalogue, definition
from levier.indicators.models import Indicator
from tests.cast import Person


def test_the_catalogue_holds_the_three_families() -> None:
    assert {found.family for found in catalogue().values()} == {"efficiency", "finance", "customer"}


@pytest.mark.parametrize("name", list(catalogue()))
def test_each_definition_says_its_five_letters(name: str) -> None:
    found = definition(name)
    for text in (
        found.specific,
        found.measurable,
        found.achievable,
        found.relevant,
        found.timed,
        found.source,
    ):
        assert text[0].isupper()
    assert found.unit
    assert found.family_label


def test_a_formula_on_a_measure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError):
        Formula(kind="sales", measure="profit")
    with pytest.raises(ValidationError):
        Formula(levier="x", described="y")


def test_an_unknown_indicator_is_said_to_be() -> None:
    with pytest.raises(NotFound, match="bonheur"):
        definition("bonheur")


@pytest.mark.parametrize("name", list(capabilities()))
def test_each_capability_moves_indicators_that_exist(name: str) -> None:
    assert set(capabilities()[name].moves) <= set(catalogue())


@pytest.mark.django_db
def test_a_company_follows_an_indicator_with_its_target(owner: Person) -> None:
    followed = Indicator.objects.create(
        company_id=owner.company_id, definition="turnover", label="Chiffre d'affaires", target=100_000
    )
    assert str(followed) == definition(followed.definition).label
