"""Which files are pages: walks a folder and tells SDK roots, model pages and operation pages apart (format note §1.2, §1.6).

The folder may be a repository with several SDKs, one `docs` folder, a `models` folder, or hold some loose pages; it may also be a single
page. Paths decide. Only in folders whose names say nothing are files opened, up to the first that defines a model. No link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.markdown.files import SourceFile
from mdgen.record import record

SUFFIXES = (".md", ".mdx")

_DOCS = "docs"
_MODELS = "models"
_SDKS = "sdks"
# Folders directly below `docs` that hold models though they aren't called so.
_MORE_MODELS = frozenset({"errors", "api"})
# Folders of generated pages that describe the SDK's own machinery.
_MACHINERY = frozenset({"lib", "types", "utils", "internal", _SDKS})
# Not looked into on the way to a `docs` folder: what is installed there has docs of its own.
_FOREIGN = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "__pycache__"})
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"
_UNPRINTABLE = "the name holds characters that can't be printed; rename it"
_README = "README"
# Pages that a repository keeps beside its docs; left out where pages are taken as they come.
_ABOUT_REPOSITORY = frozenset(
    {
        _README,
        "CHANGELOG",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "FUNCTIONS",
        "LICENSE",
        "MIGRATION",
        "RELEASES",
        "RUNTIMES",
        "SECURITY",
        "USAGE",
    }
)


@record
class Root:
    """One SDK. `path` is the folder that contains `docs`, posix and relative to the named folder, "" for that one itself. `pages` may be
    model pages by their path; `operations` describe requests. Both are sorted by id."""

    path: str
    pages: tuple[SourceFile, ...]
    operations: tuple[SourceFile, ...]


_PATH = attrgetter("path")
_ID = attrgetter("id")


@dataclass(slots=True)
class _Folder:
    """A folder, its pages once they are listed. `owner` is the path of the `docs` folder it belongs to, `names` the folders from there
    down to itself."""

    path: str
    file: str
    owner: str
    names: tuple[str, ...]
    in_docs: bool
    pages: list[str] = field(default_factory=list)

    def sources(self) -> Iterator[SourceFile]:
        """Its pages, their ids counted from the `docs` folder."""
        base = self.path + "/" if self.path else ""
        start = "".join(name + "/" for name in self.names)
        place = os.path.join(self.file, "")
        for name in self.pages:
            yield SourceFile(base + name, start + _stem(name), place + name)


@dataclass(slots=True)
class _Found:
    """The folders by the `docs` folder that they belong to; `top` is the real path of the folder that was named."""

    top: str
    folders: dict[str, list[_Folder]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, code: Code, path: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(code, Position(path or "."), message))


def scan(docs: Path) -> Checked[tuple[Root, ...]]:
    """The SDK roots below `docs`, sorted by path; each has at least one page. `docs` itself may be a symbolic link.

    Diagnostics: NO_PAGES if there is no root at all; UNREADABLE for folders and pages that can't be read; OUTSIDE_DOCS for links that
    lead out; LEFT_OUT for links that lead elsewhere inside; CLASHING_NAMES for pages that share an id with another one.
    """
    top = os.path.realpath(docs)
    name = os.path.basename(top)
    if os.path.isfile(top):
        return _scan_file(docs.name, top)
    found = _Found(top)
    prefix = (name,) if name.casefold() == _MODELS else ()
    is_docs = name == _DOCS or bool(prefix)
    _walk(found, _Folder("", top, "", prefix, is_docs))
    roots = tuple(_make_roots(found, is_docs=is_docs))
    if not roots:
        message = (
            "no model pages here; name a docs folder, a repository that contains one, or a page"
        )
        found.report(Code.NO_PAGES, "", message)
    return Checked(roots, tuple(sorted(found.diagnostics, key=lambda one: one.sort_key)))


def _scan_file(name: str, file: str) -> Checked[tuple[Root, ...]]:
    message = None
    if not name.lower().endswith(SUFFIXES):
        message = "isn't a Markdown page; its name should end with .md or .mdx"
    elif not name.isprintable():
        message = _UNPRINTABLE
    if message:
        return Checked((), (Diagnostic(Code.NO_PAGES, Position(_shown(name)), message),))
    return Checked((Root("", (SourceFile(name, _stem(name), file),), ()),))


def _walk(found: _Found, start: _Folder) -> None:
    """Collects pages, depth first with a stack of its own: paths can be deeper than the interpreter's."""
    stack = [start]
    while stack:
        folder = stack.pop()
        try:
            with os.scandir(folder.file) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            message = f"folder can't be read: {_reason(error)}"
            found.report(Code.UNREADABLE, _shown(folder.path), message)
            continue
        is_installed = any(entry.name == _VIRTUAL_ENVIRONMENT for entry in entries)
        if not is_installed or folder.in_docs or not folder.path:
            found.folders.setdefault(folder.owner, []).append(folder)
            stack.extend(_sort_entries(found, folder, entries))


