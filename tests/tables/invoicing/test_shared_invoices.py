"""Real invoices of other makers: the fields of the gold file, and the faulty ones found."""

import gzip
import json
import tarfile

from benchmarks.einvoices.files import as_gold

from levier.tables.invoicing.reading.opened import read_invoice
from tests.shared_data import shared

_SOME = ("FR_", "XX_fail", "EXTENDED_Warenrechnung", "acme", "SEPA", "BASIC_Rechnung")


def test_the_fields_of_real_invoices_are_those_of_the_gold_file() -> None:
    with gzip.open(shared("invoices/facturx_gold.jsonl.gz"), "rt", encoding="utf-8") as lines:
        wanted = {
            line["file"]: line
            for line in map(json.loads, lines)
            if any(part in line["file"] for part in _SOME)
        }
    with tarfile.open(shared("invoices/facturx_pdf.tar")) as held:
        for member in held:
            content = held.extractfile(member)
            if content is None or member.name not in wanted:
                continue
            read = read_invoice(content.read(), member.name)
            assert as_gold(read) == wanted[member.name]["gold"], member.name
            if wanted[member.name]["corpus_status"] == "fail":
                assert read.report.verdict in ("faulty", "doubtful"), member.name
