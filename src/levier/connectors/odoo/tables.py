"""How the models of Odoo become Levier's kinds of tables. Field names: Odoo's documentation of its models, 14 to 19."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from levier.connectors.odoo.rpc import Odoo

Record = dict[str, Any]
_CODED = re.compile(r"^\[([^\]]+)\]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """``make``: one record → one line, its keys are the fields of ``kind``. ``orders``: (model, link, fields) read beside."""

    name: str
    title: str
    kind: str
    model: str
    domain: list[Any]
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    make: Callable[[Record, Record], Record]
    orders: tuple[str, str, tuple[str, ...]] | None = None

    @property
    def mapping(self) -> dict[str, str]:
        return {column: column for column in self.columns}

    def rows(self, page: list[Record], odoo: Odoo) -> list[Record]:
        """The lines of these records."""
        beside = self._beside(page, odoo)
        lines = []
        for record in page:
            link = _id(record.get(self.orders[1])) if self.orders else 0
            line = self.make(record, beside.get(link, {}))
            lines.append(
                {"odoo_id": str(record["id"]), **{column: line.get(column) for column in self.columns}}
            )
        return lines

    def _beside(self, page: list[Record], odoo: Odoo) -> dict[int, Record]:
        if self.orders is None:
            return {}
        model, link, fields = self.orders
        ids = sorted({_id(record.get(link)) for record in page} - {0})
        found = odoo.call(model, "read", [ids, list(fields)]) if ids else []
        return {int(one["id"]): one for one in found}


def _id(value: Any) -> int:
    """The id of a many2one, which Odoo writes [id, name], or false."""
    if isinstance(value, list | tuple) and value:
        return int(value[0])
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _label(value: Any) -> str | None:
    return str(value[1]) if isinstance(value, list | tuple) and len(value) > 1 else None


def _text(value: Any) -> str | None:
    """Odoo writes false for an empty field."""
    return None if value is False or value is None or value == "" else str(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _party(value: Any) -> str | None:
    return str(_id(value)) if _id(value) else None


def _day(value: Any) -> str | None:
    return _text(value)[:10] if _text(value) else None  # type: ignore[index]


def _product(value: Any) -> tuple[str | None, str | None]:
    """(code, name) of a product shown « [CODE] Name »; « ID12 » when it has no code."""
    label = _label(value)
    if not _id(value):
        return None, None
    found = _CODED.match(label or "")
    return (found[1], found[2]) if found else (f"ID{_id(value)}", label)


def _customer(one: Record, _: Record) -> Record:
    return {
        "customer": str(one["id"]), "customer_name": _text(one.get("name")), "siren": _siren(one),
        "vat_number": _text(one.get("vat")), "seller": _label(one.get("user_id")), "since": _day(one.get("create_date")),
        "email": _text(one.get("email")), "phone": _text(one.get("phone")) or _text(one.get("mobile")),
        "postcode": _text(one.get("zip")), "city": _text(one.get("city")), "country": _label(one.get("country_id")),
    }  # fmt: skip


def _supplier(one: Record, _: Record) -> Record:
    return {
        "supplier": str(one["id"]), "supplier_name": _text(one.get("name")), "siren": _siren(one),
        "vat_number": _text(one.get("vat")), "email": _text(one.get("email")),
        "phone": _text(one.get("phone")) or _text(one.get("mobile")), "city": _text(one.get("city")),
        "country": _label(one.get("country_id")),
    }  # fmt: skip


def _siren(one: Record) -> str | None:
    """The first nine figures of the SIRET that the French localisation keeps."""
    figures = re.sub(r"\D", "", _text(one.get("siret")) or _text(one.get("company_registry")) or "")
    return figures[:9] if len(figures) in (9, 14) else None


def _article(one: Record, _: Record) -> Record:
    return {
        "product_code": _text(one.get("default_code")) or f"ID{one['id']}", "product": _text(one.get("name")),
        "category": _label(one.get("categ_id")), "purchase_price": _number(one.get("standard_price")),
        "sale_price": _number(one.get("lst_price")), "unit": _label(one.get("uom_id")),
        "ean": _text(one.get("barcode")), "active": bool(one.get("active", True)),
    }  # fmt: skip


def _sale(one: Record, order: Record) -> Record:
    code, name = _product(one.get("product_id"))
    return {
        "invoice": _label(one.get("order_id")), "date": _text(order.get("date_order")) or _text(one.get("create_date")),
        "product_code": code, "product": name or _text(one.get("name")), "quantity": _number(one.get("product_uom_qty")),
        "unit_price": _number(one.get("price_unit")), "amount": _number(one.get("price_subtotal")),
        "discount": _number(one.get("discount")), "customer": _party(one.get("order_partner_id")),
        "customer_name": _label(one.get("order_partner_id")), "currency": _label(one.get("currency_id")),
    }  # fmt: skip


def _purchase(one: Record, order: Record) -> Record:
    code, name = _product(one.get("product_id"))
    return {
        "order": _label(one.get("order_id")), "date": _day(order.get("date_order")) or _day(one.get("create_date")),
        "supplier": _party(one.get("partner_id")), "supplier_name": _label(one.get("partner_id")),
        "product_code": code, "product": name or _text(one.get("name")), "quantity": _number(one.get("product_qty")),
        "unit_price": _number(one.get("price_unit")), "amount": _number(one.get("price_subtotal")),
        "promised": _day(one.get("date_planned")), "received": _number(one.get("qty_received")),
    }  # fmt: skip


def _quant(one: Record, _: Record) -> Record:
    code, name = _product(one.get("product_id"))
    return {
        "product_code": code, "product": name,
        "place": _label(one.get("location_id")), "on_hand": _number(one.get("quantity")),
        "reserved": _number(one.get("reserved_quantity")),
    }  # fmt: skip


_DIRECTIONS = {"out_invoice": "vente", "out_refund": "vente", "in_invoice": "achat", "in_refund": "achat"}
_PAYMENTS = {
    "paid": "payée", "in_payment": "payée", "partial": "payée en partie", "not_paid": "à payer",
    "reversed": "annulée par un avoir", "invoicing_legacy": "payée",
}  # fmt: skip


def _invoice(one: Record, _: Record) -> Record:
    """A credit note is an invoice of negative amounts."""
    kind = str(one.get("move_type") or "")
    sign = -1.0 if kind.endswith("_refund") else 1.0
    net, vat, gross = (_number(one.get(f"amount_{part}")) for part in ("untaxed", "tax", "total"))
    left = _number(one.get("amount_residual")) or 0.0
    return {
        "invoice": _text(one.get("name")), "date": _day(one.get("invoice_date")), "direction": _DIRECTIONS.get(kind),
        "party": _party(one.get("partner_id")), "party_name": _label(one.get("partner_id")),
        "net": None if net is None else sign * net, "vat": None if vat is None else sign * vat,
        "gross": None if gross is None else sign * gross, "due": _day(one.get("invoice_date_due")),
        "paid": None if gross is None else round(sign * (gross - left), 2),
        "status": _PAYMENTS.get(str(one.get("payment_state") or "")), "currency": _label(one.get("currency_id")),
    }  # fmt: skip


def _entry(one: Record, _: Record) -> Record:
    account = _label(one.get("account_id")) or ""
    number, _sep, label = account.partition(" ")
    return {
        "journal": _label(one.get("journal_id")), "entry": _label(one.get("move_id")), "date": _day(one.get("date")),
        "account": number, "account_label": label or None, "auxiliary": _party(one.get("partner_id")),
        "auxiliary_label": _label(one.get("partner_id")), "label": _text(one.get("name")),
        "debit": _number(one.get("debit")), "credit": _number(one.get("credit")), "due": _day(one.get("date_maturity")),
    }  # fmt: skip


_PARTNER = ("name", "vat", "siret", "company_registry", "email", "phone", "mobile", "zip", "city", "country_id",
            "user_id", "create_date", "write_date")  # fmt: skip
_LINE = ("order_id", "product_id", "name", "price_unit", "price_subtotal", "create_date", "write_date")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("customers", "Clients", "customers", "res.partner", [["customer_rank", ">", 0]], _PARTNER,
              ("customer", "customer_name", "siren", "vat_number", "seller", "since", "email", "phone", "postcode", "city",
               "country"), _customer),
        Table("suppliers", "Fournisseurs", "suppliers", "res.partner", [["supplier_rank", ">", 0]], _PARTNER,
              ("supplier", "supplier_name", "siren", "vat_number", "email", "phone", "city", "country"), _supplier),
        Table("products", "Articles", "products", "product.product", [],
              ("default_code", "name", "categ_id", "standard_price", "lst_price", "uom_id", "barcode", "active", "write_date"),
              ("product_code", "product", "category", "purchase_price", "sale_price", "unit", "ean", "active"), _article),
        Table("sales", "Lignes de commandes clients", "sales", "sale.order.line",
              [["state", "in", ["sale", "done"]], ["display_type", "=", False]],
              (*_LINE, "product_uom_qty", "discount", "order_partner_id", "currency_id", "state"),
              ("invoice", "date", "product_code", "product", "quantity", "unit_price", "amount", "discount", "customer",
               "customer_name", "currency"), _sale, ("sale.order", "order_id", ("date_order",))),
        Table("purchases", "Lignes d'achats", "purchases", "purchase.order.line",
              [["state", "in", ["purchase", "done"]], ["display_type", "=", False]],
              (*_LINE, "partner_id", "product_qty", "qty_received", "date_planned"),
              ("order", "date", "supplier", "supplier_name", "product_code", "product", "quantity", "unit_price", "amount",
               "promised", "received"), _purchase, ("purchase.order", "order_id", ("date_order",))),
        Table("stock", "Stock", "stock", "stock.quant", [["location_id.usage", "=", "internal"]],
              ("product_id", "location_id", "quantity", "reserved_quantity", "write_date"),
              ("product_code", "product", "place", "on_hand", "reserved"), _quant),
        Table("invoices", "Factures", "invoices", "account.move",
              [["move_type", "in", list(_DIRECTIONS)], ["state", "=", "posted"]],
              ("name", "move_type", "invoice_date", "partner_id", "amount_untaxed", "amount_tax", "amount_total",
               "amount_residual", "invoice_date_due", "payment_state", "currency_id", "write_date"),
              ("invoice", "date", "direction", "party", "party_name", "net", "vat", "gross", "due", "paid", "status",
               "currency"), _invoice),
        Table("entries", "Écritures comptables", "journal_entries", "account.move.line",
              [["parent_state", "=", "posted"], ["account_id", "!=", False]],
              ("journal_id", "move_id", "date", "account_id", "partner_id", "name", "debit", "credit", "date_maturity",
               "write_date"),
              ("journal", "entry", "date", "account", "account_label", "auxiliary", "auxiliary_label", "label", "debit",
               "credit", "due"), _entry),
    )
}  # fmt: skip
