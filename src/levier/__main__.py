"""``python -m levier``."""

from levier.cli.main import run

run()
