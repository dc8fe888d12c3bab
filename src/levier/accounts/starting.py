"""The first start:

the owner's account and the company, made together, once. Shared by the wizard and ``levier init``.
"""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from levier.accounts.companies import create_company
from levier.accounts.models import Company, User
from levier.accounts.naf import checked_naf
from levier.accounts.people import check_password, checked_email
from levier.core.errors import BadInput, NotAllowed

_LOCK = 0x4C455649  # PostgreSQL advisory lock: « LEVI »


@dataclass(frozen=True)
class Owner:
    """The first person, as typed."""

    name: str
    email: str
    password: str


@dataclass(frozen=True)
class CheckedOwner:
    """The first person, checked;

    the password is kept hashed, so that a wizard may carry it from page to page.
    """

    name: str
    email: str
    password_hash: str


@dataclass(frozen=True)
class Started:
    """What the first start made."""

    user: User
    company: Company


def never_started() -> bool:
    """Whether this installation has no account at all: the only moment when the wizard is open."""
    return not User.objects.exists()


def check_owner(owner: Owner) -> CheckedOwner:
    """The owner with a clean name and address, the password hashed.

    Raises BadInput for an empty name, a wrong address, a weak password.
    """
    name = " ".join(owner.name.split())
    if not name:
        raise BadInput("Votre nom manque", where="champ Nom", mend="Saisissez votre prénom et votre nom.")
    email = checked_email(owner.email)
    check_password(owner.password, User(email=email, name=name))
    return CheckedOwner(name, email, make_password(owner.password))


def start(
    owner: Owner | CheckedOwner, *, company: str, siren: str = "", naf: str = "", currency: str = "EUR"
) -> Started:
    """Create the owner and the company together, or nothing.

    Two people who finish the wizard at the same moment: one wins, the other gets NotAllowed. Raises
    BadInput as ``check_owner`` and ``create_company`` do.
    """
    checked = check_owner(owner) if isinstance(owner, Owner) else owner
    code = checked_naf(naf)
    with transaction.atomic():
        _one_at_a_time()
        if not never_started():
            raise NotAllowed(
                "Levier est déjà installé sur cette machine",
                mend="Connectez-vous, ou demandez une invitation au dirigeant de l'entreprise.",
            )
        user = User(email=checked.email, name=checked.name, password=checked.password_hash)
        user.save()
        return Started(user, create_company(company, owner=user, siren=siren, naf=code, currency=currency))


def _one_at_a_time() -> None:
    """SQLite's transactions start IMMEDIATE (see settings), so writers already wait;

    PostgreSQL needs a lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
