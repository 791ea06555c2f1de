"""`review-tui glossary init`: a glossary of one's own to begin with."""

from pathlib import Path

import click

from review_tui.cli import arguments
from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.messages import complain, note
from review_tui.glossary.storage.location import FOLDER, csv_files, shipped


@click.command("init")
@click.argument("folder", type=arguments.FOLDER, default=FOLDER)
def command(folder: Path) -> int:
    """Copy the glossary that comes with review-tui into a folder (glossary/), for editing.

    Articles in and below the folder that holds glossary/ then use it.
    """
    from review_tui.files.atomic import write

    place = shipped()
    if not place.paths:
        complain("this installation has no glossary to copy: install review-tui again")
        return TROUBLE
    if csv_files(folder):
        complain(f"{folder}: there is a glossary already; name another folder, or edit that one")
        return TROUBLE
    folder.mkdir(parents=True, exist_ok=True)
    copies: list[Path] = []
    try:
        for path in place.paths:
            write(folder / path.name, path.read_bytes())
            copies.append(folder / path.name)
    except BaseException:
        for copy in copies:  # else half a glossary would pass for one of somebody's own
            copy.unlink(missing_ok=True)
        raise
    names = ", ".join(path.name for path in place.paths)
    note(f"Copied {names} to {folder}{'' if str(folder).endswith('/') else '/'}. It is yours to edit.")
    return CLEAN
