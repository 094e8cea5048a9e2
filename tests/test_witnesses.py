"""One API documented in several languages must give one graph: the docs of each language are witnesses of the others.

What remains different is counted per pair, with the reason, and may only fall. Pairs of different API versions differ by what the versions
do; those of the same version by what a language's docs print differently.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from building import REPOSITORY, resolve_docs
from corpora import needs_corpora, resolved_corpus
from differences import Comparison, Subject, differences
from mdgen.ir.graph import TypeGraph

LANGUAGES = ("go", "python", "typescript")

# Pairs of the same version: (first, second): the most differences of each subject, and why they are there.
SAME_VERSION = {
    # One class name was given to two different models by the two generators.
    ("plex-typescript", "plex-python"): {Subject.FIELDS: 1},
    # The same; Go prints an enum that is not there in TypeScript as integer, and the older version of the API lacks one value.
    ("plex-typescript", "plex-go"): {Subject.FIELDS: 1, Subject.TYPE: 2, Subject.VALUES: 1},
    # One class name for two models.
    ("plex-typescript", "plex-java"): {Subject.FIELDS: 1},
    ("plex-python", "plex-java"): {Subject.FIELDS: 1, Subject.TYPE: 2},
    # C# renames a field that is called like its class (`TagValue`), and prints enums of integers as integer.
    ("plex-python", "plex-csharp"): {Subject.FIELDS: 5, Subject.TYPE: 4},
    # PHP prints fields with a default as optional.
    ("plex-php", "plex-ruby"): {Subject.REQUIRED: 75},
}
# Pairs whose versions have drifted apart: only that they are still taken for one API.
DRIFTED = (("polar-typescript", "polar-python"), ("mistral-typescript", "mistral-python"))
# Another version of the API: must not be taken for the same one.
STRANGERS = (("plex-typescript", "plex-php"), ("plex-python", "polar-python"))

LEAST_FIELD_SETS = {("plex-python", "plex-csharp"): 0.98}
LEAST_TYPES = 0.998


@cache
def sample(language: str) -> TypeGraph:
    return resolve_docs(REPOSITORY / "input_docs" / language / "docs").graphs[0]


def counted(comparison: Comparison) -> dict[Subject, int]:
    found = [difference.subject for difference in comparison.differences]
    return {subject: found.count(subject) for subject in Subject if subject in found}


@pytest.mark.parametrize(("first", "second"), tuple(combinations(LANGUAGES, 2)))
def test_sample_docs_are_one_graph(first: str, second: str) -> None:
    """An upload is bytes, a file class or a stream, as the language has it: the only difference."""
    comparison = differences(sample(first), sample(second))
    assert comparison.alignment.share == 1
    names = {difference.name for difference in comparison.differences}
    assert {name.partition(".")[2].casefold() for name in names} <= {"content", "file"}
    assert comparison.equal(Subject.REQUIRED) == 1
    assert comparison.models > 30


@needs_corpora
@pytest.mark.corpus
@pytest.mark.parametrize(("first", "second"), SAME_VERSION)
def test_same_version_is_one_graph(first: str, second: str) -> None:
    comparison = differences(resolved_corpus(first).graphs[0], resolved_corpus(second).graphs[0])
    most = SAME_VERSION[first, second]
    risen = {s.value: n for s, n in counted(comparison).items() if n > most.get(s, 0)}
    assert not risen, "\n".join(map(str, comparison.differences))
    assert comparison.equal(Subject.FIELDS) >= LEAST_FIELD_SETS.get((first, second), 0.993)
    assert comparison.equal(Subject.TYPE) >= LEAST_TYPES
    assert comparison.alignment.is_trusted


@needs_corpora
@pytest.mark.corpus
@pytest.mark.parametrize(("first", "second"), DRIFTED)
def test_drifted_versions_are_still_one_api(first: str, second: str) -> None:
    comparison = differences(resolved_corpus(first).graphs[0], resolved_corpus(second).graphs[0])
    assert comparison.alignment.is_trusted
    assert comparison.equal(Subject.REQUIRED) >= 0.99
    assert comparison.equal(Subject.TYPE) >= 0.99


@needs_corpora
@pytest.mark.corpus
@pytest.mark.parametrize(("first", "second"), STRANGERS)
def test_other_apis_are_refused(first: str, second: str) -> None:
    comparison = differences(resolved_corpus(first).graphs[0], resolved_corpus(second).graphs[0])
    assert not comparison.alignment.is_trusted
