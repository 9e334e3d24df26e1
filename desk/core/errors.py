"""What can go wrong and is known: a sentence for the reader and an advice."""


class UserError(Exception):
    """A known problem, told to the person in French.

    `sentence` says what happened; `advice` says what is safe and what to do.
    Anything else that is raised is a bug and takes the crash path.
    """

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    @property
    def message(self) -> str:
        """Sentence and advice on one line, for the message bar and for stderr."""
        return f"{self.sentence} {self.advice}".strip()
