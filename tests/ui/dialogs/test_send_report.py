"""« Envoyer le bilan »: three ways, each whole without the others, and nothing claimed."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk import paths
from desk.core import report as core
from desk.core.commune import Commune
from desk.core.wording import typographic
from desk.data.shipped import ShippedContent
from desk.notebook import people, register, report
from desk.ui.context import Context
from desk.ui.dialogs import send_ways
from desk.ui.dialogs.mark_sent import MarkSentDialog
from desk.ui.dialogs.send_report import SendDialog, proposed_address, send_report
from desk.ui.folder import explorer_command
from desk.ui.widgets.dialog import Dialog
from tests import packs
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.names import alike

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
NAME = "binome_36202_Valmont_2026-11-22.pdf"


class Desk:
    """What the system is asked to open: files, folders, `mailto:`; it answers `opens`."""

    def __init__(self) -> None:
        self.urls: list[QUrl] = []
        self.opens = True

    def __call__(self, url: QUrl) -> bool:
        self.urls.append(url)
        return self.opens

    def mails(self) -> list[str]:
        full = QUrl.ComponentFormattingOption.FullyEncoded
        return [url.toString(full) for url in self.urls if url.scheme() == "mailto"]

    def files(self) -> list[str]:
        return [url.toLocalFile() for url in self.urls if url.isLocalFile()]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    one = Desk()
    monkeypatch.setattr(QDesktopServices, "openUrl", one)
    if sys.platform == "win32":
        monkeypatch.setattr(
            "desk.ui.folder._selected", lambda path: bool(one(QUrl.fromLocalFile(str(path.parent))))
        )
    return one


@pytest.fixture
def host(context: Context, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(PDF)
    return path


@pytest.fixture
def data(context: Context) -> Mapping[str, Any]:
    return report.sealed(context.book, report.data(context.book, context.book.today))


@pytest.fixture
def sending(
    context: Context, host: QWidget, pdf: Path, data: Mapping[str, Any], desk: Desk
) -> Callable[[Callable[[SendDialog], object]], None]:
    """The dialog open on a bilan in the register, answered by what is given."""
    made = register.add(context.book, pdf.name, data).id

    def open_on(act: Callable[[SendDialog], object]) -> None:
        seen = in_dialog(SendDialog, act)
        send_report(context, host, pdf, data, made)
        assert seen

    return open_on


def told(dialog: QWidget) -> str:
    """What is written there, without the places where a long name may break."""
    return words_of(dialog).replace("\u200b", "")


def read(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_three_ways_stand_there_together(sending: Callable[..., None]) -> None:
    def look(dialog: SendDialog) -> None:
        assert unnamed(dialog) == []
        assert alike(dialog) == []
        said = told(dialog)
        for words in (
            "Brouillon de courriel (.eml)…", "Ouvrir ma messagerie", "Copier l’adresse", "Copier l’objet",
            "Copier le texte", "Tout copier", "Ouvrir le dossier", "Marquer comme envoyé…",
        ):  # fmt: skip
            assert button(dialog, words).isEnabled()
        assert "Binôme n’envoie rien de lui-même" in said
        assert "Ce bilan est un projet" in said
        assert said.count(NAME) >= 3
        assert dialog.address.text() == "contact@cdg36.example"
        assert dialog.subject.text() == "Bilan Binôme - 36202 Valmont - 22 novembre 2026 - PROJET"
        assert dialog.words.edit.isReadOnly()

    sending(look)


def test_a_draft_is_written_beside_the_bilan_and_opened(
    sending: Callable[..., None], pdf: Path, desk: Desk
) -> None:
    def act(dialog: SendDialog) -> None:
        button(dialog, "Brouillon de courriel (.eml)…").click()
        first = pdf.with_suffix(".eml").read_bytes()
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert pdf.with_suffix(".eml").read_bytes() == first  # the same: nothing is asked
        assert "S’il s’est ouvert, relisez-le" in told(dialog)
        desk.opens = False
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert "aucun programme de courriel ne l’a ouvert" in told(dialog)

    sending(act)
    assert desk.files() == [str(pdf.with_suffix(".eml"))] * 3
    mail = read(pdf.with_suffix(".eml"))
    assert (mail["X-Unsent"], mail["To"]) == ("1", "contact@cdg36.example")
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (NAME, PDF)


def test_another_file_of_that_name_is_not_replaced_unasked(
    sending: Callable[..., None], pdf: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_parent: object, _title: str, shown: str, _kind: str) -> tuple[str, str]:
        asked.append(shown)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    pdf.with_suffix(".eml").write_bytes(b"Un courriel a garder")
    sending(lambda dialog: button(dialog, "Brouillon de courriel (.eml)…").click())
    assert asked == [str(pdf.with_suffix(".eml"))]
    assert pdf.with_suffix(".eml").read_bytes() == b"Un courriel a garder"
    assert desk.urls == []


def test_a_draft_that_cannot_stand_there_is_written_elsewhere(
    sending: Callable[..., None], pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "documents" / "brouillon.eml"
    elsewhere.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(elsewhere), ""))
    beside = pdf.with_suffix(".eml")
    (pdf.parent / f".{beside.name}.partiel").mkdir()  # the writing beside it fails

    def act(dialog: SendDialog) -> None:
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert not beside.exists()
        assert "Choisissez" in told(dialog) or "choisissez" in told(dialog)
        button(dialog, "Enregistrer le brouillon ailleurs…").click()
        assert str(elsewhere) in told(dialog)

    sending(act)
    assert read(elsewhere)["X-Unsent"] == "1"


def test_a_name_too_long_for_its_draft_is_told(
    context: Context, host: QWidget, tmp_path: Path, data: Mapping[str, Any], desk: Desk
) -> None:
    """The PDF's own name is the longest the disk takes; what is written before it needs a longer one."""
    long = tmp_path / f"{'<&>é🏛'[2:] * 31}{'x' * 30}.pdf"
    long.write_bytes(PDF)

    def act(dialog: SendDialog) -> None:
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert "trop long" in told(dialog)
        button(dialog, "Ouvrir ma messagerie").click()

    in_dialog(SendDialog, act)
    send_report(context, host, long, data, "")
    assert len(desk.mails()) == 1


