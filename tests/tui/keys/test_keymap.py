"""Keys of one's own: checked before the screen is taken, and working like those of the table."""

from pathlib import Path

import pytest

from review_tui.lint.config.check import checked_config
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.tui.app import ReviewApp
from review_tui.tui.keys.action import ActionPlace, hints, shown_keys
from review_tui.tui.keys.actions import ACTIONS
from review_tui.tui.keys.help import help_rows
from review_tui.tui.keys.keymap import actions_of, normal_key
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Opened


def mistakes(folder: Path, keys: str) -> list[str]:
    file = folder / "review-tui.toml"
    file.write_text(f"# keys\n[keys]\n{keys}\n", "utf-8")
    try:
        actions_of(checked_config(file).file)
    except ConfigError as error:
        return [f"{each.line}: {each.message}" for each in error.mistakes]
    return []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('sav = "ctrl+s"', ["3: keys: there is no action 'sav': did you mean 'save'?"]),
        ('save = "ctrl+enter"', ["3: keys: save: 'ctrl+enter' reaches the desk in few terminals only: take another"]),
        ('save = "hyper+s"', ["3: keys: save: 'hyper+s': 'hyper' does not reach a terminal: use ctrl, alt or shift"]),
        ('save = "pagedwn"', ["3: keys: save: there is no key 'pagedwn': did you mean 'pagedown'?"]),
        ('save = "ctrl+m"', ["3: keys: save: 'ctrl+m' is the same as 'enter' in a terminal"]),
        ('save = "alt+b"', ["3: keys: save: 'alt+b' arrives as 'ctrl+left' from most terminals: take another"]),
        ('save = "Alt+F"', ["3: keys: save: 'Alt+F' arrives as 'ctrl+right' from most terminals: take another"]),
        (
            'save = "alt+["',
            ["3: keys: save: 'alt+[' arrives as 'left_square_bracket' from most terminals: take another"],
        ),
        ('save = "alt+1"', ["3: keys: save: 'alt+1' arrives as 'inverted_exclamation_mark' from most terminals"]),
        ("save = []", ["3: keys: save: it needs a key"]),
        ('save = "ctrl+z"', ["3: keys: save: 'ctrl+z' is the key of 'undo' too: give that another one"]),
        ('save = "【"', ["3: keys: save: 'left_black_lenticular_bracket' is the key of 'previous_section' too: "]),
        ('save = "ｆ"', ["3: keys: save: 'ｆ' is the key of 'fix' too: give that another one"]),
        ('save = "f"', ["3: keys: save: 'f' is the key of 'fix' too: give that another one"]),
        ('save = "n"', ["3: keys: save: 'n' is the key of 'next_finding' too: give that another one"]),
        ('save = "7"', ["3: keys: save: '7' is the key of 'choose' too: give that another one"]),
        ('save = "７"', ["3: keys: save: '７' is the key of 'choose' too: give that another one"]),
        ('save = "m"\nundo = "ｍ"', ["4: keys: undo: 'ｍ' is the key of 'save' too: give that another one"]),
        ('undo = "j"', ["3: keys: undo: 'j' moves the cursor in lists, so it cannot be given to an action"]),
        ('undo = "ｋ"', ["3: keys: undo: 'ｋ' moves the cursor in lists, so it cannot be given to an action"]),
        *(
            (f'settle = "{key}"', [f"3: keys: settle: {key!r} makes a rendering forbidden on the card of a term, so "])
            for key in "!！"
        ),
        ('save = ["f5", "="]\npreview = "v"', ["3: keys: save: '=' makes a rendering admitted on the card of a term"]),
        (
            'needs_work = "Del"\nignore = "x"',
            ["3: keys: needs_work: 'delete' deletes a rendering on the card of a term, so it cannot be given to an"],
        ),
        (
            'larger_pane = "-"\nsmaller_pane = "+"',
            [
                "3: keys: larger_pane: '-' makes a rendering deprecated on the card",
                "4: keys: smaller_pane: '+' makes a rendering preferred on the card",
            ],
        ),
        ('larger_pane = "+"\nignore = ["delete", "i"]', []),  # which are theirs anyway, everywhere else
        ('sort_list = "!"', []),  # no card is beside the list
        (
            'save = "ctrl+q"',
            ["3: keys: save: 'ctrl+q' is always the key of 'quit_program'", "3: keys: save: 'ctrl+q' is"],
        ),
        ('choose = ["1", "2"]', ["3: keys: choose: it needs 9 keys, one for each choice, not 2"]),
        (
            'fix = "f5"\nsave = "f5"\npreview = "v"',
            ["3: keys: fix: 'f5' is the key of 'save' too"],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, keys: str, told: list[str]) -> None:
    found = mistakes(tmp_path, keys)
    assert len(found) == len(told), found
    for message, beginning in zip(found, told, strict=True):
        assert message.startswith(beginning)


