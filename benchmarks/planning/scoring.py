"""Steps and arguments of a plan against those expected. A request may accept several plans; the best one counts."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from levier.core.french.text import fold
from levier.orchestrator.planning.plan import Plan


@dataclass
class Score:
    """Counts over requests; precision and recall of steps, accuracy of arguments, whole plans right."""

    right_steps: int = 0
    given_steps: int = 0
    wanted_steps: int = 0
    right_arguments: int = 0
    arguments: int = 0
    exact: int = 0
    requests: int = 0

    def __iadd__(self, other: "Score") -> "Score":
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def precision(self) -> float:
        return self.right_steps / self.given_steps if self.given_steps else 0.0

    @property
    def recall(self) -> float:
        return self.right_steps / self.wanted_steps if self.wanted_steps else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def argument_accuracy(self) -> float:
        return self.right_arguments / self.arguments if self.arguments else 1.0


def score(given: list[dict[str, Any]], accepted: list[dict[str, Any]]) -> Score:
    """The best score over the accepted plans. ``given``: steps as :func:`steps_of` makes them."""
    scores = [_against(given, alternative) for alternative in accepted]
    return max(scores, key=lambda one: (one.exact, one.f1, one.argument_accuracy))


def steps_of(plan: Plan | None) -> list[dict[str, Any]]:
    """The steps of a plan in comparable form; asking back, refusing and rejecting count as steps of their own."""
    if plan is None:
        return [{"capability": "bad", "arguments": {}}]
    steps = [
        {"capability": step.capability, "arguments": _arguments(step.capability, step.input)}
        for step in plan.steps
    ]
    if plan.clarifications:
        steps.append({"capability": "clarify", "arguments": {}})
    if plan.refused and not plan.steps:
        steps.append({"capability": "refuse", "arguments": {}})
    return steps


def _arguments(capability: str, given: dict[str, Any]) -> dict[str, Any]:
    if capability == "knowledge-search":
        return {"question": given.get("question", "")}
    if capability == "sales-forecast":
        items = given.get("items", [])
        kept = {name: given[name] for name in ("horizon", "grain", "by", "measure") if name in given}
        return {**kept, **({"items": "@keys" if isinstance(items, dict) else sorted(items)} if items else {})}
    found: dict[str, Any] = {
        "measures": sorted(given.get("measures", ["revenue"])),
        "dimensions": list(given.get("dimensions", [])),
    }
    if given.get("inactive"):
        found.pop("measures")
        found["inactive"] = (given["inactive"]["days"], given["inactive"].get("rhythm", "any"))
    for name in ("period", "compare"):
        if given.get(name):
            found[name] = (str(given[name]["start"])[:10], str(given[name]["end"])[:10])
    for one in given.get("filters", []):
        key = ("exclude:" if one.get("exclude") else "filter:") + one["dimension"]
        found[key] = sorted(one["values"])
    if given.get("limit"):
        found["limit"] = given["limit"]
    if given.get("share"):
        found["share"] = True
    if given.get("order") == "asc":
        found["order"] = "asc"
    return {name: value for name, value in found.items() if value not in ([], None)}


def _wanted(capability: str, said: dict[str, Any]) -> dict[str, Any]:
    """Expected arguments in the same form as :func:`_arguments`."""
    wanted = {name: value for name, value in said.items() if name not in ("filters", "exclude")}
    for kind, prefix in (("filters", "filter:"), ("exclude", "exclude:")):
        for dimension, values in said.get(kind, {}).items():
            wanted[prefix + dimension] = sorted(values)
    for name in ("period", "compare"):
        if name in wanted:
            wanted[name] = span(wanted[name])
    if "inactive" in wanted:
        wanted["inactive"] = (wanted["inactive"]["days"], wanted["inactive"]["rhythm"])
        wanted.pop("measures", None)
    elif capability == "table-query":
        wanted["measures"] = sorted(wanted.get("measures", ["revenue"]))
    if isinstance(wanted.get("items"), list):
        wanted["items"] = sorted(wanted["items"])
    return wanted


def span(written: str) -> tuple[str, str]:
    """« 2011-04 », « 2011 », « 2011Q2 » or « a..b » as first and last day."""
    if ".." in written:
        first, last = written.split("..")
        return span(first)[0], span(last)[1]
    quarter = re.fullmatch(r"(\d{4})Q([1-4])", written)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        return span(f"{year}-{3 * number - 2:02d}..{year}-{3 * number:02d}")
    if re.fullmatch(r"\d{4}", written):
        return f"{written}-01-01", f"{written}-12-31"
    if re.fullmatch(r"\d{4}-\d\d", written):
        year, month = int(written[:4]), int(written[5:])
        return f"{written}-01", date(year, month, calendar.monthrange(year, month)[1]).isoformat()
    return written, written


def _against(given: list[dict[str, Any]], alternative: dict[str, Any]) -> Score:
    if alternative["outcome"] == "plan":
        wanted = [
            {"capability": step["capability"], "arguments": _wanted(step["capability"], step["arguments"])}
            for step in alternative["steps"]
        ]
    else:
        wanted = [{"capability": alternative["outcome"], "arguments": {}}]
    result = Score(given_steps=len(given), wanted_steps=len(wanted), requests=1)
    left = list(given)
    for step in wanted:
        same = [other for other in left if other["capability"] == step["capability"]]
        if not same:
            result.arguments += len(step["arguments"])
            continue
        pairs = [
            (_compare(other["arguments"], step["arguments"], step["capability"]), other) for other in same
        ]
        (right, total), best = max(pairs, key=lambda pair: pair[0][0] / max(1, pair[0][1]))
        left.remove(best)
        result.right_steps += 1
        result.right_arguments += right
        result.arguments += total
    all_right = result.right_arguments == result.arguments
    result.exact = int(all_right and result.right_steps == len(wanted) == len(given))
    return result


def _compare(given: dict[str, Any], wanted: dict[str, Any], capability: str) -> tuple[int, int]:
    if capability == "knowledge-search":
        words = wanted.get("has")
        return (
            (int(all(word in fold(given["question"]) for word in words.split(","))), 1) if words else (0, 0)
        )
    if capability == "sales-forecast":
        # A request that fixes no horizon accepts the planner's, so only what was expected is compared.
        names = set(wanted) | ({"items"} & set(given))
    else:
        names = set(given) | set(wanted)
    return sum(given.get(name) == wanted.get(name) for name in names), len(names)
