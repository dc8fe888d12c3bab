"""Levier's own machinery: its planners over the installed capabilities, its runner, its validation, its rewriting."""

from collections.abc import Sequence
from datetime import date

from levier.accounts.models import Company
from levier.capabilities import registry, running
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.evidence import Evidence
from levier.core.result import Sentence
from levier.inference.language import CompanyModels
from levier.knowledge.reading import readable_documents
from levier.orchestrator.composing.rewriting import rewrite
from levier.orchestrator.planning.check import check_plan
from levier.orchestrator.planning.local import LocalPlanner
from levier.orchestrator.planning.model import ModelPlanner
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.running.machinery import Asked, Machinery, Planned, Rewritten
from levier.orchestrator.understand import Turn, understand
from levier.tables.access import CompanyTables
from levier.tables.entities import vocabulary
from levier.tables.measures import MODELS
from levier.tables.measures.own.keeping import models_for
from levier.tables.models import Dataset
from levier.validation import validate

_LOCAL = LocalPlanner()


def plan(actor: Actor, asked: Asked) -> Planned:
    """Understand, plan (with a model only when the local planner is unsure and one is allowed), check.

    Raises BadInput or NotAllowed when the request is refused.
    """
    understood = understand(
        asked.text,
        today=asked.today,
        vocabulary=vocabulary(actor),
        history=[Turn(earlier.text, earlier.plan) for earlier in asked.history],
    )
    catalogue = list(registry.catalogue().values())
    models = CompanyModels(actor, "planning")
    made = ModelPlanner(models, actor, _LOCAL).plan(
        understood, catalogue=catalogue, company=facts(actor, asked.today)
    )
    check_plan(made, catalogue, actor)
    return Planned(made, models.spent)


def facts(actor: Actor, today: date) -> CompanyFacts:
    """What a planner may know: the tables and documents that this person may read."""
    tables = CompanyTables(actor)
    visible = Dataset.objects.visible_to(actor).filter(current__gt=0)
    kinds = set(visible.values_list("kind", flat=True))
    found = {kind: known for kind in sorted(kinds) if (known := tables.facts(kind)) is not None}
    models = models_for(actor.company_id)
    names: dict[str, list[str]] = {}
    for kind, name in visible.values_list("kind", "name"):
        names.setdefault(kind, []).append(name)
    measured = [MODELS[kind] for kind in sorted(kinds) if kind in MODELS] or [MODELS["sales"]]
    return CompanyFacts(
        today=today,
        tables=found,
        documents=readable_documents(actor).count(),
        measures={name: measure.label for model in measured for name, measure in model.measures.items()},
        dimensions={name: one.label for model in measured for name, one in model.dimensions.items()},
        models={kind: model for kind, model in models.items() if kind in kinds},
        members=tables.members,
        datasets=names,
        name=Company.objects.values_list("name", flat=True).get(pk=actor.company_id),
    )


def rewritten(
    actor: Actor, question: str, sentences: Sequence[Sentence], evidence: Sequence[Evidence], today: date
) -> Rewritten:
    """The sentences in better words, when a model is allowed for the company's figures."""
    models = CompanyModels(actor, "rewriting")
    return Rewritten(rewrite(actor, question, sentences, evidence, models=models, today=today), models.spent)


def title(capability: str) -> str:
    try:
        return registry.get(capability).title
    except NotFound:
        return capability


def warm() -> None:
    """Plan a question of no company, so that the models and the capabilities' examples are in memory."""
    today = date.today()
    understood = understand("Quel est le chiffre d'affaires du mois dernier ?", today=today)
    _LOCAL.plan(understood, catalogue=list(registry.catalogue().values()), company=CompanyFacts(today=today))


MACHINERY = Machinery(
    plan=plan, run=running.run, validate=validate, title=title, rewrite=rewritten, warm=warm
)
