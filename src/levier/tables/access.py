"""What capabilities read of the tables: only those the person may see, filtered in the query itself."""

from collections.abc import Sequence
from typing import Any

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.capability import Answered, DatasetFacts
from levier.core.errors import NotFound
from levier.core.measures import MeasureQuery
from levier.tables.kinds import kind_named
from levier.tables.models import Dataset, DatasetVersion


def current_version(actor: Actor, kind: str) -> DatasetVersion | None:
    """The version in use of the company's table of that kind; the most recently imported when there are several."""
    dataset = (
        Dataset.objects.visible_to(actor).filter(kind=kind, current__gt=0).order_by("-updated", "-pk").first()
    )
    if dataset is None:
        return None
    return DatasetVersion.objects.select_related("dataset").get(dataset=dataset, number=dataset.current)


class CompanyTables:
    """The tables of the actor's company, limited to what the actor may read (core ``TableAccess``)."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def facts(self, kind: str) -> DatasetFacts | None:
        """What is known of the table of that kind; None when there is none the person may read."""
        version = current_version(self.actor, kind)
        if version is None:
            return None
        return DatasetFacts(
            dataset=version.dataset_id,
            version=version.number,
            kind=kind,
            title=version.dataset.name,
            rows=version.rows,
            first_day=version.first_day,
            last_day=version.last_day,
            filled=filled_of(version),
            currency=version.dataset.currency,
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        """A polars DataFrame of the version in use, in the columns of the kind and those computed at import.

        Raises NotFound when the company has no such table (or the person may not read it), or it has no such column.
        """
        import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

        version = self._version(kind)
        if columns is not None:
            known = pl.read_parquet_schema(version.parquet_path)
            if missing := [name for name in columns if name not in known]:
                raise NotFound(
                    f"« {version.dataset.name} » n'a pas de colonne {', '.join(f'« {name} »' for name in missing)}",
                    mend="Importez un fichier qui la contient.",
                )
        return pl.read_parquet(version.parquet_path, columns=list(columns) if columns is not None else None)

    def query(self, query: MeasureQuery) -> Answered:
        """The answer of the semantic layer. ``today`` defaults to the company's own.

        Raises NotFound, BadInput, NotEnoughData, Unavailable.
        """
        from levier.tables.measures.asking import ask  # noqa: PLC0415 - loads DuckDB
        from levier.tables.measures.members import resolve  # noqa: PLC0415
        from levier.tables.measures.models import model_of  # noqa: PLC0415
        from levier.tables.measures.source import source_of  # noqa: PLC0415

        model = model_of(query.kind)
        version = self._version(query.kind)
        if query.inactive and query.today is None:
            query = query.model_copy(update={"today": Company.objects.get(pk=self.actor.company_id).today})
        parquet = str(version.parquet_path)
        return ask(source_of(version), query, lambda part: resolve(model, parquet, part))

    def _version(self, kind: str) -> DatasetVersion:
        version = current_version(self.actor, kind)
        if version is None:
            label = kind_named(kind).label.lower()
            raise NotFound(
                f"Aucun tableau de type « {label} » ne vous est accessible",
                mend="Importez-en un dans « Données », ou demandez l'accès à un responsable.",
            )
        return version


def filled_of(version: DatasetVersion) -> dict[str, float]:
    """Share of filled cells by column, from the stored profile."""
    return {column["name"]: column["filled"] for column in version.profile.get("columns", [])}
