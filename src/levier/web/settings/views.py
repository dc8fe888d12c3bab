"""The company: its name, SIREN, activity, currency, and the day it lives at."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from levier.accounts.currencies import CURRENCIES
from levier.accounts.models import Company
from levier.accounts.naf import activities, checked_naf
from levier.accounts.siren import checked_siren, written_siren
from levier.core.errors import BadInput
from levier.core.french.writing_dates import format_date
from levier.operations.own_date import day_after_data, live_at
from levier.policy import journal
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


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

    clock = forms.ChoiceField(
        label="Date de l'entreprise", required=False, initial="calendar", widget=forms.RadioSelect,
        choices=[("calendar", "Celle du calendrier"), ("own", "Une autre, pour essayer Levier sur d'anciennes données")],
    )  # fmt: skip
    day = forms.DateField(
        label="Cette date",
        required=False,
        widget=forms.DateInput({"type": "date", "class": "form-control"}, "%Y-%m-%d"),
    )

    def __init__(self, *args: object, company: Company, after: date | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.company = company
        if after:
            last = f"Vos données s'arrêtent au {format_date(after - timedelta(days=1))}. "
            self.fields["day"].help_text = f"{last}Cette date s'affiche en haut de chaque page."
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
    after = day_after_data(request.actor)
    activity = activities().get(now.naf)
    initial = {
        "name": now.name,
        "siren": written_siren(now.siren),
        "naf": str(activity) if activity else now.naf,
        "currency": now.currency,
        "clock": "own" if now.own_today else "calendar",
        "day": now.own_today or after,
    }
    form = CompanyForm(
        request.POST if request.method == "POST" else None, company=now, after=after, initial=initial
    )
    if request.method == "POST" and form.is_valid() and _dated(request, form):
        given = {name: form.cleaned_data[name] for name in ("name", "siren", "naf", "currency")}
        changed = {field: value for field, value in given.items() if getattr(now, field) != value}
        for field, value in changed.items():
            setattr(now, field, value)
        if changed:
            now.save(update_fields=list(changed))
            journal.record(now.pk, request.actor.person_id, "company.changed", now.name, changed)
        messages.success(request, "L'entreprise est à jour.")
        return redirect("settings")
    status = 422 if form.is_bound else 200
    return render(request, "settings/company.html", {"form": form, "tab": "company"}, status=status)


def _dated(request: LevierRequest, form: CompanyForm) -> bool:
    """Whether the day chosen was taken; else its reason is in the field."""
    if not form.cleaned_data["clock"]:
        return True
    own = form.cleaned_data["clock"] == "own"
    day = form.cleaned_data["day"]
    if own and day is None:
        form.add_error("day", "Choisissez un jour, ou la date du calendrier.")
        return False
    try:
        live_at(request.actor, day if own else None)
    except BadInput as error:
        form.add_error("day", f"{error.what}. {error.mend}")
        return False
    return True
