"""Every format: valid for the program that reads it, and free of what would steer a terminal."""

import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from msgspec.structs import replace

from review_tui.article import Article, Edit, Span
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report, Spot, items_of
from review_tui.output.formats import NAMES, renderer
from review_tui.output.gitlab import fingerprint
from review_tui.output.style import Style
from review_tui.rules.model import Fix, Safety
from review_tui.rules.registry import rules_by_key

SCHEMAS = Path(__file__).parent / "schemas"
NASTY = "甲]]>&\"'%0A::,\x1b[31m\x9b\u202e\ufffe🙂[x](1)乙"
TEXT = f"首行\n正文{NASTY}，正文{NASTY}。\n"


def findings() -> Report:
    article = Article(TEXT, "文 件/a:b,c%.md")
    rule, other = rules_by_key()["H101"].rule, rules_by_key()["T702"].rule
    first = TEXT.index(NASTY)
    second = TEXT.index(NASTY, first + 1)
    fix = Fix((Edit(Span(first, first + 1), "x\n"),), Safety.SUGGESTED, NASTY)
    found = [
        rule.finding(Span(0, 2), f"message {NASTY}"),
        other.finding(Span(first, first + len(NASTY)), "with a\nline", fix, concept="c"),
        other.finding(Span(second, second + len(NASTY)), "again", concept="c"),
    ]
    return Report(article.path, items_of(article, found))


REPORTS = [
    Report("clean.md"),
    findings(),
    Report(
        "broken.md", failures=(Failure("broken.md", 7, f"not UTF-8 {NASTY}"), Failure("broken.md", 0, "oh", "H101"))
    ),
]


def rendered(name: str, reports: list[Report]) -> str:
    return "".join(renderer(name)(reports, Style()))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_steers_the_terminal_it_is_printed_on(name: str) -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", rendered(name, REPORTS))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reports", [[], [Report("clean.md")], REPORTS], ids=["none", "clean", "all"])
def test_ends_with_a_line_end_and_can_be_read_as_utf8(name: str, reports: list[Report]) -> None:
    text = rendered(name, reports)
    assert text == "" or text.endswith("\n")
    text.encode()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("text", "concise")])
def test_names_every_finding_and_every_failure(name: str) -> None:
    text = rendered(name, REPORTS)
    assert text.count("heading-missing-space") + text.count("H101") >= 1
    assert "not UTF-8" in text
    assert "broken.md" in text


def test_json_array_and_lines_agree() -> None:
    array = json.loads(rendered("json", REPORTS))
    assert array == [json.loads(line) for line in rendered("json-lines", REPORTS).splitlines()]
    assert [each["code"] for each in array] == ["H101", "T702", "T702", "E902", "E901"]
    assert array[1]["text"] == NASTY
    assert array[3]["start"] == {"line": 7, "column": 1, "offset": 0}


def test_github_escapes_what_it_would_take_for_its_own() -> None:
    lines = rendered("github", REPORTS).splitlines()
    assert len(lines) == 5
    assert lines[1].startswith("::warning file=文 件/a%3Ab%2Cc%25.md,line=2,col=3,endLine=2,endColumn=")
    message = "文 件/a:b,c%25.md:2:3: T702 term-deprecated: with a%0Aline"  # all that the log of a job shows
    assert lines[1].endswith(f",title=T702 term-deprecated::{message}")
    assert lines[3].startswith("::error file=broken.md,line=7,")


class TestGitlab:
    ISSUE: dict[str, Any] = {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    }

    def test_is_what_gitlab_documents(self) -> None:
        issues = json.loads(rendered("gitlab", REPORTS))
        jsonschema.validate(issues, {"type": "array", "items": self.ISSUE, "minItems": 5})
        assert [issue["location"]["lines"] for issue in issues[1:4:2]] == [
            {"begin": 2, "end": 2},
            {"begin": 7, "end": 7},
        ]

    def test_no_two_issues_share_a_fingerprint(self) -> None:
        alike = Report("d.jsonl", failures=tuple(Failure("d.jsonl", line, "this is no decision") for line in (3, 5)))
        issues = json.loads(rendered("gitlab", [*REPORTS, alike]))
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)

    def test_a_fingerprint_outlasts_moved_lines_and_where_a_finding_has_words_another_message(self) -> None:
        def prints(report: Report, **changes: object) -> list[str]:
            return [fingerprint(report.path, replace(item, **changes)) for item in report.items]

        report = findings()
        last = Spot(99, 1, 999, 1)
        assert prints(report, start=last, end=last, message="other words") == prints(report)
        assert prints(report, start=last, end=last, text="") == prints(report, text="")
        assert prints(report, message="other words", text="") != prints(report, text="")


