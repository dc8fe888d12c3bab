"""How the terminal shows a request: the plan as it runs, the answer, the proofs, what is missing, time and cost."""

import json
from typing import Any

from rich.markdown import Markdown
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.text import Text

from levier.accounts.models import Company
from levier.cli.failing import Terminal
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.orchestrator.answer import Answer


class AnswerView:
    """Prints to standard output; does nothing when ``quiet``."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Terminal(quiet=quiet, highlight=False)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._labels: dict[str, str] = {}

    def opening(self, company: Company, text: str) -> None:
        demo = " (date de la démonstration)" if company.own_today else ""
        self.console.print(
            f"[bold]{company.name}[/bold] — nous sommes le {format_long_date(company.today)}{demo}"
        )
        self.console.print(
            Panel(Text(text.strip()[:2000]), title="Demande", title_align="left", border_style="cyan")
        )

    def event(self, event: dict[str, Any]) -> None:
        """Show one event of the run."""
        kind = event["type"]
        if kind == "planned":
            self._start(event["steps"])
        elif kind in ("step.started", "step.progress") and self._bars:
            note = event.get("note") or "en cours"
            total = event.get("total") or None
            self._bars.update(self._tasks[event["id"]], description=self._line("…", event["id"], note), total=total,
                              completed=event.get("done", 0))  # fmt: skip
        elif kind == "step.finished":
            self._end(event["id"], "[green]✓[/green]", f"{format_number(event.get('seconds', 0), 1)} s")
        elif kind == "step.failed":
            self._end(event["id"], "[red]✗[/red]", event.get("reason", ""))
        elif kind in ("answered", "failed") and self._bars:
            self._bars.stop()
            self._bars = None

    def _start(self, steps: list[dict[str, Any]]) -> None:
        self.console.print("[bold]Plan[/bold]" if steps else "")
        self._bars = Progress(
            TextColumn("  {task.description}"), SpinnerColumn(finished_text=""), BarColumn(bar_width=12),
            console=self.console, transient=True,
        )  # fmt: skip
        for step in steps:
            self._labels[step["id"]] = step.get("label") or step["title"]
            self._tasks[step["id"]] = self._bars.add_task(
                self._line("·", step["id"], "en attente"), total=None
            )
        self._bars.start()

    def _line(self, mark: str, step: str, note: str) -> str:
        return f"{mark} {self._labels.get(step, step)} [dim]{note}[/dim]"

    def _end(self, step: str, mark: str, note: str) -> None:
        if self._bars and step in self._tasks:
            self._bars.remove_task(self._tasks.pop(step))
        self.console.print(f"  {self._line(mark, step, note)}")

    def answer(self, answer: Answer, *, explain: bool = False) -> None:
        """Print the finished answer."""
        self.console.print()
        self.console.print(
            Panel(Markdown(answer.answer), title="Réponse", title_align="left", border_style="green")
        )
        if answer.evidence:
            self.console.print("[bold]Preuves[/bold]")
        for item in answer.model_dump(mode="json")["evidence"]:
            self.console.print(f"  [cyan]\\[{item['number']}][/cyan] {proof_line(item)}", soft_wrap=True)
        if explain:
            self._explain(answer)
        self.console.print(
            f"[dim]{format_number(answer.seconds, 1)} s — coût {format_money(answer.cost)} — rien n'est sorti de cette"
            f" machine — conversation {answer.conversation}[/dim]"
            if not answer.cost
            else f"[dim]{format_number(answer.seconds, 1)} s — coût {format_money(answer.cost, decimals=4)}[/dim]"
        )

    def _explain(self, answer: Answer) -> None:
        whole = answer.model_dump(mode="json")
        self.console.print("\n[bold]Pourquoi cette réponse ?[/bold]")
        for step in whole["plan"]["steps"]:
            self.console.print(
                f"  [bold]{step['id']}[/bold] {step['capability']} — {step['status']}, {step['seconds']:.2f} s"
            )
            self.console.print(Text(f"     entrée : {json.dumps(step['input'], ensure_ascii=False)}"))
        self.console.print("  [bold]Affirmations[/bold]")
        for claim in whole["claims"]:
            self.console.print(Text(f"     {claim['verdict']} — {claim['text']} {claim['evidence']}"))
        for claim in whole.get("removed", []):
            self.console.print(
                Text(f"     retirée — {claim if isinstance(claim, str) else claim.get('text')}")
            )


def proof_line(item: dict[str, Any]) -> str:
    """One line that names a proof: the document and its words, the table, or the computation."""
    if item["kind"] == "passage":
        page = f", p. {item['page']}" if item.get("page") else ""
        words = " ".join(item["quote"].split())
        return f"{item['title']}{page} — « {words[:160]}{'…' if len(words) > 160 else ''} »"
    if item["kind"] == "rows":
        return f"{item['title']} — {format_number(item['total_rows'])} ligne(s) lue(s)"
    if item["kind"] == "computed":
        shown = _figure(item["value"], item.get("unit", ""))
        return f"Calcul : {item['title']}{f' = {shown}' if shown else ''}"
    return f"{item['title']} — {item['address']}"


def _figure(value: Any, unit: str) -> str:
    """A single number with its unit (a percentage is given as a ratio); nothing for a whole table of values."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if unit == "%":
        return format_percent(value)
    return f"{format_number(value)} {unit}".rstrip()
