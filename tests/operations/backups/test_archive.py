"""A backup that was cut, changed or made up is refused; a sound one gives back every byte."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.operations.backups import archive


def _written(folder: Path, contents: dict[str, bytes]) -> Path:
    path = folder / "levier-20261123-010000Z.tar.gz"
    path.unlink(missing_ok=True)
    with archive.writing(path, archive.Manifest("0.1", "2026-11-23T01:00:00+00:00", "sqlite", {})) as add:
        for name, content in contents.items():
            (folder / "one").write_bytes(content)
            add(folder / "one", name)
    return path


NAMES = st.lists(st.sampled_from(["a", "b.csv", "documents/é è.pdf", "x/y/z", "levier.sqlite3"]), unique=True)


@given(names=NAMES, content=st.binary(max_size=3000))
def test_what_was_written_is_read_and_unpacked_alike(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("backup")
    path = _written(folder, {name: name.encode() + content for name in names})
    manifest = archive.read(path)
    assert set(manifest.files) == set(names)
    archive.unpack(path, folder / "back", manifest)
    assert all((folder / "back" / name).read_bytes() == name.encode() + content for name in names)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [0, 10, 200, -150])
def test_an_archive_that_was_cut_is_refused(tmp_path: Path, left: int) -> None:
    path = _written(tmp_path, {"tables/ventes.parquet": bytes(range(256)) * 40})
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(BadInput, match="ne peut pas être reprise"):
        archive.read(path)


def test_a_byte_changed_within_a_file_is_named(tmp_path: Path) -> None:
    path = _written(tmp_path, {"levier.sqlite3": b"solde: 100 euros", "autre": b"x"})
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"solde: 100", b"solde: 900")))
    with pytest.raises(BadInput, match=r"« levier\.sqlite3 » n'est plus tel"):
        archive.read(path)


def _made_up(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def _manifest(**changed: object) -> tuple[tarfile.TarInfo, bytes]:
    told = {"format": 1, "levier": "0.1", "made": "2026-11-23", "database": "sqlite", "counts": {}, "files": {}, **changed}  # fmt: skip
    return tarfile.TarInfo(archive.MANIFEST), json.dumps(told).encode()


def test_a_newer_format_a_link_and_a_broken_inventory_are_told_apart(tmp_path: Path) -> None:
    link = tarfile.TarInfo("secret.key")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    for made, said in (
        (_made_up(tmp_path / "a", _manifest(format=2)), "version plus récente"),
        (_made_up(tmp_path / "b", (link, b"")), "n'est pas un fichier"),
        (_made_up(tmp_path / "c", _manifest(files=[1])), "inventaire est illisible"),
        (_made_up(tmp_path / "d", _manifest(files={"lost": [1, "0"]})), "« lost » n'est plus tel"),
        (tmp_path / "absent", "n'existe pas"),
        (tmp_path, "est un dossier"),
    ):
        with pytest.raises(BadInput, match=said):
            archive.read(made)


def test_a_name_that_climbs_out_of_the_folder_is_not_written(tmp_path: Path) -> None:
    path = _written(tmp_path, {"../outside": b"x"})
    manifest = archive.read(path)
    with pytest.raises(tarfile.FilterError):
        archive.unpack(path, tmp_path / "in" / "back", manifest)
    assert not (tmp_path / "in" / "outside").exists()
