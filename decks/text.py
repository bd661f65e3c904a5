"""Making text from decks and imports harmless: what a terminal, a screen or a page would act on becomes visible text."""

import hashlib
import re
import unicodedata

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures: ESC becomes ␛
    if code == 0x7F:
        return "\u2421"
    return "\ufffd"


def is_plain(text: str) -> bool:
    """Whether the text holds nothing that `plain` would replace."""
    return _UNSAFE.search(text) is None


def plain(text: str) -> str:
    """The text with control characters, bidirectional overrides and lone surrogates replaced by visible signs.

    Newlines and tabs stay; carriage returns before a newline go.
    """
    return _UNSAFE.sub(_visible, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`plain` text with every run of white space, newlines included, as one space."""
    return _SPACES.sub(" ", plain(text)).strip()


def is_slug(text: str) -> bool:
    """Whether the text can be an id: ASCII lower-case letters and digits in groups joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


def slug_of(text: str) -> str:
    """A slug near the text, to suggest to a person; may be empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("-", ascii_text.lower()).strip("-")


def digest(*parts: str, size: int = 5) -> str:
    """A short hash of texts, stable over time and machines: `2 * size` hexadecimal digits."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=size).hexdigest()


def folded(text: str) -> str:
    """The form in which two texts are compared: one line, case and compatibility differences removed."""
    return unicodedata.normalize("NFKC", one_line(text)).casefold()
