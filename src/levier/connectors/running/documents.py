"""The documents of a connection: added, replaced, followed when they are renamed, removed with their source."""

import hashlib
import logging
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.db import transaction

from levier.connectors.contract import Fault, Item
from levier.connectors.faults import scrubbed
from levier.connectors.files import shown
from levier.connectors.models import Connection, Deletions, Thing, ThingState
from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS, Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.machine import machine_fault
from levier.knowledge.adding import add_file
from levier.knowledge.models import Document
from levier.knowledge.removing import remove
from levier.tables import sharing
from levier.tables.models import Dataset
from levier.tables.sniffing import is_table

_log = logging.getLogger(__name__)
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_WIDEST_FIRST = (EVERYONE, ACCOUNTING, MANAGERS, OWNERS)


class Documents:
    """What comes of one connection, in one run. ``secrets`` never reach a message that is kept."""

    def __init__(self, connection: Connection, actor: Actor, secrets: tuple[str, ...] = ()) -> None:
        self._connection, self._actor, self._secrets = connection, actor, secrets

    def take(self, item: Item) -> str:
        """Add what came; « added », « updated », « same » or « faults », as it is counted. Raises Unavailable (disk)."""
        thing = self._thing(item.key)
        data = item.content.encode() if isinstance(item.content, str) else item.content
        assert isinstance(data, bytes)
        if thing.pk and thing.state == ThingState.HERE and item.mark and thing.mark == item.mark:
            return "same"
        thing.name, thing.title = shown(item.name or item.key), shown(item.title, 300) if item.title else ""
        thing.address, thing.size = item.address[:1000], len(data)
        if is_table(item.name, data[:8192]) and (outcome := self._table(thing, item, data)):
            return outcome
        try:
            added = add_file(
                self._actor, data, item.name or item.key, source=self._connection.name,
                readers=_narrowest(self._connection.readers, item.readers), data_class=self._connection.data_class,
                title=item.title or None, dated=item.dated, address=item.address[:1000], key=thing.digest,
            )  # fmt: skip
        except BadInput as error:
            return self._faulty(thing, item.mark, error)
        except LevierError:
            raise
        except Exception as error:
            if machine_fault(error) is not None:
                raise
            _log.exception("connection %s: a document could not be added", self._connection.pk)
            unexpected = BadInput(
                "Levier n'a pas su lire ce fichier", mend="Déposez-le à la main pour le vérifier."
            )
            return self._faulty(thing, item.mark, unexpected)
        outcome = "same" if added.skipped else "added" if thing.document is None else "updated"
        if thing.document is None and added.skipped:
            outcome = "same"
        before, thing.document = thing.document, added.document_id
        thing.mark, thing.state, thing.fault = item.mark[:300], ThingState.HERE, None
        thing.save()
        if before is not None and before != added.document_id:
            self._let_go(before)
        if added.skipped:
            self._follow(added.document_id)
        return outcome

    def fault(self, fault: Fault) -> None:
        """Keep a fault of the source in the list."""
        thing = self._thing(fault.key)
        thing.name, thing.address = shown(fault.name or fault.key), fault.address[:1000]
        self._faulty(thing, fault.mark, BadInput(fault.what, mend=fault.mend))

    def removed(self, key: str) -> str:
        """What is no more at the source: « removed », « kept » as the connection wants it, or « » for nothing."""
        thing = self._connection.things.filter(digest=_digest(key)).first()
        if thing is None:
            return ""
        if self._connection.deletions == Deletions.KEEP and (thing.document or thing.dataset):
            if thing.state == ThingState.KEPT:
                return ""
            thing.state, thing.fault = ThingState.KEPT, None
            thing.save()
            return "kept"
        document, dataset = thing.document, thing.dataset
        thing.delete()
        if dataset is not None and not self._connection.things.filter(dataset=dataset).exists():
            with suppress(NotFound):  # deleted by hand
                sharing.remove(self._actor, dataset)
                return "removed"
        if document is None:
            return ""
        return "removed" if self._let_go(document) else ""

    def _table(self, thing: Thing, item: Item, data: bytes) -> str:
        """A file that is a table becomes a dataset; a workbook that is none is read as a document (« »)."""
        from levier.tables.importing import import_file  # noqa: PLC0415 - polars, only where tables come

        known = Dataset.objects.filter(pk=thing.dataset).first() if thing.dataset else None
        with tempfile.TemporaryDirectory(prefix="levier-") as folder:
            path = Path(folder) / f"table{PurePosixPath(item.name).suffix.lower()}"
            path.write_bytes(data)
            try:
                report = import_file(
                    self._actor, path, name=known.name if known else self._free_name(item), mode="replace",
                    readers=_narrowest(self._connection.readers, item.readers), file_name=item.name,
                )  # fmt: skip
            except BadInput as error:
                if path.suffix in _WORKBOOKS and thing.dataset is None:
                    return ""
                mend = error.mend or "Déposez-le une fois à la main, pour choisir comment lire ses colonnes."
                return self._faulty(thing, item.mark, BadInput(error.what, mend=mend))
        outcome = "same" if report.known else "tables_updated" if known else "tables_added"
        thing.dataset, thing.mark, thing.state, thing.fault = (
            report.dataset_id,
            item.mark[:300],
            ThingState.HERE,
            None,
        )
        thing.save()
        return outcome

    def _free_name(self, item: Item) -> str:
        """« Ventes — Partage », with its folder when another file bears the same name."""
        stem = PurePosixPath(item.name).stem
        names = (stem, item.key.rsplit(".", 1)[0].replace("/", ", ")[:120], f"{stem} {_digest(item.key)[:6]}")
        wanted = [f"{name} — {self._connection.name}"[:200] for name in names]
        taken = set(
            Dataset.objects.filter(company_id=self._connection.company_id, name__in=wanted).values_list(
                "name", flat=True
            )
        )
        return next((name for name in wanted if name not in taken), wanted[-1])

    def _let_go(self, document: int) -> bool:
        """Delete a document that no other thing of the source is."""
        if self._connection.things.filter(document=document).exists():
            self._follow(document)
            return False
        try:
            remove(self._actor, document)
        except NotFound:  # deleted by hand
            return False
        return True

    def _follow(self, document: int) -> None:
        """A renamed or moved file keeps its document, which takes the name and the place of today."""
        with transaction.atomic():
            found = Document.objects.select_related("current").filter(pk=document).first()
            keys = self._connection.things.filter(document=document, state=ThingState.HERE).order_by("pk")
            if found is None or keys.filter(digest=found.key).exists():
                return
            thing = keys.last()
            if thing is None:
                return
            found.key, found.address = thing.digest, thing.address
            if thing.title:
                found.title = thing.title
            found.save(update_fields=["key", "address", "title"])

    def _faulty(self, thing: Thing, mark: str, error: LevierError) -> str:
        what, mend = (scrubbed(text, self._secrets) for text in (error.what, error.mend))
        thing.state, thing.fault, thing.mark = ThingState.FAULT, {"what": what, "mend": mend}, mark[:300]
        thing.save()
        return "faults"

    def _thing(self, key: str) -> Thing:
        digest = _digest(key)
        found = self._connection.things.filter(digest=digest).first()
        return found or Thing(connection=self._connection, digest=digest, key=key)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()


def _narrowest(own: list[str], hint: tuple[str, ...]) -> list[str]:
    """The source's readers narrow the connection's, and never widen them."""
    known = [token for token in hint if token in _WIDEST_FIRST]
    mine = [token for token in own if token in _WIDEST_FIRST]
    if not known or not mine:
        return list(own)
    widest = min(known, key=_WIDEST_FIRST.index)
    return [max([widest, mine[0]], key=_WIDEST_FIRST.index)]
