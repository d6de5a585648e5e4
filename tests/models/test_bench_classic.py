from models.bench_classic import _in_a_process


def test_each_size_is_measured_in_a_process_of_its_own() -> None:
    """Torch alone takes more than 100 MB, so less would be the peak of something else."""
    figures = _in_a_process(64, 1)
    assert figures["peak_mb"] > 100
    assert 0 < figures["evaluations"] <= 60
    assert figures["seconds"] > 0
