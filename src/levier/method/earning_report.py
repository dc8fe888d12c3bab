"""The measured gains on paper: what was saved, what pilots brought, what it is worth, what it cost, the three years to come."""

from datetime import date

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import NotEnoughData
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent
from levier.indicators.finance import return_on
from levier.method.earning import Earned, earned
from levier.operations.firms.signing import brand_of
from levier.operations.gains.net import Gains
from levier.operations.gains.projecting import Projection, project
from levier.policy.rights import Permission, require
from levier.printing import Column, Document

_PROJECTED = 4


def report(actor: Actor, start: date | None = None, end: date | None = None) -> bytes:
    """The PDF, over the days asked. Raises NotAllowed, BadInput."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    every, brand = earned(actor, start, end), brand_of(company.pk)
    found = every.gains
    document = Document(
        "Gains mesurés", company.name, subtitle=f"Du {format_date(found.start)} au {format_date(found.end)}",
        footer=f"Gains au {format_date(found.end)}{'' if brand else ', établi avec Levier'}", brand=brand,
    )  # fmt: skip
    _summary(document, every, company.currency)
    _tasks(document, found, company.currency)
    _margins(document, every, company.currency)
    for task in found.tasks[:_PROJECTED]:
        try:
            _ahead(document, task.title, project(actor, task.task), company.currency)
        except NotEnoughData:
            continue
    document.note(
        "Temps gagné : minutes d'un dossier chronométré sans puis avec Levier, contrôle compris, par les dossiers réellement "
        "traités ; intervalles à 95 %. Valeur actuelle nette : flux mensuels sur trois ans, avant impôt (Brealey, Myers et "
        "Allen, Principles of Corporate Finance)."
    )
    return document.bytes()


def _summary(document: Document, every: Earned, currency: str) -> None:
    found = every.gains
    low, high = found.interval
    timed = any(one.hours is not None for one in found.tasks)
    document.heading("L'essentiel")
    if timed:
        document.text(
            f"**{format_number(found.hours, 1)}{NBSP}heures gagnées**, entre {format_number(low, 1)} et {format_number(high, 1)} ; "
            f"{format_number(sum(one.use.runs for one in found.tasks))} dossiers traités."
        )
    else:
        document.text(
            "**Aucun gain ne peut encore être compté** : aucune tâche n'est chronométrée sans Levier."
        )
    margin = [("Marge des pilotes", _money(every.margin, currency))] if every.margin is not None else []
    ratio = return_on(every.brought, found.spent) if every.brought is not None and found.spent else None
    document.facts(
        [
            ("Valeur des heures", _money(found.worth, currency)),
            *margin,
            ("Dépensé, tout compris", _money(found.spent, currency)),
            ("Gain net", _money(every.net, currency)),
            ("Retour", "—" if ratio is None else format_percent(ratio, 0)),
        ]
    )
    for lacking in found.lacking:
        document.text(f"•{NBSP}{lacking}")


def _tasks(document: Document, found: Gains, currency: str) -> None:
    if not found.tasks:
        return
    document.heading("Par tâche")
    columns = [
        Column("Tâche", share=1.7), Column("Dossiers", numeric=True, share=0.8), Column("Heures gagnées", numeric=True, share=1.3),
        Column("Dépensé", numeric=True), Column("Gain net", numeric=True), Column("D'où vient ce chiffre", share=2.6),
    ]  # fmt: skip
    document.table(
        columns,
        [
            [
                one.title, format_number(one.use.runs),
                "—" if one.hours is None or one.hours_low is None or one.hours_high is None
                else f"{format_number(one.hours, 1)} ({format_number(one.hours_low, 1)} à {format_number(one.hours_high, 1)})",
                _money(one.spent, currency), _money(one.net, currency), one.said,
            ]
            for one in found.tasks
        ],
    )  # fmt: skip


def _margins(document: Document, every: Earned, currency: str) -> None:
    if not every.margins:
        return
    document.heading("Marge apportée par les pilotes")
    document.table(
        [Column("Pilote", share=1.2), Column("Marge", numeric=True), Column("Entre", numeric=True, share=1.3), Column("D'où vient ce chiffre", share=3)],
        [
            [
                one.title, _money(one.gained, currency), f"{_money(one.low, currency)} et {_money(one.high, currency)}",
                one.said if one.added else f"{one.said} **Non ajoutée au gain net.**",
            ]
            for one in every.margins
        ],
    )  # fmt: skip


def _ahead(document: Document, title: str, found: Projection, currency: str) -> None:
    from levier.printing import charts  # noqa: PLC0415 - loads reportlab

    document.heading(f"{title} : les trois ans à venir")
    document.table(
        ["Scénario", Column("Valeur actuelle nette", numeric=True), Column("Par an", numeric=True), Column("Dépense retrouvée", numeric=True)],
        [
            [one.name, _money(one.value, currency), _money(one.yearly, currency),
             "jamais" if one.months is None else "dès le début" if not one.months else f"en {one.months} mois"]
            for one in found.scenarios
        ],
    )  # fmt: skip
    likely = found.scenarios[1].value
    document.text("Ce dont le résultat dépend, le plus fort d'abord :")
    document.drawing(
        charts.spans(
            [
                charts.Span(
                    one.label, min(one.bad, one.good), likely, max(one.bad, one.good),
                    f"{_money(min(one.bad, one.good), currency)} à {_money(max(one.bad, one.good), currency)}",
                )
                for one in found.tornado
            ]
        )
    )  # fmt: skip


def _money(value: float | None, currency: str) -> str:
    return "—" if value is None else format_money(value, currency, 0)
