"""A capability's output is checked and its evidence named after the step, before anything else reads it."""

from typing import Any

from pydantic import BaseModel

from levier.core.evidence import Computed
from levier.core.result import Result


class BadOutput(Exception):
    """The capability broke its contract; the message (English) is for its author."""


def named(output: Any, shape: type[Result], step: str) -> Result:
    """``output`` with its evidence ids prefixed by ``step`` (``e1`` → ``s2.e1``) wherever they are written.

    Raises BadOutput when it is not of ``shape``, when an id is used twice, cited but absent, or when a
    computed evidence points to nothing in the output.
    """
    if not isinstance(output, shape):
        raise BadOutput(f"run returned {type(output).__name__} instead of {shape.__name__}")
    ids = [evidence.id for evidence in output.evidence]
    if len(set(ids)) != len(ids):
        raise BadOutput(f"an evidence id is used twice: {sorted({one for one in ids if ids.count(one) > 1})}")
    cited: list[Any] = [*output.sentences, *output.tables, *output.charts]
    for part in cited:
        if absent := set(part.evidence) - set(ids):
            raise BadOutput(f"{type(part).__name__} cites evidence that does not exist: {sorted(absent)}")
    values = output.model_dump(mode="json")
    new = {one: one if one.startswith(f"{step}.") else f"{step}.{one}" for one in ids}
    evidence = []
    for one in output.evidence:
        update: dict[str, Any] = {"id": new[one.id]}
        if isinstance(one, Computed):
            at(values, one.path)
            update["step"] = step
        evidence.append(one.model_copy(update=update))
    return output.model_copy(
        update={
            "evidence": evidence,
            "sentences": [_renamed(one, new) for one in output.sentences],
            "tables": [_renamed(one, new) for one in output.tables],
            "charts": [_renamed(one, new) for one in output.charts],
        }
    )


def at(values: Any, path: str) -> Any:
    """The value at a dotted ``path`` (``items.0.total``) of plain JSON. Raises BadOutput when there is
    none.
    """
    here = values
    for part in path.split(".") if path else []:
        try:
            here = here[int(part)] if isinstance(here, list) else here[part]
        except (KeyError, IndexError, ValueError, TypeError):
            raise BadOutput(f"computed evidence points to « {path} », absent from the output") from None
    return here


def _renamed(part: Any, new: dict[str, str]) -> BaseModel:
    renamed: BaseModel = part.model_copy(update={"evidence": [new[one] for one in part.evidence]})
    return renamed
