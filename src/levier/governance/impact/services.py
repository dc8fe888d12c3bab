"""Impact assessments by any face: begin from what is measured, answer, conclude, print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.writing_dates import format_long_date
from levier.governance.impact.method import Need, level, method, need
from levier.governance.impact.models import Impact, Outcome
from levier.governance.registers import processing, systems
from levier.governance.registers.completing import check_revision
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing import Column, Document

_LONGEST = 4000
_LARGE = 10_000


@dataclass(frozen=True)
class Risk:
    """A feared event with its severity and likelihood (1–4, 0: not judged) before and after the measures."""

    id: str
    title: str
    sources: str
    impacts: str
    severity: int
    likelihood: int

    @property
    def level(self) -> int:
        """1–4, 0 when it is not judged yet."""
        return level(self.severity, self.likelihood) if self.severity and self.likelihood else 0


def impacts(actor: Actor) -> list[Impact]:
    """The assessments of the company. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    return list(Impact.objects.filter(company_id=actor.company_id).select_related("decided_by"))


def one(actor: Actor, number: int) -> Impact:
    """An assessment. Raises NotAllowed, NotFound."""
    require(actor, Permission.GOVERN)
    found = Impact.objects.filter(company_id=actor.company_id, pk=number).select_related("decided_by").first()
    if found is None:
        raise NotFound("Cette analyse n'existe pas", mend="Voyez la liste des analyses d'impact.")
    return found


def begin(actor: Actor, key: str) -> Impact:
    """The assessment of a line of the register, begun with what is measured; the one there is already, if any."""
    line = processing.one(actor, key)
    measured = measured_criteria(actor, line)
    made, new = Impact.objects.get_or_create(
        company_id=actor.company_id, key=key,
        defaults={"title": line.title, "content": {
            "criteria": measured, "listed": "", "context": {}, "principles": {}, "risks": {},
            "measures": dict.fromkeys(_platform_measures(line), True),
        }},
    )  # fmt: skip
    if new:
        journal.record(actor.company_id, actor.person_id, "impact.begun", key)
    return made


def measured_criteria(actor: Actor, line: processing.Processing) -> dict[str, bool]:
    """The criteria that what runs already answers; the others are left to people (absent)."""
    found: dict[str, bool] = {}
    if line.sensitive:
        found["sensitive"] = True
    system = next((one for one in systems.systems(actor) if one.key == line.key), None)
    if system and system.measured:
        tables = system.measured.tables
        found["crossing"] = len({one.kind for one in tables}) > 1
        found["large"] = sum(one.rows for one in tables if one.personal) >= _LARGE
        if system.answers.get("profiling"):
            found["scoring"] = True
        if system.classified.risk == "high":
            found["innovative"] = True
    return found


def needed(impact: Impact) -> Need:
    """Whether an assessment is required, by the answers given."""
    return need(impact.content.get("criteria", {}), impact.content.get("listed", ""))


def risks(impact: Impact) -> list[Risk]:
    """The three feared events with what was said of them."""
    said = impact.content.get("risks", {})
    return [
        Risk(name, title, str(said.get(name, {}).get("sources", "")), str(said.get(name, {}).get("impacts", "")),
             int(said.get(name, {}).get("severity", 0)), int(said.get(name, {}).get("likelihood", 0)))
        for name, title in method().risks
    ]  # fmt: skip


def answer(actor: Actor, number: int, content: Mapping[str, Any], revision: int) -> Impact:
    """Write the answers of the form. Raises NotAllowed, NotFound, BadInput, Conflict."""
    require(actor, Permission.GOVERN)
    clean = _clean(content)
    with transaction.atomic():
        found = Impact.objects.select_for_update().get(pk=one(actor, number).pk)
        check_revision(found.revision, revision)
        found.content = {**found.content, **clean}
        if found.outcome != Outcome.DRAFT:  # what was validated is no longer what is written
            found.outcome, found.decided_by, found.decided_at = Outcome.DRAFT, None, None
        found.revision += 1
        found.save()
        journal.record(
            actor.company_id, actor.person_id, "impact.answered", found.key, {"revision": found.revision}
        )
    return found


