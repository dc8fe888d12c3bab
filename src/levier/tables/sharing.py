"""Who may see a dataset, and taking one away."""

import shutil
from collections.abc import Sequence

from django.db import transaction

from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS, Actor
from levier.core.errors import BadInput, NotFound
from levier.policy.forgetting import forgotten
from levier.policy.rights import Permission, require
from levier.tables.models import Dataset, DatasetGrant


def visible_dataset(actor: Actor, dataset_id: int) -> Dataset:
    """The dataset, if the person may see it.

    Raises NotFound, the same for a dataset of others as for none.
    """
    dataset = (
        Dataset.objects.filter(pk__in=Dataset.objects.visible_to(actor).values("pk"))
        .filter(pk=dataset_id)
        .first()
    )
    if dataset is None:
        raise NotFound(
            "Ce tableau n'existe pas, ou vous n'avez pas le droit de le voir",
            mend="Demandez l'accès à un responsable.",
        )
    return dataset


_NAMED = (EVERYONE, ACCOUNTING, MANAGERS, OWNERS)


def readers_named(actor: Actor, group: str) -> tuple[str, ...]:
    """The readers of a table to come, by the name of their group; none when it is left empty: those of its kind.

    Raises BadInput for another name, and for a group that the person is not of.
    """
    if not group:
        return ()
    if group not in _NAMED or group not in actor.readers:
        raise BadInput(
            f"« {group} » n'est pas un groupe dont vous êtes",
            where="lecteurs",
            mend=f"Écrivez {', '.join(one for one in _NAMED if one in actor.readers)}.",
        )
    return (group,)


def set_readers(actor: Actor, dataset_id: int, tokens: Sequence[str]) -> None:
    """Replace who may see the dataset.

    Raises NotAllowed, NotFound, BadInput when nobody would, or not oneself.
    """
    require(actor, Permission.SHARE)
    dataset = visible_dataset(actor, dataset_id)
    if not set(tokens) & actor.readers:
        raise BadInput(
            "Vous ne verriez plus ce tableau vous-même",
            where="champ Lecteurs",
            mend="Choisissez un groupe dont vous êtes.",
        )
    with transaction.atomic():
        dataset.grants.all().delete()
        DatasetGrant.objects.bulk_create(
            DatasetGrant(company_id=actor.company_id, dataset=dataset, token=token)
            for token in sorted(set(tokens))
        )


def remove(actor: Actor, dataset_id: int) -> None:
    """Delete the dataset, its versions, originals and rejected lines. Raises NotAllowed, NotFound."""
    from levier.tables.importing.storing import folder_of  # noqa: PLC0415 - heavy

    require(actor, Permission.IMPORT)
    dataset = visible_dataset(actor, dataset_id)
    folder = folder_of(actor.company_id, dataset.pk)
    with transaction.atomic():
        forgotten(actor.company_id, "dataset", dataset.pk)
        dataset.delete()
    shutil.rmtree(folder, ignore_errors=True)
