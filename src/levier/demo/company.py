"""Load the demo company: its people, its real sales, its documents. Idempotent: what is there is left alone."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from levier.accounts.models import Company, Membership, User
from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, Actor, Role
from levier.demo.people import PEOPLE, password
from levier.knowledge.adding import NewText, add_file, add_texts
from levier.tables.access import CompanyTables
from levier.tables.importing import import_file

HERE = Path(__file__).parent
SALES = HERE / "data" / "online-retail.parquet"
SLUG = "maison-tilleul"
OWN_SOURCE = "Documents de l'entreprise"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Paper:
    """A document written for the demo: its file, its title, who may read it, its date."""

    file: str
    title: str
    readers: tuple[str, ...]
    dated: date


PAPERS = (
    Paper("conditions-generales-de-vente.pdf", "Conditions générales de vente", (EVERYONE,), date(2011, 1, 1)),
    Paper("contrat-fournisseur-ateliers-morvan.docx", "Contrat d'approvisionnement — Ateliers Morvan",
          (MANAGERS, ACCOUNTING), date(2010, 11, 15)),
    Paper("procedure-de-retour.html", "Procédure de retour des marchandises", (EVERYONE,), date(2011, 3, 3)),
    Paper("politique-de-prix.pdf", "Politique de prix 2011", (MANAGERS,), date(2011, 1, 10)),
    Paper("relance-des-impayes.md", "Relance des factures impayées", (EVERYONE,), date(2011, 2, 17)),
    Paper("livret-d-accueil.docx", "Livret d'accueil du salarié", (EVERYONE,), date(2011, 1, 3)),
)  # fmt: skip


def load(progress: Progress) -> Company:
    """Create or complete the demo company.

    It lives at its own date, the day after its last sale, so that « le mois dernier » means something.
    """
    company, _ = Company.objects.get_or_create(
        slug=SLUG, defaults={"name": "Maison Tilleul", "currency": "GBP", "is_demo": True, "naf": "46.49Z"}
    )
    _people(company)
    owner = Membership.objects.select_related("user").get(company=company, role=Role.OWNER).actor()
    progress(0, 1, "Ventes")
    import_file(owner, SALES, name="Ventes (UCI Online Retail, D. Chen 2012, CC BY 4.0)", kind="sales")
    _own_date(company, owner)
    for number, paper in enumerate(PAPERS, start=1):
        progress(number, len(PAPERS), "Documents de l'entreprise")
        add_file(
            owner, HERE / "documents" / paper.file, paper.file, source=OWN_SOURCE, readers=paper.readers,
            title=paper.title, dated=paper.dated,
        )  # fmt: skip
    texts = [
        NewText(
            text["title"], text["text"], text["source"],
            date.fromisoformat(text["dated"]) if text["dated"] else None, text["address"], (EVERYONE,),
        )
        for text in public_texts()
    ]  # fmt: skip
    progress(0, len(texts), "Textes publics")
    add_texts(owner, texts, progress=lambda done, total, _="": progress(done, total, "Textes publics"))
    return company


def _people(company: Company) -> None:
    for person in PEOPLE:
        user = User.objects.filter(email=person.email).first()
        if user is None:
            user = User.objects.create_user(person.email, password(), name=person.name)
        Membership.objects.get_or_create(user=user, company=company, defaults={"role": person.role})


def _own_date(company: Company, owner: Actor) -> None:
    facts = CompanyTables(owner).facts("sales")
    if facts is not None and facts.last_day is not None:
        company.own_today = facts.last_day + timedelta(days=1)
        company.save(update_fields=["own_today"])


def public_texts() -> list[dict[str, str]]:
    """The extract of public texts shipped with the demo (see ``documents/SOURCES.md``)."""
    with gzip.open(HERE / "documents" / "textes-publics.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
