"""Servers of the connectors' tests: each starts once in a session, when the first test asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors import servers
from tests.embedding_model import embedding_model, model_folder  # noqa: F401


@pytest.fixture(scope="session")
def certs(tmp_path_factory: pytest.TempPathFactory) -> servers.Certificates:
    return servers.certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(certs: servers.Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows the authority of the tests."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certs.authority))


@pytest.fixture(scope="session")
def mail_server(
    tmp_path_factory: pytest.TempPathFactory, certs: servers.Certificates
) -> Iterator[servers.Mail]:
    with servers.dovecot(_open_folder(tmp_path_factory, "dovecot"), certs) as mail:
        yield mail


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory, certs: servers.Certificates) -> Iterator[int]:
    with servers.mariadb(_open_folder(tmp_path_factory, "mariadb"), certs) as port:
        yield port


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, certs: servers.Certificates) -> Iterator[int]:
    with servers.postgres(_open_folder(tmp_path_factory, "postgres"), certs) as port:
        yield port


def _open_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that servers running under another account can enter."""
    folder = factory.mktemp(name)
    for parent in [folder, *folder.parents]:
        try:
            parent.chmod(parent.stat().st_mode | 0o111)
        except PermissionError:
            break
    return folder
