"""A small web server that tests fill with pages, and that counts what is asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """``pages``: path (with its query) → what is answered, or what decides it. ``asked``: (method, path, headers)."""

    port: int = 0
    pages: dict[str, Reply | Callable[[str, Message, bytes], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, str, Message]] = field(default_factory=list)
    fallback: Callable[[str, Message, bytes], Reply] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, html: str, **headers: str) -> None:
        self.pages[path] = Reply(html, headers={"Content-Type": "text/html; charset=utf-8", **headers})

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


@contextmanager
def site() -> Iterator[Site]:
    """A server on a free port until the end of the block."""
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.asked.append((self.command, self.path, self.headers))
            found = told.pages.get(self.path) or told.fallback or Reply(b"absent", 404)
            reply = found(self.path, self.headers, body) if callable(found) else found
            data = reply.body.encode() if isinstance(reply.body, str) else reply.body
            if reply.headers.get("ETag") and self.headers.get("If-None-Match") == reply.headers["ETag"]:
                reply, data = Reply(status=304), b""
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PROPFIND = _answer

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
