"""What the invoices of a dropped file are worth, in a few words."""

from typing import Any


def summary(numbers: dict[str, Any]) -> str:
    """« 12 factures : 10 conformes, 2 non conformes », for the page of an import."""
    words = {"conform": "conforme", "doubtful": "à vérifier", "faulty": "non conforme"}
    parts = []
    for verdict, word in words.items():
        count = numbers.get("verdicts", {}).get(verdict, 0)
        if count:
            plural = "s" if count > 1 and verdict != "doubtful" else ""
            parts.append(
                f"{count} {word if not plural else ' '.join(w if w == 'non' else w + 's' for w in word.split())}"
            )
    count = numbers.get("invoices", 0)
    return f"{count} facture{'s' if count > 1 else ''} : {', '.join(parts)}"
