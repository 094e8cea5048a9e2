"""Names by rule: one row a name; and no name depends on the order in which names come."""

from __future__ import annotations

import itertools
import keyword
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Enum, Member
from mdgen.writer.naming import (
    class_name,
    distinct,
    documented_member_name,
    field_name,
    member_name,
    member_names,
    module_name,
    snake,
)
from mdgen.writer.view import member_statements


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("userId", "user_id"),
        ("UserID", "user_id"),
        ("user_id", "user_id"),
        ("ID", "id"),
        ("HTTPMetadata", "http_metadata"),
        ("contentType", "content_type"),
        ("sha256", "sha256"),
        ("IPv4Address", "ip_v4_address"),
        ("iPv6", "ip_v6"),
        ("BatchAPIv2Request", "batch_api_v2_request"),
        ("v2Thing", "v2_thing"),
        ("rouge1Score", "rouge1_score"),
        ("address2", "address2"),
        ("format_", "format"),
        ("_id", "id"),
        ("__typename", "typename"),
        ("x-plex-token", "x_plex_token"),
        ("Größe", "gro_udf_e"),
        ("日", "u65e5"),
        ("ｆｕｌｌ", "full"),
        ("a  b..c", "a_b_c"),
        ("", ""),
        ("😀", ""),
    ],
)
def test_snake(text: str, name: str) -> None:
    assert snake(text) == name


@pytest.mark.parametrize(
    ("doc_name", "name"),
    [
        ("streetLine", "street_line"),
        ("StreetLine", "street_line"),
        ("street_line", "street_line"),
        ("class", "class_"),
        ("class_", "class_"),
        ("from", "from_"),
        ("async", "async_"),
        ("None", "none"),
        ("list", "list_"),
        ("str_", "str_"),
        ("type", "type"),
        ("object", "object"),
        ("dt", "dt_"),
        ("copy", "copy_"),
        ("404", "field_404"),
        ("", "field"),
        ("$$$", "field"),
        ("os.system('x')", "os_system_x"),
        ("x: int = 1\nimport os", "x_int_1_import_os"),
    ],
)
def test_field_name(doc_name: str, name: str) -> None:
    assert field_name(doc_name, frozenset({"copy"})) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Address", "Address"),
        ("HTTPMetadata", "HTTPMetadata"),
        ("Model", "Model_"),
        ("None", "None_"),
        ("True", "True_"),
        ("address", "Address"),
        ("two words", "TwoWords"),
        ("2FA", "Model2FA"),
        ("", "Unnamed"),
        ("😀", "Unnamed"),
        ("A(object): pass\nimport os", "AObjectPassImportOs"),
        ("Аddress", "U410Ddress"),
    ],
)
def test_class_name(title: str, name: str) -> None:
    assert class_name(title, frozenset({"Model"})) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ListSessionsResponse", "list_sessions_response"),
        ("Import", "import_"),
        ("Match", "match"),
        ("Type", "type"),
        ("Class", "class_"),
        ("Con", "con_"),
        ("LPT1", "lpt1_"),
        ("COM", "com"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\Windows", "c_windows"),
        ("3DSecure", "module_3_d_secure"),
        ("OAuth", "oauth"),
        ("FromOAuth", "from_oauth"),
        ("OAuth2Token", "oauth2_token"),
        ("NewOAuthApplicationX", "new_oauth_application_x"),
        ("SSOAuth", "sso_auth"),
        ("NoAuth", "no_auth"),
        ("OAuthorizer", "o_authorizer"),
        ("OAddress", "o_address"),
        ("", "unnamed"),
    ],
)
def test_module_name(title: str, name: str) -> None:
    assert module_name(title) == name


