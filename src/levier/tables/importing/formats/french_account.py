"""A French bank account: the IBAN of a bank code, a branch code and an account number (RIB)."""

_LETTERS = {letter: digit for digit, letters in {
    "1": "AJ", "2": "BKS", "3": "CLT", "4": "DMU", "5": "ENV", "6": "FOW", "7": "GPX", "8": "HQY", "9": "IRZ",
}.items() for letter in letters}  # fmt: skip


def iban_of(bank: str, branch: str, account: str) -> str:
    """The IBAN, its RIB key (modulo 97) and its check digits (ISO 13616) computed; the bare numbers when they are not
    those of an account."""
    account = account.upper()
    digits = "".join(_LETTERS.get(char, char) for char in account)
    if not (len(bank) == len(branch) == 5 and len(account) == 11) or not (bank + branch + digits).isdecimal():
        return " ".join(part for part in (bank, branch, account) if part.strip())
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(digits)) % 97
    rib = f"{bank}{branch}{account}{key:02d}"
    number = "".join(str(int(char, 36)) for char in f"{rib}FR00")
    return f"FR{98 - int(number) % 97:02d}{rib}"
