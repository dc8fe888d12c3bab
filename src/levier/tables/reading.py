"""What the pages read of the tables: the list, the versions, a sample, the rows behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.measures import Filter, MeasureQuery
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.profile.ageing import aged
from levier.tables.profile.shape import Profile


@dataclass(frozen=True)
class DatasetSummary:
    """A line of the list of tables."""

    id: int
    name: str
    kind: str
    kind_label: str
    currency: str
    version: int
    rows: int
    rejected: int
    first_day: date | None
    last_day: date | None
    score: float
    updated: datetime
    readers: tuple[str, ...]


@dataclass(frozen=True)
class VersionSummary:
    """One import of a dataset."""

    number: int
    rows: int
    rejected: int
    mode: str
    original_name: str
    created: datetime
    imported_by: str
    first_day: date | None
    last_day: date | None
    score: float
    current: bool
    has_rejects: bool
    has_original: bool = True


@dataclass(frozen=True)
class Lines:
    """Rows of a table with their headings; ``total`` counts them before ``limit``. ``scope``: lines that the question
    looked at, of which those are the ones its measure speaks of.
    """

    columns: list[str]
    labels: dict[str, str]
    units: dict[str, str]
    rows: list[tuple[Any, ...]]
    total: int
    scope: int = 0


def list_datasets(actor: Actor) -> list[DatasetSummary]:
    """The tables the person may read, by name."""
    visible = (
        Dataset.objects.visible_to(actor)
        .filter(current__gt=0)
        .select_related("company")
        .prefetch_related("grants")
    )
    versions = {
        (version.dataset_id, version.number): version
        for version in DatasetVersion.objects.filter(dataset__in=visible.values("pk"))
    }
    return [_summary(d, versions[d.pk, d.current]) for d in visible if (d.pk, d.current) in versions]


def get_dataset(actor: Actor, dataset_id: int) -> DatasetSummary:
    """Raises NotFound when it does not exist or is not for this person."""
    dataset = _visible(actor, dataset_id)
    return _summary(dataset, dataset.versions.get(number=dataset.current))


def versions(actor: Actor, dataset_id: int) -> list[VersionSummary]:
    """The imports of a dataset, latest first. Raises NotFound."""
    dataset = _visible(actor, dataset_id)
    return [
        VersionSummary(
            number=version.number,
            rows=version.rows,
            rejected=version.rejected,
            mode=version.mode,
            original_name=version.original_name,
            created=version.created,
            imported_by=str(version.imported_by or ""),
            first_day=version.first_day,
            last_day=version.last_day,
            score=_profile(version, dataset).score,
            current=version.number == dataset.current,
            has_rejects=bool(version.rejects),
            has_original=bool(version.original),
        )
        for version in dataset.versions.select_related("imported_by")
    ]


def get_profile(actor: Actor, dataset_id: int, version: int | None = None) -> Profile:
    """The measured quality of a version (the one in use by default), its freshness as of today. Raises NotFound."""
    found = _version(actor, dataset_id, version)
    return _profile(found, found.dataset)


def sample(
    actor: Actor, dataset_id: int, version: int | None = None, *, limit: int = 50, offset: int = 0
) -> Lines:
    """Rows of a version as they were read, in the file's order. Raises NotFound."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    found = _version(actor, dataset_id, version)
    kind = KINDS[found.dataset.kind]
    known = pl.read_parquet_schema(found.parquet_path)
    holding = {column["name"] for column in found.profile.get("columns", [])}
    columns = [field.name for field in kind.fields if field.name in known and field.name in holding]
    rows = pl.scan_parquet(found.parquet_path).select(columns).slice(offset, limit).collect().rows()
    return Lines(columns, *_headings(found, columns), rows, found.rows)


