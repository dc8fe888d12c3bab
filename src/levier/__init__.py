"""Levier: the self-hosted AI platform of a French small or medium business."""

__version__ = "0.1.0"
