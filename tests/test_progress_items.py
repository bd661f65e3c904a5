"""Item analysis against Moodle's formulas, computed a second time in exact fractions from sums of cross products."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.classes.items import Mark, analyse

CLOSE = {"rel": 1e-9, "abs": 1e-9}


class Exact:
    """Moodle's statistics of a complete table in fractions, all from raw moments: E(xy) − E(x)E(y)."""

    def __init__(self, table: list[list[Fraction]], highest: list[Fraction]) -> None:
        self.table, self.highest = table, highest
        self.s, self.p = len(table), len(highest)
        self.totals = [sum(row, Fraction()) for row in table]

    def column(self, q: int) -> list[Fraction]:
        return [row[q] for row in self.table]

    def rest(self, q: int) -> list[Fraction]:
        return [total - row[q] for total, row in zip(self.totals, self.table, strict=True)]

    def cov(self, a: list[Fraction], b: list[Fraction]) -> Fraction:
        cross = sum((x * y for x, y in zip(a, b, strict=True)), Fraction())
        return (cross - sum(a, Fraction()) * sum(b, Fraction()) / self.s) / (self.s - 1)

    def discrimination(self, q: int) -> float | None:
        x, r = self.column(q), self.rest(q)
        both = self.cov(x, x) * self.cov(r, r)
        return 100 * float(self.cov(x, r)) / sqrt(both) if both else None

    def efficiency(self, q: int) -> float | None:
        x, r = self.column(q), self.rest(q)
        most = self.cov(sorted(x), sorted(r))
        return float(100 * self.cov(x, r) / most) if most else None

    def weights(self) -> list[float | None]:
        covs = [self.cov(self.column(q), self.totals) for q in range(self.p)]
        total = sum(sqrt(c) for c in covs if c >= 0)
        return [None if c < 0 or not total else 100 * sqrt(c) / total for c in covs]

    def cumulants(self) -> tuple[Fraction, Fraction, Fraction]:
        """Fisher's k2, k3, k4 in power sums (Kendall & Stuart, 12.28)."""
        n = self.s
        s1, s2, s3, s4 = (sum((t**k for t in self.totals), Fraction()) for k in (1, 2, 3, 4))
        k2 = (n * s2 - s1**2) / (n * (n - 1))
        k3 = (n**2 * s3 - 3 * n * s2 * s1 + 2 * s1**3) / (n * (n - 1) * (n - 2))
        k4 = (
            (n**3 + n**2) * s4
            - 4 * (n**2 + n) * s3 * s1
            - 3 * (n**2 - n) * s2**2
            + 12 * n * s2 * s1**2
            - 6 * s1**4
        ) / (n * (n - 1) * (n - 2) * (n - 3))
        return k2, k3, k4

    def alpha(self) -> Fraction:
        variances = sum((self.cov(self.column(q), self.column(q)) for q in range(self.p)), Fraction())
        return Fraction(100 * self.p, self.p - 1) * (1 - variances / self.cov(self.totals, self.totals))


def rows_of(table: list[list[Fraction]]) -> list[list[Mark]]:
    return [[Mark(q, float(x)) for q, x in enumerate(row)] for row in table]


@st.composite
def complete(draw: st.DrawFn) -> tuple[list[list[Fraction]], list[Fraction]]:
    students, questions = draw(st.integers(4, 12)), draw(st.integers(2, 7))
    highest = [Fraction(draw(st.sampled_from([1, 2, 5]))) for _ in range(questions)]
    parts = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)])
    return [[draw(parts) * h for h in highest] for _ in range(students)], highest


