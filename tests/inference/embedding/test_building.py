"""The model is built once, whole or not at all."""

from pathlib import Path

import pytest

from levier.core.errors import Unavailable
from levier.inference.embedding import building
from levier.inference.embedding.building import STAMP, build_model, is_built
from levier.inference.embedding.weights import read_weights


def test_a_built_model_is_not_built_again(model_folder: Path) -> None:
    before = (model_folder / STAMP).stat().st_mtime_ns
    build_model(model_folder)
    assert (model_folder / STAMP).stat().st_mtime_ns == before


def test_progress_ends_at_its_total(model_folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    build_model(model_folder, lambda done, total, note="": seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]


def test_nothing_is_left_when_the_vectors_are_not_the_expected_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_KNOWN", (0.1, 0.9))
    with pytest.raises(Unavailable, match="vecteurs attendus"):
        build_model(tmp_path / "e5")
    assert list(tmp_path.iterdir()) == []


def test_a_model_of_another_version_is_not_taken_for_this_one(tmp_path: Path) -> None:
    (tmp_path / STAMP).write_text("older")
    assert not is_built(tmp_path)


def test_a_file_that_is_no_model_is_refused_in_french(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"not a model at all")
    with pytest.raises(Unavailable, match="format attendu"):
        read_weights(tmp_path / "weights.bin")


def test_a_truncated_file_is_refused_in_french(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"E5S1" + bytes(10))
    with pytest.raises(Unavailable, match="illisible"):
        read_weights(tmp_path / "weights.bin")
