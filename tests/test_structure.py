"""What import-linter has no contract for."""

from graphlib import TopologicalSorter

import grimp


def test_no_module_loads_itself_by_way_of_others() -> None:
    """Imports for types alone do not count: a command may name the screen that calls it."""
    graph = grimp.build_graph("review_tui", exclude_type_checking_imports=True)
    modules = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(modules).prepare()  # raises CycleError, which tells the circle
