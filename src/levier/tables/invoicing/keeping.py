"""Keep invoices: once each, with their original, as rows of two tables. All those of one drop together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from django.db import IntegrityError, transaction

from levier.accounts.models import Company
from levier.core.actor import EVERYONE, Actor
from levier.core.errors import BadInput, NotFound, Unavailable
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.importing.recipe import import_frame
from levier.tables.importing.storing import folder_of, relative, require_space, safe_name, written_files
from levier.tables.invoicing.direction import Direction, direction_of, other_party
from levier.tables.invoicing.frames import invoices_frame, lines_frame
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.models import INVOICES, LINES, EInvoice, storable
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.models import Dataset

SOURCE = "Factures électroniques (Factur-X, CII, UBL)"
_WITHOUT_DATE = "sans numéro, date ni montant : gardée et montrée, mais absente des tableaux"


@dataclass(frozen=True)
class Kept:
    """What became of an invoice: ``stored``, already ``known``, or a ``twin`` (same number, other content) not kept."""

    id: int
    state: Literal["stored", "known", "twin"]
    note: str = ""


def keep(
    actor: Actor, read: Sequence[tuple[ReadInvoice, bytes]], readers: Sequence[str] = (EVERYONE,)
) -> list[Kept]:
    """Keep invoices and append their rows; one answer each, in order.

    The same invoice (seller, number and type) is kept once. Raises NotAllowed, NotFound, Unavailable; nothing is
    half-written: rows come first and are recognised when they come again.
    """
    require(actor, Permission.IMPORT)
    company = Company.objects.get(pk=actor.company_id)
    require_space(sum(len(data) for _, data in read))
    answers: dict[int, Kept] = {}
    fresh: list[tuple[int, ReadInvoice, bytes, Direction]] = []
    met: dict[tuple[str, str, str], int] = {}
    for place, (found, data) in enumerate(read):
        same = _known(actor, found)
        key = (*found.invoice.key, found.invoice.type_code or "")
        if same:
            answers[place] = _answer_for(same, found)
        elif key not in met:
            met[key] = place
            fresh.append((place, found, data, direction_of(found.invoice, company)))
    if fresh:
        dataset = _append(actor, [(found.invoice, way) for _, found, _, way in fresh], readers)
        answers |= _store(actor, company, dataset, fresh)
    for place, (found, _) in enumerate(read):
        if place not in answers:
            first = answers[met[(*found.invoice.key, found.invoice.type_code or "")]]
            answers[place] = _answer_for(EInvoice.objects.get(pk=first.id), found)
    return [answers[place] for place in range(len(read))]


def _known(actor: Actor, found: ReadInvoice) -> EInvoice | None:
    """The same file, or the same seller, number and type, among the company's invoices.

    Raises NotFound when it is one the person may not see: they may not add to a table that is closed to them.
    """
    seller, number = found.invoice.key
    held = EInvoice.objects.filter(company_id=actor.company_id)
    same = held.filter(sha256=found.sha256).first() or (
        held.filter(seller_key=seller, number=number, type_code=found.invoice.type_code or "").first()
        if number
        else None
    )
    if same and not EInvoice.objects.visible_to(actor).filter(pk=same.pk).exists():
        raise NotFound("Les factures de cette entreprise ne vous sont pas ouvertes")
    return same


def _answer_for(same: EInvoice, found: ReadInvoice) -> Kept:
    if same.sha256 == found.sha256 or same.invoice == found.invoice:
        return Kept(same.pk, "known", "Cette facture est déjà là : rien n'a changé.")
    return Kept(
        same.pk,
        "twin",
        f"Une facture n° {same.number} du même émetteur est déjà là, avec un autre contenu : la première est gardée. "
        "Vérifiez qu'on ne vous demande pas de payer deux fois.",
    )


def _append(actor: Actor, invoices: list[tuple[Invoice, Direction]], readers: Sequence[str]) -> Dataset:
    """Add the rows to the two tables, made when they are not there yet. Returns the table of invoices."""
    usable = [
        (i, way)
        for i, way in invoices
        if i.number and i.issued and (i.totals.net, i.totals.gross) != (None, None)
    ]
    rows, lines = invoices_frame(usable), lines_frame(usable)
    dataset = Dataset.objects.filter(company_id=actor.company_id, name=INVOICES, kind="invoices").first()
    if dataset is not None:
        readers = sorted(dataset.grants.values_list("token", flat=True)) or list(readers)
    if rows.height:
        report = import_frame(
            actor, rows, name=INVOICES, kind="invoices", mode="append", source=SOURCE, readers=readers
        )
        dataset = Dataset.objects.get(pk=report.dataset_id or 0)
    if lines.height:
        import_frame(
            actor, lines, name=LINES, kind="invoice_lines", mode="append", source=SOURCE, readers=readers
        )
    if dataset is None:
        raise BadInput(
            "Aucune de ces factures n'a de numéro, de date et de montant",
            mend="Demandez à l'émetteur une facture complète ; « levier facture » montre ce qui s'y lit.",
        )
    return dataset


def _store(
    actor: Actor, company: Company, dataset: Dataset, fresh: list[tuple[int, ReadInvoice, bytes, Direction]]
) -> dict[int, Kept]:
    folder = folder_of(actor.company_id, dataset.pk) / "factures"
    answers: dict[int, Kept] = {}
    try:
        with written_files() as write, transaction.atomic():
            for place, found, data, way in fresh:
                path = write(folder / f"{found.sha256[:16]}-{safe_name(found.name)}", _writer(data))
                if found.xml:
                    write(path.with_name(f"{path.name}.xml"), _writer(found.xml))
                row = EInvoice.objects.create(**_fields(found, way), company=company, dataset=dataset,
                                              original=relative(path), person_id=actor.person_id)  # fmt: skip
                answers[place] = Kept(
                    row.pk, "stored", "" if found.invoice.issued else f"Facture {_WITHOUT_DATE}."
                )
            journal.record(
                actor.company_id,
                actor.person_id,
                "invoice.import",
                f"dataset:{dataset.pk}",
                {"invoices": len(fresh), "files": [found.name for _, found, _, _ in fresh][:20]},
            )
    except IntegrityError as fault:
        raise Unavailable(
            "Ces factures viennent d'être ajoutées par un autre import", mend="Recommencez dans un instant."
        ) from fault
    return answers


def _writer(data: bytes) -> Callable[[Path], object]:
    def writer(path: Path) -> None:
        path.write_bytes(data)

    return writer


def _fields(found: ReadInvoice, way: Direction) -> dict[str, object]:
    invoice = found.invoice
    seller, number = invoice.key
    party = other_party(invoice, way)
    return {
        "seller_key": seller,
        "number": number,
        "sha256": found.sha256,
        "direction": way,
        "type_code": (invoice.type_code or "")[:10],
        "party": " ".join((party.name or "").split())[:200],
        "issued": invoice.issued,
        "due": invoice.due,
        "currency": (invoice.currency or "")[:3],
        "gross": storable(invoice.totals.gross),
        "payable": storable(invoice.totals.payable),
        "verdict": found.report.verdict,
        "name": found.name[:255],
        "embedded": found.embedded[:255],
        "content": invoice.model_dump(mode="json", exclude_none=True),
        "report": found.report.model_dump(mode="json"),
    }


def remove(actor: Actor, invoice_id: int) -> None:
    """Take one invoice away: its original, its rows in both tables (a new version of each). Raises NotFound."""
    require(actor, Permission.IMPORT)
    row = get(actor, invoice_id)
    dataset, path = row.dataset, row.original_path
    with transaction.atomic():
        row.delete()
        journal.record(
            actor.company_id, actor.person_id, "invoice.removed", f"dataset:{dataset.pk}", {"number": row.number, "seller": row.seller_key}
        )  # fmt: skip
    for held in (path, path.with_name(f"{path.name}.xml")):
        held.unlink(missing_ok=True)
    left = [
        (held.invoice, cast(Direction, held.direction))
        for held in EInvoice.objects.filter(dataset=dataset).order_by("pk")
    ]
    usable = [
        (i, way)
        for i, way in left
        if i.number and i.issued and (i.totals.net, i.totals.gross) != (None, None)
    ]
    rows, lines = invoices_frame(usable), lines_frame(usable)
    for frame, name, kind in ((rows, INVOICES, "invoices"), (lines, LINES, "invoice_lines")):
        if frame.height:
            import_frame(actor, frame, name=name, kind=kind, source=SOURCE)
        else:  # the last one is gone: the table is no more in use
            Dataset.objects.visible_to(actor).filter(name=name, kind=kind).update(current=0)


def get(actor: Actor, invoice_id: int) -> EInvoice:
    """The invoice, if the person may see it. Raises NotFound."""
    row = EInvoice.objects.visible_to(actor).filter(pk=invoice_id).select_related("dataset").first()
    if row is None:
        raise NotFound(
            "Cette facture n'existe pas, ou vous n'avez pas le droit de la voir",
            mend="Demandez l'accès à un responsable.",
        )
    return row
