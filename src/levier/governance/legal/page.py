"""``docs/textes.md``: the legal facts as a page, written again from the data (``python -m levier.governance.legal.page``)."""

from pathlib import Path

from levier.core.french.writing_dates import format_date
from levier.governance.legal.facts import facts

PAGE = Path("docs/textes.md")
_HEAD = """# Textes de loi : ce sur quoi Levier s'appuie

Chaque fait porte sa source, le jour où elle a été lue et celui où il faudra la relire (« levier legal », page *Confiance, Textes*).
« Lu » : dans le texte ou sa reproduction ; « lu dans une source secondaire » : un commentaire public, dont l'adresse est donnée ;
« à vérifier » : connu, mais la source n'a pas pu être ouverte le jour où le fait a été écrit. Cette page n'est pas un avis juridique.

Écrite par `python -m levier.governance.legal.page` d'après `src/levier/governance/legal/facts.json` : ne la modifiez pas à la main.
"""


def page() -> str:
    """The whole page."""
    lines = [_HEAD]
    for law in dict.fromkeys(one.law for one in facts()):
        lines += [
            f"## {law}\n",
            "| Article | Ce qu'il dit | Applicable | Source | État | À relire |",
            "|---|---|---|---|---|---|",
        ]
        for one in facts():
            if one.law == law:
                applies = format_date(one.applies_from) if one.applies_from else ""
                source = f"[{one.source.title}]({one.source.address})"
                state = f"{one.status}, {format_date(one.read_on)}" + (
                    f" ([lecture]({one.read_in}))" if one.read_in else ""
                )
                lines.append(
                    f"| {one.article} | {one.says} | {applies} | {source} | {state} | {format_date(one.review_by)} |"
                )
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
