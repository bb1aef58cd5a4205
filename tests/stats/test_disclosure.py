"""Disclosure control by hand: the rules' own text, the sums that give a small count away, and what has to be withheld."""

import pytest

from dashboard.stats import StatsError
from dashboard.stats.disclosure import (
    HES,
    MISSING,
    NONE_COUNTED,
    TOO_FEW,
    UNDER_FIVE,
    WITHHELD,
    Counted,
    DisclosureRule,
    Shown,
    ShownCount,
    adds_up,
    covers,
    only_added,
    pinned_down,
    protect,
)


def value(number: int) -> ShownCount:
    return ShownCount(Shown.VALUE, number)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, NONE_COUNTED), (1, TOO_FEW), (7, TOO_FEW), (8, value(10)), (12, value(10)), (13, value(15)), (17, value(15)),
        (18, value(20)), (2_412, value(2_410)), (2_413, value(2_415)),
    ],
)  # fmt: skip
def test_hes_shows_0_hides_1_to_7_and_rounds_the_rest_to_the_nearest_5(count: int, shown: ShownCount) -> None:
    assert HES.shown(count) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, NONE_COUNTED), (1, TOO_FEW), (4, TOO_FEW), (5, value(5)), (2_413, value(2_413))]
)
def test_under_five_hides_1_to_4_and_shows_the_rest(count: int, shown: ShownCount) -> None:
    assert UNDER_FIVE.shown(count) == shown


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(StatsError, match="negative"):
        HES.shown(-1)


@pytest.mark.parametrize("rule", [HES, UNDER_FIVE])
def test_what_is_shown_can_be_each_count_that_is_shown_so(rule: DisclosureRule) -> None:
    for count in range(200):
        least, most = rule.may_be(rule.shown(count))
        assert [n for n in range(400) if rule.shown(n) == rule.shown(count)] == list(
            range(least, int(most) + 1)
        )


def one_total(*counts: int, rule: DisclosureRule) -> list[ShownCount]:
    """Cells, and last their total, which is dear."""
    figures = [*(Counted(count) for count in counts), Counted(sum(counts), dear=30)]
    return protect(figures, [adds_up(len(counts), range(len(counts)))], rule)


def test_a_lone_small_count_beside_an_exact_total_takes_another_with_it() -> None:
    """20 + 30 + 3 = 53: 53 less 50 is 3. The smaller of the others is withheld."""
    assert one_total(20, 30, 3, rule=UNDER_FIVE) == [WITHHELD, value(30), TOO_FEW, value(53)]


def test_two_small_counts_beside_an_exact_total_protect_each_other_unless_their_sum_says_all() -> None:
    assert one_total(20, 2, 3, rule=UNDER_FIVE) == [value(20), TOO_FEW, TOO_FEW, value(25)]
    assert WITHHELD in one_total(20, 1, 1, rule=UNDER_FIVE), "2 less what is at least 1 each"
    assert WITHHELD in one_total(20, 4, 4, rule=UNDER_FIVE), "8 of what is at most 4 each"


def test_rounding_hides_a_lone_small_count() -> None:
    assert one_total(20, 30, 3, rule=HES) == [value(20), value(30), TOO_FEW, value(55)]


@pytest.mark.parametrize(("cells", "each"), [(12, 1), (7, 1), (4, 7)])
def test_rounding_does_not_hide_as_many_as_their_total_can_hold(cells: int, each: int) -> None:
    """12 of at least 1 have a total of at most 12 (shown as 10); 7 of at least 1 one of at most 7 (too few);
    4 of at most 7 one of at least 28 (shown as 30). So each is known, unless one of them or the total is withheld.
    """
    counts = [each] * cells
    figures = [*(Counted(count) for count in counts), Counted(sum(counts), dear=30)]
    known = [adds_up(cells, range(cells))]
    assert pinned_down(figures, known, HES, [HES.shown(figure.count) for figure in figures])
    shown = protect(figures, known, HES)
    assert shown.count(WITHHELD) == 1
    assert pinned_down(figures, known, HES, shown) == []


