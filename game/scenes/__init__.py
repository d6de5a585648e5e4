"""The scenes of a visit."""

from game.scene import Scene, SceneName, Stage


def all_scenes(stage: Stage) -> dict[SceneName, Scene]:
    """Every scene, by its name, on one stage."""
    from game.scenes.attract import Attract
    from game.scenes.draw import Draw
    from game.scenes.pick import Pick
    from game.scenes.reveal import Reveal
    from game.scenes.staff import Staff
    from game.scenes.wait import Wait

    scenes: list[Scene] = [Attract(stage), Pick(stage), Draw(stage), Wait(stage), Reveal(stage), Staff(stage)]
    return {scene.name: scene for scene in scenes}
