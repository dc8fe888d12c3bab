"""Start-up time and memory of the web process and of a worker that has everything loaded."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.demo_home import demo_owner
from levier.durable import launch, shutdown
from levier.orchestrator import services

PORT = 18765
REQUEST = "Quelles seront nos ventes des 4 prochaines semaines pour nos 5 meilleures références, et quelle est notre procédure de retour ?"


def main() -> None:
    owner = demo_owner()
    launch("web")
    web, web_seconds = start_web()
    worker_started = time.perf_counter()
    worker = subprocess.Popen([sys.executable, "-m", "levier", "worker"])
    try:
        request = services.submit(owner, REQUEST)
        for _ in services.events(owner, request.id):
            pass
        first_answer = time.perf_counter() - worker_started
        for path in ("/compte/connexion/", "/api/v1/openapi.json"):
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30).read()
        print("| process | ready | memory now (RSS) | highest | target |\n|---|---|---|---|---|")
        print(
            f"| web, after its first pages | {web_seconds:.1f} s | {memory(web.pid, 'VmRSS'):.0f} MB | {memory(web.pid, 'VmHWM'):.0f} MB | ≤ 350 MB |"
        )
        print(
            f"| worker, everything loaded (a forecast and a search done) | first answer {first_answer:.1f} s after start | {memory(worker.pid, 'VmRSS'):.0f} MB | {memory(worker.pid, 'VmHWM'):.0f} MB | ≤ 1 200 MB |"
        )
    finally:
        shutdown()
        for process in (web, worker):
            process.terminate()
            process.wait(timeout=20)


def start_web() -> tuple[subprocess.Popen[bytes], float]:
    """Start the ASGI server; returns it and the seconds until its first page."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "levier.server.asgi:application",
            "--port",
            str(PORT),
            "--log-level",
            "warning",
        ],
        env=os.environ.copy(),
    )
    while time.perf_counter() - started < 60:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/compte/connexion/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return process, time.perf_counter() - started
    process.terminate()
    raise RuntimeError("the web process did not answer within 60 s")


def memory(pid: int, field: str) -> float:
    """Megabytes of a field of ``/proc/<pid>/status``."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
