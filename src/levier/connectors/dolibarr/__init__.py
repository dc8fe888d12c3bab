"""Dolibarr, through its REST API: third parties, products, stock, invoices, orders, purchases, stock movements and the
documents of invoices. Reads only, what changed since last time; once a week everything, to see what was deleted.
"""

import base64
import binascii
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator

from levier.connectors.contract import (
    Change,
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Rows,
    State,
)
from levier.connectors.dolibarr.rest import Closed, Dolibarr
from levier.connectors.dolibarr.tables import TABLES, Table
from levier.connectors.files import is_readable, shown
from levier.connectors.outside.door import Place
from levier.connectors.outside.web import web_address
from levier.connectors.running.budget import Budget

_PAGE = 100
_WHOLE_EVERY = timedelta(days=7)
Content = Literal[
    "customers", "suppliers", "products", "stock", "invoices", "invoice_lines", "orders", "purchases", "movements",
    "documents",
]  # fmt: skip


class DolibarrSettings(ConnectorSettings):
    address: str = Field(
        title="Adresse de Dolibarr",
        description="Celle de la page d'accueil, sans « /index.php ».",
        json_schema_extra={"placeholder": "https://dolibarr.exemple.fr"},
    )
    key: SecretStr = Field(
        title="Clé API",
        description="Dans Dolibarr : la fiche de l'utilisateur, champ « Clé pour l'API » (module API REST activé).",
    )
    contents: list[Content] = Field(
        default=["customers", "suppliers", "products", "stock", "invoices", "invoice_lines", "purchases"],
        min_length=1,
        title="Ce qu'il faut prendre",
        json_schema_extra={
            "labels": {
                "customers": "Clients",
                "suppliers": "Fournisseurs",
                "products": "Articles",
                "stock": "Stock actuel",
                "invoices": "Factures clients",
                "invoice_lines": "Lignes de factures (ventes)",
                "orders": "Lignes de commandes clients",
                "purchases": "Lignes de commandes fournisseurs",
                "movements": "Mouvements de stock (stock jour par jour)",
                "documents": "Documents joints aux factures",
            }
        },
    )

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value.removesuffix("/index.php").removesuffix("/api"))


