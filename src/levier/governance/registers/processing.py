"""The processing register: one line for each activity, in the columns of the CNIL's model."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from levier.accounts.models import Company, Membership
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.numbers import format_count
from levier.core.french.writing_dates import format_date
from levier.governance.registers import completing, retention
from levier.governance.registers.measuring import Measured, measured, personal_in
from levier.governance.registers.models import Entry, Register
from levier.knowledge.reading import readable_documents
from levier.policy.destinations import IN_FRENCH, DataClass, destinations
from levier.policy.personal.kinds import KINDS as PERSONAL
from levier.policy.rights import Permission, require

BASES = {
    "contract": "exécution d'un contrat", "legal": "obligation légale", "interest": "intérêt légitime",
    "consent": "consentement", "public": "mission d'intérêt public", "vital": "sauvegarde de la vie",
}  # fmt: skip
_TECHNICAL = (
    "hébergement sur la machine de l'entreprise",
    "mots de passe hachés et double authentification possible",
    "droits de lecture vérifiés dans chaque requête",
    "journal infalsifiable de chaque accès",
    "effacement physique des données supprimées",
    "pseudonymisation avant tout envoi à un modèle extérieur",
)


@dataclass(frozen=True)
class Cell:
    """What stands in a column: what was measured, and what people added. The two are never mixed."""

    label: str
    measured: tuple[str, ...] = ()
    added: str = ""
    origin: str = ""

    @property
    def text(self) -> str:
        """Both, for a printed page or a spreadsheet."""
        return "\n".join(part for part in ("\n".join(self.measured), self.added) if part)

    @property
    def missing(self) -> bool:
        return not self.measured and not self.added


@dataclass(frozen=True)
class Processing:
    """One activity. ``cells``: its columns by name, in the order of the model; ``used``: whether it really ran."""

    key: str
    number: int
    title: str
    purpose: str
    used: bool
    note: str
    cells: dict[str, Cell]
    sensitive: bool
    personal: bool
    entry: Entry | None = None
    missing: tuple[str, ...] = field(default=())


@cache
def model() -> dict[str, Any]:
    """The columns of the form and the tables that turn what is measured into the model's words."""
    return dict(json.loads(Path(__file__).with_name("columns.json").read_text(encoding="utf-8")))


