"""The README says what the code says."""

import re
from pathlib import Path

from leadtui.commands import key_table
from leadtui.domain.fields import LEAD_FIELDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_keys_are_those_of_the_command_table():
    assert f"<!-- keys: made by `leadtui keys --markdown` -->\n\n{key_table()}\n" in README


def test_every_picture_and_page_that_it_names_is_there():
    for name in re.findall(r"\]\(((?!https?:)[^)]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_every_make_target_that_it_names_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake (run|test|check|bench|[a-z]+)\b", README)) <= targets


def test_the_fields_of_a_lead_are_those_of_the_field_table():
    told = re.search(r"- a lead: `([^`]+)`", README)
    assert told and told[1].split() == [field.name for field in LEAD_FIELDS]
