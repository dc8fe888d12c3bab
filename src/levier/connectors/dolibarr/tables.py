"""How Dolibarr's objects become Levier's kinds of tables. Names of properties: Dolibarr's API explorer, 14 to 21."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """``make``: one object → its lines, whose keys are the fields of ``kind``. ``whole``: no date of change to follow.

    ``beside``: the list whose names are needed.
    """

    name: str
    title: str
    kind: str
    path: str
    columns: tuple[str, ...]
    make: Callable[[Record, dict[str, str]], Iterator[Record]]
    filters: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    beside: str = ""
    shaped: Callable[[Any], Any] | None = None

    @property
    def mapping(self) -> dict[str, str]:
        return {column: column for column in self.columns}


def _text(value: Any) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None


def _number(value: Any) -> float | None:
    """Dolibarr writes numbers as text: « 12.50000000 »."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> str | None:
    """From a timestamp, or a date already written."""
    number = _number(value)
    if number is not None and number > 0:
        return datetime.fromtimestamp(number, UTC).astimezone().date().isoformat()
    text = _text(value)
    return text[:10] if text and len(text) >= 10 and text[4] == "-" else None


def _party(one: Record, who: str) -> Record:
    code = "code_client" if who == "customer" else "code_fournisseur"
    figures = "".join(sign for sign in str(one.get("idprof1") or "") if sign.isdigit())
    line = {
        "dolibarr_id": str(one["id"]), who: _text(one.get(code)) or str(one["id"]), f"{who}_name": _text(one.get("name")),
        "siren": figures[:9] if len(figures) in (9, 14) else None, "vat_number": _text(one.get("tva_intra")),
        "email": _text(one.get("email")), "phone": _text(one.get("phone")), "city": _text(one.get("town")),
        "country": _text(one.get("country_code")),
    }  # fmt: skip
    return line


def _customers(one: Record, _: dict[str, str]) -> Iterator[Record]:
    yield _party(one, "customer") | {
        "postcode": _text(one.get("zip")),
        "since": _day(one.get("date_creation")),
    }


def _suppliers(one: Record, _: dict[str, str]) -> Iterator[Record]:
    yield _party(one, "supplier")


def _products(one: Record, _: dict[str, str]) -> Iterator[Record]:
    yield {
        "dolibarr_id": str(one["id"]), "product_code": _text(one.get("ref")), "product": _text(one.get("label")),
        "purchase_price": _number(one.get("cost_price")) or _number(one.get("pmp")), "sale_price": _number(one.get("price")),
        "vat_rate": _number(one.get("tva_tx")), "ean": _text(one.get("barcode")),
        "active": str(one.get("status", one.get("status_buy", "1"))) != "0",
    }  # fmt: skip


def _stock(one: Record, _: dict[str, str]) -> Iterator[Record]:
    """Services have no stock."""
    if str(one.get("type", "0")) != "1":
        yield {
            "dolibarr_id": str(one["id"]), "product_code": _text(one.get("ref")), "product": _text(one.get("label")),
            "on_hand": _number(one.get("stock_reel")) or 0.0, "reorder_point": _number(one.get("seuil_stock_alerte")),
        }  # fmt: skip


_STATES = {"0": "brouillon", "1": "à payer", "2": "payée", "3": "abandonnée"}


def _invoices(one: Record, names: dict[str, str]) -> Iterator[Record]:
    state = str(one.get("statut", one.get("status", "")))
    if state == "0":
        return
    gross, left = _number(one.get("total_ttc")), _number(one.get("remaintopay"))
    paid = _number(one.get("totalpaid"))
    if paid is None and gross is not None and left is not None:
        paid = gross - left
    yield {
        "dolibarr_id": str(one["id"]), "invoice": _text(one.get("ref")), "date": _day(one.get("date")),
        "direction": "vente", "party": str(one.get("socid") or ""), "party_name": names.get(str(one.get("socid"))),
        "net": _number(one.get("total_ht")), "vat": _number(one.get("total_tva")), "gross": gross,
        "due": _day(one.get("date_lim_reglement")), "paid": paid,
        "status": "payée" if str(one.get("paye")) == "1" else _STATES.get(state),
        "currency": _text(one.get("multicurrency_code")),
    }  # fmt: skip


def _lines(one: Record, names: dict[str, str], number: str, day: str) -> Iterator[Record]:
    """The lines of goods and services: titles and subtotals have no quantity nor amount."""
    if str(one.get("statut", one.get("status", ""))) == "0":
        return
    for line in one.get("lines") or []:
        quantity, amount = _number(line.get("qty")), _number(line.get("total_ht"))
        if str(line.get("product_type", "0")) == "9" or quantity is None:
            continue
        yield {
            "dolibarr_id": f"{one['id']}-{line.get('id') or line.get('rowid')}", number: _text(one.get("ref")),
            "date": _day(one.get(day)) or _day(one.get("date_creation")),
            "product_code": _text(line.get("product_ref") or line.get("ref")),
            "product": _text(line.get("product_label") or line.get("libelle") or line.get("desc")), "quantity": quantity,
            "unit_price": _number(line.get("subprice")), "amount": amount,
        } | _other(one, line, names, number)  # fmt: skip


def _other(one: Record, line: Record, names: dict[str, str], number: str) -> Record:
    party = str(one.get("socid") or "")
    if number == "order":
        return {"supplier": party, "supplier_name": names.get(party)}
    return {
        "customer": party,
        "customer_name": names.get(party),
        "discount": _number(line.get("remise_percent")),
    }


def _sales(one: Record, names: dict[str, str]) -> Iterator[Record]:
    yield from _lines(one, names, "invoice", "date")


def _purchases(one: Record, names: dict[str, str]) -> Iterator[Record]:
    yield from _lines(one, names, "order", "date_commande")


def _orders(one: Record, names: dict[str, str]) -> Iterator[Record]:
    yield from _lines(one, names, "invoice", "date_commande" if one.get("date_commande") else "date")


def _movements(one: Record, names: dict[str, str]) -> Iterator[Record]:
    """One movement; the stock of each day is the sum of all those before (see ``cumulated``)."""
    yield {
        "dolibarr_id": str(one["id"]), "product_code": names.get(str(one.get("product_id"))) or f"ID{one.get('product_id')}",
        "date": _day(one.get("datem")), "place": f"Entrepôt {one.get('warehouse_id') or one.get('entrepot_id')}",
        "moved": _number(one.get("qty")),
    }  # fmt: skip


def cumulated(moves: Any) -> Any:
    """The stock of each product at each place, at the end of each day that saw a movement (a polars frame, both)."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process loads this module

    each = ["product_code", "place"]
    daily = (
        moves.group_by([*each, "date"])
        .agg(pl.col("moved").cast(pl.Float64, strict=False).sum())
        .sort([*each, "date"])
    )
    return daily.with_columns(pl.col("moved").cum_sum().over(each).alias("on_hand")).drop("moved")


_SALE = ("invoice", "date", "product_code", "product", "quantity", "unit_price", "amount", "customer", "customer_name",
         "discount")  # fmt: skip
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("customers", "Clients", "customers", "thirdparties",
              ("customer", "customer_name", "siren", "vat_number", "since", "email", "phone", "postcode", "city", "country"),
              _customers, {"mode": "1"}),
        Table("suppliers", "Fournisseurs", "suppliers", "thirdparties",
              ("supplier", "supplier_name", "siren", "vat_number", "email", "phone", "city", "country"),
              _suppliers, {"mode": "4"}),
        Table("products", "Articles", "products", "products",
              ("product_code", "product", "purchase_price", "sale_price", "vat_rate", "ean", "active"), _products),
        Table("stock", "Stock", "stock", "products", ("product_code", "product", "on_hand", "reorder_point"), _stock,
              {"includestockdata": "1"}, whole=True),
        Table("invoices", "Factures clients", "invoices", "invoices",
              ("invoice", "date", "direction", "party", "party_name", "net", "vat", "gross", "due", "paid", "status",
               "currency"), _invoices, beside="thirdparties"),
        Table("invoice_lines", "Lignes de factures", "sales", "invoices", _SALE, _sales, beside="thirdparties"),
        Table("orders", "Lignes de commandes clients", "sales", "orders", _SALE, _orders, beside="thirdparties"),
        Table("purchases", "Lignes de commandes fournisseurs", "purchases", "supplierorders",
              ("order", "date", "product_code", "product", "quantity", "unit_price", "amount", "supplier", "supplier_name"),
              _purchases, beside="thirdparties"),
        Table("movements", "Stock jour par jour", "stock", "stockmovements",
              ("product_code", "date", "place", "on_hand"), _movements, beside="products", shaped=cumulated),
    )
}  # fmt: skip
