"""``levier measures``: what every measure means; a company's own added from a JSON file, or deleted."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.tables.kinds import KINDS
from levier.tables.kinds.templates import kind_by_slug, slug
from levier.tables.measures import MODELS
from levier.tables.measures.own import keeping

app = typer.Typer(add_completion=False)


@app.command()
def measures(
    kind: Annotated[
        str | None, typer.Argument(help="Un type de tableau (« ventes », « stock » …) ; vide : tous.")
    ] = None,
    add: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Définir une mesure d'après un fichier JSON.")
    ] = None,
    delete: Annotated[int | None, typer.Option(metavar="N", help="Supprimer la mesure numéro N.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False,
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne.")] = None,
) -> None:
    """Lister les mesures et leurs définitions ; en définir une, en supprimer une."""
    acting = actor(company, person)
    if add is not None:
        made = keeping.create(acting, _written(add))
        print(f"« {made.given.label} » est définie (numéro {made.id}).")
        return
    if delete is not None:
        print(f"« {keeping.delete(acting, delete)} » est supprimée.")
        return
    _show(acting, kind_by_slug(kind).name if kind else None, as_json)


def _written(path: Path) -> keeping.OwnDefinition:
    """The definition a file holds. Raises BadInput."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadInput(f"« {path} » ne se lit pas", mend="Vérifiez son nom et ses droits.") from fault
    except ValueError as fault:
        raise BadInput(f"« {path} » n'est pas un fichier JSON en UTF-8", mend="Corrigez-le.") from fault
    if not isinstance(given, dict):
        raise BadInput("Une mesure s'écrit comme un objet JSON", mend="Voyez le guide, « Mesures ».")
    given["kind"] = kind_by_slug(str(given.get("kind", ""))).name
    return keeping.read(given)


def _show(acting: Actor, kind: str | None, as_json: bool) -> None:
    models = keeping.models_for(acting.company_id)
    lines = [
        {
            "kind": slug(KINDS[name]),
            "name": one.name,
            "label": one.label,
            "unit": one.unit,
            "definition": one.definition,
            "own": bool(one.own),
        }
        for name in ([kind] if kind else MODELS)
        for one in models[name].measures.values()
    ]
    if as_json:
        print(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    table = Table("Tableau", "Mesure", "Définition")
    for line in lines:
        mark = f" (à vous, n° {str(line['name']).removeprefix('own_')})" if line["own"] else ""
        table.add_row(str(line["kind"]), f"{line['label']}{mark}", str(line["definition"]))
    Console(highlight=False).print(table)
