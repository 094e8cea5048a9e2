from __future__ import annotations

import pytest

from mdgen.passes.spellings import (
    camel,
    capitalised,
    initialisms,
    is_camel,
    signed,
    snake,
    spellings,
)
from mdgen.reader.dialect import dialects


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("userId", "user_id"),
        ("userID", "user_id"),
        ("HTTPServer", "http_server"),
        ("sha256Hash", "sha256_hash"),
        ("sha256", "sha256"),
        ("user_id", "user_id"),
        ("id", "id"),
        ("_rawValue", "_raw_value"),
    ],
)
def test_snake(name: str, expected: str) -> None:
    assert snake(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("user_id", "userId"),
        ("id", "id"),
        ("_raw_value", "_rawValue"),
        ("part_1", "part1"),
        ("a__b", "aB"),
        ("_", "_"),
    ],
)
def test_camel(name: str, expected: str) -> None:
    assert camel(name) == expected


@pytest.mark.parametrize(
    ("name", "dialect", "same", "snaky", "humped"),
    [
        ("userId", "typescript", "userId", "user_id", "userId"),
        ("user_id", "python", "user_id", "user_id", "userId"),
        ("format_", "python", "format", "format", "format"),
        ("format_", "typescript", "format_", "format_", "format_"),
        ("int_", "java", "int", "int", "int"),
        ("_", "python", "_", "_", "_"),
        ("UserID", "go", "userId", "user_id", "userId"),
        ("UserIDs", "go", "userIds", "user_ids", "userIds"),
        ("URL", "go", "url", "url", "url"),
        ("IDToken", "csharp", "idToken", "id_token", "idToken"),
    ],
)
def test_spellings(name: str, dialect: str, same: str, snaky: str, humped: str) -> None:
    found = spellings(name, dialects()[dialect].names)
    assert (found.of("same"), found.of("snake"), found.of("camel")) == (same, snaky, humped)
    assert found.is_telling is (snaky != humped)


@pytest.mark.parametrize(
    ("name", "expected", "camel_too"),
    [
        ("walletID", "walletId", True),
        ("walletIDs", "walletIds", True),
        ("walletId", "walletId", True),
        ("WalletID", "walletId", False),
        ("wallet_ID", "walletId", False),
        ("walletid", "walletId", False),
    ],
)
def test_is_camel(name: str, expected: str, camel_too: bool) -> None:
    assert is_camel(name, expected) is camel_too


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("walletID", {"id": True}),
        ("walletId", {"id": False}),
        ("userIDs", {"id": True}),
        ("idOfURL", {"url": True}),
        ("httpURLPath", {"url": True}),
        ("imageURLOfId", {"url": True, "id": False}),
        ("id", {}),
        ("", {}),
        ("walletName", {}),
    ],
)
def test_initialisms(name: str, found: dict[str, bool]) -> None:
    assert initialisms(name) == found


def test_capitalised() -> None:
    words = frozenset({"id", "url"})
    for name, made in {
        "walletId": "walletID",
        "userIds": "userIDs",
        "idOfUrl": "idOfURL",
        "urlPath": "urlPath",
        "userIdiom": "userIdiom",
        "": "",
    }.items():
        assert capitalised(name, words) == made
        assert capitalised(name, frozenset()) == name


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("atType", "The `@type` of it.", "@type"),
        ("DollarRef", "see $ref", "$ref"),
        ("dotTag", "Told apart by `.tag`.", ".tag"),
        ("dotMetadata", 'the key ".metadata"', ".metadata"),
        ("dotNet", "For .NET only, not `dot.net`.", ""),
        ("tag", "`.tag`", ""),
    ],
)
def test_signs_of_names_in_texts(name: str, text: str, found: str) -> None:
    assert signed(name, [text]) == found
