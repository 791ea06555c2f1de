"""What TBX calls things, for writing and reading alike: statuses, parts of speech, and the ids of concepts."""

import re

from review_tui.glossary.concept import Status

STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
POS = {"noun": "noun", "verb": "verb", "adj": "adjective", "adv": "adverb", "other": "other"}
ID_PREFIX = "concept."


def xml_id(concept_id: str) -> str:
    """Return an XML id for a concept: letters, digits, `.` and `-` as they are, anything else as `_` and its code."""
    return ID_PREFIX + re.sub(r"[^A-Za-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", concept_id)


def concept_id(xml_id: str) -> str:
    """Return the concept id that `xml_id` was given; empty where the id is another tool's."""
    if not xml_id.startswith(ID_PREFIX):
        return ""
    return re.sub(r"_([0-9a-f]{1,6})_", _character, xml_id.removeprefix(ID_PREFIX))


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else match[0]
