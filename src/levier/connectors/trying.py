"""The test button: the settings are tried in the worker, where the runs will be; the secrets travel sealed."""

import json
from typing import Any

from levier.connectors import registry
from levier.connectors.contract import Checked
from levier.connectors.faults import scrubbed
from levier.connectors.models import as_problem
from levier.connectors.outside.door import Door, Place
from levier.connectors.running.saying import said
from levier.connectors.secrets import open_sealed, seal
from levier.core.errors import LevierError, Unavailable


def packed(company_id: int, connector: str, settings: dict[str, Any], door: Door) -> dict[str, Any]:
    """A try as the payload of a job: everything typed is sealed."""
    return {
        "company": company_id,
        "connector": connector,
        "sealed": seal(company_id, {"settings": json.dumps(settings)}),
        "places": [[place.kind, place.address] for place in door.places],
        "internal": door.internal,
    }


def tried(payload: dict[str, Any]) -> dict[str, Any]:
    """What the try found, or the problem met, as plain JSON. Never raises for what the source does."""
    company = int(payload["company"])
    secrets: tuple[str, ...] = ()
    try:
        connector = registry.get(payload["connector"])
        given = json.loads(open_sealed(company, payload["sealed"])["settings"])
        settings = connector.Settings.model_validate(given)
        secrets = tuple(settings.secrets().values())
        places = tuple(Place(kind, address) for kind, address in payload["places"])
        found = connector(Door(company, places, bool(payload["internal"]))).test(settings)
        return {
            "ok": found.ok, "message": scrubbed(found.message, secrets), "items": found.items, "size": found.size,
            "details": [[label, scrubbed(value, secrets)] for label, value in found.details],
        }  # fmt: skip
    except Exception as error:
        shown = said(error, None)
        problem = {name: scrubbed(text, secrets) for name, text in as_problem(shown).items()}
        return {"ok": False, "problem": problem, "code": shown.code}


def unpacked(result: dict[str, Any]) -> Checked:
    """The result of :func:`tried`. Raises the error that it met."""
    if "problem" in result:
        problem = result["problem"]
        error: LevierError = Unavailable(problem["what"], where=problem["where"], mend=problem["mend"])
        error.code = result.get("code", error.code)
        raise error
    details = tuple((label, value) for label, value in result["details"])
    return Checked(result["ok"], result["message"], details, result["items"], result["size"])
