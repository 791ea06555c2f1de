"""`review-tui rule`: the rules' documentation."""

import sys

import click
from msgspec.structs import replace

from review_tui.cli.arguments import selectors_in
from review_tui.cli.exit_codes import CLEAN
from review_tui.cli.streams import style_of


@click.command("rule")
@click.argument("rules", nargs=-1, metavar="[CODE]...")
def command(rules: tuple[str, ...]) -> int:
    """Explain rules, by code (H101), beginning of a code (H) or name, with commas between several; or list them all."""
    from review_tui.output.manual import FAILURES, failure_page, index, page
    from review_tui.rules.registry import all_rules
    from review_tui.rules.selector import UnknownRuleError, codes_of

    style = style_of(sys.stdout)
    modules = all_rules()
    if not rules:
        lines = index(modules, style if sys.stdout.isatty() else replace(style, columns=sys.maxsize))
        click.echo("\n".join(lines), color=style.colour)
        return CLEAN
    chosen: set[str] = set()
    failures: set[tuple[str, str]] = set()
    for selector in selectors_in(rules) or rules:
        begins, name = selector.upper() or "-", selector.lower()
        meant = [each for each in FAILURES if each[0].startswith(begins) or each[1] == name]
        failures.update(meant)
        if not meant:
            try:
                chosen |= codes_of(selector)
            except UnknownRuleError as error:
                raise click.UsageError(str(error)) from None
    pages = [failure_page(each, style) for each in FAILURES if each in failures]
    pages += (page(module, style) for module in modules if module.rule.code in chosen)
    for lines in pages:
        click.echo("\n".join(lines), color=style.colour)
    return CLEAN
