"""The server as an editor meets it: a process, messages in, messages out."""

from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

Client = Any  # see conftest.py
CHINESE = "# 甲\n\n止赎。\n"


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


class TestLife:
    def test_says_what_it_can_do_and_ends_as_the_protocol_asks(self, fresh: Client) -> None:
        capabilities = fresh.start()
        assert capabilities["positionEncoding"] == "utf-16"
        assert capabilities["textDocumentSync"]["openClose"] is True
        assert fresh.codes(fresh.open("b.md")) == ["H101"]
        assert fresh.end() == 0

    def test_a_client_that_goes_without_a_word_is_no_good_end(self, fresh: Client) -> None:
        fresh.start()
        fresh.process.stdin.close()
        assert fresh.process.wait(30) == 2

    def test_asks_to_be_told_when_files_change(self, fresh: Client) -> None:
        fresh.start(workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
        asked = fresh.wait_for(lambda message: message.get("method") == "client/registerCapability")
        patterns = [each["globPattern"] for each in asked["params"]["registrations"][0]["registerOptions"]["watchers"]]
        assert {"**/*.csv", "**/review-tui.toml", "**/review-decisions.jsonl"} <= set(patterns)

    @pytest.mark.parametrize(("encoding", "end"), [("utf-8", 9), ("utf-32", 4)])
    def test_characters_are_counted_as_the_client_asks(self, fresh: Client, encoding: str, end: int) -> None:
        capabilities = fresh.start(general={"positionEncodings": [encoding, "utf-16"]})
        assert capabilities["positionEncoding"] == encoding
        (found,) = fresh.diagnostics(fresh.open("c.md", "# 甲\r\n\r\n##😀丙\r\n"))
        assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": end}}


class TestDiagnostics:
    def test_an_opened_article_is_checked_with_the_projects_configuration_and_glossary(self, client: Client) -> None:
        first, *others = client.diagnostics(client.open("a.md"), version=1)
        assert first["code"] == "H101"
        assert first["severity"] == 1
        assert first["source"] == "review-tui"
        assert first["message"].startswith("heading-missing-space: no space after ##")
        assert first["range"] == {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 6}}
        assert codes(others) == ["T701", "P401", "T702"]

    def test_the_code_leads_to_the_rules_page(self, client: Client) -> None:
        (found,) = client.diagnostics(client.open("b.md"))
        page = Path(unquote(urlsplit(found["codeDescription"]["href"]).path))
        assert page.read_text("utf-8").startswith("H101 heading-missing-space\n")

    def test_changes_are_checked_once_the_typing_stops(self, client: Client) -> None:
        uri = client.open("b.md")
        assert client.codes(uri, 1) == ["H101"]
        for version, text in enumerate(("##丙\n\n止", "##丙\n\n止赎 ", "##丙\n\n止赎 ，锻炼。\n"), 2):
            client.change(uri, text, version)
        assert client.codes(uri) == ["H101", "P401", "T701"]
        assert client.passed[-1]["params"]["version"] == 4

    def test_closing_takes_them_back(self, client: Client) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        client.tell("textDocument/didClose", textDocument={"uri": uri})
        assert client.codes(uri) == []

    def test_characters_are_units_of_utf16_where_nothing_else_is_asked_for(self, client: Client) -> None:
        (found,) = client.diagnostics(client.open("c.md", "\ufeff# 甲\r\n\r\n##😀丙\r"))
        assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 5}}

    def test_what_comments_and_decisions_settle_does_not_show(self, client: Client, desk_folder: Path) -> None:
        text = "##丙\n\n<!-- review-tui: ignore-next-line T701 -->\n锻炼。\n"
        (desk_folder / "b.md").write_text(text, "utf-8")
        (desk_folder / "review-decisions.jsonl").write_text(
            '{"path":"b.md","kind":"finding","rule":"heading-missing-space","text":"##丙"}\n', "utf-8"
        )
        assert client.codes(client.open("b.md")) == []

    def test_partial_changes_are_taken_too(self, client: Client) -> None:
        uri = client.open("c.md", "# 甲\n\n😀止赎。\n")
        assert client.codes(uri) == []
        place = {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 4}}
        client.tell(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": 2},
            contentChanges=[{"range": place, "text": "锻炼"}],
        )
        (found,) = client.diagnostics(uri, 2)
        assert (found["code"], found["range"]["start"]["character"]) == ("T701", 2)


