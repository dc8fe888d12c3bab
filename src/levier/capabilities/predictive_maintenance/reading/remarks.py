"""What the reading of the tables has to say: remarks shown with the answer, and what was set aside."""

from dataclasses import dataclass, field

from levier.core.french.numbers import format_number


@dataclass
class Remarks:
    """French remarks on the tables, in order, each once."""

    said: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if text not in self.said:
            self.said.append(text)


def count(number: int, one: str, many: str = "") -> str:
    """« 1 relevé », « 1 234 relevés »."""
    return f"{format_number(number)}\u00a0{one if number < 2 else many or f'{one}s'}"


__all__ = ["Remarks", "count"]
