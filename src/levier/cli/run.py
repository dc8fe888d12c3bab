"""``levier run NAME --options``: one command for each capability, its options and help made from its
declaration.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from levier.capabilities import registry, running
from levier.capabilities.inputs import InputField, fields, from_texts
from levier.capabilities.payload import payload
from levier.cli.person import actor
from levier.cli.result_view import show
from levier.cli.saving import save
from levier.core.capability import ProgressReport
from levier.core.errors import BadInput
from levier.orchestrator.files import rendered

_NOTHING = 3
_OURS = ("as_json", "company", "person", "save_to")


class _French(click.Command):
    """A command whose own help option speaks French."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option


class Capabilities(_French, click.Group):
    """The capabilities installed, looked up only when the help or one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(registry.catalogue())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(registry.get(cmd_name))


app = Capabilities(name="run", help="Lancer un savoir-faire. « levier run NOM --help » décrit ses options.")


def _command(capability: registry.AnyCapability) -> click.Command:
    shown = fields(capability.Input)
    examples = "".join(f"\n\n• {example}" for example in list(capability.examples)[:3])
    return _French(
        capability.name,
        callback=_callback(capability),
        params=[*(option for field in shown for option in _options(field)), *_common()],
        help=f"{capability.summary}\n\nOn le demande aussi ainsi à « levier ask » :{examples}"
        if examples
        else capability.summary,
        short_help=capability.title,
    )


def _callback(capability: registry.AnyCapability) -> Callable[..., None]:
    def call(**options: Any) -> None:
        as_json, company, person, folder = (options.pop(name) for name in _OURS)
        given = from_texts(capability.Input, lambda name: _texts(options.get(name)))
        acting = actor(company, person)
        with _progress(quiet=as_json) as report:
            try:
                ran = running.run(capability.name, given, acting, progress=report)
            except BadInput as error:
                raise _by_option(capability, error) from None
        if as_json:
            click.echo(json.dumps(payload(ran), ensure_ascii=False, indent=2))
        else:
            show(ran)
        if folder:
            names = [one.name for one in ran.output.downloads]
            found = (rendered(capability.name, ran.output, name) for name in names)
            made = ((offered.name, data) for offered, data in found)
            save(Path(folder), made, Console(stderr=as_json, highlight=False))
        if not any(sentence.kind != "notice" for sentence in ran.output.sentences):
            raise click.exceptions.Exit(_NOTHING)

    return call


def _by_option(capability: registry.AnyCapability, error: BadInput) -> BadInput:
    """The refusal with the options to change where it names fields: « (option --having) » for « (champ having) »."""
    place = error.where.removeprefix("champ ")
    if place == error.where:
        return error
    options = {
        name: f"{one.option}-start, {one.option}-end" if one.kind == "period" else one.option
        for one in fields(capability.Input)
        for name in (one.name, one.label)
    }
    named = [options.get(part.split(".", maxsplit=1)[0], "") for part in place.split(", ")]
    found = dict.fromkeys(one for one in named if one)
    return BadInput(error.what, where=f"option {', '.join(found)}", mend=error.mend) if all(named) else error


def _options(field: InputField) -> list[click.Option]:
    if field.kind == "period":
        return [
            click.Option([f"{field.option}-{edge}", f"{field.name}_{edge}"], help=f"{field.label} : {words}")
            for edge, words in (("start", "premier jour"), ("end", "dernier jour"))
        ]
    if field.kind == "flag":
        return [
            click.Option(
                [f"{field.option}/--no-{field.option[2:]}", field.name], default=None, help=_help(field)
            )
        ]
    return [
        click.Option(
            [field.option, field.name], multiple=field.many, metavar=_metavar(field), help=_help(field)
        )
    ]


def _help(field: InputField) -> str:
    parts = [
        field.label,
        f" : {field.help}" if field.help else "",
        f" ({field.unit})" if field.unit else "",
        ".",
    ]
    if field.many:
        parts.append(" Répétez l'option pour plusieurs valeurs.")
    if field.choices:
        parts.append(" Choix : " + ", ".join(f"{value} ({label})" for value, label in field.choices) + ".")
    if field.required:
        parts.append(" Obligatoire.")
    elif field.shown_default:
        parts.append(f" Par défaut : {field.shown_default}.")
    return "".join(parts)


def _metavar(field: InputField) -> str:
    if field.choices:
        return "|".join(value for value, _ in field.choices)
    return {"integer": "NOMBRE", "number": "NOMBRE", "date": "JJ/MM/AAAA", "json": "JSON"}.get(
        field.kind, "TEXTE"
    )


def _common() -> list[click.Option]:
    return [
        click.Option(["--json", "as_json"], is_flag=True, help="Un seul objet JSON."),
        click.Option(["--company", "company"], metavar="TEXTE", help="L'entreprise (son nom court)."),
        click.Option(
            ["--save", "save_to"], metavar="DOSSIER", help="Y écrire les fichiers que le résultat offre."
        ),
        click.Option(["--as", "person"], metavar="ADRESSE", help="L'adresse e-mail de la personne qui agit."),
    ]


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(one) for one in value] if isinstance(value, tuple) else [str(value)]


class _progress:
    """A progress bar on the error output of a terminal; nothing elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )

    def __enter__(self) -> ProgressReport:
        self._bar.start()
        task = self._bar.add_task("Calcul", total=None)

        def report(done: int, total: int, note: str = "") -> None:
            self._bar.update(task, completed=done, total=total or None, description=note or "Calcul")

        return report

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
