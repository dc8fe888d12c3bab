"""A letter that explains a result to the person it concerns, from what the run recorded: nothing is made up.

RGPD, articles 15(1)(h) and 22; regulation (EU) 2024/1689, article 86. Only what names that person is told: the lines about
others stay where they are.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.numbers import format_count, format_money, format_number, format_percent
from levier.core.french.writing_dates import format_date, format_long_date
from levier.governance.approvals import deciding
from levier.governance.approvals.models import Approval, Decision
from levier.governance.registers import completing
from levier.governance.registers.measuring import tables_of
from levier.orchestrator.models import Request, StepRecord, StepStatus
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing import Document

_MARK = re.compile(r"dataset:(\d+)@(\d+)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_TOLD = ("rank", "reference", "where", "verdict")
_LEAST = 3
_MOST = 12


@dataclass(frozen=True)
class Part:
    """A part of the letter: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """The letter. ``about``: how many facts name the person."""

    person: str
    subject: str
    parts: tuple[Part, ...]
    about: int
    step: int


def explainable(actor: Actor) -> list[StepRecord]:
    """The results that this person may explain: their own, and those in the queue they may see; last first."""
    return list(results_of(actor).select_related("request")[:100])


def results_of(actor: Actor, *, finished: bool = True) -> QuerySet[StepRecord]:
    """The steps of this person's own requests and of those in the queue they may see, last first; without ``finished``,
    those that wait, run or failed too. Raises NotAllowed.
    """
    require(actor, Permission.RUN)
    shared = deciding.queue(actor).filter(request__isnull=False).values("request", "step")
    queued = StepRecord.objects.filter(
        Exists(shared.filter(request=OuterRef("request"), step=OuterRef("step")))
    )
    own = Q(request__person_id=actor.person_id) | Q(pk__in=queued.values("pk"))
    found = StepRecord.objects.filter(own, company_id=actor.company_id).order_by("-pk")
    return found.filter(status=StepStatus.DONE).exclude(output=None) if finished else found


def letter(actor: Actor, step: int, person: str, *, decided: str = "") -> Letter:
    """The letter about the result of a step to ``person``, as they are named in the data; ``decided``: what was decided.

    Raises NotFound (no such result for this person), BadInput (nobody of that name in it).
    """
    record = next((one for one in explainable(actor) if one.pk == step), None)
    if record is None or not record.output:
        raise NotFound(
            "Ce résultat n'existe plus, ou ne vous est pas accessible", mend="Relancez le savoir-faire."
        )
    name = " ".join(person.split())
    if len(name) < _LEAST:
        raise BadInput(
            "Le nom de la personne manque",
            where="personne",
            mend="Écrivez-le comme il figure dans vos données.",
        )
    facts = _about(record.output, name)
    if not facts:
        raise BadInput(
            f"« {name} » ne figure pas dans ce résultat", where="personne",
            mend="Vérifiez l'orthographe telle qu'elle est dans vos données ; une lettre ne parle que de la personne concernée.",
        )  # fmt: skip
    capability = registry.get(record.capability)
    request: Request = record.request
    parts = (
        Part("Ce qui a été fait", (
            f"Le {format_long_date(request.today)}, nous avons utilisé l'outil « {capability.title} » de Levier. "
            f"Son but : {_lower(capability.card.purpose)}",
            decided or "Son résultat est une proposition : il ne vaut pas décision par lui-même.",
        )),
        Part("Les informations utilisées", _data(actor, record)),
        Part("Ce qui vous concerne", tuple(facts[:_MOST])),
        Part("Comment l'outil arrive à ce résultat", (capability.card.explains, *_signals(record.output))),
        Part("L'intervention d'une personne", (_human(record),)),
        Part("Vos droits", _rights(actor)),
    )  # fmt: skip
    about = sum(not one.endswith(" :") for one in facts)
    subject = f"explication d'un résultat de l'outil « {capability.title} »"
    return Letter(name, subject, parts, about, record.pk)


def pdf(actor: Actor, written: Letter) -> bytes:
    """The letter to print and send; the journal keeps that it was made, not to whom."""
    company, who = Company.objects.get(pk=actor.company_id), completing.organisation(actor)
    document = Document(
        company.name,
        company.name,
        subtitle=who.address.replace("\n", ", "),
        footer="Explication à la personne concernée",
    )
    document.space(4).text(f"**{written.person}**").text(f"Le {format_long_date(company.today)}").space(3)
    document.text(f"**Objet : {written.subject}**").text("Madame, Monsieur,")
    for part in written.parts:
        document.heading(part.title)
        for paragraph in part.paragraphs:
            document.text(paragraph)
    document.space(4).text(
        "Nous restons à votre disposition et vous prions d'agréer nos salutations distinguées."
    )
    document.text(f"**{who.representative or company.name}**")
    journal.record(
        actor.company_id,
        actor.person_id,
        "explanation.written",
        f"step:{written.step}",
        {"facts": written.about},
    )
    return document.bytes()


