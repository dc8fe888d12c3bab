"""``levier manage``: Django's own administration commands."""

import sys

import typer
from django.core.management import execute_from_command_line

app = typer.Typer(add_completion=False)


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
def manage(context: typer.Context) -> None:
    """Commandes d'administration de Django (migrate, makemigrations, createsuperuser …)."""
    execute_from_command_line([sys.argv[0], *context.args])
