"""Cards and questions that an instructor wrote out."""

from collections.abc import Sequence

from decks.format.schema import CARD, OPTION, QUESTION
from decks.making.clozes import gaps
from decks.model import WrittenCard, WrittenOption, WrittenQuestion
from decks.reading.fields import Fields
from decks.reading.names import GENERAL, Names
from decks.reading.tree import Node, Scalar
from decks.text import folded, one_line

MIN_DISTRACTORS = 2
MAX_DISTRACTORS = 4
MAX_KEYS = 4
MIN_OPTIONS, MAX_OPTIONS = 3, 5
"""Right and wrong options together, where several can be right."""
_KEY_EXAMPLE = next(key.example for key in QUESTION.keys if key.name == "key")


def read_card(node: Node, names: Names) -> WrittenCard | None:
    """One entry of `cards`, or None where it cannot be asked."""
    fields = Fields.of(node, CARD, names.notes)
    if fields is None:
        return None
    names.ignore(fields)
    image, alt = names.picture(fields)
    card = WrittenCard(
        id=fields.slug("id"),
        topic=names.topic(fields, "topic") if "topic" in fields else GENERAL,
        role=names.role(fields, "role"),
        front=fields.text("front", prose=True),
        back=fields.text("back", prose=True),
        cloze=fields.text("cloze", prose=True),
        answer=fields.text("answer"),
        accept=fields.texts("accept"),
        why=fields.text("why", prose=True),
        sources=names.source_list(fields),
        image=image,
        alt=alt,
        review=fields.flag("review"),
        mark=names.notes.mark(node),
    )
    given = {name for name in ("front", "back", "cloze", "answer") if name in fields}
    if given not in ({"front", "back"}, {"cloze"}, {"front", "answer"}):
        what = "a card has either “front” and “back”, or “front” and “answer”, or “cloze”"
        names.notes.error(node, "D207", what, "keep the keys of one of the three")
        return None
    if card.accept and not card.answer:
        names.notes.error(
            fields.keys["accept"], "D207", "“accept” goes with “answer”", "write “answer” in place of “back”"
        )
        return None
    if card.cloze and not gaps(card.cloze):
        what = "the text has no gap"
        names.notes.error(
            fields.values["cloze"], "D208", what, "put what is to be hidden between “{{” and “}}”"
        )
        return None
    filled = all(getattr(card, name) for name in given)
    return card if card.id and filled and names.take_id(fields, "cards", card.id) else None


def read_question(node: Node, names: Names) -> WrittenQuestion | None:
    """One entry of `questions`, or None where it cannot be asked."""
    fields = Fields.of(node, QUESTION, names.notes)
    if fields is None:
        return None
    name, stem = fields.slug("id"), fields.text("stem", prose=True)
    several = "keys" in fields
    keys = [_option(each, names) for each in fields.entries("keys" if several else "key")]
    wrong = [_option(each, names) for each in fields.entries("distractors")]
    topic = names.topic(fields, "topic") if "topic" in fields else GENERAL
    role = names.role(fields, "role")
    sources = names.source_list(fields)
    why = fields.text("why", prose=True)
    names.ignore(fields)
    if several and "key" in fields:
        what = "a question has either “key” or “keys”"
        names.notes.error(fields.keys["keys"], "D209", what, "put all right options into “keys”")
        return None
    if not several and "key" not in fields:
        example = f"add “key: {_KEY_EXAMPLE}”"
        names.notes.error(node, "D112", f"{QUESTION.name} needs “key”", example)
        return None
    if not name or not stem or "distractors" not in fields:
        return None
    if several:
        if not _countable(keys, wrong, fields, names):
            return None
    elif len(keys) != 1:
        names.notes.error(
            fields.keys["key"], "D209", "a question has exactly one right option", "name one as “key”"
        )
        return None
    if not several and not MIN_DISTRACTORS <= len(wrong) <= MAX_DISTRACTORS:
        what = f"a question has {MIN_DISTRACTORS} to {MAX_DISTRACTORS} distractors, this one {len(wrong)}"
        names.notes.error(fields.keys["distractors"], "D209", what, "add or take out some")
        return None
    options = [option for option in (*keys, *wrong) if option is not None]
    if len(options) < len(keys) + len(wrong):
        return None
    texts = [folded(option.text) for option in options]
    if len(set(texts)) < len(texts):
        twice = next(
            option.text for option, text in zip(options, texts, strict=True) if texts.count(text) > 1
        )
        names.notes.error(
            node, "D210", f"the option “{one_line(twice)}” stands there twice", "word one of them differently"
        )
        return None
    if not names.take_id(fields, "questions", name):
        return None
    return WrittenQuestion(
        id=name,
        topic=topic,
        stem=stem,
        key=options[0],
        distractors=tuple(options[len(keys) :]),
        role=role,
        why=why,
        sources=sources,
        review=fields.flag("review"),
        mark=names.notes.mark(node),
        stem_mark=names.notes.mark(fields.values["stem"]),
        several=several,
        more=tuple(options[1 : len(keys)]),
    )


def _countable(keys: Sequence[object], wrong: Sequence[object], fields: Fields, names: Names) -> bool:
    """Whether a question with several right options has as many of both as it may."""
    if not 1 <= len(keys) <= MAX_KEYS:
        what = f"“keys” holds one to {MAX_KEYS} right options, here {len(keys)}"
        names.notes.error(fields.keys["keys"], "D209", what, "add or take out some")
        return False
    total = len(keys) + len(wrong)
    if not wrong or not MIN_OPTIONS <= total <= MAX_OPTIONS:
        what = (
            f"a question with “keys” has {MIN_OPTIONS} to {MAX_OPTIONS} options, one of them wrong at least"
        )
        names.notes.error(
            fields.keys["distractors"],
            "D209",
            f"{what}; this one has {len(keys)} right and {len(wrong)} wrong",
            "add or take out some",
        )
        return False
    return True


def _option(node: Node, names: Names) -> WrittenOption | None:
    if isinstance(node, Scalar):
        text = one_line(node.value)
        if not text:
            names.notes.error(node, "D113", "an option is empty", "write a text, or leave it out")
            return None
        return WrittenOption(text, mark=names.notes.mark(node))
    fields = Fields.of(node, OPTION, names.notes)
    if fields is None:
        return None
    text, why, role = fields.text("text"), fields.text("why", prose=True), names.role(fields, "role")
    option = WrittenOption(text, why, role, names.notes.mark(fields.values.get("text", node)))
    return option if option.text else None