def _sort_entries(
    found: _Found, folder: _Folder, entries: Iterable[os.DirEntry[str]]
) -> Iterator[_Folder]:
    """Adds the pages to their folder and gives the folders to be read next."""
    base = folder.path + "/" if folder.path else ""
    for entry in entries:
        name = entry.name
        if name[0] == ".":
            continue
        is_page = name.lower().endswith(SUFFIXES)
        try:
            if is_page and name.isprintable() and entry.is_file(follow_symlinks=False):
                folder.pages.append(name)
            else:
                below = _look_at(found, folder, entry, base + name, is_page)
                if below is not None:
                    yield below
        except OSError as error:
            found.report(Code.UNREADABLE, _shown(base + name), f"can't be read: {_reason(error)}")


def _look_at(
    found: _Found, folder: _Folder, entry: os.DirEntry[str], path: str, is_page: bool
) -> _Folder | None:
    """What is no ordinary page: a folder to be read next, or None, with a diagnostic where a page seems to be missing."""
    name = entry.name
    if entry.is_symlink():
        _report_link(found, folder, entry, path, is_page)
        return None
    is_folder = entry.is_dir(follow_symlinks=False)
    if not (is_page or is_folder) or (name in _FOREIGN and not folder.in_docs):
        return None
    if not name.isprintable():
        found.report(Code.UNREADABLE, _shown(path), _UNPRINTABLE)
        return None
    if not is_folder:
        found.report(Code.UNREADABLE, path, "named like a page, but isn't a regular file")
        return None
    if is_page:
        found.report(Code.LEFT_OUT, path, "a folder named like a page; the pages in it are read")
    if name == _DOCS and not _is_inside_models(folder.names):
        return _Folder(path, entry.path, path, (), True)
    return _Folder(path, entry.path, folder.owner, (*folder.names, name), folder.in_docs)


def _report_link(
    found: _Found, folder: _Folder, entry: os.DirEntry[str], path: str, is_page: bool
) -> None:
    """Links aren't followed; those that may stand for pages are reported."""
    try:
        is_folder = entry.is_dir()
        target = os.path.realpath(entry.path, strict=True)
    except OSError as error:
        if is_page:
            message = f"a symbolic link that leads nowhere: {_reason(error)}"
            found.report(Code.UNREADABLE, _shown(path), message)
        return
    # A repository has many links to folders; those with docs behind them matter.
    is_docs = folder.in_docs or entry.name == _DOCS or os.path.isdir(os.path.join(target, _DOCS))
    if not is_page and not (is_folder and is_docs):
        return
    if target == found.top or target.startswith(found.top.rstrip(os.sep) + os.sep):
        message = "a symbolic link to another place in the same folder; not followed"
        found.report(Code.LEFT_OUT, _shown(path), message)
    else:
        message = "a symbolic link that leads out of the folder; not followed, copy what it names"
        found.report(Code.OUTSIDE_DOCS, _shown(path), message)


def _make_roots(found: _Found, *, is_docs: bool) -> list[Root]:
    """A root for each `docs` folder with model pages; else one of pages that lie in `models` folders, or as they come."""
    roots: dict[str, Root] = {}
    for owner in sorted(found.folders, key=lambda owner: (owner.count("/"), owner)):
        # The named folder counts as a `docs` folder by its name, or else only if there is no other one.
        if owner or is_docs:
            path = owner.removesuffix(_DOCS).rstrip("/")
            _add_root(roots, found, owner, owner if path in roots else path)
    if not roots:
        _add_root(roots, found, "", "")
    if not roots:
        pages = _distinct(found, _loose_pages(found))
        return [Root("", pages, ())] if pages else []
    return sorted(roots.values(), key=lambda root: root.path)


