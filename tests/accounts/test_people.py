import pytest
from django.core.exceptions import ValidationError

from levier.accounts.models import Company, User
from levier.accounts.people import invitation_path, invite, invited, people_of, remove, set_role
from levier.core.actor import Role
from levier.core.errors import BadInput, NotFound
from tests.cast import PASSWORD, Person


def parts(path: str) -> tuple[str, str]:
    uid, token = path.strip("/").split("/")[-2:]
    return uid, token


def test_an_invitation_creates_the_person_and_works_once(company: Company, owner: Person) -> None:
    invitation = invite(company, " Nadia@Martin.example ", Role.EMPLOYEE, name="Nadia Benali")
    assert invitation.user.email == "nadia@martin.example"
    assert not invitation.private
    user = invited(*parts(invitation.path))
    user.set_password(PASSWORD)
    user.save()
    with pytest.raises(NotFound, match="déjà servi"):
        invited(*parts(invitation.path))


def test_inviting_again_a_person_who_has_not_come_renews_the_link(company: Company) -> None:
    first, second = (
        invite(company, "n@m.example", Role.EMPLOYEE),
        invite(company, "n@m.example", Role.EMPLOYEE),
    )
    assert first.user == second.user
    assert invited(*parts(second.path)) == first.user


def test_the_link_shown_to_one_company_dies_when_another_invites_the_same_person(
    company: Company, other_company: Company
) -> None:
    shown = invite(company, "n@m.example", Role.EMPLOYEE)
    mailed = invite(other_company, "n@m.example", Role.ACCOUNTANT)
    assert mailed.private
    with pytest.raises(NotFound):
        invited(*parts(shown.path))
    assert invited(*parts(mailed.path)) == shown.user


def test_a_known_person_joins_without_a_new_password(company: Company, stranger: Person) -> None:
    invitation = invite(company, stranger.user.email, Role.ACCOUNTANT)
    assert (invitation.path, invitation.user) == ("", stranger.user)


def test_a_member_is_not_invited_twice(company: Company, employee: Person) -> None:
    with pytest.raises(BadInput, match="fait déjà partie"):
        invite(company, employee.user.email, Role.MANAGER)
    assert company.memberships.get(user=employee.user).role == Role.EMPLOYEE


@pytest.mark.parametrize("email", ["", "pas une adresse", "a@b"])
def test_a_wrong_address_creates_nobody(company: Company, email: str) -> None:
    with pytest.raises(BadInput, match="adresse e-mail"):
        invite(company, email, Role.EMPLOYEE)
    assert not User.objects.exists()


@pytest.mark.parametrize("uid", ["MQ", "!!", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", ""])
def test_a_made_up_invitation_is_not_found(owner: Person, uid: str) -> None:
    with pytest.raises(NotFound):
        invited(uid, "abc-def")


def test_an_invitation_never_resets_the_password_of_somebody_who_has_one(owner: Person) -> None:
    with pytest.raises(NotFound):
        invited(*parts(invitation_path(owner.user)))


def test_the_last_owner_can_neither_leave_nor_step_down(
    company: Company, owner: Person, manager: Person
) -> None:
    with pytest.raises(BadInput, match="seul dirigeant"):
        remove(company, owner.user.pk)
    with pytest.raises(BadInput, match="seul dirigeant"):
        set_role(company, owner.user.pk, Role.EMPLOYEE)
    set_role(company, manager.user.pk, Role.OWNER)
    remove(company, owner.user.pk)
    assert [m.user for m in people_of(company)] == [manager.user]


def test_an_owner_who_has_not_accepted_yet_does_not_count(company: Company, owner: Person) -> None:
    invite(company, "futur@martin.example", Role.OWNER)
    with pytest.raises(BadInput, match="seul dirigeant"):
        remove(company, owner.user.pk)


def test_a_person_of_another_company_cannot_be_changed_or_removed(company: Company, stranger: Person) -> None:
    with pytest.raises(NotFound):
        set_role(company, stranger.user.pk, Role.EMPLOYEE)
    with pytest.raises(NotFound):
        remove(company, stranger.user.pk)


def test_a_role_that_does_not_exist_is_refused(company: Company, employee: Person) -> None:
    with pytest.raises((ValueError, ValidationError)):
        set_role(company, employee.user.pk, "emperor")
