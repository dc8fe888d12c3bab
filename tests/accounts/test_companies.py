import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.accounts.companies import actor_for, companies_of, create_company
from levier.accounts.models import Company
from levier.accounts.siren import checked_siren
from levier.core.actor import Role
from levier.core.errors import BadInput, NotFound
from tests.cast import Person


def test_the_accountant_sees_both_companies_and_acts_in_the_one_named(
    accountant: Person, company: Company, other_company: Company
) -> None:
    assert companies_of(accountant.user) == [company, other_company]
    assert actor_for(accountant.user).company_id == company.pk
    assert actor_for(accountant.user, other_company.slug).company_id == other_company.pk


def test_a_company_one_does_not_belong_to_is_not_found(owner: Person, other_company: Company) -> None:
    with pytest.raises(NotFound, match="introuvable parmi les vôtres") as unknown:
        actor_for(owner.user, "nulle-part")
    with pytest.raises(NotFound) as hidden:
        actor_for(owner.user, other_company.slug)
    assert unknown.value.what.replace("nulle-part", "X") == hidden.value.what.replace(other_company.slug, "X")


def test_two_companies_of_the_same_name_get_different_slugs(owner: Person) -> None:
    first, second = create_company("Café de l'Église"), create_company("Café de l'Église", owner=owner.user)
    assert (first.slug, second.slug) == ("cafe-de-leglise", "cafe-de-leglise-2")
    assert actor_for(owner.user, second.slug).role == Role.OWNER


@pytest.mark.django_db
def test_a_name_without_letters_still_gets_a_slug() -> None:
    assert create_company("★★★").slug == "entreprise"


def test_a_siren_belongs_to_one_company_only(company: Company) -> None:
    with pytest.raises(BadInput, match="existe déjà"):
        create_company("Copie", siren="552 100 554")


@pytest.mark.parametrize(
    "text", ["552100554", "552 100 554", "552\u202f100\u202f554", "552.100.554", "55210055400013"]
)
def test_a_siren_is_read_however_it_is_typed(text: str) -> None:
    assert checked_siren(text) == "552100554"


@pytest.mark.parametrize("text", ["552100555", "12345678", "abcdefghi", "000000000", "5521005540001"])
def test_a_wrong_siren_is_refused_with_the_way_to_mend_it(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_siren(text)
    assert refused.value.mend


@given(st.integers(min_value=0, max_value=8), st.integers(min_value=1, max_value=9))
def test_any_single_wrong_digit_is_seen(place: int, change: int) -> None:
    digits = list("552100554")
    digits[place] = str((int(digits[place]) + change) % 10)
    with pytest.raises(BadInput):
        checked_siren("".join(digits))
