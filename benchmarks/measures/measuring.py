"""A plan is made and run for each question, and its figures compared with those of pandas."""

import sys
from collections import Counter
from datetime import date
from typing import Any

from django.core.management import call_command

from benchmarks.measures.company import TODAY, Tables, company
from benchmarks.measures.gold import Question, compared, gold, questions
from benchmarks.measures.plain import folded
from benchmarks.measures.storing import store
from levier.accounts.companies import create_company
from levier.capabilities.registry import catalogue
from levier.capabilities.running import run
from levier.core.actor import Actor, Role
from levier.orchestrator.planning.local import LocalPlanner
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.running.wiring import facts
from levier.orchestrator.understand import understand
from levier.tables.entities import vocabulary

_MOST = 50


def made(tables: Tables) -> Actor:
    """A company that holds these tables, in a data folder of its own."""
    call_command("migrate", verbosity=0)
    owner = create_company("Atelier Roussel", siren="552100554", naf="31.09B")
    owner.own_today = TODAY
    owner.save()
    actor = Actor(person_id=None, name="Banc d'essai", company_id=owner.pk, role=Role.OWNER)  # type: ignore[arg-type]
    for kind, frame in tables.items():
        store(owner.pk, kind, frame)
    return actor


def answered(plan: Plan, actor: Actor) -> tuple[dict[str, Any] | None, Any]:
    """The input of the step that answers and its output, None when the plan has none."""
    steps = [step for step in plan.steps if step.capability == "table-query"]
    if not steps or len(plan.steps) > 1:
        return None, None
    try:
        return steps[0].input, run("table-query", steps[0].input, actor).output
    except Exception as fault:  # a refusal counts as an answer that is not there
        return steps[0].input, fault


def right(question: Question, given: dict[str, Any] | None, output: Any, tables: Tables) -> str:
    """« right », or what is wrong."""
    if given is None:
        return "not planned"
    if isinstance(output, Exception) or not output.columns:
        return "refused"
    wanted = gold(question, tables)
    place = len(given.get("dimensions", []))
    if place != len(question.axes):
        return "axes"
    if output.kind != question.kind and not _same_figures(output, wanted, place, question):
        return "kind"
    if not _same_figures(output, wanted, place, question):
        return "figures"
    if question.versus:
        other = compared(question, tables)
        shift = place + 1
        values = {_key(row, place): row[shift] for row in output.rows}
        if not all(_same(values.get(key), value) for key, value in other.items() if value):
            return "comparison"
    return "right"


def _same_figures(output: Any, wanted: dict[tuple[str, ...], Any], place: int, question: Question) -> bool:
    share = place + 1 if question.share and not question.axes else place
    names = {name: number for number, name in enumerate(question.axes)}
    order = [names.get(column, number) for number, column in enumerate(output.columns[:place])]
    found = {}
    for row in output.rows:
        key = _key(row, place)
        found[
            tuple(key[order.index(number)] for number in range(place))
            if sorted(order) == list(range(place))
            else key
        ] = row[share]
    listed = {key: value for key, value in wanted.items() if value}
    if question.top is None and len(listed) > _MOST:
        listed = dict(list(listed.items())[:_MOST])
    extra = [value for key, value in found.items() if key not in wanted and value]
    return bool(found) and not extra and all(_same(found.get(key), value) for key, value in listed.items())


def _key(row: list[Any], place: int) -> tuple[str, ...]:
    return tuple(cell.isoformat() if isinstance(cell, date) else folded(cell) for cell in row[:place])


def _same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return not found and not wanted
    return abs(float(found) - float(wanted)) <= 1e-6 * abs(float(wanted)) + 2e-4


def report() -> None:
    """Print the table of the page; with ``--missed`` what went wrong, « dev » questions only unless ``--held-out``."""
    tables = company()
    actor = made(tables)
    capabilities = list(catalogue().values())
    known = facts(actor, TODAY)
    names = vocabulary(actor)
    before = CompanyFacts(today=TODAY, tables=known.tables, documents=known.documents)
    planner = LocalPlanner(lambda: None)
    missed: list[str] = []
    print(
        "Questions in French over 19 kinds of tables of a made-up company; right when the very lines and values are those "
        "pandas computes. « dev » misses were mended, « held-out » ones never read. The same author wrote questions, tables "
        "and planner: expect less of strangers.\n"
    )
    print(
        "| planner | split | questions | figures right | not planned | refused | wrong axes | wrong figures |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for title, seen in (("**with every kind of table**", known), ("sales only, as before", before)):
        for split in ("dev", "held-out"):
            verdicts: Counter[str] = Counter()
            for question in questions(split):
                understood = understand(question.text, today=TODAY, vocabulary=names)
                plan = planner.plan(understood, catalogue=capabilities, company=seen)
                given, output = answered(plan, actor)
                verdict = right(question, given, output, tables)
                verdicts[verdict] += 1
                if verdict != "right" and seen is known:
                    shown = {k: v for k, v in (given or {}).items() if k != "today"}
                    reason = output if isinstance(output, Exception) else ""
                    missed.append(
                        f"{split}\t{verdict}\t{question.text}\t{shown}\t{reason}\t{[s.capability for s in plan.steps]}{[r.reason for r in plan.refused]}{[c.text for c in plan.clarifications]}"
                    )
            total = sum(verdicts.values())
            wrong = verdicts["figures"] + verdicts["kind"] + verdicts["comparison"]
            print(
                f"| {title} | {split} | {total} | {verdicts['right']} ({verdicts['right'] / total:.1%}) | "
                f"{verdicts['not planned']} | {verdicts['refused']} | {verdicts['axes']} | {wrong} |"
            )
    if "--missed" in sys.argv:
        print(
            "\n".join(line for line in missed if not line.startswith("held-out") or "--held-out" in sys.argv)
        )
