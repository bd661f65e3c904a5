"""`study serve`: who is let in and who is not, whose progress a link opens, and what becomes of it when something ends."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyte
import pytest

from progress.locations import locate
from study.serving.addresses import Place, origin_of, public_url
from study.serving.learners import LINKS, BadLearners, Learner, learners_of, whose

aiohttp = pytest.importorskip("aiohttp", reason="The extra web is not installed.")
pytest.importorskip("textual_serve", reason="The extra web is not installed.")

ROOT = Path(__file__).parents[1]
Study = Callable[..., Any]
PATIENCE = 60.0
"""Seconds to wait for anything: far more than it takes, for a busy machine."""
needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="There is no /proc here.")


class Served:
    """A server in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]", lines: list[str]) -> None:
        self.process = process
        self.links = dict(line.split() if " " in line else ("", line) for line in lines)
        """By learner; the only one is ""."""
        self.url = next(iter(self.links.values())).partition("?")[0]

    def children(self) -> list[int]:
        """The processes that it has started."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def served(home: Path, *options: str, lines: int = 1, **environ: str) -> Iterator[Served]:
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT), **environ}
    command = [sys.executable, "-m", "study.main", "serve", "--port", "0", *options]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Served(process, [process.stdout.readline().strip() for _ in range(lines)])
        finally:
            process.terminate()
            process.wait(PATIENCE)


class Tab:
    """What a page does with its connection; what it would show can be read."""

    def __init__(self, websocket: Any) -> None:
        self.websocket = websocket
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait(self, what: str, seen: Callable[[str], bool]) -> str:
        deadline = time.monotonic() + PATIENCE
        while not seen(self.text()):
            assert time.monotonic() < deadline, f"never seen: {what}\n{self.text()}"
            try:
                message = await self.websocket.receive(timeout=deadline - time.monotonic())
            except TimeoutError:
                continue
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (
                f"{message}\n{self.text()}"
            )
            if message.type is aiohttp.WSMsgType.BINARY:
                self._stream.feed(message.data)
        return self.text()

    async def see(self, *texts: str) -> str:
        return await self.wait(" and ".join(texts), lambda screen: all(text in screen for text in texts))

    async def press(self, keys: str) -> None:
        await self.websocket.send_json(["stdin", keys])

    async def answer_first_card(self) -> None:
        """From Home to the second card."""
        await self.see("A kitchen brigade", "20 new", "Quit")
        await self.press("\r")
        await self.see("Show answer", "new 20")
        await self.press(" ")
        await self.see("1 Again", "4 Easy")
        await self.press("3")
        await self.see("Show answer", "new 19", "learning 1")


@asynccontextmanager
async def client() -> AsyncIterator[Any]:
    """A browser of its own, with no cookies yet; those of addresses in numbers are kept, too."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


@asynccontextmanager
async def tab(session: Any, url: str, **params: Any) -> AsyncIterator[Tab]:
    async with session.ws_connect(f"{url}ws", params={"width": "80", "height": "24"}, **params) as websocket:
        yield Tab(websocket)


async def refused(session: Any, url: str, **params: Any) -> tuple[int, str]:
    """What is said to a tab that is not let in."""
    asks = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    asks |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", **params.pop("headers", {})}
    async with session.get(url, headers=asks, **params) as answer:
        return answer.status, await answer.text()


def ratings(home: Path) -> list[int]:
    """What is in a learner's log of answers."""
    if not (home / "progress.db").exists():
        return []
    with closing(sqlite3.connect(f"file:{home / 'progress.db'}?mode=ro", uri=True)) as database:
        query = "select rating from event where kind = 'review' order by sequence"
        return [rating for (rating,) in database.execute(query)]


async def gone(pid: int) -> None:
    """Wait for a process to have ended, whether or not anybody has asked for how."""
    deadline = time.monotonic() + PATIENCE
    with suppress(OSError):
        while Path(f"/proc/{pid}/cmdline").read_bytes():
            assert time.monotonic() < deadline, f"process {pid} never ended"
            await asyncio.sleep(0.05)


REFUSED = "This page opens with a link of its own, and this was not it.\n"
ELSEWHERE = "This page is for the computer that it is served from.\n"


