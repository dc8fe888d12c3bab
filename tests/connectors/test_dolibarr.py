"""Dolibarr, against exchanges written down from its public documentation and its API explorer (it is no package of
Debian nor of PyPI): REST below /api/index.php with the header DOLAPIKEY. A small server plays them back.
"""

import base64
import json
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from levier.connectors.dolibarr import DolibarrConnector, DolibarrSettings
from levier.connectors.dolibarr.tables import cumulated
from levier.connectors.faults import Refused
from levier.tables.kinds import KINDS
from tests.connectors.seen import door, run
from tests.connectors.sites import Reply, Site, site


class Server:
    """Objects as Dolibarr gives them: numbers as text, dates as timestamps, a list without lines as 404."""

    def __init__(self) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {
            "thirdparties": [{"id": "4", "name": "Hôtel du Lac", "code_client": "CU0001", "code_fournisseur": None, "client": "1",
                              "idprof1": "303265045", "tva_intra": "FR40303265045", "town": "Vichy", "zip": "03200",
                              "country_code": "FR", "email": None, "phone": "0470000000", "date_creation": 1714636800}],
            "products": [{"id": str(number), "ref": f"P{number}", "label": f"Article {number}", "type": "0", "price": "1.10000000",
                          "tva_tx": "5.5000", "stock_reel": "12", "seuil_stock_alerte": "5", "status": "1"}
                         for number in range(1, 251)],
            "invoices": [
                {"id": "9", "ref": "FA2610-0001", "socid": "4", "statut": "1", "paye": "0", "date": 1790812800,
                 "date_lim_reglement": 1793404800, "total_ht": "100.00000000", "total_tva": "5.50000000",
                 "total_ttc": "105.50000000", "remaintopay": "25.5", "multicurrency_code": "EUR",
                 "lines": [{"id": "31", "product_ref": "P1", "product_label": "Article 1", "qty": "40", "subprice": "2.5",
                            "total_ht": "100.0", "remise_percent": "0", "product_type": "0"},
                           {"id": "32", "desc": "Sous-total", "qty": "50", "product_type": "9"}]},
                {"id": "10", "ref": "(PROV10)", "socid": "4", "statut": "0", "date": 1790812800, "total_ht": "5", "lines": []},
            ],
            "stockmovements": [{"id": "1", "product_id": "1", "warehouse_id": "2", "qty": "10", "datem": 1790812800},
                               {"id": "2", "product_id": "1", "warehouse_id": "2", "qty": "-3", "datem": 1790899200}],
            "supplierorders": [],
        }  # fmt: skip
        self.files = [
            {
                "name": "FA2610-0001.pdf",
                "level1name": "FA2610-0001",
                "size": 8,
                "date": 1790812800,
                "type": "file",
            }
        ]
        self.closed: set[str] = set()

    def answer(self, path: str, headers: Message, _: bytes) -> Reply:
        parts = urlsplit(path)
        name = parts.path.removeprefix("/api/index.php/")
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if headers["DOLAPIKEY"] != "tres-secrete":
            return self.error(401, "Unauthorized: Access denied")
        if name == "status":
            return self.said({"success": {"code": 200, "dolibarr_version": "20.0.1", "access_locked": "0"}})
        if name in self.closed:
            return self.error(403, "Forbidden")
        if name == "documents":
            found = self.files if asked == {"modulepart": "invoice", "id": "9"} else []
            return (
                self.said(found)
                if found
                else self.error(404, "Search for modulepart invoice with Id: no file found")
            )
        if name == "documents/download":
            assert asked == {"modulepart": "facture", "original_file": "FA2610-0001/FA2610-0001.pdf"}
            content = base64.b64encode(b"%PDF-1.4").decode()
            return self.said(
                {
                    "filename": "x.pdf",
                    "content-type": "application/pdf",
                    "content": content,
                    "encoding": "base64",
                }
            )
        if name not in self.lists:
            return self.error(501, "API not found")
        lines = self.lists[name]
        if asked.get("mode") == "4":
            lines = [one for one in lines if one.get("code_fournisseur")]
        if "sqlfilters" in asked:
            assert asked["sqlfilters"].startswith("(t.tms:>=:'")
            lines = [one for one in lines if one.get("changed")]
        start = int(asked["limit"]) * int(asked["page"])
        page = lines[start : start + int(asked["limit"])]
        return self.said(page) if page else self.error(404, f"Not Found: No {name} found")

    @staticmethod
    def said(content: Any) -> Reply:
        return Reply(json.dumps(content), headers={"Content-Type": "application/json"})

    @staticmethod
    def error(code: int, message: str) -> Reply:
        return Reply(json.dumps({"error": {"code": code, "message": message}}), code)