class TestWhatIsLeftAlone:
    @pytest.mark.parametrize(
        ("name", "text", "language"),
        [
            ("en.md", "##What is foreclosure?\n\nIn Chinese it is 止赎.\n", "markdown"),
            ("drafts/d.md", "##丙\n", "markdown"),
            ("ignored.md", "##丙\n", "markdown"),
            ("en/a.md", "##丙\n", "markdown"),
        ],
    )
    def test_gets_no_findings(self, client: Client, desk_folder: Path, name: str, text: str, language: str) -> None:
        (desk_folder / "review-tui.toml").write_text('exclude = ["drafts/"]\nsource = "en"\n', "utf-8")
        (desk_folder / ".gitignore").write_text("ignored.md\n", "utf-8")
        assert client.codes(client.open(name, text, language=language)) == []

    def test_other_languages_are_none_of_its_business(self, client: Client) -> None:
        client.open("a.py", "##丙\n", language="python")
        assert client.codes(client.open("b.md")) == ["H101"]
        assert [each["params"]["uri"] for each in client.passed if "uri" in each.get("params", {})] == [
            client.uri("b.md")
        ]


class TestTheDiskChanges:
    def test_a_glossary_is_read_again(self, client: Client, desk_folder: Path) -> None:
        uri = client.open("c.md", "# 甲\n\n法拍。\n")
        assert client.codes(uri) == []
        with (desk_folder / "glossary" / "terms.csv").open("a", encoding="utf-8") as file:
            file.write("foreclosure,foreclosure,法拍,forbidden,\n")
        changed = {"uri": client.uri("glossary/terms.csv"), "type": 2}
        client.tell("workspace/didChangeWatchedFiles", changes=[changed])
        assert client.codes(uri) == ["T701"]

    def test_a_configuration_is_noticed_at_the_next_save_even_by_a_client_that_watches_nothing(
        self, client: Client, desk_folder: Path
    ) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        (desk_folder / "review-tui.toml").write_text('ignore = ["H101"]\nselect = ["H101"]\n', "utf-8")
        client.tell("textDocument/didSave", textDocument={"uri": uri})
        assert client.codes(uri) == []

    def test_a_broken_configuration_is_told_with_its_place_until_it_is_mended(
        self, client: Client, desk_folder: Path
    ) -> None:
        (desk_folder / "review-tui.toml").write_text('select = ["H101"]\nselct = []\n', "utf-8")
        uri = client.open("b.md")
        (found,) = client.diagnostics(uri)
        assert (found["code"], found["severity"]) == ("E902", 1)
        assert "did you mean 'select'?" in found["message"]
        (related,) = found["relatedInformation"]
        assert related["location"]["uri"] == client.uri("review-tui.toml")
        assert related["location"]["range"]["start"]["line"] == 1
        (desk_folder / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
        client.tell("textDocument/didSave", textDocument={"uri": uri})
        assert client.codes(uri) == ["H101"]

    def test_a_glossary_that_cannot_be_read_is_told_and_the_rest_is_still_checked(
        self, client: Client, desk_folder: Path
    ) -> None:
        (desk_folder / "glossary" / "terms.csv").write_bytes("concept,en,zh,status\n甲".encode("gb18030"))
        assert client.codes(client.open("b.md")) == ["E902", "H101"]


class TestHostileInput:
    def test_what_is_no_text_is_told_and_the_server_goes_on(self, client: Client) -> None:
        (found,) = client.diagnostics(client.open("x.md", "\x89PNG\r\n" + "\x00止" * 200))
        assert "not a text file" in found["message"]
        assert client.codes(client.open("b.md")) == ["H101"]

    def test_a_document_that_is_too_long_is_told(self, client: Client) -> None:
        (found,) = client.diagnostics(client.open("x.md", "止赎\n" * 400_000))
        assert "too long" in found["message"]

    def test_yaml_that_explodes_is_a_finding(self, client: Client, desk_folder: Path) -> None:
        (desk_folder / "review-tui.toml").write_text('select = ["F601"]\n', "utf-8")
        bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi")
        )
        assert client.codes(client.open("x.md", f"---\n{bomb}---\n\n止赎。\n")) == ["F601"]

    def test_broken_messages_do_not_end_it(self, fresh: Client) -> None:
        fresh.start()
        fresh.is_mistreated = True
        for body in (
            b"{",
            b"\xff\xfe\x00",
            b"[]",
            b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 3}}',
            (
                b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": '
                b'{"uri": "file:///nowhere.md", "version": 1}, "contentChanges": [{"text": "x"}]}}'
            ),
            b'{"jsonrpc": "2.0", "id": 99, "method": "no/such", "params": {}}',
        ):
            fresh.send_bytes(body)
        assert fresh.codes(fresh.open("b.md")) == ["H101"]
        assert fresh.end() == 0

    def test_a_document_in_no_file_is_checked_as_one_of_the_folder(self, client: Client) -> None:
        item = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "##丙\n"}
        client.tell("textDocument/didOpen", textDocument=item)
        assert "H101" in client.codes("untitled:Untitled-1")
