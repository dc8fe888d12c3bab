"""The help of every command in French: its panels and its own option. The library writes them in English."""

from typing import Any

from typer import rich_utils

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Sous-commandes",
    "ERRORS_PANEL_TITLE": "Erreur",
    "DEFAULT_STRING": "[par défaut : {}]",
    "REQUIRED_LONG_STRING": "[obligatoire]",
    "ENVVAR_STRING": "[variable : {}]",
}


def speak_french(command: Any) -> None:
    """Make the help of ``command`` and of its sub-commands French. The library keeps its words in its module: they are set there."""
    for name, words in _PANELS.items():
        setattr(rich_utils, name, words)
    _command(command)


def _command(command: Any) -> None:
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = "SOUS-COMMANDE [ARGUMENTS]…"
    _own_option(command)
    for inner in getattr(command, "commands", {}).values():
        _command(inner)


def _own_option(command: Any) -> None:
    made = command.get_help_option

    def french(context: Any) -> Any:
        option = made(context)
        if option is not None:
            option.help = "Afficher cette aide."
        return option

    command.get_help_option = french
