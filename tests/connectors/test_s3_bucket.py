"""A bucket on moto's server, which speaks S3: recognised by ETags, paged, refused with the reason."""

import logging
import socket
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from levier.connectors.faults import Away, Forbidden, Refused
from levier.connectors.outside.door import Door
from levier.connectors.running.budget import Budget
from levier.connectors.s3_bucket import BucketSettings, S3Bucket, client
from levier.policy import destinations
from tests.cast import Person
from tests.connectors.seen import door, run
from tests.connectors.servers import free_port

moto_server = pytest.importorskip("moto.server", reason="needs moto's server (make .venv/.dev)")


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto_server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(store: str) -> Any:
    own = boto3.client(
        "s3", endpoint_url=store, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    for thing in (
        own.list_objects_v2(Bucket="contrats").get("Contents", []) if own.list_buckets()["Buckets"] else []
    ):
        own.delete_object(Bucket="contrats", Key=thing["Key"])
    own.create_bucket(Bucket="contrats")
    for key in ("2026/été.md", "2026/vide/", "2025/ancien.txt", "2026/.caché.md", "photo.raw"):
        own.put_object(Bucket="contrats", Key=key, Body=f"contenu de {key}".encode())
    return own


def settings(store: str, **more: object) -> BucketSettings:
    given = {"endpoint": store, "bucket": "contrats", "access_key": "a", "secret_key": "tres-secrete"}
    return BucketSettings.model_validate({**given, **more})


def test_objects_come_once_and_changes_are_followed(store: str, bucket: Any) -> None:
    first = run(S3Bucket, settings(store))
    assert set(first.items) == {"2026/été.md", "2025/ancien.txt"}
    assert first.items["2026/été.md"].content == "contenu de 2026/été.md".encode()
    assert not run(S3Bucket, settings(store), first).items
    bucket.put_object(Bucket="contrats", Key="2026/été.md", Body=b"autre")
    bucket.delete_object(Bucket="contrats", Key="2025/ancien.txt")
    third = run(S3Bucket, settings(store), first)
    assert set(third.items) == {"2026/été.md"}
    assert third.removed == ["2025/ancien.txt"]
    assert set(run(S3Bucket, settings(store, prefix="2025/")).items) == set()


def test_more_than_a_page_of_objects_comes_whole(
    store: str, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_PAGE", 3)
    for number in range(10):
        bucket.put_object(Bucket="contrats", Key=f"n/{number}.txt", Body=b"x")
    assert len(run(S3Bucket, settings(store, prefix="n/")).items) == 10


def test_what_is_wrong_is_said_without_the_secret(store: str, bucket: Any) -> None:
    with pytest.raises(Refused, match="n'existe pas") as said:
        run(S3Bucket, settings(store, bucket="absent"))
    assert "tres-secrete" not in str(said.value)
    with pytest.raises(Away):
        run(S3Bucket, settings(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(Forbidden):
        run(S3Bucket, settings(store), internal=False)


def test_a_name_that_changes_its_answer_leads_nowhere_else(
    store: str, bucket: Any, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name is public when the client is made, and the company's own network when it connects."""
    port = int(store.rpartition(":")[2])
    answers = iter(["93.184.216.34", "169.254.169.254", "127.0.0.1"])
    asked: list[str] = []

    def lookup(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    given = settings(f"http://stockage.exemple.fr:{port}")
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    place = S3Bucket.places(given)[0]
    destinations.allow(owner.actor, place.address, ["public"], purpose="connector")
    opened = client.Bucket(Door(owner.company_id, (place,)), given)
    with pytest.raises(Forbidden, match=r"stockage\.exemple\.fr"):
        opened.first()
    assert set(asked) == {"stockage.exemple.fr"}


def test_the_companys_own_store_is_reached_once_allowed(
    store: str, bucket: Any, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MinIO on the local network, by its name: refused until an owner allows the internal network for this source."""
    port = int(store.rpartition(":")[2])
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))],
    )
    given = settings(f"http://minio:{port}")
    place = S3Bucket.places(given)[0]
    destinations.allow(owner.actor, place.address, ["public"], purpose="connector")
    with pytest.raises(Forbidden, match="réseau interne"):
        client.Bucket(Door(owner.company_id, (place,)), given)
    reached: list[Any] = []
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda to, *a, **k: reached.append(to) or connect(to, *a, **k)
    )
    allowed = client.Bucket(Door(owner.company_id, (place,), internal=True), given)
    assert "2026/été.md" in {one["Key"] for one in allowed.all()}
    assert set(reached) == {("127.0.0.1", port)}  # the address that was checked, not the name asked again


def test_an_object_too_big_is_a_fault(store: str, bucket: Any) -> None:
    bucket.put_object(Bucket="contrats", Key="gros.txt", Body=b"x" * 5000)
    seen = run(S3Bucket, settings(store), budget=Budget(file_bytes=1000))
    assert set(seen.faults) == {"gros.txt"}
    assert S3Bucket(door(S3Bucket, settings(store))).test(settings(store)).items == 3
