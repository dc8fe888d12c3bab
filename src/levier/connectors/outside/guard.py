"""Which IP addresses may be reached: the Internet's; the company's network if an administrator said so; never more.

A name may lead anywhere, and elsewhere a second later: the address that was checked is the one that is connected to.
"""

import ipaddress
import socket

from levier.connectors.faults import Forbidden, network_fault

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_6TO4 = ipaddress.ip_network("2002::/16")
_SHARED = ipaddress.ip_network("100.64.0.0/10")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int, *, internal: bool) -> list[str]:
    """The IP addresses of a host, all of them allowed. Raises Forbidden, Away (unknown name)."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise network_fault(socket.gaierror(str(error)), f"{host}:{port}") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for address in addresses:
        check(ipaddress.ip_address(address.partition("%")[0]), host, internal=internal)
    return addresses


def check(address: IP, host: str, *, internal: bool) -> None:
    """Raises Forbidden for an address that is not to be reached."""
    real = _inside(address)
    if real.is_global and not real.is_multicast:
        return
    if is_internal(real) and internal:
        return
    if is_internal(real):
        raise Forbidden(
            f"« {host} » mène à une adresse du réseau interne ({real})",
            where=host,
            mend="Si ce serveur est bien celui de votre entreprise, un dirigeant peut autoriser le réseau interne "
            "pour cette source.",
        )
    raise Forbidden(f"« {host} » mène à une adresse qui n'est jamais autorisée ({real})", where=host)


def is_internal(address: IP) -> bool:
    """Whether it is an address of this machine or of a private network (never link-local: clouds keep their keys there)."""
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if address.is_loopback:  # « ::1 » is of a reserved block
        return True
    private = address.is_private
    shared = isinstance(address, ipaddress.IPv4Address) and address in _SHARED
    return (private and not address.is_reserved) or shared


def _inside(address: IP) -> IP:
    """The IPv4 address that an IPv6 one carries, if it carries one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address in _6TO4:
            return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return address
