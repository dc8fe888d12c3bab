"""An OpenDocument spreadsheet (ISO/IEC 26300), written with nothing but the standard library: sheets of texts."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_WHEN = (2000, 1, 1, 0, 0, 0)
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_STYLES = (
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#0d5c63" '
    'fo:wrap-option="wrap"/><style:text-properties fo:color="#ffffff" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="body" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" '
    'style:vertical-align="top"/></style:style>'
    '<style:style style:name="strong" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" '
    'style:vertical-align="top" fo:background-color="#f8f6f2"/><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="6.5cm"/>'
    "</style:style>"
)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its first row is the head; ``labels``: the first column is one too."""

    name: str
    rows: Sequence[Sequence[str]]
    labels: bool = False


def spreadsheet(sheets: Sequence[Sheet]) -> bytes:
    """The file's bytes; the same sheets give the same bytes. Every cell is a text: nothing can be taken for a formula."""
    body = "".join(_sheet(one, name) for one, name in zip(sheets, _names(sheets), strict=True))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # The type comes first and uncompressed: that is how the format is recognised.
        archive.writestr(zipfile.ZipInfo("mimetype", _WHEN), _TYPE)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name, _WHEN), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sheet(one: Sheet, name: str) -> str:
    width = max((len(row) for row in one.rows), default=1)
    rows = "".join(_row(row, index == 0, one.labels) for index, row in enumerate(one.rows))
    return (
        f'<table:table table:name={quoteattr(name)}><table:table-column table:style-name="wide" '
        f'table:number-columns-repeated="{width}"/>{rows}</table:table>'
    )


def _row(row: Sequence[str], head: bool, labels: bool) -> str:
    cells = []
    for index, cell in enumerate(row):
        style = "head" if head else "strong" if labels and index == 0 else "body"
        lines = "".join(f"<text:p>{escape(_printable(line))}</text:p>" for line in str(cell).split("\n"))
        cells.append(
            f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'
        )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _printable(text: str) -> str:
    return "".join(char for char in text if char >= " " or char == "\t")


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that a spreadsheet bears: no []*?:/\\, 31 characters, all different."""
    found: list[str] = []
    for one in sheets:
        base = "".join(" " if char in "[]*?:/\\" else char for char in one.name)[:28].strip(" '") or "Feuille"
        name, again = base, 2
        while name in found:
            name, again = f"{base} {again}", again + 1
        found.append(name)
    return found
