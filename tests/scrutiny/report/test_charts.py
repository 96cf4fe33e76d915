from __future__ import annotations

import itertools

from scrutiny.report.charts import VALUE_WIDTH, WIDTH, bar_chart


def test_bars_begin_at_zero_and_the_longest_takes_the_room() -> None:
    chart = bar_chart("T", "D", [("a", 4), ("b", 2), ("c", 0)])
    room = WIDTH - VALUE_WIDTH
    assert [bar.width for bar in chart.bars] == [room, room // 2, 0]
    assert len({bar.fill for bar in chart.bars}) == 3


def test_no_counts_at_all_draw_no_bar() -> None:
    assert [bar.width for bar in bar_chart("T", "D", [("a", 0)]).bars] == [0]


def test_bars_do_not_lie_over_one_another() -> None:
    chart = bar_chart("T", "D", [("a", 1), ("b", 1), ("c", 1), ("d", 1)])
    tops = [bar.top for bar in chart.bars]
    assert all(later - earlier > chart.bar_height for earlier, later in itertools.pairwise(tops))
    assert tops[-1] + chart.bar_height < chart.height
