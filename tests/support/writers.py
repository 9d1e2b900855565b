"""Find in the source of the program what writes files."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kat_handouts.files.project import PACKAGE_FOLDER

_FUNCTIONS = {"rewrite", "place", "write_whole", "TemporaryDirectory", "NamedTemporaryFile"}
_METHODS = {
    *("write_text", "write_bytes", "unlink", "rmtree", "rename", "renames", "rmdir", "removedirs"),
    *("touch", "mkdir", "makedirs", "symlink_to", "hardlink_to", "symlink", "link", "chmod"),
    *("chown", "truncate", "ftruncate", "copystat", "utime", "copyfile", "copytree", "copy2"),
    *("move", "mkstemp", "mkdtemp", "extractall", "TemporaryDirectory", "NamedTemporaryFile"),
}
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def writers() -> set[str]:
    """Return the functions that write, rename or remove a file: ``files/atomic.py:place``."""
    found = set()
    for path in sorted(PACKAGE_FOLDER.rglob("*.py")):
        module = path.relative_to(PACKAGE_FOLDER).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            f"{module}:{name}" for name, call, around in _calls(tree) if _writes(call, around)
        }
    return found


def _calls(
    node: ast.AST, inside: tuple[str, ...] = (), around: ast.AST | None = None
) -> Iterator[tuple[str, ast.Call, ast.AST | None]]:
    """Yield each call with the name of the function that it stands in, and that function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield ".".join(inside), child, around
        if isinstance(child, _Function):
            yield from _calls(child, (*inside, child.name), child)
        elif isinstance(child, ast.ClassDef):
            yield from _calls(child, (*inside, child.name), around)
        else:
            yield from _calls(child, inside, around)


def _writes(call: ast.Call, around: ast.AST | None) -> bool:
    function = call.func
    if isinstance(function, ast.Name):
        return _opens_to_write(call) if function.id == "open" else function.id in _FUNCTIONS
    if not isinstance(function, ast.Attribute):
        return False
    of = function.value.id if isinstance(function.value, ast.Name) else ""
    match function.attr:
        case "open":
            return of == "os" or _opens_to_write(call)
        case "replace":
            # A text's takes two arguments, and a dataclass's is no method.
            return of == "os" or (len(call.args) == 1 and not call.keywords)
        case "remove":
            return of == "os"
        case "save":
            return bool(call.args) and not _is_in_memory(call.args[0], around)
    return function.attr in _METHODS


def _opens_to_write(call: ast.Call) -> bool:
    texts = [one.value for one in ast.walk(call) if isinstance(one, ast.Constant)]
    modes = [text for text in texts if isinstance(text, str) and set(text) <= set("rwaxbt+")]
    return any(set(mode) & set("wax+") for mode in modes)


def _is_in_memory(argument: ast.expr, around: ast.AST | None) -> bool:
    """Say whether a name is that of a buffer of the function around it."""
    return (
        around is not None
        and isinstance(argument, ast.Name)
        and any(
            isinstance(one, ast.Assign)
            and ast.unparse(one.value).endswith("BytesIO()")
            and ast.unparse(one.targets[0]) == argument.id
            for one in ast.walk(around)
        )
    )
