"""The people of the demo company, one for each role, and the password they share on this machine."""

import os
import secrets
from dataclasses import dataclass

from django.conf import settings

from levier.core.actor import Role


@dataclass(frozen=True)
class Person:
    """Someone of the demo company."""

    name: str
    email: str
    role: Role


PEOPLE = (
    Person("Claire Martin", "claire@maison-tilleul.example", Role.OWNER),
    Person("Hugo Bernard", "hugo@maison-tilleul.example", Role.MANAGER),
    Person("Léa Petit", "lea@maison-tilleul.example", Role.EMPLOYEE),
    Person("Marc Dubois", "marc@cabinet-dubois.example", Role.ACCOUNTANT),
)


def password() -> str:
    """The demo's password: drawn once on each machine, kept in a file that only its owner can read."""
    path = settings.HOME / "demo-password.txt"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        drawn = "-".join(secrets.token_hex(2) for _ in range(3))
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(drawn)
        return drawn
