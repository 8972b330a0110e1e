"""How `make docs` builds the documentation."""

from sphinx.application import Sphinx


project = "Riaya"
author = "The authors of Riaya"
copyright = "GPL-2.0-or-later"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Riaya – رعاية"
html_static_path = ["_static"]
html_css_files = ["arabic.css", "access.css"]
# Pages load nothing from other hosts and show no source files.
html_show_sourcelink = False
html_show_copyright = False


def setup(app: Sphinx) -> None:
    """Let the Arabic pages read from right to left."""
    app.connect("html-page-context", turn_arabic_page)


def turn_arabic_page(
    app: Sphinx, page: str, template: str, context: dict, doctree: object
) -> None:
    """Wrap the text of a page in the folder `ar`."""
    if page.startswith("ar/") and "body" in context:
        context["body"] = f'<div dir="rtl" lang="ar">{context["body"]}</div>'
