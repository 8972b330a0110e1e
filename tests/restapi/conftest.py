"""People who use the REST API of a running site."""

from collections.abc import Callable
from riaya.site.accounts import PASSWORD
from typing import Any

import pytest
import requests
import transaction


class Client(requests.Session):
    """A person's session: addresses are relative to the site."""

    def __init__(self, base: str, user_id: str | None, language: str = "en"):
        super().__init__()
        self.base = base
        self.headers.update({"Accept": "application/json", "Accept-Language": language})
        if user_id:
            self.auth = (user_id, PASSWORD)

    def request(
        self, method: str, url: str, *args: Any, **kw: Any
    ) -> requests.Response:
        """Send a request to the site."""
        if not url.startswith("http"):
            url = f"{self.base}/{url.lstrip('/')}"
        return super().request(method, url, *args, **kw)


@pytest.fixture
def client(functional: Any) -> Callable[..., Client]:
    """Return a function that makes a person's session."""
    portal = functional["portal"]
    transaction.commit()
    host, port = functional["host"], functional["port"]
    base = f"http://{host}:{port}/{portal.getId()}"
    return lambda user_id=None, language="en": Client(base, user_id, language)
