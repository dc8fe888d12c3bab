"""People named in the free texts of tables, where lists of names do not reach: by the language model, in the background."""

from levier.policy.personal.columns import ColumnFinding
from levier.policy.personal.kinds import KINDS, mask
from levier.policy.personal.ner import people_in
from levier.tables.kinds import KINDS as TABLES
from levier.tables.models import DatasetVersion
from levier.tables.profile.personal import column_found
from levier.tables.profile.shape import Profile
from levier.tables.profile.texts import free_texts

LOOKED = "people_by_model"
"""The mark, in a version's stored profile, that its texts were looked at."""
_LEAST_SHARE, _LEAST_COUNT = 0.02, 3
_SHOWN = 3


def look(version: DatasetVersion) -> int:
    """Add to the profile of a version the people its texts name; how many columns were added."""
    profile = Profile.model_validate(version.profile)
    kind = TABLES[version.dataset.kind]
    known = {(one.column, one.kind) for one in profile.personal}
    added = 0
    for field, texts in free_texts(version.parquet_path, kind):
        if (field.name, "PERSONNE") in known:
            continue
        spans = people_in(texts)
        named = [text[found[0][0] : found[0][1]] for text, found in zip(texts, spans, strict=True) if found]
        if len(named) >= _LEAST_COUNT and len(named) >= _LEAST_SHARE * len(texts):
            examples = tuple(dict.fromkeys(mask("PERSONNE", name) for name in named[: 2 * _SHOWN]))[:_SHOWN]
            found = ColumnFinding(
                "PERSONNE", "inside", round(len(named) / len(texts), 4), len(named), examples
            )
            profile.personal.append(column_found(field, found))
            added += 1
    profile.personal.sort(
        key=lambda one: (KINDS[one.kind].weight != "high", one.where != "column", -one.share)
    )
    version.profile = profile.model_dump(mode="json") | {LOOKED: True}
    version.save(update_fields=["profile"])
    return added


def look_at_new(company: int, limit: int) -> int:
    """The versions in use whose texts were not looked at yet, at most ``limit``; how many there were."""
    versions = [
        version
        for version in DatasetVersion.objects.filter(company_id=company)
        .select_related("dataset")
        .order_by("-pk")
        if version.number == version.dataset.current and not version.profile.get(LOOKED)
    ][:limit]
    for version in versions:
        look(version)
    return len(versions)
