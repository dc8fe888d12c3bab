"""Write the archive: a ZIP, whole or not at all, with the SHA-256 of each of its files."""

import contextlib
import hashlib
import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.errors import Unavailable
from levier.core.french.dates import format_date
from levier.operations.exporting import parts
from levier.operations.exporting.parts import Part
from levier.policy import journal
from levier.policy.rights import Permission, require

_CHUNK = 1024 * 1024
_NOTICE = """Tout ce que {company} a confié à Levier, le {day}.

documents/    chaque document : ses originaux, son texte page par page, sa fiche (source, lecteurs, versions)
tableaux/     chaque tableau : ses fichiers d'origine, la version en cours en Parquet et en CSV, sa fiche
demandes.jsonl   vos demandes et leurs réponses, une par ligne
journal.jsonl    qui a fait quoi, chaque ligne enchaînée à la précédente par son empreinte
entreprise.json  l'entreprise et ses personnes (aucun mot de passe)
empreintes.json  l'empreinte SHA-256 de chaque fichier de cette archive

{left_out}
"""


def write_package(actor: Actor, target: Path, *, progress: ProgressReport | None = None) -> dict[str, Any]:
    """Write what the person may read of the company into ``target``; what went in, by folder, and what was left out.

    Raises NotAllowed, Unavailable (disk); nothing is left half-written.
    """
    require(actor, Permission.MANAGE_COMPANY)
    company = Company.objects.get(pk=actor.company_id)
    coming = target.with_name(f".{target.name}.coming")
    left_out = parts.left_out(actor)
    counts: Counter[str] = Counter()
    sums: dict[str, str] = {}
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with zipfile.ZipFile(coming, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            notice = _NOTICE.format(
                company=company.name, day=format_date(company.today), left_out=_words(left_out)
            )
            _add(archive, Part("LISEZMOI.txt", notice.encode()), sums)
            for part in _all(actor, company):
                _add(archive, part, sums)
                counts[part.name.partition("/")[0]] += 1
                if progress:
                    progress(len(sums), 0, part.name)
            archive.writestr("empreintes.json", parts.as_json(sums))
        os.chmod(coming, 0o600)
        size = coming.stat().st_size
        os.replace(coming, target)
    except OSError as fault:
        raise Unavailable(
            f"L'archive n'a pas pu être écrite : {fault.strerror or fault}",
            where=str(target),
            mend="Vérifiez le dossier et la place libre sur le disque, puis recommencez.",
        ) from fault
    finally:
        with contextlib.suppress(OSError):
            coming.unlink(missing_ok=True)
    counted = {"files": len(sums), "bytes": size, "left_out": left_out, **counts}
    journal.record(actor.company_id, actor.person_id, "company.exported", company.name, counted)
    return counted


def _all(actor: Actor, company: Company) -> Iterator[Part]:
    yield from parts.company_card(company)
    yield from parts.documents(actor)
    yield from parts.tables(actor)
    yield from parts.requests(actor)
    yield from parts.history(actor)


def _add(archive: zipfile.ZipFile, part: Part, sums: dict[str, str]) -> None:
    digest = hashlib.sha256()
    with archive.open(part.name, "w", force_zip64=True) as entry:
        if isinstance(part.content, bytes):
            digest.update(part.content)
            entry.write(part.content)
        else:
            with part.content.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    entry.write(chunk)
    sums[part.name] = digest.hexdigest()


def _words(left_out: dict[str, int]) -> str:
    if not any(left_out.values()):
        return "Rien n'a été laissé de côté."
    return (
        f"Laissés de côté, car réservés à d'autres personnes : {left_out['documents']} document(s), "
        f"{left_out['tables']} tableau(x). Les demandes des autres personnes leur appartiennent."
    )
