"""The roadmap on paper: objectives, order and its solidity, pilots proposed and why, plan, budget, hypotheses."""

from datetime import timedelta

from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_count, format_number, format_percent
from levier.indicators.catalogue import catalogue
from levier.method.money import about, between
from levier.method.roadmap.evaluating import Evaluated, Roadmap, roadmap_of
from levier.method.roadmap.planning.activities import total_days
from levier.method.roadmap.reference import effort, prohibited
from levier.method.state_of_play import assumption_rows
from levier.operations.firms.signing import brand_of
from levier.printing import Column, Document

_TONES = {"prepare": 0, "pilot": 1, "deploy": 2, "train": 3}


def roadmap_report(actor: Actor) -> bytes:
    """The PDF, as the person sees the roadmap today. Raises NotAllowed."""
    roadmap = roadmap_of(actor)
    made = format_date(roadmap.today)
    brand = brand_of(roadmap.company.pk)
    document = Document(
        "Feuille de route", roadmap.company.name,
        subtitle=f"{roadmap.company.name} — projets d'intelligence artificielle et de données, au {made}",
        footer=f"Feuille de route du {made}{'' if brand else ', établie avec Levier'}", brand=brand,
    )  # fmt: skip
    _summary(document, roadmap)
    _objectives(document, roadmap)
    _order(document, roadmap)
    _pilots(document, roadmap)
    _plan(document, roadmap)
    _budget(document, roadmap)
    _sheets(document, roadmap)
    _sources(document, roadmap)
    return document.bytes()


def _summary(document: Document, roadmap: Roadmap) -> None:
    currency = roadmap.company.currency
    document.heading("L'essentiel")
    if roadmap.ordered:
        first = roadmap.pilots or roadmap.ordered[:1]
        names = " et ".join(f"« {one.title} »" for one in first)
        document.text(f"**{format_count(len(roadmap.ordered), 'projet retenu')}, à commencer par {names}.**")
    else:
        document.text(
            "**Aucun projet n'est encore retenu** : nommez un porteur pour l'un de ceux qui suivent."
        )
    document.facts(
        [
            (
                "Gain net par an, valeur centrale",
                about(roadmap.net.central, currency) if roadmap.net else "pas encore estimé",
            ),
            ("Fourchette à 80 %", between(roadmap.net, currency)),
            ("Dépense à engager", about(roadmap.once.central, currency) if roadmap.once else "—"),
            ("Coût par an", about(roadmap.yearly.central, currency) if roadmap.yearly else "—"),
        ]
    )
    if roadmap.over_budget:
        document.text(
            f"**Le budget est dépassé de {about(roadmap.over_budget, currency)}** en valeur centrale."
        )
    document.note(
        "Les gains qui se recouvrent (deux projets contre les mêmes ruptures) ne sont comptés qu'une fois. La dépense est du temps "
        "de travail interne : ni licence ni machine à acheter."
    )


def _objectives(document: Document, roadmap: Roadmap) -> None:
    document.heading("Objectifs")
    known = catalogue()
    rows = [
        [
            one.title, known[one.indicator].label if one.indicator in known else one.indicator,
            "—" if one.baseline is None else format_number(one.baseline), format_number(one.target),
            format_date(one.due), ", ".join(case.title for case in one.use_cases.all()) or "aucun projet",
        ]
        for one in roadmap.objectives
    ]  # fmt: skip
    if not rows:
        document.text("Aucun objectif chiffré n'est encore écrit.")
        return
    document.table(
        [Column("Objectif", share=2), Column("Indicateur", share=1.6), Column("Départ", numeric=True), Column("Cible", numeric=True),
         Column("Échéance", share=1.1), Column("Projets", share=2)],
        rows,
    )  # fmt: skip


def _order(document: Document, roadmap: Roadmap) -> None:
    from levier.printing import charts  # noqa: PLC0415 - loads reportlab

    currency = roadmap.company.currency
    document.heading("Quels projets d'abord ?")
    shown = [*roadmap.ordered, *(one for one in roadmap.aside if one.waits_only_for_a_sponsor)]
    best = max((one.net.central for one in shown if one.net), default=0.0)
    if shown:
        document.text(
            "En haut à droite : ce qui rapporte le plus et se fait le mieux. Cercle vide : projet sans porteur."
        )
        document.drawing(
            charts.matrix(
                [
                    charts.Dot(one.feasibility, _share(one, best), str(i), hollow=one.rank is None)
                    for i, one in enumerate(shown, 1)
                ],
                x_label="Faisabilité (0 à 100)", y_label="Gain net par an (part du meilleur, %)",
            )
        )  # fmt: skip
    rows = [
        [
            str(i), one.title, f"{between(one.net, currency)}", format_number(one.feasibility, 0),
            format_number(one.rank.score, 0) if one.rank else "—",
            format_percent(one.rank.stays, 0) if one.rank else "sans porteur",
        ]
        for i, one in enumerate(shown, 1)
    ]  # fmt: skip
    if rows:
        top = next((one.rank.top for one in roadmap.ordered if one.rank), 3)
        document.table(
            [Column("N°", share=0.5), Column("Projet", share=2.6), Column("Gain net par an", share=2), Column("Faisabilité", numeric=True),
             Column("Note", numeric=True, share=0.7), Column("Reste parmi les premiers", numeric=True, share=1.4)],
            rows,
        )  # fmt: skip
        where = "le premier" if top == 1 else f"parmi les {top} premiers"
        document.note(
            f"Dernière colonne : part de 2 000 tirages des poids et des gains où le projet reste {where}. Près de "
            "100 %, sa place ne dépend pas de l'avis de chacun sur les poids."
        )
    stopped = [one for one in roadmap.aside if not one.waits_only_for_a_sponsor]
    if stopped:
        document.text("**Écartés d'abord**, quelle que soit leur valeur :")
        for one in stopped:
            document.text(f"• {one.title} — {' ; '.join(barrier.reason for barrier in one.barriers)}.")


