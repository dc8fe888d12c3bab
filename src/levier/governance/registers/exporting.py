"""The registers as files: a spreadsheet (ODS) and a printed document (PDF)."""

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_long_date
from levier.governance.registers import completing, processing, retention, systems
from levier.governance.registers.cards import Card
from levier.governance.registers.ods import Sheet, spreadsheet
from levier.policy import journal
from levier.printing import Column, Document

_MEASURED, _ADDED = "Mesuré", "Ajouté"


def processing_ods(actor: Actor) -> bytes:
    """The processing register: the list, then one sheet for each activity, as the CNIL's model has it."""
    lines, company = processing.processings(actor), _company(actor)
    who = completing.organisation(actor)
    columns = list(lines[0].cells.values()) if lines else []
    head = [
        "N°",
        "Nom du traitement",
        "Créé ou mis à jour le",
        *(cell.label for cell in columns),
        "À compléter",
    ]
    rows = [
        [
            str(line.number), line.title, _updated(line, company), *(cell.text for cell in line.cells.values()),
            ", ".join(line.missing),
        ]
        for line in lines
    ]  # fmt: skip
    about = [
        ["Registre des activités de traitement", company.name],
        ["SIREN", company.siren],
        ["Responsable du traitement", who.representative],
        ["Adresse", who.address],
        ["Exercice des droits", who.contact],
        ["Délégué à la protection des données", who.dpo or "aucun désigné"],
        ["Établi le", format_long_date(company.today)],
        ["Colonnes", processing.model()["source"]["title"]],
    ]
    sheets = [Sheet("Organisme", about, labels=True), Sheet("Liste des traitements", [head, *rows])]
    for line in lines:
        fiche = [["Colonne", _MEASURED, _ADDED, "D'où vient la mesure"], ["Nom", line.title, "", ""]]
        fiche += [
            [c.label, "\n".join(c.measured), c.added, c.origin if c.measured else ""]
            for c in line.cells.values()
        ]
        sheets.append(Sheet(f"{line.number} {line.title}", fiche, labels=True))
    _journal(actor, "processing", "ods")
    return spreadsheet(sheets)


def processing_pdf(actor: Actor) -> bytes:
    """The processing register to print: who answers, the list, one page for each activity, what was deleted."""
    lines, company = processing.processings(actor), _company(actor)
    who = completing.organisation(actor)
    gone = retention.deleted(actor)
    document = Document(
        "Registre des activités de traitement", company.name,
        subtitle=f"{company.name} · RGPD, article 30 · établi le {format_long_date(company.today)}",
        footer="Registre des traitements",
    )  # fmt: skip
    document.facts([
        ("Traitements", format_number(len(lines))),
        ("Avec données sensibles", format_number(sum(line.sensitive for line in lines))),
        ("À compléter", format_number(sum(bool(line.missing) for line in lines))),
        ("Suppressions en un an", format_number(len(gone))),
    ])  # fmt: skip
    document.table(
        [Column("Organisme", share=1), Column("", share=2.4)],
        [
            ["Responsable du traitement", who.representative or "à préciser"],
            ["Adresse", who.address or "à préciser"],
            ["Exercice des droits", who.contact or "à préciser"],
            ["Délégué (DPO)", who.dpo or "aucun désigné"],
        ],
    )
    document.heading("Les traitements")
    document.table(
        [
            Column("N°", share=0.35),
            Column("Traitement", share=1.8),
            Column("Finalité", share=2.6),
            Column("À compléter", share=1.6),
        ],
        [
            [str(line.number), f"**{line.title}**", line.purpose, ", ".join(line.missing) or "complet"]
            for line in lines
        ],
    )
    document.note(
        "Ce qui est mesuré vient des exécutions enregistrées, du profil des données lues, des lecteurs réels et des règles en vigueur ; ce que les personnes ont ajouté est écrit à part."
    )
    for line in lines:
        document.page_break()
        document.heading(f"{line.number}. {line.title}")
        document.text(line.purpose)
        if line.note:
            document.note(line.note)
        document.table(
            [Column("", share=1.1), Column(_MEASURED, share=2.3), Column(_ADDED, share=1.5)],
            [
                [f"**{c.label}**", "\n".join(c.measured)[:590] or "–", c.added[:590] or "–"]
                for c in line.cells.values()
            ],
        )
    document.page_break()
    document.heading("Ce qui a été réellement supprimé")
    rows = [[f"{one.at:%d/%m/%Y}", one.what, one.by, one.why or "–"] for one in gone[:60]]
    if rows:
        document.table([Column("Date"), Column("Quoi"), Column("Par"), Column("Pourquoi", share=2)], rows)
        document.note(
            "Lu dans le journal, dont chaque ligne scelle la précédente : les numéros d'écriture y renvoient."
        )
    else:
        document.text("Aucune suppression n'est inscrite au journal depuis un an.")
    document.note(
        f"Colonnes : {processing.model()['source']['title']}, {processing.model()['source']['address']}."
    )
    _journal(actor, "processing", "pdf")
    return document.bytes()


