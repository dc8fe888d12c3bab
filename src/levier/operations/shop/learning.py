"""Learn one edition: read the tables with the publisher's rights, learn, write the file, serve it. Run by workers."""

from typing import Any

from django.db import transaction

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.operations.shop.files import path_of, write
from levier.operations.shop.models import Edition, Publication
from levier.orchestrator import faults
from levier.policy.rights import Permission, require
from levier.tables.access import CompanyTables

_KEPT = 3
_READ = ("sales", "products", "stock")


def learn(number: int, *, run: str = "", only_if_new: bool = False) -> dict[str, Any]:
    """Make the next edition; ``only_if_new``: not when the tables are those of the edition served.

    A failure is kept with the publication, in French; the edition served stays.
    """
    found = Publication.objects.filter(pk=number, revoked=None).first()
    if found is None:
        return {"edition": 0}
    try:
        problem: dict[str, str] = {}
        edition = _learned(found, only_if_new)
    except Exception as error:  # whatever it is, the shop keeps its edition and the person reads why
        said = faults.said(error)
        faults.problem(error)
        problem, edition = {"what": said.what, "mend": said.mend}, found.edition
    Publication.objects.filter(pk=number, revoked=None).update(problem=problem)
    Publication.objects.filter(pk=number, run=run).update(run="")
    return {"edition": edition}


def _learned(found: Publication, only_if_new: bool) -> int:
    from levier.capabilities.product_recommendation.availability import (  # noqa: PLC0415 - loads polars and scipy
        active_products,
        stock_left,
    )
    from levier.capabilities.product_recommendation.companions import companions  # noqa: PLC0415
    from levier.capabilities.product_recommendation.purchases import COLUMNS, purchases  # noqa: PLC0415
    from levier.capabilities.product_recommendation.recommending import enough  # noqa: PLC0415

    tables = CompanyTables(_publisher(found))
    facts = {kind: fact for kind in _READ if (fact := tables.facts(kind)) is not None}
    if "sales" not in facts:
        raise NotFound("Aucune vente n'est importée", mend="Importez vos ventes ligne à ligne.")
    sources = [f"dataset:{fact.dataset}@{fact.version}" for fact in facts.values()]
    served = found.editions.filter(number=found.edition).first()
    if only_if_new and served is not None and served.sources == sources:
        return found.edition
    frame = tables.frame("sales")
    known = purchases(
        frame.select([name for name in COLUMNS if name in frame.columns]), active=active_products(tables)
    )
    enough(known)
    made = companions(known)
    stock = stock_left(tables)
    in_stock = [stock is None or stock.get(code, 0.0) > 0 for code in made.codes]
    judged = made.judged
    told = {
        "products": len(made.codes),
        "in_stock": sum(in_stock) if stock is not None else None,
        "method": made.method,
        "people": judged.people if judged else 0,
        "share": judged.hits[made.method] if judged else None,
        "popular": judged.hits["popular"] if judged else None,
        "last_day": facts["sales"].last_day.isoformat() if facts["sales"].last_day else "",
    }
    return _keep(found, made, in_stock, sources, told)


def _publisher(found: Publication) -> Actor:
    """Who published, with today's rights. Raises NotAllowed, NotFound."""
    members = Membership.objects.filter(company_id=found.company_id)
    member = members.filter(user=found.person).first() if found.person else None
    if member is None:
        raise NotFound(
            "La personne qui a publié ne fait plus partie de l'entreprise",
            mend="Retirez cette publication et publiez-en une autre.",
        )
    actor = member.actor()
    require(actor, Permission.PUBLISH)
    return actor


def _keep(
    found: Publication, made: Any, in_stock: list[bool], sources: list[str], told: dict[str, Any]
) -> int:
    import numpy as np  # noqa: PLC0415

    last = found.editions.first()
    number = max(last.number if last else 0, found.edition) + 1
    size = write(path_of(found.pk, number), made, np.array(in_stock, dtype=bool))
    with transaction.atomic():
        Edition.objects.create(publication=found, number=number, sources=sources, facts=told, size=size)
        alive = Publication.objects.filter(pk=found.pk, revoked=None).update(edition=number)
    old = list(found.editions.all()[_KEPT if alive else 0 :])
    for one in old:
        path_of(found.pk, one.number).unlink(missing_ok=True)
        one.delete()
    return number if alive else 0
