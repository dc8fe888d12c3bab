"""Odoo, against exchanges written down from its public documentation of the external API (no Odoo can be installed
here from Debian or PyPI): JSON-RPC on /jsonrpc, services common and object. A small server plays them back and answers
``search_read`` by really applying the domain, so that paging and what changed are tried, not only parsed.
"""

import base64
import json
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest

from levier.connectors.faults import Refused
from levier.connectors.odoo import OdooConnector, OdooSettings
from levier.tables.kinds import KINDS
from tests.connectors.seen import door, run
from tests.connectors.sites import Reply, Site, site


class Database:
    """Records by model, as Odoo answers them: many2one as [id, name], empty fields as false, dates in UTC."""

    def __init__(self) -> None:
        partner = {"vat": "FR40303265045", "siret": "30326504500019", "email": False, "phone": "04 70 00 00 00", "zip": "03200",
                   "city": "Vichy", "country_id": [75, "France"], "user_id": [2, "Claire"], "create_date": "2024-05-02 08:00:00"}  # fmt: skip
        line = {"order_id": [7, "S00007"], "product_id": [3, "[BAG] Baguette"], "name": "Baguette", "price_unit": 1.1,
                "price_subtotal": 44.0, "create_date": "2026-10-01 06:00:00"}  # fmt: skip
        self.records: dict[str, list[dict[str, Any]]] = {
            "res.partner": [
                {"id": 10, "name": "Hôtel du Lac", "customer_rank": 3, "supplier_rank": 0, **partner},
                {"id": 11, "name": "Moulin Bleu", "customer_rank": 0, "supplier_rank": 1, **partner},
            ],
            "product.product": [
                {"id": number, "default_code": f"C{number}", "name": f"Article {number}", "categ_id": [1, "Pains"],
                 "standard_price": 0.4, "lst_price": 1.1, "uom_id": [1, "Unité(s)"], "barcode": False, "active": True}
                for number in range(1, 1203)
            ],
            "sale.order.line": [
                {"id": 21, "state": "sale", "display_type": False, "product_uom_qty": 40.0, "discount": 0.0,
                 "order_partner_id": [10, "Hôtel du Lac"], "currency_id": [1, "EUR"], **line},
                {"id": 22, "state": "draft", "display_type": False, "product_uom_qty": 1.0, "discount": 0.0,
                 "order_partner_id": [10, "Hôtel du Lac"], "currency_id": [1, "EUR"], **line},
            ],
            "sale.order": [{"id": 7, "date_order": "2026-09-30 14:20:00"}],
            "stock.quant": [{"id": 5, "location_id": [8, "WH/Stock"], "location_id.usage": "internal", "quantity": 12.0,
                             "reserved_quantity": 2.0, "product_id": [3, "Sans code"]}],
            "account.move": [
                {"id": 30, "name": "FAC/2026/0001", "move_type": "out_invoice", "state": "posted", "invoice_date": "2026-09-30",
                 "partner_id": [10, "Hôtel du Lac"], "amount_untaxed": 100.0, "amount_tax": 5.5, "amount_total": 105.5,
                 "amount_residual": 25.5, "invoice_date_due": "2026-10-30", "payment_state": "partial", "currency_id": [1, "EUR"]},
                {"id": 31, "name": "AV/2026/0001", "move_type": "out_refund", "state": "posted", "invoice_date": "2026-10-02",
                 "partner_id": [10, "Hôtel du Lac"], "amount_untaxed": 10.0, "amount_tax": 0.55, "amount_total": 10.55,
                 "amount_residual": 0.0, "invoice_date_due": False, "payment_state": "paid", "currency_id": [1, "EUR"]},
            ],
            "ir.attachment": [
                {"id": 90, "name": "Contrat.pdf", "type": "binary", "res_model": "sale.order", "res_id": 7, "res_name": "S00007",
                 "res_field": False, "mimetype": "application/pdf", "file_size": 8, "checksum": "abc",
                 "datas": base64.b64encode(b"%PDF-1.4").decode()},
                {"id": 91, "name": "logo.bin", "res_name": "S00007", "mimetype": "application/octet-stream", "type": "binary", "res_model": "sale.order", "res_id": 7, "res_field": False,
                 "file_size": 8, "checksum": "def", "datas": ""},
            ],
        }  # fmt: skip
        self.stamp("2026-10-01 06:00:00")
        self.closed: set[str] = set()

    def stamp(self, moment: str) -> None:
        for records in self.records.values():
            for record in records:
                record.setdefault("write_date", moment)

    def answer(self, path: str, headers: Message, body: bytes) -> Reply:
        asked = json.loads(body)
        assert asked["jsonrpc"] == "2.0"
        assert asked["method"] == "call"
        try:
            result = {"result": self.serve(**asked["params"])}
        except PermissionError:
            result = {"error": {"code": 200, "message": "Odoo Server Error",
                                "data": {"name": "odoo.exceptions.AccessError", "message": "clé: tres-secrete"}}}  # fmt: skip
        except LookupError:
            result = {"error": {"code": 200, "message": "Odoo Server Error",
                                "data": {"name": "psycopg2.OperationalError", "message": 'database "x" does not exist'}}}  # fmt: skip
        return Reply(json.dumps({"jsonrpc": "2.0", "id": asked["id"], **result}),
                     headers={"Date": "Thu, 01 Oct 2026 07:00:00 GMT", "Content-Type": "application/json"})  # fmt: skip

    def serve(self, service: str, method: str, args: list[Any]) -> Any:
        if (service, method) == ("common", "version"):
            return {"server_version": "17.0", "protocol_version": 1}
        if (service, method) == ("common", "authenticate"):
            if args[0] != "martin":
                raise LookupError
            return 2 if args[2] == "tres-secrete" else False
        _, uid, key, model, call, arguments, *named = args
        assert (service, method, uid, key) == ("object", "execute_kw", 2, "tres-secrete")
        if model in self.closed or model not in self.records:
            raise PermissionError
        return getattr(self, call)(model, *arguments, **(named[0] if named else {}))

    def fields_get(self, model: str, attributes: list[str]) -> dict[str, Any]:
        return {name: {} for record in self.records[model] for name in record}

    def search_count(self, model: str, domain: list[Any]) -> int:
        return len(self.search(model, domain))

    def search(self, model: str, domain: list[Any]) -> list[int]:
        return [one["id"] for one in self.records[model] if all(self.holds(one, *part) for part in domain)]

    def search_read(
        self, model: str, domain: list[Any], *, fields: list[str], limit: int, order: str, context: Any
    ) -> Any:
        assert order == "id asc"
        assert context["active_test"] is False
        assert set(fields) <= set(self.fields_get(model, []))
        ids = sorted(self.search(model, domain))[:limit]
        return [
            {name: one[name] for name in ["id", *fields] if name in one}
            for one in self.records[model]
            if one["id"] in ids
        ]

    def read(self, model: str, ids: list[int], fields: list[str]) -> Any:
        return [
            {"id": one["id"], **{name: one[name] for name in fields}}
            for one in self.records[model]
            if one["id"] in ids
        ]

    @staticmethod
    def holds(one: dict[str, Any], field: str, operator: str, value: Any) -> bool:
        found = one.get(field, False)
        found = (
            found[0] if isinstance(found, list) and operator in ("=", "!=") and value is not False else found
        )
        return {
            "=": lambda: found == value, "!=": lambda: found != value, ">": lambda: found > value, ">=": lambda: found >= value,
            "in": lambda: found in value, "not in": lambda: found not in value,
        }[operator]()  # fmt: skip


