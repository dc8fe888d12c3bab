"""Pytest plugin, loaded before Django's settings (``-p tests.own_home``): tests live in a data folder of
their own.

Each process of a parallel run gets its folder, removed at the end; nothing of the person's real data is
ever touched. Models are slow to build and never change: they are kept between runs in
``.pytest_cache/levier-models``.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="levier-tests-"))
_OWNER = os.getpid()
_MODELS = Path(__file__).resolve().parents[1] / ".pytest_cache" / "levier-models"

_MODELS.mkdir(parents=True, exist_ok=True)
(_HOME / "static").mkdir()
(_HOME / "models").symlink_to(_MODELS, target_is_directory=True)

os.environ["LEVIER_HOME"] = str(_HOME)
os.environ["LEVIER_SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["LEVIER_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
os.environ.pop("LEVIER_DEBUG", None)
if not os.environ.get("LEVIER_TEST_POSTGRES"):
    os.environ.pop("DATABASE_URL", None)


@atexit.register
def _remove() -> None:
    if os.getpid() == _OWNER:
        shutil.rmtree(_HOME, ignore_errors=True)
