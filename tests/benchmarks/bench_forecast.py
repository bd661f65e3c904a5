"""The mark that `study report` and `study weak --forecast` expect, on learners who know topics and are not taught by cards.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_forecast.py [learners] [answers] [kind ...]` (4 learners of each kind with
240 answers unless told). The learners are those of `bench_weak.py`: whether one answers an item depends on how well its topic
is known and on nothing else, so that who recognises something among options can recall it as well, and nothing that was
answered is remembered. That is not how the belief takes them to be, which goes by what each card has taught: here one sees how
far it holds all the same. `bench_exam_plan.py` has learners who forget, and are taught by cards.

Each forecast is held against exams of 40 drawn questions right after the last answer, without options and with four: `bias` is
what was expected less what was right on average, `held` the share of exams within the range, which says 80 %.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import mean

from bench_exam_plan import EXAMS, QUESTIONS, Score
from bench_weak import KINDS, TOPICS, Learner, command, deck

from progress.days import StudyDays
from progress.locations import locate
from progress.scheduling.exam_forecast import Forecast
from study.core import Study
from study.insights.insight import Insight

OPTIONS = 4


def told(learner: Learner, home: Path) -> Forecast:
    """What is expected two hours after the last answer."""
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "judged.yaml").write_text(deck(learner.kind.items))
    source = home / "log.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in learner.records))
    os.environ["STUDY_HOME"] = str(home)
    command("progress", "import", str(source))
    end = datetime.fromisoformat(str(learner.records[-1]["at"])) + timedelta(hours=2)
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: end, random=Random(1))
    found = Insight(study, study.deck("judged")).forecast()
    study.close()
    assert found is not None
    return found


def main(learners: int, answers: int, names: Sequence[str]) -> None:
    """Measure and print."""
    scores: defaultdict[tuple[str, bool], Score] = defaultdict(Score)
    for name in names:
        random = Random(f"{name} {answers} exam")
        with tempfile.TemporaryDirectory() as folder:
            for n in range(learners):
                learner = Learner(KINDS[name], answers, random)
                found = told(learner, Path(folder, str(n)))
                known = [
                    learner._known(topic, item)
                    for topic in range(TOPICS)
                    for item in range(learner.kind.items)
                ]
                for options, what in ((0, found), (OPTIONS, found.choosing)):
                    chance = 1 / options if options else 0.03
                    rights = [chance + (0.95 - chance) * each for each in known]
                    marks = [
                        mean(random.random() < right for right in random.sample(rights, QUESTIONS))
                        for _ in range(EXAMS)
                    ]
                    for label in (name, "all"):
                        scores[label, bool(options)].add(
                            (what.mean, what.low, what.high), mean(rights), marks
                        )
        for options in (False, True):
            print(f"{name:24} {'options' if options else '':8} {scores[name, options].line()}", flush=True)
    for options in (False, True):
        print(f"{'all':24} {'options' if options else '':8} {scores['all', options].line()}")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    kinds = [each for each in sys.argv[1:] if not each.isdecimal()]
    main(given[0] if given else 4, given[1] if given[1:] else 240, kinds or list(KINDS))
