"""One page for the team: why, what is tried, what was measured, what is decided. From facts, nothing to write."""

from datetime import date

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import LevierError, NotFound
from levier.core.french.numbers import format_percent, format_quantity
from levier.core.french.writing_dates import format_date
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Column, Pilot, State
from levier.method.pilots.worth import worth_of
from levier.operations.firms.signing import brand_of
from levier.printing import Document


def communication(actor: Actor, pilot: Pilot) -> bytes:
    """An A4 page as PDF."""
    company = Company.objects.get(pk=pilot.company_id)
    page = Document(
        pilot.title, company.name, subtitle=f"Pilote {pilot.get_state_display()} — du {format_date(pilot.starts)} au {format_date(pilot.ends)}",
        footer=f"Établi le {format_date(company.today)}", brand=brand_of(company.pk),
    )  # fmt: skip
    page.heading("Pourquoi").text(pilot.use_case.problem.strip() or pilot.use_case.title)
    page.heading("Ce que nous essayons").text(_tried(pilot))
    page.facts(_facts(pilot))
    _result(page, actor, pilot)
    _next(page, pilot, company.today)
    page.heading("Ce que cela change pour vous").text(
        "L'outil propose, une personne décide : chaque résultat reste vérifié avant d'être suivi. Les temps mesurés sont ceux "
        "des dossiers, jamais ceux d'une personne : aucun nom n'est conservé. Vos avis et vos corrections, donnés sur la page du "
        "pilote, sont lus à chaque démonstration."
    )
    return page.bytes()


def _tried(pilot: Pilot) -> str:
    try:
        what = registry.get(pilot.capability)
        told = f"**{what.title}** : {what.summary}"
    except NotFound:
        told = pilot.use_case.title
    return f"{told} {('Périmètre : ' + pilot.scope.strip()) if pilot.scope.strip() else ''}"


def _facts(pilot: Pilot) -> list[tuple[str, str]]:
    known = pilot.baseline
    facts = [("Effet attendu", ("+" if pilot.expected > 0 else "") + format_percent(pilot.expected, 0))]
    if known:
        facts.insert(
            0,
            (f"Départ : {known['label'].lower()}", format_quantity(round(known["value"], 2), known["unit"])),
        )
    facts.append(("Sponsor", str(pilot.sponsor) if pilot.sponsor else "—"))
    facts.append(("Équipe", ", ".join(str(one) for one in pilot.team.all()[:4]) or "—"))
    return facts


def _result(page: Document, actor: Actor, pilot: Pilot) -> None:
    if pilot.state == State.PREPARING:
        if pilot.plan:
            page.heading("Combien de temps").text(pilot.plan["said"])
        return
    page.heading("Ce que nous avons mesuré")
    decided = pilot.decisions.first()
    if decided and pilot.state != State.RUNNING:
        page.text(decided.effect.get("said", ""))
        method = decided.effect.get("method", "")
    else:
        try:
            found = effect_of(actor, pilot)
            worth = worth_of(actor, pilot, found)
            page.text(
                " ".join(part for part in (found.said, worth.said if worth else "", found.errors) if part)
            )
            method = found.effect.method
        except LevierError as error:
            page.text(error.message)
            method = ""
    if method:
        page.note(
            f"Méthode : {method}. L'intervalle dit ce que les chiffres permettent d'affirmer, pas davantage."
        )


def _next(page: Document, pilot: Pilot, today: date) -> None:
    if decided := pilot.decisions.first():
        page.heading("Ce qui est décidé").text(
            f"**{decided.get_verdict_display()}** ({format_date(decided.day)}). {decided.reasons}"
        )
        return
    todo = [card.title for card in pilot.cards.exclude(column=Column.DONE)[:4]]
    coming = next((one for one in pilot.sprints.all() if one.shown_on is None and one.ends >= today), None)
    told = f"Prochaine démonstration : le {format_date(coming.ends)}. " if coming else ""
    if todo:
        told += "À faire : " + " ; ".join(todo) + "."
    if told:
        page.heading("La suite").text(told)
