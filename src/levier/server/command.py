"""``levier serve``: the web process and its worker, watched."""

import os
import subprocess
import sys
import threading
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from levier.accounts.models import Company
from levier.operations.preparation import prepare

app = typer.Typer(add_completion=False)
console = Console(highlight=False)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Adresse d'écoute ; 127.0.0.1 : cette machine seulement.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.")] = 8000,
    workers: Annotated[
        int, typer.Option(help="Processus de travail lancés à côté ; 0 s'ils tournent ailleurs.")
    ] = 1,
) -> None:
    """Ouvrir l'application web (Ctrl-C pour l'arrêter)."""
    prepare(console)
    where = f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}"
    start = where if Company.objects.exists() else f"{where}/demarrage/"
    console.print(f"[bold]Levier[/bold] est ouvert : [cyan]{start}[/cyan]  (Ctrl-C pour l'arrêter)")
    crew = Crew(workers)
    crew.start()
    try:
        uvicorn.run("levier.server.asgi:application", host=host, port=port, log_level="warning",
                    timeout_graceful_shutdown=3, proxy_headers=False)  # fmt: skip
    finally:
        crew.stop()


class Crew:
    """Worker processes, started again when one dies (a fresh process takes over its unfinished runs)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stop = threading.Event()
        self._members: list[subprocess.Popen[bytes]] = []
        self._watch = threading.Thread(target=self._keep, name="crew", daemon=True)

    def start(self) -> None:
        if self._size:
            self._members = [self._hire() for _ in range(self._size)]
            self._watch.start()

    def _hire(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "levier", "worker"], env=os.environ.copy(), start_new_session=True
        )

    def _keep(self) -> None:
        while not self._stop.wait(1):
            self._members = [member if member.poll() is None else self._hire() for member in self._members]

    def stop(self) -> None:
        """End the workers; a step in progress is taken up again at the next start."""
        self._stop.set()
        for member in self._members:
            member.terminate()
        for member in self._members:
            try:
                member.wait(timeout=8)
            except subprocess.TimeoutExpired:
                member.kill()
