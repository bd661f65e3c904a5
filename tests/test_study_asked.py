"""Options whose place the next question's take look and act like new ones; and garbage waits until nobody is at the keys."""

import gc
from collections.abc import Callable, Iterator

import pytest
from textual.app import App, ComposeResult

from decks.model import Asks, Basis, Option, Question, QuestionKind
from study.garbage import QUIET, Garbage
from study.themes import DARK
from study.widgets.asked import AskedOptions, options_of
from study.widgets.lines import Lines


def question(count: int, asks: Asks = Asks.ONE, long: int = 1) -> Question:
    options = tuple(
        Option(f"{asks} {count} does thing {n} " * long, f"role-{n}", f"role-{n}/f", f"Because of {n}.")
        for n in range(count)
    )
    kind = {
        Asks.ONE: QuestionKind.DUTY_OF_ROLE,
        Asks.SEVERAL: QuestionKind.SELECT_DUTIES,
        Asks.SORT: QuestionKind.SORT_DUTIES,
    }[asks]
    return Question(
        f"d:r/f{count}#k", kind, "d", "role-0", "Role 0", "t", "a text", "Which?", options, 0, Basis.STATED, asks=asks,
        right=() if asks is Asks.ONE else (0, 1),
        sides=(("role-0", f"Role 0 of {count}"), ("role-1", "Role 1")) if asks is Asks.SORT else (),
    )  # fmt: skip


class Shown(App[None]):
    """Options alone."""

    def __init__(self, options: AskedOptions | Lines) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.options = options

    def compose(self) -> ComposeResult:
        yield self.options


def seen(app: App[None]) -> list[list[tuple[str, str]]]:
    """Each line with its styles."""
    return [
        [(segment.text, str(segment.style)) for segment in strip]
        for strip in app.screen._compositor.render_strips()
    ]


def answered(options: AskedOptions | Lines) -> None:
    if isinstance(options, AskedOptions):
        options.choose(2)
        options.reveal(1)
    else:
        options.tick(1)
        options.reveal(options.chosen)


ONE, SEVERAL, SORT = Asks
PAIRS = [
    (question(4), question(4, long=9)),
    (question(5), question(3)),
    (question(3, SEVERAL), question(3, SEVERAL, long=30)),
    (question(4, SORT), question(4, SORT, long=2)),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
async def test_options_asked_in_the_place_of_others_are_like_new_ones(
    first: Question, second: Question
) -> None:
    looks = []
    for start in (second, first):
        app = Shown(options_of(start))
        async with app.run_test(size=(60, 30)) as pilot:
            await pilot.pause()
            if start is first:
                answered(app.options)
                await pilot.pause()
                assert app.options.ask(second)
                await pilot.pause()
            found = [seen(app)]
            app.options.move(1)
            app.options.move(1)
            await pilot.pause()
            found.append(seen(app))
            answered(app.options)
            await pilot.pause()
            found.append(seen(app))
        looks.append(found)
    assert looks[0] == looks[1]
    assert looks[0][0] != looks[0][1] != looks[0][2]


async def test_options_that_came_back_are_all_there() -> None:
    app = Shown(options_of(question(5)))
    async with app.run_test(size=(60, 30)) as pilot:
        for count in (3, 5, 2, 4):
            assert app.options.ask(question(count))
            await pilot.pause()
            shown = "\n".join("".join(text for text, _ in line) for line in seen(app))
            assert [n for n in range(6) if f"does thing {n}" in shown] == list(range(count))
            app.options.move(-1)
            assert app.options.cursor == count - 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (question(3), question(4)),
        (question(3), question(3, SEVERAL)),
        (question(3, SEVERAL), question(3)),
        (question(3, SEVERAL), question(3, SORT)),
        (question(3, SORT), question(4, SORT)),
    ],
)
def test_what_takes_other_widgets_is_not_taken(first: Question, second: Question) -> None:
    assert not options_of(first).ask(second)


class Later:
    """A clock with what is to be done at some time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.due: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, job: Callable[[], None]) -> None:
        self.due.append((self.now + seconds, job))

    def go(self, seconds: float) -> None:
        self.now += seconds
        for at, job in list(self.due):
            if at <= self.now:
                self.due.remove((at, job))
                job()


@pytest.fixture
def collected() -> Iterator[list[int]]:
    """How often everything was looked through."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            found.append(1)

    gc.callbacks.append(note)
    usual = gc.get_threshold()
    yield found
    gc.callbacks.remove(note)
    assert gc.get_threshold() == usual


def much() -> None:
    """As much garbage as is looked for as a rule."""
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 1000)
    for _ in range(20):
        gc.collect(1)
    gc.set_threshold(*usual)


def test_garbage_is_looked_for_once_nobody_presses_anything(collected: list[int]) -> None:
    time = Later()
    garbage = Garbage(time.later, lambda: time.now)
    garbage.put_off()
    gc.collect()
    collected.clear()
    garbage.stirred()
    much()
    time.go(QUIET / 2)
    garbage.stirred()
    time.go(QUIET * 0.6)
    assert not collected
    time.go(QUIET * 0.6)
    assert collected == [1]
    assert not time.due
    garbage.as_usual()


def test_where_there_is_little_garbage_it_stays(collected: list[int]) -> None:
    time = Later()
    garbage = Garbage(time.later, lambda: time.now)
    garbage.put_off()
    gc.collect()
    collected.clear()
    garbage.stirred()
    time.go(QUIET + 1)
    garbage.as_usual()
    assert not collected


def test_an_app_that_was_left_looks_for_nothing(collected: list[int]) -> None:
    time = Later()
    garbage = Garbage(time.later, lambda: time.now)
    garbage.put_off()
    garbage.stirred()
    much()
    garbage.as_usual()
    gc.collect()
    collected.clear()
    much()
    time.go(QUIET + 1)
    garbage.stirred()
    assert not collected
    assert not time.due
