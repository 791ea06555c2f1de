"""Options of `lint` that contradict one another: what is said instead of running."""

from collections.abc import Iterator

from review_tui.cli.linting.options import LintOptions
from review_tui.cli.streams import STDIN
from review_tui.files.address import is_address
from review_tui.output.formats import COUNTING, PATCHING


def contradictions(options: LintOptions, *, reports_on_stdout: bool, names_stdin: bool) -> Iterator[str]:
    """Yield the message for each contradiction in what was asked for.

    `reports_on_stdout` tells that stdout was named for the report, `names_stdin` that the article on stdin has a name.
    """
    fix, diff, is_of_stdin = options.fix, options.diff, STDIN in options.paths
    if options.unsafe and not (fix or diff):
        yield "--unsafe-fixes says which fixes to make: add --fix or --diff"
    if fix and diff:
        yield "--fix changes the files and --diff does not: leave one of them out"
    if reports_on_stdout and fix and is_of_stdin:
        yield "stdout is for the article that is fixed: name another --output-file, or leave it out"
    if diff and options.statistics:
        yield "--diff shows changes and --statistics counts findings: leave one of them out"
    for option, is_given, formats in (("--diff", diff, PATCHING), ("--statistics", options.statistics, COUNTING)):
        if is_given and options.output_format is not None and options.output_format not in formats:
            hint = f"leave one of them out, or take --output-format {' or '.join(sorted(formats))}"
            yield f"{option} has no form in {options.output_format}: {hint}"
    if options.overrides.ignore:
        from review_tui.lint.selection import select

        chosen = options.overrides
        if not select(chosen.select, chosen.ignore, chosen.extend_select).rules:
            yield "--ignore takes away all rules: none is left to run"
    if options.overrides.config and options.overrides.isolated:
        yield "--config names a configuration and --isolated reads none: leave one of them out"
    if not options.decisions and (options.overrides.decisions or options.baseline or options.prune):
        yield "--no-decisions reads none: leave out --decisions, --baseline and --prune, or that"
    if options.baseline and (fix or diff):
        yield "--baseline leaves things as they are: leave out --fix and --diff"
    if options.baseline and is_of_stdin and not names_stdin:
        yield "--baseline decides about the article's file: name it with --stdin-filename"
    if options.prune and diff:
        yield "--diff changes nothing and --prune takes decisions out: leave out --prune, or --diff"
    if options.scheduler and (fix or is_of_stdin):
        yield "--scheduler only checks files: leave out --fix, and name files or folders"
    if fix and any(map(is_address, options.paths)):
        yield "addresses are only read: leave out --fix, or name files on this machine"
    if options.scheduler and options.jobs:
        yield "--scheduler uses the workers that are there: leave out --jobs"
    if is_of_stdin and len(options.paths) > 1:
        yield "- stands for the article on stdin: name it alone"
