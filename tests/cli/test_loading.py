"""Each command loads what it needs and no more: starting is half of a short command's time."""

import json
import os
import subprocess
import sys

import pytest

HELP = "from levier.cli.main import status_of; status_of(['--help'])"
IMPORT = "from levier.cli.main import load; load('import'); import levier.tables.importing"
OF_OTHER_FACES = {"ninja", "jinja2", "django.test", "levier.api.rest", "levier.web.urls", "allauth.urls"}
HEAVY = {
    "scipy",
    "onnxruntime",
    "tokenizers",
    "dbos",
    "pydantic_ai",
    "openai",
    "reportlab",
    "openpyxl",
    "pypdf",
    "PIL",
    "boto3",
    "sqlalchemy",
    "pandas",
    "statsmodels",
    "sklearn",
    "httpx",
    "lxml",
}


def _loaded(code: str) -> set[str]:
    """The modules of a fresh process once ``code`` has run."""
    show = "import json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "levier.server.settings"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        (HELP, OF_OTHER_FACES | HEAVY | {"polars", "numpy", "pydantic", "django.db.models", "levier.tables"}),
        (IMPORT, OF_OTHER_FACES | HEAVY | {"levier.capabilities.registry", "levier.orchestrator.files", "levier.method.adoption.knowing"}),
    ],
    ids=["help", "import"],
)  # fmt: skip
def test_a_command_does_not_load_what_other_faces_need(code: str, unwanted: set[str]) -> None:
    assert _loaded(code) & unwanted == set()


def test_loading_a_command_leaves_the_search_for_cycles_on() -> None:
    code = "import gc; from levier.cli.main import load; load('people'); assert gc.isenabled(); assert gc.get_freeze_count()"
    assert "levier.cli.people" in _loaded(code)
