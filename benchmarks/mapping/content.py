"""What the cells of a generated export hold: names of things that agree between columns, in the dialect of the program."""

import random
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from stdnum import ean, iban, luhn
from stdnum.fr import tva

ROWS = 60
_PRODUCTS = (
    ("Chaussure de marche Mercantour", "Randonnée", "Mercantour"), ("Sac à dos 40 L Vanoise", "Sacs", "Vanoise"),
    ("Gourde inox 750 ml", "Accessoires", "Kléo"), ("Tente 2 places Aravis", "Camping", "Aravis"),
    ("Bâtons carbone pliants", "Randonnée", "Mercantour"), ("Lampe frontale 400 lm", "Accessoires", "Kléo"),
    ("Duvet 0 °C", "Camping", "Aravis"), ("Veste imperméable femme", "Vêtements", "Vanoise"),
    ("Chaussettes laine mérinos", "Vêtements", "Vanoise"), ("Réchaud à gaz compact", "Camping", "Kléo"),
    ("Corde 60 m", "Escalade", "Aravis"), ("Casque d'escalade", "Escalade", "Mercantour"),
)  # fmt: skip
_CUSTOMERS = (
    "Sport & Montagne SARL", "Boulangerie Morel", "Garage des Alpes", "SAS Pichon Frères", "Hôtel du Lac",
    "Mairie de Cluses", "Atelier Bois Vif", "Transports Girod", "Pharmacie Centrale", "EARL des Prés Verts",
)  # fmt: skip
_SUPPLIERS = (
    "Textiles du Lac SAS", "Cartonnages Rey", "Métaux de Savoie", "Plastiform SA", "Imprimerie Duret",
    "Grossiste Alpin",
)  # fmt: skip
_FIRST = ("Camille", "Hugo", "Élise", "Nora", "Paul", "Inès", "Marc", "Sofia", "Jean-Luc", "Amélie")
_LAST = ("Robin", "Petit", "Morel", "Benali", "Durand", "Lefèvre", "Garnier", "Costa", "Perrin", "Roux")
_CITIES = (
    ("Annecy", "74000"), ("Cluses", "74300"), ("Lyon", "69003"), ("Grenoble", "38000"), ("Lille", "59000"),
    ("Nantes", "44000"), ("Bourg-en-Bresse", "01000"), ("Paris", "75011"),
)  # fmt: skip
_STREETS = (
    "12 rue des Tanneurs",
    "8 avenue du Mont-Blanc",
    "3 bis place de la Gare",
    "145 route de Genève",
    "ZA des Glières",
    "27 quai Saint-Vincent",
)
_SENTENCES = (
    "Livraison rapide, chaussures conformes à la description.", "Bonjour, où en est ma commande ? Merci d'avance.",
    "Le produit est arrivé abîmé, je souhaite un échange.", "Très bon accueil, je recommande.",
    "Remplacement du roulement avant puis essai à vide.", "Merci de sonner au 2e étage, code 1234.",
    "Pouvez-vous m'envoyer une copie de la facture de mars ?", "Correct mais un peu cher pour la qualité.",
)  # fmt: skip
_TITLES = (
    "Livraison en retard",
    "Question sur ma facture",
    "Soldes d'hiver : jusqu'à -40 %",
    "Très satisfait",
    "Devis maintenance",
    "Fuite d'huile sur la presse",
    "Retour produit",
    "Nouveautés du printemps",
)
_CARS = (
    ("Renault", "Master L2H2"),
    ("Peugeot", "Partner"),
    ("Citroën", "Jumpy"),
    ("Ford", "Transit"),
    ("Iveco", "Daily 35S"),
)


@dataclass
class Dialect:
    """How a program writes: ``kind`` csv or xlsx, separator, encoding, decimal mark, form of dates, title lines above."""

    kind: str = "csv"
    sep: str = ";"
    enc: str = "utf-8"
    dec: str = ","
    date: str = "dmy"
    title: int = 0


