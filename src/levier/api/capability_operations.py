"""The capabilities by REST: their cards, and one typed operation for each, made from its declaration."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Body, Router, Schema
from pydantic import BaseModel

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.capabilities import context, registry, running
from levier.capabilities.feasibility import assess
from levier.capabilities.inputs import fields
from levier.capabilities.payload import payload, shape
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.knowledge.reading import readable_documents
from levier.policy.rights import Permission, require


class FeasibilityShown(Schema):
    """Whether the company can use it now, measured on its data."""

    ready: bool
    score: float
    reasons: list[str]


class CapabilityCard(Schema):
    """A capability as the catalogue shows it."""

    name: str
    title: str
    summary: str
    family: str
    version: str
    package: str
    built_in: bool
    examples: list[str]
    purpose: str
    personal_data: str
    risk: str
    approval: str
    data_class: str
    feasibility: FeasibilityShown


class CapabilityDetail(CapabilityCard):
    """The same with what it takes and gives, as JSON schemas."""

    fields: list[dict[str, Any]]
    input_schema: dict[str, Any]
    output_schema: dict[str, Any]


def router() -> Router:
    """The operations on capabilities, one more for each capability installed."""
    found = Router(tags=["Savoir-faire"])

    @found.get("", response={200: list[CapabilityCard], REFUSALS: Problem}, summary="Lister les savoir-faire")
    def cards(request: HttpRequest) -> list[dict[str, Any]]:
        actor = caller(request)
        require(actor, Permission.RUN)
        documents = readable_documents(actor).count()
        return [_card(capability, actor, documents) for capability in registry.catalogue().values()]

    for capability in registry.catalogue().values():
        found.post(
            f"/{capability.name}",
            response={200: shape(capability), REFUSALS: Problem},
            summary=capability.title,
            description=_described(capability),
            operation_id=f"run_{_snake(capability.name)}",
        )(_operation(capability))
        found.get(
            f"/{capability.name}",
            response={200: CapabilityDetail, REFUSALS: Problem},
            summary=f"Décrire : {capability.title}",
            operation_id=f"describe_{_snake(capability.name)}",
        )(_description(capability))

    @found.api_operation(["GET", "POST"], "/{name}", include_in_schema=False)
    def absent(request: HttpRequest, name: str) -> None:
        registry.get(name)
        raise NotFound(f"Le savoir-faire « {name} » vient d'être installé", mend="Relancez le serveur.")

    return found


def _description(capability: registry.AnyCapability) -> Callable[..., dict[str, Any]]:
    def describe(request: HttpRequest) -> dict[str, Any]:
        actor = caller(request)
        require(actor, Permission.RUN)
        return {
            **_card(capability, actor, readable_documents(actor).count()),
            "fields": [
                {"name": one.name, "label": one.label, "help": one.help, "kind": one.kind, "unit": one.unit}
                for one in fields(capability.Input)
            ],
            "input_schema": capability.Input.model_json_schema(),
            "output_schema": shape(capability).model_json_schema(),
        }

    return describe


def _snake(name: str) -> str:
    return name.replace("-", "_")


def _operation(capability: registry.AnyCapability) -> Callable[..., HttpResponse]:
    def run(request: HttpRequest, given: BaseModel) -> HttpResponse:
        # The body as it was sent, not as ninja read it: an unknown field must be refused, not dropped.
        ran = running.run(capability.name, _sent(request), caller(request))
        return JsonResponse(payload(ran), json_dumps_params={"ensure_ascii": False})

    optional = not any(field.is_required() for field in capability.Input.model_fields.values())
    run.__name__ = f"run_{_snake(capability.name)}"
    run.__annotations__["given"] = capability.Input
    run.__defaults__ = (Body({} if optional else ..., title=capability.title),)
    return run


def _sent(request: HttpRequest) -> dict[str, Any]:
    sent = json.loads(request.body) if request.body else {}
    if not isinstance(sent, dict):
        raise BadInput("Il faut un objet JSON avec les champs du savoir-faire")
    return sent


def _described(capability: registry.AnyCapability) -> str:
    asked = "".join(f"\n- {example}" for example in capability.examples)
    return f"{capability.summary}\n\nOn le demande ainsi :{asked}" if asked else capability.summary


def _card(capability: registry.AnyCapability, actor: Actor, documents: int) -> dict[str, Any]:
    found = assess(capability, context.build(actor).tables, documents)
    package, card = registry.package(capability.name), capability.card
    return {
        "name": capability.name,
        "title": capability.title,
        "summary": capability.summary,
        "family": capability.family,
        "version": capability.version,
        "package": package.name,
        "built_in": package.built_in,
        "examples": list(capability.examples),
        "purpose": card.purpose,
        "personal_data": card.personal_data,
        "risk": card.risk,
        "approval": card.approval,
        "data_class": card.data_class,
        "feasibility": {
            "ready": found.ready,
            "score": found.score,
            "reasons": [reason.text for reason in found.reasons],
        },
    }