def test_a_module_name_is_no_longer_than_a_file_name_can_be() -> None:
    assert len(module_name("Word" * 100)) < 220
    assert module_name("Word" * 100) != module_name("Word" * 101)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("red", "RED"),
        ("darkBlue", "DARK_BLUE"),
        ("dark-blue", "DARK_BLUE"),
        ("gpt-4o", "GPT_4O"),
        ("-created_at", "MINUS_CREATED_AT"),
        ("+1", "PLUS_1"),
        ("-", "DASH"),
        ("*", "STAR"),
        ("<=", "LT_EQ"),
        (" ", "SPACE"),
        ("", "EMPTY"),
        ("4xx", "VALUE_4XX"),
        (1, "VALUE_1"),
        (-1, "VALUE_MINUS_1"),
        ("name", "NAME"),
        ("mro", "MRO"),
        ("None", "NONE"),
        ("😀", "VALUE_F0443A"),
    ],
)
def test_member_name(value: str | int, name: str) -> None:
    assert member_name(value) == name


@pytest.mark.parametrize(
    "expected",
    [
        {"asc": "ASC", "ASC": "ASC_UPPER"},
        {"burn": "BURN", "Burn": "BURN_MIXED"},
        {"Burn": "BURN"},
        {"a_b": "A_B", "a-b": "A_DASH_B", "a b": "A_SPACE_B"},
        {"created": "CREATED", "-created": "MINUS_CREATED"},
    ],
)
def test_members_that_fold_together(expected: dict[str, str]) -> None:
    for order in itertools.permutations(expected):
        assert member_names(dict.fromkeys(order, "")) == expected


@pytest.mark.parametrize(
    ("value", "doc_name", "name"),
    [
        (1, "MOVIE", "MOVIE"),
        (2, "TvShow", "TV_SHOW"),
        (0, "", "VALUE_0"),
        (3, "Value3", "VALUE_3"),
        ("photoalbum", "PhotoAlbum", "PHOTOALBUM"),
        ("show", "TV_SHOW", "TV_SHOW"),
        ("created_at", "CreatedAt", "CREATED_AT"),
        ("gpt-4.1", "Gpt41", "GPT_4_1"),
        ("-created", "MinusCreated", "MINUS_CREATED"),
        ("c++", "CPlusPlus", "C_PLUS_PLUS"),
        ("x", "; import os", "IMPORT_OS"),
        ("x", "😀", "X"),
    ],
)
def test_documented_member_name(value: str | int, doc_name: str, name: str) -> None:
    assert documented_member_name(value, doc_name) == name


def test_members_that_the_docs_call_the_same_are_called_by_their_values() -> None:
    assert member_names({1: "One", 2: "ONE", 3: "Three"}) == {
        1: "VALUE_1",
        2: "VALUE_2",
        3: "THREE",
    }


VALUES = st.text(max_size=8) | st.integers()


@given(st.dictionaries(VALUES, st.just("") | st.text(max_size=8), max_size=8), st.randoms())
def test_members_are_distinct_identifiers_whatever_the_order(
    documented: dict[str | int | bool, str], random: Random
) -> None:
    names = member_names(documented)
    assert len(set(names.values())) == len(documented)
    for name in names.values():
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
    shuffled = list(documented.items())
    random.shuffle(shuffled)
    assert member_names(dict(shuffled)) == names


@pytest.mark.parametrize(
    ("title", "documented", "expected"),
    [
        ("MediaType", ["MediaTypeMovie", "MediaTypeTvShow"], ["MOVIE", "TV_SHOW"]),
        ("MediaType", ["MediaTypeMovie", "TvShow"], ["MEDIA_TYPE_MOVIE", "TV_SHOW"]),
        ("Cat", ["Category"], ["CATEGORY"]),
        ("Level", ["Level"], ["LEVEL"]),
        ("Level", ["", "LevelHigh"], ["VALUE_0", "HIGH"]),
    ],
)
def test_the_name_of_the_enum_is_no_part_of_its_members(
    title: str, documented: list[str], expected: list[str]
) -> None:
    members = tuple(Member(number, name) for number, name in enumerate(documented))
    statements = member_statements(Enum(title.lower(), title, Position("x.md"), members))
    assert [str(line).split(" = ")[0] for line in statements] == expected


@given(st.text(max_size=20))
def test_every_text_gives_names_that_can_be_written(text: str) -> None:
    for name in (field_name(text), class_name(text), module_name(text)):
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)


def test_distinct_falls_back_to_underscores() -> None:
    assert distinct(["b", "a"], (lambda key: "x",)) == {"a": "x", "b": "x_"}
