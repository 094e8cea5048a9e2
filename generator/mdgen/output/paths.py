"""Which relative paths may be written: those that name the same one file inside the output folder on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mdgen.output.errors import OutputError

MAX_PART_BYTES = 200
"""Common file systems stop at 255 bytes a name; temporary suffixes and byte-code names need some of them."""

MAX_PATH_BYTES = 1000
"""Below PATH_MAX (1,024 on macOS, 4,096 on Linux) with room for the folder itself."""

_DEVICE = r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)"
_RESERVED = re.compile(rf"{_DEVICE}(?:\..*)?", re.IGNORECASE)
# Almost all paths are of this form, for which nothing else needs to be asked
_PART = rf"(?!{_DEVICE}[./])[a-z_][a-z0-9_]{{0,150}}"
_PLAIN = re.compile(rf"(?:{_PART}/){{0,5}}{_PART}\.pyi?")
_GENERATED = re.compile(r"(?:[a-z_][a-z0-9_]*/)*(?:[a-z_][a-z0-9_]*\.pyi?|py\.typed)")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# What such a path may never start with: names that the build itself uses in the output folder.
OWN_PREFIX = ".mdgen"


def fault(path: str) -> str:
    """Why the path can't be written; "" if it can.

    >>> fault("models/address.py")
    ''
    >>> fault("../address.py")
    'has a part ".."'
    """
    if _PLAIN.fullmatch(path):
        return ""
    if len(path) > MAX_PATH_BYTES or len(path.encode("utf-8", "surrogatepass")) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    if _FORBIDDEN.search(path):
        return "has a character that is not allowed in file names"
    if not all(character.isprintable() for character in path):
        return "has an invisible character"
    if path.startswith(OWN_PREFIX):
        return f'starts with "{OWN_PREFIX}"'
    return next((reason for reason in map(_part_fault, path.split("/")) if reason), "")


def is_generated(path: str) -> bool:
    """Whether a file of this path can be one that a build wrote, whatever a manifest or a journal says: those can come from a stranger's
    pull request, and `.git/HEAD` must not become a file to remove.

    >>> is_generated("components/address.py")
    True
    >>> is_generated(".git/HEAD")
    False
    """
    return bool(_PLAIN.fullmatch(path) or (_GENERATED.fullmatch(path) and not fault(path)))


def _part_fault(part: str) -> str:
    if part == "":
        return "has an empty part"
    if part in {".", ".."}:
        return f'has a part "{part}"'
    if part[-1] in ". " or part[0] == " ":
        return "has a part that ends with a dot or touches a space"
    if len(part.encode("utf-8")) > MAX_PART_BYTES:
        return f"has a part longer than {MAX_PART_BYTES} bytes"
    if _RESERVED.fullmatch(part):
        return "has a part that names a device on Windows"
    return ""


def folded(path: str) -> str:
    """The same for two paths that some file system takes for one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def check_paths(paths: Iterable[str]) -> None:
    """Raises `OutputError` unless all paths are safe, name different files everywhere, and none is a folder of another."""
    taken: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        reason = fault(path)
        if reason:
            raise OutputError(
                f"{path!a} can't be written: it {reason}", "rename the page", [ascii(path)]
            )
        other = taken.setdefault(folded(path), path)
        if other is not path:
            raise OutputError(
                f"{other} and {path} are one file on some systems", "rename a page", (other, path)
            )
        folder = path.rpartition("/")[0]
        if folder and folder not in folders:
            _note_folders(folder, path, folders)
    seen: dict[str, str] = {}
    for folder, path in folders.items():
        key = folded(folder)
        if key in taken:
            raise OutputError(
                f"{taken[key]} is needed as a file and as a folder",
                "rename a page",
                (taken[key], path),
            )
        if seen.setdefault(key, folder) != folder:
            raise OutputError(
                f"the folders {seen[key]} and {folder} are one on some systems",
                "rename a folder",
                (seen[key], folder),
            )


def _note_folders(folder: str, path: str, folders: dict[str, str]) -> None:
    while folder and folder not in folders:
        folders[folder] = path
        folder = folder.rpartition("/")[0]