def test_a_bilan_that_was_moved_is_told(sending: Callable[..., None], pdf: Path) -> None:
    def act(dialog: SendDialog) -> None:
        pdf.unlink()
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert "est introuvable" in told(dialog)
        assert not [
            each
            for each in dialog.findChildren(QPushButton)
            if "ailleurs" in each.text() and each.isVisible()
        ]

    sending(act)
    assert not pdf.with_suffix(".eml").exists()


def test_a_draft_never_carries_another_file_than_the_one_saved(
    sending: Callable[..., None], pdf: Path, desk: Desk
) -> None:
    def act(dialog: SendDialog) -> None:
        pdf.write_bytes(PDF + b"annote dans un lecteur")
        button(dialog, "Brouillon de courriel (.eml)…").click()
        assert "a été changé par un autre programme" in told(dialog)
        assert not pdf.with_suffix(".eml").exists()
        pdf.write_bytes(PDF)
        button(dialog, "Brouillon de courriel (.eml)…").click()

    sending(act)
    (attached,) = read(pdf.with_suffix(".eml")).iter_attachments()
    assert attached.get_content() == PDF


def test_the_mail_program_is_called_over_the_folder(
    sending: Callable[..., None], pdf: Path, desk: Desk
) -> None:
    def act(dialog: SendDialog) -> None:
        button(dialog, "Ouvrir ma messagerie").click()
        assert f"Joignez «\u00a0{NAME}\u00a0» avant d’envoyer" in told(dialog)
        assert desk.urls[-1].scheme() == "mailto"  # the last one opened is in front
        desk.opens = False
        button(dialog, "Ouvrir ma messagerie").click()
        assert "Aucun programme de courriel ne s’est ouvert" in told(dialog)

    sending(act)
    assert desk.files() == [str(pdf.parent)] * 2
    assert desk.mails()[0].startswith("mailto:contact@cdg36.example?subject=Bilan%20Bin%C3%B4me%20-%2036202")


