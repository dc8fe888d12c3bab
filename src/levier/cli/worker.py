"""``levier worker``: a process that runs the steps of requests."""

import os
import sys
import threading
import time
from typing import Annotated

import typer

from levier.durable import work_until_stopped

_LOOK = 0.5

app = typer.Typer(add_completion=False)


@app.command()
def worker(
    child_of: Annotated[
        int | None, typer.Option("--child-of", hidden=True, help="Processus avec lequel s'arrêter.")
    ] = None,
) -> None:
    """Exécuter les étapes des demandes jusqu'à l'arrêt (Ctrl-C ou SIGTERM)."""
    if child_of is not None:
        threading.Thread(target=_end_with, args=(child_of,), name="levier-parent", daemon=True).start()
    work_until_stopped()
    # A step under way is taken up again by another process: do not wait for its thread.
    sys.stdout.flush()
    os._exit(0)


def _end_with(parent: int) -> None:
    """Leave when the process that started this one is gone: ``kill -9`` of the web process must leave no orphan, whose
    runs would otherwise be shared with the next start's worker. The runs under way are taken up again from their last
    step.
    """
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
