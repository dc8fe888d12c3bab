"""Small capabilities and packages that tests install, whole or broken on purpose."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from levier.capabilities import registry

WHOLE = '''
from pydantic import BaseModel, Field

from levier.core.capability import Capability, Card
from levier.core.errors import NotEnoughData
from levier.core.evidence import Computed
from levier.core.result import Result, Sentence


class Given(BaseModel):
    times: int = Field(default=2, ge=1, le=9, title="Nombre de fois", description="Combien de fois compter")
    what: str = Field(title="Chose comptée", min_length=1)


class Counted(Result):
    total: int


class {class_name}(Capability[Given, Counted]):
    """Count to something."""

    name = "{name}"
    title = "Compter"
    summary = "Compte des choses."
    card = Card(purpose="Compter.")
    examples = ("Compte mes choses",)
    Input = Given
    Output = Counted

    def run(self, ctx, given):
        {body}
        return Counted(
            total=given.times,
            sentences=[Sentence(text=f"Il y en a {{given.times}}.", evidence=["e1"])],
            evidence=[Computed(id="e1", path="total", title="Compte", value=given.times)],
            touched=["dataset:1@1"],
        )
'''


def source(name: str = "count-things", *, body: str = "pass", class_name: str = "Count") -> str:
    """The code of a whole capability whose ``run`` first does ``body``."""
    return WHOLE.format(name=name, body=dedent(body).strip(), class_name=class_name)


def write_package(folder: Path, module: str, code: str, entries: dict[str, str], *, name: str = "") -> None:
    """A distribution installed in ``folder``: one module, and its entry points (name → class)."""
    name = name or module.replace("_", "-")
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = "".join(f"{entry} = {module}:{target}\n" for entry, target in entries.items())
    (info / "entry_points.txt").write_text(f"[levier.capabilities]\n{lines}", encoding="utf-8")


@contextmanager
def installed(folder: Path, *modules: str) -> Iterator[None]:
    """``folder`` on the path, the registry looking again; everything is put back at the end."""
    sys.path.insert(0, str(folder))
    registry.refresh()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for module in modules:
            sys.modules.pop(module, None)
        registry.refresh()


Install = Callable[..., None]
