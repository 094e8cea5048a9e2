"""The commands as a shell sees them: exit codes, stdout, stderr, files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from unittest.mock import ANY

import pytest

from building import REPOSITORY
from mdgen.cli import main

SAMPLE = REPOSITORY / "input_docs" / "typescript" / "docs"
PAGE = """# {name}

{text}

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `name` | *string* | :heavy_check_mark: | N/A |
| `other` | {type} | :heavy_minus_sign: | N/A |
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MDGEN_CACHE_DIR", str(tmp_path / "cache"))

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["mdgen", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            main()
        out, err = capfd.readouterr()
        code = exit_.value.code
        return Outcome(code if isinstance(code, int) else int(code is not None), out, err)

    return call


def write_page(docs: Path, name: str, type_: str = "*string*", text: str = "A thing.") -> Path:
    page = docs / "models" / "components" / f"{name.lower()}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(PAGE.format(name=name, type=type_, text=text), encoding="utf-8")
    return page


def test_build_accounts_for_every_page_and_every_field(run: Run) -> None:
    outcome = run("build", SAMPLE, "-o", "out")
    assert outcome.code == 0
    assert "74 pages: 49 models, 17 enums, 8 unions; 0 warnings" in outcome.out
    assert " fields: " in outcome.out
    assert "created" in outcome.out
    assert outcome.err == ""
    assert "unchanged" in run("build", SAMPLE, "-o", "out").out


def test_missing_page_is_a_warning_with_its_place(run: Run) -> None:
    write_page(Path("docs"), "Kite", "[components.Tail](../../models/components/tail.md)")
    outcome = run("build", "docs", "-o", "out")
    assert outcome.code == 0
    assert (
        "docs/models/components/kite.md:10: MD041 warning: no page for `components.Tail`"
        in outcome.err
    )
    assert "MD041 missing page: 1 warning" in outcome.err
    assert Path("out/components/kite.py").is_file()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_handbook_has_no_models(run: Run, command: str) -> None:
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Handbook\n\nWritten by hand.\n")
    outcome = run(command, "docs", "-o", "out")
    assert outcome.code == 1
    assert "docs/index.md" in outcome.err
    assert "MD031 error: no page here is recognized as one of a model" in outcome.err
    assert not Path("out").exists()


def test_strict_fails_before_anything_is_written(run: Run) -> None:
    write_page(Path("docs"), "Kite", "[components.Tail](../../models/components/tail.md)")
    built = run("build", "docs", "-o", "out", "--strict")
    assert built.code == 1
    assert "Error: nothing was written; warnings fail a strict run\n" in built.err
    assert not Path("out").exists()
    checked = run("check", "docs", "-o", "out", "--strict")
    assert checked.code == 1
    assert "a build would write nothing: warnings fail a strict run\n" in checked.err
    assert "run `mdgen build`" not in checked.err


@pytest.mark.parametrize("cache", ["--cache", "--no-cache"])
def test_strict_says_why_it_fails_where_nothing_is_to_be_done(run: Run, cache: str) -> None:
    write_page(Path("docs"), "Kite", "[components.Tail](../../models/components/tail.md)")
    assert run("build", "docs", "-o", "out").code == 0
    checked = run("check", "docs", "-o", "out", "--strict", cache)
    assert (checked.code, "in step" in checked.out) == (1, True)
    assert "Error: warnings fail a strict run\n" in checked.err
    built = run("build", "docs", "-o", "out", "--strict", cache)
    assert built.code == 1
    assert "warnings fail a strict run\n" in built.err


def test_check_tells_stale_missing_edited_and_foreign_apart(run: Run) -> None:
    docs = Path("docs")
    write_page(docs, "Kite")
    write_page(docs, "Line")
    assert run("check", docs, "-o", "out").code == 1
    run("build", docs, "-o", "out")
    assert run("check", docs, "-o", "out").code == 0
    write_page(docs, "Kite", text="Another thing.")
    write_page(docs, "Tail")
    write_page(docs, "Reel")
    Path("out/components/line.py").write_text("# mine now\n")
    Path("out/components/reel.py").write_text("# always mine\n")
    outcome = run("check", docs, "-o", "out", "--diff")
    assert outcome.code == 1
    for line in (
        "stale: components/kite.py",
        "missing: components/tail.py",
        "edited: components/line.py",
        "foreign, in the way: components/reel.py",
        '-    """A thing."""',
        '+    """Another thing."""',
    ):
        assert line in outcome.out, line
    assert Path("out/components/reel.py").read_text() == "# always mine\n"
    assert run("build", docs, "-o", "out", "--check").code == 1


def test_build_stops_before_an_edited_file(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    run("build", "docs", "-o", "out")
    Path("out/components/kite.py").write_text("# mine now\n")
    outcome = run("build", "docs", "-o", "out")
    assert outcome.code == 1
    assert "components/kite.py is edited" in outcome.err
    assert "--force" in outcome.err
    assert Path("out/components/kite.py").read_text() == "# mine now\n"
    assert run("build", "docs", "-o", "out", "--force").code == 0
    assert "class Kite" in Path("out/components/kite.py").read_text()


def test_settings_come_from_the_project_file(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    Path("pyproject.toml").write_text(
        '[tool.mdgen]\ndocs = "docs"\nout = "src/kites"\ntarget = "dataclass"\n'
    )
    assert run("build").code == 0
    assert "@dataclass" in Path("src/kites/components/kite.py").read_text()
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build",), "no DOCS"),
        (("build", "nowhere", "-o", "out"), "does not exist"),
        (("build", "docs"), "no output folder"),
        (
            ("build", "docs", "-o", "out", "--target", "cobol"),
            "unknown target 'cobol'; there are: dataclass, pydantic",
        ),
        (("build", "docs", "-o", "out", "--dialect", "cobol"), "unknown dialect 'cobol'"),
        (("build", "docs", "-o", "out", "--diff"), "--diff goes with --check"),
        (
            ("build", "docs", "-o", "out", "--report", "r.md", "--report", "r.txt"),
            "a report is a .md, .json, .html file",
        ),
        (
            ("build", "docs", "-o", "out", "--report", "gone/r.md"),
            "there is no folder 'gone'",
        ),
        *(
            (("build", "docs", "-o", "out", "--check", *option), "--check, which writes nothing")
            for option in (("--force",), ("--fail-on-change",), ("--watch",), ("--report", "r.md"))
        ),
        (("build", "docs", "-o", "out", "--watch", "--fail-on-change"), "--watch goes on"),
        (("build", "docs", "-o", "out", "--also", "nosuch"), "`also` 'nosuch' does not exist"),
        (("show", "docs", "Kte"), "did you mean Kite?"),
        *(
            (("build", docs, "-o", out), f"{out!r} holds the docs")
            for docs, out in (
                ("docs", "docs"),
                ("docs", "docs/models"),
                (".", "."),
                (".", "docs"),
                (".", "docs/models"),
                ("docs/models", "docs/../docs/models"),
            )
        ),
        (("check", "docs", "-o", "docs"), "'docs' holds the docs"),
        (("frobnicate",), "No such command 'frobnicate'.\n"),
        (("biuld",), "No such command 'biuld'. Did you mean 'build'?\n"),
    ],
)
def test_bad_usage_is_an_error_with_exit_code_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    write_page(Path("docs"), "Kite")
    outcome = run(*arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert not Path("out").exists()
    assert not Path("r.md").exists()


@pytest.mark.parametrize(
    ("out", "better"), [("my-models", "my_models"), ("class", "class_"), ("src/3d", "module_3d")]
)
def test_a_package_that_no_import_can_name_is_noted(run: Run, out: str, better: str) -> None:
    write_page(Path("docs"), "Kite")
    note = f"{out}: note: no import can name the package; it could be called {better}\n"
    assert run("build", "docs", "-o", out) == Outcome(0, ANY, note)


def test_a_package_can_lie_beside_the_pages(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    assert run("build", ".", "-o", "docs/models_").code == 0


def test_docs_without_pages_leave_the_package_alone(run: Run) -> None:
    page = write_page(Path("docs"), "Kite")
    run("build", "docs", "-o", "out")
    page.unlink()
    outcome = run("build", "docs", "-o", "out")
    assert outcome.code == 1
    assert "MD008" in outcome.err
    assert Path("out/components/kite.py").is_file()


def test_show_prints_one_definition_and_the_whole_graph(run: Run) -> None:
    shown = run("show", SAMPLE, "Booking")
    assert shown.code == 0
    assert "model Booking" in shown.out
    assert 'berthId: string (JSON "berth_id")' in shown.out
    graph = json.loads(run("show", SAMPLE, "--json").out)
    assert graph["mdgen"] == 1
    assert len(graph["definitions"]) == 74
    assert json.loads(run("show", SAMPLE, "Payment", "--json").out)["tag"]["json"] == "method"


def test_a_report_of_no_known_format_is_noticed_before_docs_are_read(run: Run) -> None:
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Handbook\n")
    outcome = run("build", "docs", "-o", "out", "--report", "r.txt")
    assert outcome.code == 2
    assert "MD031" not in outcome.err


def test_show_takes_a_name_alone_where_docs_are_configured(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    assert "DOCS 'Kite' does not exist" in run("show", "Kite").err
    Path("pyproject.toml").write_text('[tool.mdgen]\ndocs = "docs"\n')
    assert run("show", "Kite").out.startswith("model Kite ")
    assert run("show", "models/components/kite").out.startswith("model Kite ")
    assert run("show", "docs").out.startswith(".: typescript, 1 definition\n")
    assert "nothing is called 'Tail'" in run("show", "Tail").err


def test_show_takes_a_name_in_another_case_if_only_one_is_like_it(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    assert run("show", "docs", "kITE").out.startswith("model Kite ")
    write_page(Path("docs"), "Other").write_text(
        PAGE.format(name="KITE", type="*string*", text="A thing.")
    )
    several = run("show", "docs", "kite")
    assert several.code == 2
    assert "did you mean KITE, Kite?" in several.err
    assert run("show", "docs", "KITE").out.startswith("model KITE ")


@pytest.mark.parametrize("suffix", ["md", "json", "html"])
def test_report_is_written(run: Run, suffix: str) -> None:
    assert run("build", SAMPLE, "-o", "out", "--report", f"guesses.{suffix}").code == 0
    assert "Booking" in Path(f"guesses.{suffix}").read_text(encoding="utf-8")


def test_a_report_overwrites_an_earlier_one_only(run: Run) -> None:
    page = write_page(Path("docs"), "lamp")
    before = page.read_bytes()
    build = ("build", "docs", "-o", "out", "--dialect", "typescript", "--report")
    for _ in range(2):
        assert run(*build, "guesses.md").code == 0
    Path("link.md").symlink_to(page)
    for file, reason in (("link.md", "is a symbolic link"), (page, "overwrite what is no report")):
        refused = run(*build, file)
        assert (refused.code, reason in refused.err) == (2, True)
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "table",
    [
        r'"x\n::error file=a::forged" = 1',
        r'docs = "docs"' + "\n" + r'out = "x\n::error ::forged\u202e"',
        r'docs = "docs"' + "\n" + r'out = "::error ::forged"',
        r'docs = "docs"' + "\n" + r'out = "a\u0000b"',
        r'docs = "docs\n::error ::forged"',
        "a = " + "[" * 3_000 + "]" * 3_000,
    ],
)
def test_what_a_configuration_says_is_no_command_to_a_ci_system(run: Run, table: str) -> None:
    write_page(Path("docs"), "lamp")
    Path("pyproject.toml").write_text(f"[tool.mdgen]\n{table}\n", encoding="utf-8")
    for command in ("build", "check"):
        shown = run(command)
        lines = (shown.out + shown.err).splitlines()
        assert lines
        assert all(line.isprintable() for line in lines)
        assert not [line for line in lines if line.startswith("::")]


def test_a_diff_shows_what_files_hide_and_is_no_command_to_a_ci_system(run: Run) -> None:
    write_page(Path("docs"), "lamp", text="First.\n\n::error file=x::forged\n\nLast.")
    build = ("docs", "-o", "out", "--dialect", "typescript")
    run("build", *build)
    (module,) = Path("out").rglob("lamp.py")
    module.write_text(
        module.read_text().replace("First.", "Changed.")
        + "# \x1b]0;x\x07\x1b[2J\r::error ::forged\u202e\n",
        encoding="utf-8",
    )
    shown = run("check", *build, "--diff").out
    assert "\\x1b]0;x" in shown
    assert "\\x3a:error file=x::forged" in shown
    assert all(line.isprintable() for line in shown.split("\n"))
    assert not [line for line in shown.split("\n") if line.lstrip().startswith("::")]


def test_a_report_can_lie_in_the_package(run: Run) -> None:
    assert run("build", SAMPLE, "-o", "out", "--report", "out/guesses.md").code == 0
    assert Path("out/guesses.md").is_file()


def test_second_witness_settles_what_the_first_leaves_open(run: Run) -> None:
    python = REPOSITORY / "input_docs" / "python" / "docs"
    alone = run("build", SAMPLE, "-o", "alone").out
    both = run("build", SAMPLE, "-o", "both", "--also", python).out
    assert "assumed" in alone
    assert alone.splitlines()[1] != both.splitlines()[1]


def test_findings_in_the_second_docs_have_their_own_paths(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    page = write_page(Path("other/docs"), "Kite")
    page.write_text(page.read_text() + "| `third` | *string* | maybe | N/A |\n")
    arguments = ("build", "docs", "-o", "out", "--also", "other")
    finding = "other/docs/models/components/kite.md:11: MD013 warning"
    first, again = run(*arguments), run(*arguments)
    assert first.err.startswith(finding)
    assert first.err == again.err
    assert "unchanged" in again.out


def test_closed_pipe_is_not_an_error() -> None:
    command = f"{sys.executable} -m mdgen show {SAMPLE} --json | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_version_and_help_import_no_stage() -> None:
    code = (
        "import sys; sys.argv = ['mdgen', '--version']\n"
        "from mdgen.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('black', 'jinja2', 'markdown_it', 'pydantic')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_null_is_assumed_where_the_language_cannot_show_it_unless_refused(run: Run) -> None:
    write_page(Path("docs"), "Kite")
    run("build", "docs", "-o", "lenient")
    run("build", "docs", "-o", "strict", "--strict-null")
    assert "    name: str | None\n" in Path("lenient/components/kite.py").read_text()
    assert "    name: str\n" in Path("strict/components/kite.py").read_text()
    assert "    other: str | None = None\n" in Path("strict/components/kite.py").read_text()


def test_many_findings_of_a_kind_are_counted(run: Run, tmp_path: Path) -> None:
    page = write_page(tmp_path / "docs", "Kite")
    rows = "".join(f"| `a{number}` | *a* | maybe {number} | N/A |\n" for number in range(250))
    page.write_text(page.read_text() + rows)
    write_page(tmp_path / "docs", "Spool", type_="*Missing*")
    found = run("build", "docs", "-o", "models")
    assert found.err.count(": MD013 warning: ") == 100
    assert "docs/models/components/kite.md: MD013: 150 more like those above\n" in found.err
    assert "spool.md:10: MD041 warning" in found.err
    assert "250 warnings" in found.err
