"""The 18 columns of a FEC and the names they go by in real files.

Source: article A. 47 A-1 of the Livre des procédures fiscales, VII (18 columns) and VIII (the columns added for the
cash accounts of BNC and BA).
"""

import re
from dataclasses import dataclass

from levier.core.french.text import fold


@dataclass(frozen=True)
class FecColumn:
    """``name``: as the article writes it; ``field``: of the kind « journal_entries »; ``needed``: no line may leave it empty."""

    name: str
    field: str
    label: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False


STANDARD: tuple[FecColumn, ...] = (
    FecColumn("JournalCode", "journal", "code du journal", ("codejournal", "codejnl", "journal", "jnl", "codejal"), needed=True),
    FecColumn("JournalLib", "journal_label", "libellé du journal", ("libellejournal", "journallibelle", "libjournal"), needed=True),
    FecColumn("EcritureNum", "entry", "numéro d'écriture", ("numecriture", "numeroecriture", "noecriture", "ecriturenumero", "necriture", "nmouvement", "nomouvement"), needed=True),
    FecColumn("EcritureDate", "date", "date comptable", ("dateecriture", "datecomptable", "dateecr", "datecompta"), needed=True),
    FecColumn("CompteNum", "account", "numéro de compte", ("numcompte", "numerocompte", "nocompte", "compte", "comptenumero", "comptegeneral", "ncompte"), needed=True),
    FecColumn("CompteLib", "account_label", "libellé du compte", ("libellecompte", "comptelibelle", "libcompte", "intitulecompte"), needed=True),
    FecColumn("CompAuxNum", "auxiliary", "compte auxiliaire", ("compteauxnum", "compteauxiliairenum", "numcompteauxiliaire", "compteauxiliaire", "comptetiers", "codetiers", "compauxnumero", "auxnum")),
    FecColumn("CompAuxLib", "auxiliary_label", "libellé du compte auxiliaire", ("compteauxlib", "compteauxiliairelib", "libellecompteauxiliaire", "libelleauxiliaire", "libelletiers", "compauxlibelle", "auxlib")),
    FecColumn("PieceRef", "piece", "référence de la pièce", ("referencepiece", "refpiece", "piece", "numpiece", "nopiece", "npiece", "numeropiece"), needed=True),
    FecColumn("PieceDate", "piece_date", "date de la pièce", ("datepiece",), needed=True),
    FecColumn("EcritureLib", "label", "libellé de l'écriture", ("libelleecriture", "ecriturelibelle", "libelle", "libecriture"), needed=True),
    FecColumn("Debit", "debit", "débit", ("montantdebit", "debiteur"), needed=True),
    FecColumn("Credit", "credit", "crédit", ("montantcredit", "crediteur"), needed=True),
    FecColumn("EcritureLet", "lettering", "lettrage", ("lettrage", "lettre", "codelettrage", "ecriturelettrage")),
    FecColumn("DateLet", "lettering_date", "date de lettrage", ("datelettrage", "lettragedate")),
    FecColumn("ValidDate", "validated", "date de validation", ("datevalidation", "datevalid", "validationdate"), needed=True),
    FecColumn("Montantdevise", "foreign_amount", "montant en devise", ("mtdevise", "montantendevise")),
    FecColumn("Idevise", "currency", "devise", ("devise", "identifiantdevise", "iddevise", "codedevise")),
)  # fmt: skip
"""In the order of the article (VII)."""

AMOUNT_AND_SIDE: tuple[FecColumn, ...] = (
    FecColumn("Montant", "amount", "montant", ("mt", "montanteuro", "montanteur"), needed=True),
    FecColumn("Sens", "direction", "sens", ("sensdc", "dc", "debitcredit"), needed=True),
)
"""In the place of Debit and Credit (« Montant » and « Sens »: D or C, +1 or -1)."""

CASH: tuple[FecColumn, ...] = (
    FecColumn("DateRglt", "settled", "date de règlement", ("datereglement",), needed=True),
    FecColumn("ModeRglt", "settlement_mode", "mode de règlement", ("modereglement",), needed=True),
    FecColumn("NatOp", "nature", "nature de l'opération", ("natureop", "natureoperation")),
    FecColumn("IdClient", "client", "identification du client", ("identifiantclient", "clientid")),
)
"""Added for BNC and BA kept on a cash basis (VIII, 5° to 8°)."""

_ALL = (*STANDARD, *AMOUNT_AND_SIDE, *CASH)
BY_FIELD: dict[str, FecColumn] = {column.field: column for column in _ALL}


def key_of(name: str) -> str:
    """A column name without case, accents, spaces, quotes and punctuation."""
    return re.sub(r"[^a-z0-9]", "", fold(name).replace("°", "").replace("º", ""))


_BY_KEY: dict[str, FecColumn] = {
    key: column for column in _ALL for key in (key_of(column.name), *column.synonyms)
}


@dataclass(frozen=True)
class Header:
    """Which column holds which field.

    ``places``: field → index in the line. ``missing``: columns of the article that are absent. ``renamed``: written another
    way than the article. ``extra``: cells of the header that are no column of a FEC. ``ordered``: in the article's order.
    """

    cells: tuple[str, ...]
    places: dict[str, int]
    missing: tuple[FecColumn, ...]
    renamed: tuple[tuple[str, str], ...]
    extra: tuple[str, ...]
    ordered: bool
    by_side: bool
    cash: bool
    present: bool = True

    @property
    def width(self) -> int:
        return len(self.cells)


def read_header(cells: list[str]) -> Header:
    """The header read; the number of fields found tells whether it is one (see :func:`known_in`)."""
    places: dict[str, int] = {}
    renamed: list[tuple[str, str]] = []
    extra: list[str] = []
    for index, cell in enumerate(cells):
        column = _BY_KEY.get(key_of(cell))
        if column is None or column.field in places:
            extra.append(cell.strip() or f"colonne {index + 1}")
            continue
        places[column.field] = index
        if cell != column.name and cell.lower() != column.name.lower():
            renamed.append((cell.strip(), column.name))
    return _header(cells, places, renamed, extra, present=True)


def presumed_header(width: int) -> Header:
    """The article's own order, for a file without a header line."""
    names = [column.name for column in (*STANDARD, *CASH)][:width]
    places = {column.field: index for index, column in enumerate((*STANDARD, *CASH)[:width])}
    return _header(names, places, [], [], present=False)


def _header(
    cells: list[str],
    places: dict[str, int],
    renamed: list[tuple[str, str]],
    extra: list[str],
    *,
    present: bool,
) -> Header:
    by_side = "amount" in places and "direction" in places and not {"debit", "credit"} <= places.keys()
    expected = [
        side
        for column in STANDARD
        for side in (
            [AMOUNT_AND_SIDE[0]] if by_side and column.field == "debit"
            else [AMOUNT_AND_SIDE[1]] if by_side and column.field == "credit"
            else [column]
        )
    ]  # fmt: skip
    missing = tuple(column for column in expected if column.field not in places)
    in_file = [places[column.field] for column in expected if column.field in places]
    return Header(
        tuple(cells), places, missing, tuple(renamed), tuple(extra), in_file == sorted(in_file), by_side,
        "settled" in places or "settlement_mode" in places, present,
    )  # fmt: skip


def known_in(cells: list[str]) -> int:
    """How many distinct columns of a FEC these cells name."""
    return len({column.field for cell in cells if (column := _BY_KEY.get(key_of(cell)))})
