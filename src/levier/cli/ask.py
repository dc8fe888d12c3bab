"""``levier ask``: a request, its plan as it runs, the answer and its numbered proofs."""

import json
import sys
from typing import Annotated

import typer

from levier.cli.answer_view import AnswerView
from levier.cli.person import membership
from levier.core.errors import LevierError
from levier.durable import launch, shutdown
from levier.orchestrator import services
from levier.orchestrator.answer import Answer

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
) -> None:
    """Poser une demande. Sortie 0 : répondu ; 3 : rien n'a pu être répondu ; 2 : demande refusée ; 1 : panne."""
    request_text = sys.stdin.read() if text == "-" else text
    answer = answered(request_text, company, person, follow, quiet=as_json, explain=explain)
    if as_json:
        print(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False, indent=2))
    raise typer.Exit(exit_status(answer))


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
    view = AnswerView(quiet=quiet)
    launch("inline")
    try:
        view.opening(member.company, text)
        request = services.submit(asking, text, conversation=conversation)
        for event in services.events(asking, request.id):
            view.event(event)
        answer = services.answer(asking, request.id)
    finally:
        shutdown()
    if answer is None:
        raise LevierError("La demande n'a pas abouti", mend="Lancez « levier doctor » pour savoir pourquoi.")
    view.answer(answer, explain=explain)
    return answer


def exit_status(answer: Answer) -> int:
    """0 answered, 3 nothing could be answered, 2 refused, 1 a fault."""
    if answer.status == "failed":
        return answer.problem.exit_status if answer.problem else 1
    if answer.status in ("unanswered", "clarify"):
        return 3
    return 0
