"""The endings and French names of the files that are read as documents. No library is loaded here."""

NAMES = {
    "pdf": "PDF", "docx": "document Word", "pptx": "présentation PowerPoint", "xlsx": "classeur Excel",
    "xls": "classeur Excel (ancien)", "ods": "classeur LibreOffice", "odt": "document LibreOffice",
    "odp": "présentation LibreOffice", "rtf": "document RTF", "html": "page web", "md": "Markdown", "txt": "texte",
    "eml": "courriel", "msg": "courriel Outlook", "mbox": "boîte de courriels", "zip": "archive ZIP", "png": "image PNG",
    "jpg": "photographie JPEG", "tif": "image TIFF", "webp": "image WebP", "bmp": "image BMP", "gif": "image GIF",
}  # fmt: skip
ENDINGS = frozenset({
    ".pdf", ".docx", ".docm", ".pptx", ".pptm", ".odt", ".odp", ".rtf", ".html", ".htm", ".md", ".markdown", ".txt",
    ".eml", ".msg", ".mbox", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif",
})  # fmt: skip
"""Endings of the files read as documents; workbooks (XLSX, XLS, ODS) are too, when they are not tables."""
PICTURES = frozenset({"png", "jpg", "tif", "webp", "bmp", "gif"})
"""Formats whose text is recognised from the image."""
