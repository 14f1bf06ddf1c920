"""Borders that hold because a test reads the code: who may import what, where storage is named, how long things are."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from app.main import create_app

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
STATIC = APP / "static"
PYTHON = sorted(APP.rglob("*.py"))
SCRIPTS = sorted(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
TEMPLATES = sorted((APP / "templates").rglob("*.html")) + sorted(STATIC.rglob("*.html"))
PURE = sorted(path for path in PYTHON if path.name == "rules.py" or path.parent.name == "measurement")
DATABASE_OR_WEB = ("sqlalchemy", "sqlmodel", "fastapi", "starlette", "jinja2", "psycopg", "pysqlite3")


def module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def relative(path):
    return path.relative_to(ROOT).as_posix()


def test_rules_and_measurement_know_no_database_and_no_web():
    """Imported for real, with the forbidden packages out of reach, so that what they import counts too."""
    out_of_reach = "".join(f"sys.modules[{name!r}] = None\n" for name in DATABASE_OR_WEB)
    imports = "".join(f"import {module(path)}\n" for path in PURE)
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{out_of_reach}{imports}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_only_the_store_says_indexeddb():
    said = [relative(path) for path in SCRIPTS if re.search(r"\bindexedDB\b", path.read_text("utf-8"))]
    assert said == ["app/static/device/store.js"]


def test_the_device_layer_knows_no_page():
    page = re.compile(
        r"\b(document\.(?!visibilityState|addEventListener)|querySelector|innerHTML|customElements|HTMLElement)"
    )
    for path in (STATIC / "device").glob("*.js"):
        found = page.search(path.read_text("utf-8"))
        assert found is None, f"{relative(path)}: {found[0]}"


def test_device_modules_import_only_the_device():
    for path in (STATIC / "device").glob("*.js"):
        for target in re.findall(r"""from\s+["']([^"']+)["']""", path.read_text("utf-8")):
            assert re.fullmatch(r"\./[a-z_]+\.js", target), f"{relative(path)} imports {target}"


def test_tables_are_not_tied_together_across_packages():
    for path in PYTHON:
        assert "Relationship(" not in path.read_text("utf-8"), relative(path)


def test_files_stay_readable():
    code = [*PYTHON, *SCRIPTS, *TEMPLATES]
    long = {relative(path): len(path.read_text("utf-8").splitlines()) for path in code}
    assert {path: lines for path, lines in long.items() if lines > 250} == {}


def test_functions_stay_readable():
    long = [
        f"{relative(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


def test_a_module_opens_with_a_sentence():
    silent = [relative(path) for path in PYTHON if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


@pytest.mark.parametrize("names", [("utils", "helpers", "common", "crud", "manager", "misc")])
def test_no_module_is_a_drawer_for_odds_and_ends(names):
    assert [relative(path) for path in [*PYTHON, *SCRIPTS] if path.stem in names] == []


INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|=\s*["']?javascript:|\shx-on|\shx-vals\s*=\s*["']js:""",
    re.I,
)


def test_templates_hold_nothing_inline():
    """The policy would block it in the browser, in silence."""
    for path in TEMPLATES:
        found = INLINE.search(path.read_text("utf-8"))
        assert found is None, f"{relative(path)}: {found[0]}"


def test_scripts_write_no_markup_from_strings():
    unsafe = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function)\b\s*[=(]")
    for path in SCRIPTS:
        if path.name == "glyphs.js":  # fixed drawings of its own, nothing that anybody typed
            continue
        found = unsafe.search(path.read_text("utf-8"))
        assert found is None, f"{relative(path)}: {found[0]}"


def test_templates_mark_nothing_as_safe():
    for path in TEMPLATES:
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text("utf-8")), relative(path)


def test_routes_are_plain_functions_but_for_the_live_stream(engine):
    """An async route that touches the database would hold up every other request of the worker."""
    running = [
        route.endpoint
        for route in iter_route_contexts(create_app(engine).routes)
        if route.path != "/openapi.json" and _is_async(route.endpoint)
    ]
    assert [f"{endpoint.__module__}.{endpoint.__name__}" for endpoint in running] == ["app.live.live"]


def _is_async(endpoint):
    return bool(endpoint.__code__.co_flags & 0x80)


def test_every_operation_has_a_name_a_summary_and_its_refusals(engine):
    paths = create_app(engine).openapi()["paths"]
    operations = [(f"{m} {path}", each) for path, methods in paths.items() for m, each in methods.items()]
    assert len(operations) > 20
    for name, operation in operations:
        assert operation.get("operationId"), name
        assert operation.get("summary"), name
    ids = [each["operationId"] for _name, each in operations]
    assert len(set(ids)) == len(ids)
    assert all(path.startswith("/api/") for path in paths), "pages stay out of the contract"
