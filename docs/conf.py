"""How `make docs` builds the documentation."""

project = "Riaya"
author = "The authors of Riaya"
copyright = "GPL-2.0-or-later"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "attrs_block"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Riaya – رعاية"
html_static_path = ["_static"]
html_css_files = ["arabic.css"]
# Pages load nothing from other hosts and show no source files.
html_show_sourcelink = False
html_show_copyright = False
