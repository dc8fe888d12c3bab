"""Odoo, through its external JSON-RPC API: customers, suppliers, products, sales, purchases, stock, invoices, entries,
attachments. Reads only, what changed since last time.
"""

import base64
import binascii
from collections.abc import Iterator
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
    Removed,
    Rows,
    State,
)
from levier.connectors.files import is_readable, shown
from levier.connectors.odoo.rpc import Odoo
from levier.connectors.odoo.tables import TABLES, Table
from levier.connectors.outside.door import Place
from levier.connectors.outside.web import web_address
from levier.connectors.running.budget import Budget
from levier.core.errors import LevierError

_PAGE = 500
Content = Literal[
    "customers", "suppliers", "products", "sales", "purchases", "stock", "invoices", "entries", "attachments"
]


class OdooSettings(ConnectorSettings):
    address: str = Field(
        title="Adresse d'Odoo", json_schema_extra={"placeholder": "https://monentreprise.odoo.com"}
    )
    database: str = Field(
        title="Base de données",
        min_length=1,
        description="Sur odoo.com : le premier mot de l'adresse (« monentreprise »).",
    )
    user: str = Field(
        title="Identifiant", min_length=1, json_schema_extra={"placeholder": "levier@exemple.fr"}
    )
    key: SecretStr = Field(
        title="Clé API",
        description="Dans Odoo : Mon profil, Sécurité du compte, Nouvelle clé API. (Un mot de passe convient aussi.)",
    )
    contents: list[Content] = Field(
        default=["customers", "suppliers", "products", "sales", "purchases", "stock", "invoices"],
        min_length=1,
        title="Ce qu'il faut prendre",
        json_schema_extra={
            "labels": {
                "customers": "Clients",
                "suppliers": "Fournisseurs",
                "products": "Articles",
                "sales": "Lignes de commandes clients",
                "purchases": "Lignes d'achats",
                "stock": "Stock",
                "invoices": "Factures",
                "entries": "Écritures comptables",
                "attachments": "Pièces jointes (documents)",
            }
        },
    )

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value)


