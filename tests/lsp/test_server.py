"""The server as an editor meets it: a process, messages in, messages out."""

import json
import shutil
import subprocess
import sys
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
    def test_says_what_it_can_do(self, client: Client) -> None:
        assert client.capabilities["positionEncoding"] == "utf-16"
        assert client.capabilities["textDocumentSync"]["openClose"] is True
        assert client.capabilities["hoverProvider"]
        assert client.capabilities["codeActionProvider"] == {
            "codeActionKinds": ["quickfix", "source.fixAll.review-tui"],
            "resolveProvider": True,
        }

    def test_asks_to_be_told_of_files_counts_bytes_where_that_is_wanted_and_ends_with_its_client(
        self, fresh: Client
    ) -> None:
        fresh.start(
            general={"positionEncodings": ["utf-8", "utf-16"]},
            workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}},
        )
        assert fresh.capabilities["positionEncoding"] == "utf-8"
        asked = fresh.wait_for(lambda message: message.get("method") == "client/registerCapability")
        patterns = [each["globPattern"] for each in asked["params"]["registrations"][0]["registerOptions"]["watchers"]]
        assert {"**/*.csv", "**/review-tui.toml", "**/review-decisions.jsonl"} <= set(patterns)
        (found,) = fresh.diagnostics(fresh.open("c.md", "# 甲\r\n\r\n##😀丙\r\n"))
        assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 9}}
        fresh.process.stdin.close()
        assert fresh.process.wait(30) == 1  # the protocol asks for a word of farewell

    def test_an_end_that_nobody_asked_for_is_told_as_the_protocol_has_it(self, fresh: Client) -> None:
        fresh.start()
        fresh.tell("exit")
        assert fresh.process.wait(30) == 1

    def test_before_it_is_greeted_it_does_nothing_but_leave(self, fresh: Client) -> None:
        for method in ("textDocument/hover", "shutdown", "no/such"):
            assert fresh.ask(method, textDocument={"uri": fresh.uri("b.md")}, position=None)["error"]["code"] == -32002
        uri = fresh.open("b.md")
        fresh.start()
        fresh.open("a.md")
        fresh.diagnostics(fresh.uri("a.md"))
        assert uri not in [each.get("params", {}).get("uri") for each in fresh.passed]
        assert fresh.end() == 0

    def test_the_folder_that_it_was_started_in_may_go(self, fresh: Client) -> None:
        fresh.ask("initialize", processId=None, rootUri=None, capabilities={})
        fresh.tell("initialized")
        shutil.rmtree(fresh.folder)
        uri = "untitled:Untitled-1"
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": "##丙\n"}
        fresh.tell("textDocument/didOpen", textDocument=item)
        assert "H101" in fresh.codes(uri)
        assert "window/showMessage" not in [each.get("method") for each in fresh.passed]

    def test_it_may_leave_before_it_is_greeted(self, fresh: Client) -> None:
        fresh.tell("exit")
        assert fresh.process.wait(30) == 1

    def test_counts_code_points_where_that_is_wanted_and_broken_messages_do_not_end_it(self, fresh: Client) -> None:
        fresh.start(general={"positionEncodings": ["utf-7", "utf-32"]})
        assert fresh.capabilities["positionEncoding"] == "utf-32"
        for body in (
            b"{",
            b"\xff\xfe\x00",
            b"[]",
            b"null",
            b"3",
            b"[" * 100_000,
            b'{"id": 98, "result": null}',
            b'{"jsonrpc": "2.0", "id": [], "method": "textDocument/hover"}',
            b'{"jsonrpc": "2.0", "id": [3], "result": 5}',
            b'{"jsonrpc": "2.0", "id": null, "error": {"code": -32600, "message": "what?"}}',
            b'{"jsonrpc": "2.0", "method": {}}',
            b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": []}}',
            b'{"jsonrpc": "2.0", "method": "textDocument/hover", "params": {}}',
            b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 3}}',
            b'{"jsonrpc": "2.0", "id": 99, "method": "no/such", "params": {}}',
        ):
            fresh.send_bytes(body)
        (found,) = fresh.diagnostics(fresh.open("c.md", "# 甲\r\n\r\n##😀丙\r\n"))
        assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 4}}
        assert "window/showMessage" not in [each.get("method") for each in fresh.passed]
        fresh.change("file:///nowhere.md", "甲", 1)
        assert fresh.end() == 0
        assert all(line.startswith(("WARNING ", "ERROR ")) for line in fresh.complaints().splitlines())

    def test_the_end_waits_for_no_check_that_goes_on(self) -> None:
        script = (
            "import threading, time\n"
            "from review_tui.cli.lsp import command\n"
            "from review_tui.lsp import server\n"
            "def serve():\n"
            "    threading.Thread(target=time.sleep, args=(600,)).start()\n"
            "    return True\n"
            "server.serve = serve\n"
            "command(['--stdio'])\n"
        )
        assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0


