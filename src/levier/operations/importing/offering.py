"""Tables that come in a mail or an archive: kept beside the documents, they wait for their columns to be checked."""

from pathlib import Path

from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.operations.importing.keeping import check_size, keep, plain_name
from levier.operations.importing.models import FileKind, FileState, ImportFile

_TABLES = frozenset({".csv", ".tsv", ".parquet"})
_MOST = 50


class TablesInside:
    """The tables found in one dropped file; each joins its batch, to be checked as if it had been dropped."""

    def __init__(self, actor: Actor, file: ImportFile) -> None:
        self._actor, self._file = actor, file
        self._taken = 0

    def take(self, data: bytes, name: str) -> str:
        """« C'est un tableau … » when the file is one and was kept; nothing when it is a document."""
        if Path(name).suffix.lower() not in _TABLES and not _is_export(data, name):
            return ""
        if self._taken >= _MOST:
            return "C'est un tableau : déposez-le à part, il y en a trop dans cette archive."
        file, plain = self._file, plain_name(name)
        if file.batch.files.filter(name=plain, size=len(data)).exists():
            return _WAITS  # the same file, read again after a crash
        try:
            check_size(plain, len(data))
            token = keep(self._actor, plain, [data])
        except LevierError as error:
            return error.message
        file.batch.files.create(
            company_id=file.company_id,
            person_id=file.person_id,
            token=token,
            name=plain,
            size=len(data),
            kind=FileKind.TABLE,
            state=FileState.CHECK,
            readers=file.readers,
        )
        self._taken += 1
        return _WAITS


_WAITS = "C'est un tableau : vérifiez ses colonnes pour l'importer."


def _is_export(data: bytes, name: str) -> bool:
    """A text whose first line has many tabs or bars (the FEC is one)."""
    first = data[:4096].split(b"\n", 1)[0]
    return (
        name.lower().endswith(".txt") and max(first.count(b"\t"), first.count(b"|"), first.count(b";")) >= 3
    )
