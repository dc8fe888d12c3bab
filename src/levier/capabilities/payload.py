"""What a run of a capability gives to programs: the same object by REST, MCP and ``levier run --json``."""

from typing import Any

from pydantic import BaseModel, Field, create_model

from levier.capabilities.registry import AnyCapability
from levier.capabilities.running import Ran
from levier.core.evidence import Evidence
from levier.core.result import Sentence


def payload(ran: Ran) -> dict[str, Any]:
    """``ran`` as plain JSON: typed output, the evidence, the sentences that cite it, seconds and cost."""
    output = ran.output.model_dump(mode="json")
    return {
        "output": {key: value for key, value in output.items() if key not in {"evidence", "sentences"}},
        "evidence": output["evidence"],
        "sentences": output["sentences"],
        "seconds": ran.seconds,
        "cost": ran.cost,
    }


def shape(capability: AnyCapability) -> type[BaseModel]:
    """The model of :func:`payload` for a capability, for the schemas that programs read."""
    title = "".join(part.capitalize() for part in capability.name.split("-"))
    return create_model(
        f"{title}Run",
        output=(capability.Output, ...),
        evidence=(list[Evidence], Field(description="Ce qui prouve, avec ses identifiants")),
        sentences=(list[Sentence], Field(description="Des phrases en français et leurs preuves")),
        seconds=(float, Field(description="Durée du calcul")),
        cost=(float, Field(description="Coût des modèles, en euros")),
    )
