"""Real objects of the cast's company, for tests of pages: tables, documents, a request, a model."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from levier.core.actor import Actor
from levier.inference.models import Endpoint
from levier.knowledge.models import Document, DocumentReader, DocumentVersion, Page, Source
from levier.operations.boards import services as boards
from levier.operations.boards.models import Tile
from levier.operations.importing.models import Batch
from levier.orchestrator.models import Conversation, Request
from levier.tables.importing import import_file
from tests.cast import Person

SALES = """N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays
F1;02/01/2026;B100;Baguette tradition;10;1,30;Hôtel du Lac;France
F2;03/01/2026;C200;Croissant pur beurre;beaucoup;1,20;Café Central;France
F3;05/01/2026;T300;Tarte aux pommes;2;18,50;Mairie de Vichy;France
F4;09/02/2026;B100;Baguette tradition;40;1,30;Hôtel du Lac;France
"""
TEXT = "Tout retard de livraison entraîne une pénalité de 2 % par semaine.\n\nLe tribunal de Vichy est compétent."


@dataclass(frozen=True)
class World:
    """Ids of what the owner made. « open »: for everyone; « closed »: for owners and managers."""

    open_dataset: int
    closed_dataset: int
    open_document: int
    closed_document: int
    request: int
    endpoint: int
    batch: int
    board: int
    tile: int


def write_sales(folder: Path, name: str = "ventes.csv") -> Path:
    path = folder / name
    path.write_text(SALES, encoding="utf-8")
    return path


def add_document(actor: Actor, title: str, readers: tuple[str, ...], dated: date | None = None) -> Document:
    """A document written straight to the database: what is tested is who sees it, not how it is read."""
    source, _ = Source.objects.get_or_create(company_id=actor.company_id, name="Documents déposés")
    document = Document.objects.create(company_id=actor.company_id, source=source, key=title, title=title)
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        sha256=f"{document.pk:064d}",
        name=f"{title}.txt",
        format="txt",
        size=len(TEXT),
        dated=dated,
    )
    Page.objects.create(version=version, number=1, text=TEXT)
    document.current = version
    document.save()
    DocumentReader.objects.bulk_create(DocumentReader(document=document, token=token) for token in readers)
    return document


def add_board(actor: Actor, name: str, readers: str = "all") -> tuple[int, int]:
    """A board with one indicator: its number and that of the indicator."""
    board = boards.create(actor, name, readers, usual=False)
    return board.pk, Tile.objects.create(board=board, kind="sales", measure="revenue").pk


@pytest.fixture
def world(owner: Person, tmp_path: Path) -> World:
    actor = owner.actor
    path = write_sales(tmp_path)
    opened = import_file(actor, path, name="Ventes")
    closed = import_file(actor, path, name="Ventes réservées", readers=("managers",))
    conversation = Conversation.objects.create(company=owner.company, person=owner.user, title="Pénalités")
    request = Request.objects.create(
        company=owner.company,
        person=owner.user,
        conversation=conversation,
        text="Quelles pénalités ?",
        today=date(2026, 11, 23),
        status="failed",
        reason="arrêtée",
    )
    endpoint = Endpoint.objects.create(
        company=owner.company,
        name="Local",
        address="http://127.0.0.1:9/v1",
        model="petit",
        data_classes=["public"],
    )
    assert opened.dataset_id
    assert closed.dataset_id
    return World(
        opened.dataset_id,
        closed.dataset_id,
        add_document(actor, "Contrat", ("all",)).pk,
        add_document(actor, "Salaires", ("managers",)).pk,
        request.pk,
        endpoint.pk,
        Batch.objects.create(company=owner.company, person=owner.user, finished=timezone.now()).pk,
        *add_board(actor, "Direction"),
    )
