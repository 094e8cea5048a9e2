"""What a model is for, as far as its page tells: data, an error, a bag of parameters, the envelope of a response."""

from __future__ import annotations

from collections.abc import Sequence

from mdgen.ir import copying
from mdgen.ir.definitions import Aspect, Claim, Field, Role, Source
from mdgen.ir.types import Foreign, Nullable, Unresolved, walk

_ERROR_FOLDERS = frozenset({"errors", "sdkerrors", "apierrors"})
_OPERATION_FOLDERS = frozenset({"operations", "requests", "callbacks", "webhooks", "api"})
_REQUEST_FOLDERS = frozenset({"operations", "requests"})
_METADATA = "HTTPMetadata"

# Exact texts of the docs' generator, which stand nowhere else; one row has one of them.
_ENVELOPE_TEXTS = frozenset(
    {
        "HTTP response content type for this operation",
        "HTTP response status code for this operation",
        "Raw HTTP response; suitable for custom response parsing",
    }
)
_ENVELOPE_NAMES = frozenset({"contenttype", "statuscode", "rawresponse"})
_TRANSPORT = Claim(Aspect.PRESENCE, Source.INFERRED, "of the HTTP response, not of its body")
_FLAT_ENVELOPE_NAMES = _ENVELOPE_NAMES | {"httpmeta", "headers", "result", "next"}


def find_role(id_: str, name: str, fields: Sequence[Field]) -> Role:
    """The role of a model; `id_` ends with its folder, which is the namespace, and its file."""
    folder = id_.rpartition("/")[0].rpartition("/")[2].lower()
    if folder in _ERROR_FOLDERS:
        return Role.ERROR
    if _is_envelope(folder, name, fields):
        return Role.RESPONSE
    if folder in _REQUEST_FOLDERS and name.endswith("Request") and len(name) > len("Request"):
        return Role.PARAMETERS
    return Role.DATA


def _is_envelope(folder: str, name: str, fields: Sequence[Field]) -> bool:
    if not fields:
        return False
    if sum(field.description in _ENVELOPE_TEXTS for field in fields) >= 2:
        return True
    if any(_folded(field.doc_name) == "httpmeta" and _is_metadata(field) for field in fields):
        return True
    if name == _METADATA and all(_is_foreign(field) for field in fields):
        return True
    if folder not in _OPERATION_FOLDERS or not name.endswith("Response"):
        return False
    names = {_folded(field.doc_name) for field in fields}
    return names >= _ENVELOPE_NAMES or (
        names <= _FLAT_ENVELOPE_NAMES and bool(names & {"result", "headers"})
    )


def without_transport(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields of an error. Generators put what they know of the response into it, which no JSON has: it need not be there, whatever the docs
    say (`json:"-"` in the sources of C# and Go)."""
    return tuple(
        (
            copying.changed(field, required=False, claims=(*field.claims, _TRANSPORT))
            if field.required and (_is_foreign(field) or _is_metadata(field))
            else field
        )
        for field in fields
    )


def _is_metadata(field: Field) -> bool:
    return any(
        isinstance(part, Unresolved) and part.text.rpartition(".")[2] == _METADATA
        for part in walk(field.type)
    )


def _is_foreign(field: Field) -> bool:
    type_ = field.type.inner if isinstance(field.type, Nullable) else field.type
    return isinstance(type_, Foreign)


def _folded(name: str) -> str:
    return name.replace("_", "").lower()
