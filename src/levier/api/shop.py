"""What a company's own web shop reads: products to propose, and the script that draws them.

Public and read-only: no account, no cookie, no body. The key says which publication; it opens nothing else.
"""

import time
from http import HTTPStatus
from pathlib import Path
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from levier.api import limits
from levier.api.problems import problem
from levier.core.errors import BadInput, LevierError, NotAllowed
from levier.operations.shop import counting, serving
from levier.operations.shop.proposing import MOST_PROPOSED, MOST_SEEN, Goal

_SCRIPT = (Path(__file__).parent / "shop.js").read_bytes()
_USUAL = 8
_LONGEST = 4000
_PRODUCTS_KEPT, _SCRIPT_KEPT = "public, max-age=60", "public, max-age=3600"


@csrf_exempt
@require_safe
def products(request: HttpRequest, key: str) -> HttpResponse:
    """``?vus=A,B&n=8&but=together|similar``: products to propose beside those seen, or in place of them."""
    origin = request.headers.get("Origin", "")
    allowed, row, begun = False, None, time.perf_counter()
    try:
        row = serving.row_of(key[:64])
        allowed = origin in row.origins
        if origin and not allowed:
            raise NotAllowed(
                "Ce site n'est pas autorisé à lire cette publication",
                where=origin[:200],
                mend="Ajoutez-le aux sites autorisés, sur la page « Boutiques » de Levier.",
            )
        limits.count(f"shop:{row.id}", limits.SHOP_CALLS_A_MINUTE)
        seen, number, goal = _asked(request)
        found = serving.proposed(row, seen, number, goal)
        answer: HttpResponse = JsonResponse(
            {
                "edition": row.edition,
                "goal": goal,
                "products": [
                    {"code": one.code, "name": one.name, "why": one.why, "because": one.because}
                    for one in found
                ],
            },
            json_dumps_params={"ensure_ascii": False},
        )
        answer["Cache-Control"] = _PRODUCTS_KEPT
    except LevierError as error:
        answer = _refused(error)
    if row is not None:
        counting.note(row.id, origin, answered=answer.status_code == HTTPStatus.OK, seconds=time.perf_counter() - begun)  # fmt: skip
    if allowed:
        answer["Access-Control-Allow-Origin"] = origin
    answer["Vary"] = "Origin"
    return answer


@csrf_exempt
@require_safe
def script(request: HttpRequest, key: str) -> HttpResponse:
    """The script that a page of the shop includes; the same for every shop."""
    try:
        serving.row_of(key[:64])
    except LevierError as error:
        return _refused(error)
    answer = HttpResponse(_SCRIPT, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = _SCRIPT_KEPT
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _asked(request: HttpRequest) -> tuple[list[str], int, Goal]:
    """Raises BadInput for what is out of bounds; an unknown product is not: it is ignored later."""
    text = request.GET.get("vus", "")
    seen = [code for code in text.split(",") if code.strip()]
    if len(seen) > MOST_SEEN or len(text) > _LONGEST:
        raise BadInput(
            "Trop de produits vus",
            where="vus",
            mend=f"Donnez-en {MOST_SEEN} au plus, {_LONGEST} caractères en tout.",
        )
    written = request.GET.get("n", str(_USUAL))
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0
    if not 1 <= number <= MOST_PROPOSED:
        raise BadInput(
            "Le nombre de produits n'est pas lisible",
            where="n",
            mend=f"Donnez un entier de 1 à {MOST_PROPOSED}.",
        )
    goal = request.GET.get("but", "together")
    if goal not in ("together", "similar"):
        raise BadInput("Ce but n'existe pas", where="but", mend="Écrivez « together » ou « similar ».")
    return seen, number, cast(Goal, goal)


def _refused(error: LevierError) -> HttpResponse:
    answer = JsonResponse(problem(error), status=error.http_status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer
