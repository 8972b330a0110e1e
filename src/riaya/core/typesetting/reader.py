"""Reading formatted text tag by tag, so that nothing is as deep as the HTML.

The parser of lxml repairs what nobody closed or nested well, as it does for the
page on the screen, which Plone cleans with it.  It moves no word, and its time
grows with the text and no faster.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from lxml import etree
from riaya.core.typesetting.frames import find_frame
from riaya.core.typesetting.frames import find_inner_direction
from riaya.core.typesetting.frames import Flow
from riaya.core.typesetting.frames import Frame
from riaya.core.typesetting.frames import Open
from riaya.core.typesetting.frames import Table
from riaya.core.typesetting.runs import END
from riaya.core.typesetting.runs import get_direction
from riaya.core.typesetting.runs import ISOLATES
from riaya.core.typesetting.runs import Look
from riaya.core.typesetting.runs import Runs
from riaya.core.typesetting.runs import SPACES
from typing import Any

import re


# Given the address of a picture: its bytes as a JPEG, or None.
LoadPicture = Callable[[str], bytes | None]
# Given the address of a link inside the site: the label of a place in the same
# document, or nothing.
FindTarget = Callable[[str], str]

STYLES = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sub": "sub",
    "sup": "sup",
    "mark": "highlight",
}
INLINE = {*STYLES, "a", "span", "bdi", "bdo", "q"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    *HEADINGS,
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside"),
    *("address", "figure", "figcaption", "details", "summary", "fieldset", "form"),
    *("pre", "blockquote", "ul", "ol", "menu", "li", "dl", "dt", "dd", "center"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "legend"),
    *("body", "html", "option", "textarea", "select"),
}
# A heading in a list or in a cell is no heading of the document.
CAPTIONS = {*HEADINGS, "figcaption", "caption", "legend", "summary"}
SECTIONS = ("thead", "tbody", "tfoot")
UNSEEN = {"script", "style", "title"}
# Nobody nests so deep, and every text looks at all that are open.
MOST_OPEN = 50
OUTWARD = re.compile(r"^(https?://|mailto:|tel:)\S+$", re.IGNORECASE)
LANGUAGE = re.compile(r"^[a-z]{2,3}(?=$|-)", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """A tag around words of a paragraph."""

    tag: str
    style: str
    url: str
    target: str
    isolate: str


def read(
    html: str, language: str, load_picture: LoadPicture, find_target: FindTarget
) -> list[dict[str, Any]]:
    """Return the blocks of an HTML text; see `rich_text.read_html`."""
    reader: Any = Reader(language, load_picture, find_target)
    parser = etree.HTMLParser(target=reader, huge_tree=True)
    parser.feed(html)
    parser.close()
    blocks: list[dict[str, Any]] = reader.root.blocks
    return blocks


class Reader:
    """Builds the blocks while the parser tells of tags; each ends inside the one around."""

    def __init__(
        self, language: str, load_picture: LoadPicture, find_target: FindTarget
    ):
        self.default = get_direction(language)
        self.load_picture, self.find_target = load_picture, find_target
        self.root = Flow()
        self.open: list[Open] = []
        self.inline: list[Mark] = []
        # For each tag how many blocks and marks were open before it.
        self.around: list[tuple[int, int]] = []
        # Text comes in pieces, one for each sign such as &amp;.
        self.pieces: list[str] = []
        self.runs = Runs()
        self.unseen = 0

    # What the parser tells

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Open a tag."""
        self._take_text()
        self.around.append((len(self.open), len(self.inline)))
        if self.unseen or tag in UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.runs.add_break()
        elif tag == "hr":
            self._add({"kind": "rule"})
        elif tag == "img":
            self._add_picture(attrib)
        elif tag in INLINE:
            self._open_inline(tag, attrib)
        elif tag in BLOCKS:
            self._open_block(tag, attrib)

    def end(self, tag: str) -> None:
        """End the tag that was opened last."""
        self._take_text()
        blocks, marks = self.around.pop()
        if self.unseen:
            self.unseen -= 1
        self._close(blocks)
        self._close_inline(marks)

    def data(self, data: str) -> None:
        """Take a piece of text."""
        self.pieces.append(data)

    def close(self) -> None:
        """Take what was said last."""
        self._take_text()
        self._flush()

    def _take_text(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        if text and not self.unseen:
            is_code = any(each.tag == "pre" for each in self.open)
            self.runs.add(text, self._look, as_it_is=is_code)

    # Blocks

    def _open_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        if len(self.open) >= MOST_OPEN:
            return
        depth = sum(each.frame is not None for each in self.open)
        direction = attributes.get("dir", "").lower()
        lang = LANGUAGE.match(attributes.get("lang", ""))
        self.open.append(
            Open(
                tag=tag,
                frame=find_frame(tag, attributes, self._frame, depth),
                dir=direction if direction in ISOLATES else "",
                lang=lang[0].lower() if lang else "",
            )
        )

    def _close(self, index: int) -> None:
        """End all blocks but the first."""
        while len(self.open) > index:
            self._flush()
            ended = self.open.pop()
            block = ended.frame.finish() if ended.frame is not None else None
            if ended.tag in SECTIONS and isinstance(self._frame, Table):
                self._frame.section = "tbody"
            if block is not None:
                self._frame.take(self._direct(block))

    def _flush(self) -> None:
        """End the paragraph before something else begins."""
        direction = self._find("dir")
        if direction in ("", "auto"):
            direction = self.runs.find_direction(self.default)
        runs = self.runs.finish(direction)
        if runs:
            block = self._describe_line() | {"runs": runs, "dir": direction}
            self._frame.take(block | {"lang": self._find("lang")})
        for mark in self.inline:
            if mark.isolate:
                self.runs.add(mark.isolate, Look())

    def _describe_line(self) -> dict[str, Any]:
        is_inside = any(each.frame is not None for each in self.open)
        for each in reversed(self.open):
            if each.tag in HEADINGS and not is_inside:
                return {"kind": "heading", "level": HEADINGS[each.tag]}
            if each.tag == "pre":
                return {"kind": "code"}
            if each.tag in CAPTIONS:
                return {"kind": "caption"}
            if each.frame is not None:
                break
        return {"kind": "paragraph"}

    def _direct(self, block: dict[str, Any]) -> dict[str, Any]:
        """Return a list, table or quote in the direction of what is in it."""
        given = self._find("dir")
        return block | {
            "dir": given
            if given in ("rtl", "ltr")
            else find_inner_direction(block, self.default)
        }

    def _find(self, name: str) -> str:
        return next(
            (found for each in reversed(self.open) if (found := getattr(each, name))),
            "",
        )

    @property
    def _frame(self) -> Frame:
        frames = (each.frame for each in reversed(self.open))
        return next((frame for frame in frames if frame is not None), self.root)

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("src", "").strip()
        data = self.load_picture(address) if address else None
        self._add(
            {
                "kind": "picture",
                "data": list(data or b""),
                "alt": SPACES.sub(" ", attributes.get("alt", "")).strip(),
            }
        )

    # Marks

    def _open_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.inline) >= MOST_OPEN:
            return
        url, target = "", ""
        if tag == "a" and (address := attributes.get("href", "").strip()):
            if OUTWARD.match(address):
                url = address
            else:
                target = self.find_target(address)
        direction = attributes.get("dir", "auto" if tag == "bdi" else "").lower()
        mark = Mark(tag, STYLES.get(tag, ""), url, target, ISOLATES.get(direction, ""))
        self.inline.append(mark)
        if mark.isolate:
            self.runs.add(mark.isolate, self._look)

    def _close_inline(self, count: int) -> None:
        """End all marks but the first."""
        while len(self.inline) > count:
            if self.inline[-1].isolate:
                self.runs.add(END, self._look)
            self.inline.pop()

    @property
    def _look(self) -> Look:
        link = next((each for each in reversed(self.inline) if each.tag == "a"), None)
        return Look(
            styles=frozenset(each.style for each in self.inline if each.style),
            url=link.url if link else "",
            target=link.target if link else "",
        )

    def _add(self, block: dict[str, Any]) -> None:
        self._flush()
        self._frame.take(block)
