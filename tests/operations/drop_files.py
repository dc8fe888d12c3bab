"""A web process's part in an import: keep two documents and hand them to the worker. Prints the batch's number."""

import sys

import django

django.setup()

from levier import durable
from levier.accounts.models import Membership
from levier.operations.importing.services import Dropped, drop

LONG = "\n\n".join(
    f"# Article {number}\n\nLe fournisseur livre la commande {number} sous {number % 30 + 1} jours ouvrés, "
    "franco de port, dans l'emballage convenu entre les parties, et prévient de tout retard par écrit. " * 4
    for number in range(1, 401)
)


def main() -> None:
    durable.launch("web")
    actor = Membership.objects.filter(role="owner").select_related("user").first().actor()
    files = [("long.md", LONG), ("note.md", "# Note\n\nLes clés sont au bureau.\n")]
    dropped = [
        Dropped(name, len(text.encode()), text[:100].encode(), [text.encode()]) for name, text in files
    ]
    print(drop(actor, dropped).pk)
    durable.shutdown()


if __name__ == "__main__":
    sys.exit(main())
