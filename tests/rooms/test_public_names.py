"""The Python names that scripts may rely on (docs/architecture.md) can be imported."""

import importlib

import pytest


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("refdesk", "extract"),
        ("refdesk", "parse"),
        ("refdesk.bibfile", "load"),
        ("refdesk.csl", "render"),
        ("refdesk.csl", "format_bibliography"),
        ("refdesk.csl", "format_citations"),
        ("refdesk.csl", "format_document"),
    ],
)
def test_a_public_name_can_be_called(module: str, name: str) -> None:
    assert callable(getattr(importlib.import_module(module), name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = importlib.import_module("refdesk").no_such_name
