"""``levier serve``: the web process and its worker, watched."""

import errno
import os
import socket
import subprocess
import sys
import threading
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from levier.accounts.models import Company
from levier.core.errors import BadInput, Unavailable
from levier.operations.preparation import prepare

app = typer.Typer(add_completion=False)
console = Console(highlight=False)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Adresse d'écoute ; 127.0.0.1 : cette machine seulement.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port.")] = 8000,
    workers: Annotated[
        int,
        typer.Option(min=0, max=64, help="Processus de travail lancés à côté ; 0 s'ils tournent ailleurs."),
    ] = 1,
) -> None:
    """Ouvrir l'application web (Ctrl-C pour l'arrêter)."""
    listening = listen(host, port)
    prepare(console)
    where = f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}"
    start = where if Company.objects.exists() else f"{where}/demarrage/"
    console.print(f"[bold]Levier[/bold] est ouvert : [cyan]{start}[/cyan]  (Ctrl-C pour l'arrêter)")
    crew = Crew(workers)
    crew.start()
    try:
        config = uvicorn.Config("levier.server.asgi:application", log_level="warning", timeout_graceful_shutdown=3,
                                proxy_headers=False)  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        crew.stop()


def listen(host: str, port: int) -> socket.socket:
    """The socket the pages are served on, taken before anything starts. Raises BadInput, Unavailable."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except socket.gaierror as error:
        raise BadInput(
            f"L'adresse « {host} » n'est pas connue",
            mend="Donnez une adresse de cette machine, 127.0.0.1 par exemple.",
        ) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(
                f"Le port {port} est déjà pris par un autre programme",
                where=host,
                mend=f"Arrêtez-le, ou choisissez un autre port : « levier serve --port {port + 1} ».",
            ) from error
        raise Unavailable(
            f"Levier ne peut pas écouter sur {host}:{port} ({os.strerror(error.errno or 0)})",
            mend="Choisissez une adresse de cette machine et un port au-dessus de 1024.",
        ) from error
    listening.set_inheritable(False)
    return listening


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
        """A worker that stops by itself when this process dies, even by ``kill -9`` (see ``cli.worker``)."""
        return subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "levier", "worker", "--child-of", str(os.getpid())],
            env=os.environ.copy(),
            start_new_session=True,
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
