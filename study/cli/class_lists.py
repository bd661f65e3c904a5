"""Lists that an instructor keeps of a class: whose pseudonym is whose, and who is in which group."""

import csv
from pathlib import Path

from decks.text import one_line
from study.cli.context import Told

_LARGEST = 16 * 1024 * 1024


def read_list(path: Path, second: str) -> dict[str, str]:
    """The second column of a CSV file by the first, which holds pseudonyms; a first row that says “pseudonym” is a heading.

    `second` is what the second column holds, for messages. Commas, semicolons and tabs are understood as separators.
    Raises `Told` for what cannot be read, and for a pseudonym that stands for two.
    """
    shown = one_line(str(path))
    try:
        if path.stat().st_size > _LARGEST:
            raise Told(f"{shown} is larger than 16 MB, which no list of a class is.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Told(f"{shown} is not UTF-8; save it as “CSV UTF-8”.") from None
    except OSError as error:
        raise Told(f"{shown} cannot be read: {error.strerror or error}.") from None
    heading = text.split("\n", 1)[0]
    separator = max(",;\t", key=heading.count)
    found: dict[str, str] = {}
    rows = csv.reader(text.splitlines(), delimiter=separator)
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (rows.line_num == 1 and cells[0].casefold() == "pseudonym"):
                continue
            if len(cells) < 2 or not cells[0] or not cells[1]:
                raise Told(
                    f"{shown}:{rows.line_num}: a row has a pseudonym and a {second}, with a comma between."
                )
            if found.setdefault(cells[0], cells[1]) != cells[1]:
                raise Told(
                    f"{shown}:{rows.line_num}: the pseudonym {one_line(cells[0])[:60]} has another {second} already; take one out."
                )
    except csv.Error as error:
        raise Told(f"{shown}:{rows.line_num}: this is no CSV: {error}.") from None
    if not found:
        raise Told(f"{shown} holds no pseudonym; each row has one, and a {second}, with a comma between.")
    return found
