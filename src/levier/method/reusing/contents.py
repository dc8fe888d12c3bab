"""What each kind of template holds: structure alone. No figure of a company, no date, no person; a day is a distance in days."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Days = Annotated[int, Field(ge=0, le=3660)]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnObjective(_Frozen):
    """An aim without its figure, which the next company says itself. ``months``: from today to its term."""

    title: str = Field(max_length=150)
    indicator: str
    months: int = Field(ge=1, le=180)


class Roadmap(_Frozen):
    """Objectives, and what weighs how much in the order of the projects (empty: the defaults)."""

    objectives: tuple[AnObjective, ...] = ()
    weights: dict[str, float] = {}


class ACard(_Frozen):
    """A line of the backlog."""

    title: str = Field(max_length=150)
    note: str = ""
    mvp: bool = False


class PilotPlan(_Frozen):
    """How a capability is tried. ``kind`` and ``measure``: of the shared semantic layer; ``team``: role → how many."""

    title: str
    capability: str
    design: str
    kind: str = ""
    measure: str = ""
    grain: str = "week"
    direction: Literal["up", "down"] = "up"
    weeks: int = Field(ge=1, le=26)
    sprint_weeks: int = Field(ge=1, le=3)
    scope: str = ""
    cards: tuple[ACard, ...] = ()
    team: dict[str, int] = {}
    sponsor: str = ""


class AMessage(_Frozen):
    """A message of the plan. ``after``: days from the first one."""

    audience: str = Field(max_length=120)
    why: str
    body: str
    channel: str
    after: Days


class Communication(_Frozen):
    """The messages in order."""

    messages: tuple[AMessage, ...] = Field(min_length=1)


class ATier(_Frozen):
    """Hours for a person of the tier, and days to get there; how many people and at what cost is the next company's."""

    tier: str
    hours: str
    within: Days


class ASession(_Frozen):
    """A training session. ``after``: days from the first one."""

    tier: str
    title: str = Field(max_length=150)
    capabilities: tuple[str, ...] = ()
    hours: str
    seats: int = Field(ge=1, le=500)
    after: Days


class Training(_Frozen):
    """The tiers that the company decided, and its sessions."""

    tiers: tuple[ATier, ...] = ()
    sessions: tuple[ASession, ...] = ()


class Questionnaire(_Frozen):
    """One question to customers. ``days``: how long it stays open."""

    title: str = Field(max_length=120)
    question: str
    about: str = ""
    message: str = ""
    days: int = Field(ge=1, le=366)


Content = Roadmap | PilotPlan | Communication | Training | Questionnaire
MODELS: dict[str, type[Content]] = {
    "roadmap": Roadmap, "pilot": PilotPlan, "communication": Communication, "training": Training, "survey": Questionnaire,
}  # fmt: skip


def read(kind: str, content: object) -> Content:
    """A stored content as its model."""
    return MODELS[kind].model_validate(content)
