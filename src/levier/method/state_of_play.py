"""The report an owner shows to a bank or to a public adviser: state of play, use cases ranked by value, actions, sources."""

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_count, format_number
from levier.method.assessment import services
from levier.method.assessment.comparing import moves
from levier.method.assessment.referential import levels, questionnaire
from levier.method.assessment.shape import PillarScore, Snapshot
from levier.method.money import about, between
from levier.method.roadmap.evaluating import Evaluated, Roadmap, roadmap_of
from levier.operations.firms.signing import brand_of
from levier.policy.rights import Permission, require
from levier.printing import Column, Document

_ACTIONS = 12
_ITEMS = 6


def state_of_play(actor: Actor, number: int | None = None) -> bytes:
    """The PDF, of a closed assessment or (None) of today's measures. Raises NotAllowed, NotFound.

    The use cases are always those of today: the report says so.
    """
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    if number is None:
        snapshot, before, name = services.result(actor), None, "État des lieux"
        closed = services.closed_assessments(actor)
        before = services.snapshot_of(actor, closed[0]) if closed else None
    else:
        found = services.get_closed(actor, number)
        snapshot, name = services.snapshot_of(actor, found), str(found)
        earlier = next((one for one in services.closed_assessments(actor) if one.number < number), None)
        before = services.snapshot_of(actor, earlier) if earlier else None
    made = format_date(snapshot.made)
    brand = brand_of(company.pk)
    document = Document(
        "Données et intelligence artificielle : état des lieux", company.name,
        subtitle=f"{company.name}{f' — SIREN {company.siren}' if company.siren else ''} — {name}, mesuré le {made}",
        footer=f"{name} du {made}{'' if brand else ', établi avec Levier'}", brand=brand,
    )  # fmt: skip
    roadmap = roadmap_of(actor)
    _summary(document, snapshot, roadmap)
    for pillar in snapshot.pillars:
        _pillar(document, pillar)
    _differences(document, snapshot, before)
    _use_cases(document, roadmap)
    _actions(document, snapshot)
    _method(document, roadmap)
    return document.bytes()


def _summary(document: Document, snapshot: Snapshot, roadmap: Roadmap) -> None:
    from levier.printing import charts  # noqa: PLC0415 - loads reportlab

    reference = levels()
    document.heading("L'essentiel")
    if snapshot.score is not None and snapshot.level is not None:
        level = reference.levels[snapshot.level - 1]
        document.text(
            f"**{snapshot.company} est au niveau {level.level} sur 5 : « {level.label} ».** {level.anchor} "
            f"La note d'ensemble est de {format_number(snapshot.score, 0)} sur 100."
        )
        document.drawing(charts.scale(snapshot.score, [(one.start, one.label) for one in reference.levels]))
    else:
        document.text(
            "**La note d'ensemble n'est pas encore établie** : les compétences et les processus demandent quelques réponses. "
            "Ce qui est mesuré sur les données est présenté ci-dessous."
        )
    document.facts(
        [
            (one.label, "—" if one.score is None else f"{format_number(one.score, 0)} / 100")
            for one in snapshot.pillars
        ]
        + [("Questions répondues", f"{snapshot.answered} sur {snapshot.asked}")]
    )
    shown = [
        charts.Bar(part.label, part.score or 0.0, "pas connu" if part.score is None else f"{part.score:.0f}")
        for pillar in snapshot.pillars
        for part in pillar.dimensions
    ]
    document.text("**Les dix parties du diagnostic**, de 0 à 100.").drawing(charts.bars(shown))
    best = _valued(roadmap)[:1]
    if best and best[0].net:
        one = best[0]
        document.text(
            f"**Le projet de plus forte valeur trouvé dans les données** est « {one.title} » : de "
            f"{between(one.net, roadmap.company.currency)} par an, coûts annuels déduits (fourchette à 80 %)."
        )
    people = snapshot.respondents
    document.note(
        f"Les données sont mesurées par Levier sur les tableaux et documents de l'entreprise. "
        f"{format_count(people.get('managers', 0), 'personne')} de la direction et {people.get('team', 0)} de l'équipe ont répondu aux "
        f"questions, séparément{f', lors du diagnostic clos le {format_date(snapshot.answered_on)}' if snapshot.answered_on else ''}."
    )