@dataclass
class Line:
    """One line of the invented company's facts: every generator reads the same ones, so that columns agree."""

    row: int
    rng: random.Random
    dialect: Dialect
    facts: dict[str, object] = field(default_factory=dict)

    def money(self, value: float) -> str:
        return f"{value:.2f}".replace(".", self.dialect.dec)

    def moment(self, value: datetime, *, clock: bool) -> str:
        """A date as the program writes it; with its hour when the program writes hours."""
        style = self.dialect.date
        base = style.removesuffix("dt")
        form = {
            "dmy": "%d/%m/%Y", "iso": "%Y-%m-%d", "mdy": "%m/%d/%Y", "compact": "%Y%m%d", "yyyymmdd": "%Y%m%d",
            "ddmmyy": "%d/%m/%y", "month": "%b %d, %Y", "daymonth": "%d %b %Y",
        }.get(base)  # fmt: skip
        if style == "rfc":
            return value.strftime("%a, %d %b %Y %H:%M:%S +0100")
        if style == "isoz":
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        if style == "isoT":
            return value.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        if style == "isotz":
            return value.strftime("%Y-%m-%d %H:%M:%S +0100")
        day = value.strftime(form or "%d/%m/%Y")
        if style.endswith("dt") or clock:
            return f"{day} {value:%H:%M}" if base in ("dmy", "mdy") else f"{day} {value:%H:%M:%S}"
        return day


def line(row: int, rng: random.Random, dialect: Dialect, *, single: bool = False) -> Line:
    """The facts of line ``row``: three lines an invoice, amounts that multiply, parties that recur.

    ``single``: a table of reference, where each line is another article, customer, supplier or person.
    """
    made = Line(row, rng, dialect)
    f = made.facts
    item = row if single else rng.randrange(len(_PRODUCTS))
    order = row if single else row // 3
    per_order = random.Random(f"{order}")
    f["order"], f["row"] = order, row
    f["product"] = item
    f["who"], f["supplier"] = per_order.randrange(len(_CUSTOMERS)), per_order.randrange(len(_SUPPLIERS))
    if single:
        f["who"] = f["supplier"] = row
    f["person"] = (per_order.randrange(len(_FIRST)), per_order.randrange(len(_LAST)))
    f["place"] = per_order.randrange(len(_CITIES))
    f["qty"] = rng.choice((1, 1, 2, 3, 5, 10, 24))
    f["price"] = round(9.9 + 17.35 * (item % 40), 2)
    f["disc"] = rng.choice((0, 0, 0, 5, 10))
    f["rate"] = rng.choice((20, 20, 20, 5.5))
    f["net"] = round(float(f["qty"]) * float(f["price"]) * (1 - float(f["disc"]) / 100), 2)  # type: ignore[arg-type]
    f["vat"] = round(f["net"] * float(f["rate"]) / 100, 2)  # type: ignore[arg-type]
    f["gross"] = round(f["net"] + f["vat"], 2)
    f["cost"] = round(float(f["price"]) * 0.58, 2)  # type: ignore[arg-type]
    f["stock"] = rng.randint(0, 180)
    f["reserved"] = rng.randint(0, 12)
    f["when"] = datetime(2026, 1, 5, 8, 7) + timedelta(days=order * 2, minutes=per_order.randrange(600))
    f["in"] = rng.random() < 0.45
    f["fee"] = round(f["gross"] * 0.0175 + 0.25, 2)
    return made


def cell(made: Line, generator: str) -> str:
    """One cell. ``generator``: a name of ``MAKERS``, or const:, enum:, int:, num: with their argument; ~ half empty."""
    if generator.startswith("~"):
        return cell(made, generator[1:]) if made.rng.random() < 0.5 else ""
    name, _, argument = generator.partition(":")
    rng = made.rng
    if name == "const":
        return argument.replace("_", " ")
    if name == "enum":
        return rng.choice(argument.split("/")).replace("_", " ")
    if name == "int":
        low, high = argument.split(":")
        return str(rng.randint(int(low), int(high)))
    if name == "num" and argument:
        low, high = argument.split(":")
        return made.money(rng.uniform(float(low), float(high)))
    return MAKERS[name](made)


def _siren(seed: int) -> str:
    body = f"{73282932 + 7919 * seed:08d}"[:8]
    return body + luhn.calc_check_digit(body)


def _siret(seed: int) -> str:
    body = _siren(seed) + f"{seed % 90:04d}"
    return body + luhn.calc_check_digit(body)


def _vat(seed: int) -> str:
    siren = _siren(seed)
    number = f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
    assert tva.is_valid(number)
    return number


@cache
def _iban(seed: int) -> str:
    account = f"{30006000010000000000 + 97 * seed:020d}0"[:21]
    key = 97 - ((89 * int(account[:5]) + 15 * int(account[5:10]) + 3 * int(account[10:])) % 97)
    number = f"FR00{account}{key:02d}"
    return iban.calc_check_digits(number).join(("FR", number[4:]))


