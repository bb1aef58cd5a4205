"""What a browser asked for while it looked around: other hosts, files that are missing, connections that failed."""

from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Request, Response, WebSocket


class Asked:
    """Listens to all pages of a context from now on."""

    def __init__(self, own: str) -> None:
        self.own = urlsplit(own).netloc
        self.requests = 0
        self.found: set[str] = set()

    @classmethod
    def of(cls, context: BrowserContext, own: str) -> Self:
        asked = cls(own)
        context.on("request", asked._request)
        context.on("response", asked._response)
        for page in context.pages:
            page.on("websocket", asked._websocket)
        context.on("page", lambda page: page.on("websocket", asked._websocket))
        return asked

    def _request(self, request: Request) -> None:
        self.requests += 1
        self._look(request.url)

    def _websocket(self, socket: WebSocket) -> None:
        self._look(socket.url)

    def _look(self, url: str) -> None:
        to = urlsplit(url)
        if to.scheme not in ("data", "blob", "about") and to.netloc != self.own:
            self.found.add(f"asked another host: {to.scheme}://{to.netloc}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.found.add(f"{response.status} {urlsplit(response.url).path}")
