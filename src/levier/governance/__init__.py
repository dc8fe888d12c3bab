"""Governance: registers filled by what runs, impact analyses, human approvals, incidents, bias reports."""
