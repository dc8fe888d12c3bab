"""Publish, pause, withdraw, learn again. The web process imports this module: nothing here is heavy."""

import re
import uuid
from collections.abc import Sequence
from datetime import timedelta
from shutil import rmtree
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils import timezone

from levier import durable
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.operations.shop import counting, serving
from levier.operations.shop.files import folder_of
from levier.operations.shop.models import Edition, Publication
from levier.orchestrator import faults
from levier.policy import journal
from levier.policy.rights import Permission, require

MOST_ORIGINS = 10
_STUCK = timedelta(hours=2)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def visible(actor: Actor) -> QuerySet[Publication]:
    """The company's publications, the withdrawn ones last. Raises NotAllowed."""
    require(actor, Permission.PUBLISH)
    return Publication.objects.filter(company_id=actor.company_id).order_by("revoked", "-created", "-pk")


def get(actor: Actor, number: int) -> Publication:
    """Raises NotAllowed, NotFound."""
    found = visible(actor).filter(pk=number).first()
    if found is None:
        raise NotFound("Cette publication n'existe pas", mend="Voyez la liste des boutiques.")
    return found


def latest(publication: Publication) -> Edition | None:
    """The edition served."""
    return publication.editions.filter(number=publication.edition).first()


def callers(actor: Actor, number: int) -> list[counting.Caller]:
    """Who read it in the last thirty days. Raises NotAllowed, NotFound."""
    found = get(actor, number)
    counting.flush()
    return counting.callers(found)


def publish(actor: Actor, name: str, origins: Sequence[str], *, start: bool = True) -> Publication:
    """A new publication; ``start``: a worker learns it now. Raises NotAllowed, BadInput, Unavailable."""
    require(actor, Permission.PUBLISH)
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise BadInput(
            "Le nom de la boutique est vide ou trop long", where="nom", mend="Donnez-lui un nom court."
        )
    allowed = checked_origins(origins)
    made = Publication.objects.create(
        company_id=actor.company_id, person_id=actor.person_id, name=name, origins=allowed
    )
    _record(actor, "shop.published", made, {"origins": allowed})
    return learn(actor, made.pk) if start else made


def learn(actor: Actor, number: int) -> Publication:
    """Learn now; one learning at a time. Raises NotAllowed, NotFound, BadInput (withdrawn), Unavailable."""
    found = _alive(actor, number)
    if is_learning(found):
        return found
    found.run, found.asked = f"shop-{uuid.uuid4()}", timezone.now()
    found.save(update_fields=["run", "asked"])
    with faults.in_french():
        durable.start("shop-learning", found.run, {"publication": found.pk})
    return found


def is_learning(publication: Publication) -> bool:
    """Whether a learning is under way; one that has lasted too long no longer counts."""
    return bool(publication.run and publication.asked and publication.asked > timezone.now() - _STUCK)


def allow(actor: Actor, number: int, origins: Sequence[str]) -> Publication:
    """Replace the sites that may read it. Raises NotAllowed, NotFound, BadInput."""
    found = _alive(actor, number)
    found.origins = checked_origins(origins)
    found.save(update_fields=["origins"])
    return _changed(actor, "shop.origins", found, {"origins": found.origins})


def pause(actor: Actor, number: int) -> Publication:
    """Nothing is answered until it resumes. Raises NotAllowed, NotFound, BadInput."""
    found = _alive(actor, number)
    found.paused = found.paused or timezone.now()
    found.save(update_fields=["paused"])
    return _changed(actor, "shop.paused", found)


def resume(actor: Actor, number: int) -> Publication:
    """Answer again. Raises NotAllowed, NotFound, BadInput."""
    found = _alive(actor, number)
    found.paused = None
    found.save(update_fields=["paused"])
    return _changed(actor, "shop.resumed", found)


def revoke(actor: Actor, number: int) -> Publication:
    """Withdraw it for good: its key answers nothing any more, what was learned is deleted. Raises NotAllowed, NotFound."""
    found = get(actor, number)
    if found.revoked:
        return found
    found.revoked, found.edition, found.run = timezone.now(), 0, ""
    found.save(update_fields=["revoked", "edition", "run"])
    found.editions.all().delete()
    rmtree(folder_of(found.pk), ignore_errors=True)
    return _changed(actor, "shop.revoked", found)


def checked_origins(origins: Sequence[str]) -> list[str]:
    """Addresses of sites as browsers write their origin: « https://boutique.exemple.fr », nothing after the name.

    Raises BadInput for what is no site, and for http elsewhere than on one's own machine.
    """
    found: list[str] = []
    for text in origins:
        written = text.strip().rstrip("/").lower()
        if not written:
            continue
        try:
            parts = urlsplit(written)
            port = parts.port
        except ValueError:
            raise _no_site(text) from None
        host = parts.hostname or ""
        local = host in ("localhost", "127.0.0.1")
        clean = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
        if clean != written or not _HOST.fullmatch(host) or parts.scheme not in ("http", "https"):
            raise _no_site(text)
        if parts.scheme == "http" and not local:
            raise BadInput(
                f"« {text.strip()[:100]} » n'est pas chiffrée", mend="Donnez l'adresse en https://."
            )
        usual = {"https": 443, "http": 80}[parts.scheme]
        found.append(f"{parts.scheme}://{host}" if port in (None, usual) else clean)
    if len(found) > MOST_ORIGINS:
        raise BadInput(f"Plus de {MOST_ORIGINS} sites", mend="Gardez ceux où la boutique est ouverte.")
    return list(dict.fromkeys(found))


def _no_site(text: str) -> BadInput:
    return BadInput(
        f"« {text.strip()[:100]} » n'est pas l'adresse d'un site",
        where="sites autorisés",
        mend="Écrivez-la comme « https://boutique.exemple.fr », sans rien après le nom.",
    )


def _alive(actor: Actor, number: int) -> Publication:
    found = get(actor, number)
    if found.revoked:
        raise BadInput("Cette publication est retirée", mend="Publiez-en une nouvelle.")
    return found


def _changed(
    actor: Actor, action: str, publication: Publication, details: dict[str, object] | None = None
) -> Publication:
    serving.forget()
    _record(actor, action, publication, details or {})
    return publication


def _record(actor: Actor, action: str, publication: Publication, details: dict[str, object]) -> None:
    journal.record(
        actor.company_id,
        actor.person_id,
        action,
        publication.name,
        {"publication": publication.pk, **details},
    )
