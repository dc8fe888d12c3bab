"""A made-up company with a table of every kind: seeded, so that the same seed gives the same lines.

Holes, unmatched codes, credit notes, returns, undated lines are on purpose: real tables have them.
"""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

TODAY = date(2026, 11, 23)
FIRST = date(2024, 11, 4)
_DAYS = (date(2026, 11, 20) - FIRST).days
PRODUCTS = (
    ("P100", "Table chêne massif", "Tables"), ("P101", "Table ronde frêne", "Tables"), ("P200", "Chaise bistrot", "Chaises"),
    ("P201", "Chaise haute atelier", "Chaises"), ("P202", "Tabouret pin", "Chaises"), ("P300", "Étagère murale", "Rangement"),
    ("P301", "Buffet deux portes", "Rangement"), ("P302", "Commode trois tiroirs", "Rangement"), ("P400", "Lampe liseuse", "Luminaires"),
    ("P401", "Suspension rotin", "Luminaires"), ("P500", "Banc jardin teck", "Extérieur"), ("P501", "Parasol lin", "Extérieur"),
)  # fmt: skip
CUSTOMERS = (
    ("C001", "Hôtel Beaurivage", "Hôtellerie", "29200", "Brest"), ("C002", "Mairie de Vannes", "Collectivité", "56000", "Vannes"),
    ("C003", "Restaurant Le Cabestan", "Restauration", "35400", "Saint-Malo"), ("C004", "Cabinet Aubrac", "Bureaux", "69003", "Lyon"),
    ("C005", "Librairie Quai Sud", "Commerce", "13002", "Marseille"), ("C006", "Clinique Saint-Yves", "Santé", "35000", "Rennes"),
    ("C007", "Studio Kermarrec", "Bureaux", "22000", "Saint-Brieuc"), ("C008", "Camping des Dunes", "Hôtellerie", "44500", "La Baule"),
    ("C009", "Théâtre du Phare", "Collectivité", "76600", "Le Havre"), ("C010", "Épicerie Madeleine", "Commerce", "31000", "Toulouse"),
)  # fmt: skip
SUPPLIERS = (
    ("F01", "Scierie Le Goff", "France"), ("F02", "Métal Ouest", "France"), ("F03", "Textil Iberica", "Espagne"),
    ("F04", "Lumen Italia", "Italie"), ("F05", "Quincaillerie Pons", "France"),
)  # fmt: skip
SELLERS = ("Anne Le Bihan", "Marc Delcourt")
MACHINES = ("Presse P1", "Scie S2", "Tour T3", "Ponceuse N4")
PEOPLE = ("Yann Riou", "Sophie Ferrand", "Karim Haddad")
Tables = dict[str, pd.DataFrame]


def company(seed: int = 7, size: int = 1) -> Tables:
    """A table of every kind, by kind. ``size`` multiplies the number of lines."""
    rng = np.random.default_rng(seed)
    products = _products(rng)
    sales = _sales(rng, products, 600 * size)
    return {
        "products": products,
        "customers": _customers(rng),
        "suppliers": _suppliers(rng),
        "sales": sales,
        "stock": _stock(rng),
        "purchases": _purchases(rng, 160 * size),
        "invoices": _invoices(rng, 180 * size),
        "invoice_lines": _invoice_lines(rng, 150 * size),
        "payments": _payments(rng, 200 * size),
        "journal_entries": _journal(rng, 150 * size),
        "messages": _messages(rng, 150 * size),
        "reviews": _reviews(rng, 120 * size),
        "visits": _visits(rng, 120 * size),
        "vehicles": _vehicles(rng),
        "sensor_readings": _readings(rng, 200 * size),
        "failures": _failures(rng, 70 * size),
        "contacts": _contacts(rng, 60),
        "campaigns": _campaigns(rng, 60 * size),
        "web_events": _web(rng, 300 * size),
        "addresses": pd.DataFrame(
            [
                {
                    "number": str(n),
                    "street": "Rue des Artisans",
                    "postcode": "74000",
                    "city": "Annecy",
                    "latitude": 45.9 + n / 1000,
                    "longitude": 6.12,
                }
                for n in range(1, 12)
            ]
        ),
        "travel_times": pd.DataFrame(
            [
                {"origin": "Annecy", "destination": f"C{n:05d}", "distance": 2.5 * n, "travel_time": 4.0 * n}
                for n in range(1, 9)
            ]
        ),
    }


