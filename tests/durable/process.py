"""A process that the tests start, talk to and kill: ``python -m tests.durable.process migrate|worker|web|inline``."""

import json
import os
import sys

import django


def main(role: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.durable.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    from levier import durable  # noqa: PLC0415

    if role == "migrate":
        call_command("migrate", "durable", verbosity=0, skip_checks=True)
    elif role == "worker":
        durable.work_until_stopped()
        os._exit(0)
    else:
        durable.launch("web" if role == "web" else "inline")
        _obey()


def _obey() -> None:
    """One JSON order by line on standard input, one JSON answer by line on standard output."""
    from levier import durable  # noqa: PLC0415

    orders = {
        "start": durable.start,
        "status": durable.status,
        "wait": durable.wait,
        "events": lambda run, after: list(durable.events(run, after, timeout=60)),
        "cancel": durable.cancel,
    }
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order, *given = json.loads(line)
        print(json.dumps(orders[order](*given)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
