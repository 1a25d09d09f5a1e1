"""What stands first in a reference, where names have no usual form."""

import pytest

from refdesk.parsing.heads import has_title, is_inverted


@pytest.mark.parametrize(
    "authors", ["Achebe, Chinua", "Nawaz, Shuja.", "d’Arcy Smith, J. A.", "García Márquez, Gabriel"]
)
def test_the_family_name_before_a_comma_is_first(authors: str) -> None:
    assert is_inverted(authors)


@pytest.mark.parametrize(
    "authors", ["Asfandyar Mir, Ann Watkins", "Chinua Achebe", "Shuja Nawaz, rep.", "", "Ann Lee & Bo Roe"]
)
def test_the_given_name_is_first_otherwise(authors: str) -> None:
    assert not is_inverted(authors)


@pytest.mark.parametrize("text", ["Lee, “Dust”", "Lee, *Dust*", "Lee (1999). Dust", "Lee, A. 1999. Dust"])
def test_a_title_is_known_by_its_marks(text: str) -> None:
    assert has_title(text)


@pytest.mark.parametrize("text", ["Lee, Dust", "a * b", "in 1999 it rained"])
def test_without_marks_there_is_no_title(text: str) -> None:
    assert not has_title(text)
