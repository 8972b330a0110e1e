"""Pictures as a printed page needs them: small, upright, without where they were taken."""

from io import BytesIO
from PIL import Image
from PIL import ImageOps


# At half the width of a page this is about 200 dots to the inch.
LARGEST = 640
QUALITY = 75
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


def shrink_picture(data: bytes, largest: int = LARGEST) -> list[int] | None:
    """Return the bytes of a small JPEG, as JSON can carry them to a template.

    Neither side has more than `largest` dots.  Returns None for what is no picture, is damaged, or unpacks to far more than
    a camera takes.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            # Known from the first bytes, before anything is unpacked.
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("RGB", (largest, largest))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((largest, largest))
            return list(_write(upright))
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def _write(picture: Image.Image) -> bytes:
    """Return a JPEG without anything that the camera wrote about the picture."""
    page = Image.new("RGB", picture.size, "white")
    has_holes = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    layer = picture.convert("RGBA" if has_holes else "RGB")
    page.paste(layer, mask=layer if has_holes else None)
    stream = BytesIO()
    page.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
