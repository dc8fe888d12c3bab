"""Addresses as the policy compares them: host and port, and whether they are on this machine."""

import ipaddress
from urllib.parse import urlsplit

from levier.core.errors import BadInput

_PORTS = {"http": 80, "https": 443, "smtp": 25, "smtps": 465, "imaps": 993}


def host_of(address: str) -> str:
    """« https://api.example.fr/v1 » → « api.example.fr:443 ». Raises BadInput for what is no address.

    The port belongs to the destination: another service of the same host is another destination.
    """
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or " " in host or "@" in parts.netloc:
        raise BadInput(
            f"« {text} » n'est pas une adresse", mend="Écrivez par exemple « https://modele.exemple.fr/v1 »."
        )
    port = port or _PORTS.get(parts.scheme, 443)
    return f"[{host}]:{port}" if ":" in host else f"{host.lower()}:{port}"


def is_this_machine(address: str) -> bool:
    """Whether the address is the machine's own loopback: what is said there goes nowhere."""
    host = host_of(address).rsplit(":", 1)[0].strip("[]")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
