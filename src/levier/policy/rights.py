"""What a role may do. Reading a given document or table is decided by its readers, in the query, not here."""

from enum import StrEnum

from levier.core.actor import Actor, Role
from levier.core.errors import NotAllowed


class Permission(StrEnum):
    """Everything a role may be allowed to do, as one word each."""

    ASK = "ask"
    RUN = "run"
    SEE_DATA = "see-data"
    IMPORT = "import"
    SHARE = "share"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_COMPANY = "manage-company"
    SEE_JOURNAL = "see-journal"
    PUBLISH = "publish"
    CONFIGURE = "configure"
    STEER = "steer"


_WORK = frozenset({Permission.ASK, Permission.RUN, Permission.SEE_DATA})

_ROLES: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.MANAGER: _WORK
    | {
        Permission.IMPORT,
        Permission.SHARE,
        Permission.SEE_JOURNAL,
        Permission.PUBLISH,
        Permission.STEER,
    },
    Role.EMPLOYEE: _WORK,
    Role.ACCOUNTANT: _WORK | {Permission.IMPORT, Permission.STEER},
}

_WORDS: dict[Permission, str] = {
    Permission.ASK: "poser des demandes",
    Permission.RUN: "lancer un savoir-faire",
    Permission.SEE_DATA: "voir les données",
    Permission.IMPORT: "importer des données ou en retirer",
    Permission.SHARE: "choisir qui peut voir un tableau ou un document",
    Permission.MANAGE_PEOPLE: "gérer les personnes",
    Permission.MANAGE_COMPANY: "modifier l'entreprise",
    Permission.SEE_JOURNAL: "consulter le journal",
    Permission.PUBLISH: "publier des propositions pour une boutique en ligne",
    Permission.CONFIGURE: "régler les modèles et les destinations",
    Permission.STEER: "conduire la méthode (diagnostic, feuille de route)",
}


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the person's role in the company includes the permission."""
    return permission in _ROLES[actor.role]


def permissions(actor: Actor) -> frozenset[Permission]:
    """All the permissions of the person's role."""
    return _ROLES[actor.role]


def require(actor: Actor, permission: Permission) -> None:
    """Raises NotAllowed, with a sentence to show, unless the person has the permission."""
    if not may(actor, permission):
        raise NotAllowed(
            f"Votre rôle dans cette entreprise ne permet pas {de(_WORDS[permission])}",
            mend="Demandez à un dirigeant de l'entreprise de le faire ou de changer votre rôle.",
        )


def de(words: str) -> str:
    """« de » before an infinitive, elided before a vowel: « d'importer », « de poser »."""
    return f"d'{words}" if words[0].lower() in "aeéèêiouyh" else f"de {words}"
