"""A company's documents in a process of their own, on the database of ``DATABASE_URL``.

``python -m tests.knowledge.process migrate|library`` — the second obeys one JSON order by line.
"""

import json
import os
import sys

import django
import numpy as np


def main(role: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    if role == "migrate":
        call_command("migrate", verbosity=0, skip_checks=True)
    else:
        _obey()


def _obey() -> None:
    """Make a company with an owner and an employee, then obey."""
    from django.db import connection  # noqa: PLC0415

    from levier.accounts.models import Company, Membership, User  # noqa: PLC0415
    from levier.core.actor import Role  # noqa: PLC0415
    from levier.inference.embedding import embedder  # noqa: PLC0415
    from levier.knowledge import removing  # noqa: PLC0415
    from levier.knowledge.access import CompanyKnowledge  # noqa: PLC0415
    from levier.knowledge.adding import NewText, add_texts  # noqa: PLC0415
    from levier.knowledge.models import Passage  # noqa: PLC0415
    from levier.knowledge.space import readable, space_of  # noqa: PLC0415

    company = Company.objects.create(name="Boulangerie Martin", slug="martin")
    actors = {}
    for role in (Role.OWNER, Role.EMPLOYEE):
        user = User.objects.create_user(f"{role}@martin.example", name=str(role))
        actors[str(role)] = Membership.objects.create(user=user, company=company, role=role).actor()

    def words(who: str, terms: list[str]) -> int:
        space = space_of(company.pk, embedder().name)
        allowed = np.isin(space.documents, readable(actors[who]))
        return len(space.words.nearest(terms, allowed, 50))

    orders = {
        "vendor": lambda: connection.vendor,
        "add": lambda title, text, readers: (
            add_texts(actors["owner"], [NewText(title, text, readers=readers)])[0].document_id
        ),
        "remove": lambda document: removing.remove(actors["owner"], document),
        "search": lambda who, question: [
            hit.title for hit in CompanyKnowledge(actors[who]).search(question).hits
        ],
        "words": words,
        "indexed": Passage.objects.count,
    }
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order, *given = json.loads(line)
        print(json.dumps(orders[order](*given)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
