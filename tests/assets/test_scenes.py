import numpy as np
import pytest
from PIL import Image

from assets.scenes.__main__ import OUT, SCENES
from assets.scenes.heights import baked, march
from assets.scenes.light import SIZE, Field, dot, look, unit, vector
from assets.scenes.solids import Hits, ball, block, shade_of, trace

SMALL = (96, 72)


def numbers(image: Image.Image) -> Field:
    return np.asarray(image, dtype=np.float64)


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_has_light_dark_and_detail_at_a_small_size(name: str) -> None:
    picture = numbers(SCENES[name](SMALL))
    assert picture.shape == (*SMALL[::-1], 3)
    grey = picture.mean(axis=2)
    assert np.percentile(grey, 95) - np.percentile(grey, 5) > 60
    assert np.abs(np.diff(grey, axis=1)).mean() > 2, "no mere gradient"
    shipped = Image.open(OUT / f"{name}.jpg")
    assert shipped.size == SIZE
    from_afar = numbers(shipped.resize(SMALL, Image.Resampling.BOX))
    assert np.abs(from_afar.mean(axis=(0, 1)) - picture.mean(axis=(0, 1))).max() < 30


def test_the_ray_in_the_middle_goes_to_the_target_and_x_is_to_the_right() -> None:
    rays = look((31, 21), vector(0, 0, -3), vector(0, 1, 0), 40).reshape(21, 31, 3)
    assert dot(rays[10, 15], unit(vector(0, 1, 3))) > 0.9999
    assert rays[10, 30, 0] > 0 > rays[10, 0, 0]
    assert rays[0, 15, 1] > rays[20, 15, 1]


def seen(parts: list[Field], rays: Field) -> Hits:
    return trace(
        lambda p: [ball(p, vector(0, 1, 0), 1.0), p[:, 1] if not parts else parts[0]], vector(0, 3, -4), rays, 20
    )


def test_rays_meet_a_ball_where_it_is_and_its_shadow_falls_beside_it() -> None:
    rays = unit(np.stack([vector(0, -2, 4), vector(1.9, -3, 4), vector(-1.9, -3, 4)]))
    hits = seen([], rays)
    assert list(hits.part) == [0, 1, 1]
    assert np.isclose(np.linalg.norm(hits.places[0] - vector(0, 1, 0)), 1, atol=0.01)
    assert dot(hits.facing[1], vector(0, 1, 0)) > 0.99
    lit = shade_of(lambda p: [ball(p, vector(0, 1, 0), 1.0), p[:, 1]], hits, unit(vector(-1, 0.6, 0)), 8, 8)
    assert lit[1] < 0.2 < 0.8 < lit[2]


def test_the_distance_to_a_box_is_that_to_its_nearest_side() -> None:
    places = np.array([[3, 0, 0], [0, 0, 0], [2, 2, 0]], dtype=np.float32)
    assert np.allclose(block(places, vector(0, 0, 0), vector(1, 1, 1)), [2, -1, np.sqrt(2)], atol=1e-5)


def test_rays_find_a_hill_and_miss_the_sky() -> None:
    def hill(x: Field, z: Field) -> Field:
        height: Field = np.exp(-((z - 10) ** 2) / 4) * 3 + 0 * x
        return height

    flat = baked(hill, (-20, 20), (-5, 40), 0.05)
    rays = unit(np.stack([vector(0, 0, 1), vector(0, 0.55, 1), vector(0, -0.5, 1)]))
    reach = march(flat, vector(0, 1.5, 0), rays, 60)
    assert np.isclose(hill(np.zeros(1), np.array([reach[0]])), 1.5, atol=0.05)
    assert np.isinf(reach[1])
    assert np.isclose(reach[2], 3 / np.sin(np.arctan(0.5)) / 2, atol=0.1)
