"""Reading formatted text tag by tag, so that nothing is as deep as the HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
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
# A start tag ends an open one of the same group, up to the tag around both.
ENDED_BY = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    **dict.fromkeys(("dt", "dd"), ({"dt", "dd"}, {"dl"})),
    **dict.fromkeys(("td", "th"), ({"td", "th", "caption"}, {"table"})),
    "tr": ({"tr", "caption"}, {"table"}),
    **dict.fromkeys(SECTIONS, ({*SECTIONS, "caption"}, {"table"})),
}
TABLE_PARTS = {"td", "th", "caption", "tr", "thead", "tbody", "tfoot", "table"}
WALLS = {"td", "th", "caption", "table"}
# Nobody nests so deep, and every tag looks at all that are open.
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


class Reader(HTMLParser):
    """Builds the blocks while the tags come by."""

    def __init__(
        self, language: str, load_picture: LoadPicture, find_target: FindTarget
    ):
        super().__init__(convert_charrefs=True)
        self.default = get_direction(language)
        self.load_picture, self.find_target = load_picture, find_target
        self.root = Flow()
        self.open: list[Open] = []
        self.inline: list[Mark] = []
        self.runs = Runs()
        self.unseen = ""

    def finish(self) -> list[dict[str, Any]]:
        """Return the blocks when everything was read."""
        self._flush()
        self._close(0)
        return self.root.blocks

    # What html.parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        attributes = {name: value or "" for name, value in attrs}
        if self.unseen or tag in UNSEEN:
            self.unseen = self.unseen or tag
        elif tag == "br":
            self.runs.add_break()
        elif tag == "hr":
            self._add({"kind": "rule"})
        elif tag == "img":
            self._add_picture(attributes)
        elif tag in INLINE:
            self._open_inline(tag, attributes)
        elif tag in BLOCKS:
            self._open_block(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag, and end it if nothing can be in it in any case."""
        self.handle_starttag(tag, attrs)
        if tag in INLINE or self.unseen == tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a tag that is open; any other is nothing."""
        if self.unseen:
            if tag == self.unseen:
                self.unseen = ""
        elif tag in INLINE:
            self._close_inline(tag)
        elif tag in BLOCKS:
            for index in range(len(self.open) - 1, -1, -1):
                known = self.open[index].tag
                if known == tag or {known, tag} <= HEADINGS.keys():
                    self._close(index)
                    return
                if known in WALLS and tag not in TABLE_PARTS:
                    return

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self.unseen:
            return
        is_code = any(each.tag == "pre" for each in self.open)
        self.runs.add(data, self._look, as_it_is=is_code)

    # Blocks

    def _open_block(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        if len(self.open) >= MOST_OPEN:
            return
        if self.open and self.open[-1].tag == "p":
            self._close(len(self.open) - 1)
        if tag in ENDED_BY:
            ended, walls = ENDED_BY[tag]
            for index in range(len(self.open) - 1, -1, -1):
                if self.open[index].tag in walls:
                    break
                if self.open[index].tag in ended:
                    self._close(index)
                    break
        depth = sum(each.frame is not None for each in self.open)
        direction = attributes.get("dir", "").lower()
        lang = LANGUAGE.match(attributes.get("lang", ""))
        self.open.append(
            Open(
                tag=tag,
                frame=find_frame(tag, attributes, self._frame, depth),
                dir=direction if direction in ISOLATES else "",
                lang=lang[0].lower() if lang else "",
                inline=len(self.inline),
            )
        )

    def _close(self, index: int) -> None:
        while len(self.open) > index:
            self._flush()
            ended = self.open.pop()
            del self.inline[ended.inline :]
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

    def _add_picture(self, attributes: dict[str, str]) -> None:
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

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
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

    def _close_inline(self, tag: str) -> None:
        for index in range(len(self.inline) - 1, -1, -1):
            if self.inline[index].tag == tag:
                if self.inline[index].isolate:
                    self.runs.add(END, self._look)
                del self.inline[index]
                return

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
