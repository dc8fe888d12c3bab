"""At home: the demo request opens no connection to the outside."""

import json
import shutil
import subprocess
import sys

import pytest

from levier.demo.command import REQUEST
from tests.demo_home import DemoHome

NO_NETWORK = ["unshare", "--net", "--map-root-user", "--user"]

REFUSING = """
import ipaddress, runpy, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
        if not ipaddress.ip_address(host).is_loopback:
            raise AssertionError(f"outgoing connection to {host}")
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "localhost", "127.0.0.1", "::1"):
        raise AssertionError(f"name looked up: {arguments[0]}")

sys.addaudithook(refuse)
sys.argv = ["levier", *sys.argv[1:]]
runpy.run_module("levier", run_name="__main__")
"""


def test_the_demo_request_is_answered_in_a_network_namespace_without_any_interface(demo: DemoHome) -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs unshare(1) and the right to make a network namespace")
    done = demo.levier("ask", REQUEST, before=NO_NETWORK)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Réponse" in done.stdout


def test_the_demo_request_opens_no_socket_to_the_outside(demo: DemoHome) -> None:
    """Where namespaces are not to be had: an audit hook refuses any outgoing connection and any name look-up."""
    done = subprocess.run(
        [sys.executable, "-c", REFUSING, "ask", REQUEST],
        env=demo.environment, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Réponse" in done.stdout


def test_the_guard_of_the_test_above_does_refuse(demo: DemoHome) -> None:
    """A check that cannot fail proves nothing."""
    calling = REFUSING.replace(
        'runpy.run_module("levier", run_name="__main__")',
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
    )
    done = subprocess.run(
        [sys.executable, "-c", calling], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "192.0.2.1" in done.stderr


def test_no_destination_is_known_by_default(demo: DemoHome) -> None:
    done = demo.levier("destinations", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == []
