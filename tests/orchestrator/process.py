"""Processes of a house with scripted capabilities: ``python -m tests.orchestrator.process migrate|worker|web``."""

import json
import os
import sys

import django


def main(role: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    from levier import durable  # noqa: PLC0415

    if role == "migrate":
        call_command("migrate", verbosity=0, skip_checks=True)
    elif role == "worker":
        from levier.orchestrator.running import machinery  # noqa: PLC0415
        from tests.orchestrator.scripted import MACHINERY  # noqa: PLC0415

        machinery.hand_in(MACHINERY)
        durable.work_until_stopped()
        os._exit(0)
    else:
        durable.launch("web")
        _obey()


def _obey() -> None:
    """Make a company and its owner, then obey one JSON order by line."""
    from levier.accounts.models import Company, Membership, User  # noqa: PLC0415
    from levier.core.actor import Role  # noqa: PLC0415
    from levier.durable import stream  # noqa: PLC0415
    from levier.orchestrator import services  # noqa: PLC0415

    company, _ = Company.objects.get_or_create(name="Boulangerie Martin", slug="martin")
    user = User.objects.filter(email="claire@martin.example").first()
    user = user or User.objects.create_user("claire@martin.example", name="Claire Martin")
    member, _ = Membership.objects.get_or_create(user=user, company=company, defaults={"role": Role.OWNER})
    actor = member.actor()

    def answer(request: int) -> object:
        found = services.answer(actor, request)
        return found and found.model_dump(mode="json")

    orders = {
        "submit": lambda text: services.submit(actor, text).pk,
        "answer": answer,
        "events": lambda request, after: list(services.events(actor, request, after)),
        "told": lambda request: stream.fetch(services.get(actor, request).run),
        "modules": lambda: sorted(sys.modules),
    }
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order, *given = json.loads(line)
        print(json.dumps(orders[order](*given)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
