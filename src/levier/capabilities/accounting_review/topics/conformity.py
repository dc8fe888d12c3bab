"""What a first look at the file finds against its rules."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story
from levier.core.evidence import Scalar
from levier.core.result import Column
from levier.tables.accounting.conformity.quick import quick_findings
from levier.tables.accounting.selection import Selection


def tell_conformity(story: Story, scope: Scope, limit: int) -> None:
    """The rules that can be checked on the stored lines; the page of the FEC has the whole report of the file."""
    findings, checked = quick_findings(scope.ledger)
    rows: list[list[Scalar]] = [
        [
            one.rule.title,
            {"blocking": "bloquant", "warning": "avertissement", "advice": "conseil"}[one.rule.gravity],
            one.count,
        ]
        for one in findings
    ]
    blocking = sum(one.rule.gravity == "blocking" for one in findings)
    counts = ("rules_count", "broken_count", "blocking_count")
    proof = story.prove(
        "regles",
        "Règles vérifiées sur les écritures (article A. 47 A-1 du LPF)",
        counts,
        [[checked, len(findings), blocking]],
        Selection(basis="movements"),
    )
    story.output.figures |= {"checked": checked, "broken": len(findings), "blocking": blocking}
    if not findings:
        story.say(f"Les {checked} règles vérifiées sur vos écritures sont respectées.", proof)
    else:
        verb = "n’est pas respectée" if len(findings) == 1 else "ne sont pas respectées"
        story.say(
            f"Sur {checked} règles vérifiées, {len(findings)} {verb}, dont {blocking} bloquante{'s' if blocking > 1 else ''}.",
            proof,
        )
    story.note(
        "Le rapport complet, avec la forme du fichier, les lignes en cause et les remèdes, est sur la page de comptabilité du fichier importé."
    )
    columns = [
        Column(key="rule", label="Règle"),
        Column(key="gravity", label="Gravité"),
        Column(key="count", label="Cas"),
    ]
    story.table(
        "Règles non respectées",
        columns,
        [dict(zip(("rule", "gravity", "count"), row, strict=True)) for row in rows[:limit]],
        proof,
    )
