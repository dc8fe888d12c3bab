"""Real files made by real libraries: a PDF with two pages, a Word document with a table, pages in old
encodings.
"""

import zlib
from io import BytesIO

import docx


def word() -> bytes:
    """A Word document: title, headings, a list, a table."""
    document = docx.Document()
    document.add_heading("Contrat d'approvisionnement", 0)
    document.add_paragraph("Conclu le 12 janvier 2024 entre l'Acheteur et le Fournisseur.")
    document.add_heading("Article 7 — Pénalités de retard", 1)
    document.add_paragraph(
        "Tout retard de livraison donne lieu à une pénalité de 1,5 % du montant de la commande par semaine entamée."
    )
    document.add_paragraph("La pénalité est plafonnée à 10 % de ce montant.")
    document.add_heading("Article 8 — Remises", 1)
    document.add_paragraph("Remise de volume", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, [("Montant annuel", "Remise"), ("10 000 €", "2 %"), ("50 000 €", "5 %")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(pages: list[list[tuple[int, str]]]) -> bytes:
    """A PDF written by hand: each page is a list of (letter size, line)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        stream = b""
        height = 800
        for size, line in lines:
            text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            stream += b"BT /F1 %d Tf 60 %d Td (%s) Tj ET\n" % (size, height, text)
            height -= 2 * size if size > 12 else 15
        packed = zlib.compress(stream)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


TERMS = pdf(
    [
        [
            (20, "Conditions générales de vente"),
            (
                11,
                "Les présentes conditions s'appliquent à toutes les ventes conclues par la société avec ses",
            ),
            (11, "clients professionnels, sauf accord écrit contraire des deux parties."),
            (14, "Article 1 - Paiement"),
            (
                11,
                "Les factures sont payables à trente jours à compter de leur date d'émission. Aucun escompte n'est",
            ),
            (11, "accordé pour paiement anticipé."),
        ],
        [
            (14, "Article 2 - Livraison"),
            (
                11,
                "Le franco de port est accordé à partir de 250 € hors taxes. En dessous, les frais de port sont",
            ),
            (11, "facturés 12 € par colis."),
        ],
    ]
)

ENCRYPTED_HANDLER = (
    b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>"
)


def encrypted_pdf() -> bytes:
    """A PDF that no empty password opens."""
    body = TERMS.replace(
        b"/Root 1 0 R >>",
        b"/Root 1 0 R /ID [<"
        + b"33" * 16
        + b"> <"
        + b"33" * 16
        + b">] /Encrypt "
        + ENCRYPTED_HANDLER
        + b" >>",
    )
    return body


RETURNS = """<!doctype html><html><head><meta charset="iso-8859-1"><title>Procédure de retour</title>
<style>p {color: red}</style></head><body><nav>Accueil | Contact</nav><main><h1>Procédure de retour</h1>
<p>Le client demande un numéro de retour dans les <b>14 jours</b> qui suivent la livraison.</p>
<h2>Remboursement</h2><ul><li>L’avoir est émis sous 5 jours ouvrés.</li><li>Les articles soldés ne sont pas
repris.</li></ul> <table><tr><th>Motif</th><th>Frais</th></tr><tr><td>Erreur de notre part</td><td>0
€</td></tr></table> <script>alert("non")</script></main></body></html>"""
