"""An application moved to where its answer flips."""

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.grouped import AWARDS
from intra_core.io.places import Path
from intra_core.rules.book import SUBMITTED
from intra_core.testing.strategies.flips import Leaf, flip_of, leaves
from intra_core.testing.strategies.sketch import Sketch
from intra_core.testing.ways import found, put_at

_MOST_TRIED = 8
"""So many numbers and days are tried for one with a boundary."""


def moved_to_a_flip(sketch: Sketch, assessment: Assessment) -> bool:
    """Move one number or day of a sketch to one side of where the answer flips; say whether one was found.

    Which one is tried first is drawn, and on which side it comes to lie.
    """
    movable = [(leaf, key) for leaf in leaves(assessment) if (key := _place_of(sketch, leaf)) is not None]
    if not movable:
        return False
    first = sketch.number(len(movable))
    for leaf, key in (*movable[first:], *movable[:first])[:_MOST_TRIED]:
        flip = flip_of(assessment, leaf)
        if flip is not None:
            value = sketch.around.written(leaf.name, leaf.kind, flip[sketch.number(2)])
            sketch.tree.update(put_at(sketch.tree, key, value))
            return True
    return False


def _place_of(sketch: Sketch, leaf: Leaf) -> Path | None:
    """Give the place in the file of a number or day; None if it was given, or is not told there."""
    first, *rest = leaf.path
    key: list[str | int] = [*sketch.around.input_key(str(first))]
    full = str(first)
    for part in rest:
        if isinstance(part, str):
            full = f"{full}.{part}"
            part = sketch.around.keys.get(full, part)  # noqa: PLW2901 (its key in the file)
        key.append(part)
    dotted = ".".join(part for part in key if isinstance(part, str))
    if any(dotted == name or dotted.startswith(f"{name}.") for name in sketch.given):
        return None
    if full == SUBMITTED:
        return tuple(key)
    if found(sketch.tree, tuple(key)) is None:
        return None
    # Beside a group the awards of others are left out: what rules read is then another list than the file's.
    return None if full.startswith(f"{AWARDS}.") and "enterprise" in sketch.tree else tuple(key)