class TestRequestsThatAreNone:
    """Whoever asks waits for an answer, however it is asked."""

    @pytest.mark.parametrize(
        ("method", "params"),
        [
            ("textDocument/hover", {"position": {"line": -1, "character": 0}}),
            ("textDocument/hover", {"position": {"line": 2**40, "character": 0}}),
            ("textDocument/hover", {}),
            ("textDocument/codeAction", {"context": {"diagnostics": []}}),
            ("codeAction/resolve", {}),
        ],
    )
    def test_parameters_of_another_kind_are_refused(self, client: Client, method: str, params: dict[str, Any]) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        answer = client.ask(method, textDocument={"uri": uri}, **params)
        assert answer["error"]["code"] == -32602
        assert method in answer["error"]["message"]
        assert "window/showMessage" not in [each.get("method") for each in client.passed]

    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ({"jsonrpc": "2.0", "method": "textDocument/hover"}, -32602),
            ({"jsonrpc": "2.0", "method": "textDocument/hover", "params": [1]}, -32602),
            ({"jsonrpc": "2.0", "method": "textDocument/hover", "params": 1}, -32602),
            ({"jsonrpc": "2.0", "method": "no/such"}, -32601),
            ({"jsonrpc": "2.0", "method": "no/such", "params": [[]], "more": 1}, -32601),
            ({"jsonrpc": "2.0", "method": ["shutdown"]}, -32600),
            ({"jsonrpc": "1.0", "method": "textDocument/hover"}, -32600),
            ({"method": "textDocument/hover"}, -32600),
        ],
    )
    def test_what_is_no_request_is_refused_under_its_number(
        self, client: Client, message: dict[str, Any], code: int
    ) -> None:
        client.send_bytes(json.dumps({"id": "mine", **message}).encode())
        assert client.wait_for(lambda each: each.get("id") == "mine")["error"]["code"] == code
        assert "window/showMessage" not in [each.get("method") for each in client.passed]

    def test_what_is_told_as_if_it_were_asked_is_done_and_answered(self, client: Client) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        document, text = {"uri": uri, "version": 2}, [{"text": "丙。\n"}]
        assert client.ask("textDocument/didChange", textDocument=document, contentChanges=text) is None
        assert client.codes(uri, 2) == []

    def test_what_looks_like_a_message_inside_another_is_none(self, client: Client) -> None:
        inner = {"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}
        assert client.ask("codeAction/resolve", title="a", data=inner)["data"] == inner

    def test_after_the_end_nothing_is_asked_for(self, fresh: Client) -> None:
        fresh.start()
        fresh.ask("shutdown")
        assert fresh.ask("textDocument/hover", textDocument={"uri": fresh.uri("b.md")})["error"]["code"] == -32600
        fresh.tell("exit")
        assert fresh.process.wait(30) == 0


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

    def test_a_change_of_a_document_that_was_closed_troubles_nobody(self, client: Client) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        client.tell("textDocument/didClose", textDocument={"uri": uri})
        client.change(uri, "##丙\n", 2)
        assert client.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 0, "character": 0}) is None
        assert "window/showMessage" not in [each.get("method") for each in client.passed]


def at(line: int, character: int) -> dict[str, Any]:
    place = {"line": line, "character": character}
    return {"start": place, "end": place}


