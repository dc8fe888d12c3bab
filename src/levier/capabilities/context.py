"""What a capability is handed when it runs: the company's tables, documents and models, within the person's
rights.

Tables, documents and models are opened at the first use, so that a capability pays only for what it reads
and the web process does not load them at start.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.capability import Context, ProgressReport

_PROVIDED: dict[str, Callable[[Actor], Any]] = {}


def provide(name: str, build: Callable[[Actor], Any]) -> None:
    """Give every context something that an upper floor knows, under the name of its field; called once, as the site starts."""
    _PROVIDED[name] = build


class _Late:
    """Stands for an object built at its first use."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._built: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._built is None:
            self._built = self._build()
        return getattr(self._built, name)


def build(
    actor: Actor,
    *,
    progress: ProgressReport | None = None,
    run: str = "",
    step: str = "",
    language: str = "fr",
    capability: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Context:
    """The context of one step for ``actor``; every access it holds is limited to what the actor may see.

    Raises Company.DoesNotExist when the actor's company is gone.
    """
    company = Company.objects.get(pk=actor.company_id)
    context = Context(
        actor=actor,
        today=company.today,
        tables=_late(lambda: _access("levier.tables.access", "CompanyTables")(actor)),
        knowledge=_late(lambda: _access("levier.knowledge.access", "CompanyKnowledge")(actor)),
        models=_late(lambda: _access("levier.inference.language", "CompanyModels")(actor, capability)),
        alerts=_late(lambda: _access("levier.tables.alerts.memory", "CompanyAlerts")(actor, capability)),
        method=_late(lambda: _PROVIDED["method"](actor)) if "method" in _PROVIDED else None,
        company=company.name,
        language=language,
        run=run,
        step=step,
    )
    if progress is not None:
        context.progress = progress
    if cancelled is not None:
        context.cancelled = cancelled
    return context


def spent(context: Context) -> float:
    """What the language models used through this context cost so far, in euros; 0 when none was used."""
    models = context.models
    built = object.__getattribute__(models, "_built") if isinstance(models, _Late) else models
    return float(getattr(built, "spent", 0.0) or 0.0)


def _late(build: Callable[[], Any]) -> Any:
    return _Late(build)


def _access(module: str, name: str) -> Any:
    return getattr(import_module(module), name)
