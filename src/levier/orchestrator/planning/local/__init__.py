"""The planner that needs no language model."""

from levier.orchestrator.planning.local.local_planner import LocalPlanner

__all__ = ["LocalPlanner"]