def test_keys_may_change_places_and_the_same_key_may_stand_in_both_screens(tmp_path: Path) -> None:
    assert mistakes(tmp_path, 'fix = ["enter", "i"]\nignore = "f"\nsort_list = "f8"') == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ctrl+S", "ctrl+s"),
        ("F8", "f8"),
        ("Del", "delete"),
        ("[", "left_square_bracket"),
        ("alt+shift+Up", "alt+shift+up"),
    ],
)
def test_keys_are_understood_as_help_writes_them(written: str, meant: str) -> None:
    assert normal_key(written) == meant


def test_every_key_of_the_table_could_be_configured() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert normal_key(key)


async def test_a_key_of_ones_own_works_and_is_shown(desk_folder: Path, opened: Opened) -> None:
    with (desk_folder / "review-tui.toml").open("a", encoding="utf-8") as file:
        file.write('[keys]\nnext_finding = ["ctrl+n", "m"]\n')
        file.write('fix = "ctrl+k"\nadd = "f11"\nfind = "alt+g"\nleave = "ctrl+e"\n')
    async with opened() as (app, pilot):
        await pilot.press("f8")
        assert app.at.index == 0
        board, glossary = app.review.board, app.review.glossary
        assert str(board.detail.content).startswith("Ctrl+k ##甲的历史")
        assert board.editor.border_title == " Editing   Ctrl+e leaves "
        assert glossary.filter.placeholder == "Alt+g find in the glossary"
        await pilot.press("alt+g", "q", "q")
        assert "F11 adds one" in glossary.card.row(0, 40)[0].text
        assert [hint.key for hint in app.review.own_hints()] == ["Enter", "Ctrl+e"]
        await pilot.press("ctrl+e", "ctrl+e")
        await pilot.press("ctrl+n", "m", "ｍ")
        assert app.at.index == 3
        assert any("Ctrl+n m " in row.line for row in help_rows(app.review.actions, 80))
        assert hints(ActionPlace.REVIEW, app.review.actions)[0].key == "Ctrl+n"


def test_a_broken_key_map_is_told_before_the_screen_is_taken(desk_folder: Path) -> None:
    with (desk_folder / "review-tui.toml").open("a", encoding="utf-8") as file:
        file.write('[keys]\nsave = "ctrl+z"\n')
    articles = [found for found in discover(("a.md",)) if isinstance(found, Found)]
    with pytest.raises(ConfigError, match=r"review-tui\.toml:3: keys: save"):
        ReviewApp(Desk(Project()), articles)


def test_digits_given_to_the_choices_are_shown_one_by_one_when_they_are_others(tmp_path: Path) -> None:
    keys = [f"alt+f{number}" for number in range(1, 10)]
    (tmp_path / "review-tui.toml").write_text(f"[keys]\nchoose = {keys}\n", "utf-8")
    choose = next(each for each in actions_of(checked_config(tmp_path / "review-tui.toml").file) if each.numbered)
    assert shown_keys(choose).startswith("Alt+F1 Alt+F2")


async def test_messages_name_the_keys_that_one_has_given(opened: Opened, desk_folder: Path) -> None:
    with (desk_folder / "review-tui.toml").open("a") as file:
        file.write('\n[keys]\nnext_finding = "m"\nundo = "ctrl+u"\n')
    async with opened("a.md") as (app, pilot):
        app.at.go_to(0)
        await pilot.press("enter")
        assert app.review.query_one(MessageLine).message == "There is no finding here; m goes to the next."
