"""How a quiz went."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from decks.model import Asks, Deck, Question
from progress.events import Event
from progress.sessions.examining import ExamSession
from progress.sessions.quizzing import QuizSession, QuizSummary
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.going import ToHistory, ToLookback, ToReview, ToSetup, ToWeak
from study.screens.scrolling import ScrollingPage
from study.sessions.answers import amount, faults, side_name, verdict
from study.widgets.columns import Cell, Columns, Fitted, Hanging
from study.widgets.foot import Foot
from study.widgets.meter import bar
from study.widgets.stacked import Part, Stacked
from study.widgets.still import Scroll
from study.widgets.top_bar import TopBar
from study.words.exams import TIME_IS_UP, mark_lines, sureness_lines


class ResultScreen(ScrollingPage):
    """Score, topics, confusions, and what was missed."""

    PLACE = Place.RESULT
    BINDINGS = bindings(Place.RESULT)
    CSS_PATH = "result.tcss"

    def __init__(self, desk: Desk, deck: Deck, session: QuizSession) -> None:
        super().__init__(desk)
        self._deck = deck
        self._summary = session.summary()
        self._finding = _finding(deck, session)
        self._session = session

    def compose(self) -> ComposeResult:
        """Everything below one another, and it scrolls."""
        yield TopBar("Quiz result", self.desk.study.called(self._deck))
        with Vertical(classes="body"), Scroll():
            yield Static(Stacked(*self._parts()), markup=False)
        yield Foot()

    def _parts(self) -> Iterator[Part]:
        yield from (Part(Content(line)) for line in self._finding)
        for number, line in enumerate(self._marks):
            yield Part(Content.styled(line, "" if number else "bold"))
        if not self._marks:  # which says the score of all questions
            yield _score(self._summary)
        yield from described(self._deck, self._summary)

    @property
    def _marks(self) -> list[str]:
        """How an exam went; nothing of any other quiz."""
        if not isinstance(self._session, ExamSession):
            return []
        return [TIME_IS_UP] * self._session.late + mark_lines(self._session.result())

    def action_lookback(self) -> None:
        """The exam, question by question."""
        if isinstance(self._session, ExamSession):
            self.post_message(ToLookback(self._deck, self._session))

    def action_history(self) -> None:
        """Former quizzes."""
        self.post_message(ToHistory(self._deck.id))

    def allows(self, action: str) -> bool:
        """Only an exam can be looked at question by question."""
        return action != "lookback" or isinstance(self._session, ExamSession)

    def action_home(self) -> None:
        """Back to the decks."""
        self.dismiss()

    def action_again(self) -> None:
        """Another quiz."""
        self.post_message(ToSetup(self._deck.id, instead=True))

    def action_review(self) -> None:
        """Flashcards."""
        self.post_message(ToReview(self._deck.id, instead=True))

    def action_weak(self) -> None:
        """Weak topics."""
        self.post_message(ToWeak(self._deck.id, instead=True))


def _finding(deck: Deck, session: QuizSession) -> list[str]:
    """What a diagnosis found; nothing of any other quiz."""
    if type(session) in (QuizSession, ExamSession):
        return []  # without loading the statistics
    from progress.mastery.diagnosing import DiagnosticSession
    from study.words.insights import found

    return found(deck, session) if isinstance(session, DiagnosticSession) else []


def _score(summary: QuizSummary) -> Part:
    said = Content.assemble(
        (f"{amount(summary.right)} of {summary.total} right", "bold"),
        ("   all of them!" if summary.total and not summary.wrong else "", "$success"),
    )
    return Part(Columns(Cell(said)))


def _heading(text: str) -> Part:
    return Part(Content.assemble("\n", (text, "bold $primary")))


def _row(text: Fitted | Content) -> Part:
    return Part(text, right=1)


def described(deck: Deck, summary: QuizSummary) -> Iterator[Part]:
    """The parts of the result below its score."""
    if summary.by_topic:
        yield _heading("By topic")
    for topic, right, asked in summary.by_topic:
        yield _row(
            Columns(
                Cell(Content(deck.topic_title(topic))),
                Cell(bar(20, right, asked), 20, drop=1),
                Cell(Content(f"{amount(right)} of {asked}"), 10, right=True),
            ),
        )
    if summary.sureness:
        yield _heading("How sure you were")
    for line in sureness_lines(summary.sureness):
        yield _row(Content(line))
    titles = {}
    if summary.confusions:
        titles = {role.id: role.title for role in deck.roles}  # which a large deck has to be read for
        yield _heading("Taken for one another")
    for meant, taken, times in summary.confusions:
        yield _row(
            Hanging(
                Content.styled("⇄ ", "bold $accent"),
                Content.assemble(
                    ("You took ", "$muted"),
                    titles.get(meant, meant),
                    (" for ", "$muted"),
                    titles.get(taken, taken),
                    (f"  ×{times}" if times > 1 else "", "bold"),
                ),
            ),
        )
    if summary.wrong:
        yield _heading("Missed, and back in your reviews today")
    for question, event in summary.wrong:
        yield _row(missed(question, event))


def missed(question: Question, event: Event) -> Hanging:
    """One question answered wrong: what it asked, what was chosen, what is right."""
    if question.asks is not Asks.ONE:
        return _missed_lines(question, event)
    key = question.options[question.key]
    chosen = next((o for o in question.options if o.ref == _chosen_ref(event)), None)
    lines = [Content(question.stem)]
    if chosen is not None:
        lines.append(Content.assemble(("✗ ", "bold $error"), (chosen.text, "$muted")))
    lines.append(Content.assemble(("✓ ", "bold $success"), key.text))
    return Hanging(Content("· "), *lines)


def _missed_lines(question: Question, event: Event) -> Hanging:
    """One question with several answers: of how many lines it was right, and what is right of the others."""
    lines = [Content(question.stem), Content.styled(verdict(question, event), "$muted")]
    for _, line in faults(question, event):
        if question.asks is Asks.SORT:
            lines.append(_belongs("✗ ", "$error", side_name(question, first=line.chosen), line.option.text))
            lines.append(_belongs("✓ ", "$success", side_name(question, first=not line.chosen), ""))
        elif line.chosen:
            lines.append(Content.assemble(("✗ ", "bold $error"), (line.option.text, "$muted")))
        else:
            lines.append(Content.assemble(("✓ ", "bold $success"), line.option.text))
    return Hanging(Content("· "), *lines)


def _belongs(sign: str, colour: str, role: str, text: str) -> Content:
    return Content.assemble((sign, f"bold {colour}"), f"{text} → {role}" if text else role)


def _chosen_ref(event: Event) -> str | None:
    return (
        event.options[event.chosen]
        if event.chosen is not None and event.chosen < len(event.options)
        else None
    )
