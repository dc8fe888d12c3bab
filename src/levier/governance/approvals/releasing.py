"""Whether a step's result was approved (asked by whoever hands out its files)."""

from levier.governance.approvals.models import Approval, Decision
from levier.policy.release import releases


@releases
def approved(company: int, run: str, step: str) -> bool:
    """Whether somebody entitled to it approved the result of this step."""
    return Approval.objects.filter(
        company_id=company, run=run, step=step, decision=Decision.APPROVED
    ).exists()
