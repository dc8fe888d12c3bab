"""Errors a person can cause or meet: what is wrong, where, and how to mend it — in French, one sentence each."""


class LevierError(Exception):
    """Base of every error that is shown to a person.

    Args:
        what: one French sentence that says what is wrong.
        where: the place (file, line, column, field, step), empty when there is none.
        mend: one French sentence that says how to mend it.
    """

    code = "erreur"
    http_status = 500
    exit_status = 1

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole message on one line, as the terminal and the pages show it."""
        place = f" ({self.where})" if self.where else ""
        return " ".join(part for part in (f"{self.what.rstrip('.')}{place}.", self.mend) if part)


class BadInput(LevierError):
    """What was given cannot be used; the request is refused before anything runs."""

    code = "entrée-invalide"
    http_status = 422
    exit_status = 2


class NotAllowed(LevierError):
    """This person may not do or see this."""

    code = "droit-manquant"
    http_status = 403
    exit_status = 2


class NotFound(LevierError):
    """The thing named does not exist, or not for this person (the two are not told apart)."""

    code = "introuvable"
    http_status = 404
    exit_status = 2


class NotEnoughData(LevierError):
    """The company's data does not allow a sound result: says what is missing instead of a bad number."""

    code = "données-insuffisantes"
    http_status = 422
    exit_status = 3


class Unavailable(LevierError):
    """Something Levier needs is down or full (disk, database, model server)."""

    code = "indisponible"
    http_status = 503
    exit_status = 1
