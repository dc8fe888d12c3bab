"""What the forms of adoption and training share: the revision somebody worked on, whole numbers, people of the company, tools."""

from typing import Any, Protocol

from levier.accounts.models import Membership, User
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.method.roadmap.editing import Changed
from levier.method.typed import amount


class Revised(Protocol):
    """Something two people may edit."""

    revision: int


def fresh(found: Revised, revision: int | None, what: str) -> None:
    """Raises Changed when somebody saved ``found`` since the person read it; None trusts the caller (a command)."""
    if revision is not None and revision != found.revision:
        raise Changed(
            "Quelqu'un a modifié cette page entre-temps", where=what,
            mend="Lisez ce qu'il a écrit ; ce que vous aviez tapé est encore dans le formulaire. Enregistrez pour le garder.",
        )  # fmt: skip


def whole(typed: Any, where: str, least: int, most: int) -> int:
    """A whole number between two others. Raises BadInput."""
    found = amount(typed, where)
    if found != int(found) or not least <= found <= most:
        raise BadInput(
            f"« {typed} » ne convient pas", where=where, mend=f"Écrivez un nombre entier de {least} à {most}."
        )
    return int(found)


def one_of(typed: Any, known: dict[str, str], where: str) -> str:
    """One of the names of ``known`` (name → label). Raises BadInput."""
    if str(typed) not in known:
        raise BadInput(f"Choisissez : {where}", where=where, mend=f"L'un de : {', '.join(known.values())}.")
    return str(typed)


def member(actor: Actor, typed: Any, where: str) -> User | None:
    """A person of the company, or nobody. Raises BadInput."""
    if typed in (None, ""):
        return None
    found = Membership.objects.filter(
        company_id=actor.company_id, user_id=str(typed) if str(typed).isdecimal() else 0
    )
    one = found.select_related("user").first()
    if one is None:
        raise BadInput(
            "Cette personne n'est pas de l'entreprise", where=where, mend="Choisissez quelqu'un de la liste."
        )
    return one.user


def members(actor: Actor) -> list[User]:
    """The people of the company, by name."""
    found = Membership.objects.filter(company_id=actor.company_id).select_related("user")
    return sorted((one.user for one in found), key=str)


def tool(typed: Any) -> str:
    """The name of a capability that is installed, or nothing. Raises BadInput."""
    name = str(typed or "")
    if name and name not in registry.catalogue():
        raise BadInput(
            "Ce savoir-faire n'existe pas", where="savoir-faire", mend="Choisissez-en un de la liste."
        )
    return name


def tools() -> dict[str, str]:
    """Name → title of every capability installed."""
    return {name: one.title for name, one in registry.catalogue().items()}


def title_of(name: str) -> str:
    """Its title, or its name once it is uninstalled."""
    return tools().get(name, name)