def _pillar(document: Document, pillar: PillarScore) -> None:
    score = (
        "pas encore connu"
        if pillar.score is None
        else f"{format_number(pillar.score, 0)} sur 100, niveau {pillar.level}"
    )
    if pillar.name != levels().pillars[-1].name:
        document.page_break()
    document.heading(f"{pillar.label} : {score}")
    question = next(one.question for one in levels().pillars if one.name == pillar.name)
    document.text(f"{question} La note vient des raisons ci-dessous, chacune mesurée ou répondue.")
    rows = []
    for part in pillar.dimensions:
        listed = sorted(part.items, key=lambda one: (one.origin != "measured", one.score))
        for item in listed[:_ITEMS]:
            origin = "mesuré" if item.origin == "measured" else "répondu"
            rows.append([part.label, item.text, origin, format_number(item.score, 0)])
        if len(listed) > _ITEMS:
            rows.append(
                [part.label, f"… et {len(listed) - _ITEMS} autres raisons, lisibles dans Levier.", "", ""]
            )
    if rows:
        document.table(
            [Column("Partie", share=1.2), Column("Raison", share=5), Column("Origine", share=0.9), Column("Sur 100", numeric=True, share=0.8)],
            rows,
        )  # fmt: skip
    else:
        document.text("Rien n'est encore connu de ce pilier.")


def _differences(document: Document, snapshot: Snapshot, before: Snapshot | None) -> None:
    document.heading("Points forts, points faibles, écarts d'appréciation")
    for title, listed in (("Points forts", snapshot.strengths), ("Points faibles", snapshot.weaknesses)):
        document.text(f"**{title}**")
        for one in listed or ["Aucun à ce jour."]:
            document.text(f"• {one}")
    if snapshot.divergences:
        document.text("**Questions où les personnes ne voient pas la même entreprise**")
        for divergence in snapshot.divergences[:8]:
            document.text(f"• {divergence.text}")
    if before is not None:
        from levier.printing import charts  # noqa: PLC0415

        document.heading(f"Depuis le diagnostic du {format_date(before.made)}")
        document.drawing(
            charts.bars(
                [
                    charts.Bar(
                        one.label,
                        one.now or 0.0,
                        _changed(one.now, one.change),
                        one.before,
                        strong=not one.pillar,
                    )
                    for one in moves(before, snapshot)
                ]
            )
        ).note("Le trait noir marque la note d'avant.")


def _changed(now: float | None, change: float | None) -> str:
    if now is None:
        return "pas connu"
    if change is None:
        return format_number(now, 0)
    sign = "+" if change > 0 else ""
    return f"{format_number(now, 0)} ({sign}{format_number(change, 1)})"


def _use_cases(document: Document, roadmap: Roadmap) -> None:
    from levier.printing import charts  # noqa: PLC0415

    currency = roadmap.company.currency
    found = _valued(roadmap)
    valued = [one for one in found if one.net]
    document.page_break().heading(f"{len(found)} projets possibles, classés par valeur")
    document.text(
        "Chaque valeur vient des chiffres de l'entreprise (ventes, achats, stock, personnes) multipliés par des hypothèses en "
        "fourchette, dont l'origine est dite en fin de rapport. Les coûts annuels (contrôle, hébergement) sont déduits."
    )
    if valued:
        document.drawing(
            charts.spans(
                [
                    charts.Span(
                        one.title,
                        one.net.low,
                        one.net.central,
                        one.net.high,
                        f"{between(one.net, currency)} / an",
                    )
                    for one in valued
                    if one.net
                ]
            )
        ).note(
            "Point : valeur centrale. Trait : fourchette à 80 %. Les gains de deux projets peuvent se recouvrir."
        )
    rows = []
    for one in found:
        missing = ", ".join(one.estimate.missing)
        data = one.part["data"]
        rows.append(
            [
                one.title, f"{about(one.net.central, currency)} / an" if one.net else f"pas estimé, manque : {missing or 'votre estimation'}",
                format_number(one.feasibility, 0), "Prêt" if (data.score or 0) >= 100 else data.said,
            ]
        )  # fmt: skip
    document.table(
        [Column("Projet", share=2), Column("Valeur centrale", share=1.6), Column("Faisabilité", numeric=True, share=1), Column("Données", share=3)],
        rows,
    )  # fmt: skip
    document.note(
        f"Valeurs calculées le {format_date(roadmap.today)}, sur les tableaux du jour. Faisabilité de 0 à 100."
    )


