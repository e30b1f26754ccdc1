"""The second verifier: one file that shares no line with the program and finds the same."""

import ast
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from click.testing import CliRunner

from tallyapp.cli.commands import main
from tallyapp.resources import resource
from tests.audit.hall import Hall
from tests.data.make_kept import DECLARATION, PACK, SAYS
from tests.halls import ELM

CHECKER = resource("checker", "check.py")
Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def checked(pdf: Path, *codes: str) -> tuple[int, str]:
    """The exit status and what is printed."""
    done = subprocess.run(
        [sys.executable, "-I", CHECKER, pdf, *codes],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def with_attachments(pdf: Path, change: Change, to: Path) -> Path:
    """The document with other attachments, as a forger would save it."""
    with pikepdf.open(pdf) as document:
        before = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
        for name, content in change(dict(before)).items():
            document.attachments[name].get_file().obj.write(content)
        saved = BytesIO()
        document.save(saved)
    to.write_bytes(saved.getvalue())
    return to


def test_it_is_one_short_file_of_the_standard_library_and_pikepdf() -> None:
    source = CHECKER.read_text(encoding="utf-8")
    assert len([line for line in source.splitlines() if line]) < 340
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - set(sys.stdlib_module_names) == {"pikepdf"}


def test_the_program_hands_it_out_as_it_is() -> None:
    done = CliRunner().invoke(main, ["checker"])
    assert (done.exit_code, done.stdout) == (0, CHECKER.read_text(encoding="utf-8"))


@pytest.mark.parametrize("pdf", [DECLARATION, PACK], ids=lambda path: str(path.stem))
def test_it_finds_nothing_wrong_in_a_good_document(pdf: Path) -> None:
    status, told = checked(pdf)
    assert status == 0, told
    assert "FAILS" not in told


def test_it_finds_a_code_that_was_noted_and_none_that_never_was() -> None:
    seq, code = msgspec.json.decode(SAYS.read_bytes())["codes"][ELM]
    status, told = checked(PACK, code.lower())
    assert (status, f"entry {seq} of {ELM}" in told) == (0, True)
    assert checked(PACK, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")[0] == 1


def one_dropped(data: dict[str, bytes]) -> dict[str, bytes]:
    stream = f"{ELM}.jsonl"
    lines = data[stream].splitlines(keepends=True)
    return {stream: b"".join(lines[:5] + lines[6:])}


def swapped(data: dict[str, bytes]) -> dict[str, bytes]:
    stream = f"{ELM}.jsonl"
    lines = data[stream].splitlines(keepends=True)
    lines[6], lines[7] = lines[7], lines[6]
    return {stream: b"".join(lines)}


@pytest.mark.parametrize("change", [one_dropped, swapped])
def test_it_finds_what_was_done_to_the_entries_of_a_pack(change: Change, tmp_path: Path) -> None:
    status, told = checked(with_attachments(PACK, change, tmp_path / "forged.pdf"))
    assert (status, "FAILS" in told) == (1, True), told


def test_it_finds_a_vote_changed_in_a_declaration(tmp_path: Path) -> None:
    def more(data: dict[str, bytes]) -> dict[str, bytes]:
        told = data["result.json"]
        assert b'"votes":101' in told
        return {"result.json": told.replace(b'"votes":101', b'"votes":102', 1)}

    status, told = checked(with_attachments(DECLARATION, more, tmp_path / "forged.pdf"))
    assert (status, "FAILS" in told) == (1, True), told


def test_it_finds_candidates_under_each_others_names(tmp_path: Path) -> None:
    def exchanged(data: dict[str, bytes]) -> dict[str, bytes]:
        told = data["result.json"]
        assert b'"name":"' in told
        result = msgspec.json.decode(told)
        first, second, *_ = result["candidates"]
        first["name"], second["name"] = second["name"], first["name"]
        return {"result.json": msgspec.json.encode(result)}

    status, told = checked(with_attachments(DECLARATION, exchanged, tmp_path / "forged.pdf"))
    assert (status, "FAILS      names" in told) == (1, True), told


def test_what_is_no_document_of_the_program_is_not_judged(tmp_path: Path) -> None:
    pdf = tmp_path / "other.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(pdf)
    assert checked(pdf)[0] == 2
    pdf.write_bytes(b"%PDF-1.7 nothing")
    assert checked(pdf)[0] == 2


# ---- the verification statement


def test_it_finds_nothing_wrong_in_a_good_statement(hall: Hall, tmp_path: Path) -> None:
    pdf = tmp_path / "statement.pdf"
    pdf.write_bytes(hall.statement)
    status, told = checked(pdf, hall.codes["verification"])
    assert status == 0, told
    assert "FAILS" not in told
    assert f"of {hall.stream}" in told


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b'"counted":587', b'"counted":588', "boxes"),
        (b'"version":1', b'"version":2', "version"),
        (b'"postal":7417', b'"postal":6553', "sums"),
        (b'"electorate":71845', b'"electorate":61845', "contest"),
    ],
)
def test_it_finds_another_figure_in_a_statement(
    old: bytes, new: bytes, what: str, hall: Hall, tmp_path: Path
) -> None:
    whole = tmp_path / "statement.pdf"
    whole.write_bytes(hall.statement)

    def change(data: dict[str, bytes]) -> dict[str, bytes]:
        assert old in data["statement.json"]
        return {"statement.json": data["statement.json"].replace(old, new, 1)}

    status, told = checked(with_attachments(whole, change, tmp_path / "forged.pdf"))
    assert (status, f"FAILS      {what}" in told) == (1, True), told
