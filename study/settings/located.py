"""Where in the file something is that has to be told of, and how a name out of it is shown."""

from pathlib import Path


def where(path: Path, text: str, key: str, table: str) -> str:
    """File and line of a key in the file's text; the file alone where the key is written in some unusual way."""
    within = ""
    names = (key, f'"{key}"', f"'{key}'")
    full = f"{table}.{key}".strip(".")
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            within = bare.strip("[] ").partition("]")[0].replace('"', "").replace("'", "")
            if within == full:
                return f"{path}:{number}"
        name = bare.partition("=")[0].strip()
        if (within == table and name in names) or f"{within}.{name}".strip(".") == full:
            return f"{path}:{number}"
    return str(path)


def plain(name: str) -> str:
    """A name out of the file, without what a terminal would obey, and no longer than a line has room for."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:60]
