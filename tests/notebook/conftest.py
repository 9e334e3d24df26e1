"""The two people of the carnet, each with their own key."""

import pytest

from desk.notebook import people
from desk.notebook.book import Notebook, Session


@pytest.fixture
def elu(book: Notebook) -> Session:
    return people.unlock(book, people.pair(book).elu.id)


@pytest.fixture
def sgm(book: Notebook) -> Session:
    return people.unlock(book, people.pair(book).sgm.id)
