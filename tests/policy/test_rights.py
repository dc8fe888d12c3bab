import pytest

from levier.core.actor import Role
from levier.core.errors import NotAllowed
from levier.policy.rights import Permission, may, require
from tests.cast import Person

ALLOWED = {
    Role.OWNER: set(Permission),
    Role.MANAGER: {
        Permission.ASK,
        Permission.RUN,
        Permission.SEE_DATA,
        Permission.IMPORT,
        Permission.SHARE,
        Permission.SEE_JOURNAL,
        Permission.PUBLISH,
        Permission.STEER,
        Permission.APPROVE,
        Permission.GOVERN,
    },
    Role.EMPLOYEE: {Permission.ASK, Permission.RUN, Permission.SEE_DATA},
    Role.ACCOUNTANT: {
        Permission.ASK,
        Permission.RUN,
        Permission.SEE_DATA,
        Permission.IMPORT,
        Permission.STEER,
    },
}


def test_each_role_has_exactly_its_permissions(
    owner: Person, manager: Person, employee: Person, accountant: Person
) -> None:
    for person in (owner, manager, employee, accountant):
        assert {p for p in Permission if may(person.actor, p)} == ALLOWED[person.role]


@pytest.mark.parametrize("permission", list(Permission))
def test_a_refusal_says_what_is_not_allowed_and_whom_to_ask(employee: Person, permission: Permission) -> None:
    if may(employee.actor, permission):
        require(employee.actor, permission)
        return
    with pytest.raises(
        NotAllowed, match=r"Votre rôle dans cette entreprise ne permet pas d(?:e |').* dirigeant"
    ):
        require(employee.actor, permission)
