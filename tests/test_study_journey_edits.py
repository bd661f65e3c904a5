"""A learner's year with a deck that its instructor keeps changing: nothing is lost, and `decks diff` had said so before."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.locations import Locations
from study.core import Study
from study.editing.following import outlook
from study.editing.schedules import Fate, Planned, schedule

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

THEATRE = """\
deck: theatre
title: An operating theatre
topics:
  airway: Airway
  counting: Counting
roles:
  - id: scrub-nurse
    title: Scrub nurse
    definition: Hands over instruments at the sterile field
    duties:
      - {id: count-swabs, text: Count swabs and needles before the wound is closed, topic: counting}
      - {id: set-table, text: Lay out sterile instruments on the table}
      - {id: hand-over, text: Pass instruments to the surgeon}
      - {id: keep-field, text: Guard the sterile field against contamination}
    not_duties: [{id: close-skin, text: Stitch the skin}]
  - id: circulating-nurse
    title: Circulating nurse
    definition: Fetches and records outside the sterile field
    duties:
      - {id: open-packs, text: Open packs without touching the contents}
      - {id: write-times, text: Record beginning and end of the operation}
      - {id: send-samples, text: Send tissue samples to the laboratory}
  - id: anaesthetic-technician
    title: Anaesthetic technician
    definition: Prepares machines that keep patients asleep
    equipment: [laryngoscope, ventilator]
    requirements: [A diploma in anaesthetic technology]
    duties:
      - {id: test-machine, text: Test the ventilator in the morning, topic: airway}
      - {id: hand-tube, text: Hold the breathing tube ready at induction, topic: airway}
      - {id: warm-fluids, text: Warm infusions for long operations}
cards:
  - {id: time-out, topic: counting, front: What is checked aloud before the first cut?, back: Patient and procedure}
questions:
  - id: lost-swab
    topic: counting
    stem: A swab is missing. What comes first?
    key: Tell the surgeon
    distractors: [Close the wound, Go home]
