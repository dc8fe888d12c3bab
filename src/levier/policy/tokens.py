"""Create, list, revoke and check the tokens of programs. Only a digest is kept; the secret is shown once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.policy import journal
from levier.policy.models.tokens import ApiToken
from levier.policy.rights import Permission, may, require

_PREFIX = "levier_"
_SHOWN = 12
_LONGEST_DAYS = 730
_SAVE_USE_EVERY = timedelta(minutes=1)


def create(actor: Actor, name: str, *, days: int = 365) -> tuple[ApiToken, str]:
    """A token that acts for ``actor`` in their company during ``days``, and its secret, which nobody can
    read again.

    Raises NotAllowed, or BadInput for an empty name or a wrong duration.
    """
    require(actor, Permission.RUN)
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise BadInput(
            "Un jeton a besoin d'un nom", where="champ Usage", mend="Dites à quoi il servira, en peu de mots."
        )
    if not 1 <= days <= _LONGEST_DAYS:
        raise BadInput(f"La durée doit être de 1 à {_LONGEST_DAYS} jours", where="champ Durée")
    secret = _PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            person_id=actor.person_id,
            company_id=actor.company_id,
            name=name,
            digest=_digest(secret),
            start=secret[:_SHOWN],
            expires=timezone.now() + timedelta(days=days),
        )
        journal.record(
            actor.company_id,
            actor.person_id,
            "token.created",
            f"token:{token.pk}",
            {"name": name, "days": days},
        )
    return token, secret


def visible(actor: Actor) -> QuerySet[ApiToken]:
    """The person's tokens in this company; everybody's for who manages people."""
    tokens = ApiToken.objects.filter(company_id=actor.company_id).select_related("person")
    return tokens if may(actor, Permission.MANAGE_PEOPLE) else tokens.filter(person_id=actor.person_id)


def revoke(actor: Actor, token_id: int) -> ApiToken:
    """End a token at once. Raises NotFound when it is not one of those the person sees."""
    with transaction.atomic():
        token = visible(actor).filter(pk=token_id).first()
        if token is None:
            raise NotFound(f"Le jeton n° {token_id} est introuvable", mend="Voyez la liste des jetons.")
        if token.revoked is None:
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            journal.record(
                actor.company_id, actor.person_id, "token.revoked", f"token:{token.pk}", {"name": token.name}
            )
    return token


def actor_of(secret: str) -> Actor | None:
    """Who a secret acts for, with their role of this moment; None when it opens nothing (any more)."""
    if not secret.startswith(_PREFIX):
        return None
    token = ApiToken.objects.filter(digest=_digest(secret), person__is_active=True).first()
    if token is None or not token.usable:
        return None
    membership = (
        Membership.objects.select_related("user")
        .filter(user_id=token.person_id, company_id=token.company_id)
        .first()
    )
    if membership is None:
        return None
    _note_use(token)
    return membership.actor()


def _note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.last_used is None or now - token.last_used > _SAVE_USE_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)


def _digest(secret: str) -> str:
    # The secret holds 256 random bits: a plain digest cannot be searched, unlike a password's.
    return hashlib.sha256(secret.encode()).hexdigest()
