"""The tables the person may see, each with the profile of its version in use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.profile.shape import Profile


@dataclass(frozen=True)
class Held:
    """A table in use. ``age``: days between its last line and the company's own today, None where it has no day."""

    dataset: Dataset
    version: DatasetVersion
    profile: Profile
    age: int | None

    @property
    def label(self) -> str:
        """« Ventes (UCI…) » shortened to what a line can hold."""
        name = str(self.dataset.name)
        return name if len(name) <= 48 else f"{name[:47]}…"

    @property
    def kind_label(self) -> str:
        """« Ventes »."""
        kind = KINDS.get(self.dataset.kind)
        return kind.label if kind else str(self.dataset.kind)


def held_tables(actor: Actor) -> list[Held]:
    """The tables with a version in use, the largest first."""
    today: date = Company.objects.get(pk=actor.company_id).today
    found = [_held(one, today) for one in versions_in_use(Dataset.objects.visible_to(actor))]
    return sorted(found, key=lambda one: -one.version.rows)


def versions_in_use(seen: QuerySet[Dataset]) -> QuerySet[DatasetVersion]:
    """The version in use of each of these tables, with its table."""
    every = DatasetVersion.objects.filter(dataset__in=seen.filter(current__gt=0))
    return every.filter(number=F("dataset__current")).select_related("dataset")


def _held(version: DatasetVersion, today: date) -> Held:
    profile = Profile.model_validate(version.profile or {"rows": version.rows})
    last = version.last_day or profile.last_day
    return Held(version.dataset, version, profile, max(0, (today - last).days) if last else None)
