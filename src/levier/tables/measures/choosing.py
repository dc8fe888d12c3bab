"""Which table of the company answers a question: the one named, those taken together, or the most recent — and why."""

from collections.abc import Sequence

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.measures import MeasureQuery
from levier.tables.kinds import kind_named
from levier.tables.measures.model import Model
from levier.tables.measures.own.keeping import is_together
from levier.tables.measures.source import Source, source_of, together
from levier.tables.models import Dataset, DatasetVersion


def source_for(actor: Actor, model: Model, query: MeasureQuery) -> tuple[Source, str]:
    """The lines and the joined tables a question reads, and the choice in French when there was one.

    Raises NotFound when the person may read no such table.
    """
    again = [name for name in query.sources if ":" not in name]
    if again:
        source, why = _exactly(actor, again), ""
    else:
        source, why = _chosen(actor, model.kind, query.dataset)
    joined: dict[str, Source] = {}
    for join in model.joins:
        if join.kind == model.kind:
            continue
        written = [name.split(":", 1)[1] for name in query.sources if name.startswith(f"{join.kind}:")]
        other = _exactly(actor, written) if written else _joined(actor, join.kind)
        if other is not None:
            joined[join.name] = other
    return _with(source, joined), why


def source_of_kind(actor: Actor, kind: str, dataset: int | None = None) -> tuple[Source, str]:
    """The lines alone, without what is joined to them. Raises NotFound."""
    return _chosen(actor, kind, dataset)


def choices(actor: Actor, kind: str) -> list[Dataset]:
    """The company's tables of that kind that the person may read, the most recently changed first."""
    return list(
        Dataset.objects.visible_to(actor).filter(kind=kind, current__gt=0).order_by("-updated", "-pk")
    )


def _chosen(actor: Actor, kind: str, asked: int | None) -> tuple[Source, str]:
    found = choices(actor, kind)
    if asked is not None:
        found = [one for one in found if one.pk == asked]
    if not found:
        raise no_table(kind)
    if len(found) == 1:
        return _of(found[0]), ""
    names = ", ".join(f"« {one.name} »" for one in found)
    if is_together(actor.company_id, kind):
        same = [one for one in found if one.currency == found[0].currency]
        why = f"Vos {len(same)} tableaux de ce type sont lus ensemble : {names}."
        if len(same) < len(found):
            left = ", ".join(f"« {one.name} »" for one in found if one not in same)
            why = f"Les tableaux dans une même devise sont lus ensemble ; {left} est laissé de côté."
        return together([_of(one) for one in same]), why
    return (
        _of(found[0]),
        f"Vous avez {len(found)} tableaux de ce type ({names}) : « {found[0].name} », le dernier mis à jour, a été lu. "
        "Nommez-en un autre dans la question, ou réunissez-les dans « Mesures ».",
    )


def _joined(actor: Actor, kind: str) -> Source | None:
    try:
        return _chosen(actor, kind, None)[0]
    except NotFound:
        return None


def _exactly(actor: Actor, names: Sequence[str]) -> Source:
    """The versions an earlier answer read ("12@3"), if the person may still see them."""
    found = []
    for name in names:
        dataset, _, number = name.partition("@")
        version = (
            DatasetVersion.objects.filter(
                dataset__in=Dataset.objects.visible_to(actor).values("pk"),
                dataset_id=int(dataset),
                number=int(number),
            )
            .select_related("dataset")
            .first()
        )
        if version is None:
            raise NotFound(
                "Ce tableau n'existe plus ou ne vous est pas accessible",
                mend="Retrouvez les vôtres dans « Données ».",
            )
        found.append(source_of(version))
    return found[0] if len(found) == 1 else together(list(reversed(found)))


def _of(dataset: Dataset) -> Source:
    return source_of(
        DatasetVersion.objects.select_related("dataset").get(dataset=dataset, number=dataset.current)
    )


def _with(source: Source, joined: dict[str, Source]) -> Source:
    return Source(**{**source.__dict__, "joined": joined})


def no_table(kind: str) -> NotFound:
    """The refusal when the person may read no table of a kind."""
    label = kind_named(kind).label.lower()
    return NotFound(
        f"Aucun tableau de type « {label} » ne vous est accessible",
        mend="Importez-en un dans « Données », ou demandez l'accès à un responsable.",
    )


def sources_read(source: Source) -> list[str]:
    """The versions of an answer, as ``MeasureQuery.sources`` writes them."""
    names = list(source.names)
    for other in source.joined.values():
        names += [f"{other.kind}:{name}" for name in other.names if f"{other.kind}:{name}" not in names]
    return names
