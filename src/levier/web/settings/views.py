"""The company: its name, SIREN, activity and currency."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from levier.accounts.models import Company
from levier.accounts.naf import activities, checked_naf
from levier.accounts.siren import checked_siren, written_siren
from levier.core.errors import BadInput
from levier.policy import journal
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs

CURRENCIES = [
    ("EUR", "Euro (€)"),
    ("CHF", "Franc suisse (CHF)"),
    ("GBP", "Livre sterling (£)"),
    ("USD", "Dollar américain ($)"),
    ("XPF", "Franc Pacifique (XPF)"),
]


class CompanyForm(forms.Form):
    name = forms.CharField(label="Nom de l'entreprise", max_length=200)
    siren = forms.CharField(
        label="SIREN",
        required=False,
        max_length=20,
        help_text="Neuf chiffres, vérifiés par le calcul, sans rien demander à Internet.",
    )
    naf = forms.CharField(
        label="Activité (NAF)", required=False, max_length=200, help_text="Un mot, ou votre code."
    )
    currency = forms.ChoiceField(label="Devise", choices=CURRENCIES)

    def __init__(self, *args: object, company: Company, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.company = company
        for name in ("name", "siren", "naf"):
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["naf"].widget.attrs |= {
            "list": "activites",
            "autocomplete": "off",
            "hx-get": "/demarrage/activites/",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#activites",
        }
        if company.currency not in dict(CURRENCIES):
            self.fields["currency"] = forms.ChoiceField(
                label="Devise", choices=[*CURRENCIES, (company.currency, company.currency)]
            )

        self.fields["currency"].widget.attrs["class"] = "form-select"

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError("Saisissez la raison sociale.")
        return name

    def clean_siren(self) -> str:
        siren = _or_field_error(checked_siren, self.cleaned_data["siren"])
        if siren and Company.objects.filter(siren=siren).exclude(pk=self.company.pk).exists():
            raise forms.ValidationError("Une autre entreprise de cette installation porte déjà ce SIREN.")
        return siren

    def clean_naf(self) -> str:
        return _or_field_error(checked_naf, self.cleaned_data["naf"])


def _or_field_error(check: object, text: str) -> str:
    try:
        return check(text)  # type: ignore[operator]
    except BadInput as error:
        raise forms.ValidationError(f"{error.what}. {error.mend}") from None


@needs(Permission.MANAGE_COMPANY)
def company(request: LevierRequest) -> HttpResponse:
    """Show and change the company."""
    now = request.company
    activity = activities().get(now.naf)
    initial = {
        "name": now.name,
        "siren": written_siren(now.siren),
        "naf": str(activity) if activity else now.naf,
        "currency": now.currency,
    }
    form = CompanyForm(request.POST if request.method == "POST" else None, company=now, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = {field: value for field, value in form.cleaned_data.items() if getattr(now, field) != value}
        for field, value in changed.items():
            setattr(now, field, value)
        if changed:
            now.save(update_fields=list(changed))
            journal.record(now.pk, request.actor.person_id, "company.changed", now.name, changed)
        messages.success(request, "L'entreprise est à jour.")
        return redirect("settings")
    status = 422 if form.is_bound else 200
    return render(request, "settings/company.html", {"form": form, "tab": "company"}, status=status)
