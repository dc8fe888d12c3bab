"""Where a connection may go: nowhere by default, never to link-local addresses, and inside only on an owner's word."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.connectors.faults import Forbidden, scrubbed
from levier.connectors.outside import guard
from levier.connectors.outside.door import Door, Place
from levier.policy import destinations
from tests.cast import Person

PRIVATE = ("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.1",
           "64:ff9b::c0a8:101", "2002:7f00:1::")  # fmt: skip
NEVER = ("169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "::", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe",
         "255.255.255.255", "240.0.0.1")  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_inner_address_needs_an_owners_word(address: str) -> None:
    with pytest.raises(Forbidden, match="réseau interne"):
        guard.check(ipaddress.ip_address(address), "x", internal=False)
    guard.check(ipaddress.ip_address(address), "x", internal=True)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_reached(address: str) -> None:
    for internal in (False, True):
        with pytest.raises(Forbidden):
            guard.check(ipaddress.ip_address(address), "x", internal=internal)


@given(st.ip_addresses())
def test_what_is_not_global_is_never_reached_without_a_word(address: guard.IP) -> None:
    if not address.is_global:
        with pytest.raises(Forbidden):
            guard.check(address, "x", internal=False)


def test_one_bad_address_behind_a_name_closes_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (ip, 443)) for ip in ("8.8.8.8", "169.254.169.254")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Forbidden):
        guard.resolve("piege.exemple.fr", 443, internal=True)


@pytest.mark.django_db
def test_only_the_places_of_the_source_that_the_company_allows(owner: Person) -> None:
    place = Place.network("https://nuage.exemple.fr/dav")
    door = Door(owner.company_id, (place,))
    with pytest.raises(Forbidden, match="destination autorisée"):
        door.check("https://nuage.exemple.fr/autre")
    destinations.allow(owner.actor, place.address, ["public"], purpose="connector")
    assert door.check("https://nuage.exemple.fr/autre") == ("nuage.exemple.fr", 443)
    for other in ("https://nuage.exemple.fr:8443/", "http://nuage.exemple.fr/", "https://autre.exemple.fr/"):
        with pytest.raises(Forbidden, match="n'est pas une adresse de cette source"):
            door.check(other)
    destinations.forbid(owner.actor, place.address)
    with pytest.raises(Forbidden):
        door.check(place.address)


def test_secrets_never_stay_in_a_message() -> None:
    told = scrubbed("erreur sur https://moi:S3cret!@exemple.fr avec S3cret! et abc", ["S3cret!", "ab"])
    assert told == "erreur sur https://exemple.fr avec ••• et abc"
