"""Make the pictures of ``docs/guide/de-vide-au-gain.md`` again: the walk is done in a browser, each picture brought to 128 colours.

``python -m tools.journey_pictures`` — needs Chromium with its French (``apt install chromium chromium-l10n``), node, and
``npm ci`` in tests/browser. Two minutes on a quiet machine.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "guide" / "de-vide-au-gain.md"
TARGET = ROOT / "docs" / "guide" / "images"
_COLOURS = 128


def main() -> int:
    """Walk, keep the pictures that the guide shows; the exit status of the walk."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "0",
            "-q",
            "-m",
            "browser",
            "tests/browser/test_journey.py",
        ]
        walk = subprocess.run(command, cwd=ROOT, env={**os.environ, "LEVIER_SHOTS": folder}, check=False)
        if walk.returncode:
            return walk.returncode
        print(f"{keep(Path(folder)) / 1e6:.1f} Mo dans {TARGET.relative_to(ROOT)}")
    return 0


def keep(folder: Path) -> int:
    """Write those that the page names, in few colours; the bytes written in all."""
    TARGET.mkdir(exist_ok=True)
    page, written = PAGE.read_text(encoding="utf-8"), 0
    for shot in sorted(folder.glob("*.png")):
        name = shot.stem.partition("-")[2] + ".png"
        if f"images/{name}" not in page:
            continue
        few = (
            Image.open(shot)
            .convert("RGB")
            .quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        )
        few.save(TARGET / name, optimize=True)
        written += (TARGET / name).stat().st_size
    return written


if __name__ == "__main__":
    raise SystemExit(main())
