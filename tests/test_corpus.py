"""Real docs of 14 SDKs: every page accounted for, and counts of findings and of weakened results that may only fall.

`corpus_ceilings.json` holds the counts. `MDGEN_REWRITE=1 pytest tests/test_corpus.py` rewrites them; a count that rises needs a reason in the
commit.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from building import REPOSITORY, rewrites
from corpora import NAMES, needs_corpora, resolved_corpus
from mdgen.diagnostics import Code
from mdgen.ir.definitions import Choice, Enum, Model
from mdgen.ir.graph import types_of
from mdgen.ir.types import Foreign, Kind, Primitive, Unresolved, walk

CEILINGS = Path(__file__).with_name("corpus_ceilings.json")
# What a type is weakened to where more could be known; each is counted for every place where it stands.
WEAK_KINDS = {Kind.ANY, Kind.NUMERIC, Kind.TEMPORAL}

pytestmark = [needs_corpora, pytest.mark.corpus]


def counts(name: str) -> dict[str, int]:
    resolved = resolved_corpus(name)
    found: Counter[str] = Counter(diagnostic.code.id for diagnostic in resolved.diagnostics)
    for graph in resolved.graphs:
        for definition in graph.definitions.values():
            found["union without variants"] += (
                isinstance(definition, Choice) and not definition.options
            )
            for type_ in types_of(definition):
                for part in walk(type_):
                    found["unresolved"] += isinstance(part, Unresolved)
                    found["foreign"] += isinstance(part, Foreign)
                    if isinstance(part, Primitive) and part.kind in WEAK_KINDS:
                        found[part.kind.value] += 1
    return {key: count for key, count in sorted(found.items()) if count}


@pytest.mark.parametrize("name", NAMES)
def test_counts_do_not_rise(name: str) -> None:
    ceilings = json.loads(CEILINGS.read_text(encoding="utf-8")) if CEILINGS.exists() else {}
    actual = counts(name)
    if rewrites():
        ceilings[name] = actual
        text = json.dumps(dict(sorted(ceilings.items())), indent=1) + "\n"
        CEILINGS.write_text(text, encoding="utf-8")
        return
    risen = {
        key: (ceilings[name].get(key, 0), n)
        for key, n in actual.items()
        if n > ceilings[name].get(key, 0)
    }
    assert not risen, "count rose (ceiling, now)"


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_accounted_for(name: str) -> None:
    resolved = resolved_corpus(name)
    original = [
        definition
        for graph in resolved.graphs
        for definition in graph.definitions.values()
        if not any("rebuilt" in claim.evidence for claim in definition.claims)
    ]
    tally = resolved.tally
    assert tally.models + tally.enums + tally.unions == len(original)
    assert tally.failed == 0
    left_out = sum(diagnostic.code is Code.LEFT_OUT for diagnostic in resolved.diagnostics)
    assert tally.left_out == left_out


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_empty(name: str) -> None:
    """A page that reads as nothing would be a loss that no diagnostic shows."""
    for graph in resolved_corpus(name).graphs:
        for definition in graph.definitions.values():
            assert definition.name
            assert not isinstance(definition, Enum) or definition.members
            if isinstance(definition, Model):
                assert all(field.doc_name and field.wire_name for field in definition.fields)


def test_the_corpora_are_not_in_the_project() -> None:
    assert not list(REPOSITORY.rglob("*.tar.xz"))
