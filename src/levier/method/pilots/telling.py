"""One page for the team: why, what is tried, what was measured, what is decided. From facts, nothing to write."""

from datetime import date
from typing import Any

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import LevierError, NotFound
from levier.core.french.numbers import NBSP, format_number, format_percent, format_quantity
from levier.core.french.writing_dates import format_date
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Column, Decision, Pilot, State
from levier.method.pilots.worth import worth_of
from levier.operations.firms.signing import brand_of
from levier.operations.gains import net
from levier.printing import Document
from levier.printing.charts import Bar, Span, bars, spans


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
    kept = _kept(actor, pilot)
    page.text(" ".join(part for part in (kept.get("said"), kept.get("worth"), kept.get("errors")) if part))
    if "estimate" in kept:
        _draw(page, pilot, kept)
    if method := kept.get("method"):
        page.note(
            f"Méthode : {method}. L'intervalle dit ce que les chiffres permettent d'affirmer, pas davantage."
        )
    _brought(page, actor, pilot)


def _kept(actor: Actor, pilot: Pilot) -> dict[str, Any]:
    """The effect as the decision kept it, else as it is measured today, else why there is none."""
    decided = pilot.decisions.first()
    if decided and pilot.state != State.RUNNING:
        return dict(decided.effect)
    try:
        found = effect_of(actor, pilot)
        worth = worth_of(actor, pilot, found)
        return {**found.kept(), "worth": worth.said if worth else ""}
    except LevierError as error:
        return {"said": error.message}


def _draw(page: Document, pilot: Pilot, kept: dict[str, Any]) -> None:
    """Two bars, without and with; under them the change and its interval."""
    without, unit = float(kept["without"]), str(kept["unit"])
    now = without + float(kept["estimate"])
    names = ("Sans le pilote", "Pendant le pilote") if pilot.way.on_tables else ("Sans Levier", "Avec Levier")
    if min(without, now) >= 0:
        told = [format_quantity(round(one, 1), unit) for one in (without, now)]
        page.drawing(
            bars(
                [Bar(names[0], without, told[0]), Bar(names[1], now, told[1], strong=True)],
                highest=1.05 * max(without, now) or 1.0,
            )
        )
    if without and unit != "%":
        low, middle, high = (100 * float(kept[name]) / abs(without) for name in ("low", "estimate", "high"))
        said = f"{_signed(low)} à {_signed(high)}{NBSP}%"
        page.drawing(spans([Span("Changement, à 95 %", low, middle, high, said)], labels=150.0))


def _signed(percent: float) -> str:
    return f"{'+' if percent > 0 else ''}{format_number(percent, 0)}"


def _brought(page: Document, actor: Actor, pilot: Pilot) -> None:
    """Hours, which everybody may know; money is for those who steer, and this page is for all."""
    company = Company.objects.get(pk=pilot.company_id)
    end = min(pilot.ends, company.today)
    if end < pilot.starts:
        return
    found = next(
        (one for one in net.gains(actor, pilot.starts, end).tasks if one.task == pilot.capability), None
    )
    if found is None or found.hours is None or found.hours_low is None or found.hours_high is None:
        return
    hours, low, high = (format_number(one, 1) for one in (found.hours, found.hours_low, found.hours_high))
    page.heading("Ce que cela a rendu").text(
        f"**{hours} heures**, entre {low} et {high} (intervalle à 95 %) : {found.said}"
    )


def _own_words(decided: Decision) -> str:
    """The reasons, without the finding that stands above already."""
    return (
        decided.reasons.replace(str(decided.effect.get("said", "")), "").strip()
        or "Sur l'effet mesuré ci-dessus."
    )


def _next(page: Document, pilot: Pilot, today: date) -> None:
    if decided := pilot.decisions.first():
        page.heading("Ce qui est décidé").text(
            f"**{decided.get_verdict_display()}** ({format_date(decided.day)}). {_own_words(decided)}"
        )
        return
    todo = [card.title for card in pilot.cards.exclude(column=Column.DONE)[:4]]
    coming = next((one for one in pilot.sprints.all() if one.shown_on is None and one.ends >= today), None)
    told = f"Prochaine démonstration : le {format_date(coming.ends)}. " if coming else ""
    if todo:
        told += "À faire : " + " ; ".join(todo) + "."
    if told:
        page.heading("La suite").text(told)
