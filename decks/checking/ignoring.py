"""Leaving out findings that the instructor does not want to hear of, and finding fault with such wishes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from decks.checking.codes import all_codes
from decks.checking.subject import Subject
from decks.problems import Problem, Severity
from decks.reading.fields import nearest


def wanted(subject: Subject, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems that no `ignore` of the deck silences, and what is wrong with each `ignore` itself."""
    ignores = subject.deck.ignores
    used: set[int] = set()
    everywhere: defaultdict[str, list[int]] = defaultdict(list)
    at_line: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for number, ignore in enumerate(ignores):
        if ignore.last == 0:
            everywhere[ignore.code].append(number)
        for line in range(ignore.first, ignore.last + 1):
            at_line[ignore.code, ignore.path, line].append(number)
    for problem in problems:
        place = (problem.code, problem.mark.path, problem.mark.line)
        silenced = [*everywhere.get(problem.code, ()), *at_line.get(place, ())]
        used.update(silenced)
        if not silenced or problem.severity is Severity.ERROR:
            yield problem
    known = all_codes() if ignores else {}
    for number, each in enumerate(ignores):
        code = known.get(each.code)
        if code is None:
            yield subject.problem(
                each.mark,
                "D331",
                f"“ignore” names “{each.code}”, which is no code",
                nearest(each.code, list(known)) or "take it out",
            )
        elif code.severity is Severity.ERROR:
            yield subject.problem(
                each.mark, "D332", f"“ignore” names {each.code}, an error: {code.title}", "mend it instead"
            )
        elif number not in used and not subject.left_out_between(each):
            yield subject.problem(
                each.mark,
                "D331",
                f"there is no {each.code} to ignore here",
                f"take {each.code} out of “ignore”",
            )
