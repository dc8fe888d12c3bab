"""The words of a deleted document or table must not survive in what an approver saw; the decision and its digest stay."""

from levier.governance.approvals.models import Approval
from levier.policy.forgetting import Kind, forgets

_WHAT = {"document": "Le document", "dataset": "Le tableau"}


@forgets
def forget(company: int, kind: Kind, item: int) -> int:
    """Empty the snapshots that rest on what is deleted; how many there were."""
    mark = f"{kind}:{item}@"
    found = [
        one
        for one in Approval.objects.filter(company_id=company)
        if any(touched.startswith(mark) for touched in one.touched)
    ]
    for one in found:
        one.snapshot = {
            "erased": f"{_WHAT[kind]} dont ce résultat était tiré a été supprimé : il n'est plus lisible.",
            "touched": one.touched,
        }
        one.save(update_fields=["snapshot"])
    return len(found)