async def test_a_link_opens_its_learners_page_and_nothing_else_does(home: Path):
    with served(home, "--learner", "anna", "--learner", "ben", lines=2) as server:
        anna, ben = server.links["anna"], server.links["ben"]
        token, bens = anna.partition("token=")[2], ben.partition("token=")[2]
        assert len(token) == 43
        assert token != bens
        async with client() as stranger:
            for url in (
                server.url,
                f"{server.url}?token=",
                f"{server.url}?token={token[:-1]}",
                f"{server.url}?token={token.swapcase()}",
                f"{server.url}?learner=anna",
                f"{server.url}page/page.html?token={token}",
                f"{server.url}static/js/textual.js",
                f"{server.url}static/js/textual.js?token={token}",
                f"{server.url}nowhere",
            ):
                async with stranger.get(url) as answer:
                    assert answer.status == 403, url
                    assert (await answer.text()).startswith(REFUSED)
                    assert answer.content_type == "text/plain"
                    assert answer.headers["Cache-Control"] == "no-store"
                    assert not answer.cookies
            for query in ("", f"?token={token}"):
                assert (await refused(stranger, f"{server.url}ws{query}"))[0] == 403
            cookie = f"rolecall-{server.url.rpartition(':')[2].strip('/')}"
            assert (await refused(stranger, f"{server.url}ws", headers={"Cookie": f"{cookie}={token[:-1]}"}))[
                0
            ] == 403
        async with client() as learner:
            async with learner.get(anna, allow_redirects=False) as answer:
                assert (answer.status, answer.headers["Location"]) == (303, "./")
                assert answer.cookies[cookie]["httponly"]
                assert answer.cookies[cookie]["samesite"] == "Lax"
            async with learner.get(anna) as answer:
                assert (answer.status, str(answer.url)) == (200, server.url)
                assert token not in await answer.text()
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            for path in ("static/js/textual.js", "static/css/xterm.css", "page/page.js", "page/page.css"):
                async with learner.get(server.url + path) as answer:
                    assert (answer.status, answer.headers["Cache-Control"]) == (200, "private, no-cache"), (
                        path
                    )
                    kept = {"If-None-Match": answer.headers["ETag"]}
                async with learner.get(server.url + path, headers=kept) as answer:
                    assert answer.status == 304, path
            async with learner.get(server.url + "static/../server.py") as answer:
                assert answer.status == 404
            # Neither with a page of somebody else's in the same browser.
            evil = {"Origin": "http://evil.example"}
            assert await refused(learner, f"{server.url}ws", headers=evil) == (403, ELSEWHERE)
            other = {"Origin": server.url.replace("127.0.0.1", "localhost").rstrip("/")}
            assert await refused(learner, f"{server.url}ws", headers=other) == (403, ELSEWHERE)
            # A link goes before the cookie of whoever had the browser before.
            async with learner.get(f"{server.url}?token=wrong") as answer:
                assert answer.status == 403


async def test_what_one_learner_answers_is_theirs_alone(home: Path):
    with served(home, "--learner", "anna", "--learner", "ben", lines=2) as server:
        async with client() as one, client() as two:
            await (await one.get(server.links["anna"])).release()
            await (await two.get(server.links["ben"])).release()
            sly = {"X-Learner": "ben", "Origin": server.url.rstrip("/")}
            async with (
                one.ws_connect(
                    f"{server.url}ws?width=80&height=24&learner=ben&home=../ben", headers=sly
                ) as first,
                tab(two, server.url) as second,
            ):
                await Tab(first).answer_first_card()
                await second.see("A kitchen brigade", "20 new")
            assert ratings(home / "learners" / "anna") == [3]
            assert ratings(home / "learners" / "ben") == []
            assert ratings(home) == []
            async with tab(one, server.url) as again:
                await again.see("1 of 26")


async def test_with_a_schools_database_each_learner_has_their_own_login(home: Path, school: Any):
    logins = {name: school.learner() for name in ("anna", "ben")}
    file = home / "names.toml"
    file.write_text("".join(f"[{name}]\ndatabase = '{login}'\n" for name, login in logins.items()))
    with served(home, "--learners", str(file), lines=2, STUDY_DATABASE=school.url()) as server:
        async with client() as session:
            await (await session.get(server.links["anna"])).release()
            async with tab(session, server.url) as page:
                await page.answer_first_card()
    import psycopg

    for name, answers in (("anna", 1), ("ben", 0)):
        with psycopg.connect(logins[name].replace("+psycopg", "")) as connection:
            assert connection.execute("select count(*) from rolecall.event").fetchall() == [(answers,)]
    assert not (home / "learners" / "anna" / "progress.db").exists()


