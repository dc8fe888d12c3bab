"""``levier facture``: read electronic invoices, check them, print the report. Nothing is kept: ``levier import`` keeps."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from levier.cli.failing import for_people, tell
from levier.core.errors import BadInput, LevierError
from levier.tables.invoicing.apart import Reader
from levier.tables.invoicing.archives import files_in, is_zip
from levier.tables.invoicing.read import ReadInvoice
from levier.tables.invoicing.report import FAMILIES, VERDICTS, Verdict
from levier.tables.invoicing.rules.rule import Gravity, shown
from levier.tables.invoicing.sniffing import may_be_invoice

app = typer.Typer(add_completion=False)
_TONES: dict[Verdict, str] = {"conform": "green", "doubtful": "yellow", "faulty": "red"}
_MARKS: dict[Gravity, str] = {
    "error": "[red]✗[/red]",
    "doubt": "[yellow]![/yellow]",
    "remark": "[dim]·[/dim]",
}
_FOUND_SHOWN = 3


@app.command()
def invoices(
    files: Annotated[
        list[Path], typer.Argument(help="Factures PDF (Factur-X, ZUGFeRD) ou XML (CII, UBL), dossiers, ZIP.")
    ],
    every: Annotated[bool, typer.Option("--tout", help="Montrer aussi les règles respectées.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Une liste JSON : facture et rapport complets.")
    ] = False,
) -> None:
    """Lire des factures électroniques et vérifier leur conformité. Code de sortie 3 si l'une n'est pas conforme."""
    console = Console(highlight=False, quiet=as_json)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    said: list[dict[str, Any]] = []
    status = 0
    with Reader() as reader:
        for path, data, name in _files(files, errors):
            try:
                if data is None:
                    raise BadInput("Le fichier est introuvable", where=str(path), mend="Vérifiez le chemin.")
                read = reader.read(data, name)
            except LevierError as error:
                failure = for_people(error)
                said.append({"file": str(path), "name": name, "error": failure.message})
                tell(errors, failure.message)
                status = max(status, failure.exit_status)
                continue
            said.append(
                {
                    "file": str(path),
                    **read.model_dump(mode="json", exclude={"xml"}),
                    "verdict": read.report.verdict,
                }
            )
            print_report(console, read, every=every)
            status = max(status, 3 if read.report.verdict == "faulty" else 0)
    if as_json:
        print(json.dumps(said, ensure_ascii=False, indent=2))
    raise typer.Exit(status)


def _files(paths: list[Path], errors: Console) -> Iterator[tuple[Path, bytes | None, str]]:
    """Each file with its bytes (None when it cannot be read): a folder gives its PDF and XML, a ZIP what it holds."""
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in (".xml", ".pdf"))
            yield from ((file, file.read_bytes(), file.name) for file in inside)
            continue
        try:
            data = path.read_bytes()
        except OSError:
            yield path, None, path.name
            continue
        if is_zip(data):
            try:
                yield from ((path, part, name) for part, name in files_in(data, path.name))
            except BadInput as error:
                tell(errors, error.message)
        else:
            yield path, data, path.name


def print_report(console: Console, read: ReadInvoice, *, every: bool = False) -> None:
    """The invoice in a few lines, then what is wrong with it and how to mend it."""
    invoice, report = read.invoice, read.report
    tone = _TONES[report.verdict]
    kind = "Avoir" if invoice.is_credit_note else "Facture"
    console.print(f"[bold]{kind} n° {invoice.number or '?'}[/bold]  [{tone}]{VERDICTS[report.verdict]}[/{tone}]  "
                  f"[dim]{report.profile}, {invoice.syntax} — {read.name}[/dim]", soft_wrap=True)  # fmt: skip
    facts = Table(show_header=False, box=None, pad_edge=False)
    for label, value in _facts(read):
        facts.add_row(Text(f"  {label}"), Text(value))
    console.print(facts)
    for gravity in ("error", "doubt", "remark"):
        for outcome in report.broken(gravity):
            console.print(f"  {_MARKS[gravity]} [bold]{outcome.rule}[/bold] {outcome.asks}", soft_wrap=True)
            for found in outcome.findings[:_FOUND_SHOWN]:
                place = f"ligne {found.line} du XML" if found.line else ""
                console.print(
                    Text(f"      {found.place} : {found.found}{f' ({place})' if place else ''}"),
                    soft_wrap=True,
                )
            if len(outcome.findings) > _FOUND_SHOWN:
                console.print(f"      … et {len(outcome.findings) - _FOUND_SHOWN} autres")
            if gravity != "remark":
                console.print(Text(f"      → {outcome.mend}", style="dim"), soft_wrap=True)
    held = [outcome for outcome in report.outcomes if outcome.holds]
    if every:
        for outcome in held:
            console.print(f"  [green]✓[/green] {outcome.rule} {outcome.asks}", soft_wrap=True)
    families = len({outcome.family for outcome in report.outcomes})
    console.print(f"  [green]✓[/green] {len(held)} règles respectées sur {len(report.outcomes)}"
                  f" [dim]({families} familles sur {len(FAMILIES)})[/dim]", soft_wrap=True)  # fmt: skip
    for note in report.notes:
        console.print(Text(f"  {note}", style="dim"), soft_wrap=True)
    console.print()


def _facts(read: ReadInvoice) -> Iterator[tuple[str, str]]:
    invoice, sums = read.invoice, read.invoice.totals
    money = f" {invoice.currency}" if invoice.currency else ""
    yield "Émise le", f"{invoice.issued:%d/%m/%Y}" if invoice.issued else "date absente"
    yield "Vendeur", _who(invoice.seller.name, invoice.seller.siren, invoice.seller.vat)
    yield "Acheteur", _who(invoice.buyer.name, invoice.buyer.siren, invoice.buyer.vat)
    yield "Lignes", str(len(invoice.lines))
    yield "Total HT", shown(sums.net) + money
    yield "TVA", shown(sums.vat) + money
    yield "Total TTC", shown(sums.gross) + money
    yield "À payer", shown(sums.payable) + money + (f", le {invoice.due:%d/%m/%Y}" if invoice.due else "")
    if invoice.iban:
        yield "IBAN", invoice.iban


def _who(name: str | None, siren: str | None, vat: str | None) -> str:
    ids = ", ".join(part for part in (siren and f"SIREN {siren}", vat and f"TVA {vat}") if part)
    return " ".join((name or "?").split()) + (f" ({ids})" if ids else "")


def may_be_one(file: Path) -> bool:
    """Whether a file looks like an invoice (or a ZIP that holds some)."""
    if not file.is_file() or file.suffix.lower() not in (".xml", ".pdf", ".zip"):
        return False
    data = file.read_bytes()
    if not is_zip(data):
        return may_be_invoice(data)
    try:
        return any(may_be_invoice(part) for part, _ in files_in(data, file.name))
    except BadInput:
        return False
