"""Steps of a job: what is done once is not done again when the run resumes after a crash."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from levier.durable import engine


@dataclass(frozen=True)
class Task:
    """A step of a graph: ``run`` receives the results (by name) of the steps named in ``after``, gives
    plain JSON.
    """

    name: str
    run: Callable[[dict[str, Any]], Any]
    after: tuple[str, ...] = ()


def step(name: str, function: Callable[..., Any], *given: Any) -> Any:
    """Do ``function(*given)`` as a step of the run: its result (plain JSON) is kept, and given back on a
    resume.

    A crash during a step makes it run again: an effect outside the database must be keyed by (run, step).
    Outside of a job the function is simply called.
    """
    return engine.run_step(name, function, given) if engine.in_run() else function(*given)


def parallel(tasks: Sequence[Task], *, limit: int = 2) -> dict[str, Any]:
    """Run a graph of steps, at most ``limit`` at a time, each as soon as those it comes after are done.

    The order of ``tasks`` must be the same when the run resumes; the order in which they finish does not
    matter. When one raises, those under way finish, no other starts, and the error is raised.
    """
    _check(tasks)
    reserved = {task.name: engine.ReservedStep(task.name) for task in tasks} if engine.in_run() else {}
    results: dict[str, Any] = {}
    waiting = list(tasks)
    running: dict[Future[Any], str] = {}
    fault: BaseException | None = None
    with ThreadPoolExecutor(max_workers=limit, thread_name_prefix="levier-step") as pool:
        while waiting or running:
            ready = [task for task in waiting if all(name in results for name in task.after)]
            for task in ready[: limit - len(running)] if fault is None else []:
                waiting.remove(task)
                earlier = {name: results[name] for name in task.after}
                running[_submit(pool, task, earlier, reserved)] = task.name
            if not running:
                break
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name = running.pop(future)
                if (raised := future.exception()) is not None:
                    fault = fault or raised
                else:
                    results[name] = future.result()
    if fault is not None:
        raise fault
    return results


def _submit(
    pool: ThreadPoolExecutor,
    task: Task,
    earlier: dict[str, Any],
    reserved: dict[str, engine.ReservedStep],
) -> Future[Any]:
    if task.name in reserved:
        return pool.submit(reserved[task.name].run, task.run, earlier)
    return pool.submit(task.run, earlier)


def _check(tasks: Sequence[Task]) -> None:
    seen: set[str] = set()
    names = {task.name for task in tasks}
    if len(names) != len(tasks):
        raise ValueError("two steps have the same name")
    left = list(tasks)
    while left:
        free = [task for task in left if set(task.after) <= seen]
        if not free:
            raise ValueError(f"steps wait for each other or for nothing: {[task.name for task in left]}")
        seen |= {task.name for task in free}
        left = [task for task in left if task not in free]
