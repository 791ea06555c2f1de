"""What import-linter has no contract for."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from review_tui.rules.registry import all_rules

PACKAGE = Path(__file__).parents[1] / "review_tui"


def test_no_module_loads_itself_by_way_of_others() -> None:
    """Imports for types alone do not count: a command may name the screen that calls it."""
    graph = grimp.build_graph("review_tui", exclude_type_checking_imports=True)
    modules = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(modules).prepare()  # raises CycleError, which tells the circle


def test_kinds_of_characters_have_one_home() -> None:
    """Who means others than these says which, by a difference; the exceptions say there why they are none."""
    homes = {
        "article/han.py",
        "article/source.py",
        "text/visible.py",
        "rules/markup/shared/wrong_decoding.py",
        "tui/drawing/clipboard.py",
        "tui/compat.py",
    }
    spelt = re.compile(r"\\u(?:3400|4e00|9fff|200b|200c|202e|2060)\b|\\u(?:3400|4e00|200b|202a)-", re.IGNORECASE)
    found = set()
    for file in sorted(PACKAGE.rglob("*.py")):
        code = re.sub(r"(?m)^ {4}(?:in)?valid\(.*$", "", file.read_text("utf-8"))  # cases are articles
        if spelt.search(code):
            found.add(file.relative_to(PACKAGE).as_posix())
    assert found <= homes, "take the class of one of the homes (article/han.py, text/visible.py), and a difference"


def test_a_rule_can_be_renamed_without_a_word_elsewhere() -> None:
    """Rules are found by the registry: what others need of one stands beside the rules."""
    graph = grimp.build_graph("review_tui")
    rules = {rule.module for rule in all_rules()}
    imports = {
        (module, rule)
        for rule in rules
        for module in graph.find_modules_that_directly_import(rule)
        if not module.startswith("review_tui.rules.")
    }
    assert not imports, "what is needed of a rule goes into the folder `shared` of its family"


def test_modules_that_the_code_speaks_of_are_there() -> None:
    files = [file.relative_to(PACKAGE).as_posix() for file in sorted(PACKAGE.rglob("*.py"))]
    spoken_of = {
        (file, name) for file in files for name in re.findall(r"`([\w/]+\.py)`", (PACKAGE / file).read_text("utf-8"))
    }
    assert spoken_of
    gone = {(file, name) for file, name in spoken_of if not any(f"/{each}".endswith(f"/{name}") for each in files)}
    assert not gone, "these modules speak of files that are not there: say where that is now"


def test_folders_list_modules_that_they_have() -> None:
    listed = [
        (folder, name)
        for folder in sorted(file.parent for file in PACKAGE.rglob("__init__.py"))
        for item in re.findall(r"(?m)^- .*(?:\n  .*)*", (folder / "__init__.py").read_text("utf-8").split('"""')[1])
        for name in re.findall(r"`([a-z_/]+)`", item)
    ]
    assert len(listed) > 50
    gone = [f"{folder / name}" for folder, name in listed if not (folder / f"{name}.py").exists()]
    gone = [name for name in gone if not Path(name).is_dir()]
    assert not gone, "the __init__.py of these folders speaks of modules that are not there: say where that is now"


def test_a_folder_that_says_what_its_modules_are_leaves_none_out() -> None:
    left_out = {}
    for file in PACKAGE.rglob("__init__.py"):
        said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        named = set(re.findall(r"\w+", " ".join(re.findall(r"`([\w/]+)`", said))))
        modules = {each.stem for each in file.parent.glob("*.py")} - {"__init__"}
        if 2 * len(modules & named) > len(modules) > 1:
            left_out[file.parent.relative_to(PACKAGE).as_posix()] = modules - named
    assert len(left_out) > 12
    assert {folder: modules for folder, modules in left_out.items() if modules} == {}
