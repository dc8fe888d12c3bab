"""``levier registers``: the registers of trust, to read and to export."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.cli.saving import save
from levier.governance.registers import exporting, processing, systems

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Lire et exporter les registres.")
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Save = Annotated[Path | None, typer.Option("--save", help="Écrire l'ODS et le PDF dans ce dossier.")]


@app.command("processing")
def processings(
    company: Company = None, person: Person = None, as_json: Json = False, folder: Save = None
) -> None:
    """Le registre des traitements (RGPD, article 30)."""
    acting = actor(company, person)
    found = processing.processings(acting)
    if as_json:
        shown = [
            {"key": one.key, "title": one.title, "purpose": one.purpose, "missing": list(one.missing),
             "cells": {name: {"measured": list(cell.measured), "added": cell.added} for name, cell in one.cells.items()}}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        table = Table("N°", "Traitement", "Données trouvées", "À compléter")
        for one in found:
            table.add_row(
                str(one.number),
                one.title,
                "\n".join(one.cells["data"].measured),
                ", ".join(one.missing) or "rien",
            )
        console.print(table)
    if folder:
        files = [
            ("registre-traitements.ods", exporting.processing_ods(acting)),
            ("registre-traitements.pdf", exporting.processing_pdf(acting)),
        ]
        save(folder, files, Console(stderr=as_json, highlight=False))


@app.command("systems")
def systems_(
    company: Company = None, person: Person = None, as_json: Json = False, folder: Save = None
) -> None:
    """Le registre des systèmes d'IA, avec la classe de chacun et ses articles."""
    acting = actor(company, person)
    found = systems.systems(acting)
    if as_json:
        shown = [
            {"key": one.key, "title": one.title, "purpose": one.purpose, "role": one.role, "runs": one.runs,
             "class": one.classified.risk, "articles": list(one.classified.articles), "duties": list(one.classified.duties),
             "models": list(one.models), "data": list(one.data), "oversight": list(one.oversight), "logs": list(one.logs)}
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        table = Table("Système", "Rôle", "Classe", "Articles", "Usage")
        for one in found:
            usage = f"{one.runs} fois" if one.runs else "prêt" if not one.own else "déclaré"
            table.add_row(
                one.title, one.role_words, one.classified.words, ", ".join(one.classified.articles), usage
            )
        console.print(table)
    if folder:
        files = [
            ("registre-ia.ods", exporting.systems_ods(acting)),
            ("registre-ia.pdf", exporting.systems_pdf(acting)),
        ]
        save(folder, files, Console(stderr=as_json, highlight=False))
