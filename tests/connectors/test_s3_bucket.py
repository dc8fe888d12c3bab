"""A bucket on moto's server, which speaks S3: recognised by ETags, paged, refused with the reason."""

import logging
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from levier.connectors.faults import Away, Forbidden, Refused
from levier.connectors.running.budget import Budget
from levier.connectors.s3_bucket import BucketSettings, S3Bucket, client
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


def test_an_object_too_big_is_a_fault(store: str, bucket: Any) -> None:
    bucket.put_object(Bucket="contrats", Key="gros.txt", Body=b"x" * 5000)
    seen = run(S3Bucket, settings(store), budget=Budget(file_bytes=1000))
    assert set(seen.faults) == {"gros.txt"}
    assert S3Bucket(door(S3Bucket, settings(store))).test(settings(store)).items == 3
