"""Bias reports by any face: make one, keep it, read it again, print it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.numbers import format_number, format_percent
from levier.core.french.writing_dates import format_date, format_long_date
from levier.governance.bias.models import BiasQuerySet, KeptReport
from levier.governance.bias.shapes import BiasReport
from levier.governance.bias.telling import interval, points
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing import Column, Document

if TYPE_CHECKING:
    from levier.governance.bias.measuring import Asked
    from levier.governance.bias.outcomes import Listed, Outcome
    from levier.orchestrator.models import StepRecord

VERDICTS = {"none": "aucun écart établi", "watch": "écart à surveiller", "alert": "écart établi et important"}


def of_file(path: Path, asked: "Asked") -> BiasReport:
    """The report on a file; nothing is kept. Raises BadInput, NotEnoughData."""
    from levier.governance.bias import measuring, reading  # noqa: PLC0415 - heavy

    return measuring.examine(reading.of_file(path), asked, path.name)


def of_upload(actor: Actor, data: bytes, name: str, asked: "Asked") -> KeptReport:
    """The report on a file that a person sent: the file goes, the rates stay. Raises NotAllowed, BadInput, NotEnoughData."""
    from levier.governance.bias import measuring, reading  # noqa: PLC0415 - heavy

    require(actor, Permission.GOVERN)
    return _keep(actor, measuring.examine(reading.of_bytes(data, name), asked, name))


def of_table(actor: Actor, dataset: int, asked: "Asked") -> KeptReport:
    """The report on a table of the company. Raises NotAllowed, NotFound, BadInput, NotEnoughData."""
    from levier.governance.bias import measuring, reading  # noqa: PLC0415 - heavy

    require(actor, Permission.GOVERN)
    held = reading.of_dataset(actor, dataset)
    return _keep(actor, measuring.examine(held.frame, _named(asked, held.column), held.name), dataset=dataset)


def of_result(actor: Actor, outcome: "Outcome", asked: "Asked") -> KeptReport:
    """The report on the finished result of a capability, joined with the groups of a table of the company.

    ``asked``: its groups, truth and « given » are columns of the table; its decision and score come from ``outcome``.
    Raises NotAllowed, NotFound, BadInput, NotEnoughData (not finished, nobody found again, groups too small).
    """
    from levier.governance.bias import measuring, outcomes, reading  # noqa: PLC0415 - heavy

    require(actor, Permission.GOVERN)
    record = outcomes.step_of(actor, outcome.request, outcome.step)
    held = reading.of_dataset(actor, outcome.dataset)
    asked = _named(asked, held.column)
    outcome = replace(outcome, table_key=held.column(outcome.table_key))
    measuring.check_groups(held.frame, asked)
    reserved = [one for one in (*asked.groups, asked.truth, asked.given) if one]
    made = outcomes.join(record, outcome, held.frame, held.name, reserved)
    wanted = replace(
        asked, decision=made.decision, favourable=asked.favourable or made.favourable, score=made.score
    )
    title = registry.get(record.capability).title
    source = f"« {title} » du {format_date(record.request.today)}, avec « {held.name} »"
    report = measuring.examine(made.frame, wanted, source)
    report.limits = [*made.met, *report.limits]
    report.capability, report.request, report.step = record.capability, record.request.pk, record.step
    return _keep(actor, report, dataset=outcome.dataset)


def examinable(actor: Actor) -> "list[tuple[StepRecord, list[Listed]]]":
    """The finished results whose fairness this person may examine, with their lists. Raises NotAllowed."""
    from levier.governance.bias import outcomes  # noqa: PLC0415 - heavy

    require(actor, Permission.GOVERN)
    return outcomes.examinable(actor)


def columns_of(actor: Actor, dataset: int) -> list[str]:
    """The columns of a table, for the form. Raises NotAllowed, NotFound."""
    from levier.governance.bias import reading  # noqa: PLC0415 - heavy

    require(actor, Permission.GOVERN)
    return reading.of_dataset(actor, dataset).frame.columns


def kept(actor: Actor) -> BiasQuerySet:
    """The reports kept. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    every: BiasQuerySet = KeptReport.objects.all()
    return every.visible_to(actor).select_related("created_by")


def one(actor: Actor, number: int) -> KeptReport:
    """A report kept. Raises NotAllowed, NotFound."""
    found = kept(actor).filter(pk=number).first()
    if found is None:
        raise NotFound("Ce rapport n'existe pas, ou ne vous est pas accessible")
    return found


def pdf(actor: Actor, number: int) -> bytes:
    """The report to print. Raises NotAllowed, NotFound."""
    record = one(actor, number)
    report = BiasReport.model_validate(record.report)
    company = Company.objects.get(pk=actor.company_id)
    document = Document(
        "Rapport d'équité", company.name, footer="Rapport d'équité",
        subtitle=f"{report.source} · décision « {report.favourable} » ({report.decision}) · {format_long_date(company.today)}",
    )  # fmt: skip
    document.text(f"**{report.summary}**")
    document.facts([
        ("Personnes", format_number(report.people)), ("Décisions favorables", format_percent(report.rate)),
        ("Lignes écartées", format_number(report.left_out)), ("Conclusion", VERDICTS[report.verdict]),
    ])  # fmt: skip
    for section in report.sections:
        document.heading(f"Par {section.column}")
        document.table(
            [Column("Groupe", share=2.1), Column("Personnes", numeric=True, share=1.25), Column("Favorables", numeric=True, share=1.3),
             Column("Écart", numeric=True, share=1.2), Column("Intervalle à 95 %", share=1.8), Column("Rapport", numeric=True), Column("Conclusion", share=1.6)],
            [
                [one.name, format_number(one.people), format_percent(one.selected.rate),
                 points(one.gap.value) if one.gap else "référence", interval(one.gap) if one.gap else "–",
                 format_number(one.impact, 2) if one.impact is not None else "–",
                 "référence" if one.reference else "établi" if one.gap and one.gap.sure else "non établi"]
                for one in section.groups
            ],
        )  # fmt: skip
        for line in section.findings:
            document.text(line)
        for remedy in section.remedies:
            document.text(f"**{remedy.title}.** {remedy.says} {remedy.cost}")
            document.note(
                f"Écart entre groupes : {points(remedy.gap_before)} avant, {points(remedy.gap_after)} après. {remedy.caution}"
            )
    document.heading("Ce que ce rapport ne dit pas")
    for line in report.limits:
        document.note(line)
    return document.bytes()


def _named(asked: "Asked", column: Callable[[str], str]) -> "Asked":
    """The same question with the columns as the table shows them."""
    return replace(
        asked, decision=column(asked.decision), groups=[column(one) for one in asked.groups], truth=column(asked.truth),
        score=column(asked.score), given=column(asked.given),
    )  # fmt: skip


def _keep(actor: Actor, report: BiasReport, dataset: int | None = None) -> KeptReport:
    record = KeptReport.objects.create(
        company_id=actor.company_id, dataset_id=dataset, capability=report.capability, title=f"{report.source} : {report.decision}"[:200],
        verdict=report.verdict, report=report.model_dump(mode="json"), created_by_id=actor.person_id,
    )  # fmt: skip
    details = {"verdict": report.verdict, "people": report.people}
    journal.record(actor.company_id, actor.person_id, "bias.examined", f"bias:{record.pk}", details)
    return record
