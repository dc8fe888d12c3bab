"""What the forms of « Confiance » have in common: files to download, what was typed, yes or no or not answered."""

from django.http import HttpResponse, QueryDict

_TYPES = {"pdf": "application/pdf", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
_ANSWERS = {"oui": True, "non": False}


def download(data: bytes, name: str, form: str) -> HttpResponse:
    """A file that the browser saves."""
    answer = HttpResponse(data, content_type=_TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def revision(given: QueryDict) -> int:
    """The revision that the form was opened on."""
    text = given.get("revision", "0")
    return int(text) if str(text).isdigit() else 0


def answers(given: QueryDict, prefix: str) -> dict[str, bool | None]:
    """The questions answered: « oui », « non », or nothing."""
    return {
        name.removeprefix(prefix): _ANSWERS.get(str(value))
        for name, value in given.items()
        if name.startswith(prefix)
    }


def texts(given: QueryDict, prefix: str) -> dict[str, str]:
    """The fields of a part of the form, by name."""
    return {name.removeprefix(prefix): str(value) for name, value in given.items() if name.startswith(prefix)}
