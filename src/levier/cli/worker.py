"""``levier worker``: a process that runs the steps of requests."""

import os
import sys

import typer

from levier.durable import work_until_stopped

app = typer.Typer(add_completion=False)


@app.command()
def worker() -> None:
    """Exécuter les étapes des demandes jusqu'à l'arrêt (Ctrl-C ou SIGTERM)."""
    work_until_stopped()
    # A step under way is taken up again by another process: do not wait for its thread.
    sys.stdout.flush()
    os._exit(0)
