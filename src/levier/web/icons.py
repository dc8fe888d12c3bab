"""The icons of the pages: one sprite of Tabler outlines, so that no icon font is loaded.

``python -m levier.web.icons <unpacked @tabler/icons>`` writes the sprite again after a name was added.
"""

import re
import sys
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "vendor" / "icons" / "sprite.svg"
FALLBACK = "bolt"

_WORDS = """
home message-question sparkles database route chart-line shield-check settings search help language user users
user-plus user-circle logout login plus minus x check alert-triangle alert-circle info-circle circle-check circle-x
clock hourglass history calendar calendar-event arrow-right arrow-left arrow-up arrow-down arrow-up-right
chevron-right chevron-left chevron-down chevron-up chevrons-right dots dots-vertical menu-2 external-link link copy
printer download upload file-upload cloud-upload file file-text file-type-pdf file-spreadsheet files folder folders
book books bookmark trash pencil edit eye eye-off lock lock-open key shield shield-lock refresh reload player-play
player-stop bolt bulb chart-bar chart-pie chart-dots chart-area-line table table-options columns filter adjustments
sort-ascending sort-descending list list-check list-details checkbox square circle circle-dashed circle-dotted loader
send message message-circle messages mail at phone building building-factory building-store building-warehouse
truck truck-delivery package packages box barcode shopping-cart receipt receipt-euro cash coin-euro currency-euro
credit-card calculator percentage scale gavel certificate award target target-arrow trending-up trending-down
activity heartbeat gauge cpu server server-2 device-desktop device-mobile world world-off map-pin plug plug-connected
robot brain wand photo palette writing pencil-plus language-hiragana a-b-2 hash tag tags star heart thumb-up thumb-down
flag bell bell-ringing help-circle question-mark quote binary-tree git-branch sitemap hierarchy-2 topology-star
circuit-switch-open tool tools hammer settings-automation report report-analytics report-money report-search
zoom-in zoom-check zoom-question file-search file-certificate clipboard-check clipboard-list notes notebook id
id-badge-2 fingerprint address-book school presentation stethoscope road rocket map-2 compass ballpen signature
calendar-stats chart-histogram chart-infographic timeline timeline-event layout-dashboard layout-sidebar
layout-sidebar-right-expand maximize minimize grip-vertical point arrows-sort selector arrow-back-up corner-down-left
keyboard command share rss broadcast leaf sun moon plane beach
"""
NAMES = tuple(_WORDS.split())


def write_sprite(package: Path) -> list[str]:
    """Write the sprite from an unpacked ``@tabler/icons``; gives back the names that do not exist there."""
    symbols, missing = [], []
    for name in sorted(set(NAMES)):
        source = package / "icons" / "outline" / f"{name}.svg"
        if not source.is_file():
            missing.append(name)
            continue
        drawing = (
            source.read_text(encoding="utf-8").split("<svg", 1)[1].split(">", 1)[1].rsplit("</svg>", 1)[0]
        )
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(drawing.split())}</symbol>')
    SPRITE.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round">\n' + "\n".join(symbols) + "\n</svg>\n",
        encoding="utf-8",
    )
    return missing


@cache
def drawn() -> frozenset[str]:
    """The names in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))


def known(name: str) -> str:
    """``name`` if it is drawn, else a neutral icon: a third party's capability may name any."""
    return name if name in drawn() else FALLBACK


if __name__ == "__main__":
    print("absent :", ", ".join(write_sprite(Path(sys.argv[1]))) or "aucun")
