"""The help of every command speaks French."""

import pytest

from levier.cli.main import status_of

_ENGLISH = ("Show this message", "Commands", "[required]", "[default", "COMMAND [ARGS]")


@pytest.mark.parametrize(
    "arguments",
    [
        ["board"], ["board", "show"], ["pilot"], ["pilot", "decide"], ["deployment", "add"], ["gains"], ["roadmap"], ["assess"],
        ["adoption"], ["training"], ["ideas"], ["review"], ["bias"], ["registers"],
    ],
)  # fmt: skip
def test_no_word_of_the_library_is_left(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of([*arguments, "--help"]) == 0
    said = capsys.readouterr().out
    assert "Afficher cette aide" in said
    assert not [words for words in _ENGLISH if words in said]
