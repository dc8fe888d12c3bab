from datetime import timedelta

import pytest
from django.utils import timezone

from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.core.errors import BadInput, NotFound
from levier.policy import tokens
from levier.policy.models.journal import JournalEntry
from levier.policy.models.tokens import ApiToken
from tests.cast import Person


def test_a_token_acts_for_its_person_in_its_company(employee: Person) -> None:
    _, secret = tokens.create(employee.actor, "tableur")
    assert tokens.actor_of(secret) == employee.actor


def test_only_a_digest_is_kept(owner: Person) -> None:
    token, secret = tokens.create(owner.actor, "tableur")
    assert secret not in str(ApiToken.objects.values_list())
    assert secret.startswith(token.start)


@pytest.mark.parametrize("wrong", ["", "levier_", "levier_nimportequoi", "autre"])
def test_a_wrong_secret_opens_nothing(owner: Person, wrong: str) -> None:
    tokens.create(owner.actor, "tableur")
    assert tokens.actor_of(wrong) is None


def test_a_token_expires_and_can_be_revoked(owner: Person) -> None:
    token, secret = tokens.create(owner.actor, "tableur", days=1)
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert tokens.actor_of(secret) is None
    token, secret = tokens.create(owner.actor, "tableur")
    tokens.revoke(owner.actor, token.pk)
    assert tokens.actor_of(secret) is None


def test_the_role_is_the_one_of_this_moment_and_leaving_closes_the_door(employee: Person) -> None:
    _, secret = tokens.create(employee.actor, "tableur")
    Membership.objects.filter(user=employee.user).update(role=Role.MANAGER)
    found = tokens.actor_of(secret)
    assert found is not None
    assert found.role == Role.MANAGER
    Membership.objects.filter(user=employee.user).delete()
    assert tokens.actor_of(secret) is None


def test_a_person_who_was_deactivated_is_out(employee: Person) -> None:
    _, secret = tokens.create(employee.actor, "tableur")
    employee.user.is_active = False
    employee.user.save()
    assert tokens.actor_of(secret) is None


def test_each_sees_their_own_tokens_and_the_owner_sees_all(
    owner: Person, employee: Person, stranger: Person
) -> None:
    mine, _ = tokens.create(employee.actor, "à moi")
    tokens.create(owner.actor, "au dirigeant")
    assert list(tokens.visible(employee.actor)) == [mine]
    assert tokens.visible(owner.actor).count() == 2
    assert not tokens.visible(stranger.actor).exists()


def test_nobody_revokes_the_token_of_another_company(employee: Person, stranger: Person) -> None:
    token, secret = tokens.create(employee.actor, "à moi")
    with pytest.raises(NotFound):
        tokens.revoke(stranger.actor, token.pk)
    assert tokens.actor_of(secret) is not None


def test_a_token_needs_a_name_and_a_sensible_duration(owner: Person) -> None:
    with pytest.raises(BadInput):
        tokens.create(owner.actor, "  ")
    with pytest.raises(BadInput):
        tokens.create(owner.actor, "x", days=0)


def test_creation_and_revocation_are_in_the_journal_without_the_secret(owner: Person) -> None:
    token, secret = tokens.create(owner.actor, "tableur")
    tokens.revoke(owner.actor, token.pk)
    written = JournalEntry.objects.filter(company_id=owner.company_id, action__startswith="token.")
    assert [entry.action for entry in written.order_by("pk")] == ["token.created", "token.revoked"]
    assert secret not in str(list(written.values()))


def test_use_is_dated(owner: Person) -> None:
    _, secret = tokens.create(owner.actor, "tableur")
    tokens.actor_of(secret)
    assert ApiToken.objects.get().last_used is not None
