"""What the web process does for a search: hand it to a worker, wait for it, keep nothing of it."""

import uuid

from levier import durable
from levier.core import errors
from levier.core.actor import Actor
from levier.core.errors import LevierError, Unavailable
from levier.operations.searching.results import Asked, Results
from levier.policy.rights import Permission, require

_PATIENCE = 30.0
"""Seconds: the first search of a worker reads the index of a large company."""


def search(actor: Actor, asked: Asked) -> Results:
    """A page of results. Raises NotAllowed, BadInput, NotFound (source), Unavailable (no worker answers)."""
    require(actor, Permission.SEE_DATA)
    run = f"search-{uuid.uuid4()}"
    durable.start(
        "search", run, {"person": actor.person_id, "company": actor.company_id, "asked": asked.plain()}
    )
    try:
        told = durable.wait(run, _PATIENCE)
    except TimeoutError as error:
        durable.cancel(run)
        raise Unavailable(
            "La recherche n'a pas abouti en trente secondes",
            mend="Recommencez dans un instant ; si cela dure, lancez « levier doctor ».",
        ) from error
    except durable.RunFailed as error:
        raise Unavailable("La recherche s'est interrompue", mend="Recommencez dans un instant.") from error
    finally:
        durable.forget(run)
    if "problem" in told:
        raise _problem(told["problem"])
    return Results.read(told["results"])


def _problem(told: dict[str, str]) -> LevierError:
    kind: type[LevierError] = getattr(errors, told["kind"], Unavailable)
    return kind(told["what"], mend=told["mend"])
