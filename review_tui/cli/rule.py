"""`review-tui rule`: the rules' documentation."""

import sys
from itertools import chain

import click

from review_tui.cli.exit_codes import CLEAN
from review_tui.cli.streams import style_of


@click.command("rule")
@click.argument("rules", nargs=-1, metavar="[CODE]...")
def command(rules: tuple[str, ...]) -> int:
    """Explain rules, by code (H101), beginning of a code (H) or name; without any, list them all."""
    from review_tui.lint.selection import UnknownRuleError, codes_of
    from review_tui.output.manual import index, page
    from review_tui.rules.registry import all_rules

    style = style_of(sys.stdout)
    modules = all_rules()
    if not rules:
        click.echo("\n".join(index(modules, style)))
        return CLEAN
    try:
        chosen = frozenset(chain.from_iterable(codes_of(rule) for rule in rules))
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from None
    for module in modules:
        if module.rule.code in chosen:
            click.echo("\n".join(page(module, style)))
    return CLEAN
