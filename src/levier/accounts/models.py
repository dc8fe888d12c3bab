"""Companies, people, and who is what where."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from levier.core.actor import Actor, Role


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person. ``name`` is shown; the e-mail address is the login."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("adresse e-mail", unique=True)
    name = models.CharField("nom", max_length=150, blank=True)
    language = models.CharField("langue", max_length=5, default="fr")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.email


class Company(models.Model):
    """The tenant:

    every row of Levier belongs to one. ``own_today`` makes a demo company live at its own date.
    """

    name = models.CharField("raison sociale", max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    naf = models.CharField("code NAF", max_length=6, blank=True)
    currency = models.CharField("devise", max_length=3, default="EUR")
    own_today = models.DateField("date propre", null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def today(self) -> date:
        return self.own_today or timezone.localdate()


class Membership(models.Model):
    """A person's role in a company; an accountant or a consultant has several."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        "rôle",
        max_length=20,
        choices=[
            (Role.OWNER, "Dirigeant"),
            (Role.MANAGER, "Responsable"),
            (Role.EMPLOYEE, "Collaborateur"),
            (Role.ACCOUNTANT, "Comptable ou consultant"),
        ],
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "company"], name="one_role_per_company")
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.company} ({self.get_role_display()})"

    def actor(self) -> Actor:
        """This person acting in this company."""
        return Actor(self.user_id, str(self.user), self.company_id, Role(self.role))