def _ean(seed: int) -> str:
    body = f"37601234{5000 + 37 * seed % 9999:04d}"
    return body + ean.calc_check_digit(body)


def _plain(text: str) -> str:
    kept = text.lower().translate(str.maketrans("éèêàçïô", "eeeacio"))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")


def _person(made: Line) -> tuple[str, str]:
    first, last = made.facts["person"]  # type: ignore[misc]
    return _FIRST[first], _LAST[last]


def _debit(made: Line, empty: str, sign: str = "") -> str:
    return empty if made.facts["in"] else sign + made.money(float(made.facts["gross"]))  # type: ignore[arg-type]


def _credit(made: Line, empty: str) -> str:
    return made.money(float(made.facts["gross"])) if made.facts["in"] else empty  # type: ignore[arg-type]


def _later(days: int, *, clock: bool = False) -> Callable[[Line], str]:
    return lambda made: made.moment(
        made.facts["when"] + timedelta(days=days + made.row % 4, hours=3 if clock else 0),  # type: ignore[operator]
        clock=clock,
    )


def _code(prefix: str, fact: str, start: int) -> Callable[[Line], str]:
    return lambda made: f"{prefix}{start + int(made.facts[fact])}"  # type: ignore[call-overload]


def _sum(name: str) -> Callable[[Line], str]:
    return lambda made: made.money(float(made.facts[name]))  # type: ignore[arg-type]


def _of(rows: tuple[tuple[str, ...], ...], fact: str, index: int) -> Callable[[Line], str]:
    return lambda made: _nth([row[index] for row in rows], int(made.facts[fact]), more=index == 0)  # type: ignore[call-overload]


def _nth(names: Sequence[str], number: int, *, more: bool) -> str:
    """The names in turn; past the last one, with a number when there must be ``more`` of them."""
    name = names[number % len(names)]
    return f"{name} {number // len(names) + 1}" if more and number >= len(names) else name


def _pick(*values: str) -> Callable[[Line], str]:
    return lambda made: made.rng.choice(values)


