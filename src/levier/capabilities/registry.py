"""Every capability installed, built in or from a third party's package, found by its entry point.

The catalogue is cheap to build: a capability's module holds its declaration and imports its science only
when it runs. One broken package is put aside and reported by ``levier doctor``; the others keep working.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from rapidfuzz import process

from levier.capabilities.declaration import BadDeclaration, checked
from levier.core.capability import ENTRY_POINT_GROUP, Capability
from levier.core.errors import NotFound

AnyCapability = type[Capability[Any, Any]]
_OURS = "levier"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Package:
    """The distribution that brought a capability."""

    name: str
    version: str

    @property
    def built_in(self) -> bool:
        return self.name == _OURS


@dataclass(frozen=True)
class Broken:
    """An entry point that could not become a capability, and the French reason shown by ``levier doctor``."""

    name: str
    package: Package
    target: str
    reason: str


@dataclass(frozen=True)
class _Found:
    capabilities: dict[str, AnyCapability]
    packages: dict[str, Package]
    broken: tuple[Broken, ...]


def catalogue() -> dict[str, AnyCapability]:
    """Capabilities by name: built-ins first, then the others in alphabetical order."""
    return dict(_found().capabilities)


def get(name: str) -> AnyCapability:
    """The capability called ``name``. Raises NotFound (with the nearest names)."""
    capabilities = _found().capabilities
    if name in capabilities:
        return capabilities[name]
    near = [match for match, _, _ in process.extract(name, list(capabilities), limit=3, score_cutoff=55)]
    mend = (
        f"Vouliez-vous dire : {', '.join(near)} ?"
        if near
        else f"Les savoir-faire installés sont : {', '.join(sorted(capabilities))}."
    )
    raise NotFound(f"Le savoir-faire « {name} » n'existe pas", mend=mend)


def package(name: str) -> Package:
    """The package that brought the capability called ``name``."""
    get(name)
    return _found().packages[name]


def broken() -> list[Broken]:
    """What could not be loaded, for ``levier doctor``."""
    return list(_found().broken)


def refresh() -> None:
    """Look again at what is installed (a package was added while this process runs)."""
    _found.cache_clear()


@lru_cache(maxsize=1)
def _found() -> _Found:
    capabilities: dict[str, AnyCapability] = {}
    packages: dict[str, Package] = {}
    faults: list[Broken] = []
    seen: set[tuple[str, Package, str]] = set()
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=_order):
        origin = _package(entry)
        # The same distribution may stand twice on the path (an editable install beside its folder).
        if (entry.name, origin, entry.value) in seen:
            continue
        seen.add((entry.name, origin, entry.value))
        try:
            if entry.name in capabilities:
                raise BadDeclaration(
                    f"le nom est déjà pris par le paquet « {packages[entry.name].name} » ; il faut en changer"
                )
            capabilities[entry.name] = checked(_load(entry), entry.name)
            packages[entry.name] = origin
        except BadDeclaration as fault:
            _log.warning("capability %s of %s is put aside: %s", entry.name, origin.name, fault)
            faults.append(Broken(entry.name, origin, entry.value, f"{fault}."))
    return _Found(capabilities, packages, tuple(faults))


def _load(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except (Exception, SystemExit) as error:
        raise BadDeclaration(f"le chargement échoue ({type(error).__name__} : {error})") from error


def _package(entry: EntryPoint) -> Package:
    return Package(entry.dist.name, entry.dist.version) if entry.dist else Package("?", "")


def _order(entry: EntryPoint) -> tuple[bool, str, str]:
    origin = _package(entry)
    return (not origin.built_in, entry.name, origin.name)
