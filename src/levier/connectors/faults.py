"""Why a source cannot be read, in French: what to wait for (it is tried again), and what a person must mend."""

import re
import socket
import ssl
from collections.abc import Iterable

from levier.core.errors import BadInput, LevierError, NotAllowed, Unavailable


class Away(Unavailable):
    """The source does not answer for the moment: the run is tried again a little later, by itself."""

    code = "source-absente"


class Refused(BadInput):
    """The source refuses what it was told (password, address, right): a person must change something."""

    code = "source-refusée"


class BadCertificate(Refused):
    """The server does not prove who it is."""

    code = "certificat"


class Forbidden(NotAllowed):
    """An address that Levier may not talk to: not allowed by an administrator, or inside the network."""

    code = "adresse-interdite"


def passing(error: BaseException) -> bool:
    """Whether trying again later, without changing anything, may work."""
    return not isinstance(error, BadInput | NotAllowed)


def wrong_password(place: str, *, mend: str = "") -> Refused:
    return Refused(
        "Le serveur refuse l'identifiant ou le mot de passe",
        where=place,
        mend=mend or "Saisissez-les de nouveau, puis essayez la connexion.",
    )


def network_fault(error: BaseException, place: str) -> LevierError:
    """What a failure of the network means. ``place`` is the address shown (without any secret)."""
    for one in _chain(error):
        if isinstance(one, LevierError):
            return one
        if isinstance(one, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(one):
            return BadCertificate(
                f"Le certificat du serveur n'est pas valable ({_reason(str(one))})",
                where=place,
                mend="Faites renouveler le certificat, ou ajoutez l'autorité de votre entreprise à celles de cette "
                "machine. Levier ne parle jamais à un serveur qui ne prouve pas qui il est.",
            )
        if isinstance(one, ssl.SSLError):
            return Refused(
                "Le serveur ne parle pas TLS comme attendu",
                where=place,
                mend="Vérifiez le port et le mode de chiffrement choisis.",
            )
        if isinstance(one, socket.gaierror):
            return Away(
                "L'adresse du serveur est introuvable",
                where=place,
                mend="Vérifiez l'orthographe de l'adresse et la connexion de cette machine au réseau.",
            )
        if (
            isinstance(one, TimeoutError)
            or "timed out" in str(one).lower()
            or "Timeout" in type(one).__name__
        ):
            return Away(
                "Le serveur ne répond pas à temps", where=place, mend="Levier réessaiera un peu plus tard."
            )
        if isinstance(one, ConnectionRefusedError) or "refused" in str(one).lower():
            return Away(
                "Le serveur refuse la connexion : il est arrêté, ou le port n'est pas le bon",
                where=place,
                mend="Vérifiez que le serveur fonctionne et que le port est juste ; Levier réessaiera.",
            )
    return Away(
        "La liaison avec le serveur a été coupée", where=place, mend="Levier réessaiera un peu plus tard."
    )


def status_fault(status: int, place: str) -> LevierError:
    """What an HTTP status means for the one who connects."""
    if status == 401:
        return wrong_password(place)
    if status == 403:
        return Refused(
            "Le serveur répond que ce compte n'a pas ce droit (403)",
            where=place,
            mend="Donnez au compte le droit de lire, ou changez de compte.",
        )
    if status in (404, 410):
        return Refused(
            f"Rien à cette adresse ({status})", where=place, mend="Vérifiez l'adresse, dossier compris."
        )
    if status == 429 or status >= 500:
        return Away(
            f"Le serveur est occupé ou en panne ({status})",
            where=place,
            mend="Levier réessaiera un peu plus tard.",
        )
    return Refused(f"Le serveur répond par une erreur ({status})", where=place, mend="Vérifiez l'adresse.")


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """The text without any of the secrets nor what stands between « // » and « @ » of an address."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= 3:
            text = text.replace(secret, "•••")
    return re.sub(r"(?<=://)[^/\s@]+@", "", text)


def _reason(text: str) -> str:
    known = {
        "self-signed": "il s'est signé lui-même",
        "self signed": "il s'est signé lui-même",
        "expired": "il a expiré",
        "Hostname mismatch": "il est au nom d'un autre serveur",
        "IP address mismatch": "il est au nom d'un autre serveur",
        "unable to get local issuer": "son autorité est inconnue de cette machine",
    }
    return next((french for sign, french in known.items() if sign in text), "il n'a pas pu être vérifié")


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found