def processings(actor: Actor) -> list[Processing]:
    """The whole register: what ran, the platform's own activities, what the company added. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    said = completing.entries(actor, Register.PROCESSING)
    company = Company.objects.get(pk=actor.company_id)
    kept = _retention(actor, company.today)
    outside = _outside(actor.company_id)
    found: list[Processing] = []
    for one in measured(actor):
        if one.used and _is_personal(one):
            found.append(_of_capability(one, said.get(f"capability:{one.name}"), kept, outside))
    found += _of_platform(actor, company, said, kept, outside)
    found += [_own(entry) for key, entry in said.items() if key.startswith("own:")]
    return [
        Processing(**{**vars(one), "number": number, "missing": tuple(_missing(one))})
        for number, one in enumerate(found, 1)
    ]


def one(actor: Actor, key: str) -> Processing:
    """One line. Raises NotAllowed, NotFound."""
    found = next((line for line in processings(actor) if line.key == key), None)
    if found is None:
        raise NotFound("Ce traitement n'est pas au registre", mend="Voyez la liste du registre.")
    return found


def not_personal(actor: Actor) -> list[Measured]:
    """What ran without personal data, or never ran: said beside the register so that nothing seems forgotten."""
    require(actor, Permission.GOVERN)
    return [one for one in measured(actor) if not (one.used and _is_personal(one))]


def _is_personal(one: Measured) -> bool:
    card = registry.get(one.name).card
    return bool(one.personal) or card.personal_data != "aucune"


def _of_capability(
    one: Measured, entry: Entry | None, kept: tuple[str, ...], outside: tuple[str, ...]
) -> Processing:
    card = registry.get(one.name).card
    kinds = one.personal
    facts = (
        f"{format_count(one.runs, 'exécution')} du {format_date(one.first)} au {format_date(one.last)}"
        if one.first and one.last
        else ""
    )
    readers = sorted({reader for table in one.tables for reader in table.readers})
    models = tuple(
        f"modèle {called.model} ({called.endpoint}), {format_count(called.calls, 'appel')}"
        for called in one.models
    )
    people = sorted(
        {model()["people_by_kind"][t.kind] for t in one.tables if t.kind in model()["people_by_kind"]}
    )
    cells = _cells(
        entry,
        purpose=(card.purpose,),
        people=tuple(people),
        data=_categories(kinds) or (f"d'après la fiche du savoir-faire : {card.personal_data}",),
        sensitive=_sensitive(kinds),
        retention=kept if one.documents else ("les tableaux sont gardés jusqu'à leur suppression",),
        recipients=(*readers, *models),
        transfers=outside if one.models else ("aucun : rien ne sort de cette machine pour ce traitement",),
        sources=tuple(
            f"« {table.name} » ({table.kind_label}, version {table.version})" for table in one.tables
        )
        + ((format_count(one.documents, "document"),) if one.documents else ()),
    )
    return Processing(
        f"capability:{one.name}", 0, one.title, card.purpose, True, facts, cells,
        bool(set(kinds) & set(model()["sensitive"])), bool(kinds), entry,
    )  # fmt: skip


def _of_platform(
    actor: Actor, company: Company, said: dict[str, Entry], kept: tuple[str, ...], outside: tuple[str, ...]
) -> list[Processing]:
    """The activities that Levier itself is: accounts and journal, and the keeping of documents."""
    count = Membership.objects.filter(company=company).count()
    accounts = _cells(
        said.get("platform:accounts"),
        purpose=("ouvrir et fermer les accès, garder la preuve de ce qui a été fait",),
        people=(f"{format_count(count, 'personne')} avec un compte",),
        data=(
            "État civil, identité : nom",
            "Coordonnées : adresse e-mail",
            "Données de connexion : date et action",
        ),
        sensitive=(),
        retention=("le compte : jusqu'à son retrait ; le journal : sans effacement possible (preuve)",),
        recipients=("dirigeants et responsables",),
        transfers=("aucun",),
        sources=("saisi par les personnes elles-mêmes",),
    )
    title = "Comptes, droits et journal"
    purpose = "Ouvrir et fermer les accès, garder la preuve de ce qui a été fait."
    found = [
        Processing("platform:accounts", 0, title, purpose, True, "", accounts, False, True,
                   said.get("platform:accounts"))
    ]  # fmt: skip
    documents = set(readable_documents(actor).values_list("pk", flat=True))
    if documents:
        counted = personal_in(documents)
        where = {kind: [format_count(n, "document")] for kind, n in counted.items()}
        cells = _cells(
            said.get("platform:documents"),
            purpose=("garder, classer et retrouver les documents de l'entreprise",),
            people=("personnes nommées dans les documents",) if counted.get("PERSONNE") else (),
            data=_categories(where),
            sensitive=_sensitive(where),
            retention=kept,
            recipients=("les lecteurs choisis pour chaque document",),
            transfers=outside or ("aucun : rien ne sort de cette machine",),
            sources=(f"{format_count(len(documents), 'document')} que vous pouvez lire",),
        )
        found.append(
            Processing("platform:documents", 0, "Conservation et recherche de documents",
                       "Garder, classer et retrouver les documents de l'entreprise.", True, "", cells,
                       bool(set(where) & set(model()["sensitive"])), True, said.get("platform:documents"))
        )  # fmt: skip
    return found


def _own(entry: Entry) -> Processing:
    cells = _cells(entry, purpose=(), people=(), data=(), sensitive=(), retention=(), recipients=(), transfers=(),
                   sources=(), technical=())  # fmt: skip
    return Processing(
        entry.key, 0, entry.title, entry.purpose, True, "déclaré par l'entreprise", cells,
        bool(entry.said.get("sensitive")), True, entry,
    )  # fmt: skip


def _cells(
    entry: Entry | None, *, technical: tuple[str, ...] = _TECHNICAL, **measures: tuple[str, ...]
) -> dict[str, Cell]:
    said: dict[str, str] = dict(entry.said) if entry else {}
    purpose = measures["purpose"] or ((entry.purpose,) if entry and entry.purpose else ())

    def cell(label: str, found: tuple[str, ...], name: str, origin: str = "") -> Cell:
        return Cell(label, found, said.get(name, ""), origin)

    return {
        "owner": cell("Personne en charge", (), "owner"),
        "joint": cell("Responsables conjoints", (), "joint"),
        "purpose": cell("Finalité principale", purpose, "subpurposes", "fiche du savoir-faire"),
        "basis": Cell("Base légale", (), BASES.get(said.get("basis", ""), "")),
        "people": cell("Catégories de personnes", measures["people"], "people", "types de tableaux lus"),
        "data": cell(
            "Catégories de données", measures["data"], "data", "profil des tableaux et documents lus"
        ),
        "sensitive": cell("Données sensibles", measures["sensitive"], "sensitive", "profil des données"),
        "sources": Cell("Origine des données", measures["sources"], "", "exécutions enregistrées"),
        "retention": cell("Durée de conservation", measures["retention"], "retention", "règles en vigueur"),
        "recipients": cell(
            "Destinataires", measures["recipients"], "recipients", "lecteurs réels des tableaux"
        ),
        "transfers": cell(
            "Transferts hors de l'Union", measures["transfers"], "transfers", "destinations autorisées"
        ),
        "technical": cell("Mesures techniques", technical, "technical", "réglages de Levier"),
        "organisational": cell("Mesures organisationnelles", (), "organisational"),
        "comment": cell("Remarques", (), "comment"),
    }


def _categories(kinds: dict[str, list[str]]) -> tuple[str, ...]:
    names = model()["data_categories"]
    lines: dict[str, list[str]] = {}
    for kind, places in kinds.items():
        lines.setdefault(names.get(kind, "Autres"), []).append(
            f"{PERSONAL[kind].label} ({', '.join(places[:3])}{' …' if len(places) > 3 else ''})"
        )
    return tuple(f"{category} : {' ; '.join(found)}" for category, found in lines.items())


def _sensitive(kinds: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(PERSONAL[kind].label for kind in kinds if kind in model()["sensitive"])


def _retention(actor: Actor, today: date) -> tuple[str, ...]:
    return tuple(f"source « {rule.source} » : {rule.words}" for rule in retention.kept(actor, today))


def _outside(company: int) -> tuple[str, ...]:
    return tuple(
        f"{one.label or one.address} : données {', '.join(IN_FRENCH[DataClass(c)] for c in one.data_classes)} (pays à préciser)"
        for one in destinations(company)
    )


def _missing(line: Processing) -> list[str]:
    needed = ("basis", "people", "data", "retention", "recipients")
    return [line.cells[name].label for name in needed if line.cells[name].missing]


def when() -> str:
    """« 23/11/2026 »: the day an export is made."""
    return format_date(timezone.localdate())
