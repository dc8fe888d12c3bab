"""An invoice as it was read, with its report: what goes from the process that reads to those who use it."""

from pydantic import BaseModel, ConfigDict

from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.report import Report


class ReadInvoice(BaseModel):
    """An invoice, its report, and what carried it. ``embedded``: name of the XML inside a PDF, "" for an XML file.

    ``unreadable``: (term, text) of each value that is there but could not be read.
    ``xml``: the XML taken out of a PDF.
    """

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    name: str
    sha256: str
    invoice: Invoice
    report: Report
    embedded: str = ""
    others: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    xml: bytes = b""
