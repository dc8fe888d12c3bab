"""People of a company: invite, change a role, remove. A company always keeps at least one owner."""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from levier.accounts.models import Company, Membership, User
from levier.core.actor import Role
from levier.core.errors import BadInput, NotFound


class _InvitationTokens(PasswordResetTokenGenerator):
    """One-time: the token dies when a password is set. It also dies when another company adds the person,
    so that the owner of the first one, who saw the link, cannot use it to enter the second.
    """

    key_salt = "levier.accounts.people.invitation"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        companies = ",".join(
            str(pk) for pk in user.memberships.order_by("pk").values_list("company_id", flat=True)
        )
        return f"{super()._make_hash_value(user, timestamp)}{companies}"


_tokens = _InvitationTokens()


@dataclass(frozen=True)
class Invitation:
    """A person invited. ``path``: address of the one-time page where they choose a password, "" when they
    have one.

    ``private``: the person already belongs to another company, so the link may be mailed to them but not
    shown.
    """

    user: User
    membership: Membership
    path: str
    private: bool


def invite(company: Company, email: str, role: Role | str, *, name: str = "") -> Invitation:
    """Make the person a member; the person is created when unknown. Inviting again a pending person renews
    the link.

    Raises BadInput for a wrong address, or a person who is already a member and has a password.
    """
    email = checked_email(email)
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, None, name=name.strip())
        membership, added = Membership.objects.get_or_create(
            user=user, company=company, defaults={"role": Role(role)}
        )
    if not added and user.has_usable_password():
        raise BadInput(f"{user} fait déjà partie de l'entreprise", where="champ Adresse e-mail")
    if user.has_usable_password():
        return Invitation(user, membership, "", private=True)
    elsewhere = user.memberships.exclude(company=company).exists()
    return Invitation(user, membership, invitation_path(user), private=elsewhere)


def invitation_path(user: User) -> str:
    """The one-time page where an invited person chooses a password."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("invitation", args=[uid, _tokens.make_token(user)])


def invited(uid: str, token: str) -> User:
    """The person an invitation is for. Raises NotFound when it was used, has expired or was never made."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid))).first()
    except (ValueError, OverflowError):
        user = None
    if (
        user is None
        or user.has_usable_password()
        or not user.is_active
        or not _tokens.check_token(user, token)
    ):
        raise NotFound(
            "Cette invitation a déjà servi ou n'est plus valable",
            mend="Connectez-vous, ou demandez à la personne qui vous a invité de renouveler l'invitation.",
        )
    return user


def accept_invitation(uid: str, token: str, *, name: str, password: str) -> User:
    """Give the invited person their name and password; the invitation dies with it.

    Raises NotFound as ``invited`` does, BadInput for an empty name or a weak password.
    """
    name = " ".join(name.split())
    with transaction.atomic():
        user = invited(uid, token)
        User.objects.select_for_update().get(pk=user.pk)
        user = invited(uid, token)
        if not name:
            raise BadInput("Votre nom manque", where="champ Nom", mend="Saisissez votre prénom et votre nom.")
        check_password(password, User(email=user.email, name=name))
        user.name = name[:150]
        user.set_password(password)
        user.save(update_fields=["name", "password"])
    return user


def memberships_named(user: User) -> list[Membership]:
    """The person's companies and roles, by company name."""
    return list(user.memberships.select_related("company").order_by("company__name"))


def check_password(password: str, user: User) -> None:
    """Raises BadInput, with every reason in French, when the password is too weak for ``user``."""
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise BadInput(" ".join(refused.messages), where="champ Mot de passe") from None


def people_of(company: Company) -> list[Membership]:
    """The members, owners first, then by name."""
    members = list(company.memberships.select_related("user"))
    order = list(Role)
    return sorted(members, key=lambda m: (order.index(Role(m.role)), str(m.user).casefold()))


def set_role(company: Company, person_id: int, role: Role | str) -> Membership:
    """Give a member another role.

    Raises NotFound, BadInput when it would leave the company without an owner.
    """
    with transaction.atomic():
        membership = _member(company, person_id)
        if membership.role == Role.OWNER and Role(role) != Role.OWNER:
            _keep_an_owner(company, membership)
        membership.role = Role(role)
        membership.save(update_fields=["role"])
    return membership


def remove(company: Company, person_id: int) -> None:
    """Take a member out of the company;

    their account remains. Raises NotFound, BadInput for the last owner.
    """
    with transaction.atomic():
        membership = _member(company, person_id)
        if membership.role == Role.OWNER:
            _keep_an_owner(company, membership)
        membership.delete()


def _member(company: Company, person_id: int) -> Membership:
    # The company's row is locked first: two owners who leave at the same moment come one after the other.
    Company.objects.select_for_update().get(pk=company.pk)
    membership = company.memberships.select_related("user").filter(user_id=person_id).first()
    if membership is None:
        raise NotFound("Cette personne ne fait pas partie de l'entreprise")
    return membership


def _keep_an_owner(company: Company, leaving: Membership) -> None:
    others = company.memberships.filter(role=Role.OWNER, user__is_active=True).exclude(pk=leaving.pk)
    if not any(other.user.has_usable_password() for other in others.select_related("user")):
        raise BadInput(
            f"{leaving.user} est le seul dirigeant de l'entreprise",
            mend="Donnez d'abord le rôle « Dirigeant » à une autre personne qui a déjà activé son compte.",
        )


def checked_email(email: str) -> str:
    """The address in lower case. Raises BadInput when it is not one."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(
            f"« {email} » n'est pas une adresse e-mail" if email else "L'adresse e-mail manque",
            where="champ Adresse e-mail",
            mend="Elle s'écrit sous la forme prenom.nom@entreprise.fr.",
        ) from None
    return email
