"""How long from the question to the answer, on the demo company, after warm-up — and what the time goes to."""

import statistics
import time

from benchmarks.demo_home import demo_owner
from levier.core.actor import Actor
from levier.durable import launch, shutdown
from levier.orchestrator import services

WITHOUT_FORECAST = (
    "Compare le chiffre d'affaires d'avril et de mai par pays, et dis-moi quels sont les délais de paiement légaux entre professionnels.",
    "Quels clients n'ont plus commandé depuis 60 jours alors qu'ils commandaient tous les mois, et quelle est notre procédure de retour ?",
    "Combien de jours de congés pour un mariage, et faut-il une déclaration à la CNIL pour de la vidéosurveillance ?",
    "Quel est l'âge du capitaine ?",
    "Quel est notre chiffre d'affaires du mois dernier ?",
    "Top 10 des produits en juillet",
    "Quelle part de nos ventes vient d'Allemagne cette année ?",
    "Évolution du panier moyen par mois",
    "Qui peut accorder une remise exceptionnelle ?",
    "Quelle est la durée de la période d'essai d'un cadre ?",
)
WITH_FORECAST = (
    "Quelles seront nos ventes des 4 prochaines semaines pour nos 5 meilleures références, "
    "et quelles pénalités prévoit notre contrat fournisseur en cas de retard de livraison ?",
)
ROUNDS = 3


def main() -> None:
    owner = demo_owner()
    launch("inline")
    try:
        for text in (*WITHOUT_FORECAST, *WITH_FORECAST):
            ask(owner, text)
        rows = [
            ("without a forecast", [ask(owner, text) for _ in range(ROUNDS) for text in WITHOUT_FORECAST]),
            (
                "with a forecast (top 5, 4 weeks)",
                [ask(owner, text) for _ in range(ROUNDS) for text in WITH_FORECAST],
            ),
        ]
    finally:
        shutdown()
    print(
        "Wall time from `submit` to the stored answer, demo company, one request at a time, after one warm-up round.\n"
    )
    print("| requests | n | p50 | p95 | longest |\n|---|---|---|---|---|")
    for name, seconds in rows:
        print(
            f"| {name} | {len(seconds)} | {statistics.median(seconds):.2f} s | {percentile(seconds, 95):.2f} s | {max(seconds):.2f} s |"
        )
    print("\nTarget: p95 ≤ 2 s without a forecast on two cores.")


def ask(owner: Actor, text: str) -> float:
    """Seconds from the request to its answer."""
    started = time.perf_counter()
    request = services.submit(owner, text)
    for _ in services.events(owner, request.id):
        pass
    if services.answer(owner, request.id) is None:
        raise RuntimeError(f"no answer to: {text}")
    return time.perf_counter() - started


def percentile(values: list[float], rank: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[rank - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