def _add_root(roots: dict[str, Root], found: _Found, owner: str, path: str) -> None:
    pages: list[SourceFile] = []
    operations: list[SourceFile] = []
    others: list[_Folder] = []
    for folder in found.folders.get(owner, ()):
        if folder.names[:1] == (_SDKS,):
            operations += (page for page in folder.sources() if page.id.endswith("/" + _README))
        elif is_model_folder(folder.names):
            pages += _without_readme(folder)
        elif folder.pages and folder.names and not _is_machinery(folder.names):
            others.append(folder)
    # A folder that isn't called docs may as well be a repository, the pages of which are about anything.
    if others and (pages or owner or others[0].in_docs):
        pages += _sort_others(found, others, bool(pages))
    if all(page.id.partition("/")[0].casefold() in _MORE_MODELS for page in pages):
        pages += _flat_pages(found.folders.get(owner, ())[:1])
    if pages:
        roots[path] = Root(path, _distinct(found, pages), _distinct(found, operations))


def _sort_others(found: _Found, folders: Iterable[_Folder], is_root: bool) -> list[SourceFile]:
    """The pages of folders that hold models, whatever they are called; the others are reported if there are any models at all."""
    # Few docs have such folders.
    from mdgen.markdown.generated import defines_model

    pages: list[SourceFile] = []
    left_out: dict[str, int] = {}
    for folder in folders:
        candidates = _without_readme(folder)
        if any(map(defines_model, candidates)):
            pages += candidates
        elif candidates:
            left_out[folder.path] = len(candidates)
    if pages or is_root:
        for path, count in left_out.items():
            pages_are = "its page is" if count == 1 else f"its {count:,} pages are"
            message = f"no page in this folder defines a model; {pages_are} left out"
            found.report(Code.LEFT_OUT, path, message)
    return pages


def _flat_pages(folders: Iterable[_Folder]) -> list[SourceFile]:
    """The pages of `docs` itself, if models are among them: there, flat docs have all but errors."""
    tops = [folder for folder in folders if folder.in_docs and not folder.names]
    pages = [page for folder in tops for page in _without_readme(folder)]
    if not pages:
        return []
    # Few docs are flat.
    from mdgen.markdown.generated import defines_model

    return pages if any(map(defines_model, pages)) else []


def _without_readme(folder: _Folder) -> list[SourceFile]:
    about = {_README} if folder.names else _ABOUT_REPOSITORY
    return [page for page in folder.sources() if page.id.rpartition("/")[2] not in about]


def _loose_pages(found: _Found) -> Iterator[SourceFile]:
    """Pages that lie in no known structure, all of them; ids count from the named folder, whatever its parts are called."""
    for owner, folders in found.folders.items():
        for folder in folders:
            if _is_machinery(folder.names):
                continue
            for page in folder.sources():
                if page.id.rpartition("/")[2] not in _ABOUT_REPOSITORY:
                    yield replace(page, id=_stem(page.path)) if owner else page


def _distinct(found: _Found, pages: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """The pages sorted by id, one for each id in any case: of two the first by path, so `.md` goes before `.mdx`."""
    kept: dict[str, SourceFile] = {}
    for page in sorted(pages, key=_PATH):
        first = kept.setdefault(page.id.casefold(), page)
        if first is not page:
            message = f"left out, for {first.path} has the same name; rename one of them"
            found.report(Code.CLASHING_NAMES, page.path, message)
    return tuple(sorted(kept.values(), key=_ID))


def is_model_folder(names: tuple[str, ...]) -> bool:
    """Whether the pages of a folder are models by its place: `names` lead there from the `docs` folder."""
    if names and names[0].casefold() in _MORE_MODELS:
        return True
    return _is_inside_models(names) and not _is_utilities(names)


def _is_inside_models(names: tuple[str, ...]) -> bool:
    return any(name.casefold() == _MODELS for name in names) and names[0] != _SDKS


def _is_machinery(names: tuple[str, ...]) -> bool:
    return not _MACHINERY.isdisjoint(names[:1]) or _is_utilities(names)


def _is_utilities(names: tuple[str, ...]) -> bool:
    """Whether a folder `models` on the way is followed by `utils`."""
    folded = [name.casefold() for name in names]
    return any(pair == (_MODELS, "utils") for pair in pairwise(folded))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _stem(name: str) -> str:
    return name[: name.rindex(".")]


def _shown(path: str) -> str:
    """The path in characters that can be printed and encoded."""
    return path if path.isprintable() else ascii(path)[1:-1]
