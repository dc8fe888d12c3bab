"""Whether a file may be an invoice, from its bytes alone and without a parser: quick, and safe in any process."""

import re

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*"
    rb"<(?:[\w.-]+:)?(CrossIndustryInvoice|CrossIndustryDocument|Invoice|CreditNote)[\s>/]",
    re.DOTALL,
)
_CARRIES = (b"EmbeddedFile", b"/ObjStm")
"""A PDF that carries a file says so, unless its objects are compressed: then it must be opened to know."""
HEAD = 64 * 1024


def may_be_xml_invoice(head: bytes) -> bool:
    """True when the first element is that of an invoice (CII, ZUGFeRD 1.0, UBL)."""
    return bool(_ROOT.match(head[:HEAD]))


def may_carry_invoice(data: bytes) -> bool:
    """True when a PDF may hold files."""
    return b"%PDF-" in data[:1024] and any(mark in data for mark in _CARRIES)


def may_be_invoice(data: bytes) -> bool:
    return may_be_xml_invoice(data) or may_carry_invoice(data)
