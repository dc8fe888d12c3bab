"""``levier ask``: a request, its plan as it runs, the answer and its numbered proofs."""

import json
import logging
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from levier.cli.answer_view import AnswerView
from levier.cli.failing import tell
from levier.cli.person import membership
from levier.cli.saving import save
from levier.core.errors import BadInput, LevierError
from levier.durable import launch, shutdown
from levier.orchestrator import files, services
from levier.orchestrator.answer import Answer, Problem
from levier.orchestrator.understand.checking import check_request
from levier.policy.rights import Permission, require

_MOST_READ = 1_000_000
_MOST_SHOWN = 4_000
app = typer.Typer(add_completion=False)


@app.command()
def ask(
    text: Annotated[
        str, typer.Argument(help="La demande, en français ou en anglais ; « - » pour la lire sur l'entrée.")
    ],
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[
        str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui demande.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Entrées, sorties et verdicts de chaque étape.")
    ] = False,
    follow: Annotated[
        int | None, typer.Option("--conversation", help="Suite d'une conversation (son numéro).")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--save", metavar="DOSSIER", help="Y écrire les fichiers que la réponse offre."),
    ] = None,
) -> None:
    """Poser une demande. Sortie 0 : répondu ; 3 : rien n'a pu être répondu ; 2 : demande refusée ; 1 : panne."""
    request_text = _read(text)
    try:
        answer = answered(request_text, company, person, follow, quiet=as_json, explain=explain)
    except LevierError as error:
        if as_json:
            _print(refused(request_text, error))
        raise
    if as_json:
        _print(answer)
    if folder:
        asking = membership(company, person).actor()
        found = (files.made(asking, answer.request, one.step, one.name) for one in answer.downloads)
        made = ((offered.name, data) for offered, data in found)
        save(folder, made, Console(stderr=as_json, highlight=False))
    if answer.problem:
        tell(Console(stderr=True, highlight=False, soft_wrap=True), answer.problem.message)
    raise typer.Exit(exit_status(answer))


def _read(text: str) -> str:
    if text != "-":
        return text
    try:
        return sys.stdin.read(_MOST_READ)
    except UnicodeDecodeError:
        raise BadInput(
            "Le texte reçu sur l'entrée n'est pas lisible", mend="Enregistrez-le en UTF-8 et recommencez."
        ) from None


def _print(answer: Answer) -> None:
    print(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False, indent=2))


def refused(text: str, error: LevierError) -> Answer:
    """The same JSON shape when nothing was kept: no request, no step, and the reason."""
    return Answer(
        status="failed", answer=error.message, request=0, conversation=0, asked=text[:_MOST_SHOWN], company="",
        today=date.today(), problem=Problem(code=error.code, message=error.message, exit_status=error.exit_status),
    )  # fmt: skip


def answered(
    text: str,
    company: str | None,
    person: str | None,
    conversation: int | None,
    *,
    quiet: bool,
    explain: bool,
) -> Answer:
    """Ask in this very process and show the work unless ``quiet``. Raises BadInput, NotAllowed; LevierError on a fault."""
    member = membership(company, person)
    asking = member.actor()
    require(asking, Permission.ASK)
    check_request(text)  # before anything heavy starts
    view = AnswerView(quiet=quiet)
    launch("inline")
    try:
        request = services.submit(asking, text, conversation=conversation)
        view.opening(member.company, text)
        try:
            for event in services.events(asking, request.id):
                view.event(event)
        except (KeyboardInterrupt, BrokenPipeError):  # nobody waits for the answer any more
            services.cancel(asking, request.id)
            logging.disable()  # nor for what the steps under way say when their engine stops
            raise
        answer = services.answer(asking, request.id)
    finally:
        shutdown()
    if answer is None:
        raise LevierError("La demande n'a pas abouti", mend="Lancez « levier doctor » pour savoir pourquoi.")
    if not answer.problem:
        view.answer(answer, explain=explain)
    return answer


def exit_status(answer: Answer) -> int:
    """0 answered, 3 nothing could be answered, 2 refused, 1 a fault."""
    if answer.status == "failed":
        return answer.problem.exit_status if answer.problem else 1
    if answer.status in ("unanswered", "clarify"):
        return 3
    return 0
