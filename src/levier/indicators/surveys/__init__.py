"""Surveys sent by Levier: one question, one answer each, nobody followed."""
