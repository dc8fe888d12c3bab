"""A bucket of an S3-compatible store (OVHcloud, Scaleway, MinIO, AWS …): its objects become documents."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pydantic import Field, SecretStr, field_validator

from levier.connectors.contract import (
    Change,
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Removed,
    State,
)
from levier.connectors.files import is_readable, is_temporary, shown, wanted
from levier.connectors.outside.door import Place
from levier.connectors.outside.web import web_address
from levier.connectors.running.budget import Budget


class BucketSettings(ConnectorSettings):
    endpoint: str = Field(
        title="Adresse du service",
        description="Le « endpoint » S3 donné par votre hébergeur.",
        json_schema_extra={"placeholder": "https://s3.gra.io.cloud.ovh.net"},
    )
    bucket: str = Field(title="Conteneur (bucket)", min_length=1, max_length=255)
    prefix: str = Field(
        default="", title="Dossier dans le conteneur", description="Vide : tout le conteneur.",
        json_schema_extra={"placeholder": "contrats/2026/"},
    )  # fmt: skip
    access_key: str = Field(title="Identifiant de clé d'accès", min_length=1)
    secret_key: SecretStr = Field(
        title="Clé secrète", description="D'un compte qui ne peut que lire ce conteneur."
    )
    region: str = Field(
        default="us-east-1",
        title="Région",
        description="Celle de votre hébergeur, par exemple gra, fr-par, eu-west-3.",
        json_schema_extra={"advanced": True},
    )
    patterns: list[str] = Field(
        default=[], title="Fichiers à prendre", description="Un motif par ligne, par exemple *.pdf.",
        json_schema_extra={"lines": True, "advanced": True},
    )  # fmt: skip

    @field_validator("endpoint")
    @classmethod
    def _endpoint(cls, value: str) -> str:
        return web_address(value)


class S3Bucket(Connector[BucketSettings]):
    """Objects below a prefix, recognised by their ETag."""

    name = "s3-bucket"
    title = "Stockage S3"
    description = "Les fichiers d'un conteneur S3 : OVHcloud, Scaleway, Outscale, MinIO, AWS …"
    icon = "package"
    Settings = BucketSettings

    @classmethod
    def places(cls, settings: BucketSettings) -> tuple[Place, ...]:
        return (Place.network(settings.endpoint),)

    def test(self, settings: BucketSettings) -> Checked:
        from levier.connectors.s3_bucket.client import Bucket  # noqa: PLC0415 - boto3 is slow to load

        bucket = Bucket(self.door, settings)
        objects = bucket.first()
        files = [one for one in objects if self._takes(settings, one["Key"])]
        more = "plus de " if len(objects) >= 1000 else ""
        size = sum(one["Size"] for one in files)
        details = (("Fichiers à prendre", f"{more}{len(files)}"),)
        return Checked(True, "Le conteneur s'ouvre.", details, len(files), size)

    def changes(self, settings: BucketSettings, state: State, budget: Budget) -> Iterator[Change]:
        from levier.connectors.s3_bucket.client import Bucket  # noqa: PLC0415

        bucket = Bucket(self.door, settings)
        objects: dict[str, dict[str, Any]] = {}
        skipped = 0
        for one in bucket.all():
            budget.check()
            if self._takes(settings, one["Key"]):
                objects[one["Key"]] = one
            elif not one["Key"].endswith("/"):
                skipped += 1
        changed = [one for key, one in objects.items() if not state.unchanged(key, _mark(one))]
        yield Progress(0, len(changed), "liste des fichiers", skipped=skipped)
        for place, one in enumerate(changed):
            budget.check()
            yield from self._object(bucket, one, settings, budget)
            yield Progress(place + 1, len(changed), shown(_name(one["Key"]), 80))
        yield from (Removed(key) for key in state.known if key not in objects)

    def _object(
        self, bucket: Any, one: dict[str, Any], settings: BucketSettings, budget: Budget
    ) -> Iterator[Change]:
        key, mark, name = one["Key"], _mark(one), shown(_name(one["Key"]))
        if one["Size"] > budget.file_bytes:
            what = f"Le fichier dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
            yield Fault(key, what, "Découpez-le, ou relevez la limite de la source.", mark, name, key)
            return
        data = bucket.read(key, budget)
        if data is None:
            return
        if isinstance(data, str):
            yield Fault(key, data, "Vérifiez les droits de ce fichier.", "", name, key)
            return
        address = f"{settings.endpoint}/{settings.bucket}/{quote(key)}"
        changed = one.get("LastModified")
        yield Item(key, data, mark, name, address=address, dated=changed.date() if changed else None)

    def _takes(self, settings: BucketSettings, key: str) -> bool:
        name = _name(key)
        return bool(name) and not is_temporary(name) and is_readable(name) and wanted(key, settings.patterns)


def _mark(one: dict[str, Any]) -> str:
    return f"{one.get('ETag', '')}-{one.get('Size', 0)}"[:300]


def _name(key: str) -> str:
    return key.rsplit("/", 1)[-1]
