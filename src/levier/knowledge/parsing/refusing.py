"""Why a file cannot be read, in French: what, and how to mend it."""

from levier.core.errors import BadInput

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
        "Aucun texte n'a pu être reconnu sur les images de ce document",
        "Numérisez-le de nouveau, droit et à 200 points par pouce ou plus, ou déposez le document d'origine.",
    ),
    "blank": (
        "Toutes les pages de ce document sont blanches",
        "Vérifiez le sens des feuilles dans le numériseur, puis numérisez-le de nouveau.",
    ),
    "no-text": (
        "Aucun texte sur cette image",
        "Un logo ou une photo sans texte n'a pas à être rangé\u00a0; s'il y a du texte, reprenez l'image de plus près.",
    ),
    "old-word": (
        "Le fichier est dans un ancien format d'Office (.doc, .ppt)",
        "Enregistrez-le au format DOCX, PPTX ou PDF, puis redéposez-le.",
    ),
    "unknown": (
        "Ce type de fichier n'est pas pris en charge",
        "Déposez un PDF, un document Word, Excel, PowerPoint ou LibreOffice, un courriel (EML, MSG, MBOX), "
        "une image, une page HTML, du texte ou une archive ZIP.",
    ),
    "other-archive": (
        "Ce type d'archive n'est pas pris en charge",
        "Extrayez ses fichiers, ou refaites l'archive au format ZIP, puis redéposez-la.",
    ),
    "xml": (
        "Ce fichier XML n'est pas un document à lire",
        "Une facture électronique se dépose avec les tableaux\u00a0; pour le reste, exportez-le en PDF ou en CSV.",
    ),
    "too-heavy": (
        "Le document est trop lourd à lire pour cette machine",
        "Découpez-le en plusieurs fichiers, puis déposez-les un par un.",
    ),
    "bomb": (
        "Une fois décompressé, ce fichier serait démesuré\u00a0: il n'a pas été ouvert",
        "Un document ordinaire ne fait pas cela\u00a0: vérifiez d'où il vient. S'il est sûr, enregistrez-le de "
        "nouveau dans son logiciel.",
    ),
    "entities": (
        "Ce fichier contient des définitions XML dangereuses\u00a0: il n'a pas été ouvert",
        "Aucun logiciel de bureau n'en écrit\u00a0: vérifiez d'où vient ce fichier.",
    ),
    "huge-image": (
        "L'image est démesurée\u00a0: elle n'a pas été ouverte",
        "Réduisez-la à 300 points par pouce, puis redéposez-la.",
    ),
    "too-deep": (
        "Ce fichier est rangé trop profondément (une archive dans une archive, dans une archive…)",
        "Extrayez-le, puis déposez-le seul.",
    ),
    "no-ocr": (
        "Le texte de cette image n'a pas pu être reconnu\u00a0: le moteur de reconnaissance s'est arrêté",
        "Recommencez\u00a0; si cela se répète, réduisez l'image ou lancez «\u00a0levier doctor\u00a0».",
    ),
}


def refusal(code: str, name: str, where: str = "") -> BadInput:
    """The French error for a reason code; ``where``: the part of the file that is at fault."""
    what, mend = REASONS.get(code, REASONS["corrupted"])
    return BadInput(what, where=f"{name} › {where}" if where else name, mend=mend)
