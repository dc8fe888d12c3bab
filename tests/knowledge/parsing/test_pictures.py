"""Scans and photographs: their text is recognised in order, whatever side is up, with how sure it is."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from levier.core.errors import BadInput
from levier.knowledge.parsing.isolated import parse_file
from levier.knowledge.parsing.pictures.engines import Seen
from levier.knowledge.parsing.pictures.recognising import recognise_page
from levier.knowledge.parsing.pictures.rendering import Pictures, is_blank
from levier.knowledge.parsing.pictures.running import drawn
from tests.knowledge import files
from tests.knowledge.parsing import made

LINES = ["Facture n° 2025-118", "Total à payer : 1 250,40 €", "Échéance : 31 mars 2025"]


def test_a_scanned_pdf_is_recognised_page_by_page_and_a_blank_page_is_said() -> None:
    told: list[tuple[int, int, str]] = []
    scan = made.scanned_pdf([made.picture(LINES, skew=1.5), made.picture([" "])])
    parsed = parse_file(scan, "facture.pdf", progress=lambda *one: told.append(one))
    text = parsed.pages[0].text
    for line in ("2025-118", "1 250,40 €", "Échéance"):
        assert line in text
    assert (parsed.reliability or 0) > 80
    assert parsed.notes == ["La page 2 est blanche."]
    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2), (2, 2)]
    assert told[0][2] == "reconnaissance du texte, page 1 sur 2"
    assert len(parsed.pages[0].lines) >= 3


def test_a_photograph_taken_upside_down_is_turned() -> None:
    parsed = parse_file(made.picture(LINES, turn=180, form="JPEG"), "photo.jpg")
    assert "Total à payer" in parsed.pages[0].text
    assert parsed.facts["turned"] == {"1": 180}


def test_a_picture_without_words_is_said_unreadable() -> None:
    landscape = Image.linear_gradient("L").resize((600, 400))
    stream = BytesIO()
    landscape.save(stream, "PNG")
    with pytest.raises(BadInput, match="Aucun texte sur cette image"):
        parse_file(stream.getvalue(), "paysage.png")
    with pytest.raises(BadInput, match="Aucun texte sur cette image"):
        parse_file(made.picture([" "]), "blanche.png")
    with pytest.raises(BadInput, match="Toutes les pages de ce document sont blanches"):
        parse_file(made.scanned_pdf([made.picture([" "])]), "envers.pdf")


@pytest.mark.parametrize(
    ("lines", "grain", "blank"), [([" "], 12, True), (["7"], 6, False), (["Lu"], 12, False)]
)
def test_a_grainy_white_back_is_blank_and_a_lone_word_is_not(
    lines: list[str], grain: int, blank: bool
) -> None:
    image = np.asarray(Image.open(BytesIO(made.picture([*lines, *[" "] * 20]))).convert("L"), np.int16)
    noise = np.random.default_rng(1).normal(0, grain, image.shape)
    assert is_blank(Image.fromarray(np.clip(image + noise, 0, 255).astype(np.uint8))) is blank


def _seen(text: str, left: float, top: float, sure: float = 0.99) -> Seen:
    right, bottom = left + 11.0 * len(text), top + 20
    return Seen(text, ((left, top), (right, top), (right, bottom), (left, bottom)), sure)


def test_boxes_are_read_in_lines_and_columns() -> None:
    picture = Pictures(made.picture(["x"] * 14), pdf=False).page(1, 200)
    left = [_seen(f"colonne de gauche ligne {n}", 20, 40 * n) for n in range(6)]
    right = [_seen(f"colonne de droite ligne {n}", 480, 40 * n + 3) for n in range(6)]
    page = recognise_page(picture, 1, lambda _: [*right, *left]).page
    words = " ".join(page.text.split())
    assert words.index("gauche ligne 5") < words.index("droite ligne 0")


def test_noise_is_not_given_for_text() -> None:
    picture = Pictures(made.picture(["x"] * 5), pdf=False).page(1, 200)
    page = recognise_page(picture, 1, lambda _: [_seen("xq zrt lkw pqs", 20, 40, 0.55)]).page
    assert (page.text, page.reliability) == ("", 0.0)


def test_the_page_of_a_pdf_is_drawn_for_who_reads_it() -> None:
    assert drawn(files.TERMS, 2, pdf=True)[8:12] == b"WEBP"
