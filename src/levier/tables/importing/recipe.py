"""The recipe of an import: open, recognise, clean, check, profile, write."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from levier.accounts.models import Company
from levier.core.actor import EVERYONE, Actor
from levier.core.errors import BadInput
from levier.policy.rights import Permission, require
from levier.tables.deriving import derive
from levier.tables.importing.cleaning import clean
from levier.tables.importing.existing import (
    appended,
    content_hash,
    current_of,
    existing_dataset,
    fresh_lines,
    mark_of,
    remembered,
)
from levier.tables.importing.how import How
from levier.tables.importing.learning import Recalled, learn, memory_of, recall
from levier.tables.importing.mapping import Mapping
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.opening import chosen_table, open_tables, read_bytes
from levier.tables.importing.raw import RawTable, numbered, unique_headers
from levier.tables.importing.recognising import best_table, recognised, to_check
from levier.tables.importing.refusing import MOST_REJECTS, check_answered, check_enough, check_usable
from levier.tables.importing.report import ImportReport
from levier.tables.importing.reporting import report_of
from levier.tables.importing.storing import require_space
from levier.tables.importing.unfolding import READINGS, readings_of
from levier.tables.importing.wish import Mode, Original, Phase, Wish
from levier.tables.importing.writing import Ready, write_version
from levier.tables.kinds import KINDS
from levier.tables.profile.measuring import profile
from levier.tables.profile.shape import Profile

__all__ = ["MOST_REJECTS", "Mode", "Phase", "import_file", "import_frame", "import_tables"]


def import_file(
    actor: Actor,
    path: Path | str,
    *,
    name: str | None = None,
    kind: str | None = None,
    mapping: dict[str, str] | None = None,
    dry_run: bool = False,
    readers: Sequence[str] = (),
    mode: Mode = "replace",
    currency: str | None = None,
    confirmed: bool = False,
    file_name: str | None = None,
    how: How = How(),
    phase: Phase | None = None,
) -> ImportReport:
    """Import a file as a new version of the dataset ``name``.

    Args:
        name: the dataset; by default the name of its kind in French. An existing one gets a new version.
        kind: a kind of ``tables.kinds``; guessed when absent. ``mapping``: field → column, completes
            the guess; an empty column leaves the field empty and ignores the column that would have filled it.
        dry_run: say what would happen and write nothing; what must be asked is in ``questions``.
        readers: reader tokens of a new dataset (none: those of its kind; an existing one keeps its own).
        mode: "replace" the content, or "append" the lines that are not there yet.
        confirmed: accept a file of which more than 60 % of the lines are set aside.
        file_name: the name shown, when ``path`` is a temporary file.
        how: the sheet to read, the order of dates and the decimal mark when the file does not tell.
        phase: told in French what is done next; what it raises stops the import, and nothing is written.

    Raises BadInput, NotAllowed, NotFound, Unavailable; nothing is half-written.
    """
    require(actor, Permission.IMPORT)
    path = Path(path)
    shown = file_name or path.name
    phase = phase or _quiet
    phase("ouverture du fichier")
    data = read_bytes(path)
    tables = open_tables(data, shown, how)
    raw = chosen_table(tables, shown, how) if how.sheet or len(tables) == 1 else best_table(tables, kind)
    wish = Wish(name, kind, mapping or {}, readers, mode, currency, confirmed, dry_run, how, phase=phase)
    return _bring(actor, raw, wish, Original(data, shown, hashlib.sha256(data).digest()), _titles(tables))


def import_tables(
    actor: Actor, path: Path | str, *, readers: Sequence[str] = (), mode: Mode = "replace",
    dry_run: bool = False, file_name: str | None = None, how: How = How(), sheets: Sequence[str] = (),
) -> list[ImportReport]:  # fmt: skip
    """Every table of a file (``sheets``: only these), each in the dataset of its kind; those of an unknown kind are skipped.

    Raises BadInput when none can be read, and what ``import_file`` raises.
    """
    require(actor, Permission.IMPORT)
    shown = file_name or Path(path).name
    data = read_bytes(Path(path))
    mark = hashlib.sha256(data).digest()
    tables = open_tables(data, shown, how)
    wanted = [chosen_table(tables, shown, How(sheet=sheet)) for sheet in sheets] or [
        t for t in tables if not t.hidden
    ]
    reports: list[ImportReport] = []
    refused: BadInput | None = None
    names: set[str] = set()
    for raw in wanted:
        try:
            found = recognised(raw, shown, None, {})
        except BadInput as error:
            refused = refused or error
            continue
        title = KINDS[found.kind].title or KINDS[found.kind].label
        title = f"{title} ({raw.title})" if title in names else title
        names.add(title)
        wish = Wish(title, found.kind, {}, readers, mode, None, dry_run, dry_run, how)
        reports.append(
            _bring(actor, raw, wish, Original(data, shown, mark + raw.title.encode()), _titles(tables))
        )
    if not reports and refused:
        raise refused
    return reports


def import_frame(
    actor: Actor,
    frame: pl.DataFrame,
    *,
    name: str,
    kind: str,
    mapping: dict[str, str] | None = None,
    source: str = "",
    mode: Mode = "replace",
    readers: Sequence[str] = (),
    original: bytes | None = None,
    original_name: str = "",
    dry_run: bool = False,
    currency: str | None = None,
    how: How = How(),
    confirmed: bool = False,
    certain: bool = True,
) -> ImportReport:
    """Import rows that come from no single file (a connector, a database, several e-invoices) as a version of ``name``.

    Args:
        frame: one column per field of the kind, named as the field or as ``mapping`` says (field → column); other
            columns are recognised by their names as those of a file. Typed, or text.
        source: where the rows come from, in French (« Odoo : factures »), shown with the version.
        original: what to keep as the original file, with ``original_name``; None keeps none.
        certain: the writer of the frame vouches for its dates and numbers: text dates are read day first and nothing is
            asked. False asks as for a file.

    Returns the report, in which ``known`` tells that the same rows are already in use. Raises as ``import_file``.
    """
    require(actor, Permission.IMPORT)
    shown = original_name or source or name
    frame = frame.clone()
    frame.columns = unique_headers(frame.columns)
    fields = {field.name for field in KINDS[kind].fields} if kind in KINDS else set()
    hints = {column: column for column in frame.columns if column in fields} | (mapping or {})
    raw = RawTable(
        frame,
        numbered(frame.height),
        source or "lignes reçues",
        ".",
        certain=certain,
        kind=kind,
        mapping=hints,
    )
    mark = hashlib.sha256(original).digest() if original is not None else mark_of(frame)
    wish = Wish(name, kind, {}, readers, mode, currency, confirmed, dry_run, how, source)
    return _bring(actor, raw, wish, Original(original, shown, mark), ())


def _bring(
    actor: Actor, raw: RawTable, wish: Wish, original: Original, sheets: tuple[str, ...]
) -> ImportReport:
    """From a raw table to a version in use, or to the report of what it would be."""
    company = Company.objects.get(pk=actor.company_id)
    wish.phase("reconnaissance des colonnes")
    memory, recalled = memory_of(actor), recall(actor, raw.frame.columns)
    raw, read_as = _read(raw, original.name, wish, memory, recalled)
    title = (wish.name or KINDS[read_as.kind].title or KINDS[read_as.kind].label).strip()[:200]
    existing = existing_dataset(actor, title, read_as.kind)
    current = current_of(existing)
    wish.phase("lecture des valeurs")
    cleaned = clean(raw, read_as, remembered(wish.how, current, raw.notes))
    check_usable(raw, cleaned, original.name)
    cleaned.notes.extend(to_check(read_as))
    if not wish.dry_run:
        check_answered(cleaned, original.name)
        check_enough(cleaned, original.name, confirmed=wish.confirmed)
    frame = derive(read_as.kind, cleaned.frame)
    content = content_hash(original, read_as, wish)
    if existing and current and current.content_hash == content:
        stored = Profile.model_validate(current.profile)
        return report_of(raw, read_as, cleaned, frame, stored, existing, current, known=True, sheets=sheets)
    already = overlap = 0
    if current is not None and (wish.mode == "append" or wish.dry_run):
        previous = pl.read_parquet(current.parquet_path)
        if wish.mode == "append":
            frame, already = appended(read_as.kind, previous, frame)
            overlap = already
        else:
            overlap = cleaned.frame.height - fresh_lines(read_as.kind, previous, frame)[1].height
        del previous
    wish.phase("mesure de la qualité")
    found = profile(read_as.kind, frame, cleaned.invalid, company.today)
    if existing is None and not wish.readers and EVERYONE not in KINDS[read_as.kind].readers:
        cleaned.notes.append(_RESERVED)
    if wish.dry_run:
        return report_of(raw, read_as, cleaned, frame, found, already=already, overlap=overlap, sheets=sheets)
    require_space(len(original.data or b""))
    money = (
        wish.currency or _currency_of(frame) or raw.currency
        or (existing.currency if existing else company.currency)
    )  # fmt: skip
    base = current.number if current else 0
    ready = Ready(title, money, content, read_as, frame, cleaned.rejects, found, base, raw.format, raw.report)
    wish.phase("enregistrement")
    version = write_version(actor, existing, ready, original, wish)
    learn(actor, raw, wish.mapping, read_as, memory, original.name)
    return report_of(
        raw,
        read_as,
        cleaned,
        frame,
        found,
        version.dataset,
        version,
        already=already,
        overlap=overlap,
        sheets=sheets,
    )


def _read(
    raw: RawTable, where: str, wish: Wish, memory: Memory, recalled: Recalled | None
) -> tuple[RawTable, Mapping]:
    """The table and its columns; sensors that have a column each are put one measure a line."""
    fault: BadInput | None = None
    try:
        found = recognised(raw, where, wish.kind, wish.mapping, memory, recalled)
    except BadInput as error:
        fault = error
    long = readings_of(raw, wish.kind, fault or found, wish.mapping)
    if long is not None:
        return long, recognised(long, where, READINGS, wish.mapping, memory)
    if fault is not None:
        raise fault
    return raw, found


_RESERVED = (
    "Ce tableau sera visible des dirigeants, des responsables et des comptables : il peut parler de salaires. Vous pourrez"
    " l'ouvrir à d'autres."
)


def _quiet(what: str) -> None:
    return None


def _currency_of(frame: pl.DataFrame) -> str:
    if "currency" not in frame.columns:
        return ""
    found = frame["currency"].drop_nulls().unique().to_list()
    return found[0].upper()[:3] if len(found) == 1 and len(found[0]) == 3 else ""


def _titles(tables: list[RawTable]) -> tuple[str, ...]:
    return tuple(table.title for table in tables) if len(tables) > 1 else ()
