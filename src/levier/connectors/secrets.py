"""Secrets at rest: encrypted with a key that is derived from the site's secret; decrypted only to be used.

The company is part of what is encrypted, so that a row copied into another company's opens nothing there.
"""

import base64
import json

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from levier.connectors.faults import Refused


def seal(company_id: int, secrets: dict[str, str]) -> str:
    """The secrets as one encrypted text; empty when there are none."""
    if not secrets:
        return ""
    content = json.dumps({"company": company_id, "secrets": secrets}, ensure_ascii=False)
    return _fernet().encrypt(content.encode()).decode("ascii")


def open_sealed(company_id: int, sealed: str) -> dict[str, str]:
    """The secrets of an encrypted text. Raises Refused when the site's secret is no more the one they were sealed with."""
    if not sealed:
        return {}
    try:
        content = json.loads(_fernet().decrypt(sealed.encode("ascii")))
    except (InvalidToken, ValueError):
        content = {}
    if content.get("company") != company_id:
        raise Refused(
            "Les secrets de cette source ne peuvent plus être lus : la clé de cette installation a changé",
            mend="Saisissez-les de nouveau dans « Modifier », ou remettez le fichier secret.key de la sauvegarde.",
        )
    return dict(content["secrets"])


def _fernet() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=b"levier.connectors", info=b"secrets, version 1")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
