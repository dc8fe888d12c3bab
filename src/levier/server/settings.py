"""Django settings. Everything works with none of the environment variables set."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from levier.server.home import data_folder, secret_key

PACKAGE = Path(__file__).resolve().parents[1]
HOME = data_folder()
DEBUG = os.environ.get("LEVIER_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("LEVIER_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LEVIER_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_cotton",
    "levier.durable",
    "levier.accounts",
    "levier.policy",
    "levier.inference",
    "levier.knowledge",
    "levier.tables",
    "levier.tables.alerts",
    "levier.connectors",
    "levier.indicators",
    "levier.indicators.measuring",
    "levier.indicators.surveys",
    "levier.orchestrator",
    "levier.operations.importing",
    "levier.operations.exporting",
    "levier.operations.shop",
    "levier.method.assessment",
    "levier.governance.approvals",
    "levier.governance.registers",
    "levier.governance.impact",
    "levier.governance.incidents",
    "levier.governance.bias",
    "levier.operations.boards",
    "levier.operations.watching",
    "levier.operations.firms",
    "levier.method.roadmap",
    "levier.method.ideas",
    "levier.method.review",
    "levier.method.pilots",
    "levier.method.adoption",
    "levier.method.training",
    "levier.method.following",
    "levier.method.reusing",
    "levier.method.deployment",
    "levier.api",
    "levier.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "levier.web.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "levier.web.middleware.CurrentCompany",
    "levier.web.middleware.ErrorPages",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "levier.server.urls"
ASGI_APPLICATION = "levier.server.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "levier.sqlite3",
        "TEST": {"NAME": HOME / "test.sqlite3"},
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; PRAGMA secure_delete=ON;",
        },
    }


DATABASES = {"default": _database()}

# Modules that declare durable jobs: a worker imports them at launch, the web process never does.
DURABLE_JOBS = [
    "levier.orchestrator.running.jobs",
    "levier.operations.importing.jobs",
    "levier.connectors.jobs",
    "levier.operations.exporting.jobs",
    "levier.operations.lifecycle.jobs",
    "levier.operations.searching.jobs",
    "levier.operations.shop.jobs",
    "levier.operations.gains.jobs",
    "levier.operations.boards.jobs",
    "levier.operations.watching.jobs",
    "levier.operations.backups.jobs",
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "levier.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Levier — "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "levier.web.account.forms.LoginForm",
    "reset_password": "levier.web.account.forms.ResetPasswordForm",
    "reset_password_from_key": "levier.web.account.forms.ResetPasswordKeyForm",
    "change_password": "levier.web.account.forms.ChangePasswordForm",
    "reauthenticate": "levier.web.account.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "levier.web.account.forms.AuthenticateForm",
    "reauthenticate": "levier.web.account.forms.MfaReauthenticateForm",
    "activate_totp": "levier.web.account.forms.ActivateTOTPForm",
}
MFA_TOTP_ISSUER = "Levier"
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
EMAIL_HOST = os.environ.get("LEVIER_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("LEVIER_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LEVIER_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LEVIER_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LEVIER_EMAIL_TLS", "") == "starttls"
EMAIL_USE_SSL = os.environ.get("LEVIER_EMAIL_TLS", "") == "ssl"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("LEVIER_EMAIL_FROM", EMAIL_HOST_USER or "levier@localhost")
EMAIL_BACKEND = os.environ.get(
    "LEVIER_EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if 'LEVIER_EMAIL_HOST' in os.environ else 'filebased'}.EmailBackend",
)
EMAIL_FILE_PATH = HOME / "outbox"

READER = os.environ.get("LEVIER_READER", "1") == "1"
"""The reader judges the passages found; without it (40 MB less memory, 0.1 s less a search) the words alone do."""

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = os.environ.get("LEVIER_TIME_ZONE", "Europe/Paris")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True


def _only_encrypted() -> bool:
    """Cookies travel by https only: where every origin people use is https, or as ``LEVIER_SECURE_COOKIES`` says."""
    if said := os.environ.get("LEVIER_SECURE_COOKIES"):
        return said == "1"
    return bool(CSRF_TRUSTED_ORIGINS) and all(one.startswith("https://") for one in CSRF_TRUSTED_ORIGINS)


SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _only_encrypted()
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # forms and htmx carry the token in the page
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # a month of electronic invoices dropped at once
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LEVIER_LOG_LEVEL", "WARNING")},
}
