"""The account of the model pages of a folder."""

from __future__ import annotations

from mdgen.record import record


@record
class Tally:
    """What became of the model pages: each is in exactly one of the counts."""

    models: int = 0
    enums: int = 0
    unions: int = 0
    left_out: int = 0
    failed: int = 0

    @property
    def pages(self) -> int:
        return self.models + self.enums + self.unions + self.left_out + self.failed

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.models + other.models,
            self.enums + other.enums,
            self.unions + other.unions,
            self.left_out + other.left_out,
            self.failed + other.failed,
        )