@pytest.fixture
def odoo() -> Iterator[tuple[Database, Site]]:
    database = Database()
    with site() as web:
        web.pages["/jsonrpc"] = database.answer
        yield database, web


def settings(web: Site, *contents: str, **more: object) -> OdooSettings:
    given = {
        "address": web.address,
        "database": "martin",
        "user": "levier@martin.example",
        "key": "tres-secrete",
    }
    return OdooSettings.model_validate(
        {**given, **({"contents": list(contents)} if contents else {}), **more}
    )


def test_lines_are_what_our_kinds_of_tables_want(odoo: tuple[Database, Site]) -> None:
    _, web = odoo
    seen = run(OdooConnector, settings(web, "customers", "suppliers", "sales", "stock", "invoices"))
    assert [row["customer_name"] for row in seen.records("customers")] == ["Hôtel du Lac"]
    assert seen.records("suppliers")[0]["siren"] == "303265045"
    (sale,) = seen.records("sales")
    assert {name: sale[name] for name in ("invoice", "date", "product_code", "product", "quantity", "amount", "customer")} == {
        "invoice": "S00007", "date": "2026-09-30 14:20:00", "product_code": "BAG", "product": "Baguette", "quantity": 40.0,
        "amount": 44.0, "customer": "10",
    }  # fmt: skip
    assert seen.records("stock")[0]["product_code"] == "ID3"
    first, credit = seen.records("invoices")
    assert (first["paid"], first["status"], first["direction"]) == (80.0, "payée en partie", "vente")
    assert (credit["gross"], credit["due"]) == (-10.55, None)
    for rows in seen.rows:
        fields = {field.name for field in KINDS[rows.kind].fields}
        assert set(rows.mapping) <= fields
        assert all(set(record) <= fields | {"odoo_id"} for record in rows.records)


