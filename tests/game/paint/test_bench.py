from game.paint.bench import bench_paint
from game.paint.brush import Brush


def test_every_brush_has_its_figures_beside_a_plain_blit(brushes: dict[str, Brush]) -> None:
    figures = bench_paint([brushes["ink"]])
    assert set(figures) == {"paint reference: a plain blit", "paint ink", "paint memory"}
    ink, memory = figures["paint ink"], figures["paint memory"]
    assert 0 < ink["p50_ms"] <= ink["p99_ms"]
    assert ink["dabs_per_s"] * ink["us_per_dab"] > 0.9e6
    assert memory["kept_after_500_mb"] < 1.2 * memory["kept_after_50_mb"]
