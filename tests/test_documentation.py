"""The commands that the documentation shows exist, with the options shown."""

import re
import shlex
from pathlib import Path

import pytest

from levier.cli.main import COMMANDS, load
from levier.tables.kinds import KINDS
from levier.tables.kinds.templates import slug

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    page for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if "decisions" not in page.parts
)
BLOCK = re.compile(r"```sh\n(.*?)```", re.S)


def shown() -> list[tuple[str, str]]:
    """(page, command line) of every line of every shell block."""
    return [
        (str(page.relative_to(ROOT)), line.strip())
        for page in PAGES
        for block in BLOCK.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


@pytest.mark.parametrize(("page", "line"), [item for item in shown() if "levier " in item[1]])
def test_a_levier_command_in_the_documentation_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    start = next((i for i, word in enumerate(words) if word.rsplit("/", 1)[-1] == "levier"), None)
    if start is None:
        return
    name, *arguments = words[start + 1 :]
    assert name in COMMANDS, f"{page}: « {line} » names an unknown command: {name}"
    command = load(name)
    while hasattr(command, "get_command") and arguments and not arguments[0].startswith("-"):
        found = command.get_command(
            command.make_context("levier", ["--help"], resilient_parsing=True), arguments.pop(0)
        )
        assert found is not None, f"{page}: « {line} » names an unknown command"
        command = found
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    known |= {"--help", "-h"}
    unknown = [word for word in arguments if word.startswith("--") and word.split("=")[0] not in known]
    if name != "manage":
        assert not unknown, f"{page}: « {line} » shows unknown options: {unknown}"


@pytest.mark.parametrize(("page", "line"), [item for item in shown() if item[1].startswith("make ")])
def test_a_make_target_in_the_documentation_exists(page: str, line: str) -> None:
    target = shlex.split(line, comments=True)[1]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.M), f"{page}: no target {target}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_levier_is_documented(name: str) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"levier {name}\b|make {name}\b", text), f"« levier {name} » is documented nowhere"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: broken link {target}"


def test_every_kind_of_table_is_in_the_guide_with_its_template() -> None:
    text = (ROOT / "docs" / "guide" / "tableaux.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert f"| {kind.label} | {kind.lines} |" in text, kind.name
        assert f"| `{slug(kind)}` |" in text, kind.name


def test_every_page_of_the_guide_is_in_its_contents() -> None:
    folder = ROOT / "docs" / "guide"
    contents = (folder / "README.md").read_text(encoding="utf-8")
    missing = [
        page.name
        for page in folder.glob("*.md")
        if page.name != "README.md" and f"]({page.name})" not in contents
    ]
    assert not missing
