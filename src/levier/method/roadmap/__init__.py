"""Objectives, levers and use cases: what the company wants, and how each candidate project contributes."""
