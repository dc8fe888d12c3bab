"""A mailbox on a real dovecot: read without a trace, followed when messages move, refused when something is not safe."""

import email
import itertools
import os
import subprocess
import uuid
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.connectors.faults import Away, BadCertificate, Refused
from levier.connectors.mailbox import Mailbox, MailSettings
from levier.connectors.mailbox.imap import decoded, encoded
from levier.connectors.mailbox.message import about, without_attachments
from levier.connectors.running.budget import Budget
from levier.core.errors import BadInput
from tests.connectors.seen import door, run
from tests.connectors.servers import Mail, as_other_user, free_port

_numbers = itertools.count(1)


class Box:
    """An account of one's own."""

    def __init__(self, server: Mail) -> None:
        self.server, self.account = server, f"u{uuid.uuid4().hex[:8]}"
        self.put("INBOX", message("Livraison retardée", "Le camion arrive jeudi."))

    def put(self, folder: str, content: bytes) -> Path:
        place = self.place(folder)
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        number = next(_numbers)
        file = place / "new" / f"{1_700_000_000 + number}.M{number}.test"
        file.write_bytes(content)
        as_other_user(self.server.folder / "home" / self.account)
        return file

    def place(self, folder: str) -> Path:
        box = self.server.box(self.account)
        return box if folder == "INBOX" else box / f".{folder}"

    def settings(self, **more: object) -> MailSettings:
        given = {
            "server": "localhost",
            "user": self.account,
            "password": "juste",
            "port": self.server.tls_port,
        }
        return MailSettings.model_validate({**given, **more})


def message(
    subject: str, text: str, *, file: str = "", date: str = "Mon, 02 Nov 2026 09:15:00 +0100"
) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, "Zoé Blanc <zoe@exemple.fr>", "contact@exemple.fr"
    made["Date"] = date
    made.set_content(text)
    if file:
        made.add_attachment(b"a;b\n1;2\n", maintype="text", subtype="csv", filename=file)
    return made.as_bytes()


@pytest.fixture
def box(mail_server: Mail, trusted: None) -> Box:
    return Box(mail_server)


def test_a_message_arrives_whole_with_its_subject_its_date_and_its_sender(box: Box) -> None:
    box.put("INBOX", message("Tarifs d'été — n° 7", "Voir le fichier.", file="tarifs.csv"))
    seen = run(Mailbox, box.settings())
    titles = {item.title: item for item in seen.items.values()}
    assert set(titles) == {"Livraison retardée", "Tarifs d'été — n° 7"}
    item = titles["Tarifs d'été — n° 7"]
    assert (str(item.dated), item.author, item.name) == (
        "2026-11-02", "Zoé Blanc <zoe@exemple.fr>", "Tarifs d'été — n° 7.eml"
    )  # fmt: skip
    assert isinstance(item.content, bytes)
    assert b"tarifs.csv" in item.content
    assert b"filename" in item.content


def test_nothing_is_marked_as_read(box: Box) -> None:
    run(Mailbox, box.settings())
    names = [path.name for path in box.place("INBOX").rglob("*.test*")]
    assert names
    assert not [name for name in names if "S" in name.partition(":2,")[2]]


def test_a_second_run_brings_only_what_is_new_and_tells_what_went_away(box: Box) -> None:
    first = run(Mailbox, box.settings())
    again = run(Mailbox, box.settings(), first)
    assert not again.items
    assert not again.removed
    next(iter((box.place("INBOX") / "new").iterdir())).unlink()  # EXAMINE leaves it among the new ones
    box.put("INBOX", message("Nouveau", "Bonjour"))
    third = run(Mailbox, box.settings(), again)
    assert len(third.items) == 1
    assert len(third.removed) == 1


def test_a_run_that_is_cut_goes_on_with_the_rest(box: Box) -> None:
    for number in range(6):
        box.put("INBOX", message(f"Message {number}", "texte"))
    cut = run(Mailbox, box.settings(), most=3)
    rest = run(Mailbox, box.settings(), cut)
    assert len(cut.items) == 3
    assert len(rest.items) == 4
    assert not set(cut.items) & set(rest.items)