MAKERS: dict[str, Callable[[Line], str]] = {
    "empty": lambda _: "",
    "inv": lambda m: f"FA-2026-{412 + m.facts['order']:04d}",  # type: ignore[operator]
    "inv1": lambda m: f"FA-2026-{412 + m.row:04d}",
    "inc": lambda m: f"{100000231 + m.row}",
    "order": _code("CC-2026-", "order", 130),
    "ordername": _code("#", "order", 1001),
    "amazonid": lambda m: f"404-{7391032 + 13 * int(m.facts['order'])}-{1000231 + int(m.facts['order'])}",  # type: ignore[call-overload]
    "num": lambda m: str(1042 + m.row),
    "id": lambda m: str(3390000001234 + 17 * m.row),
    "bigid": lambda m: str(5512093812345 + 977 * m.row),
    "banid": lambda m: f"74010_{250 + m.row // 9:04d}_{m.row % 9 + 1:05d}",
    "extid": lambda m: f"__export__.res_partner_{m.row + 12}",
    "stripeid": lambda m: "txn_" + uuid.uuid5(uuid.NAMESPACE_OID, str(m.row)).hex[:22],
    "uuid": lambda m: str(uuid.uuid5(uuid.NAMESPACE_OID, str(m.row))),
    "hash": lambda m: uuid.uuid5(uuid.NAMESPACE_URL, str(int(m.facts["order"]))).hex[:16],  # type: ignore[call-overload]
    "login": lambda m: _plain(_person(m)[0]) + str(m.row),
    "slug": lambda m: _plain(_PRODUCTS[int(m.facts["product"]) % len(_PRODUCTS)][0]),  # type: ignore[call-overload]
    "date": lambda m: m.moment(m.facts["when"], clock=False),  # type: ignore[arg-type]
    "date2": _later(3), "due": _later(30), "promised": _later(12), "paidon": _later(25), "since": _later(-900),
    "birth": _later(-15000),
    "dt": lambda m: m.moment(m.facts["when"], clock=True),  # type: ignore[arg-type]
    "dt2": _later(1, clock=True),
    "datelong": lambda m: f"{m.facts['when']:%A %d %B %Y}",
    "epoch": lambda m: str(int(m.facts["when"].timestamp())),  # type: ignore[attr-defined]
    "time": _pick("08:00", "08:30", "09:00", "13:30"), "time2": _pick("10:00", "12:00", "17:00", "18:00"),
    "year": _pick("2018", "2020", "2021", "2023"),
    "sku": _code("CH-", "product", 1001), "asin": lambda m: f"B0{7391032 + int(m.facts['product']):08d}",  # type: ignore[call-overload]
    "ean": lambda m: _ean(int(m.facts["product"])),  # type: ignore[call-overload]
    "label": _of(_PRODUCTS, "product", 0), "cat": _of(_PRODUCTS, "product", 1), "brand": _of(_PRODUCTS, "product", 2),
    "cust": _code("C00", "who", 125), "custname": lambda m: _nth(_CUSTOMERS, int(m.facts["who"]), more=True),  # type: ignore[call-overload]
    "supp": _code("F0", "supplier", 112), "suppname": lambda m: _nth(_SUPPLIERS, int(m.facts["supplier"]), more=True),  # type: ignore[call-overload]
    "code": _code("V", "order", 100),
    "first": lambda m: _person(m)[0], "last": lambda m: _person(m)[1],
    "person": lambda m: " ".join(_person(m)),
    "email": lambda m: f"{_plain(_person(m)[0])}.{_plain(_person(m)[1])}@exemple.fr",
    "phone": lambda m: f"04 50 {10 + int(m.facts['who']):02d} {20 + m.row % 70:02d} 31",  # type: ignore[call-overload]
    "mobile": lambda m: f"06{12345678 + 977 * m.row:08d}",
    "street": lambda m: _STREETS[m.row % len(_STREETS)],
    "city": _of(_CITIES, "place", 0), "zip": _of(_CITIES, "place", 1),
    "country": _pick("France", "France", "France", "Belgique", "Suisse"),
    "iso": _pick("FR", "FR", "FR", "BE", "CH"),
    "siren": lambda m: _siren(int(m.facts["who"])), "siret": lambda m: _siret(int(m.facts["who"])),  # type: ignore[call-overload]
    "vatnum": lambda m: _vat(int(m.facts["who"])), "iban": lambda m: _iban(int(m.facts["who"])),  # type: ignore[call-overload]
    "bic": _pick("AGRIFRPP", "BNPAFRPP", "CMCIFR2A"), "ape": _pick("4764Z", "1071C", "4520A"),
    "acc411": lambda m: "411" + _plain(_nth(_CUSTOMERS, int(m.facts["who"]), more=True))[:5].upper(),  # type: ignore[call-overload]
    "qty": lambda m: str(m.facts["qty"]), "qty2": lambda m: str(max(0, int(m.facts["qty"]) - m.row % 2)),  # type: ignore[call-overload]
    "price": _sum("price"), "disc": lambda m: str(m.facts["disc"]),
    "rate": lambda m: str(m.facts["rate"]).replace(".", m.dialect.dec),
    "net": _sum("net"), "vat": _sum("vat"), "gross": _sum("gross"), "cost": _sum("cost"), "fee": _sum("fee"),
    "pricettc": lambda m: m.money(1.2 * float(m.facts["price"])),  # type: ignore[arg-type]
    "netfee": lambda m: m.money(float(m.facts["gross"]) - float(m.facts["fee"])),  # type: ignore[arg-type]
    "ordertotal": lambda m: m.money(120 + 11.5 * int(m.facts["order"])),  # type: ignore[call-overload]
    "ordervat": lambda m: m.money(20 + 1.9 * int(m.facts["order"])),  # type: ignore[call-overload]
    "remain": lambda m: m.money(float(m.facts["gross"]) if m.row % 4 == 0 else 0.0),  # type: ignore[arg-type]
    "paid": lambda m: m.money(float(m.facts["gross"]) if m.row % 4 else 0.0),  # type: ignore[arg-type]
    "amount": lambda m: m.money(float(m.facts["gross"]) * (1 if m.facts["in"] else -1)),  # type: ignore[arg-type]
    "debit": lambda m: _debit(m, ""), "credit": lambda m: _credit(m, ""), "debitneg": lambda m: _debit(m, "", "-"),
    "debit0": lambda m: _debit(m, m.money(0)), "credit0": lambda m: _credit(m, m.money(0)),
    "sens": lambda m: "C" if m.facts["in"] else "D",
    "balance": lambda m: m.money(8412.3 + 37.11 * m.row),
    "limit": _pick("1500", "3000", "5000", "10000"),
    "sign_eur": lambda m: f"{m.facts['net']:.2f} €",
    "weight": lambda m: f"{0.2 + 0.35 * int(m.facts['product']):.2f}".replace(".", m.dialect.dec),  # type: ignore[call-overload]
    "stock": lambda m: str(m.facts["stock"]), "reserved": lambda m: str(m.facts["reserved"]),
    "avail": lambda m: str(int(m.facts["stock"]) - int(m.facts["reserved"])),  # type: ignore[call-overload]
    "mini": _pick("5", "10", "20"),
    "stockval": lambda m: m.money(int(m.facts["stock"]) * float(m.facts["cost"])),  # type: ignore[call-overload,arg-type]
    "lot": lambda m: f"L26{m.row % 12 + 1:02d}-{m.row:02d}", "days": _pick("7", "14", "30", "45"),
    "journal": _pick("VE", "AC", "BQ", "OD"), "journallib": _pick("Ventes", "Achats", "Banque"),
    "account": _pick("411000", "706000", "445710", "512000", "601000"),
    "acclabel": _pick("Clients", "Prestations de services", "TVA collectée", "Banque", "Achats"),
    "entrylabel": lambda m: f"Facture {412 + int(m.facts['order'])} {_CUSTOMERS[int(m.facts['who']) % len(_CUSTOMERS)]}",  # type: ignore[call-overload]
    "banklabel": lambda m: m.rng.choice(("PRLV SEPA EDF PRO", "VIR RECU", "CARTE 12/03 TOTAL", "CHEQUE 0012345")) + f" {m.row}",
    "banklabel2": lambda m: f"{m.rng.randint(10, 99)} MOTIF: FACTURE {m.row} REF: {m.row * 7919}",
    "let": _pick("AA", "AB", "AC"),
    "bool": _pick("oui", "non"), "bool01": _pick("1", "0"), "booltf": _pick("True", "False"),
    "text": lambda m: m.rng.choice(_SENTENCES), "title": lambda m: m.rng.choice(_TITLES),
    "campaign": _pick("Soldes d'hiver", "Newsletter mars", "Relance panier", "Marque - Search"),
    "cause": _pick("Roulement usé", "Défaut électrique", "Fuite hydraulique", "Mauvais réglage"),
    "url": lambda m: f"https://www.boutique.fr/{_plain(_PRODUCTS[int(m.facts['product']) % len(_PRODUCTS)][0])}",  # type: ignore[call-overload]
    "path": lambda m: f"/produits/{_plain(_PRODUCTS[int(m.facts['product']) % len(_PRODUCTS)][0])}",  # type: ignore[call-overload]
    "ip": lambda m: f"92.184.{m.row % 255}.{(7 * m.row) % 255}", "digits4": lambda m: f"{(7919 * (m.row + 1)) % 10000:04d}",
    "pct": lambda m: f"{m.rng.uniform(1, 60):.2f}".replace(".", m.dialect.dec) + "%",
    "lat": lambda m: f"{45.7 + m.rng.random():.6f}".replace(".", m.dialect.dec),
    "lon": lambda m: f"{4.8 + 2 * m.rng.random():.6f}".replace(".", m.dialect.dec),
    "rating5": _pick("5", "4", "5", "3", "1"), "rating10": _pick("10", "9", "8", "6", "3"),
    "plate": lambda m: f"{'ABCDEFGH'[m.row % 8]}B-{101 + m.row}-C{'KLMN'[m.row % 4]}",
    "vin": lambda m: f"VF1FW18B5561{23450 + m.row:05d}", "km": lambda m: str(12000 + 1733 * m.row),
    "vehname": lambda m: f"Utilitaire {m.row + 1}",
    "carbrand": lambda m: _CARS[m.row % 5][0], "carmodel": lambda m: _CARS[m.row % 5][1],
    "machine": _pick("PRESSE-01", "PRESSE-02", "FOUR-A", "CNC-03"),
    "machinename": _pick("Presse 80 t", "Four à pain", "Fraiseuse 3 axes"),
    "sensor": _pick("TEMP_HUILE", "PRESSION", "VIBRATION_X"), "entity": _pick("sensor.four_temperature", "sensor.presse_pression"),
    "sensval": lambda m: f"{m.rng.uniform(10, 95):.2f}".replace(".", m.dialect.dec),
}  # fmt: skip
