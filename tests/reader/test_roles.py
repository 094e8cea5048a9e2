"""What models are for."""

from __future__ import annotations

import pytest

from mdgen.ir.definitions import Model, Role
from reader.pages import fields_page, read

OK = ":heavy_check_mark:"
PLAIN = f"`name` | *string* | {OK} | N/A"
TYPE_TEXT = "HTTP response content type for this operation"
STATUS_TEXT = "HTTP response status code for this operation"
RAW_TEXT = "Raw HTTP response; suitable for custom response parsing"
LINK = "../../models/components/httpmetadata.md"


@pytest.mark.parametrize(
    ("folder", "title", "dialect", "rows", "role"),
    [
        ("components", "Boat", "typescript", [PLAIN], Role.DATA),
        ("components", "BoatRequest", "typescript", [PLAIN], Role.DATA),
        ("components", "BoatResponse", "typescript", [f"`result` | *any* | {OK} | N/A"], Role.DATA),
        ("operations", "GetBoatRequest", "typescript", [PLAIN], Role.PARAMETERS),
        ("Operations", "GetBoatRequest", "php", [PLAIN], Role.PARAMETERS),
        ("requests", "GetBoatRequest", "csharp", [PLAIN], Role.PARAMETERS),
        ("operations", "Request", "typescript", [PLAIN], Role.DATA),
        ("operations", "AddBoatRequestBody", "typescript", [PLAIN], Role.DATA),
        ("operations", "AddBoatResponseBody", "typescript", [PLAIN], Role.DATA),
        ("operations", "GetBoatResponse", "typescript", [PLAIN], Role.DATA),
        ("operations", "GetBoatResponse", "typescript", [], Role.DATA),
        (
            "operations",
            "GetBoatResponse",
            "typescript",
            [
                f"`headers` | Record<string, *string*[]> | {OK} | N/A",
                f"`result` | *any* | {OK} | N/A",
            ],
            Role.RESPONSE,
        ),
        (
            "operations",
            "GetBoatResponse",
            "typescript",
            [f"`result` | *any* | {OK} | N/A", PLAIN],
            Role.DATA,
        ),
        (
            "models",
            "GetBoatResponse",
            "python",
            [
                f"`content_type` | *str* | {OK} | {TYPE_TEXT}",
                f"`status_code` | *int* | {OK} | {STATUS_TEXT}",
                f"`raw_response` | [httpx.Response](https://www.python-httpx.org/api/#response) | {OK} | {RAW_TEXT}",
                f"`boat` | *Optional[str]* | {OK} | OK",
            ],
            Role.RESPONSE,
        ),
        (
            "operations",
            "GetBoatResponse",
            "go",
            [
                f"`ContentType` | *string* | {OK} | N/A",
                f"`StatusCode` | *int* | {OK} | N/A",
                f"`RawResponse` | [*http.Response](https://pkg.go.dev/net/http#Response) | {OK} | N/A",
                f"`Boat` | *string* | {OK} | OK",
            ],
            Role.RESPONSE,
        ),
        (
            "operations",
            "GetBoatResponse",
            "csharp",
            [
                f"`HttpMeta` | [HTTPMetadata](../../Models/Components/HTTPMetadata.md) | {OK} | N/A",
                PLAIN,
            ],
            Role.RESPONSE,
        ),
        (
            "components",
            "HTTPMetadata",
            "typescript",
            [
                f"`response` | [Response](https://developer.mozilla.org/en-US/docs/Web/API/Response) | {OK} | N/A"
            ],
            Role.RESPONSE,
        ),
        ("components", "HTTPMetadata", "typescript", [PLAIN], Role.DATA),
        ("errors", "BoatError", "typescript", [PLAIN], Role.ERROR),
        ("sdkerrors", "BoatError", "go", [PLAIN], Role.ERROR),
        (
            "Errors",
            "BoatError",
            "php",
            [f"`rawResponse` | *string* | {OK} | {RAW_TEXT}"],
            Role.ERROR,
        ),
    ],
)
def test_role(folder: str, title: str, dialect: str, rows: list[str], role: Role) -> None:
    model = read(fields_page(*rows, title=title), dialect, f"models/{folder}/{title.lower()}").value
    assert isinstance(model, Model)
    assert model.role is role
