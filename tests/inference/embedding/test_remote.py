"""A server's embeddings stand behind the same interface, and no call leaves without the policy's word."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from levier.core.errors import BadInput, NotAllowed, Unavailable
from levier.inference.embedding.remote import OpenAIEmbedder


class _Server(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        rows = [
            {"index": i, "embedding": [3.0, 4.0 if "passage" in text else 0.0]}
            for i, text in enumerate(texts)
        ]
        body = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_vectors_of_a_server_are_unit_vectors_in_the_order_asked(address: str) -> None:
    model = OpenAIEmbedder(address, "m", dimensions=2, allow=lambda _: None, passage_prefix="passage: ")
    assert np.allclose(model.query("a"), [1, 0])
    assert np.allclose(model.passages(["a"] * 70), [[0.6, 0.8]] * 70)


def test_the_policy_is_asked_before_any_call(address: str) -> None:
    def refuse(_: str) -> None:
        raise NotAllowed("Cette destination n'est pas autorisée")

    with pytest.raises(NotAllowed):
        OpenAIEmbedder(address, "m", dimensions=2, allow=refuse).query("a")


def test_vectors_of_another_size_are_refused(address: str) -> None:
    with pytest.raises(Unavailable, match="dimensions attendues"):
        OpenAIEmbedder(address, "m", dimensions=384, allow=lambda _: None).query("a")


def test_a_server_that_is_down_is_said_in_french() -> None:
    with pytest.raises(Unavailable, match="ne répond pas"):
        OpenAIEmbedder("http://127.0.0.1:9/v1", "m", dimensions=2, allow=lambda _: None).query("a")


def test_an_address_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(BadInput):
        OpenAIEmbedder("file:///etc/passwd", "m", dimensions=2, allow=lambda _: None)
