"""What the definitions mean together: graph in, graph out. One pass is one file; their order is `PASSES`."""

from collections.abc import Callable
from typing import TypeAlias

from mdgen.diagnostics import Checked
from mdgen.ir.graph import TypeGraph
from mdgen.options import ResolveOptions
from mdgen.passes import (
    circles,
    dates,
    discriminators,
    evidence,
    headings,
    link,
    nesting,
    nullability,
    numbers,
    rebuild,
    wire_names,
)

Pass: TypeAlias = Callable[[TypeGraph, ResolveOptions], Checked[TypeGraph]]

# References first: everything else follows them, and relies on unions that end. Pages that are missing are rebuilt before evidence is collected, so that evidence reaches
# what they hold, and nesting is cut where it is known what they hold; JSON names come before discriminators, which are JSON keys.
PASSES: tuple[Pass, ...] = (
    link.run,
    headings.run,
    circles.run,
    rebuild.run,
    nesting.run,
    evidence.run,
    numbers.run,
    dates.run,
    nullability.run,
    wire_names.run,
    discriminators.run,
)
