"""Runs commands one after the other in one process: each line read is the arguments of one, each line written what it gave."""

import contextlib
import io
import json
import os
import sys

from levier.cli.main import status_of


def main() -> None:
    """One JSON list in, one JSON object out, until there is no more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    given, replies = sys.stdin, sys.stdout
    sys.stdin = io.StringIO()
    for line in given:
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            status = status_of(json.loads(line))
        print(
            json.dumps({"status": status, "out": out.getvalue(), "errors": errors.getvalue()}),
            file=replies,
            flush=True,
        )


if __name__ == "__main__":
    main()