@pytest.fixture
def dolibarr() -> Iterator[tuple[Server, Site]]:
    server = Server()
    with site() as web:
        web.fallback = server.answer
        yield server, web


def settings(web: Site, *contents: str, **more: object) -> DolibarrSettings:
    return DolibarrSettings.model_validate(
        {
            "address": f"{web.address}/index.php",
            "key": "tres-secrete",
            **({"contents": list(contents)} if contents else {}),
            **more,
        }
    )


def test_lines_are_what_our_kinds_of_tables_want(dolibarr: tuple[Server, Site]) -> None:
    _, web = dolibarr
    seen = run(
        DolibarrConnector,
        settings(
            web, "customers", "suppliers", "products", "stock", "invoices", "invoice_lines", "purchases"
        ),
    )
    assert not seen.faults
    assert [(row["customer"], row["siren"]) for row in seen.records("customers")] == [("CU0001", "303265045")]
    assert len(seen.records("products")) == 250
    assert seen.records("stock")[0]["on_hand"] == 12.0
    (invoice,) = seen.records("invoices")
    assert (invoice["invoice"], invoice["party_name"], invoice["paid"], invoice["status"]) == (
        "FA2610-0001", "Hôtel du Lac", 80.0, "à payer"
    )  # fmt: skip
    (line,) = seen.records("invoice_lines")
    assert (line["product_code"], line["quantity"], line["amount"]) == ("P1", 40.0, 100.0)
    assert seen.records("suppliers") == []
    for rows in seen.rows:
        assert set(rows.mapping) <= {field.name for field in KINDS[rows.kind].fields}


def test_a_second_run_asks_only_for_what_changed(dolibarr: tuple[Server, Site]) -> None:
    server, web = dolibarr
    first = run(DolibarrConnector, settings(web, "products"))
    assert first.rows[0].first
    assert first.rows[-1].present is not None
    server.lists["products"][3] |= {"label": "Article 4 bis", "changed": True}
    second = run(DolibarrConnector, settings(web, "products"), first)
    assert [row["product"] for row in second.records("products")] == ["Article 4 bis"]
    assert second.rows[-1].present is None


def test_a_run_that_is_cut_goes_on_with_the_next_page(dolibarr: tuple[Server, Site]) -> None:
    _, web = dolibarr
    cut = run(DolibarrConnector, settings(web, "products"), most=2)
    rest = run(DolibarrConnector, settings(web, "products"), cut)
    codes = [row["product_code"] for row in (*cut.records("products"), *rest.records("products"))]
    assert len(set(codes)) == 250
    assert len(codes) <= 350
    assert rest.rows[-1].present == frozenset(str(number) for number in range(1, 251))


def test_movements_make_the_stock_of_each_day(dolibarr: tuple[Server, Site]) -> None:
    _, web = dolibarr
    seen = run(DolibarrConnector, settings(web, "movements"))
    frame = cumulated(pl.DataFrame(seen.records("movements")))
    assert frame.select("product_code", "on_hand").rows() == [("P1", 10.0), ("P1", 7.0)]


def test_documents_of_invoices_come_once(dolibarr: tuple[Server, Site]) -> None:
    _, web = dolibarr
    first = run(DolibarrConnector, settings(web, "documents"))
    (item,) = first.items.values()
    assert (item.content, item.title) == (b"%PDF-1.4", "FA2610-0001.pdf — facture FA2610-0001")
    assert not run(DolibarrConnector, settings(web, "documents"), first).items


def test_a_closed_module_is_a_fault_and_a_wrong_key_a_refusal(dolibarr: tuple[Server, Site]) -> None:
    server, web = dolibarr
    server.closed.add("invoices")
    seen = run(DolibarrConnector, settings(web, "invoices", "customers"))
    assert set(seen.faults) == {"table:invoices"}
    assert seen.records("customers")
    with pytest.raises(Refused, match=r"identifiant|clé") as said:
        run(DolibarrConnector, settings(web, key="fausse-cle"))
    assert "fausse" not in str(said.value)
    checked = DolibarrConnector(door(DolibarrConnector, settings(web))).test(settings(web, "invoices"))
    assert dict(checked.details) == {
        "Version de Dolibarr": "20.0.1",
        "Fermé à ce compte, ou module absent": "Factures clients",
    }
    with site() as other, pytest.raises(Refused, match="Dolibarr"):
        run(DolibarrConnector, settings(other))