def conclude(actor: Actor, number: int, outcome: str, reason: str, opinion: str, revision: int) -> Impact:
    """Validate or refuse. Raises NotAllowed, NotFound, BadInput (a part is missing), Conflict."""
    require(actor, Permission.APPROVE)
    if outcome not in Outcome.values or outcome == Outcome.DRAFT:
        raise BadInput("Cette conclusion n'existe pas", where="conclusion", mend="Choisissez dans la liste.")
    with transaction.atomic():
        found = Impact.objects.select_for_update().get(pk=one(actor, number).pk)
        check_revision(found.revision, revision)
        judged = risks(found)
        if outcome in (Outcome.VALIDATED, Outcome.CONDITIONAL) and any(not one.level for one in judged):
            left = ", ".join(one.title.lower() for one in judged if not one.level)
            raise BadInput(
                "Des risques ne sont pas évalués",
                where=left,
                mend="Choisissez leur gravité et leur vraisemblance.",
            )
        if outcome == Outcome.VALIDATED and any(one.level >= 4 for one in judged):
            raise BadInput(
                "Un risque reste maximal", where="risques",
                mend="Ajoutez des mesures, ou soumettez l'analyse à la CNIL (RGPD, article 36).",
            )  # fmt: skip
        if not reason.strip():
            raise BadInput(
                "Le motif manque", where="motif", mend="Écrivez en une phrase pourquoi vous concluez ainsi."
            )
        found.outcome, found.outcome_reason = outcome, reason.strip()[:_LONGEST]
        found.dpo_opinion = opinion.strip()[:_LONGEST]
        found.decided_by_id, found.decided_at = actor.person_id, timezone.now()
        found.revision += 1
        found.save()
        journal.record(actor.company_id, actor.person_id, "impact.concluded", found.key, {"outcome": outcome})
    return found


def pdf(actor: Actor, number: int) -> bytes:
    """The assessment to print, in the structure of the CNIL's method. Raises NotAllowed, NotFound."""
    found = one(actor, number)
    company, known = Company.objects.get(pk=actor.company_id), method()
    asked, content = needed(found), found.content
    document = Document(
        f"Analyse d'impact : {found.title}", company.name, footer="Analyse d'impact (AIPD)",
        subtitle=f"{company.name} · RGPD, article 35 · {format_long_date(company.today)}",
    )  # fmt: skip
    worst = max((one.level for one in risks(found)), default=0)
    document.facts([
        ("Analyse", asked.words), ("Critères réunis", f"{len(asked.met)} sur {len(known.criteria)}"),
        ("Risque le plus élevé", known.levels[worst - 1] if worst else "à évaluer"), ("Conclusion", found.get_outcome_display()),
    ])  # fmt: skip
    document.heading("1. Faut-il une analyse d'impact ?").text(asked.why)
    document.table(
        [Column("Critère", share=4), Column("Réponse")],
        [
            [words, {True: "oui", False: "non"}.get(content.get("criteria", {}).get(name), "sans réponse")]
            for name, words in known.criteria
        ],
    )
    document.heading("2. Contexte")
    document.table(
        [Column("", share=1), Column("Mesuré", share=2), Column("Ajouté", share=1.6)],
        _context_rows(actor, found),
    )
    document.heading("3. Principes fondamentaux")
    said = content.get("principles", {})
    document.table(
        [
            Column("Principe", share=2),
            Column("Article", share=0.9),
            Column("Tenu", share=0.8),
            Column("Comment", share=2.4),
        ],
        [
            [
                words,
                article,
                said.get(name, {}).get("met", "") or "à dire",
                said.get(name, {}).get("how", "")[:590],
            ]
            for name, words, article in known.principles
        ],
    )
    document.heading("4. Risques pour les personnes")
    document.table(
        [
            Column("Événement redouté", share=1.6),
            Column("Sources", share=1.5),
            Column("Conséquences", share=1.5),
            Column("Gravité"),
            Column("Vraisemblance", share=1.3),
            Column("Niveau"),
        ],
        [
            [
                f"**{one.title}**",
                one.sources,
                one.impacts,
                *(_level_words(n) for n in (one.severity, one.likelihood, one.level)),
            ]
            for one in risks(found)
        ],
    )
    document.heading("5. Mesures")
    chosen = content.get("measures", {})
    document.table(
        [Column("Mesure", share=4), Column("Nature"), Column("En place")],
        [[words, sort, "oui" if chosen.get(name) else "non"] for name, words, sort in known.measures],
    )
    document.heading("6. Validation")
    who = (
        f"par {found.decided_by} le {format_long_date(timezone.localdate(found.decided_at))}"
        if found.decided_at
        else "pas encore"
    )
    document.table(
        [Column("", share=1), Column("", share=3)],
        [["**Conclusion**", found.get_outcome_display()], ["**Décidée**", who], ["**Motif**", found.outcome_reason or "–"],
         ["**Avis du délégué**", found.dpo_opinion or "–"]],
    )  # fmt: skip
    document.note(
        "Structure de la méthode de la CNIL (contexte, principes, risques, validation). Sources et dates : « levier legal »."
    )
    journal.record(actor.company_id, actor.person_id, "impact.printed", found.key)
    return document.bytes()


