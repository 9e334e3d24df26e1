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


class Unwritten(UserError):
    """The place of the notebook refuses: nothing was written, and the same may work later.

    `cause` is a clause that ends a sentence (« le disque est plein »).
    """

    def __init__(self, cause: str, advice: str, sentence: str = "") -> None:
        said = f"{cause[:1].upper()}{cause[1:]} : rien n’a pu être enregistré."
        super().__init__(sentence or said, advice)
        self.cause = cause


class LostFile(Unwritten):
    """The file that was opened is no longer at its place; what is open here can be put back there."""
