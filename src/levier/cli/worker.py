"""``levier worker``: a process that runs the steps of requests."""

import signal
import threading

import typer

from levier.durable import launch, shutdown

app = typer.Typer(add_completion=False)


@app.command()
def worker() -> None:
    """Exécuter les étapes des demandes jusqu'à l'arrêt (Ctrl-C ou SIGTERM)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    launch("worker")
    try:
        stop.wait()
    finally:
        shutdown()
