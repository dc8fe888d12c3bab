"""The job of a search, run by workers: the web process loads no model."""

from typing import Any

from levier import durable
from levier.accounts.models import Membership
from levier.core.errors import LevierError
from levier.operations.searching.finding import find
from levier.operations.searching.results import Asked


@durable.job("search")
def search(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A page of results, or what is wrong with the question."""
    return dict(durable.step("find", _find, payload["person"], payload["company"], payload["asked"]))


def _find(person: int, company: int, asked: dict[str, Any]) -> dict[str, Any]:
    member = Membership.objects.get(user_id=person, company_id=company)
    try:
        return {"results": find(member.actor(), Asked.read(asked)).plain()}
    except LevierError as error:
        return {"problem": {"what": error.what, "mend": error.mend, "kind": type(error).__name__}}
