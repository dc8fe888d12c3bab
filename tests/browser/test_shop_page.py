"""The script tag in a page of a shop on another origin, in Debian's Chromium: allowed there, silent elsewhere."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from pytest_django.live_server_helper import LiveServer

from levier.operations.shop import services
from levier.operations.shop.models import Publication
from tests.capabilities.product_recommendation.shop import CODES, TASTES
from tests.cast import Person
from tests.operations.shop.conftest import _nothing_in_memory, published, sold  # noqa: F401

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
RAKE = CODES["Râteau"]

pytestmark = pytest.mark.browser


@contextmanager
def shop_of(script: str) -> Iterator[str]:
    """A shop of one template: the page of a product with the tag as Levier's own page gives it."""
    page = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Boutique</title></head><body><h1>Râteau</h1>
      <div id="propositions"></div><script async src="{script}" data-vus="{RAKE}" data-ou="#propositions"
      data-adresse="/produit/{{code}}" data-titre="Souvent achetés ensemble" data-nombre="3" data-but="together"></script></body></html>"""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *told: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def seen(*addresses: str) -> list[dict[str, Any]]:
    if not Path(CHROMIUM).exists() or shutil.which("node") is None or not (HERE / "node_modules" / "playwright-core").is_dir():  # fmt: skip
        pytest.skip("needs Chromium, node and the browser driver (« npm ci » in tests/browser)")
    walk = subprocess.run(["node", str(HERE / "shop.mjs"), *addresses], capture_output=True, text=True, timeout=90, check=False)  # fmt: skip
    assert walk.returncode == 0, walk.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(walk.stdout.splitlines()[-1])
    return found


@pytest.mark.django_db(transaction=True)
def test_a_shop_page_shows_the_products_and_another_site_shows_nothing(
    live_server: LiveServer,
    owner: Person,
    published: Publication,  # noqa: F811
) -> None:
    script = f"{live_server.url}/boutique/v1/{published.key}/levier.js"
    with shop_of(script) as shop, shop_of(script) as elsewhere:
        Publication.objects.filter(pk=published.pk).update(origins=[shop])
        ours, theirs = seen(f"{shop}/produit/{RAKE}", f"{elsewhere}/produit/{RAKE}")
        with urlopen(Request(script.replace("levier.js", f"produits?vus={RAKE}&n=3"))) as answer:
            called = json.load(answer)

    garden = {name: CODES[name] for name in TASTES["jardin"]}
    assert ours["titles"] == ["Souvent achetés ensemble"]
    assert len(ours["products"]) == 3
    assert all(address == f"{shop}/produit/{garden[name]}" for name, address in ours["products"])
    assert all("Râteau" in reason for reason in ours["reasons"])
    assert ours["clicked"] == ours["products"][0][1]
    assert [one["code"] for one in called["products"]] == [garden[name] for name, _ in ours["products"]]

    assert theirs["products"] == []
    assert ours["faults"] == theirs["faults"] == []
    assert ours["cookies"] == ours["injected"] == 0

    told = {one.origin: one for one in services.callers(owner.actor, published.pk)}
    assert told[shop].answered >= 1
    assert (told[elsewhere].answered, told[elsewhere].refused) == (0, 1)
    assert told[""].answered == 1