@given(complete())
def test_a_complete_table_gives_what_moodle_gives(case: tuple[list[list[Fraction]], list[Fraction]]) -> None:
    table, highest = case
    exact = Exact(table, highest)
    found = analyse(rows_of(table), len(highest), [float(h) for h in highest])
    weights = exact.weights()
    for q, item in enumerate(found.items):
        x = exact.column(q)
        assert item.students == exact.s
        assert item.facility == pytest.approx(float(sum(x, Fraction()) / exact.s / highest[q]), **CLOSE)
        assert item.deviation == pytest.approx(sqrt(exact.cov(x, x)) / float(highest[q]), **CLOSE)
        for ours, theirs in (
            (item.discrimination, exact.discrimination(q)),
            (item.efficiency, exact.efficiency(q)),
            (item.effective_weight, weights[q]),
        ):
            assert ours == (None if theirs is None else pytest.approx(theirs, **CLOSE))
        assert item.negative == (exact.cov(x, exact.totals) < 0)
        assert item.intended_weight == pytest.approx(
            float(100 * highest[q] / sum(highest, Fraction())), **CLOSE
        )
    k2, k3, k4 = exact.cumulants()
    whole = found.whole
    assert (whole.questions, whole.students) == (exact.p, exact.s)
    assert whole.average == pytest.approx(float(sum(exact.totals, Fraction()) / exact.s), **CLOSE)
    assert whole.deviation == pytest.approx(sqrt(k2), **CLOSE)
    if not k2:
        assert (whole.skewness, whole.kurtosis, whole.consistency) == (None, None, None)
        return
    assert whole.skewness == pytest.approx(float(k3) / float(k2) ** 1.5, **CLOSE)
    assert whole.kurtosis == pytest.approx(float(k4 / k2**2), **CLOSE)
    alpha = float(exact.alpha())
    assert whole.consistency == pytest.approx(alpha, rel=1e-9, abs=1e-7)
    assert whole.error_ratio == pytest.approx(100 * sqrt(1 - alpha / 100), rel=1e-7, abs=1e-4)
    assert whole.standard_error == pytest.approx(sqrt(1 - alpha / 100) * sqrt(k2), rel=1e-7, abs=1e-4)


@given(complete(), st.randoms(use_true_random=False))
def test_neither_the_order_of_students_nor_that_of_answers_matters(case, random) -> None:
    table, highest = case
    rows = rows_of(table)
    shuffled = [list(row) for row in rows]
    random.shuffle(shuffled)
    for row in shuffled:
        random.shuffle(row)
    one = analyse(rows, len(highest))
    other = analyse(shuffled, len(highest))
    for a, b in zip(one.items, other.items, strict=True):
        assert a.discrimination == (
            None if b.discrimination is None else pytest.approx(b.discrimination, **CLOSE)
        )
        assert a.effective_weight == (
            None if b.effective_weight is None else pytest.approx(b.effective_weight, rel=1e-6, abs=1e-5)
        )


def test_numbers_worked_out_by_hand() -> None:
    table = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]  # a perfect scale of Guttman's
    found = analyse([[Mark(q, x) for q, x in enumerate(row)] for row in table], 3)
    easiest, middle, _ = found.items
    assert (easiest.facility, middle.facility) == (0.75, 0.5)
    assert easiest.deviation == pytest.approx(0.5)
    assert easiest.efficiency == pytest.approx(100)  # nobody could be told apart better with these marks
    assert easiest.discrimination == pytest.approx(100 * 0.75 / sqrt(0.75 * 2.75), **CLOSE)
    assert sum(item.effective_weight or 0 for item in found.items) == pytest.approx(100)
    assert found.whole.consistency == pytest.approx(75)
    assert found.whole.error_ratio == pytest.approx(50)
    assert found.whole.median == 1.5
    assert found.whole.skewness == pytest.approx(0)


def sparse(random, students: int, questions: int, each: int) -> tuple[list[list[Mark]], list[list[Mark]]]:
    """The same students' marks, all of them and some of them; able students get easier questions seldom."""
    every, some = [], []
    for _ in range(students):
        ability = random.gauss(0, 1)
        row = []
        for q in range(questions):
            difficulty = 2 * q / questions - 1
            row.append(Mark(q, float(random.random() < 1 / (1 + 2.718 ** -(1.5 * ability - difficulty)))))
        every.append(row)
        some.append(sorted(random.sample(row, each)))
    return every, some


def test_what_is_missing_changes_no_statistic_much() -> None:
    from random import Random

    every, some = sparse(Random(4), 300, 40, 16)
    full, part = analyse(every, 40), analyse(some, 40)
    assert full.whole.consistency == pytest.approx(part.whole.consistency, abs=3)
    assert full.whole.deviation == pytest.approx(part.whole.deviation, rel=0.1)
    off = [abs(a.facility - b.facility) for a, b in zip(full.items, part.items, strict=True)]
    assert sum(off) / len(off) < 0.04
    weights = [
        abs(a.effective_weight - b.effective_weight) for a, b in zip(full.items, part.items, strict=True)
    ]
    assert sum(weights) / len(weights) < 0.4