class OdooConnector(Connector[OdooSettings]):
    """The tables of an Odoo database, mirrored."""

    name = "odoo"
    title = "Odoo"
    description = "Clients, articles, ventes, achats, stock et factures de votre Odoo, et ses pièces jointes."
    icon = "building-store"
    gives = ("tables", "documents")
    help = (
        "Créez dans Odoo un utilisateur réservé à Levier, avec les seuls droits de lecture voulus, puis une clé API pour "
        "lui. L'offre Odoo doit comprendre l'accès à l'API externe (offre Personnalisée sur odoo.com)."
    )
    Settings = OdooSettings

    @classmethod
    def places(cls, settings: OdooSettings) -> tuple[Place, ...]:
        return (Place.network(settings.address),)

    def test(self, settings: OdooSettings) -> Checked:
        with self._odoo(settings) as odoo:
            version = odoo.version()
            odoo.login()
            counted = {}
            for name in settings.contents:
                if name in TABLES:
                    table = TABLES[name]
                    counted[table.title] = odoo.call(table.model, "search_count", [table.domain])
        details = [
            ("Version d'Odoo", version),
            *((title, f"{count} lignes") for title, count in counted.items()),
        ]
        return Checked(True, "Odoo répond et le compte peut lire.", tuple(details), sum(counted.values()))

    def changes(self, settings: OdooSettings, state: State, budget: Budget) -> Iterator[Change]:
        cursor: dict[str, Any] = dict(state.cursor)
        with self._odoo(settings) as odoo:
            odoo.login()
            chosen = [TABLES[name] for name in TABLES if name in settings.contents]
            for place, table in enumerate(chosen):
                yield Progress(place, len(chosen), table.title)
                try:
                    yield from self._table(odoo, table, cursor, budget)
                except _Closed as fault:
                    yield Fault(f"table:{table.name}", fault.what, fault.mend, name=table.title)
            if "attachments" in settings.contents:
                yield from self._attachments(odoo, cursor, state, budget)
            yield Progress(len(chosen), len(chosen), cursor=cursor)

    def _table(self, odoo: Odoo, table: Table, cursor: dict[str, Any], budget: Budget) -> Iterator[Change]:
        """One pass: records changed since the last pass began, by id, so that it can be cut and taken up anywhere."""
        kept = dict(cursor.get(table.name, {}))
        since, current = kept.get("since", ""), dict(kept.get("pass", {}))
        domain = [*table.domain, *([["write_date", ">=", since]] if since else [])]
        fields = _readable(odoo, table)
        begun = current.get("began") or odoo.now()
        after = int(current.get("after", 0))
        first = not since and not after
        while True:
            budget.check()
            page = odoo.records(table.model, [*domain, ["id", ">", after]], fields, _PAGE)
            records = table.rows(page, odoo)
            if page:
                after = max(int(record["id"]) for record in page)
                yield _rows(table, records, first=first)
                first = False
                cursor[table.name] = {"since": since, "pass": {"began": begun, "after": after}}
                yield Progress(note=table.title, cursor=dict(cursor))
            if len(page) < _PAGE:
                break
        ids = odoo.call(table.model, "search", [table.domain])
        yield _rows(table, [], first=first, last=True, present=frozenset(str(one) for one in ids))
        cursor[table.name] = {"since": begun}
        yield Progress(note=table.title, cursor=dict(cursor))

    def _attachments(
        self, odoo: Odoo, cursor: dict[str, Any], state: State, budget: Budget
    ) -> Iterator[Change]:
        domain = [["type", "=", "binary"], ["res_model", "!=", False], ["res_field", "=", False],
                  ["res_model", "not in", ["ir.ui.view", "ir.module.module", "website.page"]]]  # fmt: skip
        fields = [
            "name",
            "mimetype",
            "file_size",
            "checksum",
            "write_date",
            "res_model",
            "res_id",
            "res_name",
        ]
        here: set[str] = set()
        after = 0
        while page := odoo.records("ir.attachment", [*domain, ["id", ">", after]], fields, _PAGE):
            after = max(int(record["id"]) for record in page)
            for record in page:
                name = shown(str(record.get("name") or f"pièce {record['id']}"), 150)
                if not is_readable(name):
                    continue
                key = f"attachment:{record['id']}"
                here.add(key)
                mark = str(record.get("checksum") or record.get("write_date") or "")
                if state.unchanged(key, mark):
                    continue
                budget.check()
                yield self._attachment(odoo, record, key, mark, name, budget)
            if len(page) < _PAGE:
                break
        yield from (Removed(key) for key in state.known if key.startswith("attachment:") and key not in here)

    def _attachment(
        self, odoo: Odoo, record: dict[str, Any], key: str, mark: str, name: str, budget: Budget
    ) -> Change:
        about = shown(str(record.get("res_name") or record.get("res_model") or ""), 150)
        if int(record.get("file_size") or 0) > budget.file_bytes:
            what = f"La pièce jointe dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
            return Fault(key, what, "Relevez la limite de la source.", mark, name, about)
        read = odoo.call("ir.attachment", "read", [[record["id"]], ["datas"]])
        try:
            data = base64.b64decode((read[0].get("datas") if read else "") or "", validate=False)
        except (binascii.Error, ValueError, TypeError):
            return Fault(
                key, "La pièce jointe est abîmée dans Odoo", "Remplacez-la dans Odoo.", mark, name, about
            )
        budget.take(len(data))
        address = f"{odoo.address}/web/content/{record['id']}"
        title = f"{name} — {about}" if about else name
        return Item(key, data, mark, name, title=title[:300], address=address)

    def _odoo(self, settings: OdooSettings) -> Odoo:
        return Odoo(
            self.door, settings.address, settings.database, settings.user, settings.key.get_secret_value()
        )


class _Closed(LevierError):
    """A table that this account may not read, or whose application is not installed: the others go on."""


def _readable(odoo: Odoo, table: Table) -> list[str]:
    there = odoo.fields(table.model)
    if there is None:
        raise _Closed(
            f"« {table.title} » : l'application n'est pas installée dans Odoo, ou ce compte ne peut pas la lire",
            mend="Décochez ce contenu, ou donnez au compte le droit de lire.",
        )
    return [field for field in table.fields if field in there]


def _rows(table: Table, records: list[dict[str, Any]], **more: Any) -> Item:
    rows = Rows(
        table.name, records, title=table.title, kind=table.kind, mapping=table.mapping, key="odoo_id", **more
    )
    return Item(f"table:{table.name}", rows, name=table.title)
