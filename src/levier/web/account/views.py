"""Accept an invitation, act in another company, read in another language."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from levier.accounts.people import accept_invitation, invited, memberships_named
from levier.core.errors import BadInput, NotFound
from levier.web.access import LevierRequest, needs
from levier.web.middleware import COMPANY_IN_SESSION

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The one-time page of an invited person: their name, a password, and they are in."""
    user = invited(uid, token)
    page: dict[str, object] = {"invited": user, "companies": memberships_named(user), "name": user.name}
    if request.method != "POST":
        return render(request, "account/invitation.html", page)
    page["name"] = request.POST.get("name", "")
    try:
        user = accept_invitation(
            uid,
            token,
            name=str(page["name"]),
            password=_twice_the_same(request.POST.get("password1", ""), request),
        )
    except BadInput as error:
        return render(request, "account/invitation.html", {**page, "error": error}, status=error.http_status)
    login(request, user, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _twice_the_same(password: str, request: HttpRequest) -> str:
    if password != request.POST.get("password2", ""):
        raise BadInput(
            "Les deux mots de passe ne sont pas les mêmes",
            where="champ Mot de passe",
            mend="Saisissez-les de nouveau.",
        )
    return password


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves: the page says how one gets an account."""
    return render(request, "account/signup_closed.html")


@require_POST
@needs()
def switch_company(request: LevierRequest) -> HttpResponse:
    """Act in another of one's companies from now on."""
    slug = request.POST.get("company", "")
    if slug not in {membership.company.slug for membership in request.memberships}:
        raise NotFound("Cette entreprise est introuvable parmi les vôtres")
    request.session[COMPANY_IN_SESSION] = slug
    return redirect("/")


@require_POST
def set_language(request: LevierRequest) -> HttpResponse:
    """Read the pages in another language, remembered on the account, or in a cookie for anonymous people."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadInput(
            "Cette langue n'existe pas ici", where="champ Langue", mend="Choisissez français ou anglais."
        )
    answer = HttpResponseRedirect(_back(request))
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 86400,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return answer


def _back(request: HttpRequest) -> str:
    """Where the person was, if it is on this site."""
    here = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
    return here if allowed else "/"
