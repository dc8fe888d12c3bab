"""« Confiance »: where the company stands, in one page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from levier.core.french.numbers import format_number
from levier.governance.approvals import deciding
from levier.governance.bias import services as bias
from levier.governance.impact import services as impact
from levier.governance.incidents import services as incidents
from levier.governance.legal.facts import facts, stale
from levier.governance.registers import processing, retention, systems, vendors
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs


@dataclass(frozen=True)
class Room:
    """A part of the area: what it holds now, in a sentence; ``alert``: something there waits for somebody."""

    title: str
    icon: str
    address: str
    says: str
    alert: str = ""


@require_GET
@needs(Permission.RUN)
def landing(request: LevierRequest) -> HttpResponse:
    """The rooms the person may enter."""
    return render(request, "trust/landing.html", {"rooms": _rooms(request), "tab": "home"})


def _rooms(request: LevierRequest) -> list[Room]:
    actor = request.actor
    waiting, open_ones = deciding.waiting_count(actor), incidents.incidents(actor, open_only=True).count()
    running = incidents.running(actor)
    found = [
        Room("Validations", "clipboard-check", reverse("approvals"),
             "Les résultats qui demandent l'accord d'une personne avant de sortir.", _many(waiting, "à valider")),
        Room("Incidents", "bell-ringing", reverse("incidents"),
             "Déclarer ce qui s'est mal passé et le suivre jusqu'à ses leçons.",
             incidents.clock(running[0], timezone.now()) if running else _many(open_ones, "en cours")),
        Room("Explications", "message-circle", reverse("explanations"),
             "Écrire à une personne pourquoi un résultat la concerne."),
    ]  # fmt: skip
    if may(actor, Permission.GOVERN):
        found += _registers(request)
    if may(actor, Permission.SEE_JOURNAL):
        found.append(
            Room(
                "Journal",
                "notebook",
                reverse("trust_journal"),
                "Qui a fait quoi, sans que personne puisse l'effacer.",
            )
        )
    return found


def _registers(request: LevierRequest) -> list[Room]:
    actor, today = request.actor, request.company.today
    lines, known = processing.processings(actor), systems.systems(actor)
    partial = sum(bool(one.missing) for one in lines)
    high = sum(one.classified.risk in ("high", "prohibited") for one in known)
    late = sum(bool(one.alerts) for one in vendors.vendors(actor, today)) + len(vendors.undeclared(actor))
    gone, old = retention.deleted(actor), stale(timezone.localdate())
    drafts = sum(one.outcome == "draft" for one in impact.impacts(actor))
    reports = bias.kept(actor)
    return [
        Room("Traitements", "list-details", reverse("processings"),
             f"{_count(len(lines), 'traitement')} de données personnelles, remplis par ce qui tourne.", _many(partial, "à compléter")),
        Room("Systèmes d'IA", "cpu", reverse("systems"), f"{_count(len(known), 'système')}, chacun avec sa classe et ses articles.",
             _many(high, "à haut risque ou plus")),
        Room("Analyses d'impact", "scale", reverse("impacts"), "Faut-il en faire une, et laquelle : la méthode de la CNIL.",
             _many(drafts, "en cours")),
        Room("Prestataires", "building", reverse("vendors"), "Ceux qui travaillent pour vous, et l'article 28.", _many(late, "à revoir")),
        Room("Équité", "users", reverse("bias"), "Une décision traite-t-elle des groupes différemment ? Écarts et remèdes.",
             _many(reports.filter(verdict="alert").count(), "en alerte")),
        Room("Notices", "file-text", reverse("notices"), "Ce que les personnes doivent lire, écrit d'après les registres."),
        Room("Conservation", "clock", reverse("retention"), f"Les durées choisies ; {_count(len(gone), 'suppression')} en un an, d'après le journal."),
        Room("Textes", "book", reverse("legal"), f"{len(facts())} faits juridiques, avec source et date.", _many(len(old), "à relire")),
    ]  # fmt: skip


def _count(number: int, word: str) -> str:
    return f"{format_number(number)} {word}{'s' if number > 1 else ''}"


def _many(number: int, words: str) -> str:
    return f"{format_number(number)} {words}" if number else ""
