"""My account: my name, my language, and the doors to my password and second factor."""

from pathlib import Path

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from levier.web.access import LevierRequest, needs


def offered_languages() -> list[tuple[str, str]]:
    """French, and the languages that this installation has a translation for."""
    folder = Path(settings.LOCALE_PATHS[0])
    return [
        (code, name)
        for code, name in settings.LANGUAGES
        if code == "fr" or (folder / code / "LC_MESSAGES" / "django.mo").is_file()
    ]


class MeForm(forms.Form):
    name = forms.CharField(label="Prénom et nom", max_length=150)
    language = forms.ChoiceField(label="Langue", choices=())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].widget.attrs |= {"class": "form-control", "autocomplete": "name"}
        self.fields["language"] = forms.ChoiceField(label="Langue", choices=offered_languages())
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
