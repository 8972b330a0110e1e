"""Pictures for printed pages."""

from io import BytesIO
from PIL import Image
from riaya.core.typesetting.pictures import LARGEST
from riaya.core.typesetting.pictures import shrink_picture

import pytest


GPS = 0x8825
ORIENTATION = 0x0112


def make_picture(size=(1600, 1200), kind="JPEG", mode="RGB", colour="red", exif=None):
    stream = BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new(mode, size, colour).save(stream, kind, **options)
    return stream.getvalue()


def read(small):
    return Image.open(BytesIO(bytes(small)))


class TestShrinkPicture:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
    def test_makes_a_small_jpeg(self, kind):
        small = read(shrink_picture(make_picture(kind=kind)))
        assert small.format == "JPEG"
        assert small.size == (LARGEST, LARGEST * 3 // 4)

    def test_turns_it_upright_and_forgets_where_it_was_taken(self):
        exif = Image.Exif()
        exif[ORIENTATION] = 6
        exif.get_ifd(GPS)[1] = "N"
        small = read(shrink_picture(make_picture(exif=exif)))
        assert small.height > small.width
        assert not small.getexif()

    def test_lays_what_can_be_seen_through_on_white(self):
        data = make_picture((10, 10), "PNG", "RGBA", (0, 0, 0, 0))
        assert read(shrink_picture(data)).getpixel((5, 5)) == (255, 255, 255)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"no picture",
            b"\xff\xd8\xff\xe0" + b"0" * 100,
            make_picture()[:500],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        ],
    )
    def test_gives_nothing_for_what_is_none(self, data):
        assert shrink_picture(data) is None

    def test_gives_nothing_for_what_unpacks_to_a_bomb(self):
        data = make_picture((9_000, 9_000), "PNG", "1", 0)
        assert len(data) < 50_000
        assert shrink_picture(data) is None
