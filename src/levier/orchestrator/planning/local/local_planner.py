"""The planner without a language model: words, examples and the company's own names. Deterministic, a few milliseconds.

Recipe, question by question: does it lean on the one before? which capability is it for? which of its slots are said? —
then a step, a question back, or a refusal.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from levier.core.errors import Unavailable
from levier.core.french.calendar import neighbour
from levier.core.french.dates import labelled
from levier.orchestrator.planning.local import asking_back, refusing, words
from levier.orchestrator.planning.local.choosing import FORECASTING, KNOWING, TABLE, Choice, choose, supposing
from levier.orchestrator.planning.local.drafting import Draft
from levier.orchestrator.planning.local.following import changes_subject, plan_both, plan_leaning
from levier.orchestrator.planning.local.forecast import read_forecast, top_of, unused_filters
from levier.orchestrator.planning.local.frames import TIME, ForecastFrame, Said, TableFrame
from levier.orchestrator.planning.local.kinds import (
    Found,
    affirmed,
    frame_of_kind,
    of_kinds,
    of_rules,
    unpaid,
)
from levier.orchestrator.planning.local.lacking import unmeasured_kind
from levier.orchestrator.planning.local.memory import remembered
from levier.orchestrator.planning.local.ordinary import uncounted, unread
from levier.orchestrator.planning.local.pairing import BOTH
from levier.orchestrator.planning.local.reading import frame_of, read
from levier.orchestrator.planning.local.similarity import Examples, Meaning, MeaningSource
from levier.orchestrator.planning.local.slots import fill
from levier.orchestrator.planning.local.two_subjects import two_subjects
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.planning.planner import AnyCapability, CompanyFacts
from levier.orchestrator.understand import Clause, Understood
from levier.orchestrator.understand.claiming import unheard
from levier.orchestrator.understand.cues import KNOWLEDGE, SMALL_TALK, cue_text

_MOST_CHANGES = 10
_SAID_ALMOST = 0.85
"""Likeness to an example of another capability from which the question is its own."""
_ODDS = re.compile(
    r"(?<![a-z])(?:risqu\w*|probabilites?|chances? (?:que|qu'|de)|vont? (?:tomber|lacher|casser))(?![a-z])"
)
_FIGURE = re.compile(
    r"^quel(?:le)? est (?:l[ea] |l'|notre )(?:valeur|montant|taux|total|encours|solde|note|cout)(?![a-z])"
)
_OF_METHOD = re.compile(
    r"(?<![a-z])(?:rapport\w*|gagn\w*|gains?|effets?|result\w*|termin\w*|fini\w*|reste|economis\w*|marche|en est)(?![a-z])"
)


class LocalPlanner:
    """Plans with the capabilities' examples and the semantic layer's words.

    ``meaning``: gives the embedder, or None where it is not built (then likeness is by stems alone).
    """

    def __init__(self, meaning: MeaningSource | None = None) -> None:
        self._meaning = meaning or embedded_meaning
        self._examples: tuple[tuple[AnyCapability, ...], Examples] | None = None

    def plan(
        self, understood: Understood, *, catalogue: Sequence[AnyCapability], company: CompanyFacts
    ) -> Plan:
        """The plan of an understood request. Raises nothing: what it cannot plan it asks back or refuses."""
        examples = self._examples_of(catalogue)
        draft = Draft(company, catalogue)
        before = (
            remembered(understood.previous.plan) if understood.previous and understood.previous.plan else []
        )
        for clause in understood.clauses:
            known, already = draft.asked or before, len(draft.steps)
            if clause.leans and self._keeps_to_method(clause, understood, catalogue, draft):
                continue
            if BOTH.search(cue_text(clause.text)) and not clause.entities and not clause.periods:
                earlier = [one for turn in understood.history if turn.plan for one in remembered(turn.plan)]
                tables = [one.table for one in (*earlier, *draft.asked) if one.table is not None]
                plan_both(clause, tables, draft)
                continue
            if (
                clause.leans
                and known
                and not supposing(clause, catalogue)
                and not changes_subject(clause, known[-1], company)
            ):
                plan_leaning(clause, known, draft)
            else:
                choice = choose(clause, catalogue, _nearness(examples, clause))
                if "invoices" in company.models and unpaid(cue_text(clause.text)):
                    choice = replace(choice, capability=TABLE)
                figures = choice.capability == TABLE or (
                    choice.capability == KNOWING and not KNOWLEDGE.search(cue_text(clause.text))
                )
                halves = two_subjects(clause, company) if figures else None
                if halves is not None:
                    for half in halves:
                        here = len(draft.steps)
                        self._plan_read(half, clause.text, choice, catalogue, draft)
                        told = draft.steps[here].label if len(draft.steps) > here else clause.text
                        draft.question(half.id, told)
                else:
                    self._plan_alone(clause, choice, catalogue, draft)
            self._check_names(clause, already, draft, catalogue)
        return draft.plan(understood.language)

    @staticmethod
    def _check_names(clause: Clause, already: int, draft: Draft, catalogue: Sequence[AnyCapability]) -> None:
        """A figure is not answered for all when the question names someone whom no table knows; a word that nobody read
        is told beside it.
        """
        steps = draft.steps[already:]
        if not steps or any(one.capability not in (TABLE, FORECASTING) for one in steps):
            return
        planned = " ".join(str(one.input) for one in steps)
        if names := unheard(clause, planned, draft.company.name):
            draft.drop(already)
            draft.refused.append(refusing.nobody(clause.text, names))
            return
        if left := [word for word in unread(clause, catalogue) if word not in planned.casefold()]:
            draft.refused.append(refusing.not_read(clause.text, left))
        if figures := uncounted(clause, planned):
            draft.refused.append(refusing.not_counted(clause.text, figures))
        if words.HOW_TO.match(cue_text(clause.text)):
            draft.refused.append(refusing.advice_apart(clause.text))

    def _examples_of(self, catalogue: Sequence[AnyCapability]) -> Examples:
        key = tuple(catalogue)
        meaning = self._meaning()
        if self._examples is None or self._examples[0] != key or self._examples[1].meaning is not meaning:
            self._examples = (key, Examples(catalogue, meaning))
        return self._examples[1]

    @staticmethod
    def _keeps_to_method(
        clause: Clause, understood: Understood, catalogue: Sequence[AnyCapability], draft: Draft
    ) -> bool:
        """« … et combien a-t-il rapporté ? » after a question of the method: its own capability answers both together.

        False when the question names something of its own, or follows anything else.
        """
        own = {one.name: one for one in catalogue if one.about_method}
        if not own or clause.entities or not _OF_METHOD.search(cue_text(clause.text)):
            return False
        if draft.steps:
            last = draft.steps[-1]
            if last.capability in own:
                asked = f"{last.input.get('question', '')} {clause.text}".strip()
                given = fill(own[last.capability].Input, clause)[0]
                last.input.update({**given, "question": asked})
                return True
            return False
        turn = understood.previous
        steps = turn.plan.steps if turn and turn.plan else []
        if not steps or steps[-1].capability not in own:
            return False
        capability = own[steps[-1].capability]
        context = str(steps[-1].input.get("question", ""))
        given = fill(capability.Input, clause)[0]
        draft.question(clause.id, f"{clause.text[:1].upper()}{clause.text[1:]} ({context.strip(' ?')})")
        draft.step(
            capability.name,
            {**given, "question": f"{context} {clause.text}".strip()},
            clause.id,
            capability.title,
            0.75,
        )
        return True

    def _plan_alone(
        self, clause: Clause, choice: Choice, catalogue: Sequence[AnyCapability], draft: Draft
    ) -> None:
        text = words.LEAD.sub("", clause.text).strip()
        text = text if any(char.isalnum() for char in text) else clause.text
        draft.question(clause.id, text[:1].upper() + text[1:])
        self._plan_read(clause, text, choice, catalogue, draft)

    def _plan_read(
        self, clause: Clause, text: str, choice: Choice, catalogue: Sequence[AnyCapability], draft: Draft
    ) -> None:
        """The steps of a question already written down in the plan; ``text``: as it is told in a refusal."""
        if SMALL_TALK.fullmatch(cue_text(text).strip(" .,!?;:-")):
            draft.clarifications.append(asking_back.greeting(clause.id, catalogue))
            return
        if words.ADVICE.fullmatch(cue_text(text).strip(" ?.!")):
            draft.refused.append(refusing.no_advice(text))
            return
        if words.LETTER.search(cue_text(text)):
            draft.refused.append(refusing.no_letter(text))
            return
        explaining = next((one for one in catalogue if one.explains_changes), None)
        overview = words.OVERVIEW.search(cue_text(text)) and not clause.entities and not clause.periods
        if choice.capability is None and not overview:
            draft.refused.append(refusing.impossible(text))
            return
        explained = choice.capability != KNOWING and words.CHANGE_EXPLAINED.search(cue_text(clause.text))
        if explaining is not None and (explained or overview):
            draft.step(explaining.name, fill(explaining.Input, clause)[0], clause.id, explaining.title, 0.8)
            return
        if self._of_tables(choice, clause) and self._plan_kinds(clause, choice, draft):
            return
        unknown = words.OTHER_FIGURES.search(cue_text(clause.text))
        if choice.capability == KNOWING and unknown and any(one.values for one in clause.entities):
            # « Quel est le stock de ce produit ? »: a figure that no table holds, not a question to the documents.
            draft.refused.append(refusing.unmeasured(clause.text, unknown.group(), draft.company))
            return
        if choice.capability == KNOWING:
            vague = asking_back.what_about(clause) if choice.nearness else None
            if vague is None:
                draft.knowledge(text, clause.id, choice.confidence)
            else:
                draft.clarifications.append(vague)
            return
        if choice.capability in (TABLE, FORECASTING):
            self._plan_figures(clause, choice.capability, choice.confidence, draft)
            return
        capability = next(one for one in catalogue if one.name == choice.capability)
        given, missing = fill(capability.Input, clause)
        if missing:
            labels = [info.title or name for name, info in missing]
            draft.clarifications.append(asking_back.missing_fields(clause, capability.title, labels))
            return
        draft.step(capability.name, given, clause.id, capability.title, choice.confidence)

    @staticmethod
    def _of_tables(choice: Choice, clause: Clause) -> bool:
        """Whether a question of figures may be read: unless another capability's own examples say nearly the same, or it was
        chosen for a question of odds, which no table counts.
        """
        if choice.capability in (TABLE, FORECASTING, KNOWING):
            return True
        if _ODDS.search(cue_text(clause.text)) or words.HOW_TO.match(cue_text(clause.text)):
            return False
        return choice.nearness.get(choice.capability or "", 1.0) < _SAID_ALMOST

    def _plan_kinds(self, clause: Clause, choice: Choice, draft: Draft) -> bool:
        """A question over any kind of table; False when its words are those of the sales alone, or of a document."""
        found = of_kinds(clause, draft.company)
        if found is None:
            absent = unmeasured_kind(clause, draft.company) if _wants_figure(choice, clause) else None
            if absent is None:
                return False
            draft.refused.append(absent)
            return True
        ahead = any(one.tense == "future" for one in clause.periods)
        model = draft.company.models[found.kind]
        measure = model.measure(found.mention.measure)
        if choice.capability == FORECASTING and not clause.periods and not measure.day:
            return False
        if ahead and measure.ahead:
            found = found.about(measure.ahead)
            measure = model.measure(measure.ahead)
        if (choice.capability == FORECASTING or ahead) and not measure.day:
            if found.kind == "sales":
                return False
            label = measure.label
            draft.refused.append(refusing.nothing_yet(clause, label))
            return True
        named = set(found.said.dimensions) | {part.dimension for part in found.said.filters}
        unclear = next((one for one in clause.entities if one.candidates and one.dimension in named), None)
        if unclear is not None:
            draft.clarifications.append(asking_back.which_one(clause, unclear))
            return True
        if _contrary(clause, found):
            draft.refused.append(refusing.negation(clause.text))
            return True
        frame = frame_of_kind(found)
        rising = words.RISING.search(cue_text(clause.text))
        if rising and frame.period is not None and frame.dimensions:
            frame = _by_change(frame, cue_text(clause.text))
        draft.table(frame, clause.id, min(0.95, 0.6 + 0.12 * found.sure))
        return True

    def _plan_figures(self, clause: Clause, capability: str, confidence: float, draft: Draft) -> None:
        unclear = next((entity for entity in clause.entities if entity.candidates), None)
        if unclear is not None:
            draft.clarifications.append(asking_back.which_one(clause, unclear))
            return
        vague = asking_back.what_about(clause)
        if vague is not None:
            draft.clarifications.append(vague)
            return
        if capability == FORECASTING:
            self._plan_forecast(clause, confidence, draft)
        else:
            self._plan_sales(clause, confidence, draft)

    def _plan_forecast(self, clause: Clause, confidence: float, draft: Draft) -> None:
        frame = self._with_theirs(clause, read_forecast(clause, draft.company, None), draft)
        said = read(clause, draft.company)
        if unknown := words.OTHER_FIGURES.search(cue_text(clause.text)):
            draft.refused.append(refusing.unmeasured(clause.text, unknown.group(), draft.company))
            return
        if said.measures and not {"revenue", "quantity"} & set(said.measures):
            draft.refused.append(refusing.unforecast(clause.text, draft.company.measures[said.measures[0]]))
            return
        left_out = unused_filters(frame, said)
        if left_out:
            draft.refused.append(refusing.ignored(clause.text, left_out))
        draft.forecast(frame, clause.id, confidence)

    @staticmethod
    def _plan_sales(clause: Clause, confidence: float, draft: Draft) -> None:
        flat = cue_text(clause.text)
        said = read(clause, draft.company)
        if unknown := words.OTHER_FIGURES.search(flat):
            # « la différence entre le chiffre d'affaires HT et TTC »: one of the two may be known.
            draft.refused.append(refusing.unmeasured(clause.text, unknown.group(), draft.company))
            if not said.measures:
                return
        if words.NEGATION.search(flat) and said.inactive is None:
            draft.refused.append(refusing.negation(clause.text))
            return
        if said.share and not (said.dimensions or said.filters):
            draft.refused.append(refusing.share_of_what(clause.text))
            return
        if words.CHEAP.search(flat) and not said.measures:
            of_products = bool({"product", "product_code", "category"} & set(said.dimensions))
            said = replace(said, measures=("average_price",)) if of_products else Said()
        if said == Said():
            draft.refused.append(refusing.no_figure(clause.text, draft.company))
            return
        asked = frame_of(said)
        if words.LOSING.search(flat):
            asked = replace(asked, share=True)
        if words.RISING.search(flat):
            if asked.period is None:
                draft.clarifications.append(asking_back.by_change(clause, draft.company.today))
                return
            asked = _by_change(asked, flat)
        draft.table(asked, clause.id, confidence)
        if words.WHY.match(flat.strip()):
            draft.refused.append(refusing.no_cause(clause.text))

    def _with_theirs(self, clause: Clause, frame: ForecastFrame, draft: Draft) -> ForecastFrame:
        """« … et quelles seront leurs ventes ? »: the items are the lines of the question before."""
        if frame.items or frame.top or not words.THEIR.search(cue_text(clause.text)) or not draft.asked:
            return frame
        last = draft.asked[-1]
        ranking = top_of(last.table)
        if ranking is None:
            return frame
        by = "product" if ranking.dimensions[0] == "product_code" else ranking.dimensions[0]
        return replace(frame, by=by, keys_of=last.step)


_STANDING_FOR = {"product": "ce produit", "product_code": "ce produit", "customer": "ce client"}


def _nearness(examples: Examples, clause: Clause) -> Mapping[str, float]:
    """How near the question is to what each capability is asked, as written or with « ce produit » for a product's name."""
    found = examples.nearness(clause.text)
    named = [one for one in clause.entities if one.dimension in _STANDING_FOR and one.values]
    if len(named) != 1:
        return found
    one = named[0]
    text = f"{clause.text[: one.start]}{_STANDING_FOR[one.dimension]}{clause.text[one.end :]}"
    other = examples.nearness(text)
    return {name: max(value, other.get(name, 0.0)) for name, value in found.items()}


