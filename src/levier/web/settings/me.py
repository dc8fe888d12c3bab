"""My account: my name, my language, and the doors to my password and second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from levier.web.access import LevierRequest, needs


class MeForm(forms.Form):
    name = forms.CharField(label="Prénom et nom", max_length=150)
    language = forms.ChoiceField(label="Langue", choices=settings.LANGUAGES)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].widget.attrs |= {"class": "form-control", "autocomplete": "name"}
        self.fields["language"].widget.attrs["class"] = "form-select"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


@needs()
def me(request: LevierRequest) -> HttpResponse:
    """Show and change what is mine."""
    user = request.user
    form = MeForm(
        request.POST if request.method == "POST" else None,
        initial={"name": user.name, "language": user.language},
    )
    if request.method == "POST" and form.is_valid():
        user.name, user.language = form.cleaned_data["name"], form.cleaned_data["language"]
        user.save(update_fields=["name", "language"])
        messages.success(request, "Votre compte est à jour.")
        return redirect("me")
    page = {"form": form, "second_factor": is_mfa_enabled(user), "memberships": request.memberships}
    return render(request, "settings/me.html", page, status=422 if form.is_bound else 200)