def rows_behind(
    actor: Actor,
    query: MeasureQuery,
    values: dict[str, Any] | None = None,
    *,
    dataset: int | None = None,
    version: int | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Lines:
    """The lines a figure was computed from, latest first.

    ``values`` narrows to one line of the answer: dimension → member ({"country": "France", "month": "2011-05"}).
    ``dataset``/``version``: those of the evidence (by default the ones in use). Raises NotFound, BadInput.
    """
    from levier.tables.measures.choosing import source_for  # noqa: PLC0415
    from levier.tables.measures.own.keeping import model_for  # noqa: PLC0415
    from levier.tables.measures.rows import rows_of  # noqa: PLC0415 - loads DuckDB

    if dataset:
        query = _pinned(query, _version(actor, dataset, version))
    model = model_for(actor.company_id, query.kind)
    source, _ = source_for(actor, model, query)
    if source.kind != query.kind:
        raise _no_dataset()
    chosen = [Filter(dimension=name, values=[str(value)]) for name, value in (values or {}).items()]
    columns, rows, total, counted = rows_of(model, source, query, chosen, limit, offset)
    fields = {field.name: field for field in KINDS[query.kind].fields}
    units = {name: source.currency if fields[name].unit == "€" else fields[name].unit for name in columns}
    return Lines(columns, {name: fields[name].label for name in columns}, units, rows, total, counted)


def lines_at(
    actor: Actor, dataset: int, version: int | None, lines: Sequence[int], *, limit: int = 50, offset: int = 0
) -> Lines:
    """Chosen lines of a version, by their place in it (from 0), in the order given. Raises NotFound."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    found = _version(actor, dataset, version)
    kind = KINDS[found.dataset.kind]
    known = pl.read_parquet_schema(found.parquet_path)
    holding = {column["name"] for column in found.profile.get("columns", [])}
    columns = [field.name for field in kind.fields if field.name in known and field.name in holding]
    wanted = [line for line in lines if 0 <= line < found.rows]
    frame = pl.read_parquet(found.parquet_path, columns=columns)
    rows = frame[wanted[offset : offset + limit]].rows()
    return Lines(columns, *_headings(found, columns), rows, len(wanted))


def _pinned(query: MeasureQuery, version: DatasetVersion) -> MeasureQuery:
    """The question asked of exactly the version of its evidence, unless it says itself which ones it read."""
    name = f"{version.dataset_id}@{version.number}"
    return query if name in query.sources else query.model_copy(update={"sources": [name]})


def original(actor: Actor, dataset_id: int, version: int | None = None) -> Path:
    """The file as it was given. Raises NotFound."""
    path = _version(actor, dataset_id, version).original_path
    if not path.is_file():
        raise NotFound(
            "Le fichier d'origine n'est plus sur le disque", mend="Restaurez la dernière sauvegarde."
        )
    return path


def rejects(actor: Actor, dataset_id: int, version: int | None = None) -> Path:
    """The CSV of the lines set aside, with the reason of each. Raises NotFound when none was."""
    path = _version(actor, dataset_id, version).rejects_path
    if path is None or not path.is_file():
        raise NotFound("Aucune ligne n'a été écartée de cette version")
    return path


def _visible(actor: Actor, dataset_id: int) -> Dataset:
    dataset = Dataset.objects.visible_to(actor).filter(pk=dataset_id, current__gt=0).first()
    if dataset is None:
        raise _no_dataset()
    return dataset


def _version(actor: Actor, dataset_id: int, number: int | None) -> DatasetVersion:
    dataset = _visible(actor, dataset_id)
    found = dataset.versions.select_related("dataset").filter(number=number or dataset.current).first()
    if found is None:
        raise NotFound(
            f"« {dataset.name} » n'a pas de version {number}", mend="Choisissez-en une dans la liste."
        )
    return found


def _no_dataset() -> NotFound:
    return NotFound(
        "Ce tableau n'existe pas ou ne vous est pas accessible", mend="Retrouvez les vôtres dans « Données »."
    )


def _headings(version: DatasetVersion, columns: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    kind = KINDS[version.dataset.kind]
    fields = {name: kind.field(name) for name in columns}
    units = {
        name: version.dataset.currency if field.unit == "€" else field.unit for name, field in fields.items()
    }
    return {name: field.label for name, field in fields.items()}, units


def _profile(version: DatasetVersion, dataset: Dataset) -> Profile:
    """The profile as it stands on the company's day."""
    kept = Profile.model_validate({"rows": version.rows} | version.profile)
    return aged(kept, dataset.kind, dataset.company.today)


def _summary(dataset: Dataset, version: DatasetVersion) -> DatasetSummary:
    return DatasetSummary(
        id=dataset.pk,
        name=dataset.name,
        kind=dataset.kind,
        kind_label=KINDS[dataset.kind].label,
        currency=dataset.currency,
        version=version.number,
        rows=version.rows,
        rejected=version.rejected,
        first_day=version.first_day,
        last_day=version.last_day,
        score=_profile(version, dataset).score,
        updated=dataset.updated,
        readers=tuple(grant.token for grant in dataset.grants.all()),
    )
