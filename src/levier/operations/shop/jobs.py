"""The jobs of publications, run by workers: one when it is asked, all of them at night."""

from typing import Any

from levier import durable
from levier.operations.shop.learning import learn
from levier.operations.shop.models import Publication


@durable.job("shop-learning")
def learn_one(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Learn ``payload["publication"]`` now."""
    return dict(durable.step("learn", _one, int(payload["publication"]), run_id))


@durable.job("shop-nightly")
def learn_all(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Learn again every publication whose tables changed."""
    numbers = durable.step("publications", _alive)
    return {"editions": [durable.step(f"learn-{number}", _if_new, number)["edition"] for number in numbers]}


def _one(number: int, run: str) -> dict[str, Any]:
    return learn(number, run=run)


def _if_new(number: int) -> dict[str, Any]:
    return learn(number, only_if_new=True)


def _alive() -> list[int]:
    return list(Publication.objects.filter(revoked=None).order_by("pk").values_list("pk", flat=True))


durable.schedule("shop-nightly", "25 2 * * *", "shop-nightly")
