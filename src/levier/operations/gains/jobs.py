"""The scheduled measuring: every company's indicators, each morning; surveys that are over forget their addresses."""

from typing import Any

from levier import durable
from levier.accounts.models import Company
from levier.indicators.surveys import services as surveys
from levier.operations.gains.measuring import measure_company


@durable.job("indicators-measuring")
def measuring(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """One step a company: one that fails does not keep the others from theirs."""
    told: dict[str, Any] = {}
    for company in durable.step("companies", _companies):
        told[str(company)] = durable.step(f"company-{company}", measure_company, company)
    told["surveys closed"] = durable.step("surveys", surveys.forget_addresses)
    return told


def _companies() -> list[int]:
    return list(Company.objects.values_list("pk", flat=True))


durable.schedule("indicators-measuring", "20 5 * * *", "indicators-measuring")
