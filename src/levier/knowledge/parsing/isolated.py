"""Parse a file in a process of its own, within limits, and say in French why it could not be read."""

import json
import subprocess
import sys

from levier.core.errors import BadInput
from levier.knowledge.parsing.structure import Block, Page, Parsed

WALL_SECONDS = 90

REASONS: dict[str, tuple[str, str]] = {
    "empty": ("Le document est vide", "Vérifiez que c'est le bon fichier."),
    "corrupted": (
        "Le fichier est abîmé et ne peut pas être lu",
        "Ouvrez-le dans son logiciel d'origine, enregistrez-le de nouveau, puis redéposez-le.",
    ),
    "encrypted": (
        "Le document est protégé par un mot de passe",
        "Enregistrez-en une copie sans mot de passe, puis déposez cette copie.",
    ),
    "scanned": (
        "Le PDF ne contient que des images, sans texte",
        "Déposez le document d'origine, ou un PDF passé à la reconnaissance de caractères.",
    ),
    "old-word": (
        "Le fichier est dans un ancien format d'Office (.doc, .xls, .ppt)",
        "Enregistrez-le au format DOCX ou PDF, puis redéposez-le.",
    ),
    "unknown": (
        "Ce type de fichier n'est pas pris en charge",
        "Déposez un PDF, un DOCX, une page HTML, un fichier Markdown ou du texte.",
    ),
    "too-heavy": (
        "Le document est trop lourd à lire pour cette machine",
        "Découpez-le en plusieurs fichiers, puis déposez-les un par un.",
    ),
}


def parse_file(data: bytes, name: str, *, wall_seconds: float = WALL_SECONDS) -> Parsed:
    """Pages and blocks of a file. Raises BadInput, naming the file, for whatever keeps it from being read."""
    try:
        done = subprocess.run(  # noqa: S603 — our own interpreter and module; the name is one argument
            [sys.executable, "-m", "levier.knowledge.parsing.worker", name],
            input=data,
            capture_output=True,
            timeout=wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refusal("too-heavy", name) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # Killed by its limits (a signal), or a parser that gave up on what it read.
        raise refusal("too-heavy" if done.returncode < 0 else "corrupted", name) from None
    if "refused" in answer:
        raise refusal(answer["refused"], name)
    pages = [
        Page(page["number"], page["text"], [Block(**block) for block in page["blocks"]])
        for page in answer["pages"]
    ]
    return Parsed(answer["title"], pages, answer["paged"], answer["format"])


def refusal(code: str, name: str) -> BadInput:
    """The French error for a reason code."""
    what, mend = REASONS.get(code, REASONS["corrupted"])
    return BadInput(what, where=name, mend=mend)