def _actions(document: Document, snapshot: Snapshot) -> None:
    document.heading("Avant de dépenser : les actions les plus rentables")
    if not snapshot.actions:
        document.text("Aucune action ne ressort.")
        return
    rows = [
        [
            f"{one.what}{'. ' + one.how if one.how else ''}",
            one.pillar,
            f"+{format_number(one.effect, 1)}",
            format_number(one.days),
        ]
        for one in snapshot.actions[:_ACTIONS]
    ]
    document.table(
        [Column("Action", share=5), Column("Pilier", share=1.2), Column("Points", numeric=True, share=0.8), Column("Jours", numeric=True, share=0.8)],
        rows,
    )  # fmt: skip
    document.note(
        "Points : gain sur la note d'ensemble si l'action réussit. L'ordre suit les points par jour de travail."
    )


def _method(document: Document, roadmap: Roadmap) -> None:
    reference = levels()
    document.page_break().heading("Méthode et sources")
    document.text(
        "La note d'une partie est la moyenne pondérée de ses raisons ; celle d'un pilier, la moyenne pondérée de ses parties ; "
        f"la note d'ensemble pèse les données {_share('data')}, les compétences {_share('skills')} et les processus "
        f"{_share('processes')}. Ce qui n'est pas connu ne compte pas. Une réponse de 1 à 5 vaut de 0 à 100."
    )
    document.table(
        [Column("Niveau", share=1.3), Column("Repère", share=4), Column("CMMI-DEV", share=1.4)],
        [[f"{one.level}. {one.label}", one.anchor, one.cmmi] for one in reference.levels],
    )
    for source in reference.sources:
        document.note(f"{source.title}. {source.address} — {source.status}. {source.note}")
    document.note(
        f"Questions : {questionnaire().origin} Référentiel revu le {format_date(reference.reviewed)}, à revoir le "
        f"{format_date(reference.review_again)}."
    )
    used = assumption_rows(roadmap, _valued(roadmap))
    if used:
        document.heading("Hypothèses des valeurs")
        document.table(
            [Column("Hypothèse", share=2.3), Column("Basse", numeric=True, share=1), Column("Probable", numeric=True, share=1.1),
             Column("Haute", numeric=True, share=1), Column("Origine", share=3.2)],
            used,
        )  # fmt: skip
        document.note(
            "Chaque hypothèse suit une loi triangulaire ; la fourchette contient 80 % de 4 000 tirages. Remplacez-les dans "
            "« Feuille de route », « Hypothèses » : toutes les valeurs suivent."
        )
    if roadmap.company.currency != "EUR":
        document.note(
            f"Les tableaux sont en {roadmap.company.currency} ; les hypothèses de coût du travail, publiées en euros, sont reprises "
            "telles quelles : remplacez-les par les vôtres."
        )


def assumption_rows(roadmap: Roadmap, found: list[Evaluated]) -> list[list[str]]:
    """The assumptions that the values stand on, as rows of a table."""
    used = {
        factor.assumption.name
        for one in found
        for term in one.estimate.terms
        for factor in term.factors
        if factor.assumption and term.value is not None
    }
    used |= {"day-cost"} if found else set()
    rows = []
    for name, one in roadmap.assumptions.items():
        if name in used:
            rows.append([one.label, *one.bounds, f"{one.origin.text} [{one.origin.status}]"])
    return rows


def _valued(roadmap: Roadmap) -> list[Evaluated]:
    """Every candidate that no law forbids, the greatest central value first."""
    found = [
        one
        for one in (*roadmap.ordered, *roadmap.aside)
        if not any(barrier.name == "prohibited" for barrier in one.barriers)
    ]
    return sorted(found, key=lambda one: (one.net is None, -(one.net.central if one.net else 0.0), one.title))


def _share(name: str) -> str:
    pillars = levels().pillars
    whole = sum(one.weight for one in pillars)
    weight = next(one.weight for one in pillars if one.name == name)
    return f"{format_number(100 * weight / whole, 0)}{NBSP}%"
