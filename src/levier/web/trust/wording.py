"""The journal's actions and objects in French words; an unknown one shows its own name."""

import re

from levier.capabilities import registry

ACTIONS: dict[str, tuple[str, str]] = {
    "request.asked": ("Demande posée", "message-question"),
    "request.answered": ("Réponse donnée", "circle-check"),
    "request.refused": ("Demande refusée", "circle-x"),
    "request.file": ("Fichier téléchargé", "download"),
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
    "shop.published": ("Propositions publiées pour une boutique", "building-store"),
    "shop.origins": ("Sites autorisés d'une boutique changés", "building-store"),
    "shop.paused": ("Boutique suspendue", "building-store"),
    "shop.resumed": ("Boutique reprise", "building-store"),
    "shop.revoked": ("Boutique retirée", "building-store"),
    "assessment.opened": ("Diagnostic ouvert", "stethoscope"),
    "assessment.closed": ("Diagnostic clos", "stethoscope"),
    "dataset.owner": ("Responsable d'un tableau nommé", "user"),
    "roadmap.objective": ("Objectif enregistré", "target"),
    "roadmap.objective-removed": ("Objectif supprimé", "target"),
    "roadmap.use-case": ("Cas d'usage enregistré", "route"),
    "roadmap.use-case-removed": ("Cas d'usage supprimé", "route"),
    "roadmap.plan": ("Plan de la feuille de route changé", "calendar"),
    "roadmap.assumption": ("Hypothèse de gain changée", "adjustments"),
    "model.called": ("Modèle appelé", "cpu"),
    "model.added": ("Modèle ajouté", "cpu"),
    "model.removed": ("Modèle retiré", "cpu"),
    "pilot.created": ("Pilote préparé", "flag"),
    "pilot.changed": ("Pilote modifié", "flag"),
    "pilot.baseline": ("Point de départ d'un pilote mesuré", "gauge"),
    "pilot.started": ("Pilote commencé", "player-play"),
    "pilot.shown": ("Démonstration d'un pilote", "flag"),
    "pilot.decided": ("Décision sur un pilote", "gavel"),
    "review.closed": ("Bilan du trimestre clos", "report-analytics"),
    "review.roadmap-read": ("Feuille de route relue", "check"),
    "survey.created": ("Enquête créée", "mail"),
    "survey.sent": ("Enquête envoyée", "send"),
    "cost.added": ("Dépense notée", "receipt-euro"),
    "cost.removed": ("Dépense retirée", "receipt-euro"),
    "gains.assumed": ("Hypothèses de gain changées", "coin-euro"),
    "indicator.followed": ("Indicateur suivi", "target"),
    "indicator.dropped": ("Indicateur abandonné", "target"),
    "deployment.deployed": ("Savoir-faire mis en service", "server"),
    "deployment.service-changed": ("Savoir-faire en service réglé", "server"),
    "deployment.service-paused": ("Savoir-faire en service suspendu", "server"),
    "deployment.service-resumed": ("Savoir-faire en service repris", "server"),
    "deployment.service-withdrawn": ("Savoir-faire retiré du service", "server"),
    "deployment.candidate": ("Version candidate essayée", "refresh"),
    "deployment.promoted": ("Version candidate mise en service", "circle-check"),
    "deployment.refused": ("Version candidate refusée", "circle-x"),
    "deployment.rolled-back": ("Retour à une version", "refresh"),
    "deployment.price": ("Prix d'installation donné", "coin-euro"),
    "destination.allowed": ("Destination autorisée", "world"),
    "destination.forbidden": ("Destination interdite", "world-off"),
    "approval.decided": ("Résultat validé ou refusé", "clipboard-check"),
    "register.completed": ("Registre complété", "list-details"),
    "register.added": ("Ligne ajoutée à un registre", "plus"),
    "register.drafted": ("Projet de fiche ouvert par un pilote", "plus"),
    "register.removed": ("Ligne retirée d'un registre", "trash"),
    "register.organisation": ("Coordonnées du responsable changées", "building"),
    "register.exported": ("Registre exporté", "download"),
    "vendor.saved": ("Prestataire enregistré", "building"),
    "vendor.removed": ("Prestataire retiré", "trash"),
    "impact.begun": ("Analyse d'impact commencée", "scale"),
    "impact.answered": ("Analyse d'impact complétée", "scale"),
    "impact.concluded": ("Analyse d'impact conclue", "scale"),
    "impact.printed": ("Analyse d'impact imprimée", "printer"),
    "incident.declared": ("Incident déclaré", "bell-ringing"),
    "incident.followed": ("Incident suivi", "bell"),
    "bias.examined": ("Équité examinée", "users"),
    "explanation.written": ("Lettre d'explication écrite", "message-circle"),
    "notice.printed": ("Notice imprimée", "file-text"),
    "policy.refused": ("Refus de la politique", "shield-lock"),
}


def words_of(action: str) -> str:
    """« Demande posée » for ``request.asked``."""
    return ACTIONS.get(action, (action, ""))[0]


def icon_of(action: str) -> str:
    """The icon of an action, a neutral one when it is not known."""
    return ACTIONS.get(action, ("", "notes"))[1]


_OBJECT = re.compile(r"(request|dataset|document):(\d+)(?:@(\d+))?")
_OBJECTS = {"request": "demande", "dataset": "tableau", "document": "document"}


def object_of(subject: str) -> str:
    """« demande n° 6 » for ``request:6``, the French title of a capability for its name."""
    if found := _OBJECT.fullmatch(subject):
        kind, number, version = found.groups()
        return f"{_OBJECTS[kind]} n°\u00a0{number}" + (f", version\u00a0{version}" if version else "")
    capability = registry.catalogue().get(subject)
    return capability.title if capability else subject
