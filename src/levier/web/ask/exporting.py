"""An answer as a Markdown file that stands alone: the request, the answer, its proofs, what is missing."""

from collections.abc import Mapping
from typing import Any

from levier.core.result import Table
from levier.web import formats, results


def markdown(whole: Mapping[str, Any]) -> str:
    """``whole`` is the answer in its public JSON shape."""
    parts = [f"# {whole.get('asked', '').strip()}", _heading(whole), whole.get("answer", "").strip()]
    parts += [_table(results.table(Table.model_validate(one))) for one in whole.get("tables", [])]
    if missing := whole.get("unanswered", []):
        lines = [f"- {one['question']} — {one['reason']}" for one in missing]
        parts.append("\n".join(["## Ce que Levier n'a pas trouvé", "", *lines]))
    if proofs := [one for one in whole.get("evidence", []) if one.get("number")]:
        parts.append("\n".join(["## Preuves", "", *(_proof(one) for one in proofs)]))
    parts.append(
        f"Durée : {formats.duration(whole.get('seconds'))}. Coût : {formats.cost(whole.get('cost'))}."
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(whole: Mapping[str, Any]) -> str:
    return f"{whole.get('company', '')}, le {formats.long_day(whole.get('today'))}".strip(", ")


def _proof(item: Mapping[str, Any]) -> str:
    number, title = item["number"], item.get("title", "")
    if item["kind"] == "passage":
        page = f", page {item['page']}" if item.get("page") else ""
        dated = f", {formats.day(item['dated'])}" if item.get("dated") else ""
        return f"{number}. {title}{page}{dated} — « {' '.join(item['quote'].split())} »"
    if item["kind"] == "rows":
        return f"{number}. {title} — tableau n° {item['dataset']}, version {item['version']}, {item['total_rows']} lignes"
    if item["kind"] == "computed":
        shown = (
            formats.value(item["value"], item.get("unit", "")) if formats.is_number(item.get("value")) else ""
        )
        return f"{number}. {title}{' : ' if shown else ''}{shown}{' — ' if item.get('method') else ''}{item.get('method', '')}"
    return f"{number}. {title} — {item.get('address', '')}"


def _table(shown: results.ShownTable) -> str:
    head = "| " + " | ".join(column.label for column in shown.columns) + " |"
    rule = "|" + "|".join("---:" if column.numeric else "---" for column in shown.columns) + "|"
    lines = ["| " + " | ".join(cell.text.replace("|", "\\|") for cell in row) + " |" for row in shown.cells]
    return "\n".join([f"**{shown.title}**", "", head, rule, *lines])
