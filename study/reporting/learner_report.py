"""Gathering a report on one learner and one deck, from what the store and the deck give."""

from datetime import date

from decks.model import Deck
from progress.classes.given import deck_version
from progress.mastery.gaining import sentence
from progress.mastery.subjects import By
from progress.reporting.report_activity import activity_of
from progress.reporting.reports import Basis, Report, Subject, coming_of, leeches_of, recall_of
from progress.reporting.statistics import statistics
from progress.storage import practice
from progress.storage.digests import digest_of
from study.core import Study
from study.insights.insight import Insight


def learner_report(study: Study, deck: Deck, since: date | None = None, *, anonymous: bool = False) -> Report:
    """The report as of now. `since` limits what happened when; where the learner stands rests on all answers.

    Where `anonymous`, a pseudonym stands in it, and nothing that the learner wrote.
    Raises StoreProblem.
    """
    insight = Insight(study, deck)
    cards, questions, memories, marks = (
        study.cards(deck), study.questions(deck), insight.memories, study.marks(deck)
    )  # fmt: skip
    now = study.now()
    today = study.days.day_of(now)
    topics = insight.standings()
    steps = insight.steps(topics)
    with study.store.reading() as connection:
        answers = list(practice.given(connection, deck.id, study.store.names(), study.days))
    by_id = {card.id: card for card in cards}
    recalls = {
        card: study.scheduler.recall(memory, now) for card, memory in memories.items() if card in by_id
    }

    def subjects(by: By) -> tuple[Subject, ...]:
        known = insight.known(by).subjects
        found: dict[str, list[float]] = {}
        for card, recall in recalls.items():
            for name in known.above(known.place[False, card]):
                found.setdefault(name, []).append(recall)
        standings = topics if by is By.TOPIC else insight.standings(by)
        return tuple(Subject(each, recall_of(found.get(each.topic, ()))) for each in standings)

    exam = deck.exam
    texts = {question.fact: question.subject for question in questions}
    return Report(
        basis=Basis(
            deck=deck.id,
            title=deck.title,
            version=deck_version(digest_of(cards, deck.renames)),
            made=today,
            since=since,
            learner=_pseudonym(study) if anonymous else "",
            cards=len(cards),
            learned=len(recalls),
            questions=len(questions),
            leech_threshold=study.settings.preferences.leech_threshold,
            exam=study.exam_day(deck),
            weighed=bool(exam and exam.weights),
        ),
        activity=activity_of(
            answers,
            statistics(answers, today, lambda _: 0),  # at which hours, a report does not tell
            {question.id: question for question in questions},
            by_id.__contains__,
            since,
        ),
        topics=subjects(By.TOPIC),
        roles=subjects(By.ROLE),
        recall=recall_of(list(recalls.values())),
        confusions=insight.confusions,
        surenesses=insight.surenesses(),
        curve=insight.recall_curve(),
        forecast=insight.forecast() if answers else None,
        steps=tuple(steps),
        next_step=sentence(steps) if any(standing.answers for standing in topics) else "",
        leeches=leeches_of(
            cards, memories, marks, study.settings.preferences.leech_threshold, notes=not anonymous
        ),
        coming=coming_of(cards, memories, marks, today),
        texts={fact: texts.get(fact, fact) for pair in insight.confusions.pairs for fact, _ in pair.facts},
        titles={role.id: role.title for role in deck.roles},
    )


def _pseudonym(study: Study) -> str:
    from study.anonymous import mask_of

    return mask_of(study.store).pseudonym
