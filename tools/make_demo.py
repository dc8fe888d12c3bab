"""Make what the demo ships: company documents (PDF, DOCX) and the extract of public texts.

Run by a maintainer: ``python -m tools.make_demo SHARED_DATA_FOLDER``. The results are committed, so users never run it.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "demo_sources"
DOCUMENTS = ROOT / "src" / "levier" / "demo" / "documents"
DATA = ROOT / "src" / "levier" / "demo" / "data"

LABOUR_SHEETS = (
    "congés payés|événements familiaux|période d'essai|durée légale du travail|heures supplémentaires|bulletin de paie|SMIC"
    "|jours fériés|sanction disciplinaire|harcèlement|rupture conventionnelle du contrat|La démission|congé de maternité"
    "|frais de transport|visites médicales|registre unique|contrat à durée déterminée \\(CDD\\)|licenciement pour motif personnel"
    "|indemnité légale de licenciement|embauche|travail du dimanche|travail de nuit|Le congé parental|enfant malade|sans solde"
    "|saisonnier|temps partiel|télétravail|canicule|rayonnages|CSE dans les entreprises de 11|accident du travail|égalité professionnelle"
    "|contrat d'apprentissage$|stages étudiants|maladie ou à l'accident non professionnel|règlement intérieur|journée de solidarité"
)
PUBLIC_SERVICE = (
    "délais de paiement|délais dérogatoires|facture|conditions générales|impayé|injonction de payer|TVA|bail commercial|soldes|promotion"
    "|garantie|archives|conservation des documents|document unique|obligation|registre|assurance|caution|affacturage|escompte|devis"
    "|livraison|vente à distance|comptes annuels|micro-entreprise|frais professionnels|titres?-restaurant|prime|intéressement|embauche"
    "|congé|télétravail|prix|marque|étiquet|carte bancaire|chèque|recouvrement|clause"
)
CNIL = "travail|employeur|salari|vidéo|badge|biométri|recrut|client|prospect|fichier|registre|DPO|délégué|violation|cookies|messagerie|géolocalisation|sous-traitant|conserv|site web|newsletter"


LONGEST = 16_000
KEPT_WHOLE = ("Les congés payés",)


def main(shared: Path) -> None:
    print_pdf("cgv.html", "conditions-generales-de-vente.pdf")
    print_pdf("prix.html", "politique-de-prix.pdf")
    write_supplier_contract(DOCUMENTS / "contrat-fournisseur-ateliers-morvan.docx")
    write_welcome_booklet(DOCUMENTS / "livret-d-accueil.docx")
    write_texts(shared)
    shutil.copy(shared / "retail" / "uci_online_retail.parquet", DATA / "online-retail.parquet")


def write_texts(shared: Path) -> None:
    texts = list(public_texts(shared / "french_qa"))
    with gzip.GzipFile(DOCUMENTS / "textes-publics.jsonl.gz", "wb", mtime=0) as out:
        for text in texts:
            out.write((json.dumps(text, ensure_ascii=False) + "\n").encode())
    print(f"{len(texts)} public texts, {sum(len(t['text']) for t in texts) // 1000} 000 characters")


def print_pdf(source: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}",
             "--disable-background-networking", f"--print-to-pdf={DOCUMENTS / target}", (SOURCES / source).as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


def _write(path: Path, blocks: Iterable[tuple[str, object]], title: str) -> None:
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Maison Tilleul"
    document.add_heading(title, level=0)
    for kind, content in blocks:
        if kind == "h":
            document.add_heading(str(content), level=1)
        elif kind == "p":
            document.add_paragraph(str(content))
        elif kind == "l":
            document.add_paragraph(str(content), style="List Bullet")
        elif kind == "t" and isinstance(content, list):
            table = document.add_table(rows=0, cols=len(content[0]))
            table.style = "Table Grid"
            for line in content:
                for cell, value in zip(table.add_row().cells, line, strict=True):
                    cell.text = value
    document.save(str(path))


def write_supplier_contract(path: Path) -> None:
    _write(
        path,
        json.loads((SOURCES / "contrat.json").read_text("utf-8")),
        "Contrat d'approvisionnement — Ateliers Morvan",
    )


def write_welcome_booklet(path: Path) -> None:
    _write(path, json.loads((SOURCES / "livret.json").read_text("utf-8")), "Livret d'accueil du salarié")


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


SMALL_WORDS = frozenset(
    "le la les un une de des du en et ou à au aux que qui est sont pas ne dans sur pour par avec votre vos leur leurs son ses ces cette"
    " ce cet se sa il elle ils être a ont doit peut plus même afin à-dire selon lors".split()
)


def known_words(folder: Path, *corpora: str) -> Counter[str]:
    """How often each word occurs in French corpora: the reference that tells a glued word from a rare one."""
    words: Counter[str] = Counter()
    for name in corpora:
        for line in read(folder / f"{name}.jsonl.gz"):
            words.update(re.findall(r"[^\W\d_]+", line["text"].lower()))
    return words


def listed(text: str) -> str:
    """The exports lost the line breaks of lists: « congé :Pour son mariage ;Pour … » gets them back."""
    text = re.sub(r"(?<=[a-zéèà»)])([.!?])(?=[A-ZÉÈÀ«])", r"\1 ", text)
    return re.sub(r"(?<=[:;])(?=[A-ZÉÈÀ«])", "\n- ", text)


DOUBLED = frozenset({"le", "les", "ne", "se"})

_VALUE = re.compile(r"\d[\d\s.,]*\s?(?:ans?|mois|jours?|semaines?|heures?|%|€|euros?)(?!\w)[^.:]{0,80}")


def rowed(text: str) -> str:
    """The exports lost the rows of tables: a line that is only a value (« 10 ans ») goes back to what it is of."""
    lines: list[str] = []
    for line in text.split("\n"):
        value = _VALUE.fullmatch(line.strip())
        named = lines and lines[-1] and not _VALUE.fullmatch(lines[-1].strip())
        if value and named and (lines[-1].endswith("etc.") or lines[-1][-1] not in ".:;,!?"):
            lines[-1] += f" : {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def spaced(text: str, words: Counter[str], elsewhere: Counter[str]) -> str:
    """The CNIL's export lost the spaces around links and bold words: « unlieu » → « un lieu », « public(rue » → « public (rue ».

    A word rare ``elsewhere`` (the CNIL repeats some of its glued words) is cut only where one side is a small word of
    French and the other a known word; not where a feminine doubles its letter (« confidentiel|les »).
    """

    def unglue(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if elsewhere[low] > 3 or len(low) < 5:
            return word

        def parts(i: int) -> bool:
            left, right = low[:i], low[i:]
            if left in SMALL_WORDS and words[right] > 5 and i < len(low) - 2:
                return True
            if right not in SMALL_WORDS or (right in DOUBLED and right[0] == left[-1]):
                return False
            return words[left] > 2 if len(right) > 2 else words[left] > 20 and i > 4 and not elsewhere[low]

        cuts = [(words[low[:i]] + words[low[i:]], i) for i in range(2, len(low) - 1) if parts(i)]
        return f"{word[: max(cuts)[1]]} {word[max(cuts)[1] :]}" if cuts else word

    def unelide(match: re.Match[str]) -> str:
        """« filmentl'intérieur » → « filment l'intérieur »; « jusqu'à » and « quelqu'un » stay."""
        whole, word = match.group().lower(), match[1].lower()
        return f"{match[1]} {match[2]}" if words[word] > 2 and not elsewhere[whole] else match.group()

    text = re.sub(r"(?<=[a-zéè])(?=[A-ZÉ][a-zéA-Z])", " ", text)
    text = re.sub(r"[^\W\d_]+", unglue, text)
    text = re.sub(r"\b([^\W\d_]{3,})(l|d|qu|n|s)(?=['’][^\W\d_])", unelide, text)
    text = re.sub(r"(?<=[!?])(?=[A-ZÉÈÀ«])", " ", text)
    text = re.sub(r"(?<=\w)\((?!s\)|e\)|es\))", " (", text)
    text = re.sub(r"(?<=[a-zé])(?=\d)", " ", text)
    text = re.sub(r"(?<=\d)(?=(mois|ans|jours|heures|euros)\b)", " ", text)
    return text


def public_texts(folder: Path) -> Iterable[dict]:
    sheets: dict[str, dict] = {}
    others = ("fiches_travail_corpus", "service_public_pro_asso_corpus", "piaf_v1.1_corpus.dev")
    elsewhere = known_words(folder, *others)
    words = elsewhere + known_words(folder, "cnil_faq_corpus")
    for part in read(folder / "fiches_travail_corpus.jsonl.gz"):
        if not re.search(LABOUR_SHEETS, part["doc_title"]):
            continue
        day, month, year = part["date"].split("/")
        sheet = sheets.setdefault(part["doc"], {
            "source": "Ministère du Travail — fiches pratiques", "licence": "Apache-2.0 / Licence Ouverte 2.0",
            "title": part["doc_title"], "dated": f"{year}-{month}-{day}", "address": part["url"], "text": "",
        })  # fmt: skip
        sheet["text"] += f"## {part['section_title']}\n\n{listed(part['text'].strip())}\n\n"
    latest = {sheet["title"]: sheet for sheet in sorted(sheets.values(), key=lambda sheet: sheet["dated"])}
    yield from (
        sheet for sheet in latest.values() if len(sheet["text"]) < LONGEST or sheet["title"] in KEPT_WHOLE
    )
    for text in read(folder / "service_public_pro_asso_corpus.jsonl.gz"):
        wanted = text["audience"] == "professionnels" and text["theme"] in (
            "Ressources humaines", "Gestion - Finances", "Vente - Commerce")  # fmt: skip
        if (
            wanted
            and re.search(PUBLIC_SERVICE, text["title"], re.I)
            and (len(text["text"]) < 8_000 or text["id"] == "sp-F23211")
        ):
            yield {
                "source": "Service-public.fr — professionnels", "licence": "Licence Ouverte 2.0",
                "title": text["title"], "dated": text["date"], "address": text["url"], "text": listed(rowed(text["text"])),
            }  # fmt: skip
    for text in read(folder / "cnil_faq_corpus.jsonl.gz"):
        if "(Copie)" not in text["title"] and re.search(CNIL, text["title"], re.I):
            yield {
                "source": "CNIL — questions fréquentes", "licence": "Licence Ouverte 2.0",
                "title": text["title"], "dated": None, "address": text["url"], "text": listed(spaced(text["text"], words, elsewhere)),
            }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