@needs_proc
async def test_a_closed_tab_loses_nothing_and_leaves_nothing(home: Path):
    with served(home, HOME_SECRET="of the one who serves", STUDY_UNKNOWN="x") as server:
        assert server.links[""] == server.url  # on this computer alone, without a token
        async with client() as session:
            async with tab(session, server.url) as page:
                await page.answer_first_card()
                (app,) = server.children()
                environ = Path(f"/proc/{app}/environ").read_bytes()
                assert f"STUDY_HOME={home}".encode() in environ
                assert b"of the one who serves" not in environ
                assert b"STUDY_UNKNOWN" not in environ
                # What no page sends does no harm.
                for junk in (
                    "",
                    "{",
                    "[]",
                    '["stdin"]',
                    '["resize", {"width": "x"}]',
                    '["quit", null]',
                    "[" * 9999,
                ):
                    await page.websocket.send_str(junk)
                await page.websocket.send_bytes(b"\x00")
                await page.websocket.send_json(["resize", {"width": 10**9, "height": -1}])
                await page.websocket.send_json(["resize", {"width": 80, "height": 24}])
                await page.press("u")
                await page.see("Show answer", "new 20", "learning 0")
                await page.press(" ")
                await page.see("4 Easy")
                await page.press("2")
                await page.see("Show answer", "new 19", "learning 1")
                page.websocket._response.connection.transport.abort()  # as when the lid is shut
            await gone(app)
            async with tab(session, server.url) as page:
                await page.see("1 of 26")
                (app,) = server.children()
                os.kill(app, signal.SIGKILL)
                message = await page.websocket.receive(timeout=PATIENCE)
                while message.type is aiohttp.WSMsgType.BINARY:
                    message = await page.websocket.receive(timeout=PATIENCE)
                assert message.type is aiohttp.WSMsgType.CLOSE
    assert ratings(home)[-1] == 2


@needs_proc
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
async def test_no_app_outlives_the_server(home: Path, ending: signal.Signals):
    with served(home) as server:
        async with client() as session, tab(session, server.url) as page:
            await page.see("A kitchen brigade")
            (app,) = server.children()
            server.process.send_signal(ending)
            assert await asyncio.to_thread(server.process.wait, PATIENCE) == (
                -9 if ending is signal.SIGKILL else 0
            )
            await gone(app)


async def test_on_this_computer_alone_no_page_of_others_gets_through(home: Path):
    with served(home) as server:
        port = server.url.rpartition(":")[2].strip("/")
        async with client() as session:
            for host, status in (
                (f"127.0.0.1:{port}", 200),
                (f"localhost:{port}", 200),
                (f"[::1]:{port}", 200),
                (f"evil.example:{port}", 403),
                ("localhost:9000", 200),
                (f"127.0.0.1.evil.example:{port}", 403),
                ("[", 403),
            ):
                async with session.get(server.url, headers={"Host": host}) as answer:
                    assert answer.status == status, host
                    assert (await answer.text() == ELSEWHERE) is (status == 403)
            evil = {"Origin": "https://evil.example"}
            assert await refused(session, f"{server.url}ws", headers=evil) == (403, ELSEWHERE)
            assert await refused(session, f"{server.url}ws", headers={"Origin": "null"}) == (403, ELSEWHERE)


async def test_on_another_address_only_the_link_opens_it_and_goes_on_to(home: Path):
    with served(home, "--host", "0.0.0.0") as server:
        link = server.links[""]
        token, port = link.partition("token=")[2], server.url.rpartition(":")[2]
        here = f"http://127.0.0.1:{port}"
        async with client() as session:
            async with session.get(here) as answer:
                assert answer.status == 403
            async with session.get(f"{here}?token={token}") as answer:
                assert answer.status == 200
    assert [learner.token for learner in learners_of(home, {})] == [token]
    assert (home / LINKS).stat().st_mode & 0o777 == 0o600
    with served(home, "--token", "--new-links") as server:
        assert server.links[""].partition("token=")[2] != token
        async with client() as session, session.get(f"{server.url}?token={token}") as answer:
            assert answer.status == 403