def test_eleven_ones_with_a_total_of_eleven_keep_their_secret() -> None:
    """Shown as 10: their total may be 12, so one of them may be 2."""
    assert one_total(*[1] * 11, rule=HES) == [*[TOO_FEW] * 11, value(10)]


def test_two_tables_that_share_a_margin_are_protected_together() -> None:
    """By month 3 and 47, by class 20 and 30, one total. Of the months one is withheld, and nothing else is needed."""
    figures = [Counted(count, dear=dear) for count, dear in ((3, 1), (47, 1), (20, 1), (30, 1), (50, 30))]
    shown = protect(figures, [adds_up(4, (0, 1)), adds_up(4, (2, 3))], UNDER_FIVE)
    assert shown == [TOO_FEW, WITHHELD, value(20), value(30), value(50)]


def test_a_two_way_table_is_closed_by_a_rectangle_of_withheld_cells() -> None:
    """3 stands among large cells: one more in its row and one in its column are not enough, the corner that they share goes too."""
    cells = [3, 20, 30, 40, 10, 60, 70, 80, 90]
    rows, columns = [sum(cells[at : at + 3]) for at in (0, 3, 6)], [sum(cells[at::3]) for at in range(3)]
    figures = [
        *(Counted(count) for count in cells),
        *(Counted(count, dear=30) for count in (*rows, *columns)),
    ]
    known = [
        *(adds_up(9 + row, range(3 * row, 3 * row + 3)) for row in range(3)),
        *(adds_up(12 + column, range(column, 9, 3)) for column in range(3)),
    ]
    shown = protect(figures, known, UNDER_FIVE)
    assert [place for place, each in enumerate(shown) if each == WITHHELD] == [1, 3, 4]


def test_a_site_is_not_the_trust_less_the_other_sites() -> None:
    figures = [Counted(41), Counted(2), Counted(43, dear=30)]
    shown = protect(figures, [adds_up(2, (0, 1))], UNDER_FIVE)
    assert shown == [WITHHELD, TOO_FEW, value(43)]


def test_what_nobody_prints_is_protected_too() -> None:
    """100 in all and 97 in months: 3 have no date, and no table says so."""
    figures = [Counted(100, dear=30), Counted(97), Counted(3, published=False)]
    shown = protect(figures, [adds_up(0, (1, 2))], UNDER_FIVE)
    assert shown == [value(100), WITHHELD, MISSING]


def test_classes_that_share_incidents_are_bounded_by_their_total_and_cover_it() -> None:
    """Of 12 incidents each involved a class: 8 and 4. If 8 is shown, the other is at least 4, which is the most for too few:
    it is withheld itself, as the smallest."""
    figures = [Counted(12, dear=30), Counted(8), Counted(4)]
    shown = protect(figures, covers(0, (1, 2)), UNDER_FIVE)
    assert shown == [value(12), value(8), WITHHELD]


def test_one_incident_more_in_the_next_edition_is_not_told() -> None:
    """Nobody in the first edition and 1 of at most 1 more in the second: as too few, it would be known to be 1."""
    first = protect([Counted(0)], [], HES)
    figures = [Counted(0, already=first[0]), Counted(1)]
    assert protect(figures, only_added([0], [1], at_most=1), HES) == [NONE_COUNTED, WITHHELD]
    figures = [Counted(7, already=TOO_FEW), Counted(8)]
    assert protect(figures, only_added([0], [1], at_most=1), HES)[1] == WITHHELD, (
        "8 less 1 is the 7 of the first edition"
    )


def test_what_is_published_already_and_gives_a_count_away_is_said() -> None:
    figures = [Counted(count, already=UNDER_FIVE.shown(count)) for count in (3, 47, 50)]
    with pytest.raises(StatsError, match="already published"):
        protect(figures, [adds_up(2, (0, 1))], UNDER_FIVE)


def test_tables_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(StatsError, match="add up"):
        protect([Counted(1), Counted(3)], [adds_up(1, [0])], HES)


def test_nothing_is_protected_as_nothing() -> None:
    assert protect([], [], HES) == []


def test_the_same_tables_are_shown_the_same_way_again() -> None:
    assert one_total(1, 2, 3, 50, 70, rule=UNDER_FIVE) == one_total(1, 2, 3, 50, 70, rule=UNDER_FIVE)