def context(actor: Actor, impact: Impact) -> processing.Processing | None:
    """The line of the register it is about; None once that line is gone."""
    try:
        return processing.one(actor, impact.key)
    except NotFound:
        return None


def _context_rows(actor: Actor, impact: Impact) -> list[list[str]]:
    line, said = context(actor, impact), impact.content.get("context", {})
    if line is None:
        return [
            [
                "**Traitement**",
                "il n'est plus au registre : ses données ont été supprimées",
                said.get("nature", ""),
            ]
        ]
    shown = (
        "purpose",
        "people",
        "data",
        "sensitive",
        "sources",
        "retention",
        "recipients",
        "transfers",
        "technical",
    )
    rows = [
        [
            f"**{line.cells[name].label}**",
            "\n".join(line.cells[name].measured)[:590] or "–",
            line.cells[name].added[:590] or "–",
        ]
        for name in shown
    ]
    return [
        *rows,
        ["**Nécessité et proportionnalité**", "–", str(said.get("necessity", ""))[:590] or "à écrire"],
    ]


def _clean(content: Mapping[str, Any]) -> dict[str, Any]:
    known = method()
    clean: dict[str, Any] = {}
    if "criteria" in content:
        names = {name for name, _ in known.criteria}
        clean["criteria"] = {
            name: bool(value)
            for name, value in content["criteria"].items()
            if name in names and value is not None
        }
    if "listed" in content:
        listed = str(content["listed"] or "")
        if listed and listed not in dict(known.required) | dict(known.not_required):
            raise BadInput("Ce cas n'est dans aucune des deux listes", where="listes de la CNIL")
        clean["listed"] = listed
    if "context" in content:
        clean["context"] = {
            str(name): str(value).strip()[:_LONGEST] for name, value in content["context"].items()
        }
    if "principles" in content:
        clean["principles"] = {
            name: {"met": str(value.get("met", ""))[:20], "how": str(value.get("how", "")).strip()[:_LONGEST]}
            for name, value in content["principles"].items()
        }
    if "risks" in content:
        clean["risks"] = {name: _risk(name, value) for name, value in content["risks"].items()}
    if "measures" in content:
        clean["measures"] = {str(name): bool(value) for name, value in content["measures"].items()}
    return clean


def _risk(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: str(value.get(key, "")).strip()[:_LONGEST] for key in ("sources", "impacts")
    }
    for key, label in (("severity", "gravité"), ("likelihood", "vraisemblance")):
        text = str(value.get(key) or 0)
        if text not in ("0", "1", "2", "3", "4"):
            raise BadInput(
                f"« {text} » n'est pas un niveau",
                where=f"{label} ({name})",
                mend="De 1 (négligeable) à 4 (maximal).",
            )
        found[key] = int(text)
    return found


def _platform_measures(line: processing.Processing) -> list[str]:
    if line.key.startswith("own:"):
        return []
    return ["local", "rights", "journal", "erasure", "pseudonyms"]


def _level_words(number: int) -> str:
    return method().levels[number - 1] if number else "à évaluer"
