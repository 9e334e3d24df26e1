"""Taking an operation back."""

from desk.notebook.book import Changed, Notebook


def undo(book: Notebook, done: Changed) -> Changed:
    """Put the rows back as they were; the result can itself be undone (redo).

    Raises UserError when one of the rows changed since.
    """
    images = tuple(image.inverse() for image in reversed(done.images))
    with book.store.atomic():
        book.store.apply(images)
    return Changed(done.topics, done.id, done.label, images)
