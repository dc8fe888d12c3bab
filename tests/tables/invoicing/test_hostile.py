"""Files made to harm are refused with a sentence, in a process that may die alone."""

import zipfile
import zlib
from io import BytesIO

import pytest

from levier.core.errors import BadInput
from levier.tables.invoicing.apart import Reader
from levier.tables.invoicing.archives import MOST_FILES, files_in
from levier.tables.invoicing.carriers import attachments
from levier.tables.invoicing.reading.opened import read_invoice
from tests.tables.invoicing.making import right_invoice
from tests.tables.invoicing.writing import ubl

_UBL = b'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"'
_LAUGHS = (
    b"<!DOCTYPE l ["
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10 if n else b"lol" * 10) for n in range(12))
    + b"]><Invoice " + _UBL + b">&b11;</Invoice>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vide"),
        (b"\x00\xff" * 500, "mal formé"),
        (b'<?xml version="1.0"?>' + _LAUGHS, "DOCTYPE"),
        (b'<?xml version="1.0"?>' + b" " * 70_000 + _LAUGHS, "mal formé"),
        (('<?xml version="1.0"?>' + _LAUGHS.decode()).encode("utf-16"), "DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoice/>', "DOCTYPE"),
        (b"<a>" * 100_000, "mal formé"),
        (b"<Invoice " + _UBL + b"><cbc:ID", "mal formé"),
        (b"<a/>", "n'est pas une facture"),
        (b"%PDF-1.7\n" + b"x" * 2000, "endommagé"),
        (
            b'<r xmlns="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>',
            "n'est pas une facture",
        ),
    ],
)
def test_what_is_no_invoice_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_invoice(data, "facture.xml")
    assert said in refused.value.message
    assert refused.value.mend


def test_an_entity_of_a_file_is_never_read() -> None:
    data = ubl(right_invoice(syntax="UBL")).replace(
        b"<Invoice", b'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "/etc/passwd">]><Invoice', 1
    )
    with pytest.raises(BadInput, match="DOCTYPE"):
        read_invoice(data.replace(b"FA-2026-0412", b"&x;"), "facture.xml")


def test_a_file_beyond_all_size_is_refused_and_the_next_one_is_read() -> None:
    with Reader() as reader:
        with pytest.raises(BadInput, match="trop gros"):
            reader.read(b"<Invoice>" + b"x" * (61 * 1024 * 1024), "enorme.xml")
        assert reader.read(ubl(right_invoice(syntax="UBL")), "facture.xml").report.verdict == "conform"


def test_a_pdf_that_unpacks_to_gigabytes_takes_only_its_own_process_with_it() -> None:
    with Reader(wall_seconds=8) as reader:
        with pytest.raises(BadInput):
            reader.read(_bomb(), "bombe.pdf")
        assert reader.read(ubl(right_invoice(syntax="UBL")), "facture.xml").report.verdict == "conform"


def test_a_pdf_without_invoice_says_so() -> None:
    with pytest.raises(BadInput, match="aucun XML"):
        read_invoice(pdf_with(b"notes.txt", b"bonjour"), "facture.pdf")
    assert attachments(pdf_with(b"notes.txt", b"bonjour"), "facture.pdf")[0].data == b"bonjour"


def test_the_xml_of_a_pdf_is_found_whatever_its_name() -> None:
    read = read_invoice(pdf_with(b"Rechnung.xml", ubl(right_invoice(syntax="UBL"))), "facture.pdf")
    assert (read.embedded, read.invoice.number) == ("Rechnung.xml", "FA-2026-0412")


def test_an_archive_of_too_many_files_is_refused() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(MOST_FILES + 1):
            archive.writestr(f"{number}.xml", "<a/>")
    with pytest.raises(BadInput, match="trop de fichiers"):
        list(files_in(held.getvalue(), "factures.zip"))


def test_a_value_that_cannot_be_read_is_left_empty_and_told() -> None:
    data = ubl(right_invoice(syntax="UBL")).replace(
        b">219.18</cbc:TaxInclusiveAmount", b">219,18</cbc:TaxInclusiveAmount"
    )
    read = read_invoice(data, "facture.xml")
    assert read.invoice.totals.gross is None
    assert ("totals.gross", "219,18") in read.unreadable
    told = next(outcome for outcome in read.report.broken("error") if outcome.rule == "VALEURS")
    assert "219,18" in told.findings[0].found


def _bomb() -> bytes:
    """A file of 4 GB once unpacked: the same flushed block of 16 MB, 256 times."""
    packer, block = zlib.compressobj(9), b" " * (1 << 24)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return pdf_with(b"factur-x.xml", first + again * 255, b"/Filter/FlateDecode")


def pdf_with(name: bytes, content: bytes, extra: bytes = b"", words: bytes = b"") -> bytes:
    """A small PDF of one page that carries one file."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(%s) 4 0 R]>>>>>>" % name,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 6 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R>>>>" % (name, name),
        b"<</Type/EmbeddedFile/Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content),
        b"<</Length %d>>stream\n%s\nendstream" % (len(_shown(words)), _shown(words)),
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(written)
    return written + b"xref\n0 7\n0000000000 65535 f \n" + table + tail


def _shown(words: bytes) -> bytes:
    return b"BT /F 12 Tf 20 100 Td (%s) Tj ET" % words
