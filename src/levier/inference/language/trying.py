"""Try one registered model:

a short public question, through the same policy, budget, ledger and journal as any call.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.inference.language.company import CompanyModels, _client
from levier.inference.models import Endpoint
from levier.policy.rights import Permission, require

_SYSTEM = "Réponds en français, en une phrase."
_PROMPT = "Dis bonjour et donne le nom de la capitale de la France."


@dataclass(frozen=True)
class Tried:
    """What the model answered, and in how many seconds."""

    answer: str
    seconds: float


def try_endpoint(actor: Actor, endpoint_id: int) -> Tried:
    """Ask one model a harmless question.

    Raises NotAllowed (right, destination, budget), NotFound, Unavailable when the server does not answer.
    """
    require(actor, Permission.CONFIGURE)
    mine = Q(company_id=actor.company_id) | Q(company__isnull=True)
    endpoint = Endpoint.objects.filter(mine, pk=endpoint_id, active=True).first()
    if endpoint is None:
        raise NotFound("Ce modèle n'existe pas dans cette entreprise")
    data_class = "public" if "public" in endpoint.data_classes else endpoint.data_classes[0]

    def call(one: Endpoint, key: str, _: Any) -> Any:
        return _client().complete(one, key, system=_SYSTEM, prompt=_PROMPT, max_tokens=60)

    started = time.perf_counter()
    answer = CompanyModels(actor, "essai")._one(endpoint, data_class, "essai", call)
    return Tried(str(answer).strip(), time.perf_counter() - started)