class TestJunit:
    def test_is_xml_with_counts_that_are_right(self) -> None:
        root = ElementTree.fromstring(rendered("junit", REPORTS))
        assert root.tag == "testsuites"
        assert [suite.get("name") for suite in root] == ["clean.md", "文 件/a:b,c%.md", "broken.md"]
        for suite in root:
            assert suite.get("tests") == str(len(suite.findall("testcase")))
            assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
            assert suite.get("errors") == str(len(suite.findall("testcase/error")))

    def test_a_second_report_with_a_note_alone_is_no_case(self) -> None:
        second = Report("a.md", notes=("changed meanwhile",), is_extra=True)
        assert list(ElementTree.fromstring(rendered("junit", [second]))) == []

    def test_a_clean_file_is_a_case_that_passed(self) -> None:
        (case,) = ElementTree.fromstring(rendered("junit", REPORTS[:1])).iter("testcase")
        assert list(case) == []


class TestSarif:
    def test_is_valid_against_the_official_schema(self) -> None:
        schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        for reports in ([], REPORTS):
            log = json.loads(rendered("sarif", reports))
            assert [error.message for error in validator.iter_errors(log)] == []

    def test_results_say_where_in_code_points_and_lead_to_their_rule(self) -> None:
        (run,) = json.loads(rendered("sarif", REPORTS))["runs"]
        assert run["columnKind"] == "unicodeCodePoints"
        result = run["results"][1]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert TEXT[region["charOffset"] :][: region["charLength"]] == NASTY
        assert (region["startLine"], region["startColumn"]) == (2, 3)
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "T702"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "%E6%96%87%20%E4%BB%B6/a%3Ab%2Cc%25.md"

    def test_an_article_at_an_address_keeps_it(self) -> None:
        report = Report("s3://bucket/文 件.md", REPORTS[1].items)
        result = json.loads(rendered("sarif", [report]))["runs"][0]["results"][0]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "s3://bucket/%E6%96%87%20%E4%BB%B6.md"

    def test_a_drive_of_windows_is_part_of_the_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        report = Report("D:/site/甲.md", REPORTS[1].items[:1])
        result = json.loads(rendered("sarif", [report]))["runs"][0]["results"][0]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "file:///D:/site/%E7%94%B2.md"

    def test_descriptions_are_no_longer_than_github_takes_them(self) -> None:
        (run,) = json.loads(rendered("sarif", REPORTS))["runs"]
        for rule in run["tool"]["driver"]["rules"]:
            full, help_text = rule["fullDescription"]["text"], rule["help"]["text"]
            assert 0 < len(full) <= 1024
            assert full[:20] == help_text[:20]
            assert full.endswith((".", ")", ":", "`", "？", "…"))
            assert len(rule["name"]) <= 255
            assert len(rule["shortDescription"]["text"]) <= 1024

    def test_rules_have_help_and_fixes_are_carried(self) -> None:
        (run,) = json.loads(rendered("sarif", REPORTS))["runs"]
        assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
        (fix,) = run["results"][1]["fixes"]
        replacement = fix["artifactChanges"][0]["replacements"][0]
        assert replacement["insertedContent"] == {"text": "x\n"}
        assert replacement["deletedRegion"]["charLength"] == 1

    def test_fingerprints_outlast_moved_lines_and_tell_twins_apart(self) -> None:
        (run,) = json.loads(rendered("sarif", REPORTS))["runs"]
        prints = [result["partialFingerprints"]["reviewTuiIdentity/v1"] for result in run["results"]]
        assert len(set(prints)) == len(prints)

    def test_failures_are_notifications_and_the_run_no_success(self) -> None:
        (run,) = json.loads(rendered("sarif", REPORTS))["runs"]
        (invocation,) = run["invocations"]
        assert invocation["executionSuccessful"] is False
        assert [each["descriptor"]["id"] for each in invocation["toolExecutionNotifications"]] == ["E902", "E901"]


class TestRdjson:
    POSITION: dict[str, Any] = {
        "type": "object",
        "required": ["line", "column"],
        "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
        "additionalProperties": False,
    }
    RANGE: dict[str, Any] = {
        "type": "object",
        "required": ["start"],
        "properties": {"start": POSITION, "end": POSITION},
        "additionalProperties": False,
    }
    DOCUMENT: dict[str, Any] = {
        "type": "object",
        "required": ["source", "diagnostics"],
        "additionalProperties": False,
        "properties": {
            "source": {"type": "object", "required": ["name"]},
            "diagnostics": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message", "location"],
                    "additionalProperties": False,
                    "properties": {
                        "message": {"type": "string"},
                        "location": {
                            "type": "object",
                            "required": ["path"],
                            "properties": {"path": {"type": "string"}, "range": RANGE},
                            "additionalProperties": False,
                        },
                        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                        "code": {"type": "object", "required": ["value"]},
                        "suggestions": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["range", "text"],
                                "properties": {"range": RANGE, "text": {"type": "string"}},
                                "additionalProperties": False,
                            },
                        },
                    },
                },
            },
        },
    }

    def test_is_what_reviewdog_documents(self) -> None:
        for reports in ([], REPORTS):
            jsonschema.validate(json.loads(rendered("rdjson", reports)), self.DOCUMENT)

    def test_columns_count_bytes(self) -> None:
        diagnostics = json.loads(rendered("rdjson", REPORTS))["diagnostics"]
        start = diagnostics[1]["location"]["range"]["start"]
        line = TEXT.split("\n")[1].encode()
        assert line[start["column"] - 1 :].decode().startswith(NASTY)
        assert start["line"] == 2
