"""A logo is drawn again by Levier; whatever else its file holds stays out."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from levier.core.errors import BadInput
from levier.operations.firms.logos import checked_logo
from levier.operations.firms.outlines import of_path

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
)


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def image_of(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGBA")


def png(size: tuple[int, int] = (40, 20), **more: str) -> bytes:
    written, told = BytesIO(), PngImagePlugin.PngInfo()
    for key, value in more.items():
        told.add_text(key, value)
    image = Image.new("RGB", size, "white")
    image.paste("red", (5, 5, size[0] - 5, size[1] - 5))
    image.save(written, "PNG", pnginfo=told)
    return written.getvalue()


def test_shapes_are_drawn_in_their_colours() -> None:
    made = image_of(
        checked_logo(
            svg(
                '<rect width="50" height="50" fill="#f00"/><g transform="translate(50 0)"><circle cx="25" cy="25" r="25" fill="blue"/></g>'
            )
        )
    )
    assert made.size == (960, 480)
    assert made.getpixel((made.width // 4, made.height // 2)) == (255, 0, 0, 255)
    assert made.getpixel((3 * made.width // 4, made.height // 2)) == (0, 0, 255, 255)
    assert made.getpixel((made.width - 2, 2))[3] == 0


def test_an_arc_whose_flags_touch_its_numbers_ends_where_it_says() -> None:
    half = of_path("M20 40a20 20 0 0140 0z")
    assert [one[0] for one in half] == ["M", "C", "C", "Z"]
    assert half[2][-2:] == (60.0, 40.0)
    assert half[1][-2:] == pytest.approx((40.0, 20.0))


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<image href="https://ailleurs.example/a.png"/>', "image"),
        ('<use xlink:href="#a"/>', "use"),
        ("<style>@import url(https://ailleurs.example/a.css)</style>", "style"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
        ('<text x="1" y="9">Cabinet</text>', "text"),
        ('<rect width="9" height="9" fill="url(#degrade)"/>', "couleur"),
        ('<path d="M0 0 bogus"/>', "tracé"),
        ('<rect width="9" height="9" onload="x" filter="url(#f)"/>', "effet"),
    ],
)
def test_what_is_not_a_shape_is_refused_by_its_name(inside: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        checked_logo(svg(inside))


def test_entities_are_never_read() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg(
        "<title>&b;</title>"
    )
    with pytest.raises(BadInput, match="ne se lit pas"):
        checked_logo(bomb)


def test_a_picture_is_encoded_anew_without_what_stood_beside_its_pixels() -> None:
    made = checked_logo(png(Author="Alain Comptant"))
    assert b"Alain" not in made
    assert image_of(made).size == (30, 10)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nabc", b"%PDF-1.7", b"x" * 600_000])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="logo"):
        checked_logo(data)


def test_a_huge_picture_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(BadInput, match="pixels"):
        checked_logo(png((5000, 5000)))
