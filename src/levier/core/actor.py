"""Who asks: a person in a company, with a role. Every reading of data starts from an Actor."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of a person in a company."""

    OWNER = "owner"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    ACCOUNTANT = "accountant"


EVERYONE = "all"
MANAGERS = "managers"
ACCOUNTING = "accounting"
OWNERS = "owners"

_GROUPS: dict[Role, frozenset[str]] = {
    Role.OWNER: frozenset({EVERYONE, MANAGERS, ACCOUNTING, OWNERS}),
    Role.MANAGER: frozenset({EVERYONE, MANAGERS, ACCOUNTING}),
    Role.EMPLOYEE: frozenset({EVERYONE}),
    Role.ACCOUNTANT: frozenset({EVERYONE, ACCOUNTING}),
}


@dataclass(frozen=True)
class Actor:
    """A person acting in one company.

    ``readers`` is the set of reader tokens the person holds; a document or table is visible when it carries
    at least one of them ("all", "managers", "accounting", "owners", "person:<id>").
    """

    person_id: int
    name: str
    company_id: int
    role: Role

    @property
    def readers(self) -> frozenset[str]:
        return _GROUPS[self.role] | {f"person:{self.person_id}"}
