"""On the check page a button puts a column into a field, and the rest stays a proposal."""

from levier.web.data.checking import _said


def test_a_button_puts_a_column_into_a_field() -> None:
    typed = {
        "was.net": "Montant HT",
        "map.net": "Montant HT",
        "was.gross": "TTC",
        "map.gross": "TTC",
        "use": "net=Total HT",
    }
    assert _said(typed) == {"net": "Total HT"}


def test_a_column_pressed_into_a_field_leaves_the_one_it_was_chosen_for() -> None:
    typed = {"was.net": "", "map.net": "Total=HT", "map.gross": "", "was.gross": "", "use": "gross=Total=HT"}
    assert _said(typed) == {"gross": "Total=HT"}


def test_without_a_button_only_what_was_changed_is_said() -> None:
    assert _said({"was.net": "A", "map.net": "B", "was.gross": "C", "map.gross": "C"}) == {"net": "B"}
