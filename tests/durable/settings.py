"""Levier's settings, with the jobs of these tests instead of the real ones (for the processes they start)."""

from levier.server.settings import *  # noqa: F403

DURABLE_JOBS = ["tests.durable.jobs"]
