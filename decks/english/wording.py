"""English around a deck's own words, in one place: sentences and lists, titles, and duties."""

from decks.english.phrasing import as_duty
from decks.english.sentences import among, capitalised, first_sentence, joined, sentence, set_apart
from decks.english.tidying import tidied, within_quotes
from decks.english.titles import article, is_field, is_plural, role_phrase, within_sentence

__all__ = [
    "among",
    "article",
    "as_duty",
    "capitalised",
    "first_sentence",
    "is_field",
    "is_plural",
    "joined",
    "role_phrase",
    "sentence",
    "set_apart",
    "tidied",
    "within_quotes",
    "within_sentence",
]
