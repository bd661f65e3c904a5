"""Who studies in a browser: each learner with a link of their own, and with progress of their own.

A link holds a token, and the token alone says whose progress is opened. What a browser sends besides (names, paths, headers)
never does.
"""

import json
import os
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe

from decks.text import is_slug, one_line, slug_of

FOLDER = "learners"
"""The folder in the home folder that holds a home folder for each learner."""
LINKS = "links.json"
"""The file in the home folder that keeps the tokens, so that links go on working: by learner, the only one as ""."""
_BYTES = 32
_LENGTH = 40


class BadLearners(Exception):
    """Names, or a file of them, that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True, repr=False)
class Learner:
    """Somebody who studies in a browser."""

    name: str
    """What they are called; empty for the only one."""
    home: Path | None
    """Their own folder; None for the only one, who studies where the program always does."""
    token: str
    """What their link holds; empty where none is wanted."""
    database: str = ""
    """The address of their own login to a school's database; empty where `home` holds their progress."""


def named(names: Iterable[str]) -> dict[str, str]:
    """Learners by name, without an address.

    Raises:
        BadLearners: a name cannot be a folder's, or stands twice.
    """
    found: dict[str, str] = {}
    for name in names:
        _check(name, found)
        found[name] = ""
    return found


def read_names(path: Path) -> dict[str, str]:
    """Learners by name as a TOML file has them, a table each; with the address of a login where `database` gives one.

    Raises:
        BadLearners: the file cannot be read or understood.
    """
    shown = one_line(str(path))
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadLearners(f"{shown} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise BadLearners(f"{shown} is not UTF-8; save it as such.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadLearners(f"{shown} is not TOML: {one_line(str(error))}.") from None
    found: dict[str, str] = {}
    for name, table in tables.items():
        try:
            _check(name, found)
        except BadLearners as wrong:
            raise BadLearners(f"{shown}: {wrong}") from None
        if not isinstance(table, dict) or table.keys() - {"database"}:
            raise BadLearners(
                f"{shown}: “{name}” has to be a table that is empty or holds “database”: write [{name}]"
            )
        address = table.get("database", "")
        if not isinstance(address, str) or (address and "://" not in address):
            raise BadLearners(
                f"{shown}: “database” of “{name}” has to be an address as study class add-learner prints it."
            )
        if address and address in found.values():
            raise BadLearners(f"{shown}: “{name}” has the login of somebody else; each needs their own.")
        found[name] = address
    if not found:
        raise BadLearners(f"{shown} names no learners; write a line such as [anna] for each.")
    return found


def _check(name: str, taken: Collection[str]) -> None:
    if not is_slug(name) or len(name) > _LENGTH:
        near = slug_of(name)[:_LENGTH].strip("-")
        advice = f"write “{near}”" if near else "write it as “anna” or “anna-b”"
        raise BadLearners(
            f"“{one_line(name)}” cannot be a learner's name here, for it names their folder; {advice}."
        )
    if name in taken:
        raise BadLearners(f"“{name}” stands twice; give each learner a name of their own.")


def learners_of(home: Path, names: Mapping[str, str], *, fresh: bool = False) -> list[Learner]:
    """The learners with their tokens and folders, which are made where they are missing.

    Args:
        home: the folder that holds everything.
        names: learners with their addresses; none for only one learner, who has the home folder to themselves.
        fresh: give everybody a new token, so that former links open nothing more.

    Raises:
        BadLearners: the file of tokens, or a folder, cannot be used.
    """
    wanted = names or {"": ""}
    path = home / LINKS
    try:
        home.mkdir(parents=True, exist_ok=True)
        tokens = {} if fresh else _kept(path)
        made = {name: tokens.get(name) or token_urlsafe(_BYTES) for name in wanted}
        if {**tokens, **made} != tokens:
            _keep(path, {**tokens, **made})
        found = []
        for name, address in wanted.items():
            own = home / FOLDER / name if name else None
            if own is not None:
                own.mkdir(mode=0o700, parents=True, exist_ok=True)
            found.append(Learner(name, own, made[name], address))
    except OSError as error:
        place = one_line(str(error.filename or path))
        raise BadLearners(f"{place} cannot be used: {error.strerror or error}.") from None
    return found


def _kept(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise BadLearners(f"{one_line(str(path))} holds no links; delete it, and everybody gets a new one.")
    # A token that somebody has shortened by hand is none.
    return {name: token for name, token in found.items() if len(token) >= _BYTES}


def _keep(path: Path, tokens: Mapping[str, str]) -> None:
    """Write the tokens for this user's eyes only, whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    draft.unlink(missing_ok=True)
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        json.dump(tokens, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(number)
    draft.replace(path)


def whose(learners: Iterable[Learner], token: str) -> Learner | None:
    """Whose token this is. Takes as long for one that is nearly right as for any other."""
    given = token.encode("utf-8", "surrogatepass")
    found = None
    for learner in learners:
        if compare_digest(learner.token.encode(), given) and learner.token:
            found = learner
    return found
