"""Electronic invoices kept: what was read, the report, where the original lies. Seen by who may see their table."""

from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.core.actor import Actor
from levier.tables.invoicing.model import CREDIT_NOTES, Invoice
from levier.tables.invoicing.report import VERDICTS, Report

INVOICES, LINES = "Factures électroniques", "Lignes des factures électroniques"
"""Names of the two tables that are written from the invoices."""


class EInvoiceQuerySet(models.QuerySet["EInvoice"]):
    def visible_to(self, actor: Actor) -> "EInvoiceQuerySet":
        """Those of the person's company whose table carries one of the reader tokens they hold."""
        return self.filter(company_id=actor.company_id, dataset__grants__token__in=actor.readers).distinct()


class EInvoice(models.Model):
    """One invoice. ``seller_key`` and ``number`` tell it from the others; ``content`` and ``report`` are as read.

    ``direction``: "sent", "received", or "" when neither party is the company. Amounts are for lists and sums of the
    list; the exact ones are in ``content``. ``document``: its id among the documents, when the PDF is one of them.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    dataset = models.ForeignKey("tables.Dataset", on_delete=models.CASCADE, related_name="einvoices")
    seller_key = models.CharField(max_length=120)
    number = models.CharField("numéro", max_length=120)
    sha256 = models.CharField(max_length=64)
    direction = models.CharField("sens", max_length=10, blank=True)
    type_code = models.CharField(max_length=10, blank=True)
    party = models.CharField("tiers", max_length=200, blank=True)
    issued = models.DateField("date", null=True)
    due = models.DateField("échéance", null=True)
    currency = models.CharField("devise", max_length=3, blank=True)
    gross = models.DecimalField("total TTC", max_digits=24, decimal_places=6, null=True)
    payable = models.DecimalField("net à payer", max_digits=24, decimal_places=6, null=True)
    verdict = models.CharField(max_length=10)
    name = models.CharField("fichier", max_length=255)
    embedded = models.CharField(max_length=255, blank=True)
    original = models.CharField(max_length=400)
    content = models.JSONField()
    report = models.JSONField()
    document = models.PositiveBigIntegerField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    arrived = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["EInvoice"]] = EInvoiceQuerySet.as_manager()

    class Meta:
        app_label = "tables"
        ordering: ClassVar[list[str]] = ["-issued", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dataset", "seller_key", "number", "type_code"], name="one_einvoice"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "sha256"], name="einvoice_content"),
            models.Index(fields=["company", "-issued"], name="einvoice_issued"),
        ]

    def __str__(self) -> str:
        return f"{self.party or self.seller_key} {self.number}"

    @property
    def invoice(self) -> Invoice:
        return Invoice.model_validate(self.content)

    @property
    def checked(self) -> Report:
        return Report.model_validate(self.report)

    @property
    def is_credit_note(self) -> bool:
        return self.type_code in CREDIT_NOTES

    @property
    def verdict_label(self) -> str:
        return next((label for key, label in VERDICTS.items() if key == self.verdict), self.verdict)

    @property
    def original_path(self) -> Path:
        return Path(settings.HOME) / self.original

    @property
    def xml_path(self) -> Path | None:
        """The XML: taken out of the PDF, or the original itself; None when it is gone."""
        path = self.original_path
        found = path.with_name(f"{path.name}.xml") if self.embedded else path
        return found if found.is_file() else None


def storable(value: Decimal | None) -> Decimal | None:
    """An amount as the list keeps it; None beyond what a list can hold (the exact one stays in ``content``)."""
    if value is None or abs(value) >= Decimal(10) ** 17:
        return None
    return value.quantize(Decimal("0.000001"))
