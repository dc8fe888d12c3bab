"""Questions in French over every kind of table, planned, run and compared with plain pandas figures, exactly.

``questions.tsv``: « held-out » questions were written before the vocabulary of these kinds was tuned on the « dev » ones.
A question is right when the step planned gives the very lines and values that pandas computes from what is meant (lines of
zero may be left out, and a ranking of which no number was asked may be cut). Rival in the same run: the planner as it was,
which knew the sales only.
"""

import os
import tempfile

import django


def main() -> None:
    os.environ.setdefault("LEVIER_HOME", tempfile.mkdtemp(prefix="levier-measures-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    django.setup()
    from benchmarks.measures.measuring import report  # noqa: PLC0415 — needs Django's settings

    report()


if __name__ == "__main__":
    main()
