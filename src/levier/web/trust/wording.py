"""The journal's actions in French words, an icon each; an unknown action shows its own name."""

ACTIONS: dict[str, tuple[str, str]] = {
    "request.asked": ("Demande posée", "message-question"),
    "request.answered": ("Réponse donnée", "circle-check"),
    "request.refused": ("Demande refusée", "circle-x"),
    "request.failed": ("Demande interrompue", "alert-circle"),
    "capability.run": ("Savoir-faire lancé", "sparkles"),
    "table.import": ("Tableau importé", "table"),
    "dataset.removed": ("Tableau supprimé", "trash"),
    "dataset.readers": ("Lecteurs d'un tableau changés", "eye"),
    "document.added": ("Document ajouté", "file-text"),
    "document.removed": ("Document supprimé", "trash"),
    "document.readers": ("Lecteurs d'un document changés", "eye"),
    "person.invited": ("Personne invitée", "user-plus"),
    "person.joined": ("Invitation acceptée", "login"),
    "person.role": ("Rôle changé", "users"),
    "person.removed": ("Personne retirée", "users"),
    "company.changed": ("Entreprise modifiée", "building"),
    "token.created": ("Clé d'interface créée", "key"),
    "token.revoked": ("Clé d'interface retirée", "key"),
    "model.called": ("Modèle appelé", "cpu"),
    "model.added": ("Modèle ajouté", "cpu"),
    "model.removed": ("Modèle retiré", "cpu"),
    "destination.allowed": ("Destination autorisée", "world"),
    "destination.forbidden": ("Destination interdite", "world-off"),
    "policy.refused": ("Refus de la politique", "shield-lock"),
}


def words_of(action: str) -> str:
    """« Demande posée » for ``request.asked``."""
    return ACTIONS.get(action, (action, ""))[0]


def icon_of(action: str) -> str:
    """The icon of an action, a neutral one when it is not known."""
    return ACTIONS.get(action, ("", "notes"))[1]