def test_each_part_is_copied_by_itself_and_all_together(sending: Callable[..., None]) -> None:
    copied = QGuiApplication.clipboard()

    def act(dialog: SendDialog) -> None:
        button(dialog, "Copier l’adresse").click()
        assert copied.text() == "contact@cdg36.example"
        button(dialog, "Copier l’objet").click()
        assert copied.text() == dialog.subject.text()
        button(dialog, "Copier le texte").click()
        assert copied.text() == dialog.words.text()
        button(dialog, "Tout copier").click()
        assert copied.text().startswith("À : contact@cdg36.example\nObjet : Bilan Binôme - 36202")
        assert copied.text().endswith(dialog.words.text())
        assert "copiés ensemble" in told(dialog)
        dialog.address.set_text("")
        button(dialog, "Copier l’adresse").click()
        assert typographic(send_ways.NO_ADDRESS) in told(dialog)

    sending(act)


def test_a_wrong_address_stops_each_way_and_is_said_under_the_field(
    sending: Callable[..., None], pdf: Path, desk: Desk
) -> None:
    copied = QGuiApplication.clipboard()
    copied.setText("avant")

    def act(dialog: SendDialog) -> None:
        for words in (
            "Brouillon de courriel (.eml)…",
            "Ouvrir ma messagerie",
            "Copier l’adresse",
            "Tout copier",
        ):
            dialog.address.set_text("cdg@exemple.fr%0ABcc: tous")
            button(dialog, words).click()
            assert "n’est pas une adresse électronique" in told(dialog)
        dialog.address.set_text("autre@exemple.fr ; cdg@exemple.fr")
        assert "n’est pas une adresse" not in told(dialog)
        button(dialog, "Ouvrir ma messagerie").click()

    sending(act)
    assert copied.text() == "avant"
    assert not pdf.with_suffix(".eml").exists()
    assert [address.partition("?")[0] for address in desk.mails()] == [
        "mailto:autre@exemple.fr,cdg@exemple.fr"
    ]


def test_enter_in_the_address_does_not_close(sending: Callable[..., None], qtbot: QtBot) -> None:
    def act(dialog: SendDialog) -> None:
        qtbot.keyClick(dialog.address.edit, Qt.Key.Key_Return)
        assert dialog.isVisible()

    sending(act)


def test_what_is_noted_of_the_sending(context: Context, sending: Callable[..., None]) -> None:
    def note(dialog: MarkSentDialog) -> None:
        assert unnamed(dialog) == []
        assert dialog.recipient.text() == "contact@cdg36.example"
        dialog.day.set_value(date(2026, 11, 23))
        accept(dialog)
        assert "à venir" in told(dialog)
        dialog.day.set_value(date(2026, 11, 21))
        dialog.recipient.set_text(" ")
        accept(dialog)
        assert "à qui le bilan a été envoyé" in told(dialog)
        dialog.recipient.set_text("Au CDG, par la navette <&>")
        accept(dialog)

    def act(dialog: SendDialog) -> None:
        assert "Aucun envoi noté" in told(dialog)
        in_dialog(MarkSentDialog, note)
        button(dialog, "Marquer comme envoyé…").click()
        said = "Noté comme envoyé le 21\u00a0novembre 2026 à «\u00a0Au CDG, par la navette <&>\u00a0»"
        assert said in told(dialog)
        (line,) = register.lines(context.book)
        assert (line.recipient, line.sent_on) == ("Au CDG, par la navette <&>", date(2026, 11, 21))
        button(dialog, "Retirer cette mention").click()
        assert "Aucun envoi noté" in told(dialog)

    sending(act)
    assert register.lines(context.book)[0].sent_on is None


