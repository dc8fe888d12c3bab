"""The call that a shop makes: real HTTP against the real server, on the demo company's own sales."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import quote

import numpy as np

SITE = "https://boutique.exemple.fr"
CALLS, WARM = 1200, 60


def main() -> None:
    """Prints the table."""
    from benchmarks.demo_home import demo_owner  # noqa: PLC0415 - sets Django up
    from levier.operations.shop import services  # noqa: PLC0415
    from levier.operations.shop.files import path_of, read  # noqa: PLC0415
    from levier.operations.shop.learning import learn  # noqa: PLC0415

    made = services.publish(demo_owner(), "Mesure", [SITE], start=False)
    started = time.perf_counter()
    learn(made.pk)
    spent = time.perf_counter() - started
    path = path_of(made.pk, 1)
    codes = read(path).codes
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", "from levier.cli.main import run; run()", "serve", "--port", str(port), "--workers", "0"],
        env={**os.environ, "LEVIER_SHOP_CALLS_A_MINUTE": "1000000"},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _until_open(port, made.key)
        print(
            f"\n{len(codes)} products learned in {spent:.0f} s, {path.stat().st_size / 1e6:.1f} MB. One to five products seen, eight asked, "
            f"real HTTP on the same machine (load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores while measured).\n"
        )
        print(
            "| visitors at once | calls | p50 | **p95** | p99 | calls a second |\n|---:|---:|---:|---:|---:|---:|"
        )
        for visitors in (1, 4):
            _measured(port, made.key, codes, visitors)
    finally:
        server.terminate()
        server.wait(30)
    print("\nTarget: p95 ≤ 20 ms.")


def _measured(port: int, key: str, codes: list[str], visitors: int) -> None:
    _visit(port, key, codes, WARM, 0, [])
    spent: list[float] = []
    people = [
        threading.Thread(target=_visit, args=(port, key, codes, CALLS // visitors, seed + 1, spent))
        for seed in range(visitors)
    ]
    started = time.perf_counter()
    for one in people:
        one.start()
    for one in people:
        one.join()
    whole = time.perf_counter() - started
    p50, p95, p99 = np.percentile(np.array(spent) * 1000, [50, 95, 99])
    print(
        f"| {visitors} | {len(spent)} | {p50:.1f} ms | **{p95:.1f} ms** | {p99:.1f} ms | {len(spent) / whole:.0f} |",
        flush=True,
    )


def _visit(port: int, key: str, codes: list[str], calls: int, seed: int, spent: list[float]) -> None:
    chance, line = random.Random(seed), http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(calls):
        seen = quote(",".join(chance.sample(codes, chance.randint(1, 5))))
        goal = chance.choice(["together", "similar"])
        started = time.perf_counter()
        line.request(
            "GET", f"/boutique/v1/{key}/produits?vus={seen}&n=8&but={goal}", headers={"Origin": SITE}
        )
        answer = line.getresponse()
        body = answer.read()
        spent.append(time.perf_counter() - started)
        if answer.status != 200:
            raise RuntimeError(json.loads(body))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until_open(port: int, key: str) -> None:
    for _ in range(240):
        try:
            _visit(port, key, ["?"] * 5, 1, 0, [])
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError("the server did not open")


if __name__ == "__main__":
    main()