def _day(rng: np.random.Generator, latest: int = _DAYS) -> date:
    return FIRST + timedelta(days=int(rng.integers(0, latest + 1)))


def _maybe(rng: np.random.Generator, value: Any, empty: float) -> Any:
    return None if rng.random() < empty else value


def _pick(rng: np.random.Generator, choices: Any) -> Any:
    return choices[int(rng.integers(0, len(choices)))]


def _money(rng: np.random.Generator, low: float, high: float) -> float:
    return round(float(rng.uniform(low, high)), 2)


def _products(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for number, (code, name, category) in enumerate(PRODUCTS):
        cost = _money(rng, 10, 200)
        rows.append({
            "product_code": code, "product": name, "category": category, "purchase_price": None if number == 11 else cost,
            "sale_price": round(cost * float(rng.uniform(1.3, 2.4)), 2), "vat_rate": 20.0 if number % 4 else 5.5,
            "supplier": SUPPLIERS[number % 5][0], "lead_time": float(rng.integers(3, 40)), "active": number != 9,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _customers(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for number, (code, name, segment, postcode, city) in enumerate(CUSTOMERS):
        rows.append({
            "customer": code, "customer_name": name, "segment": segment, "since": date(2020 + number % 6, 1 + number, 3),
            "seller": SELLERS[number % 2], "payment_days": float([30, 45, 60][number % 3]),
            "credit_limit": _maybe(rng, _money(rng, 1000, 20000), 0.2),
            "email": None if number % 4 == 3 else f"contact@client{number}.example", "postcode": postcode, "city": city,
            "country": "France",
        })  # fmt: skip
    rows.append(
        {
            **rows[0],
            "customer": "C011",
            "customer_name": "Domaine de Kerbois",
            "postcode": "29000",
            "city": "Quimper",
        }
    )
    return pd.DataFrame(rows)


def _suppliers(rng: np.random.Generator) -> pd.DataFrame:
    rows = [
        {"supplier": code, "supplier_name": name, "country": country, "city": f"Ville {code}", "payment_days": float(days),
         "lead_time": float(rng.integers(4, 30)), "iban": None if code == "F04" else f"FR76300010079412345678{number:02d}185"}
        for number, ((code, name, country), days) in enumerate(zip(SUPPLIERS, (30, 45, 60, 30, 15), strict=True))
    ]  # fmt: skip
    rows.append({**rows[0], "supplier": "F06", "supplier_name": "Vernis Atlantique"})
    return pd.DataFrame(rows)


def _sales(rng: np.random.Generator, products: pd.DataFrame, count: int) -> pd.DataFrame:
    price = dict(zip(products["product_code"], products["sale_price"], strict=True))
    rows = []
    for number in range(count):
        code, name, category = _pick(rng, PRODUCTS[:11])
        if rng.random() < 0.03:
            code, name, category = "P999", "Article hors catalogue", "Divers"
        quantity = float(rng.integers(1, 9))
        invoice = f"FA{1000 + number // 2}"
        if rng.random() < 0.05:
            quantity, invoice = -quantity, f"AV{1000 + number}"
        customer = _pick(rng, CUSTOMERS[:9])
        late = customer[0] == "C009"
        rows.append({
            "invoice": invoice, "date": _day(rng, 300 if late else _DAYS), "product_code": code, "product": name,
            "quantity": quantity, "unit_price": price.get(code, 50.0), "customer": _maybe(rng, customer[0], 0.06),
            "country": _pick(rng, ("France", "France", "France", "Belgique", "Espagne")), "category": category,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _stock(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for state in (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)):
        for code, name, _ in PRODUCTS:
            for place in ("Brest", "Rennes"):
                on_hand = float(max(0, rng.integers(-6, 60)))
                if code == "P302":
                    on_hand = 0.0
                rows.append({
                    "product_code": code, "product": name, "date": state, "place": place, "on_hand": on_hand,
                    "reserved": float(rng.integers(0, 4)), "on_order": _maybe(rng, float(rng.integers(0, 20)), 0.5),
                    "reorder_point": _maybe(rng, float(rng.integers(5, 25)), 0.2),
                })  # fmt: skip
    return pd.DataFrame(rows)


def _purchases(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        code, name, _ = _pick(rng, PRODUCTS)
        supplier = _pick(rng, SUPPLIERS)
        day = _day(rng)
        promised = day + timedelta(days=int(rng.integers(5, 25)))
        delivered = _maybe(rng, promised + timedelta(days=int(rng.integers(-4, 9))), 0.1)
        if delivered is not None and delivered > TODAY:
            delivered = None
        quantity = float(rng.integers(5, 80))
        price = _money(rng, 8, 120)
        rows.append({
            "order": f"CF{500 + number // 3}", "date": day, "supplier": supplier[0], "supplier_name": supplier[1],
            "product_code": code, "product": name, "quantity": quantity, "unit_price": price,
            "amount": round(quantity * price, 2), "promised": _maybe(rng, promised, 0.05), "delivered": delivered,
            "received": None if delivered is None else quantity - float(rng.integers(0, 2)),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _invoices(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        received = rng.random() < 0.3
        code, name = (_pick(rng, SUPPLIERS)[:2]) if received else (_pick(rng, CUSTOMERS)[:2])
        day = _day(rng)
        due = day + timedelta(days=int(_pick(rng, (30, 45, 60))))
        net = _money(rng, 200, 6000)
        credit = rng.random() < 0.05
        vat = round(net * 0.2, 2)
        gross = round(net + vat, 2)
        settled = rng.random() < (0.97 if (TODAY - due).days > 150 else 0.5)
        paid_on = due + timedelta(days=int(rng.integers(-20, 45)))
        settled = settled and paid_on <= TODAY
        rows.append({
            "invoice": f"{'R' if received else 'F'}{number:04d}", "date": day,
            "direction": ("Avoir client" if credit else "Vente") if not received else "Achat",
            "party": code, "party_name": name, "net": net, "vat": vat, "gross": gross, "due": due,
            "paid": gross if settled else (round(gross / 2, 2) if rng.random() < 0.15 else None),
            "paid_on": paid_on if settled else None,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _invoice_lines(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        received = rng.random() < 0.4
        code, name = (_pick(rng, SUPPLIERS)[:2]) if received else (_pick(rng, CUSTOMERS)[:2])
        product = _pick(rng, PRODUCTS)
        quantity, price = float(rng.integers(1, 30)), _money(rng, 5, 150)
        rows.append({
            "invoice": f"E{number // 3:04d}", "date": _day(rng), "direction": "Achat" if received else "Vente", "party": code,
            "party_name": name, "line": str(number % 3 + 1), "product": product[0], "label": product[1],
            "quantity": quantity, "unit_price": price, "net": round(quantity * price, 2), "vat_rate": float(_pick(rng, (20.0, 5.5))),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _payments(rng: np.random.Generator, count: int) -> pd.DataFrame:
    days = sorted(_day(rng) for _ in range(count))
    rows, balance = [], 12000.0
    for day in days:
        flow = _money(rng, -3000, 3600)
        balance = round(balance + flow, 2)
        rows.append({
            "date": day, "amount": flow, "label": _pick(rng, ("VIR CLIENT", "PRLV FOURNISSEUR", "CB", "LOYER")),
            "party": _pick(rng, ("Hôtel Beaurivage", "Scierie Le Goff", "Mairie de Vannes")),
            "method": _pick(rng, ("Virement", "Carte", "Prélèvement", "Chèque")), "balance": balance,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _journal(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    number = 0

    def entry(
        journal: str,
        label: str,
        day: date,
        lines: list[tuple[str, str, float]],
        third: tuple[str, str] = ("", ""),
    ) -> None:
        nonlocal number
        number += 1
        for account, name, value in lines:
            aux = account[:2] in ("40", "41") and third[0]
            rows.append({
                "journal": journal, "journal_label": label, "entry": str(number), "date": day, "account": account,
                "account_label": name, "auxiliary": third[0] if aux else None, "auxiliary_label": third[1] if aux else None,
                "label": f"{label} {number}", "debit": value if value > 0 else 0.0, "credit": -value if value < 0 else 0.0,
            })  # fmt: skip

    entry("AN", "À nouveaux", date(2025, 1, 1), [("512000", "Banque", 15000.0), ("411000", "Clients", 8000.0),
                                                  ("401000", "Fournisseurs", -6000.0), ("101000", "Capital", -17000.0)])  # fmt: skip
    for _ in range(count):
        day = date(2025, 1, 2) + timedelta(days=int(rng.integers(0, 680)))
        what = rng.random()
        net = _money(rng, 100, 4000)
        vat = round(net * 0.2, 2)
        if what < 0.4:
            third = _pick(rng, CUSTOMERS)[:2]
            entry("VE", "Ventes", day, [("411000", "Clients", round(net + vat, 2)), ("707000", "Ventes de marchandises", -net),
                                        ("445710", "TVA collectée", -vat)], third)  # fmt: skip
        elif what < 0.65:
            third = _pick(rng, SUPPLIERS)[:2]
            account = _pick(
                rng, (("607000", "Achats de marchandises"), ("613000", "Locations"), ("622600", "Honoraires"))
            )
            entry("HA", "Achats", day, [(*account, net), ("445660", "TVA déductible", vat),
                                        ("401000", "Fournisseurs", -round(net + vat, 2))], third)  # fmt: skip
        elif what < 0.8:
            entry("OD", "Paie", day, [("641100", "Salaires", net), ("421000", "Personnel", -net)])
        elif what < 0.92:
            third = _pick(rng, CUSTOMERS)[:2]
            entry("BQ", "Banque", day, [("512000", "Banque", net), ("411000", "Clients", -net)], third)
        else:
            third = _pick(rng, SUPPLIERS)[:2]
            entry("BQ", "Banque", day, [("401000", "Fournisseurs", net), ("512000", "Banque", -net)], third)
    for day in (date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30)):
        entry("OD", "Liquidation de TVA", day, [("445710", "TVA collectée", 900.0), ("445660", "TVA déductible", -350.0),
                                                ("445510", "TVA à décaisser", -550.0)])  # fmt: skip
    standing: dict[tuple[str, str], float] = {}
    for row in rows:
        if row["date"].year == 2025:
            flow = row["account"][0] in "67"
            place = ("120000", "Résultat") if flow else (row["account"], row["account_label"])
            standing[place] = round(standing.get(place, 0.0) + row["debit"] - row["credit"], 2)
    entry(
        "AN", "À nouveaux", date(2026, 1, 1), [(*place, value) for place, value in sorted(standing.items())]
    )
    return pd.DataFrame(rows)


def _messages(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        moment = datetime.combine(_day(rng, _DAYS - 10), datetime.min.time()) + timedelta(
            minutes=int(rng.integers(420, 1200))
        )
        wait = timedelta(minutes=int(rng.exponential(900)) + 3)
        rows.append({
            "message": f"M{number}", "date": moment, "sender": f"personne{number % 37}@mail.example", "subject": f"Demande {number}",
            "channel": _pick(rng, ("E-mail", "Téléphone", "Formulaire")), "theme": _pick(rng, ("Livraison", "Facture", "Produit")),
            "customer": _maybe(rng, _pick(rng, CUSTOMERS)[0], 0.3), "answered": _maybe(rng, moment + wait, 0.2),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _reviews(rng: np.random.Generator, count: int) -> pd.DataFrame:
    return pd.DataFrame([
        {"review": f"A{number}", "date": _day(rng), "rating": float(rng.integers(1, 6)), "scale": 5.0,
         "title": f"Avis {number}", "text": _maybe(rng, f"Commentaire {number}", 0.3), "product_code": _pick(rng, PRODUCTS)[0],
         "source": _pick(rng, ("Site", "Google"))}
        for number in range(count)
    ])  # fmt: skip


def _visits(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        customer = _pick(rng, CUSTOMERS)
        hour = int(rng.integers(8, 17))
        rows.append({
            "visit": f"V{number}", "date": _day(rng), "customer": customer[0], "city": customer[4], "postcode": customer[3],
            "address": f"{number} rue du Port", "duration": _maybe(rng, float(rng.integers(10, 120)), 0.1),
            "window_start": f"{hour:02d}:00", "window_end": f"{hour + 2:02d}:00",
            "arrived": _maybe(rng, f"{hour + int(rng.integers(0, 4)):02d}:{int(rng.integers(0, 60)):02d}", 0.15),
            "person": _pick(rng, PEOPLE), "load": _maybe(rng, float(rng.integers(1, 20)), 0.2),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _vehicles(rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame([
        {"vehicle": f"AB-{100 + number}-CD", "model": _pick(rng, ("Master", "Kangoo", "Daily")), "capacity": float(rng.integers(500, 2000)),
         "cost_km": _money(rng, 0.3, 0.8), "mileage": float(rng.integers(5000, 200000)), "in_service": date(2018 + number % 7, 5, 2),
         "depot": ("Brest", "Rennes")[number % 2], "driver": PEOPLE[number % 3]}
        for number in range(7)
    ])  # fmt: skip


def _readings(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        moment = datetime(2026, 9, 1) + timedelta(minutes=37 * number)
        rows.append({
            "machine": _pick(rng, MACHINES), "date": moment, "sensor": _pick(rng, ("Température", "Vibration")),
            "value": round(float(rng.normal(60, 8)), 3),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _failures(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        start = datetime.combine(_day(rng, _DAYS - 5), datetime.min.time()) + timedelta(
            minutes=int(rng.integers(0, 1440))
        )
        hours = round(float(rng.uniform(0.5, 20)), 2)
        written = rng.random() < 0.6
        rows.append({
            "machine": _pick(rng, MACHINES), "date": start, "end": start + timedelta(hours=hours),
            "type": _pick(rng, ("Curatif", "Curatif", "Préventif")), "cause": _pick(rng, ("Usure", "Électrique", "Casse outil")),
            "downtime": hours if written else None, "cost": _maybe(rng, _money(rng, 40, 900), 0.1),
            "comment": f"Intervention {number}",
        })  # fmt: skip
    return pd.DataFrame(rows)


def _contacts(rng: np.random.Generator, count: int) -> pd.DataFrame:
    return pd.DataFrame([
        {"contact": f"K{number}", "full_name": f"Contact {number}", "company": _maybe(rng, _pick(rng, CUSTOMERS)[1], 0.2),
         "role": _pick(rng, ("Acheteur", "Gérant", "Comptable")), "email": _maybe(rng, f"k{number}@mail.example", 0.15),
         "source": _pick(rng, ("Salon", "Site", "Parrainage")), "last_contact": _maybe(rng, _day(rng), 0.2),
         "consent": _maybe(rng, bool(rng.random() < 0.6), 0.1)}
        for number in range(count)
    ])  # fmt: skip


def _campaigns(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for _ in range(count):
        sent = int(rng.integers(200, 5000))
        opened = int(sent * rng.uniform(0.1, 0.5))
        clicks = int(opened * rng.uniform(0.05, 0.4))
        rows.append({
            "campaign": _pick(rng, ("Soldes d'hiver", "Rentrée", "Catalogue jardin", "Fidélité")), "date": _day(rng),
            "channel": _pick(rng, ("E-mail", "Réseaux sociaux", "Courrier")), "impressions": sent * 3,
            "unsubscribed": int(sent * rng.uniform(0, 0.02)), "spend": _money(rng, 50, 900), "sent": sent,
            "opened": _maybe(rng, opened, 0.1), "clicks": clicks, "conversions": int(clicks * rng.uniform(0, 0.2)),
            "revenue": _maybe(rng, _money(rng, 0, 3000), 0.1),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _web(rng: np.random.Generator, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        session = f"S{int(rng.integers(0, count // 3))}"
        event = _pick(rng, ("page_view", "page_view", "page_view", "add_to_cart", "purchase"))
        rows.append({
            "date": datetime(2026, 10, 1) + timedelta(minutes=11 * number), "session": session, "visitor": f"W{hash_of(session) % 40}",
            "event": event, "page": _pick(rng, ("/accueil", "/catalogue", "/panier")), "source": _pick(rng, ("google", "direct", "email")),
            "product_code": _maybe(rng, _pick(rng, PRODUCTS)[0], 0.4), "value": _money(rng, 20, 400) if event == "purchase" else None,
            "device": _pick(rng, ("mobile", "ordinateur")), "country": "France",
        })  # fmt: skip
    return pd.DataFrame(rows)


def hash_of(text: str) -> int:
    """A number that does not change between two runs."""
    return sum((place + 1) * ord(char) for place, char in enumerate(text))
