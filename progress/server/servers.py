"""PostgreSQL only: reaching a server, by psycopg alone. Light, because `study due` uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from progress.problems import StoreProblem
from progress.records import Record
from progress.server import server_problems as problems

if TYPE_CHECKING:
    import psycopg

SCHEMA = "rolecall"
"""The schema that holds all tables."""
PATIENCE = 10
"""Seconds to wait for a server to answer, and for another session that is writing."""
_SCHEMES = ("postgresql+psycopg", "postgresql", "postgres")
_SESSION = (
    f"SET search_path = {SCHEMA}, pg_temp; "  # temporary tables last, or they would stand before ours
    "SET timezone = 'UTC'; SET synchronous_commit = on; SET lock_timeout = '{patience:.0f}ms'"
)


def need_driver() -> None:
    """See that Psycopg is there, which is an extra. Raises StoreProblem."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise problems.no_extra() from None


class Server(Record):
    """A database on a server, and who asks there."""

    __slots__ = ("_url", "name")

    name: str
    """How it is told: without the password."""
    _url: str
    """As libpq wants it."""

    def __init__(self, url: str) -> None:
        """Take an address like `postgresql+psycopg://name:password@server/database`.

        Raises StoreProblem, without the address in it, where it is none.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise problems.no_address() from None
        if not url.lower().startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)):
            raise problems.no_address()
        asked = parse_qs(parts.query)
        host = parts.hostname or asked.get("host", [""])[0]
        user = f"{unquote(parts.username)}@" if parts.username else ""
        shown = f"{user}{unquote(host)}{f':{port}' if port else ''}/{unquote(parts.path.lstrip('/'))}"
        super().__init__(urlunsplit(("postgresql", *parts[1:])), shown)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"Server({self.name!r})"

    def address_of(self, name: str, password: str) -> str:
        """The address by which somebody else reaches the same database. `password` as it stands in an address."""
        parts = urlsplit(self._url)
        place = parts.netloc.rpartition("@")[2]
        return urlunsplit((_SCHEMES[0], f"{quote(name)}:{password}@{place}", *parts[2:]))

    def connect(self, patience: float = PATIENCE) -> psycopg.Connection:
        """A connection in which every statement is a transaction unless one is begun. Raises StoreProblem."""
        need_driver()
        import psycopg

        try:
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                application_name="rolecall",
                connect_timeout=max(2, int(patience)),
                keepalives_idle=10,
                tcp_user_timeout=15_000,  # ms; a network that went away is noticed while the learner still waits
            )
        except psycopg.Error as error:
            raise self.unreached(error) from None
        try:
            connection.execute(_SESSION.format(patience=1000 * patience).encode())
        except psycopg.Error as error:
            connection.close()
            raise self.problem(error) from None
        return connection

    def unreached(self, error: BaseException) -> StoreProblem:
        """Why it could not be connected to."""
        text = str(error)
        if "password authentication failed" in text or "no password supplied" in text:
            return problems.refused(self.name)
        return problems.away(self.name, self._detail(error))

    def problem(self, error: BaseException) -> StoreProblem:
        """What an error of the server means for the learner."""
        import psycopg

        if isinstance(error, StoreProblem):
            return error
        state = str(getattr(error, "sqlstate", None) or "")
        if state in ("42P01", "3F000", "42704"):
            return problems.not_set_up(self.name)
        if state == "42501":
            return problems.forbidden(self.name, self._detail(error))
        if state in ("55P03", "40P01", "40001"):
            return problems.busy(self.name)
        if state.startswith("53"):
            return (
                problems.full(self.name)
                if state == "53100"
                else problems.away(self.name, self._detail(error))
            )
        if state.startswith(("08", "57P")) or (not state and isinstance(error, psycopg.OperationalError)):
            return problems.lost(self.name)
        if isinstance(error, psycopg.DataError):
            return problems.unkeepable(self.name, self._detail(error))
        return problems.failed(self.name, self._detail(error))

    def _detail(self, error: BaseException) -> str:
        """The last line of what the server said that says something, as part of a sentence, and without the password."""
        told = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
        lines = [line.strip() for line in told.splitlines() if line.strip()]
        # libpq tells of each address that it tried, and then gives hints in indented lines.
        line = next((line for line in lines if ": " in line), lines[0] if lines else type(error).__name__)
        line = line.rpartition("failed: ")[2].removeprefix("FATAL: ").strip().rstrip(".")
        parts = urlsplit(self._url)
        for secret in (unquote(parts.password or ""), *parse_qs(parts.query).get("password", [])):
            line = line.replace(secret, "…") if secret else line
        return line
