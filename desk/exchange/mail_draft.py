"""A message as a draft for whatever mail program there is: an `.eml` file that says it was not sent."""

from desk.core.mail import Message

SUFFIX = ".eml"
UNSENT = "X-Unsent"
"""The header by which mail programs open a draft to be sent, rather than a message received."""


def draft(message: Message, document: bytes) -> bytes:
    """The draft with the PDF attached, under the name the message gives it; the same bytes each time.

    It has no date, no sender and no number of its own: the mail program that sends it puts them.
    """
    from email.message import EmailMessage  # on first use: a start needs none of it
    from email.policy import SMTP
    from hashlib import sha256

    mail = EmailMessage(policy=SMTP)
    mail[UNSENT] = "1"
    if message.to:
        mail["To"] = message.to
    mail["Subject"] = message.subject
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_attachment(document, maintype="application", subtype="pdf", filename=message.attached)
    # « =_ » never comes out of either encoding: no line of the message can be taken for this one
    mail.set_boundary(f"=_binome_{sha256(document).hexdigest()[:32]}")
    return mail.as_bytes()
