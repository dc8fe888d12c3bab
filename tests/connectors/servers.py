"""Real servers for the tests, as processes of this machine on free ports and in temporary folders."""

import datetime
import ipaddress
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PATIENCE = 40.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(true: Callable[[], bool], process: subprocess.Popen[bytes] | None, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server stopped: {log.read_text(errors='replace')[-2000:]}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"the server does not answer: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def found(*places: str) -> str:
    """The program, or the test is skipped with what to install."""
    for place in places:
        if program := shutil.which(place) or (place if os.path.exists(place) else None):
            return program
    pytest.skip(f"needs {places[0]} (Debian's packages; .ci/run installs them)")


@contextmanager
def running(command: list[str], log: Path, port: int, **more: object) -> Iterator[subprocess.Popen[bytes]]:
    """A server process until the end of the block."""
    with log.open("ab") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, start_new_session=True, **more)  # type: ignore[call-overload]
    try:
        wait_for(lambda: answers(port), process, log)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@dataclass(frozen=True)
class Certificates:
    """An authority of one's own, and what it signed: one certificate for this machine, one for another name."""

    authority: Path
    certificate: Path
    key: Path
    stranger: Path


def certificates(folder: Path) -> Certificates:
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Levier tests")])
    now = datetime.datetime.now(datetime.UTC)

    def signed(
        subject: x509.Name, public: ec.EllipticCurvePublicKey, names: list[x509.GeneralName], ca: bool
    ) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )
        if ca:
            usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
            builder = builder.add_extension(usage, critical=True)
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    own = ec.generate_private_key(ec.SECP256R1())
    here = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    other = [x509.DNSName("autre.exemple.fr")]
    server = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem", folder / "stranger.pem")
    made.authority.write_bytes(signed(name, key.public_key(), [], True))
    made.certificate.write_bytes(signed(server, own.public_key(), list(here), False))
    made.stranger.write_bytes(signed(server, own.public_key(), list(other), False))
    made.key.write_bytes(
        own.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return made


def as_other_user(folder: Path) -> str:
    """The account that servers which refuse root run as; the folder becomes its own."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    account = pwd.getpwnam("nobody")
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, account.pw_uid, account.pw_gid)
    return "nobody"


@dataclass(frozen=True)
class Mail:
    """A running dovecot. Every account's password is « juste »."""

    port: int
    tls_port: int
    folder: Path

    def box(self, account: str) -> Path:
        return self.folder / "home" / account / "Maildir"


_DOVECOT = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:~/Maildir
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
passdb {{
  driver = static
  args = password=juste
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@contextmanager
def dovecot(folder: Path, certs: Certificates) -> Iterator[Mail]:
    program = found("dovecot", "/usr/sbin/dovecot")
    (folder / "home").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    root = os.getuid() == 0
    me = pwd.getpwuid(os.getuid()).pw_name
    account = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    port, tls_port = free_port(), free_port()
    settings = _DOVECOT.format(
        folder=folder, cert=certs.certificate, key=certs.key, port=port, tls_port=tls_port,
        internal="dovecot" if root else me, login="dovenull" if root else me,
        internal_group="dovecot" if root else account.pw_gid, uid=account.pw_uid, gid=account.pw_gid,
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(settings)
    if root:
        os.chown(folder / "home", account.pw_uid, account.pw_gid)
    with running([program, "-F", "-c", str(folder / "dovecot.conf")], folder / "output", tls_port):
        yield Mail(port, tls_port, folder)


@contextmanager
def mariadb(folder: Path, certs: Certificates | None = None) -> Iterator[int]:
    """A MariaDB of which « levier » with « juste » reads the base « gestion »; « root » has no password on its socket."""
    install = found("mariadb-install-db", "/usr/bin/mariadb-install-db")
    program = found("mariadbd", "/usr/sbin/mariadbd")
    data, port = folder / "data", free_port()
    user = ["--user=root"] if os.getuid() == 0 else []
    subprocess.run(
        [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", *user],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = (
        [f"--ssl-ca={certs.authority}", f"--ssl-cert={certs.certificate}", f"--ssl-key={certs.key}"]
        if certs
        else []
    )
    command = [
        program, "--no-defaults", f"--datadir={data}", f"--socket={folder}/sock", f"--port={port}",
        "--bind-address=127.0.0.1", f"--pid-file={folder}/pid", "--skip-name-resolve", "--innodb-buffer-pool-size=16M",
        "--innodb-flush-log-at-trx-commit=0", "--performance-schema=0", *user, *tls,
    ]  # fmt: skip
    with running(command, folder / "log", port):
        yield port


@contextmanager
def postgres(folder: Path, certs: Certificates | None = None) -> Iterator[int]:
    """A PostgreSQL where « levier » needs its password « juste » over TCP."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("needs PostgreSQL's server (Debian's package « postgresql »; .ci/run installs it)")
    bin_folder, data, port = folders[-1], folder / "data", free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "password").write_text("juste")
    as_other = [] if os.getuid() else ["runuser", "-u", "postgres", "--"]
    if as_other:
        account = pwd.getpwnam("postgres")
        for path in [folder, folder / "password"]:
            os.chown(path, account.pw_uid, account.pw_gid)
    initdb = [str(bin_folder / "initdb"), "-D", str(data), "-U", "levier", "-A", "scram-sha-256", "--no-sync",
              f"--pwfile={folder}/password", "-E", "UTF8", "--locale=C"]  # fmt: skip
    subprocess.run([*as_other, *initdb], check=True, capture_output=True, cwd="/")
    options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]
    if certs:
        for source, name in ((certs.certificate, "server.crt"), (certs.key, "server.key")):
            target = data / name
            shutil.copy(source, target)
            target.chmod(0o600)
            if as_other:
                os.chown(target, account.pw_uid, account.pw_gid)
        options += ["-c", "ssl=on"]
    command = [*as_other, str(bin_folder / "postgres"), "-D", str(data), "-p", str(port), *options]
    with running(command, folder / "log", port, cwd="/") as process:
        wait_for(lambda: _accepts(port), process, folder / "log")
        yield port


def _accepts(port: int) -> bool:
    """PostgreSQL opens its door a moment before it is ready."""
    try:
        psycopg.connect(
            host="127.0.0.1", port=port, user="levier", password="juste", dbname="postgres"
        ).close()
    except psycopg.OperationalError:
        return False
    return True
