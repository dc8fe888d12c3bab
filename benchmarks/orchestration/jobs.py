"""The jobs that are timed: steps that do nothing, so that only what durability costs is left."""

from typing import Any

from levier import durable


def nothing(number: int) -> int:
    """The bare function."""
    return number


@durable.job("bench-steps")
def steps(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """``payload["steps"]`` steps, one after the other."""
    return {"done": sum(durable.step("nothing", nothing, 1) for _ in range(int(payload["steps"])))}


@durable.job("bench-parallel")
def parallel(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The same steps, independent, two at a time as in a request."""
    tasks = [durable.Task(f"s{n}", lambda earlier: nothing(1)) for n in range(int(payload["steps"]))]
    return {"done": len(durable.parallel(tasks, limit=2))}
