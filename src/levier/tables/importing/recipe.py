"""The recipe of an import: open, recognise, clean, check, profile, write."""

import hashlib
import io
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import polars as pl
from django.db import IntegrityError, transaction

from levier.accounts.models import Company
from levier.core.actor import EVERYONE, Actor
from levier.core.errors import BadInput, NotFound, Unavailable
from levier.core.french.numbers import format_number, format_percent
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.deriving import derive
from levier.tables.importing.cleaning import Cleaned, clean
from levier.tables.importing.mapping import Mapping, propose
from levier.tables.importing.opening import open_table, read_bytes
from levier.tables.importing.raw import RawTable
from levier.tables.importing.report import ImportReport, RejectedLine
from levier.tables.importing.storing import (
    folder_of,
    relative,
    require_space,
    safe_name,
    write_parquet,
    written_files,
)
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetGrant, DatasetVersion
from levier.tables.profile.measuring import profile
from levier.tables.profile.shape import Profile

MOST_REJECTS = 0.6
"""Above this share of lines set aside, an import asks to be confirmed: the file was probably misread."""

Mode = Literal["replace", "append"]


def import_file(
    actor: Actor,
    path: Path | str,
    *,
    name: str | None = None,
    kind: str | None = None,
    mapping: dict[str, str] | None = None,
    dry_run: bool = False,
    readers: Sequence[str] = (EVERYONE,),
    mode: Mode = "replace",
    currency: str | None = None,
    confirmed: bool = False,
    file_name: str | None = None,
) -> ImportReport:
    """Import a CSV, TSV, XLSX, XLS, ODS or Parquet file as a new version of the dataset ``name``.

    Args:
        name: the dataset; by default the name of its kind in French. An existing one gets a new version.
        kind: a kind of ``tables.kinds``; guessed when absent. ``mapping``: field → column, completes
            the guess; an empty column leaves the field empty and ignores the column that would have filled it.
        dry_run: say what would happen and write nothing.
        readers: reader tokens of a new dataset (an existing one keeps its own).
        mode: "replace" the content, or "append" the lines that are not there yet.
        confirmed: accept a file of which more than 60 % of the lines are set aside.
        file_name: the name shown, when ``path`` is a temporary file.

    Raises BadInput, NotAllowed, NotFound, Unavailable; nothing is half-written.
    """
    require(actor, Permission.IMPORT)
    path = Path(path)
    shown = file_name or path.name
    company = Company.objects.get(pk=actor.company_id)
    data = read_bytes(path)
    raw = open_table(data, shown)
    read_as = propose(raw, shown, kind, mapping)
    cleaned = clean(raw, read_as)
    _check_enough(cleaned, shown, confirmed=confirmed or dry_run)
    frame = derive(read_as.kind, cleaned.frame)
    title = (name or KINDS[read_as.kind].title or KINDS[read_as.kind].label).strip()[:200]
    content = _content_hash(data, read_as, mode)
    existing = _existing(actor, title, read_as.kind)
    if existing and (
        version := existing.versions.filter(content_hash=content, number=existing.current).first()
    ):
        return _report(
            raw,
            read_as,
            cleaned,
            frame,
            Profile.model_validate(version.profile),
            existing,
            version,
            known=True,
        )
    already = 0
    if mode == "append" and existing and existing.current:
        previous = pl.read_parquet(existing.versions.get(number=existing.current).parquet_path)
        frame, already = _appended(read_as.kind, previous, frame)
    found = profile(read_as.kind, frame, cleaned.invalid, company.today)
    if dry_run:
        return _report(raw, read_as, cleaned, frame, found, already=already)
    require_space(len(data))
    money = currency or _currency_of(frame) or (existing.currency if existing else company.currency)
    version = _store(
        actor, existing, title, readers, money, mode, data, shown, content, read_as, cleaned, frame, found
    )
    return _report(raw, read_as, cleaned, frame, found, version.dataset, version, already=already)


def _check_enough(cleaned: Cleaned, where: str, *, confirmed: bool) -> None:
    accepted, rejected = cleaned.frame.height, cleaned.rejects.height
    if not accepted:
        reason = f" (première raison : {cleaned.rejects['motif'][0]})" if rejected else ""
        raise BadInput(
            f"Aucune ligne de ce fichier n'est utilisable{reason}",
            where=where,
            mend="Vérifiez la correspondance des colonnes, le séparateur et le format des dates.",
        )
    share = rejected / (accepted + rejected)
    if share > MOST_REJECTS and not confirmed:
        first = cleaned.rejects.row(0, named=True)
        raise BadInput(
            f"{format_number(rejected)} lignes sur {format_number(accepted + rejected)} "
            f"({format_percent(share)}) seraient écartées, rien n'a été importé "
            f"(ligne {first['ligne']} : {first['motif']})",
            where=where,
            mend="Corrigez le fichier ou la correspondance des colonnes, ou confirmez l'import des lignes utilisables.",
        )


def _content_hash(data: bytes, mapping: Mapping, mode: Mode) -> str:
    digest = hashlib.sha256(data)
    digest.update(repr((mapping.kind, sorted(mapping.columns.items()), mode)).encode())
    return digest.hexdigest()


def _existing(actor: Actor, title: str, kind: str) -> Dataset | None:
    dataset = Dataset.objects.filter(company_id=actor.company_id, name=title).first()
    if dataset is None:
        return None
    if not Dataset.objects.visible_to(actor).filter(pk=dataset.pk).exists():
        raise NotFound(
            f"Le nom « {title} » ne peut pas être utilisé",
            mend="Choisissez un autre nom pour ce jeu de données.",
        )
    if dataset.kind != kind:
        raise BadInput(
            f"« {title} » contient déjà un tableau d'un autre type ({KINDS[dataset.kind].label.lower()})",
            mend="Choisissez un autre nom pour ce jeu de données.",
        )
    return dataset


