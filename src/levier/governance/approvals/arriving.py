"""What happens to steps and requests is followed here, by their signals; a process that runs no step loads nothing more."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from levier.governance.approvals.models import Approval, Decision
from levier.orchestrator.models import Request, StepRecord, StepStatus


@receiver(post_save, sender=StepRecord, dispatch_uid="approvals")
def arrived(instance: StepRecord, **_: Any) -> None:
    """A step that is done may ask for an agreement."""
    if instance.status == StepStatus.DONE and instance.output:
        from levier.governance.approvals.asking import ask  # noqa: PLC0415 - every capability is read for its card

        ask(instance)


@receiver(pre_delete, sender=Request, dispatch_uid="approvals")
def withdraw(instance: Request, **_: Any) -> None:
    """Nothing is asked of anybody any more about a request that its author forgot; what was decided stays."""
    Approval.objects.filter(request=instance, decision=Decision.WAITING).delete()