class TestActions:
    def actions(self, client: Client, uri: str, line: int, character: int, **context: Any) -> dict[str, Any]:
        offered = client.ask(
            "textDocument/codeAction",
            textDocument={"uri": uri},
            range=at(line, character),
            context={"diagnostics": [], **context},
        )
        return {each["title"]: each for each in offered or ()}

    def test_a_fix_is_an_edit_of_the_version_that_was_looked_at(self, client: Client) -> None:
        uri = client.open("c.md", "# 甲\n\n😀锻炼。\n", version=7)
        chosen = self.actions(client, uri, 2, 2)["T701: 债务重组"]
        assert chosen["kind"] == "quickfix"
        assert chosen["diagnostics"][0]["code"] == "T701"
        (change,) = chosen["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 7}
        assert change["edits"] == [
            {"range": {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 4}}, "newText": "债务重组"}
        ]

    def test_actions_are_about_the_text_as_it_is_now_not_as_it_was_published(self, client: Client) -> None:
        uri = client.open("c.md", "##丙\n")
        assert client.codes(uri, 1) == ["H101"]
        client.change(uri, "止赎\n\n##丙\n", 2)
        assert self.actions(client, uri, 0, 0, only=["quickfix"]) == {}
        assert "H101: ## 丙" in self.actions(client, uri, 2, 0)

    def test_all_safe_fixes_are_worked_out_when_they_are_chosen(self, client: Client) -> None:
        uri = client.open("b.md", "##丙\n\n甲 ，止赎。\n")
        (chosen,) = self.actions(client, uri, 0, 0, only=["source.fixAll"]).values()
        assert "edit" not in chosen
        (change,) = client.ask("codeAction/resolve", **chosen)["edit"]["documentChanges"]
        assert [each["newText"] for each in change["edits"]] == [" ", ""]

    def test_an_action_of_an_older_version_is_refused(self, client: Client) -> None:
        uri = client.open("b.md")
        (chosen,) = self.actions(client, uri, 0, 0, only=["source.fixAll"]).values()
        client.change(uri, "止赎\n\n##丙\n", 2)
        answer = client.ask("codeAction/resolve", **chosen)
        assert answer["error"]["code"] == -32801
        client.tell("textDocument/didClose", textDocument={"uri": uri})
        assert client.ask("codeAction/resolve", **chosen)["error"]["code"] == -32801

    def test_a_finding_is_ignored_with_a_comment(self, client: Client) -> None:
        uri = client.open("b.md")
        chosen = self.actions(client, uri, 0, 0)["H101: ignore it here, with a comment"]
        (change,) = client.ask("codeAction/resolve", **chosen)["edit"]["documentChanges"]
        assert change["edits"][0]["newText"] == "<!-- review-tui: ignore-next-line H101 -->\n"

    def test_where_no_comment_can_stand_that_is_said(self, client: Client) -> None:
        uri = client.open("c.md", "甲\n锻炼\\\n乙\n")
        chosen = self.actions(client, uri, 1, 0)["T701: ignore it here, with a comment"]
        assert "accept the finding on the desk" in client.ask("codeAction/resolve", **chosen)["error"]["message"]

    def test_documents_that_are_not_open_have_none(self, client: Client) -> None:
        assert self.actions(client, client.uri("b.md"), 0, 0) == {}


class TestHover:
    def test_a_term_shows_its_card(self, client: Client) -> None:
        uri = client.open("c.md", "# 甲\n\n😀锻炼。\n")
        shown = client.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 3})
        assert shown["range"] == {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 4}}
        assert shown["contents"]["kind"] == "markdown"
        assert shown["contents"]["value"].splitlines() == [
            "**workout**",
            "",
            "- **债务重组** preferred",
            "- **债务重整** admitted",
            "- **锻炼** forbidden, used here",
        ]

    @pytest.mark.parametrize(("line", "character"), [(2, 0), (2, 5), (0, 0), (99, 99)])
    def test_other_words_show_nothing(self, client: Client, line: int, character: int) -> None:
        uri = client.open("c.md", "# 甲\n\n😀锻炼。\n")
        place = {"line": line, "character": character}
        assert client.ask("textDocument/hover", textDocument={"uri": uri}, position=place) is None


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
        (desk_folder / "en").mkdir()
        (desk_folder / "review-tui.toml").write_text('exclude = ["drafts/"]\nsource = "en"\n', "utf-8")
        (desk_folder / ".gitignore").write_text("ignored.md\n", "utf-8")
        assert client.codes(client.open(name, text, language=language)) == []

    def test_other_languages_are_none_of_its_business(self, client: Client) -> None:
        client.open("a.py", "##丙\n", language="python")
        assert client.codes(client.open("b.md")) == ["H101"]
        assert [each["params"]["uri"] for each in client.passed if "uri" in each.get("params", {})] == [
            client.uri("b.md")
        ]


