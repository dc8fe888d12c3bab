"""The first-start wizard: the owner, the company, the first file. Open only while there is no account."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from levier.accounts.naf import find_activities
from levier.accounts.starting import CheckedOwner, Owner, check_owner, never_started, start
from levier.core.errors import BadInput, LevierError, NotAllowed
from levier.operations.importing import services
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.account.views import BACKEND
from levier.web.data.arriving import ACCEPTED, dropped, lone_table

_OWNER_IN_SESSION = "setup_owner"
_ALREADY = "Levier est déjà installé sur cette machine"


def _closed() -> None:
    if not never_started():
        raise NotAllowed(
            _ALREADY, mend="Connectez-vous, ou demandez une invitation au dirigeant de l'entreprise."
        )


@never_cache
@sensitive_post_parameters("password1", "password2")
def setup(request: HttpRequest) -> HttpResponse:
    """Step 1: who runs the company. Nothing is created yet; the password is kept hashed in the session."""
    _closed()
    typed = {"name": request.POST.get("name", ""), "email": request.POST.get("email", "")}
    if request.method != "POST":
        known = request.session.get(_OWNER_IN_SESSION)
        return render(request, "setup/owner.html", {"step": 1, "typed": known or typed})
    try:
        password = request.POST.get("password1", "")
        owner = check_owner(Owner(typed["name"], typed["email"], password))
        if password != request.POST.get("password2", ""):
            raise BadInput("Les deux mots de passe ne sont pas les mêmes", where="champ Mot de passe")
    except BadInput as error:
        return render(request, "setup/owner.html", {"step": 1, "typed": typed, "error": error}, status=422)
    request.session[_OWNER_IN_SESSION] = {
        "name": owner.name,
        "email": owner.email,
        "password_hash": owner.password_hash,
    }
    return redirect("setup_company")


@never_cache
def company(request: HttpRequest) -> HttpResponse:
    """Step 2: the company, by SIREN or by hand; creates both and logs the owner in."""
    _closed()
    kept = request.session.get(_OWNER_IN_SESSION)
    if not kept:
        return redirect("setup")
    typed = {field: request.POST.get(field, "") for field in ("company", "siren", "naf")}
    if request.method != "POST":
        return render(request, "setup/company.html", {"step": 2, "typed": typed})
    try:
        started = start(
            CheckedOwner(**kept), company=typed["company"], siren=typed["siren"], naf=typed["naf"]
        )
    except BadInput as error:
        return render(request, "setup/company.html", {"step": 2, "typed": typed, "error": error}, status=422)
    del request.session[_OWNER_IN_SESSION]
    login(request, started.user, backend=BACKEND)
    return redirect("setup_file")


@needs(Permission.IMPORT)
def first_file(request: LevierRequest) -> HttpResponse:
    """Step 3: the first files, then the request page with a question that they can answer."""
    if request.method != "POST":
        return render(request, "setup/file.html", {"step": 3, "accepted": ACCEPTED})
    uploaded = request.FILES.getlist("files")
    try:
        if not uploaded:
            raise BadInput("Aucun fichier n'a été choisi", mend="Déposez un fichier, ou passez cette étape.")
        batch = services.drop(request.actor, dropped(uploaded))
        files = list(batch.files.all())
        if len(files) == 1 and files[0].error:
            raise files[0].error
    except LevierError as error:
        page = {"step": 3, "error": error, "accepted": ACCEPTED}
        return render(request, "setup/file.html", page, status=error.http_status)
    if token := lone_table(batch):
        return redirect("data_import_check", token=token)
    return redirect("data_import_batch", batch=batch.pk)


def activities(request: HttpRequest) -> HttpResponse:
    """Activities matching what is being typed, as options of the list."""
    found = find_activities(request.GET.get("naf", "")[:80])
    return render(request, "setup/activities.html", {"activities": found})
