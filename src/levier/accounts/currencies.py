"""The currencies a company may count in."""

from levier.core.errors import BadInput

CURRENCIES = (
    ("EUR", "Euro (€)"),
    ("CHF", "Franc suisse (CHF)"),
    ("GBP", "Livre sterling (£)"),
    ("USD", "Dollar américain ($)"),
    ("XPF", "Franc Pacifique (XPF)"),
)


def checked_currency(code: str) -> str:
    """The code in capitals. Raises BadInput for one that is not in the list."""
    found = code.strip().upper()
    if found not in dict(CURRENCIES):
        raise BadInput(
            f"La devise « {code} » n'est pas proposée",
            where="champ Devise",
            mend=f"Choisissez : {', '.join(dict(CURRENCIES))}.",
        )
    return found
