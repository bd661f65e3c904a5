"""`study review` and `study quiz`: in the app, or line by line."""

from collections.abc import Iterable
from dataclasses import replace

import click

from study.cli.app import check_terminal, open_app
from study.cli.context import deck_argument, format_option, opened
from study.cli.exits import Exit
from study.cli.find import find_question_kinds, find_role, find_topic
from study.cli.keeping import kept_safe
from study.sessions.terms import Terms
from study.start import Opening, Start

_plain = click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
_COUNT = 10  # questions of a quiz
_MOST = 100  # questions of a diagnosis, at most
_topic = click.option("--topic", default="", metavar="TOPIC", help="Only this topic: its id or title.")


@click.command()
@deck_argument
@_topic
@click.option("--ahead", "mode", flag_value="ahead", help="What is not due yet, the next to be due first.")
@click.option(
    "--cram", "mode", flag_value="cram", help="Any cards, for practice; the schedule is left alone."
)
@_plain
def review(deck: str | None, topic: str, mode: str | None, plain: bool) -> int:
    """Flashcards: what is due now, then new ones."""
    if not plain:
        check_terminal("study review --plain")
    with opened() as study:
        if not (plain or deck or topic or mode):
            return open_app(study, Start(Opening.REVIEW))  # which can draw before any deck is read
        chosen = study.deck(deck) if deck else study.default_deck()
        topic = find_topic(chosen, topic)
        if plain:
            from progress.sessions.reviewing import Mode
            from study.plain.review import talk

            with kept_safe(study):
                talk(study, chosen, topic, Mode(mode or "due"))
            return Exit.FINE
        return open_app(study, Start(Opening.REVIEW, deck or "", topic, mode=mode or "due"))


@click.command()
@deck_argument
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    help="Only this topic: its id or title; may be given again.",
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ROLE",
    help="Only this role: its id or title; may be given again.",
)
@click.option(
    "--count",
    type=click.IntRange(1, 500),
    help="How many questions; 10 unless told, and 100 at most with --diagnose.",
)
@click.option("--weak", is_flag=True, help="Only topics that are weak.")
@click.option("--mistakes", is_flag=True, help="Only questions that you answered wrong the last time.")
@click.option(
    "--diagnose",
    "aim",
    flag_value="diagnose",
    help="Find out which topics are weakest, in as few questions as it takes.",
)
@click.option(
    "--confused",
    "aim",
    flag_value="confused",
    help="Drill the two roles that you take for each other most surely.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this kind of question, such as duty-of-role or select-duties; may be given again.",
)
@click.option(
    "--difficulty",
    type=click.Choice(["easy", "medium", "hard"]),
    default="medium",
    show_default=True,
    help="How near to the right answer the wrong ones are.",
)
@click.option(
    "--exam", is_flag=True, help="Against the clock, with no word on your answers until you submit them."
)
@click.option(
    "--minutes",
    type=click.IntRange(0, 24 * 60),
    help="Time for the exam; 0 for no limit, and a minute and a half a question unless told.",
)
@click.option(
    "--pass",
    "pass_mark",
    type=click.IntRange(1, 100),
    metavar="PERCENT",
    help="The mark that passes the exam; the deck's own unless told, or else 60.",
)
@click.option("--certainty", is_flag=True, help="Say of each answer how sure you are.")
@click.option("--seed", type=int, help="The same number chooses the same questions in the same order.")
@click.option(
    "--resume/--new",
    default=None,
    help="Take an unfinished quiz up again, or begin a new one, without asking.",
)
@click.option("--history", is_flag=True, help="List your former quizzes with their scores instead.")
@format_option("text", "json")
@_plain
def quiz(
    deck: str | None,
    topics: tuple[str, ...],
    roles: tuple[str, ...],
    count: int | None,
    weak: bool,
    mistakes: bool,
    aim: str | None,
    kinds: tuple[str, ...],
    difficulty: str,
    exam: bool,
    minutes: int | None,
    pass_mark: int | None,
    certainty: bool,
    seed: int | None,
    resume: bool | None,
    history: bool,
    form: str,
    plain: bool,
) -> int:
    """Multiple-choice questions: for practice, with feedback after each, or as an exam."""
    if history:
        from study.cli.quiz_history import show

        return show(deck, form)
    if form != "text":
        raise click.UsageError("--format goes with --history.")
    if not plain:
        if resume is not None:
            raise click.UsageError(
                "--resume and --new go with --plain; in the app, Home offers the unfinished quiz."
            )
        check_terminal("study quiz --plain")
    if not exam and (minutes is not None or pass_mark is not None):
        raise click.UsageError("--minutes and --pass go with --exam.")
    terms = Terms(
        roles=roles,
        kinds=kinds,
        difficulty="" if difficulty == "medium" else difficulty,
        weak=weak,
        mistakes=mistakes,
        certainty=certainty,
        exam=exam,
    )
    if aim and (terms != Terms() or resume is not None or len(topics) > (aim == "diagnose")):
        raise click.UsageError(f"--{aim} chooses the questions by itself; leave the other choices out.")
    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        found = _each(find_topic(chosen, topic) for topic in topics)
        topic = found[0] if found else ""
        if plain and aim:
            from study.plain.aimed import diagnose, drill

            with kept_safe(study):
                if aim == "diagnose":
                    diagnose(study, chosen, topic, count, seed)
                else:
                    drill(study, chosen, count or _COUNT, seed)
            return Exit.FINE
        if aim:
            most = count or (_MOST if aim == "diagnose" else _COUNT)
            return open_app(study, Start(Opening.QUIZ, deck or "", topic, count=most, seed=seed, aim=aim))
        terms = replace(
            terms,
            topics=found,
            roles=_each(find_role(chosen, role) for role in roles),
            kinds=find_question_kinds(kinds),
            count=count or _COUNT,
            seed=seed,
            minutes=minutes,
            pass_mark=pass_mark,
        )
        if plain:
            from study.plain.quiz import talk

            with kept_safe(study):
                talk(study, chosen, terms, resume)
            return Exit.FINE
        return open_app(study, Start(Opening.QUIZ, deck or "", terms=terms))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, without empty ones."""
    return tuple(dict.fromkeys(name for name in names if name))