def test_what_changed_since_is_read_by_pages_that_can_be_cut(odoo: tuple[Database, Site]) -> None:
    database, web = odoo
    chosen = settings(web, "products")
    cut = run(OdooConnector, chosen, most=1)
    assert len(cut.records("products")) == 500
    rest = run(OdooConnector, chosen, cut)
    assert len(rest.records("products")) in (702, 1202)
    database.records["product.product"][4].update(name="Article 5 bis", write_date="2026-11-02 09:00:00")
    del database.records["product.product"][7]
    third = run(OdooConnector, chosen, rest)
    assert [row["product"] for row in third.records("products")] == ["Article 5 bis"]
    present = third.rows[-1].present
    assert present is not None
    assert "8" not in present
    assert len(present) == 1201


def test_attachments_are_documents_with_what_they_belong_to(odoo: tuple[Database, Site]) -> None:
    database, web = odoo
    chosen = settings(web, "attachments")
    first = run(OdooConnector, chosen)
    (item,) = first.items.values()
    assert (item.content, item.title) == (b"%PDF-1.4", "Contrat.pdf — S00007")
    assert not run(OdooConnector, chosen, first).items
    del database.records["ir.attachment"][0]
    assert run(OdooConnector, chosen, first).removed == ["attachment:90"]


def test_a_table_that_is_closed_is_a_fault_and_the_others_come(odoo: tuple[Database, Site]) -> None:
    database, web = odoo
    database.closed.add("stock.quant")
    seen = run(OdooConnector, settings(web, "stock", "invoices", "entries"))
    assert set(seen.faults) == {"table:stock", "table:entries"}
    assert len(seen.records("invoices")) == 2


def test_what_is_wrong_is_said_without_the_key(odoo: tuple[Database, Site]) -> None:
    _, web = odoo
    for wrong, sign in (({"key": "fausse-cle"}, "identifiant"), ({"database": "absente"}, "n'existe pas"),
                        ({"address": f"{web.address}/boutique"}, "pas un Odoo")):  # fmt: skip
        chosen = settings(web, **wrong)
        with pytest.raises(Refused, match=sign) as said:
            OdooConnector(door(OdooConnector, chosen)).test(chosen)
        assert "secrete" not in str(said.value)
        assert "fausse" not in str(said.value)
    checked = OdooConnector(door(OdooConnector, settings(web))).test(settings(web, "customers"))
    assert dict(checked.details) == {"Version d'Odoo": "17.0", "Clients": "1 lignes"}
