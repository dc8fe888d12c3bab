"""allauth's forms in the clothes and the words of the house."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

_AGAIN = "Le même, une seconde fois"
_LENGTH = "Dix caractères au moins ; une phrase se retient mieux qu'un mot compliqué."
_CODE = "Code à 6 chiffres"


class Dressed:
    """Gives every box its style, and the labels and hints of ``words`` (field → label, hint)."""

    words: dict[str, tuple[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            box = isinstance(field.widget, forms.CheckboxInput)
            field.widget.attrs["class"] = "form-check-input" if box else "form-control"
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class LoginForm(Dressed, account.LoginForm):
    words = {"login": ("Adresse e-mail", ""), "password": ("Mot de passe", "")}


class ResetPasswordForm(Dressed, account.ResetPasswordForm):
    words = {"email": ("Adresse e-mail", "")}


class ResetPasswordKeyForm(Dressed, account.ResetPasswordKeyForm):
    words = {"password1": ("Nouveau mot de passe", _LENGTH), "password2": (_AGAIN, "")}


class ChangePasswordForm(Dressed, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Mot de passe actuel", ""),
        "password1": ("Nouveau mot de passe", _LENGTH),
        "password2": (_AGAIN, ""),
    }


class ReauthenticateForm(Dressed, account.ReauthenticateForm):
    words = {"password": ("Mot de passe", "")}


class AuthenticateForm(Dressed, mfa.AuthenticateForm):
    words = {"code": ("Code", "")}


class MfaReauthenticateForm(Dressed, mfa.ReauthenticateForm):
    words = {"code": ("Code", "")}


class ActivateTOTPForm(Dressed, totp.ActivateTOTPForm):
    words = {"code": (_CODE, "")}