def _wants_figure(choice: Choice, clause: Clause) -> bool:
    """« Quelle est la valeur du stock ? »: a figure, even where only documents could be searched for it."""
    flat = cue_text(clause.text)
    plain = bool(_FIGURE.match(flat)) and not KNOWLEDGE.search(flat) and not of_rules(flat)
    return choice.capability == TABLE or (choice.capability == KNOWING and plain)


def _contrary(clause: Clause, found: Found) -> bool:
    """Whether a negation stands outside the measure's own name, where nothing read it."""
    flat = affirmed(cue_text(clause.text))
    inside = words.NEGATION.search(flat[found.mention.start : found.mention.end])
    return found.said.inactive is None and not inside and bool(words.NEGATION.search(flat))


def _by_change(asked: TableFrame, flat: str) -> TableFrame:
    """« qui a le plus baissé en juillet ? »: the members by their change since the period before."""
    assert asked.period is not None
    rising = words.RISING.search(flat)
    falls = bool(rising and words.FALLING.search(rising.group()))
    if rising and "le moins" in rising.group():
        falls = not falls
    named = (
        name
        for name, pattern in words.DIMENSIONS
        if name not in TIME and re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", flat)
    )
    members = tuple(name for name in asked.dimensions if name not in TIME) or (next(named, "customer"),)
    return replace(
        asked, dimensions=members[:1], compare=asked.compare or labelled(neighbour(asked.period, -1)),
        order="fall" if falls else "rise", limit=asked.limit or _MOST_CHANGES,
    )  # fmt: skip


def embedded_meaning() -> Meaning | None:
    """The installed embedder, when it is built."""
    from levier.inference import embedding  # noqa: PLC0415 — Django settings are read there

    try:
        return embedding.embedder() if embedding.ready() else None
    except Unavailable:
        # A model half built or of another version: plans by words until « levier doctor » mends it.
        return None
