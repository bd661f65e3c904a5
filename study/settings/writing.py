"""Writing a setting into the learner's file, which keeps all else that is in it, comments too."""

from pathlib import Path
from typing import Any

from study.settings.allowed import DECK_KEYS, KEYS, NotAllowed
from study.settings.located import plain


class SettingRefused(Exception):
    """A setting cannot be written; `str()` is the sentence to show."""


def change_setting(path: Path, key: str, value: object, *, deck: str = "") -> None:
    """Write one setting (of a deck) into the file at `path`, and keep all else in it, comments too; None takes it out.

    `value` is as in the file: a number, true or false, text, a date, a list or a table of these.

    Raises:
        SettingRefused: the key or the value is none, the file is not TOML, or cannot be written.
    """
    check = (DECK_KEYS if deck else KEYS).get(key)
    if check is None:
        raise SettingRefused(f"There is no setting “{plain(key)}”.")
    if value is not None:
        try:
            check(key, value)
        except NotAllowed as wrong:
            raise SettingRefused(f"“{key}” has to be {wrong}.") from None
    write_setting(path, ("decks", deck, key) if deck else (key,), value)


def forget_setting(path: Path, keys: tuple[str, ...]) -> None:
    """Take a setting out of the file where it is written with dots, as `review.bury`: each table of it by itself.

    Raises SettingRefused.
    """
    found: Any = None
    try:
        import tomllib

        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return  # whoever writes next says what is wrong with it
    for name in keys:
        found = found.get(name) if isinstance(found, dict) else None
    if found is not None:
        write_setting(path, keys, None)


def write_setting(path: Path, keys: tuple[str, ...], value: object) -> None:
    """The same without looking at the value: for keys that others look after. Raises SettingRefused."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from progress.files import beside, like

    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        table: Any = document
        for name in keys[:-1]:
            if name not in table:
                if value is None:
                    return
                table[name] = tomlkit.table(is_super_table=name == "decks")
            table = table[name]
            if not isinstance(table, dict):
                raise SettingRefused(
                    f"{path} has something else than a table at “{plain(name)}”: put it right first."
                )
        if value is None:
            table.pop(keys[-1], None)
        elif isinstance(value, dict):
            inline = tomlkit.inline_table()
            inline.update(value)
            table[keys[-1]] = inline
        else:
            table[keys[-1]] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        written = tomlkit.dumps(document)
        with beside(path.resolve()) as draft:
            draft.write_bytes(written.encode())
            if path.exists():
                like(draft, path)
    except (TOMLKitError, UnicodeDecodeError):
        raise SettingRefused(f"{path} is not TOML: put it right first, then change settings.") from None
    except OSError as error:
        raise SettingRefused(f"{path} cannot be written ({error.strerror or error}).") from None
