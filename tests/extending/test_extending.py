"""The package of docs/extending.md is built, installed beside Levier, and used through each door."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from levier.capabilities import registry, running
from levier.cli.run import app
from levier.core.errors import BadInput, NotFound
from levier.tables.importing import import_file
from levier.validation import validate
from tests.api.conftest import sales_file  # noqa: F401
from tests.capabilities.toys import installed
from tests.cast import Person

HERE = Path(__file__).parent
PACKAGE = HERE / "levier_abc"
PAGE = HERE.parents[1] / "docs" / "extending.md"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the package is installed by pip, from a copy of its files."""
    folder = tmp_path_factory.mktemp("extending")
    copy = shutil.copytree(PACKAGE, folder / "source", ignore=shutil.ignore_patterns("*.egg-info", "build"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--target", str(folder / "target"), str(copy)], check=True
    )
    return folder / "target"


@pytest.fixture
def added(target: Path) -> Iterator[None]:
    with installed(target, "levier_abc", "levier_abc.ranking"):
        yield


@pytest.fixture
def shop(owner: Person, sales_file: Path) -> Person:  # noqa: F811
    import_file(owner.actor, sales_file)
    return owner


def test_the_page_shows_the_very_files() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"<!-- file: (\S+) -->\n\n```\w+\n(.*?)```\n", page, re.DOTALL)
    assert [name for name, _ in shown] == [
        "pyproject.toml",
        "src/levier_abc/__init__.py",
        "src/levier_abc/ranking.py",
    ]
    for name, text in shown:
        assert text == (PACKAGE / name).read_text(encoding="utf-8"), f"docs/extending.md differs from {name}"


@pytest.mark.usefixtures("added")
def test_it_is_found_without_a_word_to_levier() -> None:
    assert registry.get("abc-analysis").title == "Analyse ABC"
    assert registry.package("abc-analysis") == registry.Package("levier-abc", "1.0")
    assert "abc-analysis" not in [fault.name for fault in registry.broken()]


@pytest.mark.django_db
@pytest.mark.usefixtures("added")
def test_it_runs_with_the_rights_and_proofs_of_any_other(shop: Person, stranger: Person) -> None:
    ran = running.run("abc-analysis", {}, shop.actor, step="s3")
    assert ran.output.sentences[0].evidence == ["s3.first", "s3.share", "s3.total"]
    assert "3 produits" in ran.output.sentences[0].text
    validated = validate(ran.output.sentences, ran.output.evidence)
    assert not [(claim.text, claim.reason) for claim in validated.removed]
    with pytest.raises(NotFound):
        running.run("abc-analysis", {}, stranger.actor)
    with pytest.raises(BadInput, match="Part de la classe A"):
        running.run("abc-analysis", {"share": 2}, shop.actor)


@pytest.mark.django_db
@pytest.mark.usefixtures("added")
def test_it_is_a_command(shop: Person) -> None:
    ran = CliRunner().invoke(app, ["abc-analysis", "--by", "country", "--json"])
    assert ran.exit_code == 0, ran.exception
    assert json.loads(ran.stdout)["output"]["keys"] == ["France"]


def test_it_is_an_operation_of_the_api_and_a_tool_of_the_mcp_server(target: Path) -> None:
    """In a process of its own: a server reads the catalogue when it starts."""
    code = (
        "import asyncio, django; django.setup()\n"
        "from levier.api.rest import api\n"
        "from levier.api.mcp import _list_tools\n"
        "operation = api.get_openapi_schema()['paths']['/api/v1/capabilities/abc-analysis']['post']\n"
        "assert operation['summary'] == 'Analyse ABC', operation\n"
        "tools = {tool.name for tool in asyncio.run(_list_tools(None, None)).tools}\n"
        "assert 'abc-analysis' in tools, tools\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(target),
        "DJANGO_SETTINGS_MODULE": "levier.server.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
