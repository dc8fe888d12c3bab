"""``levier manage``: Django's own administration commands."""

import sys

import click
from django.core.management import execute_from_command_line


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def app(arguments: tuple[str, ...]) -> None:
    """Commandes d'administration de Django (migrate, makemigrations, createsuperuser …)."""
    execute_from_command_line([sys.argv[0], *arguments])
