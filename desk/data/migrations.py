"""The schema, one migration after another; each is tested for ever once released."""

from typing import TYPE_CHECKING

from desk.data import search_index

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x42494E4D
VERSION = 5
SCHEMA_DIGEST = 0xCB665ABA
"""What `notebook_file.schema_digest` finds in a file of this version: a test says what to write here."""
ADDED = {
    2: ("role_choice", "journey", "step_mark", "own_date", "cdg_sheet"),
    3: ("slot", "closing_period", "recurring_item", "correction"),
    4: ("retention", "draft"),
    5: ("report_option", "report_ask", "round_mark"),
}
"""The tables that came after the first version."""

# Sheets and opened rounds are blobs under their owners' keys: nothing else about them is stored.
# No time and no counter stands in `sheet`: when and how much someone answered is theirs to tell.
_FIRST = (
    """CREATE TABLE commune (
        id INTEGER PRIMARY KEY CHECK (id = 1), uuid TEXT NOT NULL, name TEXT NOT NULL,
        insee TEXT NOT NULL, population INTEGER, cdg_name TEXT NOT NULL, cdg_email TEXT NOT NULL,
        profile TEXT NOT NULL, example INTEGER NOT NULL, created_on TEXT NOT NULL) STRICT""",
    """CREATE TABLE person (
        id TEXT PRIMARY KEY, function TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
        gender TEXT NOT NULL, employer TEXT NOT NULL, since TEXT NOT NULL, until TEXT) STRICT""",
    """CREATE TABLE person_key (
        person_id TEXT PRIMARY KEY REFERENCES person(id), scheme TEXT NOT NULL, salt BLOB NOT NULL,
        ops INTEGER NOT NULL, memory INTEGER NOT NULL, wrapped BLOB NOT NULL) STRICT""",
    """CREATE TABLE pair (
        id TEXT PRIMARY KEY, elu_id TEXT NOT NULL REFERENCES person(id),
        sgm_id TEXT NOT NULL REFERENCES person(id), together_since TEXT NOT NULL, until TEXT) STRICT""",
    """CREATE TABLE round (
        id TEXT PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES pair(id), name TEXT NOT NULL,
        started TEXT NOT NULL, state TEXT NOT NULL, opened_on TEXT, profile TEXT NOT NULL,
        labels TEXT NOT NULL, guide TEXT NOT NULL, together_since TEXT NOT NULL, result BLOB) STRICT""",
    """CREATE TABLE round_statement (
        round_id TEXT NOT NULL REFERENCES round(id), statement_id TEXT NOT NULL, position INTEGER NOT NULL,
        practice_id TEXT NOT NULL, practice_title TEXT NOT NULL, revision INTEGER NOT NULL,
        text TEXT NOT NULL, scale TEXT NOT NULL, optional INTEGER NOT NULL, moot_when TEXT NOT NULL,
        PRIMARY KEY (round_id, statement_id)) STRICT""",
    """CREATE TABLE round_key (
        round_id TEXT NOT NULL REFERENCES round(id), person_id TEXT NOT NULL REFERENCES person(id),
        wrapped BLOB NOT NULL, PRIMARY KEY (round_id, person_id)) STRICT""",
    """CREATE TABLE round_count (
        round_id TEXT NOT NULL REFERENCES round(id), practice_id TEXT NOT NULL, class TEXT NOT NULL,
        number INTEGER NOT NULL, PRIMARY KEY (round_id, practice_id, class)) STRICT""",
    """CREATE TABLE sheet (
        id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round(id),
        person_id TEXT NOT NULL REFERENCES person(id), state TEXT NOT NULL, outside INTEGER NOT NULL,
        content BLOB NOT NULL, UNIQUE (round_id, person_id)) STRICT""",
    """CREATE TABLE subject (
        id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round(id), practice_id TEXT NOT NULL,
        position INTEGER NOT NULL, first_step TEXT NOT NULL, owner_id TEXT NOT NULL, due TEXT) STRICT""",
    """CREATE TABLE chosen_practice (
        id TEXT PRIMARY KEY, practice_id TEXT NOT NULL, since TEXT NOT NULL, until TEXT) STRICT""",
    """CREATE TABLE meeting (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL, at TEXT, state TEXT NOT NULL,
        participants TEXT NOT NULL, deleted_on TEXT) STRICT""",
    """CREATE TABLE agenda_item (
        id TEXT PRIMARY KEY, meeting_id TEXT, position INTEGER NOT NULL, title TEXT NOT NULL,
        notes TEXT NOT NULL, discussed INTEGER NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
        source_day TEXT, deleted_on TEXT) STRICT""",
    """CREATE TABLE decision (
        id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL, item_id TEXT NOT NULL, text TEXT NOT NULL,
        deleted_on TEXT) STRICT""",
    """CREATE TABLE action (
        id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL, item_id TEXT NOT NULL, text TEXT NOT NULL,
        owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, due TEXT, state TEXT NOT NULL,
        reason TEXT NOT NULL, subject_id TEXT NOT NULL, created_on TEXT NOT NULL,
        deleted_on TEXT) STRICT""",
    """CREATE TABLE action_event (
        id TEXT PRIMARY KEY, action_id TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, due TEXT,
        reason TEXT NOT NULL) STRICT""",
    """CREATE TABLE agreement (
        id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(id),
        how TEXT NOT NULL, given_on TEXT NOT NULL) STRICT""",
    """CREATE TABLE report (
        fingerprint TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT""",
    """CREATE TABLE export (
        id TEXT PRIMARY KEY, made_at TEXT NOT NULL, file_name TEXT NOT NULL, fingerprint TEXT NOT NULL,
        agreed INTEGER NOT NULL) STRICT""",
    """CREATE TABLE trace (
        id TEXT PRIMARY KEY, happened_on TEXT NOT NULL, kind TEXT NOT NULL,
        person_id TEXT NOT NULL) STRICT""",
    "CREATE INDEX agenda_item_meeting ON agenda_item(meeting_id)",
    "CREATE INDEX decision_meeting ON decision(meeting_id)",
    "CREATE INDEX action_meeting ON action(meeting_id)",
    "CREATE INDEX action_event_action ON action_event(action_id)",
    "CREATE INDEX agreement_fingerprint ON agreement(fingerprint)",
)


