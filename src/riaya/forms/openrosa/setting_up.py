"""Setting up ODK Collect on the phone of a worker.

Source of the settings and of their code: the documentation of ODK Collect,
«Settings QR codes».
"""

from base64 import b64encode

import json
import segno
import zlib


# The phone holds exactly the forms in force, and sends as soon as it can.
FORM_MANAGEMENT = {
    "form_update_mode": "match_exactly",
    "periodic_form_updates_check": "every_one_hour",
    "autosend": "wifi_and_cellular",
    "delete_send": True,
}
# As in the theme.
COLOUR = "#0f5e63"


def write_settings(server_url: str, username: str, language: str, project: str) -> str:
    """Return the settings of a project as the text of their QR code.

    There is no password in it: the code may be photographed.
    """
    settings = {
        "general": {
            "server_url": server_url,
            "username": username,
            "app_language": language,
            **FORM_MANAGEMENT,
        },
        "admin": {},
        "project": {"name": project, "icon": project[:1], "color": COLOUR},
    }
    return b64encode(zlib.compress(json.dumps(settings).encode())).decode()


def draw_code(text: str, title: str) -> str:
    """Return a QR code as SVG, dark on white, as wide as what it stands in."""
    code = segno.make(text, micro=False, error="m")
    return code.svg_inline(border=4, light="#fff", title=title, omitsize=True)
