"""Notices for the people concerned, written from the registers: RGPD articles 13 and 14, AI regulation article 50."""

from collections.abc import Sequence
from dataclasses import dataclass

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.writing_dates import format_long_date
from levier.governance.legal.ai_act import book
from levier.governance.registers import completing, processing, systems
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing import Document


@dataclass(frozen=True)
class Notice:
    """A text to hand out. ``missing``: what must be completed in the register before it is sent."""

    id: str
    title: str
    audience: str
    law: str
    paragraphs: tuple[str, ...]
    missing: tuple[str, ...]


def notices(actor: Actor) -> list[Notice]:
    """Every notice that what runs here asks for. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    lines, known = processing.processings(actor), systems.systems(actor)
    found = [_of_processing(actor, line, known) for line in lines]
    return [*found, *_of_systems(known), _of_staff(known)]


def pdf(actor: Actor, name: str) -> bytes:
    """A notice to print, or all of them (« toutes »). Raises NotAllowed."""
    company = Company.objects.get(pk=actor.company_id)
    chosen = [one for one in notices(actor) if name in ("toutes", one.id)]
    title = chosen[0].title if len(chosen) == 1 else "Notices d'information"
    document = Document(
        title,
        company.name,
        subtitle=f"{company.name} · {format_long_date(company.today)}",
        footer="Notice d'information",
    )
    for number, one in enumerate(chosen):
        if len(chosen) > 1:
            if number:
                document.page_break()
            document.heading(one.title)
        document.note(f"{one.audience} · {one.law}")
        for paragraph in one.paragraphs:
            document.text(paragraph)
        if one.missing:
            document.note(f"Projet : à compléter au registre avant diffusion — {', '.join(one.missing)}.")
    journal.record(actor.company_id, actor.person_id, "notice.printed", name[:200])
    return document.bytes()


def _of_processing(actor: Actor, line: processing.Processing, known: Sequence[systems.System]) -> Notice:
    company, who = Company.objects.get(pk=actor.company_id), completing.organisation(actor)
    cells = line.cells
    people = _joined(cells["people"]) or "les personnes concernées"
    profiling = next((one for one in known if one.key == line.key and one.answers.get("profiling")), None)
    kept = _joined(cells["retention"]) or "[durée à préciser]"
    paragraphs = [
        f"**Qui est responsable.** {company.name}{f', SIREN {company.siren}' if company.siren else ''}. Contact : {who.contact or '[contact à préciser]'}."
        + (f" Délégué à la protection des données : {who.dpo}." if who.dpo else ""),
        f"**Pourquoi.** {line.purpose.rstrip('.')}. Base légale : {cells['basis'].added or '[à préciser]'}.",
        f"**Quelles données.** {_categories(cells['data']) or '[à préciser]'}. Elles proviennent de vos échanges avec nous et des fichiers de gestion de l'entreprise.",
        f"**Qui les reçoit.** {_joined(cells['recipients']) or '[à préciser]'}. Hors de l'Union européenne : {_transfers(cells['transfers'])}.",
        f"**Combien de temps.** {kept[:1].upper()}{kept[1:]}.",
        "**Vos droits.** Accès, rectification, effacement, limitation, opposition et, selon le cas, portabilité. "
        f"Écrivez à {who.contact or '[contact à préciser]'} ; vous pouvez adresser une réclamation à la CNIL.",
    ]
    if profiling:
        paragraphs.append(
            f"**Profilage.** L'outil « {profiling.title} » analyse vos préférences ou votre comportement ; aucune décision n'est prise "
            "par lui seul, et vous pouvez vous y opposer à tout moment (article 21)."
        )
    missing = [*line.missing, *([] if who.contact else ["contact pour l'exercice des droits"])]
    return Notice(
        f"rgpd-{line.number}",
        f"Information : {line.title}",
        f"Pour : {people}",
        "RGPD, articles 13 et 14",
        tuple(paragraphs),
        tuple(missing),
    )


def _of_systems(known: Sequence[systems.System]) -> list[Notice]:
    rules = {rule.article: rule for rule in book().rules if rule.risk == "transparency"}
    texts = {
        "art. 50(1)": "Vous échangez avec un programme d'intelligence artificielle, pas avec une personne. À tout moment, vous pouvez demander à parler à quelqu'un de l'entreprise.",
        "art. 50(2)": "Ce contenu a été produit avec l'aide d'une intelligence artificielle ; il porte une marque lisible par machine.",
        "art. 50(3)": "Un système d'intelligence artificielle reconnaît ici des émotions ou classe des personnes d'après leur biométrie. Vous pouvez demander lesquelles de vos données sont lues.",
        "art. 50(4), premier alinéa": "Cette image, ce son ou cette vidéo a été produit ou modifié par une intelligence artificielle.",
        "art. 50(4), second alinéa": "Ce texte a été produit par une intelligence artificielle.",
    }
    found = []
    for number, one in enumerate(known, 1):
        articles = [article for article in one.classified.articles if article in rules]
        if articles:
            found.append(
                Notice(f"ia-{number}", f"Mention à afficher : {one.title}", "Pour : les personnes qui l'utilisent ou y sont exposées",
                       f"Règlement (UE) 2024/1689, {', '.join(articles)}", tuple(texts[article] for article in articles), ())
            )  # fmt: skip
    return found


def _of_staff(known: Sequence[systems.System]) -> Notice:
    used = [one for one in known if one.used]
    lines = [
        f"**{one.title}** : {one.purpose.rstrip('.')}. Contrôle humain : {one.oversight[0] if one.oversight else 'à préciser'}."
        for one in used
    ]
    high = [one.title for one in used if one.classified.risk == "high"]
    opening = "L'entreprise utilise les outils d'intelligence artificielle suivants. Aucun ne prend seul de décision sur une personne ; leur usage individuel n'est pas surveillé."
    closing = (
        f"À haut risque ou traités comme tels : {', '.join(high)}. Les représentants du personnel sont informés avant l'usage (article 26(7))."
        if high
        else "Aucun n'est classé à haut risque."
    )
    return Notice(
        "equipe",
        "Information de l'équipe",
        "Pour : les salariés",
        "Règlement (UE) 2024/1689, articles 4 et 26(7)",
        (opening, *lines, closing),
        (),
    )


def _joined(cell: processing.Cell) -> str:
    return " ; ".join([*cell.measured, *([cell.added] if cell.added else [])]).replace("\n", ", ")


def _transfers(cell: processing.Cell) -> str:
    none = all(one.startswith("aucun") for one in cell.measured) and not cell.added
    return "aucun transfert" if none else _joined(cell)


def _categories(cell: processing.Cell) -> str:
    """The categories without the names of columns and tables, which mean nothing outside."""
    plain = [line.removeprefix("d'après la fiche du savoir-faire : ") for line in cell.measured]
    short = [line.partition(" : ")[0] if " (" in line else line for line in plain]
    return " ; ".join(dict.fromkeys([*short, *([cell.added] if cell.added else [])]))