def test_tab_meets_the_mention_before_leaving(sending: Callable[..., None], qtbot: QtBot) -> None:
    def act(dialog: SendDialog) -> None:
        button(dialog, "Ouvrir le dossier").setFocus()
        for words in ("Marquer comme envoyé…", "Retirer cette mention"):
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            assert dialog.focusWidget() is button(dialog, words)
            below = dialog.subject.mapTo(dialog, dialog.subject.rect().topLeft()).y()
            assert button(dialog, words).mapTo(dialog, QPoint(0, 0)).y() < below
            in_dialog(MarkSentDialog, accept)
            if words == "Marquer comme envoyé…":
                qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
                assert dialog.focusWidget() is dialog.primary  # a second Enter takes nothing back
                button(dialog, "Ouvrir le dossier").setFocus()

    sending(act)


def test_nothing_is_noted_by_itself(context: Context, sending: Callable[..., None]) -> None:
    def act(dialog: SendDialog) -> None:
        for words in ("Brouillon de courriel (.eml)…", "Ouvrir ma messagerie", "Tout copier"):
            button(dialog, words).click()
        assert "envoyé le" not in told(dialog)

    sending(act)
    assert register.lines(context.book)[0].sent_on is None


def test_the_example_is_never_sent(
    context: Context, host: QWidget, pdf: Path, data: Mapping[str, Any], desk: Desk
) -> None:
    shown: list[str] = []
    in_dialog(Dialog, lambda dialog: shown.append(told(dialog)))
    send_report(context, host, pdf, {**data, "exemple": True}, "")
    assert "ne s’envoie à personne" in shown[0]
    assert desk.urls == []


def test_a_bilan_without_a_line_in_the_register_is_sent_all_the_same(
    context: Context, host: QWidget, pdf: Path, data: Mapping[str, Any], desk: Desk
) -> None:
    def act(dialog: SendDialog) -> None:
        assert "Dans le registre" not in told(dialog)
        button(dialog, "Ouvrir ma messagerie").click()

    assert in_dialog(SendDialog, act) == []
    send_report(context, host, pdf, core.sealed(data, agreed=True), "")
    assert desk.mails()
    assert "PROJET" not in desk.mails()[0]


def test_where_the_address_comes_from(context: Context, data: Mapping[str, Any]) -> None:
    book = context.book
    assert proposed_address(book)[0] == "contact@cdg36.example"
    people.update_commune(book, Commune("Valmont", "36202", 412))
    assert proposed_address(book) == (
        "", "Aucune n’est notée dans « La commune et nous ». Vide, elle s’écrira dans votre messagerie.",
    )  # fmt: skip
    made = register.add(book, NAME, data).id
    register.mark_sent(book, made, "Mme Petit, petit@cdg.exemple.fr", book.today)
    assert proposed_address(book)[0] == "petit@cdg.exemple.fr"
    assert "dernier envoi noté" in proposed_address(book)[1]


def test_the_pack_gives_the_address_and_how_the_subject_begins(
    context: Context, sending: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = packs.replaced(
        packs.files(),
        "manifest.toml",
        'reports_to = "bilans@exemple.invalid"',
        'reports_to = "Service emploi, bilans@exemple.fr"\nreports_subject = "[Binôme] Bilan"',
    )
    content = ShippedContent(paths.resources(), tmp_path / "guide")
    content.use(packs.archive(packs.sealed(files)))
    monkeypatch.setattr(context.book, "env", replace(context.book.env, content=content))

    def act(dialog: SendDialog) -> None:
        assert dialog.address.text() == "bilans@exemple.fr"
        assert "le guide de votre centre de gestion" in told(dialog)
        assert dialog.subject.text().startswith("[Binôme] Bilan - 36202 Valmont - ")

    sending(act)


def test_windows_opens_the_folder_on_the_file() -> None:
    asked = explorer_command(r"C:\Users\élu\Mes bilans, 2026\binome_36202.pdf", r"C:\Windows")
    assert asked == r'"C:\Windows\explorer.exe" /select,"C:\Users\élu\Mes bilans, 2026\binome_36202.pdf"'
    assert explorer_command(r"\\serveur\mairie\b.pdf", r"D:\WIN") == (
        r'"D:\WIN\explorer.exe" /select,"\\serveur\mairie\b.pdf"'
    )