def systems_ods(actor: Actor) -> bytes:
    """The AI systems register as one sheet."""
    head = ["Système", "Finalité", "Rôle", "Classe", "Articles", "Raisons", "Obligations", "Modèles", "Données",
            "Contrôle humain", "Journaux", "Version", "Utilisé"]  # fmt: skip
    rows = [
        [
            one.title, one.purpose, one.role_words, one.classified.words, ", ".join(one.classified.articles),
            "\n".join(f"{r.article} : {r.says}" for r in one.classified.reasons), "\n".join(one.classified.duties),
            "\n".join(one.models), "\n".join(one.data), "\n".join(one.oversight), "\n".join(one.logs), one.version,
            f"{one.runs} fois" if one.used else "prêt, jamais lancé",
        ]
        for one in systems.systems(actor)
    ]  # fmt: skip
    _journal(actor, "systems", "ods")
    return spreadsheet([Sheet("Systèmes d'IA", [head, *rows])])


def systems_pdf(actor: Actor) -> bytes:
    """The AI systems register to print."""
    lines, company = systems.systems(actor), _company(actor)
    document = Document(
        "Registre des systèmes d'IA", company.name,
        subtitle=f"{company.name} · règlement (UE) 2024/1689 · établi le {format_long_date(company.today)}",
        footer="Registre des systèmes d'IA",
    )  # fmt: skip
    counted = [("Systèmes", len(lines)), *((word, sum(one.classified.risk == risk for one in lines))
               for risk, word in (("prohibited", "Interdits"), ("high", "À haut risque"), ("transparency", "Transparence")))]  # fmt: skip
    document.facts([(label, format_number(value)) for label, value in counted])
    document.table(
        [
            Column("Système", share=1.6),
            Column("Finalité", share=2.6),
            Column("Rôle", share=0.9),
            Column("Classe", share=1.1),
            Column("Articles", share=1.3),
        ],
        [
            [
                f"**{one.title}**",
                one.purpose,
                one.role_words,
                one.classified.words,
                ", ".join(one.classified.articles) or "–",
            ]
            for one in lines
        ],
    )
    document.note(
        "La classe vient de règles écrites, chacune avec son article, appliquées aux réponses du questionnaire ; à défaut d'accord avec la fiche du savoir-faire, la plus exigeante est retenue. Ce document aide à décider : il ne remplace pas un avis juridique."
    )
    for one in lines:
        document.heading(one.title)
        document.table(
            [Column("", share=1), Column("", share=3.2)],
            [
                [
                    "**Pourquoi cette classe**",
                    "\n".join(f"{r.article} : {r.says}" for r in one.classified.reasons)[:590],
                ],
                ["**Obligations**", "\n".join(one.classified.duties)[:590]],
                ["**Modèles**", "\n".join(one.models) or "à préciser"],
                ["**Données**", "\n".join(one.data)[:590] or "aucune exécution enregistrée"],
                ["**Contrôle humain**", "\n".join(one.oversight)[:590] or "à préciser"],
                ["**Journaux**", "\n".join(one.logs) or "à préciser"],
            ],
        )
    _journal(actor, "systems", "pdf")
    return document.bytes()


def card_pdf(actor: Actor, card: Card) -> bytes:
    """A card of a model or of a data set, to print."""
    company = _company(actor)
    document = Document(
        card.title,
        company.name,
        subtitle=f"{card.subtitle} · {format_long_date(company.today)}",
        footer=card.subtitle,
    )
    rows = [
        [f"**{label}**", "\n".join(line for line in lines if line)[:590] or "–"]
        for label, lines in card.parts
    ]
    return document.table([Column("", share=1), Column("", share=3.2)], rows).bytes()


def _updated(line: processing.Processing, company: Company) -> str:
    return f"{line.entry.updated:%d/%m/%Y}" if line.entry else f"{company.today:%d/%m/%Y}"


def _company(actor: Actor) -> Company:
    return Company.objects.get(pk=actor.company_id)


def _journal(actor: Actor, register: str, form: str) -> None:
    journal.record(actor.company_id, actor.person_id, "register.exported", register, {"form": form})
