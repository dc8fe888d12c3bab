"""Follow-ups: a question that leans on the one before, « et en Allemagne ? », « compare les deux », « pourquoi ? »."""

from collections.abc import Sequence
from dataclasses import replace

from levier.core.french.dates import tense_of
from levier.orchestrator.planning.local import asking_back
from levier.orchestrator.planning.local.drafting import Draft
from levier.orchestrator.planning.local.forecast import read_forecast, top_of
from levier.orchestrator.planning.local.frames import ForecastFrame, TableFrame, merged
from levier.orchestrator.planning.local.kinds import of_kinds, with_kind
from levier.orchestrator.planning.local.memory import Asked
from levier.orchestrator.planning.local.pairing import side_by_side
from levier.orchestrator.planning.local.reading import read
from levier.orchestrator.planning.local.wording import describe_forecast
from levier.orchestrator.planning.local.words import LEAD, WHY
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import FORECAST, KNOWLEDGE, cue_text


def plan_both(clause: Clause, tables: Sequence[TableFrame], draft: Draft) -> None:
    """« Compare les deux »: the last two questions of figures in one table, or what to say instead."""
    frame = side_by_side(tables)
    if frame is None:
        draft.question(clause.id, clause.text)
        draft.clarifications.append(
            asking_back.which_two(clause, [draft.describe(one) for one in tables[-2:]])
        )
        return
    draft.question(clause.id, draft.describe(frame))
    draft.table(frame, clause.id, 0.8)


def plan_leaning(clause: Clause, known: Sequence[Asked], draft: Draft) -> None:
    """The question before, with what this one changes."""
    flat = cue_text(clause.text)
    last = _leaned_on(clause, known, draft.company)
    if WHY.match(flat.strip()) and last.table is not None:
        draft.question(clause.id, clause.text)
        draft.clarifications.append(asking_back.why(clause, last.table, draft.describe(last.table)))
        return
    if not last.of_figures:
        text = LEAD.sub("", clause.text).strip(" ?")
        context = last.knowledge.strip(" ?.")
        draft.question(clause.id, f"{text[:1].upper()}{text[1:]} ({context})")
        draft.knowledge(f"{text} — {context}", clause.id, 0.7)
        return
    unclear = next((entity for entity in clause.entities if entity.candidates), None)
    if unclear is not None:
        draft.question(clause.id, clause.text)
        draft.clarifications.append(asking_back.which_one(clause, unclear))
        return
    if _turns_to_future(clause, last, draft.company):
        frame = read_forecast(clause, draft.company, last.forecast or _forecast_like(last.table))
        draft.question(clause.id, describe_forecast(frame, draft.company.dimensions))
        draft.forecast(frame, clause.id, 0.75)
        return
    before = last.table or _table_like(last.forecast)
    other = of_kinds(clause, draft.company, before if before.kind != "sales" else None)
    if other is not None:
        kept = with_kind(before, other.kind)
        changed = merged(kept, other.said if other.mention.words else replace(other.said, measures=()))
        draft.question(clause.id, draft.describe(changed))
        draft.table(changed, clause.id, 0.75)
        return
    changed = merged(before, read(clause, draft.company, before))
    draft.question(clause.id, draft.describe(changed))
    draft.table(changed, clause.id, 0.75)


def _leaned_on(clause: Clause, known: Sequence[Asked], company: CompanyFacts) -> Asked:
    """The last question; or the last one of figures, when this one names a period, a thing or a measure."""
    flat = cue_text(clause.text)
    if known[-1].of_figures or (KNOWLEDGE.search(flat) and not clause.periods):
        return known[-1]
    said = read(clause, company)
    speaks_figures = bool(clause.entities or clause.periods or said.measures or said.dimensions or said.limit)
    return next((one for one in reversed(known) if one.of_figures and speaks_figures), known[-1])


def _turns_to_future(clause: Clause, last: Asked, company: CompanyFacts) -> bool:
    flat = cue_text(clause.text)
    if FORECAST.search(flat):
        return True
    if last.forecast is not None:
        return not any(found.tense == "past" for found in clause.periods)
    if not clause.periods or last.table is None or last.table.inactive is not None:
        return False
    if any(found.anaphoric for found in clause.periods):
        moved = merged(last.table, read(clause, company, last.table)).period
        return moved is not None and moved.start >= company.today
    return tense_of(clause.text) == "future" and all(found.tense == "future" for found in clause.periods)


def changes_subject(clause: Clause, last: Asked, company: CompanyFacts) -> bool:
    """« et les délais légaux de paiement ? » after a turnover: a question of documents that stands alone."""
    said = read(clause, company)
    if not last.of_figures:
        # « et le CA en Suisse ? » after a question of documents.
        return bool(said.measures)
    if not KNOWLEDGE.search(cue_text(clause.text)):
        return False
    return not (said.measures or said.dimensions or said.filters or clause.periods)


def _forecast_like(table: TableFrame | None) -> ForecastFrame | None:
    """What a table question becomes when it is asked of the future."""
    if table is None:
        return None
    frame = ForecastFrame(measure="quantity" if table.measures[0] == "quantity" else "revenue")
    for one in table.filters:
        by = "product" if one.dimension == "product_code" else one.dimension
        if not one.exclude and by in ("product", "category", "country", "customer"):
            return replace(frame, by=by, items=tuple(one.values))
    ranking = top_of(table)
    if ranking is None:
        return frame
    by = "product" if ranking.dimensions[0] == "product_code" else ranking.dimensions[0]
    return replace(frame, by=by, top=ranking if ranking.limit else None)


def _table_like(forecast: ForecastFrame | None) -> TableFrame:
    """What a forecast becomes when it is asked of the past."""
    if forecast is None:
        return TableFrame()
    frame = forecast.top or TableFrame(dimensions=() if forecast.by == "total" else (forecast.by,))
    return replace(frame, measures=(forecast.measure,))
