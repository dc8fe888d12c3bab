"""Login, password, second factor and sessions at French addresses, and nothing more: there is no sign-up
here.

The names are allauth's own, which its code and templates reverse.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from levier.web.account import views

urlpatterns = [
    path("compte/connexion/", account.login, name="account_login"),
    path("compte/deconnexion/", account.logout, name="account_logout"),
    path("compte/inactif/", account.account_inactive, name="account_inactive"),
    path("compte/confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("compte/mot-de-passe/", account.password_change, name="account_change_password"),
    path("compte/mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("compte/mot-de-passe/envoye/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^compte/mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "compte/mot-de-passe/change/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("compte/inscription/", views.no_sign_up, name="account_signup"),
    path("compte/double-securite/", mfa.index, name="mfa_index"),
    path("compte/double-securite/code/", mfa.authenticate, name="mfa_authenticate"),
    path("compte/double-securite/confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("compte/double-securite/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/double-securite/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/codes-de-secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/codes-de-secours/nouveaux/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/codes-de-secours/telecharger/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("compte/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("invitation/<str:uid>/<str:token>/", views.accept, name="invitation"),
    path("entreprise/", views.switch_company, name="company_switch"),
    path("langue/", views.set_language, name="set_language"),
]
