"""``levier firm``: the firm one is of, how its reports look, whose reports it signs."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from levier.cli.person import actor
from levier.core.errors import BadInput
from levier.operations.firms import identity, joining, signing, telling
from levier.operations.firms.models import Firm

app = typer.Typer(
    add_completion=False, invoke_without_command=True, help="Le cabinet et la signature des rapports."
)
console = Console(highlight=False, soft_wrap=True)
Company = Annotated[str | None, typer.Option(help="L'entreprise où l'on agit (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]


@app.callback()
def firm(
    context: typer.Context, company: Company = None, person: Person = None, as_json: Json = False
) -> None:
    """Montrer le cabinet de la personne."""
    if not context.invoked_subcommand:
        _show(joining.own_firm(actor(company, person).person_id), as_json)


@app.command()
def found(
    name: Annotated[str, typer.Argument(help="Le nom du cabinet.")],
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Créer son cabinet."""
    _show(joining.found(actor(company, person).person_id, name), as_json)


@app.command()
def look(
    name: Annotated[str | None, typer.Option(help="Le nom.")] = None,
    accent: Annotated[str | None, typer.Option(help="La couleur, par exemple #7a1f4b.")] = None,
    footer: Annotated[str | None, typer.Option(help="La ligne de pied de page.")] = None,
    legal: Annotated[str | None, typer.Option(help="La mention légale.")] = None,
    logo: Annotated[
        Path | None, typer.Option(help="Un fichier PNG, JPEG ou SVG.", exists=True, dir_okay=False)
    ] = None,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Changer l'identité du cabinet ; ce qui n'est pas dit reste."""
    me = actor(company, person).person_id
    now = joining.led_firm(me)
    given = identity.GivenIdentity(
        now.name if name is None else name, now.accent if accent is None else accent, now.footer if footer is None else footer,
        now.legal if legal is None else legal, logo=logo.read_bytes() if logo else None,
    )  # fmt: skip
    _show(identity.save_identity(me, given, now.revision), as_json)


@app.command()
def sign(
    way: Annotated[
        str,
        typer.Argument(
            help="on : le cabinet signe les rapports de l'entreprise ; off : il ne les signe plus."
        ),
    ],
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Signer les rapports d'une entreprise, ou ne plus les signer."""
    if way not in ("on", "off"):
        raise BadInput(f"« {way} » ne se comprend pas", where="sign", mend="Écrivez on ou off.")
    who = actor(company, person)
    signing.sign(who, way == "on")
    told = telling.signature_told(signing.signature_of(who.company_id))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    console.print(f"[green]✓[/green] Rapports signés par {escape(told['firm'] or 'Levier')}.")


def _show(found: Firm, as_json: bool) -> None:
    told = telling.told(found)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    console.print(
        f"[bold]{escape(found.name)}[/bold], couleur {found.accent}, {'avec' if told['logo'] else 'sans'} logo"
    )
    console.print(f"Personnes : {', '.join(escape(one['name']) for one in told['people'])}")
    console.print(
        f"Signe pour : {', '.join(escape(one['name']) for one in told['signs']) or 'personne encore'}"
    )