def test_another_uidvalidity_means_other_messages(box: Box) -> None:
    first = run(Mailbox, box.settings())
    given = ["-c", str(box.server.folder / "dovecot.conf"), "mailbox", "update", "-u", box.account]
    subprocess.run(["doveadm", *given, "--uid-validity", "123456", "INBOX"], check=True, capture_output=True)
    second = run(Mailbox, box.settings(), first)
    assert len(second.items) == len(first.items)
    assert set(second.removed) == set(first.items)
    same = {item.content for item in first.items.values()} == {item.content for item in second.items.values()}
    assert same, "the same bytes: they are recognised and not added twice"


def test_only_the_folders_and_the_days_chosen(box: Box) -> None:
    box.put("Fournisseurs.Été &- co", message("Ancien", "x", date="Mon, 02 Nov 2020 09:15:00 +0100"))
    box.put("Archives", message("Archivé", "x"))
    checked = Mailbox(door(Mailbox, box.settings())).test(box.settings())
    assert checked.ok
    assert checked.items == 1
    assert "Archives" in dict(checked.details)["Autres dossiers du serveur"]
    seen = run(Mailbox, box.settings(folders=["archives"]))
    assert [item.title for item in seen.items.values()] == ["Archivé"]
    with pytest.raises(BadInput, match="n'existe pas dans cette boîte"):
        run(Mailbox, box.settings(folders=["Factures"]))


def test_a_wrong_password_is_said_and_not_tried_again(box: Box) -> None:
    with pytest.raises(Refused, match="mot de passe") as said:
        run(Mailbox, box.settings(password="faux-secret"))
    assert "faux-secret" not in str(said.value)


def test_a_server_that_is_down_will_be_tried_again(box: Box) -> None:
    with pytest.raises(Away, match="refuse la connexion"):
        run(Mailbox, box.settings(port=free_port()))


def test_a_certificate_nobody_vouches_for_is_refused(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", os.devnull)
    with pytest.raises(BadCertificate, match="certificat"):
        run(Mailbox, box.settings())
    with pytest.raises(BadCertificate):
        run(Mailbox, box.settings(port=box.server.port, security="starttls"))


def test_starttls_is_spoken_and_plain_text_stays_on_this_machine(box: Box) -> None:
    for security in ("starttls", "plain"):
        seen = run(Mailbox, box.settings(port=box.server.port, security=security))
        assert len(seen.items) == 1
    with pytest.raises(BadInput, match="en clair"):
        run(Mailbox, box.settings(server="imap.exemple.fr", port=143, security="plain"))


def test_a_message_too_big_is_a_fault_and_the_others_come(box: Box) -> None:
    box.put("INBOX", message("Énorme", "x" * 200_000))
    seen = run(Mailbox, box.settings(), budget=Budget(file_bytes=50_000))
    assert len(seen.items) == 1
    assert len(seen.faults) == 1
    assert "dépasse" in next(iter(seen.faults.values())).what


def test_hostile_messages_break_nothing(box: Box) -> None:
    box.put("INBOX", b"\xff\xfe\x00 not a message at all")
    box.put(
        "INBOX",
        b"Subject: =?utf-9?Q?=ZZ?=\nDate: yesterday\nFrom: <<>>\nContent-Type: multipart/mixed\n\n--x",
    )
    box.put("INBOX", message("../../etc/passwd\u202egpj.exe", "x", file="../../x.csv"))
    seen = run(Mailbox, box.settings())
    assert len(seen.items) == 4
    assert not [item.name for item in seen.items.values() if "/" in item.name or "\u202e" in item.name]


def test_attachments_are_left_out_when_they_are_not_wanted() -> None:
    data = without_attachments(message("Facture", "Ci-joint.", file="facture.csv"))
    told = "".join(part.get_content() for part in email.message_from_bytes(data, policy=default).iter_parts())
    assert "[pièce jointe non reprise : facture.csv]" in told
    assert "a;b" not in told
    assert about(data).subject == "Facture"
    assert about(data).attached == 0


@given(st.text(max_size=30))
def test_a_folder_name_in_modified_utf7_comes_back(name: str) -> None:
    name = name.encode("utf-8", "ignore").decode("utf-8")
    assert decoded(encoded(name)) == name


@given(st.binary(max_size=400))
def test_any_bytes_have_a_subject(data: bytes) -> None:
    assert about(data).subject
    without_attachments(data)


def test_dovecot_is_the_real_one(mail_server: Mail) -> None:
    assert subprocess.run(["dovecot", "--version"], capture_output=True, check=True).stdout.startswith(b"2.")
