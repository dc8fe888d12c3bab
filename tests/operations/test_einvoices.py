"""Invoices dropped together: read in one go, kept as one version, PDFs among the documents too."""

import zipfile
from io import BytesIO

import pytest

from levier.operations.importing import einvoices, services
from levier.operations.importing.jobs import import_batch  # noqa: F401 - the job is registered
from levier.operations.importing.models import FileKind, FileState
from levier.operations.importing.one_file import import_one
from levier.tables.invoicing.models import EInvoice
from levier.tables.models import Dataset
from tests.cast import Person
from tests.tables.invoicing.making import right_invoice
from tests.tables.invoicing.test_hostile import pdf_with
from tests.tables.invoicing.writing import cii, ubl

pytestmark = pytest.mark.django_db


def dropped(owner: Person, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The files after their import, by name; its steps are run here rather than by a worker."""
    monkeypatch.setattr(services, "_start", lambda batch: None)
    monkeypatch.setattr("levier.durable.publish", lambda *told, **more: None)
    batch = services.drop(
        owner.actor, [services.Dropped(n, len(d), d[:65536], [d]) for n, d in files.items()]
    )
    einvoices.take_invoices(batch.pk)
    for file in batch.files.filter(state=FileState.WAITING):
        import_one(file.pk)
    return {file.name: file for file in batch.files.all()}


def archive(files: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for name, data in files.items():
            written.writestr(f"novembre/{name}", data)
    return held.getvalue()


def test_an_archive_of_invoices_is_one_version_of_the_table(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = {f"{n}.xml": cii(right_invoice(number=f"FA-{n}")) for n in range(30)}
    files = dropped(owner, {"novembre.zip": archive(inside)}, monkeypatch)

    file = files["novembre.zip"]
    assert (file.kind, file.state) == (FileKind.INVOICE, FileState.DONE)
    assert EInvoice.objects.count() == 30
    assert Dataset.objects.get(kind="invoices").versions.get().rows == 30
    assert file.invoices_said == "30 factures : 30 conformes"


def test_the_pdf_of_an_invoice_becomes_a_document_too(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = pdf_with(
        b"factur-x.xml",
        cii(right_invoice()),
        b"",
        b"Facture FA-2026-0412, farine T65, payable a trente jours",
    )
    files = dropped(owner, {"facture.pdf": pdf}, monkeypatch)

    assert files["facture.pdf"].state == FileState.DONE, files["facture.pdf"].problem
    assert EInvoice.objects.get().document == files["facture.pdf"].document


def test_an_xml_that_cannot_be_read_is_told_and_the_others_are_kept(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ubl(right_invoice(syntax="UBL"))
    files = dropped(owner, {"bonne.xml": whole, "coupee.xml": whole[: len(whole) // 2]}, monkeypatch)

    assert files["bonne.xml"].state == FileState.DONE
    assert files["coupee.xml"].state == FileState.FAILED
    assert "mal formé" in files["coupee.xml"].problem["what"]
