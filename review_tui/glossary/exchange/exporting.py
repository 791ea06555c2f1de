"""A glossary as a file that goes out: what the command line and the desk export, and where it must not go."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from review_tui.files.presence import is_same
from review_tui.glossary.exchange.formats import writer
from review_tui.glossary.exchange.model import Exported
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.location import FOLDER

NATIVE = "native"


class Goal(NamedTuple):
    """What a glossary can be exported for: a format, what that is to people, and the usual name of such a file."""

    format: str
    what: str
    file: str
    spreadsheet_safe: bool = False


GOALS = (
    Goal(NATIVE, "a spreadsheet: CSV with everything, no cell run as a formula", "glossary.csv", True),
    Goal("xlsx", "Excel: a workbook with everything", "glossary.xlsx"),
    Goal(NATIVE, "a program: CSV with everything, exactly as it is kept", "glossary-plain.csv"),
    Goal("deepl", "DeepL", "glossary-deepl.tsv"),
    Goal("google", "Google Cloud Translation, one direction", "glossary-google.csv"),
    Goal("google-sets", "Google Cloud Translation, equivalent terms", "glossary-google-sets.csv"),
    Goal("omegat", "OmegaT", "glossary-omegat.txt"),
    Goal("weblate", "Weblate", "glossary-weblate.csv"),
    Goal("crowdin", "Crowdin", "glossary-crowdin.csv"),
    Goal("lokalise", "Lokalise", "glossary-lokalise.csv"),
    Goal("phrase", "Phrase Strings", "glossary-phrase.csv"),
    Goal("utx", "other tools that read UTX", "glossary.utx"),
    Goal("tbx", "other tools that read TBX 3", "glossary.tbx"),
    Goal("tbx-v2", "other tools that read TBX 2", "glossary-v2.tbx"),
)
"""The most wanted first: what editors and translators open themselves."""


def exported(glossary: Glossary, name: str, *, spreadsheet_safe: bool = False) -> Exported:
    """Return a glossary as a file in the format of a name.

    Raises FormatError where it cannot be in that format. Only the native one can be made safe for spreadsheets, and it
    has the rows of the glossary, which one that was read from its kept form has not.
    """
    if name == NATIVE:
        from review_tui.glossary.exchange.formats.native import export_csv

        return Exported(export_csv(glossary, spreadsheet_safe=spreadsheet_safe))
    return writer(name).write(glossary.concepts)


def harm_of(path: Path, files: Sequence[Path]) -> str:
    """Return what an export to a path would do to the files of the glossary that it is made of; empty for nothing."""
    if any(is_same(path, file) for file in files):
        return "is a file of the glossary, and would be lost"
    in_folder = any(file.parent.name == FOLDER and is_same(path.parent, file.parent) for file in files)
    if in_folder and path.suffix.lower() == ".csv":
        return "lies in the folder of the glossary, and would be read as part of it"
    return ""