async def test_behind_a_proxy_links_and_pages_are_the_proxys(home: Path):
    with served(home, "--public-url", "https://study.school.example/learn") as server:
        link = server.links[""]
        assert link.startswith("https://study.school.example/learn/?token=")
    assert public_url("https://study.school.example") == "https://study.school.example/"


def test_a_place_knows_who_calls_from_there():
    alone = Place("127.0.0.1", 8000)
    assert (alone.guarded, alone.secure, alone.url) == (False, False, "http://127.0.0.1:8000/")
    proxied = Place("127.0.0.1", 8000, public_url("https://study.school.example:443/x"))
    assert (proxied.guarded, proxied.secure, proxied.url) == (
        True,
        True,
        "https://study.school.example:443/x/",
    )
    assert proxied.same_site("https://study.school.example", "127.0.0.1:8000")
    assert proxied.same_site("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert not proxied.same_site("https://school.example", "127.0.0.1:8000")
    assert origin_of("http://[::1]:8000/") == "http://[::1]:8000"
    assert Place("::1", 8000).url == "http://[::1]:8000/"


def test_decks_may_be_shared():
    assert locate({"STUDY_HOME": "/a", "STUDY_DECKS": "/b"}).decks == Path("/b")
    assert locate({"STUDY_HOME": "/a", "STUDY_DECKS": ""}).decks == Path("/a/decks")


def test_tokens_are_compared_whole():
    learners = [Learner("anna", None, "a" * 43), Learner("ben", None, "b" * 43), Learner("", None, "")]
    found = whose(learners, "b" * 43)
    assert found is not None
    assert found.name == "ben"
    for wrong in ("", "b" * 42, "b" * 44, "é", "\udcff", "B" * 43):
        assert whose(learners, wrong) is None


def test_a_shortened_token_is_made_anew(tmp_path: Path):
    (tmp_path / LINKS).write_text('{"": "", "anna": "short"}')
    (learner,) = learners_of(tmp_path, {"anna": ""})
    assert len(learner.token) == 43
    assert "token" not in repr(learner)
    assert learner.token not in repr(learner)


def test_links_that_are_none_are_told(tmp_path: Path):
    for text in ("[]", "{", '{"": 1}', "\xff"):
        (tmp_path / LINKS).write_text(text, encoding="latin-1")
        with pytest.raises(BadLearners) as caught:
            learners_of(tmp_path, {})
        assert (
            str(caught.value)
            == f"{tmp_path / LINKS} holds no links; delete it, and everybody gets a new one."
        )


def test_a_learners_app_is_told_of_nobody_else(tmp_path: Path):
    from study.serving.session import environment_of

    environ = {
        "PATH": "/bin",
        "STUDY_HOME": str(tmp_path),
        "STUDY_DATABASE": "mine",
        "PGPASSWORD": "x",
        "HOME": "/me",
    }
    own = tmp_path / "learners" / "anna"
    assert environment_of(Learner("anna", own, "t"), {**environ, "EDITOR": "vi", "NO_COLOR": "1"}) == {
        "PATH": "/bin",
        "HOME": str(own),
        "PYTHONPATH": "",
        "STUDY_HOME": str(own),
        "STUDY_DECKS": str(tmp_path / "decks"),
    }
    login = "postgresql+psycopg://anna:x@db/rolecall"
    assert environment_of(Learner("anna", own, "t", login), environ)["STUDY_DATABASE"] == login
    assert environment_of(Learner("", None, ""), {**environ, "EDITOR": "vi"}) == environ


def test_help_loads_no_server(home: Path):
    code = "import sys; from study.main import main; main(); print(*sys.modules, file=sys.stderr)"
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, "serve", "--help"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "study" in loaded
    assert not loaded & {"aiohttp", "textual_serve", "textual", "rich", "yaml", "asyncio"}


def told(study: Study, *options: str) -> tuple[int, str]:
    """Exit status and sentence of a server that cannot be."""
    answer = study("serve", *options)
    assert answer.out == ""
    return answer.code, answer.err


def test_what_cannot_be_served_is_told_in_a_sentence(study: Study, monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert told(study, "--port", str(port)) == (
            2,
            f"Error: Port {port} is taken, by another program or by study serve itself; choose another: --port {port + 1}\n",
        )
    assert told(study, "--host", "no.such.host.invalid", "--port", "0") == (
        2,
        "Error: “no.such.host.invalid” is no address of this computer; for all it has, write --host 0.0.0.0\n",
    )
    assert told(study, "--host", "192.0.2.1", "--port", "0") == (
        2,
        "Error: “192.0.2.1” is no address of this computer; for all it has, write --host 0.0.0.0\n",
    )
    for url in (
        "study.school.example",
        "ftp://x/",
        "https://x/?a=b",
        "https://x:y/",
        "https://me:pw@x/",
        "http://x/\n",
    ):
        assert told(study, "--public-url", url) == (
            2,
            f"Error: “{url.strip()}” is no address of a site; write it as in --public-url https://study.school.example/\n",
        )
    for module in ("textual_serve.app_service", "study.serving.session", "study.serving.server"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert told(study) == (
        1,
        "Error: To serve the app, install what that takes: python -m pip install 'rolecall[web]'.\n",
    )


def test_learners_that_cannot_be_are_told_in_a_sentence(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert told(study, "--learner", "Anna B.") == (
        1,
        "Error: “Anna B.” cannot be a learner's name here, for it names their folder; write “anna-b”.\n",
    )
    assert told(study, "--learner", "..") == (
        1,
        "Error: “..” cannot be a learner's name here, for it names their folder; write it as “anna” or “anna-b”.\n",
    )
    assert told(study, "--learner", "anna", "--learner", "anna") == (
        1,
        "Error: “anna” stands twice; give each learner a name of their own.\n",
    )
    login = "postgresql+psycopg://me:pw@db.invalid/rolecall"
    monkeypatch.setenv("STUDY_DATABASE", login)
    assert told(study, "--learner", "anna") == (
        1,
        "Error: STUDY_DATABASE is set, and holds one login; each learner needs their own: give it in the file of --learners.\n",
    )
    monkeypatch.delenv("STUDY_DATABASE")
    file = tmp_path / "names.toml"
    shown = str(file)
    for text, said in (
        ("", f"{shown} names no learners; write a line such as [anna] for each."),
        (
            "[anna",
            f"{shown} is not TOML: Expected ']' at the end of a table declaration (at end of document).",
        ),
        ("[A]", f"{shown}: “A” cannot be a learner's name here, for it names their folder; write “a”."),
        ("anna = 1", f"{shown}: “anna” has to be a table that is empty or holds “database”: write [anna]"),
        (
            "[anna]\ntoken = 'x'",
            f"{shown}: “anna” has to be a table that is empty or holds “database”: write [anna]",
        ),
        (
            "[anna]\ndatabase = 'x.db'",
            f"{shown}: “database” of “anna” has to be an address as study class add-learner prints it.",
        ),
        (
            f"[anna]\ndatabase = '{login}'\n[ben]\ndatabase = '{login}'",
            f"{shown}: “ben” has the login of somebody else; each needs their own.",
        ),
    ):
        file.write_text(text)
        assert told(study, "--learners", shown) == (1, f"Error: {said}\n")
    file.write_text("[anna]")
    assert told(study, "--learners", shown, "--learner", "anna") == (
        1,
        f"Error: “anna” stands in {shown} already; leave out --learner anna.\n",
    )
    assert told(study, "--learners", str(tmp_path / "none.toml")) == (
        1,
        f"Error: {tmp_path / 'none.toml'} cannot be read: No such file or directory.\n",
    )


async def test_a_learner_has_so_many_tabs_and_no_more(home: Path):
    from aiohttp import web

    from study.serving.server import Server

    server = Server(Place("127.0.0.1", 0, "http://x/"), [Learner("anna", home, "t" * 43)], os.environ, tabs=0)
    runner = web.AppRunner(server.application())
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with client() as session:
            cookie = {"Cookie": f"rolecall-0={'t' * 43}"}
            assert await refused(session, f"{url}ws", headers=cookie) == (
                503,
                "There are too many tabs open; close some.\n",
            )
    finally:
        await runner.cleanup()