class DolibarrConnector(Connector[DolibarrSettings]):
    """The tables of a Dolibarr, mirrored."""

    name = "dolibarr"
    title = "Dolibarr"
    description = "Clients, articles, stock, factures, commandes et documents de votre Dolibarr."
    icon = "building-warehouse"
    gives = ("tables", "documents")
    help = (
        "Activez le module « API REST » de Dolibarr, créez un utilisateur réservé à Levier avec les seuls droits de "
        "lecture voulus, et générez sa clé."
    )
    Settings = DolibarrSettings

    @classmethod
    def places(cls, settings: DolibarrSettings) -> tuple[Place, ...]:
        return (Place.network(settings.address),)

    def test(self, settings: DolibarrSettings) -> Checked:
        with self._open(settings) as dolibarr:
            details = [("Version de Dolibarr", dolibarr.version())]
            closed = []
            for name in settings.contents:
                if name in TABLES:
                    table = TABLES[name]
                    try:
                        dolibarr.page(table.path, 0, 1, table.filters)
                    except Closed:
                        closed.append(table.title)
        if closed:
            details.append(("Fermé à ce compte, ou module absent", ", ".join(closed)))
        return Checked(True, "Dolibarr répond et la clé est bonne.", tuple(details))

    def changes(self, settings: DolibarrSettings, state: State, budget: Budget) -> Iterator[Change]:
        cursor: dict[str, Any] = dict(state.cursor)
        with self._open(settings) as dolibarr:
            dolibarr.version()
            chosen = [TABLES[name] for name in TABLES if name in settings.contents]
            for place, table in enumerate(chosen):
                yield Progress(place, len(chosen), table.title)
                try:
                    yield from self._table(dolibarr, table, cursor, budget)
                except Closed as fault:
                    yield Fault(f"table:{table.name}", fault.what, fault.mend, name=table.title)
            if "documents" in settings.contents:
                yield from self._documents(dolibarr, cursor, state, budget)
            yield Progress(len(chosen), len(chosen), cursor=cursor)

    def _table(
        self, dolibarr: Dolibarr, table: Table, cursor: dict[str, Any], budget: Budget
    ) -> Iterator[Change]:
        kept = dict(cursor.get(table.name, {}))
        current = dict(kept.get("pass") or _new_pass(kept, whole_always=table.whole))
        number, whole = int(current["page"]), bool(current["whole"])
        since = "" if whole else str(kept.get("since", ""))
        seen = list(current.get("seen", []))
        names = dolibarr.names(table.beside) if table.beside else {}
        while True:
            budget.check()
            page = dolibarr.page(table.path, number, _PAGE, {**table.filters, **_changed_since(since)})
            lines = [line for record in page for line in table.make(record, names)]
            seen += [str(line["dolibarr_id"]) for line in lines]
            yield _rows(table, lines, first=whole and not number)
            number += 1
            kept["pass"] = {**current, "page": number, "seen": seen if whole else []}
            cursor[table.name] = kept
            yield Progress(note=table.title, cursor=dict(cursor))
            if len(page) < _PAGE:
                break
        yield _rows(table, [], last=True, present=frozenset(seen) if whole else None)
        cursor[table.name] = {
            "since": current["began"],
            "whole": current["began"] if whole else kept.get("whole", ""),
        }
        yield Progress(note=table.title, cursor=dict(cursor))

    def _documents(
        self, dolibarr: Dolibarr, cursor: dict[str, Any], state: State, budget: Budget
    ) -> Iterator[Change]:
        kept = dict(cursor.get("documents", {}))
        began, since, number = _today(), str(kept.get("since", "")), 0
        while True:
            page = dolibarr.page("invoices", number, _PAGE, _changed_since(since))
            for invoice in page:
                budget.check()
                for found in dolibarr.documents(str(invoice.get("id"))):
                    yield from self._document(dolibarr, invoice, found, state, budget)
            number += 1
            if len(page) < _PAGE:
                break
        cursor["documents"] = {"since": began}

    def _document(
        self, dolibarr: Dolibarr, invoice: dict[str, Any], found: dict[str, Any], state: State, budget: Budget
    ) -> Iterator[Change]:
        name = shown(str(found.get("name") or found.get("relativename") or ""), 150)
        reference = str(found.get("level1name") or invoice.get("ref") or "")
        key = f"invoice:{invoice.get('id')}/{name}"
        mark = f"{found.get('size', '')}-{found.get('date', '')}"
        if not is_readable(name) or state.unchanged(key, mark):
            return
        title = f"{name} — facture {invoice.get('ref') or reference}"
        try:
            content = dolibarr.download("facture", f"{reference}/{found.get('name') or name}")
            data = base64.b64decode(content)
        except (Closed, binascii.Error, ValueError) as error:
            what = error.what if isinstance(error, Closed) else "Le document est abîmé dans Dolibarr"
            yield Fault(key, what, "Ouvrez ce document dans Dolibarr pour le vérifier.", mark, name)
            return
        budget.take(len(data))
        if len(data) > budget.file_bytes:
            yield Fault(key, f"Le document dépasse {budget.file_bytes // 1024**2}\u00a0Mo", "", mark, name)
            return
        yield Item(key, data, mark, name, title=title[:300], address=key, dated=_moment(found.get("date")))

    def _open(self, settings: DolibarrSettings) -> Dolibarr:
        return Dolibarr(self.door, settings.address, settings.key.get_secret_value())


def _today() -> str:
    """Yesterday: Dolibarr compares dates of its own clock and zone, and a day read again costs little."""
    return (datetime.now(UTC) - timedelta(days=1)).strftime("%Y%m%d")


def _new_pass(kept: dict[str, Any], *, whole_always: bool) -> dict[str, Any]:
    """A pass reads what changed; every week, and the first time, everything."""
    last = str(kept.get("whole", ""))
    due = not last or datetime.strptime(last, "%Y%m%d").replace(tzinfo=UTC) + _WHOLE_EVERY < datetime.now(UTC)
    return {"began": _today(), "page": 0, "whole": whole_always or due}


def _changed_since(since: str) -> dict[str, str]:
    return {"sqlfilters": f"(t.tms:>=:'{since}')"} if since else {}


def _rows(table: Table, lines: list[dict[str, Any]], **more: Any) -> Item:
    rows = Rows(table.name, lines, table.title, table.kind, table.mapping, key="dolibarr_id", shaped=table.shaped,
                **more)  # fmt: skip
    return Item(f"table:{table.name}", rows, name=table.title)


def _moment(value: Any) -> date | None:
    return datetime.fromtimestamp(value, UTC).date() if isinstance(value, int) and value > 0 else None