class TestFolders:
    @pytest.fixture
    def folders(self, fresh: Client) -> Client:
        """Return a client with two folders open, and a third beside them; the first two have a glossary each."""
        for name, forbidden in (("one", "甲乙丙"), ("two", "甲乙"), ("three", "")):
            folder = fresh.folder / name
            folder.mkdir()
            (folder / "review-tui.toml").write_text('select = ["T701"]\n', "utf-8")
            if forbidden:
                (folder / "glossary").mkdir()
                row = f"workout,workout,{forbidden},forbidden\n"
                (folder / "glossary" / "terms.csv").write_text(f"concept,en,zh,status\n{row}", "utf-8")
        (fresh.folder / "glossary" / "terms.csv").unlink()
        fresh.start("one", "two")
        return fresh

    def test_each_document_is_held_against_the_glossary_above_it_or_that_of_the_first_folder(
        self, folders: Client
    ) -> None:
        found = {
            name: folders.diagnostics(folders.open(f"{name}/a.md", "甲乙丙。\n")) for name in ("one", "two", "three")
        }
        assert {name: [each["range"]["end"]["character"] for each in ours] for name, ours in found.items()} == {
            "one": [3],
            "two": [2],
            "three": [3],
        }

    def test_one_in_an_open_folder_without_a_glossary_has_none_of_another_folder(self, folders: Client) -> None:
        opened = {"added": [{"uri": folders.uri("three"), "name": "three"}], "removed": []}
        uri = folders.open("three/a.md", "甲乙丙。\n")
        assert len(folders.diagnostics(uri)) == 1
        folders.tell("workspace/didChangeWorkspaceFolders", event=opened)
        assert folders.diagnostics(uri) == []

    def test_a_document_in_no_file_belongs_to_the_first_folder_that_is_open(self, folders: Client) -> None:
        uri = "untitled:Untitled-1"
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": "甲乙丙。\n"}
        folders.tell("textDocument/didOpen", textDocument=item)
        assert [each["range"]["end"]["character"] for each in folders.diagnostics(uri)] == [3]
        gone = {"added": [], "removed": [{"uri": folders.uri("one"), "name": "one"}]}
        folders.tell("workspace/didChangeWorkspaceFolders", event=gone)
        assert [each["range"]["end"]["character"] for each in folders.diagnostics(uri)] == [2]


class TestTheDiskChanges:
    def test_a_glossary_is_read_again(self, client: Client, desk_folder: Path) -> None:
        uri = client.open("c.md", "# 甲\n\n法拍。\n")
        assert client.codes(uri) == []
        with (desk_folder / "glossary" / "terms.csv").open("a", encoding="utf-8") as file:
            file.write("foreclosure,foreclosure,法拍,forbidden,\n")
        changed = {"uri": client.uri("glossary/terms.csv"), "type": 2}
        client.tell("workspace/didChangeWatchedFiles", changes=[changed])
        assert client.codes(uri) == ["T701"]

    def test_what_lies_outside_of_the_open_folder_is_noticed_though_no_client_watches_it(
        self, client: Client, desk_folder: Path
    ) -> None:
        shared = desk_folder.parent / "shared"
        shared.mkdir()
        rows = "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n"
        (shared / "t.csv").write_text(rows, "utf-8")
        (desk_folder / "review-tui.toml").write_text(
            'select = ["T701"]\nglossaries = ["../shared/t.csv"]\ndecisions = "../shared/decided.json"\n', "utf-8"
        )
        uri = client.open("c.md", "# 甲\n\n法拍。\n")
        assert client.codes(uri) == []
        (shared / "t.csv").write_text(f"{rows}foreclosure,foreclosure,法拍,forbidden\n", "utf-8")
        assert client.codes(uri) == ["T701"]
        (shared / "decided.json").write_text(
            '{"path":"../site/c.md","kind":"finding","rule":"term-forbidden","concept":"foreclosure","text":"法拍"}\n<<<<<<<\n',
            "utf-8",
        )
        assert "E902" in client.codes(uri)

    def test_a_configuration_is_noticed_at_the_next_save_even_by_a_client_that_watches_nothing(
        self, client: Client, desk_folder: Path
    ) -> None:
        uri = client.open("b.md")
        assert client.codes(uri) == ["H101"]
        (desk_folder / "review-tui.toml").write_text('ignore = ["H101"]\nselect = ["H101", "H102"]\n', "utf-8")
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
        (desk_folder / "review-tui.toml").write_text('select = ["H101"]\nexclude = ["b.md"]\n', "utf-8")
        assert client.codes(uri) == []  # noticed without a word of the client
        (desk_folder / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
        assert client.codes(uri) == ["H101"]

    def test_a_glossary_that_cannot_be_read_is_told_and_the_rest_is_still_checked(
        self, client: Client, desk_folder: Path
    ) -> None:
        (desk_folder / "glossary" / "terms.csv").write_bytes("concept,en,zh,status\n甲".encode("gb18030"))
        assert client.codes(client.open("b.md")) == ["E902", "H101"]


class TestHostileInput:
    def test_what_is_no_text_is_told_and_the_server_goes_on(self, client: Client) -> None:
        (found,) = client.diagnostics(client.open("x.md", "\x89PNG\r\n\x1a\n" + "\x00\x00\x00\rIHDR止" * 50))
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

    def test_a_document_in_no_file_is_checked_as_one_of_the_folder(self, client: Client) -> None:
        item = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "##丙\n"}
        client.tell("textDocument/didOpen", textDocument=item)
        assert "H101" in client.codes("untitled:Untitled-1")