# The guide's tools: what the pair adjusted, ticked, entered. Ids of the guide's own things never change.
_GUIDE_TOOLS = (
    """CREATE TABLE role_choice (
        id TEXT PRIMARY KEY, subject_id TEXT NOT NULL, verb TEXT NOT NULL, holder TEXT NOT NULL) STRICT""",
    """CREATE TABLE journey (
        id TEXT PRIMARY KEY, start TEXT NOT NULL, change TEXT NOT NULL) STRICT""",
    """CREATE TABLE step_mark (
        id TEXT PRIMARY KEY, journey_id TEXT NOT NULL, step_id TEXT NOT NULL,
        done_on TEXT NOT NULL) STRICT""",
    """CREATE TABLE own_date (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, day TEXT NOT NULL, yearly INTEGER NOT NULL,
        kind TEXT NOT NULL, deleted_on TEXT) STRICT""",
    "CREATE TABLE cdg_sheet (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT",
    "CREATE INDEX meeting_state_day ON meeting(state, day)",
)

# What rows of an older version could not say, in their new columns.
_FILLED = {
    3: (
        "UPDATE meeting SET closed_on = day WHERE state = 'tenu'",
        """UPDATE action_event SET (owner_id, owner_name) = (
            SELECT owner_id, owner_name FROM action WHERE action.id = action_id)
            WHERE action_id IN (SELECT id FROM action)""",
    )
}

