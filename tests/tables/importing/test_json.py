"""JSON is read as its objects say: numbers stay numbers, one level of nesting is flattened, a broken line is told."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.tables.importing.formats import json_tables
from levier.tables.importing.opening import open_tables

_VALUES = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(-(10**9), 10**9)
)


@settings(max_examples=40, deadline=None)
@given(values=st.lists(_VALUES, min_size=1, max_size=20), lines=st.booleans())
def test_numbers_are_read_to_the_last_digit(values: list[float | None], lines: bool) -> None:
    rows = [{"quantité": value, "nom": "é"} for value in values]
    text = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows, ensure_ascii=False)
    table = json_tables.read(text.encode(), "x.json")[0]
    if any(value is not None for value in values):
        assert table.frame["quantité"].to_list() == values


def test_one_level_is_flattened_and_lists_of_objects_are_named() -> None:
    data = json.dumps(
        {
            "orders": [
                {
                    "id": 1,
                    "client": {"nom": "Martin", "ville": "Lyon"},
                    "tags": ["a", "b"],
                    "lines": [{"sku": 1}],
                }
            ],
            "page": 1,
        }
    )
    table = open_tables(data.encode(), "x.json")[0]
    assert table.frame.to_dicts() == [
        {"id": 1.0, "client nom": "Martin", "client ville": "Lyon", "tags": "a, b"}
    ]
    assert table.notes == ["Listes laissées de côté : « lines »."]


def test_a_broken_line_is_set_aside() -> None:
    table = json_tables.read(b'{"a": 1}\n{"a": 2\n{"a": 3}\n', "x.jsonl")[0]
    assert table.frame["a"].to_list() == [1, 3]
    assert table.lines.to_list() == [1, 3]
    assert table.broken[0].line == 2


def test_a_number_too_long_for_a_float_stays_as_it_is_written() -> None:
    table = json_tables.read(b'[{"id": 123456789012345678901}]', "x.json")[0]
    assert table.frame["id"].to_list() == ["123456789012345678901"]


@pytest.mark.parametrize("data", [b"[" * 100_000, b'[{"a": 1}, {"a"', b"{}", b"[]", b'{"a": {"b": 1}'])
def test_what_holds_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        json_tables.read(data, "x.json")
