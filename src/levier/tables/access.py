"""What capabilities read of the tables: only those the person may see, filtered in the query itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.capability import Answered, DatasetFacts
from levier.core.errors import BadInput, NotFound
from levier.core.french.text import fold
from levier.core.measures import MeasureQuery
from levier.tables.kinds import kind_named
from levier.tables.models import Dataset, DatasetVersion

if TYPE_CHECKING:
    from levier.tables.measures.model import Model


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

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        """What is known of the table of that kind (the one named, those taken together, else the most recent); None when
        there is none the person may read.
        """
        from levier.tables.measures.choosing import source_of_kind  # noqa: PLC0415 - the models of the measures

        try:
            source = source_of_kind(self.actor, kind, dataset)[0]
        except NotFound:
            return None
        return DatasetFacts(
            dataset=source.dataset,
            version=source.version,
            kind=kind,
            title=source.title,
            rows=source.rows,
            first_day=source.first_day,
            last_day=source.last_day,
            filled=source.filled,
            currency=source.currency,
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
        """The answer of the semantic layer, the company's own measures included. ``today`` defaults to the company's own.

        Raises NotFound, BadInput, NotEnoughData, Unavailable.
        """
        from levier.tables.measures.asking import ask  # noqa: PLC0415 - loads DuckDB
        from levier.tables.measures.choosing import source_for, sources_read  # noqa: PLC0415
        from levier.tables.measures.members import resolve  # noqa: PLC0415

        model = self.model(query.kind)
        for name in query.measures:
            model.measure(name)
        for name in (*query.dimensions, *(part.dimension for part in query.filters)):
            model.dimension(name)
        source, why = source_for(self.actor, model, query)
        if query.today is None:
            query = query.model_copy(update={"today": Company.objects.get(pk=self.actor.company_id).today})
        found = ask(model, source, query, lambda part: resolve(model, source, part))
        read = found.query.model_copy(update={"sources": sources_read(source)})
        return replace(found, query=read, chosen=why)

    def model(self, kind: str) -> "Model":
        """The measures and axes of a kind, the company's own measures included. Raises BadInput."""
        from levier.tables.measures.own.keeping import model_for  # noqa: PLC0415

        return model_for(self.actor.company_id, kind)

    def members(self, kind: str, dimension: str) -> Sequence[str]:
        """The members of an axis of a kind, the most frequent first; none when the table cannot give them."""
        from levier.tables.measures.choosing import source_for  # noqa: PLC0415
        from levier.tables.measures.members import known_members  # noqa: PLC0415 - loads DuckDB

        model = self.model(kind)
        try:
            source, _ = source_for(self.actor, model, MeasureQuery(kind=kind))
        except NotFound:
            return ()
        return known_members(model, source, dimension)

    def dataset_named(self, kind: str, name: str) -> int:
        """The number of the table of that kind that bears this name. Raises BadInput with the names there are."""
        from levier.tables.measures.choosing import choices  # noqa: PLC0415

        found = choices(self.actor, kind)
        for dataset in found:
            if fold(dataset.name).strip() == fold(name).strip() or str(dataset.pk) == name.strip():
                return int(dataset.pk)
        names = ", ".join(f"« {dataset.name} »" for dataset in found) or "aucun"
        raise BadInput(
            f"Aucun tableau de ce type ne s'appelle « {name} »", where="tableau", mend=f"Vous avez : {names}."
        )

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
