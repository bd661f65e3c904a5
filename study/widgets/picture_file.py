"""Reading a picture that a deck names: any file may stand there, and nothing in it is to be trusted.

Loads Pillow, so it is imported when the first picture is to be shown.
"""

import stat
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from decks.reading.origins import missing

BYTES = 20_000_000
"""A larger file is not read."""
PIXELS = 16_000_000
"""A larger picture is not unpacked: a file of some kilobytes may claim to be one of terabytes. These take 64 MB for a moment."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What is shown; Pillow's many other formats are rarely met, and their code is rarely looked at."""
SIDE = 1200
"""Pixels of a side to which a larger picture is brought, which is more than a card has room for."""

# Pillow's own guard against such files only warns of the smaller of them.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def read_picture(folder: Path, name: str) -> Image.Image | None:
    """The picture at a path in the deck's folder, upright, in RGB or RGBA and no larger than needed; None where none can be shown."""
    path = folder / name
    if missing(folder, name):
        return None
    try:
        with path.open("rb") as file:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > BYTES:
                return None
            with Image.open(file, formats=FORMATS) as picture:
                width, height = picture.size
                if width * height > PIXELS or not (width and height):
                    return None
                clear = "A" in picture.getbands() or "transparency" in picture.info
                small: Image.Image = picture
                if picture.mode in ("1", "P"):  # of whose numbers no mean can be taken
                    small = picture.convert("RGBA" if clear else "RGB")
                small.thumbnail((SIDE, SIDE))  # before anything else, for there is room to spare then
                return ImageOps.exif_transpose(small).convert("RGBA" if clear else "RGB")
    except Exception:  # noqa: BLE001 - what a decoder raises at a hostile file cannot be foreseen
        return None


def over(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """The picture with what is behind its transparent parts."""
    if picture.mode != "RGBA":
        return picture
    behind = Image.new("RGBA", picture.size, (*colour, 255))
    return Image.alpha_composite(behind, picture).convert("RGB")
