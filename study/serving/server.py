"""Serving the app to browsers: who is let in, what they get, and how a tab is tied to its app."""

import asyncio
import json
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from socket import socket

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from study.serving.addresses import Place
from study.serving.learners import Learner, whose
from study.serving.session import Session

TABS = 8
"""How many tabs a learner may have open at a time; each is a process of its own."""
REFUSED = """\
This page opens with a link of its own, and this was not it.

Ask whoever runs Rolecall here for yours, and open it whole. If you came by such a link, let your browser keep a cookie for
this page.
"""
ELSEWHERE = "This page is for the computer that it is served from.\n"
_PAGE = Path(__file__).with_name("web")
_STATIC = Path(next(iter(textual_serve.__path__))) / "static"
_WIDTH, _HEIGHT = 500, 300
"""The largest terminal that a page may ask for."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Styles are set by the terminal's own code, character by character.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Server": "Rolecall",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """The app for some learners at one place."""

    def __init__(
        self, place: Place, learners: Sequence[Learner], environ: Mapping[str, str], *, tabs: int = TABS
    ) -> None:
        self._place = place
        self._learners = learners
        self._environ = environ
        self._most = tabs
        self._tabs: dict[web.WebSocketResponse, str] = {}
        """The open tabs, each with the name of its learner."""

    @property
    def _cookie(self) -> str:
        return f"rolecall-{self._place.port}"  # cookies know hosts and no ports

    def application(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[self._let_in])
        app.router.add_get("/", self._index)
        app.router.add_get("/ws", self._tab)
        app.router.add_static("/static", _STATIC)
        app.router.add_static("/page", _PAGE)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._close_tabs)
        return app

    # -- who is let in

    @web.middleware
    async def _let_in(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        self._learner(request)
        return await handler(request)

    def _learner(self, request: web.Request) -> Learner:
        """Whose progress the request is about. Raises HTTPForbidden where it may not be let in."""
        if not self._place.guarded and not self._place.calls_here(request.headers.get("Host", "")):
            raise web.HTTPForbidden(text=ELSEWHERE)
        if not self._learners[0].token:
            return self._learners[0]
        # A link is taken at its word: it may be somebody else's than the cookie.
        link = request.query.get("token") if request.path == "/" else None
        token = request.cookies.get(self._cookie, "") if link is None else link
        if (learner := whose(self._learners, token)) is None:
            raise web.HTTPForbidden(text=REFUSED)
        return learner

    # -- what they get

    async def _index(self, request: web.Request) -> web.StreamResponse:
        token = self._learner(request).token
        if not token or "token" not in request.query:
            return web.FileResponse(_PAGE / "page.html")
        # From here on the cookie stands for the token, so that it shows in no address, history or screenshot.
        answer = web.Response(status=303, headers={"Location": "./"})
        answer.set_cookie(
            self._cookie,
            token,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=self._place.secure,
        )
        return answer

    async def _tab(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and not self._place.same_site(origin, request.headers.get("Host", "")):
            raise web.HTTPForbidden(text=ELSEWHERE)
        learner = self._learner(request)
        if Counter(self._tabs.values())[learner.name] >= self._most:
            raise web.HTTPServiceUnavailable(text="There are too many tabs open; close some.\n")
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=1 << 20)
        self._tabs[websocket] = learner.name
        try:
            await websocket.prepare(request)
            session = Session(learner, self._environ, websocket)
            try:
                await session.start(*_size(request.query))
                await _listen(websocket, session)
            finally:
                await asyncio.shield(asyncio.ensure_future(session.stop()))
        finally:
            del self._tabs[websocket]
        return websocket

    async def _close_tabs(self, _app: web.Application) -> None:
        for websocket in list(self._tabs):
            await websocket.close(code=WSCloseCode.GOING_AWAY)
        while self._tabs:  # each app saves what it is at
            await asyncio.sleep(0.02)


def _size(asked: Mapping[str, str]) -> tuple[int, int]:
    def number(name: str, usual: int, most: int) -> int:
        text = asked.get(name, "")
        return (
            min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 6 else usual
        )

    return number("width", 80, _WIDTH), number("height", 24, _HEIGHT)


async def _listen(websocket: web.WebSocketResponse, session: Session) -> None:
    """Pass on what the page says, as far as it makes sense, until it is closed."""
    async for message in websocket:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            said = json.loads(message.data)
        except (ValueError, RecursionError):
            continue
        match said:
            case ["stdin", str(typed)]:
                await session.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await session.set_terminal_size(min(max(width, 1), _WIDTH), min(max(height, 1), _HEIGHT))
            case ["ping", str(at)]:
                await websocket.send_json(["pong", at])
            case ["blur"]:
                await session.blur()
            case ["focus"]:
                await session.focus()


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    if request.path.startswith(("/static/", "/page/")) and response.status in (200, 304):
        # The same for everybody, and a megabyte: it may be kept, if it is asked each time whether it still holds.
        response.headers["Cache-Control"] = "private, no-cache"


async def serve(
    listening: socket,
    place: Place,
    learners: Sequence[Learner],
    environ: Mapping[str, str],
    ready: Callable[[], None],
) -> None:
    """Serve until this process is told to end; then all tabs are closed, and what they were at is saved.

    `ready` is called once browsers are answered.
    """
    runner = web.AppRunner(
        Server(place, learners, environ).application(),
        access_log=None,
        handle_signals=False,
        shutdown_timeout=5.0,
    )  # no log of requests: links are not to be written down
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        told = asyncio.Event()
        for each in _ENDINGS:
            with suppress(NotImplementedError):  # on Windows, Ctrl+C raises KeyboardInterrupt
                asyncio.get_running_loop().add_signal_handler(each, told.set)
        ready()
        await told.wait()
    finally:
        await runner.cleanup()


_ENDINGS: Iterable[signal.Signals] = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