# « Nos points »: a rhythm, what a closed point became, a history that knows the owner, and their index.
_POINTS = (
    "ALTER TABLE commune ADD COLUMN region TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN closed_on TEXT",
    "ALTER TABLE meeting ADD COLUMN slot_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE action_event ADD COLUMN owner_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE action_event ADD COLUMN owner_name TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE slot (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, every TEXT NOT NULL, weekday INTEGER NOT NULL,
        nth INTEGER NOT NULL, month INTEGER NOT NULL, days_before INTEGER NOT NULL, at TEXT,
        since TEXT NOT NULL, deleted_on TEXT) STRICT""",
    """CREATE TABLE closing_period (
        id TEXT PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, label TEXT NOT NULL,
        deleted_on TEXT) STRICT""",
    """CREATE TABLE recurring_item (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, position INTEGER NOT NULL,
        deleted_on TEXT) STRICT""",
    """CREATE TABLE correction (
        id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL, item_id TEXT NOT NULL, day TEXT NOT NULL,
        text TEXT NOT NULL, deleted_on TEXT) STRICT""",
    "CREATE INDEX correction_meeting ON correction(meeting_id)",
    "CREATE INDEX agenda_item_source ON agenda_item(source, source_id)",
    "CREATE INDEX action_state_due ON action(state, due)",
    *search_index.SCHEMA,
)


# How long the pair keeps each kind of thing, where they chose otherwise than what is proposed; and the line
# being typed in a point, by the point's id.
_KEEPING = (
    "CREATE TABLE retention (id TEXT PRIMARY KEY, months INTEGER NOT NULL CHECK (months > 0)) STRICT",
    "CREATE TABLE draft (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
)


# What the pair wants told in its bilan, beside the figures; and what became of each bilan saved. The two
# marks of a round stand here only once both asked that they leave; one of them takes that back: deleted.
_REPORT = (
    """CREATE TABLE report_option (
        id TEXT PRIMARY KEY, option TEXT NOT NULL, round_id TEXT NOT NULL,
        person_id TEXT NOT NULL REFERENCES person(id), how TEXT NOT NULL, given_on TEXT NOT NULL) STRICT""",
    "CREATE TABLE report_ask (id TEXT PRIMARY KEY, asked_on TEXT NOT NULL) STRICT",
    """CREATE TABLE round_mark (
        round_id TEXT NOT NULL REFERENCES round(id), practice_id TEXT NOT NULL, elu INTEGER, sgm INTEGER,
        PRIMARY KEY (round_id, practice_id)) STRICT""",
    "ALTER TABLE export ADD COLUMN recipient TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE export ADD COLUMN sent_on TEXT",
    "ALTER TABLE export ADD COLUMN agreements TEXT NOT NULL DEFAULT '[]'",
)


def m0001_first(db: "Database") -> None:
    """Everything of the first release."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for sql in _FIRST:
        db.execute(sql)
    db.execute("PRAGMA user_version = 1")


def m0002_guide_tools(db: "Database") -> None:
    """Who does what, the paths, the commune's dates, its CDG's sheet; the points found by their day."""
    for sql in _GUIDE_TOOLS:
        db.execute(sql)
    db.execute("PRAGMA user_version = 2")


def m0003_points(db: "Database") -> None:
    """Rhythm, closings, recurring items, corrections; all that was written can be searched."""
    for sql in _POINTS:
        db.execute(sql)
    fill_since(db.conn, 2)
    search_index.rebuild(db.conn)
    db.execute("PRAGMA user_version = 3")


def m0004_keeping(db: "Database") -> None:
    """The periods after which erasing is proposed; the lines begun."""
    for sql in _KEEPING:
        db.execute(sql)
    db.execute("PRAGMA user_version = 4")


def m0005_report(db: "Database") -> None:
    """What is added to the bilan, and the register of those that were saved."""
    for sql in _REPORT:
        db.execute(sql)
    db.execute("PRAGMA user_version = 5")


def fill_since(connection: "Connection", version: int) -> None:
    """Complete the rows that a file or an export of that version holds, inside the caller's transaction."""
    for since, statements in _FILLED.items():
        for sql in statements if since > version else ():
            connection.execute(sql)


def migrations() -> "Migrations":
    """The released migrations in order; each sets `user_version` inside its own transaction."""
    from sqlite_utils import Migrations

    known = Migrations("binome")
    known(name="m0001_first")(m0001_first)
    known(name="m0002_guide_tools")(m0002_guide_tools)
    known(name="m0003_points")(m0003_points)
    known(name="m0004_keeping")(m0004_keeping)
    known(name="m0005_report")(m0005_report)
    return known
