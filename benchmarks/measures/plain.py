"""Every measure again, in pandas, from its French definition alone: what the semantic layer's SQL is held to."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

Frame = pd.DataFrame
Value = float | None


def _flat(text: Any) -> str:
    plain = unicodedata.normalize("NFKD", "" if text is None or text != text else str(text))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def _days(series: pd.Series) -> pd.Series:
    return pd.to_datetime(series)


def prepared(kind: str, tables: dict[str, Frame], today: date) -> Frame:
    """The lines of a kind with the columns that the definitions speak of."""
    lines = tables[kind].copy()
    if "date" in lines:
        lines["moment"] = _days(lines["date"])
        lines["day"] = lines["moment"].dt.normalize()
    now = pd.Timestamp(today)
    made = _PREPARE.get(kind)
    return made(lines, tables, now) if made else lines


def _sold(tables: dict[str, Frame]) -> Frame:
    sales = tables["sales"].copy()
    sales["day"] = _days(sales["date"])
    sales["amount"] = (sales["quantity"] * sales["unit_price"]).round(6)
    sales["is_return"] = sales["quantity"] < 0
    sales["order"] = (sales["amount"] > 0) & ~sales["is_return"]
    return sales


def _sales(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines = _sold(tables)
    price = tables["products"].drop_duplicates("product_code", keep="last").set_index("product_code")
    lines["cost"] = lines["product_code"].map(price["purchase_price"])
    lines["supplier"] = lines["product_code"].map(price["supplier"])
    card = tables["customers"].drop_duplicates("customer", keep="last").set_index("customer")
    for name in ("segment", "city", "seller", "postcode"):
        lines[name] = lines["customer"].map(card[name])
    orders = lines[lines["order"]]
    lines["first"] = lines["customer"].map(orders.groupby("customer")["day"].min())
    days = orders.groupby("customer")["day"]
    lines["span"] = lines["customer"].map((days.max() - days.min()).dt.days)
    lines["gaps"] = lines["customer"].map(days.nunique() - 1)
    lines["lines"] = lines["customer"].map(lines.groupby("customer").size())
    year, two = now - timedelta(days=365), now - timedelta(days=730)
    recent = orders[(orders["day"] > year) & (orders["day"] <= now)].groupby("customer").size()
    earlier = orders[(orders["day"] > two) & (orders["day"] <= year)].groupby("customer").size()
    lines["recent"] = lines["customer"].map(recent).fillna(0)
    lines["earlier"] = lines["customer"].map(earlier).fillna(0)
    return lines


def _products(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    sales = _sold(tables)
    last = sales[sales["order"] & (sales["day"] <= now)].groupby("product_code")["day"].max()
    lines["last_sale"] = lines["product_code"].map(last)
    lines["asleep"] = (lines["active"] == True) & (  # noqa: E712
        lines["last_sale"].isna() | (lines["last_sale"] < now - timedelta(days=180))
    )
    return lines


def _stock(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    card = tables["products"].drop_duplicates("product_code", keep="last").set_index("product_code")
    lines["worth"] = lines["on_hand"] * lines["product_code"].map(card["purchase_price"])
    lines["live"] = lines["product_code"].map(card["active"]).fillna(True).astype(bool)
    lines["category"] = lines["product_code"].map(card["category"])
    lines["free"] = lines["on_hand"] - lines["reserved"].fillna(0)
    sales = _sold(tables)
    last = sales[sales["order"] & (sales["day"] <= now)].groupby("product_code")["day"].max()
    lines["asleep"] = (lines["on_hand"] > 0) & (
        lines["product_code"].map(last).isna() | (lines["product_code"].map(last) < now - timedelta(days=180))
    )
    lines["last_sale"] = lines["product_code"].map(last)
    priced = sales[sales["amount"] != 0]
    for name, days in (("quarter", 90), ("year", 365)):
        inside = priced[(priced["day"] > now - timedelta(days=days)) & (priced["day"] <= now)]
        quantity = inside.groupby("product_code")["quantity"].sum()
        shared = lines.groupby(["product_code", "day"])["on_hand"].transform("size")
        lines[name] = lines["product_code"].map(quantity) / shared
    lines["product_free"] = lines.groupby(["product_code", "day"])["free"].transform("sum")
    return lines


def last_states(lines: Frame) -> Frame:
    """The last state of each article and place."""
    return lines[lines["day"] == lines.groupby(["product_code", "place"])["day"].transform("max")]


def _purchases(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["promised"], lines["delivered"] = _days(lines["promised"]), _days(lines["delivered"])
    lines["wait"] = (lines["delivered"] - lines["day"]).dt.days
    lines["due"] = lines["promised"].notna() & (lines["promised"] <= now)
    lines["on_time"] = lines["delivered"].notna() & (lines["delivered"] <= lines["promised"])
    ordered = lines.sort_values(["day"], kind="stable")
    lines["before"] = ordered.groupby(["product_code", "supplier"])["unit_price"].shift(1)
    return lines


def _customers(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    sales = _sales(Frame(), tables, now)
    orders = sales[sales["order"]]
    lines["last"] = lines["customer"].map(orders[orders["day"] <= now].groupby("customer")["day"].max())
    lines["recent"] = lines["customer"].map(sales.groupby("customer")["recent"].first()).fillna(0)
    lines["earlier"] = lines["customer"].map(sales.groupby("customer")["earlier"].first()).fillna(0)
    inside = sales[(sales["day"] > now - timedelta(days=365)) & (sales["day"] <= now)]
    lines["year"] = lines["customer"].map(inside.groupby("customer")["amount"].sum())
    return lines


def _suppliers(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    bought = tables["purchases"].assign(day=_days(tables["purchases"]["date"]))
    bought = bought[(bought["day"] > now - timedelta(days=365)) & (bought["day"] <= now)]
    lines["year"] = lines["supplier"].map(bought.groupby("supplier")["amount"].sum())
    lines["bought"] = lines["supplier"].map(bought.groupby("supplier").size()).fillna(0)
    return lines


def _invoices(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["sent"] = ~lines["direction"].map(_flat).str.contains("achat")
    credit = lines["direction"].map(_flat).str.contains("avoir")
    for name, column in (("total", "gross"), ("net", "net"), ("vat", "vat")):
        lines[name] = lines[column].where(~credit, -lines[column])
    lines["due"], lines["paid_on"] = _days(lines["due"]), _days(lines["paid_on"])
    paid = lines["paid"].fillna(0)
    lines["open"] = (lines["total"] - paid.where(~credit, -paid.abs())).round(4)
    lines["late"] = (lines["open"] > 0) & (lines["due"] < now)
    lines["age"] = (now - lines["due"]).dt.days
    lines["span"] = (lines["day"].max() - lines["day"].min()).days + 1
    card = tables["customers"].drop_duplicates("customer", keep="last").set_index("customer")
    for name in ("segment", "city", "seller"):
        lines[name] = lines["party"].map(card[name])
    return lines


def _payments(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["flow"] = lines["amount"]
    return lines


def _journal(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["moved"] = lines["debit"] - lines["credit"]
    opening = lines["journal"] == "AN"
    lines["again"] = opening & (lines["day"] > lines["day"].min() + timedelta(days=31))
    return lines


def _messages(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["answered"] = pd.to_datetime(lines["answered"])
    lines["hours"] = (lines["answered"] - lines["moment"]).dt.total_seconds() / 3600
    return lines


def _reviews(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["ten"] = lines["rating"] * 10 / lines["scale"]
    card = tables["products"].drop_duplicates("product_code", keep="last").set_index("product_code")
    lines["product"] = lines["product_code"].map(card["product"])
    lines["category"] = lines["product_code"].map(card["category"])
    return lines


def _visits(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["known"] = lines["arrived"].notna() & lines["window_end"].notna()
    lines["punctual"] = lines["known"] & (lines["arrived"].fillna("99:99") <= lines["window_end"])
    return lines


def _failures(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["end"] = pd.to_datetime(lines["end"])
    lines["planned"] = lines["type"].map(_flat).str.contains("preventi")
    lines["stopped"] = lines["downtime"].fillna((lines["end"] - lines["moment"]).dt.total_seconds() / 3600)
    ordered = lines.sort_values("moment", kind="stable")
    back = ordered.groupby(["machine", "planned"])["end"].shift(1)
    lines["ran"] = (lines["moment"] - back).dt.total_seconds() / 3600
    lines.loc[lines["ran"] < 0, "ran"] = np.nan
    return lines


def _web(lines: Frame, tables: dict[str, Frame], now: pd.Timestamp) -> Frame:
    lines["bought"] = lines["event"] == "purchase"
    lines["seen"] = lines["event"] == "page_view"
    lines["events"] = lines.groupby("session")["event"].transform("size")
    return lines


_PREPARE: dict[str, Callable[[Frame, dict[str, Frame], pd.Timestamp], Frame]] = {
    "sales": _sales, "products": _products, "stock": _stock, "purchases": _purchases, "customers": _customers,
    "suppliers": _suppliers, "invoices": _invoices, "payments": _payments, "journal_entries": _journal, "messages": _messages,
    "reviews": _reviews, "visits": _visits, "failures": _failures, "web_events": _web,
}  # fmt: skip


def _over(above: Any, below: Any) -> Value:
    return float(above) / float(below) if below else None


def _part(one: Value, other: Value) -> Value:
    return None if one is None or other is None else _over(one, one + other)


def _priced(d: Frame) -> Frame:
    return d[d["purchase_price"].notna() & (d["sale_price"] > 0)]


def _earning(d: Frame) -> Frame:
    return d[d["revenue"].notna() & d["spend"].notna()]


def _mean(series: pd.Series) -> Value:
    kept = series.dropna()
    return float(kept.mean()) if len(kept) else None


def _median(series: pd.Series) -> Value:
    kept = series.dropna()
    return float(kept.median()) if len(kept) else None


def _std(series: pd.Series) -> Value:
    kept = series.dropna()
    return float(kept.std(ddof=1)) if len(kept) > 1 else None


def _account(d: Frame, *prefixes: str) -> pd.Series:
    return d["account"].str.match("|".join(prefixes))


def _flow(d: Frame, *prefixes: str) -> float:
    return float(d.loc[_account(d, *prefixes), "moved"].sum())


def _standing(d: Frame, *prefixes: str) -> float:
    return float(d.loc[_account(d, *prefixes) & ~d["again"], "moved"].sum())


def _born(d: Frame) -> Frame:
    """Without the opening entries and those that settle the VAT of a quarter."""
    return d[(d["journal"] != "AN") & (d["journal_label"] != "Liquidation de TVA")]


def _cash(d: Frame) -> float:
    chosen = d["account"].str.match("51[0124567]|53|54") & ~d["again"]
    return float(d.loc[chosen, "moved"].sum())


def _both(d: Frame, above: str, below: str, *, positive: bool = True) -> Value:
    kept = d[d[above].notna() & d[below].notna() & ((d[below] > 0) | (not positive))]
    return _over(kept[above].sum(), kept[below].sum()) if len(kept) else None


def _settled(d: Frame) -> Frame:
    return d[d["sent"] & d["paid_on"].notna()]


def _running(d: Frame) -> pd.Series:
    return d.loc[~d["planned"], "ran"]


def _again(d: Frame) -> Frame:
    return d[(d["before"] > 0) & (d["quantity"] > 0)]


def _costed(d: Frame) -> Frame:
    return d[d["cost"].notna()]


def _loyal(d: Frame, kept: bool) -> Value:
    before = d[d["earlier"] > 0]
    chosen = before[(before["recent"] > 0) == kept]
    return _over(chosen["customer"].nunique(), before["customer"].nunique())


PLAIN: dict[str, Callable[[Frame], Value]] = {
    "margin": lambda d: (_costed(d)["amount"] - _costed(d)["quantity"] * _costed(d)["cost"]).sum() if len(_costed(d)) else None,
    "margin_rate": lambda d: _over((_costed(d)["amount"] - _costed(d)["quantity"] * _costed(d)["cost"]).sum(), _costed(d)["amount"].sum()),
    "revenue": lambda d: d["amount"].sum(),
    "quantity": lambda d: d.loc[d["amount"] != 0, "quantity"].sum(),
    "orders": lambda d: d.loc[d["order"], "invoice"].nunique(),
    "customers": lambda d: d.loc[d["order"], "customer"].nunique(),
    "average_basket": lambda d: _over(d["amount"].sum(), d.loc[d["order"], "invoice"].nunique()),
    "average_price": lambda d: _over(d.loc[d["order"], "amount"].sum(), d.loc[d["order"], "quantity"].sum()),
    "revenue_per_customer": lambda d: _over(d.loc[d["customer"].notna(), "amount"].sum(), d.loc[d["order"], "customer"].nunique()),
    "returns_value": lambda d: -d.loc[d["is_return"], "amount"].sum(),
    "returns_quantity": lambda d: -d.loc[d["is_return"], "quantity"].sum(),
    "returns_rate": lambda d: _over(-d.loc[d["is_return"], "amount"].sum(), d.loc[d["order"], "amount"].sum()),
    "credit_notes": lambda d: d.loc[d["is_return"], "invoice"].nunique(),
    "order_gap": lambda d: _over((d["span"] / d["lines"]).sum(), (d["gaps"] / d["lines"]).sum()),
    "one_time_rate": lambda d: _over(
        d.loc[d["order"] & (d["gaps"] == 0), "customer"].nunique(), d.loc[d["order"], "customer"].nunique()
    ),
    "products_sold": lambda d: d.loc[d["order"], "product"].nunique(),
    "lines": len,
    "new_customers": lambda d: d.loc[d["order"] & (d["day"] == d["first"]), "customer"].nunique(),
    "retention_rate": lambda d: _loyal(d, True),
    "churn_rate": lambda d: _loyal(d, False),
    "products_count": len,
    "products_active": lambda d: (d["active"] == True).sum(),  # noqa: E712
    "list_price": lambda d: _mean(d["sale_price"]),
    "cost_price": lambda d: _mean(d["purchase_price"]),
    "list_margin": lambda d: _over((_priced(d)["sale_price"] - _priced(d)["purchase_price"]).sum(), _priced(d)["sale_price"].sum()),
    "unpriced": lambda d: (d["purchase_price"].fillna(0) == 0).sum(),
    "supply_time": lambda d: _mean(d["lead_time"]),
    "unsold": lambda d: d["asleep"].sum(),
    "inactive_share": lambda d: _over((d["active"] == False).sum(), d["active"].notna().sum()),  # noqa: E712
    "stock_value": lambda d: d["worth"].sum(),
    "stock_quantity": lambda d: d["on_hand"].sum(),
    "stock_available": lambda d: d["free"].sum(),
    "stock_on_order": lambda d: d["on_order"].sum(),
    "stock_references": lambda d: d.loc[d["on_hand"] > 0, "product_code"].nunique(),
    "coverage_days": lambda d: _over(d.loc[d["quarter"] > 0, "on_hand"].sum(), d.loc[d["quarter"] > 0, "quarter"].sum() / 90),
    "stock_rotation": lambda d: _over(d["year"].sum(), d["on_hand"].sum()),
    "ruptures": lambda d: d.loc[d["live"] & (d["product_free"] <= 0), "product_code"].nunique(),
    "rupture_rate": lambda d: _over(d.loc[d["live"] & (d["product_free"] <= 0), "product_code"].nunique(), d.loc[d["live"], "product_code"].nunique()),
    "to_reorder": lambda d: (d["free"] + d["on_order"].fillna(0) < d["reorder_point"]).sum(),
    "dormant_value": lambda d: d.loc[d["asleep"], "worth"].sum(),
    "dormant_count": lambda d: d.loc[d["asleep"], "product_code"].nunique(),
    "dormant_share": lambda d: _over(d.loc[d["asleep"], "worth"].sum(), d["worth"].sum()),
    "purchases_amount": lambda d: d["amount"].sum(),
    "purchased_quantity": lambda d: d["quantity"].sum(),
    "purchase_orders": lambda d: d["order"].nunique(),
    "suppliers_used": lambda d: d["supplier_name"].nunique(),
    "purchase_price": lambda d: _over(d["amount"].sum(), d["quantity"].sum()),
    "price_evolution": lambda d: _over((_again(d)["quantity"] * (_again(d)["unit_price"] - _again(d)["before"])).sum(), (_again(d)["quantity"] * _again(d)["before"]).sum()),
    "on_time_rate": lambda d: _over((d["due"] & d["on_time"]).sum(), d["due"].sum()),
    "late_deliveries": lambda d: (d["due"] & ~d["on_time"]).sum(),
    "delivery_lateness": lambda d: _mean((d["delivered"] - d["promised"]).dt.days[d["delivered"] > d["promised"]]),
    "lead_time": lambda d: _mean(d["wait"]),
    "lead_time_median": lambda d: _median(d["wait"]),
    "lead_time_spread": lambda d: _std(d["wait"]),
    "received_rate": lambda d: _both(d, "received", "quantity"),
    "open_orders": lambda d: d.loc[d["delivered"].isna() & (d["received"].fillna(0) < d["quantity"]), "amount"].sum(),
    "suppliers_count": len,
    "supplier_terms": lambda d: _mean(d["payment_days"]),
    "announced_lead_time": lambda d: _mean(d["lead_time"]),
    "bought_year": lambda d: d["year"].sum(),
    "dormant_suppliers": lambda d: (d["bought"] == 0).sum(),
    "suppliers_without_iban": lambda d: _over(d["iban"].isna().sum(), len(d)),
    "customers_count": len,
    "customers_active": lambda d: (d["recent"] > 0).sum(),
    "customers_lost": lambda d: ((d["earlier"] > 0) & (d["recent"] == 0)).sum(),
    "customers_retention": lambda d: _over(((d["earlier"] > 0) & (d["recent"] > 0)).sum(), (d["earlier"] > 0).sum()),
    "customers_churn": lambda d: _over(((d["earlier"] > 0) & (d["recent"] == 0)).sum(), (d["earlier"] > 0).sum()),
    "customers_silent": lambda d: d["last"].isna().sum(),
    "customer_value": lambda d: _over(d["year"].sum(), (d["recent"] > 0).sum()),
    "customer_terms": lambda d: _mean(d["payment_days"]),
    "credit_allowed": lambda d: d["credit_limit"].sum(),
    "reachable_share": lambda d: _over(d["email"].notna().sum(), len(d)),
    "billed": lambda d: d.loc[d["sent"], "net"].sum(),
    "billed_gross": lambda d: d.loc[d["sent"], "total"].sum(),
    "invoices_sent": lambda d: d["sent"].sum(),
    "outstanding": lambda d: d.loc[d["sent"], "open"].sum(),
    "overdue": lambda d: d.loc[d["sent"] & d["late"], "open"].sum(),
    "due_sent": lambda d: d.loc[d["sent"] & (d["open"] > 0) & d["due"].notna(), "open"].sum(),
    "due_received": lambda d: d.loc[~d["sent"] & (d["open"] > 0) & d["due"].notna(), "open"].sum(),
    "overdue_count": lambda d: (d["sent"] & d["late"]).sum(),
    "overdue_share": lambda d: _over(d.loc[d["sent"] & d["late"], "open"].sum(), d.loc[d["sent"], "open"].sum()),
    "dso": lambda d: _over(d.loc[d["sent"], "open"].sum() * d["span"].iloc[0], d.loc[d["sent"], "total"].sum()) if d["sent"].any() else None,
    "payment_delay": lambda d: _mean((_settled(d)["paid_on"] - _settled(d)["day"]).dt.days),
    "payment_delay_median": lambda d: _median((_settled(d)["paid_on"] - _settled(d)["day"]).dt.days),
    "late_share": lambda d: _over((_settled(d)["paid_on"] > _settled(d)["due"]).sum(), len(_settled(d))),
    "average_lateness": lambda d: _mean((_settled(d)["paid_on"] - _settled(d)["due"]).dt.days[lambda s: s > 0]),
    "average_invoice": lambda d: _mean(d.loc[d["sent"] & (d["total"] > 0), "total"]),
    "vat_billed": lambda d: d.loc[d["sent"], "vat"].sum(),
    "received": lambda d: d.loc[~d["sent"], "net"].sum(),
    "payable": lambda d: d.loc[~d["sent"], "open"].sum(),
    "payable_overdue": lambda d: d.loc[~d["sent"] & d["late"], "open"].sum(),
    "lines_billed": lambda d: d.loc[d["direction"] == "Vente", "net"].sum(),
    "lines_bought": lambda d: d.loc[d["direction"] == "Achat", "net"].sum(),
    "line_quantity": lambda d: d.loc[d["direction"] == "Vente", "quantity"].sum(),
    "line_price": lambda d: _over(d.loc[d["direction"] == "Achat", "net"].sum(), d.loc[d["direction"] == "Achat", "quantity"].sum()),
    "line_vat": lambda d: (d["net"] * d["vat_rate"] / 100)[d["direction"] == "Vente"].sum(),
    "lines_count": len,
    "lines_invoices": lambda d: (d["party_name"] + "|" + d["invoice"]).nunique(),
    "money_in": lambda d: d.loc[d["flow"] > 0, "flow"].sum(),
    "money_out": lambda d: -d.loc[d["flow"] < 0, "flow"].sum(),
    "money_net": lambda d: d["flow"].sum(),
    "bank_balance": lambda d: float(d.sort_values("day", kind="stable")["balance"].iloc[-1]) if len(d) else None,
    "movements": len,
    "average_movement": lambda d: _mean(d.loc[d["flow"] > 0, "flow"]),
    "accounted_turnover": lambda d: -_flow(d, "70"),
    "accounted_purchases": lambda d: _flow(d, "60"),
    "costs": lambda d: _flow(d, "6"),
    "profits": lambda d: -_flow(d, "7"),
    "result": lambda d: -_flow(d, "6", "7"),
    "accounted_margin": lambda d: -_flow(d, "70", "60"),
    "accounted_margin_rate": lambda d: _over(-_flow(d, "70", "60"), -_flow(d, "70")),
    "payroll": lambda d: _flow(d, "64"),
    "payroll_weight": lambda d: _over(_flow(d, "64"), -_flow(d, "70")),
    "external_costs": lambda d: _flow(d, "61", "62"),
    "cash": _cash,
    "owed_by_customers": lambda d: _standing(d, "411"),
    "owed_to_suppliers": lambda d: -_standing(d, "401"),
    "vat_collected": lambda d: -_flow(_born(d), "4457", "4452"),
    "vat_deductible": lambda d: _flow(_born(d), "4456") - _flow(_born(d), "44567"),
    "vat_due": lambda d: _flow(_born(d), "44567") - _flow(_born(d), "4457", "4452", "4456"),
    "entries_count": lambda d: (d["journal"] + "|" + d["entry"]).nunique(),
    "entry_lines": len,
    "debits": lambda d: d["debit"].sum(),
    "credits": lambda d: d["credit"].sum(),
    "messages_count": len,
    "response_time": lambda d: _mean(d["hours"]),
    "response_time_median": lambda d: _median(d["hours"]),
    "backlog": lambda d: d["answered"].isna().sum(),
    "answer_share": lambda d: _over(d["answered"].notna().sum(), len(d)),
    "within_day": lambda d: _over((d["hours"] <= 24).sum(), d["answered"].notna().sum()),
    "senders": lambda d: d["sender"].nunique(),
    "reviews_count": len,
    "average_rating": lambda d: _mean(d["rating"]),
    "nps": lambda d: _over(((d["ten"] >= 9).sum() - (d["ten"] < 7).sum()) * 100, d["rating"].notna().sum()),
    "csat": lambda d: _over((d["rating"] >= 4).sum(), d["rating"].notna().sum()),
    "negative_share": lambda d: _over((d["rating"] <= 2).sum(), d["rating"].notna().sum()),
    "negative_count": lambda d: (d["rating"] <= 2).sum(),
    "commented_share": lambda d: _over(d["text"].notna().sum(), len(d)),
    "visits_count": len,
    "visit_duration": lambda d: _mean(d["duration"]),
    "visit_hours": lambda d: d["duration"].sum() / 60,
    "visit_on_time": lambda d: _over(d["punctual"].sum(), d["known"].sum()),
    "visits_per_day": lambda d: _over(len(d), d["day"].nunique()),
    "visited_customers": lambda d: d["customer"].nunique(),
    "visited_load": lambda d: d["load"].sum(),
    "located_addresses": len,
    "known_trips": len,
    "vehicles_count": len,
    "payload": lambda d: d["capacity"].sum(),
    "average_mileage": lambda d: _mean(d["mileage"]),
    "total_mileage": lambda d: d["mileage"].sum(),
    "cost_per_km": lambda d: _mean(d["cost_km"]),
    "vehicle_age": lambda d: _mean((pd.Timestamp(2026, 11, 23) - _days(d["in_service"])).dt.days / 365.25),
    "reading_mean": lambda d: _mean(d["value"]),
    "reading_min": lambda d: float(d["value"].min()) if len(d) else None,
    "reading_max": lambda d: float(d["value"].max()) if len(d) else None,
    "reading_last": lambda d: float(d.sort_values("moment", kind="stable")["value"].iloc[-1]) if len(d) else None,
    "reading_spread": lambda d: _std(d["value"]),
    "readings_count": len,
    "machines_read": lambda d: d["machine"].nunique(),
    "failures_count": lambda d: (~d["planned"]).sum(),
    "mtbf": lambda d: _mean(_running(d)),
    "mttr": lambda d: _mean(d.loc[~d["planned"], "stopped"]),
    "downtime": lambda d: d.loc[~d["planned"], "stopped"].sum(),
    "availability": lambda d: _part(_mean(_running(d)), _mean(d.loc[~d["planned"], "stopped"])),
    "repair_cost": lambda d: d.loc[~d["planned"], "cost"].sum(),
    "average_repair": lambda d: _mean(d.loc[~d["planned"], "cost"]),
    "planned_count": lambda d: d["planned"].sum(),
    "failing_machines": lambda d: d.loc[~d["planned"], "machine"].nunique(),
    "failures_per_machine": lambda d: _over((~d["planned"]).sum(), d.loc[~d["planned"], "machine"].nunique()),
    "contacts_count": len,
    "companies_known": lambda d: d["company"].nunique(),
    "consent_rate": lambda d: _over((d["consent"] == True).sum(), len(d)),  # noqa: E712
    "mailable_share": lambda d: _over(d["email"].notna().sum(), len(d)),
    "quiet_contacts": lambda d: (_days(d["last_contact"]).isna() | (_days(d["last_contact"]) < pd.Timestamp(2026, 11, 23) - timedelta(days=180))).sum(),
    "spend": lambda d: d["spend"].sum(),
    "sent_count": lambda d: d["sent"].sum(),
    "opened_count": lambda d: d["opened"].sum(),
    "clicks_count": lambda d: d["clicks"].sum(),
    "conversions_count": lambda d: d["conversions"].sum(),
    "open_rate": lambda d: _both(d, "opened", "sent"),
    "click_rate": lambda d: _both(d, "clicks", "sent"),
    "unsubscribe_rate": lambda d: _both(d, "unsubscribed", "sent"),
    "impressions_count": lambda d: d["impressions"].sum(),
    "click_to_open": lambda d: _both(d, "clicks", "opened"),
    "campaign_conversion": lambda d: _both(d, "conversions", "clicks"),
    "cost_per_click": lambda d: _both(d, "spend", "clicks", positive=False),
    "cost_per_lead": lambda d: _both(d, "spend", "conversions", positive=False),
    "campaign_revenue": lambda d: d["revenue"].sum(),
    "roi": lambda d: _over((_earning(d)["revenue"] - _earning(d)["spend"]).sum(), _earning(d)["spend"].sum()),
    "campaigns_count": lambda d: d["campaign"].nunique(),
    "campaign_lines": len,
    "web_sessions": lambda d: d["session"].nunique(),
    "web_visitors": lambda d: d["visitor"].nunique(),
    "page_views": lambda d: d["seen"].sum(),
    "web_events_count": len,
    "web_purchases": lambda d: d["bought"].sum(),
    "web_conversion": lambda d: _over(d.loc[d["bought"], "session"].nunique(), d["session"].nunique()),
    "bounce_rate": lambda d: _over(d.loc[d["events"] == 1, "session"].nunique(), d["session"].nunique()),
    "pages_per_session": lambda d: _over(d["seen"].sum(), d["session"].nunique()),
    "web_value": lambda d: d.loc[d["bought"], "value"].sum(),
    "web_basket": lambda d: _over(d.loc[d["bought"], "value"].sum(), (d["bought"] & d["value"].notna()).sum()),
}  # fmt: skip


def measured(name: str, lines: Frame) -> Value:
    """A measure of lines prepared for its kind; None when it is unknown. Raises KeyError for a measure without a plain form."""
    value = PLAIN[name](lines)
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return float(value)


def folded(text: Any) -> str:
    """Words to compare members by: lower case, no accents, single spaces."""
    return re.sub(r"\s+", " ", _flat(text)).strip()