def _appended(kind: str, previous: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Both, without the lines already there: two exports may overlap, but a file may also repeat a line truly."""
    fields = [field.name for field in KINDS[kind].fields]
    before = previous.select([name for name in fields if name in previous.columns])
    columns = [name for name in fields if name in before.columns or name in new.columns]
    schema = pl.concat([before.head(0), new.head(0)], how="diagonal_relaxed").schema
    both = [
        frame.with_columns(pl.lit(None).alias(name) for name in columns if name not in frame.columns)
        .select(columns)
        .cast({name: schema[name] for name in columns})
        .with_columns(pl.int_range(pl.len()).over(columns).alias("again"))
        for frame in (before, new)
    ]
    fresh = both[1].join(both[0], on=[*columns, "again"], how="anti", nulls_equal=True)
    merged = pl.concat([both[0].drop("again"), fresh.drop("again")])
    return derive(kind, merged), new.height - fresh.height


def _currency_of(frame: pl.DataFrame) -> str:
    if "currency" not in frame.columns:
        return ""
    found = frame["currency"].drop_nulls().unique().to_list()
    return found[0].upper()[:3] if len(found) == 1 and len(found[0]) == 3 else ""


def _store(
    actor: Actor,
    existing: Dataset | None,
    title: str,
    readers: Sequence[str],
    currency: str,
    mode: Mode,
    data: bytes,
    shown: str,
    content: str,
    mapping: Mapping,
    cleaned: Cleaned,
    frame: pl.DataFrame,
    found: Profile,
) -> DatasetVersion:
    """One transaction around the rows and the files: all of it, or nothing."""
    try:
        with written_files() as write, transaction.atomic():
            if existing:
                dataset = Dataset.objects.select_for_update().get(pk=existing.pk)
            else:
                dataset = Dataset.objects.create(
                    company_id=actor.company_id, name=title, kind=mapping.kind, currency=currency
                )
                for token in sorted(set(readers) or {EVERYONE}):
                    DatasetGrant.objects.create(company_id=actor.company_id, dataset=dataset, token=token)
            last = dataset.versions.first()
            number = (last.number if last else 0) + 1
            folder = folder_of(actor.company_id, dataset.pk)
            original = write(
                folder / "originaux" / f"v{number:04d}-{safe_name(shown)}",
                lambda path: path.write_bytes(data),
            )
            # A name never used twice: what is cached by file (members, metadata) can then never be stale.
            unique = uuid.uuid4().hex[:12]
            parquet = write(folder / f"v{number:04d}-{unique}.parquet", write_parquet(frame))
            rejects = None
            if cleaned.rejects.height:
                rejects = write(folder / f"v{number:04d}-lignes-ecartees.csv", _rejects_csv(cleaned.rejects))
            version = DatasetVersion.objects.create(
                company_id=actor.company_id,
                dataset=dataset,
                number=number,
                rows=frame.height,
                rejected=cleaned.rejects.height,
                mode=mode,
                content_hash=content,
                original_name=shown[:255],
                original=relative(original),
                parquet=relative(parquet),
                rejects=relative(rejects) if rejects else "",
                mapping=mapping.columns,
                profile=found.model_dump(mode="json"),
                first_day=found.first_day,
                last_day=found.last_day,
                imported_by_id=actor.person_id,
            )
            dataset.current, dataset.currency = number, currency
            dataset.save(update_fields=["current", "currency", "updated"])
            journal.record(
                actor.company_id,
                actor.person_id,
                "table.import",
                f"dataset:{dataset.pk}@{number}",
                {
                    "file": shown,
                    "kind": mapping.kind,
                    "rows": frame.height,
                    "rejected": cleaned.rejects.height,
                },
            )
            return version
    except IntegrityError as fault:
        raise Unavailable(
            f"« {title} » vient d'être modifié par un autre import",
            mend="Recommencez l'import dans un instant.",
        ) from fault


def _rejects_csv(rejects: pl.DataFrame) -> Callable[[Path], None]:
    def writer(path: Path) -> None:
        buffer = io.BytesIO()
        rejects.write_csv(buffer, separator=";", include_bom=True)
        path.write_bytes(buffer.getvalue())

    return writer


def _report(
    raw: RawTable,
    mapping: Mapping,
    cleaned: Cleaned,
    frame: pl.DataFrame,
    found: Profile,
    dataset: Dataset | None = None,
    version: DatasetVersion | None = None,
    *,
    known: bool = False,
    already: int = 0,
) -> ImportReport:
    shape = cleaned.rejects["motif"].str.replace(r" : «.*?»", "", literal=False)
    reasons = dict(shape.value_counts(sort=True).head(8).rows()) if cleaned.rejects.height else {}
    fields = cleaned.frame.columns
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
            for line, reason in cleaned.rejects.select("ligne", "motif").head(10).rows()
        ),
        reasons=reasons,
        profile=found,
        sample=cleaned.frame.select(fields).head(10).to_dicts(),
        notes=tuple(cleaned.notes),
        dataset_id=dataset.pk if dataset else None,
        dataset=dataset.name if dataset else "",
        version=version.number if version else None,
        known=known,
        already_there=already,
        invalid=cleaned.invalid,
    )
