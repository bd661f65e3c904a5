"""Cards and questions that an instructor wrote out."""

from decks.clozes import gaps
from decks.fields import Fields
from decks.model import WrittenCard, WrittenOption, WrittenQuestion
from decks.names import GENERAL, Names
from decks.schema import CARD, OPTION, QUESTION
from decks.text import folded, one_line
from decks.tree import Node, Scalar

MIN_DISTRACTORS = 2
MAX_DISTRACTORS = 4


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
    keys = [_option(each, names) for each in fields.entries("key")]
    wrong = [_option(each, names) for each in fields.entries("distractors")]
    topic = names.topic(fields, "topic") if "topic" in fields else GENERAL
    role = names.role(fields, "role")
    sources = names.source_list(fields)
    why = fields.text("why", prose=True)
    names.ignore(fields)
    if not name or not stem or "key" not in fields or "distractors" not in fields:
        return None
    if len(keys) != 1:
        names.notes.error(
            fields.keys["key"], "D209", "a question has exactly one right option", "name one as “key”"
        )
        return None
    if not MIN_DISTRACTORS <= len(wrong) <= MAX_DISTRACTORS:
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
        distractors=tuple(options[1:]),
        role=role,
        why=why,
        sources=sources,
        review=fields.flag("review"),
        mark=names.notes.mark(node),
        stem_mark=names.notes.mark(fields.values["stem"]),
    )


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