"""


class Learner:
    """Somebody with a real database, and the deck as the instructor has it."""

    def __init__(self, home: Path, text: str = THEATRE, seed: int = 1):
        self.home = home
        self.path = home / "decks" / "theatre.yaml"
        self.path.parent.mkdir(exist_ok=True)
        self.at = START
        self.seed = seed
        self.study: Study | None = None
        self.text = ""
        self.edit(text)

    def edit(self, text: str) -> None:
        """The instructor sends a new version, and the program is started again."""
        self.close()
        self.text = text
        self.path.write_text(text, encoding="utf-8")
        where = Locations(self.home, self.home / "progress.db", self.home / "decks", self.home / "log")
        self.seed += 1
        self.study = Study(where, StudyDays(UTC), clock=lambda: self.at, random=Random(self.seed))
        self.deck = self.study.deck("theatre")
        self.cards = self.study.cards(self.deck)

    def close(self) -> None:
        if self.study is not None:
            self.study.close()

    def replaced(self, *pairs: tuple[str, str]) -> str:
        text = self.text
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    def learn(self, rounds: int = 3) -> None:
        """Answer every card on several days, and some questions, wrongly and rightly."""
        self.study.remember(self.deck)
        random = Random(7)
        for _ in range(rounds):
            for card in self.cards:
                self.at += timedelta(seconds=20)
                rating = random.choice([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY])
                parts = tuple((part.fact, random.random() < 0.7) for part in card.parts)
                self.record(card.id, EventKind.REVIEW, rating > 1, rating=rating, parts=parts)
            for question in self.study.questions(self.deck)[::5]:
                self.at += timedelta(seconds=20)
                self.record(
                    question.id, EventKind.QUIZ, random.random() < 0.7, options=("a", "b", "c"), chosen=0
                )
            self.at += 9 * DAY

    def record(self, card: str, kind: EventKind, correct: bool, **fields: object) -> None:
        store = self.study.store
        event = Event(
            id=store.new_id(self.at),
            learner=store.learner,
            device=store.device,
            at=self.at,
            kind=kind,
            deck="theatre",
            card=card,
            correct=correct,
            **fields,
        )
        store.record(event, None)

    def promised(self) -> dict[str, Planned]:
        """What `decks diff` says of the deck as it is now."""
        found = outlook(self.study.store, self.deck, self.cards)
        return {each.was: each for each in schedule(found.difference, found.memories, self.at)}

    def open(self) -> None:
        """The learner opens the deck."""
        self.study.remember(self.deck)

    def memories(self) -> dict[str, object]:
        found = self.study.store.memories("theatre")
        return {card.removeprefix("theatre:"): memory for card, memory in found.items()}

    def states(self) -> list[tuple[object, ...]]:
        return sorted(self.study.store._connection.exec_driver_sql("SELECT * FROM card_state").all())

    def answers(self) -> tuple[int, int]:
        """How many there are by the tallies, and how many are right."""
        tallies = self.study.store.tallies("theatre")
        return sum(tally.answers for tally in tallies), sum(tally.correct for tally in tallies)


@pytest.fixture
def learner(tmp_path: Path):
    learner = Learner(tmp_path)
    learner.learn()
    yield learner
    learner.close()


def check_promise(learner: Learner) -> dict[str, Planned]:
    """Open the edited deck; what was promised is what came, to the moment, and the log is as it was."""
    log = list(learner.study.store.events(undone=True))
    before, answers = learner.memories(), learner.answers()
    promised = learner.promised()
    assert promised.keys() == before.keys()
    learner.open()
    after = learner.memories()
    assert {each.card for each in promised.values()} == after.keys()
    for was, planned in promised.items():
        if planned.fate is Fate.UNITED:
            assert after[planned.card].reps == sum(
                each.reviews for each in promised.values() if each.card == planned.card
            )
            continue
        assert after[planned.card].due == planned.due_after
        assert after[planned.card].stability == before[was].stability
        assert after[planned.card].reps == before[was].reps == planned.reviews
    assert list(learner.study.store.events(undone=True))[: len(log)] == log
    assert learner.answers() == answers
    live = learner.states()
    learner.study.store.rebuild()
    assert learner.states() == live
    # Opened once more, it is as it is.
    length = len(list(learner.study.store.events(undone=True)))
    learner.edit(learner.text)
    learner.open()
    assert learner.states() == live
    assert len(list(learner.study.store.events(undone=True))) == length
    assert learner.study.followed == {}
    return promised


def fates(promised: dict[str, Planned], *, but: Fate = Fate.KEPT) -> dict[str, Fate]:
    return {was: each.fate for was, each in promised.items() if each.fate is not but}


def moved(promised: dict[str, Planned]) -> dict[str, str]:
    return {was: each.card for was, each in promised.items() if was != each.card}


SWABS = "{id: count-swabs, text: Count swabs and needles before the wound is closed, topic: counting}"
WARM = "      - {id: warm-fluids, text: Warm infusions for long operations}\n"
PACKS = "      - {id: open-packs, text: Open packs without touching the contents}\n"
TIMES = "      - {id: write-times, text: Record beginning and end of the operation}\n"


def test_01_reworded(learner):
    learner.edit(
        learner.replaced(
            ("Lay out sterile instruments on the table", "Lay the sterile instruments out on a table")
        )
    )
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert moved(promised) == {}


def test_02_reordered(learner):
    roles = learner.text.index("  - id: scrub-nurse"), learner.text.index("  - id: circulating-nurse")
    second = learner.text.index("  - id: anaesthetic-technician")
    text = learner.text
    text = text[: roles[0]] + text[roles[1] : second] + text[roles[0] : roles[1]] + text[second:]
    learner.edit(text.replace(PACKS + TIMES, TIMES + PACKS))
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert moved(promised) == {}


def test_03_a_role_with_another_id(learner):
    learner.edit(learner.replaced(("id: scrub-nurse", "id: instrument-nurse")))
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert len(moved(promised)) == 8
    assert all(
        new == was.replace("scrub-nurse/", "instrument-nurse/") for was, new in moved(promised).items()
    )


def test_04_a_duty_with_another_id(learner):
    learner.edit(learner.replaced(("id: set-table", "id: lay-table")))
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert moved(promised) == {"scrub-nurse/set-table#duty-roles": "scrub-nurse/lay-table#duty-roles"}


def test_05_a_role_with_another_title(learner):
    learner.edit(learner.replaced(("title: Scrub nurse", "title: Instrument nurse")))
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert moved(promised) == {}


def test_06_a_duty_moved_to_another_role(learner):
    learner.edit(learner.replaced((PACKS, ""), (WARM, WARM + PACKS)))
    promised = check_promise(learner)
    assert moved(promised) == {
        "circulating-nurse/open-packs#duty-roles": "anaesthetic-technician/open-packs#duty-roles"
    }
    assert fates(promised) == {
        "circulating-nurse/open-packs#duty-roles": Fate.AGAIN,
        "circulating-nurse/duties#role-duties": Fate.AGAIN,
    }


def test_07_split(learner):
    learner.edit(
        learner.replaced(
            (
                SWABS,
                "{id: count-swabs, text: Count swabs before the wound is closed, topic: counting}\n"
                "      - {id: count-needles, text: Count needles before the wound is closed, topic: counting}",
            )
        )
    )
    promised = check_promise(learner)
    assert moved(promised) == {}
    assert fates(promised).get("scrub-nurse/count-swabs#duty-roles", Fate.KEPT) is Fate.KEPT
    assert "scrub-nurse/count-needles#duty-roles" not in learner.memories()


def test_08_merged_by_the_word_of_the_deck(learner):
    text = learner.replaced(
        (PACKS, ""),
        (
            "Record beginning and end of the operation",
            "Open packs, and record beginning and end of the operation",
        ),
    )
    learner.edit(text)
    waiting = learner.promised()
    assert waiting["circulating-nurse/open-packs#duty-roles"].fate is Fate.WAITING
    check_promise(learner)
    learner.edit(text + "renames: {circulating-nurse/open-packs: circulating-nurse/write-times}\n")
    promised = check_promise(learner)
    united = {was for was, each in promised.items() if each.fate is Fate.UNITED}
    assert united == {
        "circulating-nurse/open-packs#duty-roles",
        "circulating-nurse/write-times#duty-roles",
    }
    assert learner.memories()["circulating-nurse/write-times#duty-roles"].reps == 6


def test_09_deleted_and_restored(learner):
    whole, before = learner.text, learner.memories()
    learner.edit(learner.replaced((WARM, "")))
    promised = check_promise(learner)
    assert promised["anaesthetic-technician/warm-fluids#duty-roles"].fate is Fate.WAITING
    learner.edit(whole)
    promised = check_promise(learner)
    assert promised["anaesthetic-technician/warm-fluids#duty-roles"].fate is Fate.KEPT
    name = "anaesthetic-technician/warm-fluids#duty-roles"
    assert learner.memories()[name] == before[name]


def test_10_another_topic(learner):
    learner.edit(learner.replaced((SWABS, SWABS.replace("topic: counting", "topic: airway"))))
    promised = check_promise(learner)
    assert fates(promised) == {}
    assert moved(promised) == {}


def test_11_a_duty_that_becomes_a_boundary(learner):
    whole = learner.text
    learner.edit(
        learner.replaced(
            ("      - {id: hand-over, text: Pass instruments to the surgeon}\n", ""),
            (
                "text: Stitch the skin}]",
                "text: Stitch the skin}, {id: hand-over, text: Pass instruments to the surgeon}]",
            ),
        )
    )
    promised = check_promise(learner)
    assert moved(promised) == {}
    assert promised["scrub-nurse/hand-over#duty-roles"].fate is Fate.WAITING
    learner.edit(whole)
    assert check_promise(learner)["scrub-nurse/hand-over#duty-roles"].fate is Fate.KEPT


def test_12_true_of_another_role_too(learner):
    learner.edit(learner.replaced((SWABS, SWABS.replace("topic:", "also: [circulating-nurse], topic:"))))
    promised = check_promise(learner)
    assert fates(promised)["scrub-nurse/count-swabs#duty-roles"] is Fate.AGAIN
    assert moved(promised) == {}


def test_another_meaning_is_asked_again_with_its_memory_kept(learner):
    learner.edit(learner.replaced(("Warm infusions for long", "Never warm infusions for long")))
    promised = check_promise(learner)
    name = "anaesthetic-technician/warm-fluids#duty-roles"
    assert promised[name].fate is Fate.AGAIN
    assert promised[name].due_after <= learner.at


def test_all_of_a_year_and_back_again(learner):
    """Renamed, answered under the new name, renamed again, and the first deck restored: one history all along."""
    first, name = learner.text, "scrub-nurse/set-table#duty-roles"
    learner.edit(learner.replaced(("id: set-table", "id: lay-table")))
    check_promise(learner)
    learner.record("theatre:scrub-nurse/lay-table#duty-roles", EventKind.REVIEW, True, rating=Rating.GOOD)
    learner.at += DAY
    learner.edit(
        learner.replaced(("id: scrub-nurse", "id: instrument-nurse"), ("id: lay-table", "id: prepare-table"))
    )
    promised = check_promise(learner)
    assert moved(promised)["scrub-nurse/lay-table#duty-roles"] == "instrument-nurse/prepare-table#duty-roles"
    learner.at += DAY
    learner.edit(first)
    check_promise(learner)
    assert learner.memories()[name].reps == 4
    assert all("scrub-nurse" not in card or card.startswith("scrub") for card in learner.memories())


def test_what_is_unclear_waits_for_the_word_of_the_deck(learner):
    hand = "{id: hand-over, text: Pass instruments to the surgeon}"
    text = learner.replaced(
        (
            hand,
            "{id: pass-a, text: Pass long instruments to the surgeon}\n"
            "      - {id: pass-b, text: Pass short instruments to the surgeon}",
        )
    )
    learner.edit(text)
    promised = check_promise(learner)
    assert promised["scrub-nurse/hand-over#duty-roles"].fate is Fate.WAITING
    learner.edit(text + "renames: {scrub-nurse/hand-over: scrub-nurse/pass-b}\n")
    promised = check_promise(learner)
    assert moved(promised) == {"scrub-nurse/hand-over#duty-roles": "scrub-nurse/pass-b#duty-roles"}


def test_a_review_begun_right_after_the_edit_has_the_history(learner):
    learner.edit(learner.replaced(("id: scrub-nurse", "id: instrument-nurse")))
    session = learner.study.review(learner.deck)
    assert session.counts.new == 0
    assert learner.study.followed["theatre"].sentence() == (
        "The deck “An operating theatre” was edited: the history of 8 facts follows under another name."
    )


def test_weak_topics_count_what_was_answered_under_former_names(learner):
    before = {each.topic: each.answers for each in learner.study.weak(learner.deck)}
    learner.edit(
        learner.replaced(("id: scrub-nurse", "id: instrument-nurse"), ("id: lost-swab", "id: swab-lost"))
        + "renames: {questions/lost-swab: questions/swab-lost}\n"
    )
    assert {each.topic: each.answers for each in learner.study.weak(learner.deck)} == before


def test_answers_that_another_device_gave_by_the_former_name_come_along(learner, tmp_path):
    """One device has the new deck, the other not yet; whichever is opened, it has the whole history."""
    old, name = learner.text, "scrub-nurse/set-table#duty-roles"
    (tmp_path / "other").mkdir()
    other = Learner(tmp_path / "other", seed=50)
    other.open()
    learner.edit(learner.replaced(("id: set-table", "id: lay-table")))
    learner.open()
    other.at = learner.at + 30 * DAY
    other.record(f"theatre:{name}", EventKind.REVIEW, True, rating=Rating.GOOD)
    learner.study.store.add(list(other.study.store.events(undone=True)))
    learner.at = other.at + DAY
    learner.edit(learner.text)
    assert {was: each.fate for was, each in check_promise(learner).items() if "-table#" in was} == {
        name: Fate.UNITED,
        "scrub-nurse/lay-table#duty-roles": Fate.UNITED,
    }
    assert learner.memories()["scrub-nurse/lay-table#duty-roles"].reps == 4
    # The other one, by its own deck, has it under the former name; and then takes the new deck over too.
    other.study.store.add(list(learner.study.store.events(undone=True)))
    other.at = learner.at + DAY
    other.edit(old)
    other.open()
    assert other.memories()[name].reps == 4
    other.edit(learner.text)
    other.open()
    learner.study.store.add(list(other.study.store.events(undone=True)))
    assert [row[1:] for row in learner.states()] == [row[1:] for row in other.states()]
    other.close()


def test_a_name_that_is_used_again_for_something_else_starts_afresh(learner):
    learner.edit(learner.replaced(("id: set-table", "id: lay-table")))
    learner.open()
    line = "      - {id: lay-table, text: Lay out sterile instruments on the table}\n"
    learner.edit(learner.replaced((line, line + "      - {id: set-table, text: Order spare light bulbs}\n")))
    promised = check_promise(learner)
    assert moved(promised) == {}
    assert "scrub-nurse/set-table#duty-roles" not in learner.memories()
    learner.record("theatre:scrub-nurse/set-table#duty-roles", EventKind.REVIEW, True, rating=Rating.GOOD)
    assert learner.memories()["scrub-nurse/set-table#duty-roles"].reps == 1
    assert learner.memories()["scrub-nurse/lay-table#duty-roles"].reps == 3


# Whatever is edited without a change of text

ROLES = [
    ("a", "Alder keeper", ["Feed grey herons", "Mend broken fences", "Count passing swallows"]),
    ("b", "Bridge warden", ["Paint iron railings", "Grease heavy hinges", "Collect modest tolls"]),
    ("c", "Candle maker", ["Melt yellow wax", "Braid cotton wicks"]),
]


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A deck with the same roles and duties in any order, under any ids, in any topics, some shared with `also`."""
    roles = draw(st.permutations(ROLES))
    lines = ["deck: theatre", "title: T", "topics: {x: X, y: Y}", "roles:"]
    ids = {letter: letter + draw(st.sampled_from(["", "-new", "-other"])) for letter, *_ in ROLES}
    for letter, title, duties in roles:
        lines += [f"  - id: {ids[letter]}", f"    title: {title}", "    duties:"]
        for duty in draw(st.permutations(duties)):
            slug = duty.split()[0].lower() + draw(st.sampled_from(["", "-two", "-three"]))
            topic = draw(st.sampled_from(["x", "y"]))
            others = [ids[other] for other in ids if other != letter]
            also = f", also: [{draw(st.sampled_from(others))}]" if draw(st.integers(0, 5)) == 0 else ""
            lines.append(f"      - {{id: {slug}, text: {duty}, topic: {topic}{also}}}")
    return "\n".join(lines) + "\n"


@settings(max_examples=30)
@given(st.lists(edited(), min_size=2, max_size=4))
def test_no_edit_that_changes_no_text_loses_a_memory(versions: list[str]):
    with TemporaryDirectory() as folder:
        learner = Learner(Path(folder), versions[0])
        learner.learn(2)
        for text in versions[1:]:
            learner.edit(text)
            promised = check_promise(learner)
            assert {each.fate for each in promised.values()} <= {Fate.KEPT, Fate.AGAIN}
            there = {card.id.removeprefix("theatre:") for card in learner.cards}
            assert learner.memories().keys() == there
            learner.at += DAY
        learner.close()
