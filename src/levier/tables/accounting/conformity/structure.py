"""The form of the file: name, encoding, separator, columns, lines that could not be read, dates and amounts as written."""

import polars as pl

from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.columns import BY_FIELD
from levier.tables.accounting.conformity.collecting import Findings
from levier.tables.accounting.reading import Fec
from levier.tables.accounting.splitting import CONFORM, SEPARATORS

_DAYS = ("date", "piece_date", "lettering_date", "validated", "settled")
_MONEY = ("debit", "credit", "amount", "foreign_amount")


def check_structure(fec: Fec, found: Findings) -> None:
    _name(fec, found)
    decoded = fec.decoded
    found.file("encodage", "" if decoded.allowed else f"Le fichier est en {decoded.encoding}")
    _characters(fec, found)
    separator = SEPARATORS[fec.separator]
    found.file("separateur", "" if fec.separator in CONFORM else f"Les zones sont séparées par : {separator}")
    found.several("guillemets", fec.quoted, [(0, f"{format_number(fec.quoted)} ligne(s) entre guillemets")])
    _columns(fec, found)
    found.several(
        "lignes-illisibles",
        len(fec.broken),
        [(one.line, f"{one.reason} : {' | '.join(one.cells)}") for one in fec.broken],
    )
    found.several(
        "lignes-coupees", len(fec.joined), [(line, "ligne recollée à la suivante") for line in fec.joined]
    )
    found.several(
        "lignes-courtes", len(fec.short), [(line, "zones absentes en fin de ligne") for line in fec.short]
    )
    _written(fec, found)


def _name(fec: Fec, found: Findings) -> None:
    name = fec.name
    found.file("nom", "" if name.conform else f"Le fichier s'appelle « {name.name} »")
    if name.siren:
        # 000000000 … 999999999 are placeholders of anonymised files: their key may be right by chance, they are no company.
        wrong = not name.siren_valid or len(set(name.siren)) == 1
        found.file("siren", f"« {name.siren} » n'est pas un SIREN valable" if wrong else "")


def _characters(fec: Fec, found: Findings) -> None:
    texts = [
        column
        for column in ("label", "account_label", "auxiliary_label", "journal_label", "piece")
        if column in fec.frame.columns
    ]
    lost = pl.any_horizontal([pl.col(column).str.contains("\ufffd", literal=True) for column in texts])
    twice = pl.any_horizontal([pl.col(column).str.contains("Ã[\u0080-\u00bf]|â‚¬|â€") for column in texts])
    bad = fec.frame.filter(lost | twice)
    detail = f"{format_number(fec.decoded.nul)} octet(s) nul(s) retiré(s)." if fec.decoded.nul else ""
    shown = pl.coalesce([
        pl.when(pl.col(column).str.contains("\ufffd|Ã[\u0080-\u00bf]|â‚¬|â€")).then(pl.col(column)) for column in texts
    ])  # fmt: skip
    found.lines("caracteres", bad, pl.format("« {} »", shown), detail)
    if fec.decoded.nul and not bad.height:
        found.several("caracteres", 1, [(0, detail)])


def _columns(fec: Fec, found: Findings) -> None:
    header = fec.header
    found.file(
        "en-tete",
        ""
        if header.present
        else "Le fichier commence sans ligne de noms : l'ordre de l'article a été supposé",
    )
    missing = [column.name for column in header.missing]
    found.several("colonnes-absentes", len(missing), [(fec.header_line, name) for name in missing])
    if not header.present:
        return
    found.several(
        "colonnes-nom",
        len(header.renamed),
        [(fec.header_line, f"« {was} » au lieu de « {name} »") for was, name in header.renamed],
    )
    found.file("colonnes-ordre", "" if header.ordered else f"Ordre trouvé : {', '.join(header.cells)}")
    found.several(
        "colonnes-en-plus", len(header.extra), [(fec.header_line, f"« {name} »") for name in header.extra]
    )


def _written(fec: Fec, found: Findings) -> None:
    for code, kind, fields in (
        ("dates-illisibles", "unreadable", _DAYS),
        ("dates-format", "irregular", _DAYS),
        ("montants-illisibles", "unreadable", _MONEY),
        ("montants-forme", "irregular", _MONEY),
        ("decimales", "rounded", _MONEY),
        ("sens", "unreadable", ("direction",)),
    ):
        parts = [
            fec.faults[key].with_columns(pl.lit(BY_FIELD[field].name).alias("column"))
            for field in fields
            if (key := f"{field}.{kind}") in fec.faults
        ]
        if code == "sens" and not fec.header.by_side:
            continue
        bad = (
            pl.concat(parts).sort("line")
            if parts
            else pl.DataFrame(schema={"line": pl.Int64, "text": pl.String, "column": pl.String})
        )
        found.lines(code, bad, pl.format("{} : « {} »", "column", pl.col("text").fill_null("")))
    found.file("virgule", "Les montants sont écrits avec un point décimal" if fec.decimal == "." else "")


def facts_of(fec: Fec) -> dict[str, object]:
    """What the file is, in French, for the top of the report."""
    frame = fec.frame
    days = frame["date"].drop_nulls()
    facts: dict[str, object] = {
        "Lignes": frame.height + len(fec.broken),
        "Journaux": frame["journal"].n_unique(),
        "Comptes": frame["account"].n_unique(),
        "Total des débits (€)": round(int(frame["debit"].sum()) / EURO, 2),
        "Total des crédits (€)": round(int(frame["credit"].sum()) / EURO, 2),
        "Encodage": fec.decoded.encoding,
        "Séparateur": SEPARATORS[fec.separator],
        "Fin de ligne": fec.decoded.line_end,
    }
    if len(days):
        facts["Première date"] = format_date(days.min())  # type: ignore[arg-type]
        facts["Dernière date"] = format_date(days.max())  # type: ignore[arg-type]
    if fec.name.closing:
        facts["Clôture selon le nom"] = format_date(fec.name.closing)
    if fec.name.siren:
        facts["SIREN selon le nom"] = fec.name.siren
    return facts
