"""The company's documents: where they come from, their versions, their pages, and the passages that are
searched.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company

DATA_CLASSES = [
    ("public", "public"),
    ("internal", "interne"),
    ("confidential", "confidentiel"),
    ("personal", "personnel"),
]
DOCUMENT_KINDS = [
    ("document", "document"),
    ("presentation", "présentation"),
    ("workbook", "classeur"),
    ("mail", "courriel"),
    ("mailbox", "boîte de courriels"),
    ("image", "image"),
    ("archive", "archive"),
    ("page", "page web"),
    ("note", "texte"),
]
DATE_ORIGINS = [
    ("given", "donnée à l'ajout"),
    ("mail", "date du courriel"),
    ("text", "lue dans le texte"),
    ("metadata", "propriétés du fichier"),
]


class Source(models.Model):
    """Where documents come from, by a name people chose: « Documents déposés », « CNIL » …"""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField("source", max_length=200)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_source_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A document, whatever its versions. ``key`` recognises the next version (file name, address or title).

    ``data_class`` "public" marks texts that are not the company's own (laws, public services).
    ``parent``: the mail or archive it came in. ``people``: who wrote, sent or received it, one « Name
    <address> » a line.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="documents")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="documents")
    key = models.CharField(max_length=500)
    title = models.CharField("titre", max_length=300)
    address = models.CharField("adresse", max_length=1000, blank=True)
    data_class = models.CharField(
        "classe de données", max_length=20, choices=DATA_CLASSES, default="internal"
    )
    kind = models.CharField("sorte", max_length=20, choices=DOCUMENT_KINDS, default="document")
    author = models.CharField("auteur", max_length=300, blank=True)
    people = models.TextField("personnes", blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    current = models.ForeignKey(
        "DocumentVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "source", "key"]),
            models.Index(fields=["company", "kind"]),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentReader(models.Model):
    """Who may read a document: one line per reader token ("all", "managers", "person:12" …)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readers")
    token = models.CharField(max_length=60)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["token", "document"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "token"], name="one_line_per_reader")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.token}"


class DocumentVersion(models.Model):
    """One state of a document, never changed afterwards: what was cited stays readable as it was.

    ``stored``: the original file, relative to the data folder; empty for a text that came without a file.
    ``reliability``: mean confidence of recognised text, 0–100, None when nothing was recognised from images.
    ``facts``: what the format tells (a mail's from, to, cc, subject, sent, message_id …). ``notes``: French
    sentences about what was left aside or bounded.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField("fichier", max_length=300)
    format = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField(default=0)
    stored = models.CharField(max_length=500, blank=True)
    paged = models.BooleanField(default=False)
    page_count = models.PositiveIntegerField("pages", default=0)
    reliability = models.FloatField("fiabilité (%)", null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    dated = models.DateField("date du document", null=True, blank=True)
    dated_from = models.CharField("origine de la date", max_length=10, choices=DATE_ORIGINS, blank=True)
    added = models.DateTimeField("ajouté le", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["document", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "number"], name="one_document_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Page(models.Model):
    """The text of a page, from 1. Places of passages and quotes are characters of this text.

    ``title``: the name of a sheet or slide. ``blocks``: ``[start, end, kind, level]`` of each block.
    ``lines``: ``[start, end, left, top, right, bottom]`` of each line on the picture of the page, in fractions
    of its width and height. ``reliability``: 0–100 when the text was recognised from an image.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()
    title = models.CharField(max_length=300, blank=True)
    blocks = models.JSONField(default=list, blank=True)
    lines = models.JSONField(default=list, blank=True)
    reliability = models.FloatField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "number"], name="one_page_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} p. {self.number}"


class Passage(models.Model):
    """A citable extract of a current version: ``page.text[start:end] == text``.

    ``lead``: the caption and header rows of the table that the passage continues, without which « 250 € | 3 »
    means nothing; they stand elsewhere on the page.

    ``body`` and ``heading``: the index terms of the text and of its title path. ``vector``: float16 little
    endian, computed by the model ``embedder``.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="passages")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    section = models.CharField(max_length=600, blank=True)
    lead = models.TextField(blank=True)
    text = models.TextField()
    body = models.TextField()
    heading = models.TextField(blank=True)
    vector = models.BinaryField()
    embedder = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "page", "start"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["company", "document"])]

    def __str__(self) -> str:
        return f"{self.document_id} p. {self.page} [{self.start}:{self.end}]"


class Acronym(models.Model):
    """What a document says an acronym stands for; ``short`` is folded."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="acronyms")
    short = models.CharField(max_length=12, db_index=True)
    long = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.short} : {self.long}"


class SearchState(models.Model):
    """A number drawn anew at each change of a company's passages: every process knows when its memory is out
    of date.

    Drawn rather than counted, so that a database restored from a backup never shows a number it showed
    before.
    """

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="+")
    drawn = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.company_id}: {self.drawn}"
