"""The report of an import, from what was read and written."""

import polars as pl

from levier.tables.importing.cleaning import Cleaned
from levier.tables.importing.mapping import Mapping
from levier.tables.importing.raw import RawTable
from levier.tables.importing.report import ImportReport, RejectedLine
from levier.tables.importing.texts import text_of
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.profile.shape import Profile

_SHOWN = 10


def report_of(
    raw: RawTable,
    mapping: Mapping,
    cleaned: Cleaned,
    frame: pl.DataFrame,
    profile: Profile,
    dataset: Dataset | None = None,
    version: DatasetVersion | None = None,
    *,
    known: bool = False,
    already: int = 0,
    overlap: int = 0,
    sheets: tuple[str, ...] = (),
) -> ImportReport:
    """``frame``: the lines of the version; ``overlap``: lines of this file that the table in use already holds."""
    return ImportReport(
        kind=mapping.kind,
        kind_label=KINDS[mapping.kind].label,
        mapping=mapping.matches,
        ignored=mapping.ignored,
        score=mapping.score,
        format=raw.format,
        accepted=cleaned.frame.height,
        rejected=cleaned.rejects.height,
        rows=version.rows if version else frame.height,
        rejects_path=version.rejects_path if version else None,
        examples=tuple(
            RejectedLine(line, reason)
            for line, reason in cleaned.rejects.select("ligne", "motif").head(_SHOWN).rows()
        ),
        reasons=_reasons(cleaned.rejects),
        profile=profile,
        sample=cleaned.frame.head(_SHOWN).to_dicts(),
        notes=tuple(cleaned.notes),
        warnings=tuple(raw.warnings),
        dataset_id=dataset.pk if dataset else None,
        dataset=dataset.name if dataset else "",
        version=version.number if version else None,
        known=known,
        already_there=already,
        overlap=overlap,
        invalid=cleaned.invalid,
        questions=cleaned.questions,
        columns=tuple(raw.frame.columns),
        sheet=raw.title,
        sheets=sheets,
        rejects=cleaned.rejects if version is None else None,
        kind_sure=mapping.kind_sure,
        left=mapping.left,
        cut=raw.cut,
        others=mapping.others,
        cells={name: _cells(raw.frame[name]) for name in raw.frame.columns},
    )


def _cells(column: pl.Series) -> tuple[str, ...]:
    """Three different cells, cut to what a page shows."""
    if column.dtype.is_temporal() and column.dtype != pl.Time:
        some = column.head(500).drop_nulls().unique(maintain_order=True).head(3).to_list()
        return tuple(f"{day:%d/%m/%Y %H:%M}".removesuffix(" 00:00") for day in some)
    text = text_of(column.head(500)).drop_nulls().unique(maintain_order=True).head(3)
    return tuple(cell if len(cell) <= 40 else f"{cell[:39]}…" for cell in text)


def _reasons(rejects: pl.DataFrame) -> dict[str, int]:
    """The commonest reasons and how many lines have each, whatever the cell was."""
    if not rejects.height:
        return {}
    shape = (
        rejects["motif"].str.replace_all(r" : « .*? »", "", literal=False).str.replace_all(r" : «.*?»", "")
    )
    return dict(shape.value_counts(sort=True).head(8).rows())
