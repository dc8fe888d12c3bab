"""A WebDAV folder on a real wsgidav: recognised by ETags, never left, refused when it is none."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from levier.connectors.faults import Away, BadCertificate, Refused
from levier.connectors.webdav import WebDav, WebDavSettings
from tests.connectors.seen import door, run
from tests.connectors.servers import Certificates, free_port
from tests.connectors.sites import Reply, site

wsgi = pytest.importorskip("cheroot.wsgi", reason="needs wsgidav and cheroot (make .venv/.dev)")
wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="needs wsgidav and cheroot (make .venv/.dev)")


class Cloud:
    """A folder shared by WebDAV to « claire », whose password is « juste »."""

    def __init__(self, folder: Path, port: int, scheme: str = "http") -> None:
        self.folder, self.address = folder, f"{scheme}://localhost:{port}/docs"

    def settings(self, **more: object) -> WebDavSettings:
        given = {"address": self.address, "user": "claire", "password": "juste"}
        return WebDavSettings.model_validate({**given, **more})


def serve(folder: Path, certs: Certificates | None = None) -> Iterator[Cloud]:
    (folder / "Procédures & co").mkdir(parents=True)
    (folder / "note.md").write_text("# Note")
    (folder / "Procédures & co" / "a#b%20.md").write_text("# Garde")
    port = free_port()
    app = wsgidav.WsgiDAVApp({
        "provider_mapping": {"/docs": str(folder)}, "verbose": 0, "logging": {"enable": False},
        "simple_dc": {"user_mapping": {"*": {"claire": {"password": "juste"}}}}, "property_manager": None,
    })  # fmt: skip
    server = wsgi.Server(("127.0.0.1", port), app, numthreads=3)
    if certs:
        # ruff: noqa: PLC0415
        from cheroot.ssl.builtin import BuiltinSSLAdapter

        server.ssl_adapter = BuiltinSSLAdapter(str(certs.certificate), str(certs.key))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield Cloud(folder, port, "https" if certs else "http")
    server.stop()
    thread.join(5)


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    yield from serve(tmp_path / "nuage")


@pytest.fixture
def safe_cloud(tmp_path: Path, certs: Certificates) -> Iterator[Cloud]:
    yield from serve(tmp_path / "nuage", certs)


def test_files_of_all_folders_come_once_and_changes_are_followed(cloud: Cloud) -> None:
    first = run(WebDav, cloud.settings())
    assert {key: item.content for key, item in first.items.items()} == {
        "note.md": b"# Note", "Procédures & co/a#b%20.md": b"# Garde"
    }  # fmt: skip
    again = run(WebDav, cloud.settings(), first)
    assert not again.items
    assert not again.removed
    (cloud.folder / "note.md").write_text("# Note, revue et corrigée")
    (cloud.folder / "Procédures & co" / "a#b%20.md").unlink()
    third = run(WebDav, cloud.settings(), again)
    assert set(third.items) == {"note.md"}
    assert third.removed == ["Procédures & co/a#b%20.md"]


def test_the_test_button_tells_what_is_there_and_what_is_wrong(cloud: Cloud) -> None:
    checked = WebDav(door(WebDav, cloud.settings())).test(cloud.settings())
    assert checked.ok
    assert dict(checked.details)["Sous-dossiers"] == "Procédures & co"
    for wrong, sign in (
        ({"password": "faux"}, "mot de passe"),
        ({"address": f"{cloud.address}/absent"}, "404"),
    ):
        with pytest.raises(Refused, match=sign):
            WebDav(door(WebDav, cloud.settings(**wrong))).test(cloud.settings(**wrong))
    down = cloud.settings(address=f"http://localhost:{free_port()}/docs")
    with pytest.raises(Away):
        WebDav(door(WebDav, down)).test(down)


def test_certificates_are_verified(
    safe_cloud: Cloud, certs: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadCertificate, match="certificat"):
        run(WebDav, safe_cloud.settings())
    monkeypatch.setenv("SSL_CERT_FILE", str(certs.authority))
    assert len(run(WebDav, safe_cloud.settings()).items) == 2


def test_a_server_that_lists_other_places_is_not_believed() -> None:
    hrefs = ("/dav/", "/dav/bon.md", "/dav/../secret.md", "/autre/x.md", "http://169.254.169.254/x.md", "/dav/%2e%2e/y.md",
             "//evil.example/dav/z.md")  # fmt: skip
    entries = "".join(
        f'<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop></d:propstat></d:response>'
        for href in hrefs
    )
    with site() as web:
        web.pages["/dav/"] = Reply(
            f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{entries}</d:multistatus>', 207
        )
        web.pages["/dav/bon.md"] = Reply("# Bon")
        settings = WebDavSettings.model_validate({"address": f"{web.address}/dav"})
        assert set(run(WebDav, settings).items) == {"bon.md"}
        assert set(web.paths()) == {"/dav/", "/dav/bon.md"}
        web.pages["/dav/"] = Reply(
            '<!DOCTYPE x [<!ENTITY a "b">]><d:multistatus xmlns:d="DAV:">&a;</d:multistatus>', 207
        )
        with pytest.raises(Refused, match="ne peut pas être lue"):
            run(WebDav, settings)
        web.pages["/dav/"] = Reply("<html>un site</html>", 200)
        with pytest.raises(Refused, match="WebDAV"):
            run(WebDav, settings)
