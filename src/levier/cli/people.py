"""``levier people``: who is who in each company."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.accounts.models import Membership

app = typer.Typer(add_completion=False)


@app.command()
def people(company: Annotated[str | None, typer.Option(help="L'entreprise.")] = None) -> None:
    """Lister les personnes, leur entreprise et leur rôle."""
    table = Table("Personne", "Adresse e-mail", "Entreprise", "Rôle")
    found = Membership.objects.select_related("user", "company").order_by("company__name", "id")
    for item in found.filter(company__slug=company) if company else found:
        table.add_row(str(item.user), item.user.email, item.company.slug, item.get_role_display())
    Console(highlight=False).print(table)