def _pilots(document: Document, roadmap: Roadmap) -> None:
    document.heading("Pilotes proposés, et pourquoi")
    if not roadmap.pilots:
        document.text(
            "Aucun : un pilote demande des données complètes, un porteur et un gain qui dépasse ses coûts."
        )
    for one in roadmap.pilots:
        met = sum(criterion.met for criterion in one.criteria)
        document.text(f"**{one.title}** — {met} critères sur 5.")
        document.table(
            [Column("Critère", share=2), Column("Rempli", share=0.7), Column("Ce qui le montre", share=4)],
            [
                [criterion.label, "oui" if criterion.met else "non", criterion.said]
                for criterion in one.criteria
            ],
        )


def _plan(document: Document, roadmap: Roadmap) -> None:
    from levier.printing import charts  # noqa: PLC0415

    document.page_break().heading("Le plan, dans le temps que chacun peut donner")
    if roadmap.problem:
        document.text(f"**Pas de plan possible.** {roadmap.problem}")
    if not roadmap.slots:
        return
    times = ", ".join(
        f"{one.label.lower()} {format_number(roadmap.capacity.get(one.name, 0))}" for one in effort().roles
    )
    document.text(f"Temps disponible, en jours par semaine : {times}. Jamais plus de deux pilotes à la fois.")
    end = max(one.last for one in roadmap.slots) + timedelta(days=14)
    document.drawing(
        charts.calendar(
            [charts.Period(one.project, one.first, one.last, one.phase_label, _TONES[one.phase]) for one in roadmap.slots],
            roadmap.start, end,
        )
    )  # fmt: skip
    document.note("Gris : préparer les données. Vert : pilote. Bleu : déploiement. Brun : formation.")
    document.table(
        [Column("Date", share=1), Column("Jalon", share=5)],
        [[format_date(one.day), one.label] for one in roadmap.milestones],
    )


def _budget(document: Document, roadmap: Roadmap) -> None:
    currency = roadmap.company.currency
    document.heading("Budget")
    rows = []
    for one in roadmap.ordered:
        days = total_days(one.work)
        payback = "—" if one.budget.payback is None else f"{format_number(one.budget.payback, 0)}{NBSP}mois"
        rows.append(
            [
                one.title,
                format_number(sum(days.values())),
                between(one.budget.once, currency),
                between(one.budget.yearly, currency),
                payback,
            ]
        )
    if not rows:
        document.text("Aucun projet retenu.")
        return
    if roadmap.once and roadmap.yearly:
        rows.append(["Ensemble", "", between(roadmap.once, currency), between(roadmap.yearly, currency), ""])
    document.table(
        [Column("Projet", share=2.4), Column("Jours", numeric=True, share=0.7), Column("Dépense, une fois", share=1.8),
         Column("Coût par an", share=1.7), Column("Remboursé en", numeric=True, share=1)],
        rows, total=True,
    )  # fmt: skip
    document.note(f"{effort().origin} {effort().licences_note} {effort().hosting_note}")


def _sheets(document: Document, roadmap: Roadmap) -> None:
    currency = roadmap.company.currency
    if not roadmap.ordered:
        return
    document.heading("D'où vient la valeur de chaque projet")
    for one in roadmap.ordered:
        document.text(f"**{one.title}** — {between(one.net, currency)} par an, coûts déduits.")
        rows = []
        for term in one.estimate.terms:
            for factor in term.factors:
                if factor.driver:
                    rows.append([term.label, factor.label, factor.driver.said, factor.driver.source])
            if term.missing:
                rows.append([term.label, "manque", "—", f"Importez : {', '.join(term.missing)}."])
        if rows:
            document.table(
                [
                    Column("Gain", share=1.6),
                    Column("Chiffre", share=1.6),
                    Column("Valeur", share=1.2),
                    Column("Mesuré sur", share=3),
                ],
                rows,
            )
        risk = one.part["legal"]
        document.note(
            f"Faisabilité {format_number(one.feasibility, 0)} sur 100. {one.part['data'].said.rstrip('.')}. {risk.said}"
        )


def _sources(document: Document, roadmap: Roadmap) -> None:
    document.page_break().heading("Hypothèses et sources")
    rows = assumption_rows(roadmap, [*roadmap.ordered, *roadmap.aside])
    if rows:
        document.table(
            [Column("Hypothèse", share=2.3), Column("Basse", numeric=True, share=1), Column("Probable", numeric=True, share=1.1),
             Column("Haute", numeric=True, share=1), Column("Origine", share=3.2)],
            rows,
        )  # fmt: skip
    law = prohibited()
    document.note(
        f"Pratiques interdites : {law.source}. {law.address} — {law.status}. À revoir le {format_date(law.review_again)}."
    )
    if roadmap.company.currency != "EUR":
        document.note(
            f"Les tableaux sont en {roadmap.company.currency} ; les hypothèses de coût du travail, publiées en euros, sont reprises "
            "telles quelles : remplacez-les par les vôtres."
        )


def _share(one: Evaluated, best: float) -> float:
    return max(0.0, 100 * one.net.central / best) if one.net and best > 0 else 0.0