def _about(output: dict[str, Any], name: str) -> list[str]:
    """The sentences and table lines that name the person, and no other."""
    wanted = re.compile(rf"(?<!\w){re.escape(_plain(name))}(?!\w)")
    found = [
        one["text"].replace("**", "")
        for one in output.get("sentences", [])
        if wanted.search(_plain(one["text"]))
    ]
    for table in output.get("tables", []):
        found += _lines(table, wanted)
    return list(dict.fromkeys(found))


def _lines(table: dict[str, Any], wanted: re.Pattern[str]) -> list[str]:
    """The lines of a table that name the person, under its title; their rank among others is nobody else's business."""
    columns = [one for one in table.get("columns", []) if one["key"] not in _NOT_TOLD]
    found = []
    for row in table.get("rows", []):
        if any(isinstance(value, str) and wanted.search(_plain(value)) for value in row.values()):
            cells = [
                f"{column['label'].lower()} : {_cell(row[column['key']], column.get('unit', ''))}"
                for column in columns
                if row.get(column["key"]) not in (None, "")
                and _plain(str(row[column["key"]])) not in wanted.pattern
            ]
            found.append(f"• {' ; '.join(cells)}.")
    return [f"Dans « {table['title']} » :", *found] if found else []


def _cell(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        if unit == "%":
            return format_percent(value)
        if len(unit) == 3 and unit.isupper():
            return format_money(value, unit)
        return f"{format_number(value)} {unit}".strip()
    if _ISO.fullmatch(str(value)):
        return format_date(date.fromisoformat(str(value)))
    return str(value)


def _data(actor: Actor, record: StepRecord) -> tuple[str, ...]:
    tables = tables_of(actor)
    found = []
    for text in record.touched:
        if (mark := _MARK.match(str(text))) and (table := tables.get(int(mark[1]))):
            found.append(f"{_lower(table.kind_label)} (« {table.name} »)")
    documents = sum(str(text).startswith("document:") for text in record.touched)
    if documents:
        found.append(f"{format_count(documents, 'document')} de l'entreprise")
    if not found:
        return ("Les données lues ce jour-là ne sont plus disponibles ou ont été supprimées.",)
    return (
        f"L'outil a lu : {', '.join(dict.fromkeys(found))}. Aucune autre source n'a été consultée pour ce résultat.",
    )


def _signals(output: dict[str, Any]) -> tuple[str, ...]:
    raised = [one["means"] for one in output.get("signals", []) if _raised(one) and one.get("means")]
    return tuple(f"Réserve signalée par l'outil : {words}" for words in raised[:3])


def _raised(one: dict[str, Any]) -> bool:
    return bool(one["value"] > one["limit"]) if one.get("above", True) else bool(one["value"] < one["limit"])


def _human(record: StepRecord) -> str:
    card = registry.get(record.capability).card
    approval = (
        Approval.objects.filter(run=record.request.run, step=record.step).select_related("decided_by").first()
    )
    if approval and approval.decision != Decision.WAITING and approval.decided_at:
        verb = "validé" if approval.decision == Decision.APPROVED else "refusé"
        reason = f" Sa raison : {approval.reason}" if approval.reason else ""
        return f"{approval.decided_by or 'Une personne de l’entreprise'} a examiné ce résultat et l'a {verb} le {format_date(timezone.localdate(approval.decided_at))}.{reason}"
    if approval:
        return "Ce résultat attend encore l'examen d'une personne : rien n'a été décidé."
    if card.approval == "none":
        return "Une personne a demandé ce résultat et reste libre de ne pas le suivre ; l'outil ne déclenche rien seul."
    return "Aucune validation n'est enregistrée pour ce résultat."


def _rights(actor: Actor) -> tuple[str, ...]:
    who = completing.organisation(actor)
    contact = who.contact or who.dpo or "notre adresse ci-dessus"
    return (
        "Vous pouvez demander à une personne de réexaminer ce résultat, donner votre point de vue et le contester ; accéder à vos "
        "données, les faire rectifier ou effacer, vous opposer à leur usage ou le limiter (RGPD, articles 15 à 18, 21 et 22).",
        f"Écrivez à : {contact}. Vous pouvez aussi adresser une réclamation à la CNIL (www.cnil.fr).",
    )


def _plain(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
