"""A bucket through boto3, each request of which passes the door."""

import ssl
from collections.abc import Iterator
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from levier.connectors.faults import Refused, network_fault, status_fault
from levier.connectors.outside.door import Door
from levier.connectors.outside.web import plain
from levier.connectors.running.budget import Budget
from levier.connectors.s3_bucket.connections import keep_to
from levier.core.errors import LevierError

_PAGE = 1000
_REASONS = {
    "InvalidAccessKeyId": (
        "L'identifiant de clé d'accès est inconnu du service",
        "Vérifiez-le chez votre hébergeur.",
    ),
    "SignatureDoesNotMatch": ("La clé secrète n'est pas la bonne", "Saisissez-la de nouveau."),
    "AccessDenied": (
        "Cette clé n'a pas le droit de lire ce conteneur",
        "Donnez-lui le droit de lister et de lire.",
    ),
    "NoSuchBucket": ("Ce conteneur n'existe pas", "Vérifiez son nom et la région."),
    "403": ("Cette clé n'a pas le droit de lire ce conteneur", "Donnez-lui le droit de lister et de lire."),
    "404": ("Ce conteneur n'existe pas", "Vérifiez son nom et la région."),
}


class Bucket:
    """The objects below a prefix. Raises Refused, Away, Forbidden, BadCertificate."""

    def __init__(self, door: Door, settings: Any) -> None:
        self._door = door
        self._settings = settings
        self._place = plain(settings.endpoint)
        door.addresses(settings.endpoint)
        self._client = boto3.session.Session().client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.access_key,
            aws_secret_access_key=settings.secret_key.get_secret_value(),
            verify=ssl.get_default_verify_paths().cafile or True,
            config=Config(
                s3={"addressing_style": "path"},
                connect_timeout=10,
                read_timeout=30,
                retries={"max_attempts": 2, "mode": "standard"},
                proxies={},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
        keep_to(door, self._client)
        self._client.meta.events.register("before-send.s3", self._check)

    def first(self) -> list[dict[str, Any]]:
        """The first thousand objects at most."""
        with _said(self._place):
            return list(
                self._client.list_objects_v2(Bucket=self._settings.bucket, Prefix=self._settings.prefix).get(
                    "Contents", []
                )
            )

    def all(self) -> Iterator[dict[str, Any]]:
        """Every object, in the order of their keys."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._settings.bucket, Prefix=self._settings.prefix, PaginationConfig={"PageSize": _PAGE}
        )
        with _said(self._place):
            for page in pages:
                yield from page.get("Contents", [])

    def read(self, key: str, budget: Budget) -> bytes | str | None:
        """The bytes of an object; None when it is there no more; a French sentence when it cannot be read."""
        with _said(self._place):
            try:
                body = self._client.get_object(Bucket=self._settings.bucket, Key=key)["Body"]
            except ClientError as error:
                code = str(error.response.get("Error", {}).get("Code", ""))
                if code in ("NoSuchKey", "404"):
                    return None
                if code in ("AccessDenied", "403", "InvalidObjectState"):
                    return "Ce fichier ne peut pas être lu avec cette clé, ou il est archivé"
                raise
            data = bytearray()
            for chunk in body.iter_chunks(65536):
                data += chunk
                if len(data) > budget.file_bytes:
                    return f"Le fichier dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
                budget.take(len(chunk))
            return bytes(data)

    def _check(self, request: Any, **_: Any) -> None:
        """Before each request, on a connection that is already open too, and at the library's own redirections to another region."""
        self._door.check(request.url)


class _said:
    """Turns the library's errors into ours; nothing of theirs is shown, for it may hold a signature."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is None or isinstance(error, LevierError):
            return
        if isinstance(error, ClientError):
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _REASONS:
                what, mend = _REASONS[code]
                raise Refused(what, where=self._place, mend=mend) from None
            status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500))
            raise status_fault(status, self._place) from None
        if isinstance(error, HTTPClientError | BotoCoreError):
            inner = error.kwargs.get("error") if isinstance(error, HTTPClientError) else None
            if isinstance(inner, LevierError):
                raise inner from None  # the door's own refusal
            raise network_fault(inner if isinstance(inner, BaseException) else error, self._place) from None
