"""Language models a company may use, what each call cost, and how much may be spent."""

from typing import ClassVar

from django.db import models


class Endpoint(models.Model):
    """A server that speaks the OpenAI protocol, and one model on it.

    ``company`` is null for an endpoint offered to every company of the installation (a local server). ``key_at`` says
    where the key is read ("env:NAME" or "file:name"), never the key. Prices are euros per million tokens.
    ``speed`` is in tokens a second, ``context`` in tokens.
    """

    company = models.ForeignKey(
        "accounts.Company", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField("nom", max_length=80)
    address = models.CharField("adresse", max_length=300)
    model = models.CharField("modèle", max_length=120)
    key_at = models.CharField("emplacement de la clé", max_length=200, blank=True)
    data_classes = models.JSONField("classes de données", default=list)
    price_in = models.DecimalField("prix d'entrée", max_digits=10, decimal_places=4, default=0)
    price_out = models.DecimalField("prix de sortie", max_digits=10, decimal_places=4, default=0)
    context = models.PositiveIntegerField("contexte", default=4096)
    speed = models.FloatField("vitesse", default=0)
    timeout = models.PositiveIntegerField("délai en secondes", default=60)
    structured = models.CharField(
        "sortie structurée",
        max_length=10,
        default="native",
        choices=[("native", "schéma"), ("prompted", "consigne")],
    )
    active = models.BooleanField("actif", default=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["price_out", "price_in", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="endpoint_name_once_per_company"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.model})"


class LedgerEntry(models.Model):
    """One call of a model: who, for what, how much. ``person`` outlives the account, so it is an id."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.BigIntegerField("personne", null=True)
    capability = models.CharField("savoir-faire", max_length=120, blank=True)
    endpoint = models.CharField("point d'accès", max_length=80)
    model = models.CharField("modèle", max_length=120)
    purpose = models.CharField("usage", max_length=120, blank=True)
    data_class = models.CharField("classe de données", max_length=20)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost = models.DecimalField("coût", max_digits=12, decimal_places=6, default=0)
    seconds = models.FloatField("durée", default=0)
    failed = models.CharField("échec", max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "at"], name="ledger_company_at")
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.model} {self.cost} €"


class Budget(models.Model):
    """The most that may be spent in a calendar month: by the whole company, a person, a capability or a model.

    An empty field means "any"; several budgets may hold for one call, and each must.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    person = models.BigIntegerField("personne", null=True, blank=True)
    capability = models.CharField("savoir-faire", max_length=120, blank=True)
    model = models.CharField("modèle", max_length=120, blank=True)
    euros = models.DecimalField("euros par mois", max_digits=10, decimal_places=2, null=True, blank=True)
    tokens = models.PositiveBigIntegerField("jetons par mois", null=True, blank=True)

    def __str__(self) -> str:
        scope = self.capability or self.model or (f"personne {self.person}" if self.person else "entreprise")
        return f"{scope} : {self.euros} € par mois"