def test_questions_of_different_difficulty_do_not_make_students_strong_or_weak() -> None:
    """Two students alike, one asked only what is easy, the other only what is hard, have the same rest."""
    rows = [[Mark(q, float(q < 4)) for q in range(8)] for _ in range(6)]
    rows.append([Mark(q, 1.0) for q in (0, 1, 2, 3)])
    rows.append([Mark(q, 0.0) for q in (4, 5, 6, 7)])
    found = analyse(rows, 8)
    assert {round(rest, 9) for column in found.rests for _, rest in column} == {3.0, 4.0}
    assert all(item.discrimination is None for item in found.items)


def test_tables_with_next_to_nothing_in_them() -> None:
    nothing = analyse([], 2)
    assert nothing.whole.students == 0
    assert (nothing.items[0].facility, nothing.items[0].discrimination) == (None, None)
    one = analyse([[Mark(0, 1.0)]], 1)
    assert one.items[0].facility == 1
    assert (one.items[0].deviation, one.whole.consistency, one.whole.deviation) == (None, None, None)
    alike = analyse([[Mark(0, 0.1), Mark(1, 0.3)] for _ in range(7)], 2)
    assert [item.discrimination for item in alike.items] == [None, None]
    assert alike.whole.consistency is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([Mark(0, 1.0), Mark(0, 0.0)], "A student has one mark at most for each of the questions."),
        ([Mark(2, 1.0)], "A student has one mark at most for each of the questions."),
        ([Mark(0, float("nan"))], "A mark is a number."),
    ],
)
def test_marks_that_are_none(row: list[Mark], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        analyse([row], 2)


def naive(rows: list[list[Mark]], p: int) -> tuple[list[list[Fraction]], list[Fraction]]:
    """The rests and the pairwise covariances as the module's docstring defines them, written out in fractions."""
    marks = [{mark.question: Fraction(mark.mark) for mark in row} for row in rows]
    means = []
    for q in range(p):
        column = [row[q] for row in marks if q in row]
        means.append(sum(column, Fraction()) / len(column))
    rests: list[list[Fraction]] = []
    covariances = []
    for q in range(p):
        of_q = []
        shared, pairs, students = Fraction(), 0, 0
        for row in marks:
            if q not in row:
                continue
            students += 1
            others = [row[r] - means[r] for r in row if r != q]
            pairs += len(others)
            shared += sum(((row[q] - means[q]) * other for other in others), Fraction())
            if others:
                expected = sum((means[r] for r in range(p) if r != q), Fraction())
                of_q.append(expected + (p - 1) * sum(others, Fraction()) / len(others))
        rests.append(of_q)
        covariances.append(shared * (p - 1) / pairs * students / (students - 1))
    return rests, covariances


def test_with_answers_missing_the_figures_are_those_defined() -> None:
    from random import Random

    _, rows = sparse(Random(11), 30, 12, 7)
    found = analyse(rows, 12)
    rests, covariances = naive(rows, 12)
    for ours, theirs in zip(found.rests, rests, strict=True):
        assert [rest for _, rest in ours] == pytest.approx([float(rest) for rest in theirs], **CLOSE)
    variances = []
    for q in range(12):
        column = [Fraction(mark.mark) for row in rows for mark in row if mark.question == q]
        mean = sum(column, Fraction()) / len(column)
        variances.append(sum(((x - mean) ** 2 for x in column), Fraction()) / (len(column) - 1))
    total = sum(variances, Fraction()) + sum(covariances, Fraction())
    assert found.whole.deviation == pytest.approx(sqrt(total), **CLOSE)
    alpha = float(Fraction(1200, 11) * (1 - sum(variances, Fraction()) / total))
    assert found.whole.consistency == pytest.approx(alpha, **CLOSE)
    roots = [sqrt(v + c) if v + c >= 0 else None for v, c in zip(variances, covariances, strict=True)]
    whole = sum(root for root in roots if root is not None)
    for item, root in zip(found.items, roots, strict=True):
        assert item.effective_weight == (None if root is None else pytest.approx(100 * root / whole, **CLOSE))
