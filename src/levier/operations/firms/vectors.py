"""SVG by the shapes that logos are made of, drawn as pixels: paths, rectangles, circles, ellipses, lines, polygons, groups.

No text (it needs a font of the sender's), no image, no script, no style sheet, no reference, no gradient: what is not known is
refused by its name, so that a logo is never printed otherwise than it was drawn.
"""

import math
import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image

from levier.core.errors import BadInput
from levier.operations.firms.outlines import Bad, Outline, of_path

_SVG = "{http://www.w3.org/2000/svg}"
_SKIPPED = frozenset({"title", "desc", "metadata", "defs", "namedview"})
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$|rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)$|[a-z]+$")
_PIXELS, _MOST_SHAPES, _DEEPEST = 1200, 2000, 30
_EMPTY_DEFS = frozenset(
    {"style", "script", "image", "text", "use", "foreignObject", "filter", "mask", "clipPath"}
)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class _Look:
    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    opacity: float = 1.0
    even_odd: bool = False
    matrix: Matrix = (1, 0, 0, 1, 0, 0)


def drawn_svg(data: bytes) -> Image.Image:
    """The drawing as pixels, 1,200 on its longest side, on nothing. Raises BadInput."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only those who draw pay for it

    try:
        root = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
        left, top, width, height = _view(root)
        made = BytesIO()
        canvas = Canvas(made, pagesize=(width, height), invariant=1)
        canvas.transform(1, 0, 0, -1, -left, height + top)
        shapes = [0]
        for one in root:
            _draw(canvas, one, _looking(root, _Look()), shapes, 0)
        canvas.showPage()
        canvas.save()
    except (ParseError, DefusedXmlException, Bad, ValueError, OverflowError) as error:
        said = str(error) if isinstance(error, Bad) else "Ce fichier SVG ne se lit pas"
        raise BadInput(
            said,
            where="logo",
            mend="Vectorisez les textes et simplifiez le dessin, ou envoyez un fichier PNG.",
        ) from None
    return _pixels(made.getvalue(), width, height)


def _pixels(pdf: bytes, width: float, height: float) -> Image.Image:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=_PIXELS / max(width, height), fill_color=(255, 255, 255, 0))
        found: Image.Image = bitmap.to_pil().convert("RGBA")
        return found
    finally:
        document.close()


def _view(root: Any) -> tuple[float, float, float, float]:
    if _name(root) != "svg":
        raise Bad("Ce fichier n'est pas un dessin SVG")
    box = _numbers(root.get("viewBox", ""))
    if len(box) != 4:
        sizes = [_numbers(root.get(side, "")) for side in ("width", "height")]
        if not all(sizes):
            raise Bad("Ce dessin SVG ne dit pas sa taille (viewBox)")
        box = [0.0, 0.0, sizes[0][0], sizes[1][0]]
    if not (0 < box[2] < 100_000 and 0 < box[3] < 100_000 and 0.05 < box[2] / box[3] < 20):
        raise Bad("Ce dessin SVG a une taille qu'un logo n'a pas")
    return box[0], box[1], box[2], box[3]


def _draw(canvas: Any, one: Any, look: _Look, shapes: list[int], depth: int) -> None:
    name = _name(one)
    if name == "defs" and not any(_name(child) in _EMPTY_DEFS for child in one.iter()):
        return
    if name in _SKIPPED and name != "defs":
        return
    shapes[0] += 1
    if shapes[0] > _MOST_SHAPES or depth > _DEEPEST:
        raise Bad("Ce dessin SVG a trop de formes pour un logo")
    if any(
        one.get(kind)
        for kind in ("filter", "mask", "clip-path", "{http://www.w3.org/1999/xlink}href", "href")
    ):
        raise Bad(f"Ce dessin SVG se sert d'un effet ou d'une référence (« {name} ») que Levier ne suit pas")
    mine = _looking(one, look)
    if name == "g":
        for child in one:
            _draw(canvas, child, mine, shapes, depth + 1)
        return
    _paint(canvas, _outline(name, one), mine)


def _name(one: Any) -> str:
    tag = one.tag if isinstance(one.tag, str) else "comment"
    return tag.removeprefix(_SVG) if tag.startswith(_SVG) else tag.rsplit("}", 1)[-1]


def _outline(name: str, one: Any) -> Outline:
    def given(key: str, default: float = 0.0) -> float:
        return next(iter(_numbers(one.get(key, ""))), default)

    if name == "path":
        return of_path(one.get("d", ""))
    if name == "rect":
        x, y, wide, high = given("x"), given("y"), given("width"), given("height")
        return (
            of_path(f"M{x} {y}h{wide}v{high}h{-wide}z")
            if not one.get("rx")
            else _rounded(x, y, wide, high, given("rx"))
        )
    if name in ("circle", "ellipse"):
        rx, ry = (given("r"), given("r")) if name == "circle" else (given("rx"), given("ry"))
        x, y = given("cx"), given("cy")
        return of_path(f"M{x - rx} {y}A{rx} {ry} 0 1 0 {x + rx} {y}A{rx} {ry} 0 1 0 {x - rx} {y}z")
    if name == "line":
        return of_path(f"M{given('x1')} {given('y1')}L{given('x2')} {given('y2')}")
    if name in ("polygon", "polyline"):
        points = " ".join(map(str, _numbers(one.get("points", ""))))
        return of_path(f"M{points}{'z' if name == 'polygon' else ''}") if points else []
    raise Bad(f"Ce dessin SVG contient « {name} », que Levier n'imprime pas")


def _rounded(x: float, y: float, wide: float, high: float, r: float) -> Outline:
    r = min(r, wide / 2, high / 2)
    arc = f"a{r} {r} 0 0 1"
    return of_path(
        f"M{x + r} {y}h{wide - 2 * r}{arc} {r} {r}v{high - 2 * r}{arc} {-r} {r}h{2 * r - wide}{arc} {-r} {-r}v{2 * r - high}{arc} {r} {-r}z"
    )


def _looking(one: Any, above: _Look) -> _Look:
    said = {
        key: one.get(key)
        for key in ("fill", "stroke", "stroke-width", "opacity", "fill-opacity", "fill-rule")
        if one.get(key)
    }
    for part in one.get("style", "").split(";"):
        key, _, value = part.partition(":")
        if value.strip():
            said[key.strip()] = value.strip()
    look = above
    for side in ("fill", "stroke"):
        if side in said:
            colour = said[side].strip()
            if not _COLOUR.match(colour):
                raise Bad(f"Ce dessin SVG a une couleur que Levier n'imprime pas : « {colour[:40]} »")
            colour = getattr(above, side) if colour == "currentColor" else colour
            look = replace(look, fill=colour) if side == "fill" else replace(look, stroke=colour)
    if "stroke-width" in said:
        look = replace(look, width=next(iter(_numbers(said["stroke-width"])), 1.0))
    for key in ("opacity", "fill-opacity"):
        if key in said:
            look = replace(look, opacity=look.opacity * min(1.0, max(0.0, float(said[key]))))
    if "fill-rule" in said:
        look = replace(look, even_odd=said["fill-rule"] == "evenodd")
    if one.get("transform"):
        look = replace(look, matrix=_times(above.matrix, _matrix(one.get("transform"))))
    return look


def _matrix(said: str) -> Matrix:
    if _TRANSFORM.sub("", said).strip(" ,\n\t"):
        raise Bad("Ce dessin SVG a une transformation que Levier n'imprime pas")
    found: Matrix = (1, 0, 0, 1, 0, 0)
    for kind, inside in _TRANSFORM.findall(said):
        given = _numbers(inside)
        if kind == "matrix" and len(given) == 6:
            found = _times(found, (given[0], given[1], given[2], given[3], given[4], given[5]))
        elif kind == "translate" and given:
            found = _times(found, (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0.0))
        elif kind == "scale" and given:
            found = _times(found, (given[0], 0, 0, given[-1], 0, 0))
        elif kind == "rotate" and given:
            c, s = math.cos(math.radians(given[0])), math.sin(math.radians(given[0]))
            x, y = (given[1], given[2]) if len(given) == 3 else (0.0, 0.0)
            found = _times(found, (c, s, -s, c, x - c * x + s * y, y - s * x - c * y))
    return found


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
    )  # fmt: skip


def _paint(canvas: Any, outline: Outline, look: _Look) -> None:
    filled, stroked = look.fill != "none", look.stroke != "none"
    if not outline or not (filled or stroked):
        return
    canvas.saveState()
    canvas.transform(*look.matrix)
    if filled:
        canvas.setFillColor(_ink(look.fill))
        canvas.setFillAlpha(look.opacity)
    if stroked:
        canvas.setStrokeColor(_ink(look.stroke))
        canvas.setStrokeAlpha(look.opacity)
        canvas.setLineWidth(look.width)
    path = canvas.beginPath()
    for order, *at in outline:
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[str(order)](*at)
    canvas.drawPath(path, stroke=int(stroked), fill=int(filled), fillMode=0 if look.even_odd else 1)
    canvas.restoreState()


def _ink(said: str) -> Any:
    from reportlab.lib.colors import toColor  # noqa: PLC0415

    return toColor(
        "#" + "".join(2 * one for one in said[1:]) if re.fullmatch("#[0-9a-fA-F]{3}", said) else said
    )


def _numbers(text: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(text)]
