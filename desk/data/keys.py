"""Keys and sealed blobs: Argon2id for a code, secretbox for what a person wrote.

Sources: RFC 9106 (Argon2id); libsodium secretbox (XSalsa20-Poly1305). PyNaCl is imported on first use.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.core.errors import UserError

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 24
OPS, MEMORY = 3, 64 * 2**20
SHEET_ROOM = 48 * 1024  # one size for every sheet, written or not
ROUND_ROOM = 16 * 1024
KEY_ROOM = 64
BARE, ARGON2ID = "sans_code", "argon2id"

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A person's key as stored: bare without a code, else sealed under Argon2id of the code."""

    scheme: str
    salt: bytes
    ops: int
    memory: int
    wrapped: bytes


def wrap(key: bytes, code: str, random: Random) -> WrappedKey:
    """Wrap a key by a code, or store it bare when `code` is empty."""
    if not code:
        return WrappedKey(BARE, b"", 0, 0, key)
    salt = random(SALT_BYTES)
    return WrappedKey(ARGON2ID, salt, OPS, MEMORY, _box(_derive(code, salt, OPS, MEMORY), key, random))


def unwrap(stored: WrappedKey, code: str) -> bytes:
    """The key itself. Raises UserError when the code is not the right one."""
    if stored.scheme == BARE:
        return stored.wrapped
    opened = _unbox(_derive(code, stored.salt, stored.ops, stored.memory), stored.wrapped)
    if opened is None:
        raise UserError(
            "Ce n’est pas le bon code.",
            "Rien n’est perdu : vérifiez-le, puis recommencez ; majuscules et accents ne comptent pas.",
        )
    return opened


def seal(key: bytes, plain: bytes, random: Random, *, room: int) -> bytes:
    """Seal bytes under a key, padded to exactly `room` bytes, so that the size says nothing.

    Raises UserError when they do not fit.
    """
    left = room - len(plain) - 1
    if left < 0:
        raise UserError(
            "Cette feuille n’a plus de place : ses notes privées sont trop longues.",
            "Ce qui était enregistré est intact. Raccourcissez une note, puis recommencez.",
        )
    return _box(key, plain + b"\x80" + bytes(left), random)


def unseal(key: bytes, sealed: bytes) -> bytes:
    """The bytes sealed by `seal`. Raises UserError when the key is not theirs or they were altered."""
    padded = _unbox(key, sealed)
    if padded is None:
        raise UserError(
            "Cette feuille ne s’ouvre pas avec cette clé.",
            "Rien n’a été changé. Rouvrez le carnet ; si cela persiste, essayez une copie plus ancienne.",
        )
    return padded[: padded.rindex(b"\x80")]


def propose_code(words: Sequence[str], random: Random) -> str:
    """Four words drawn evenly from `words` (2 048 of them: 44 bits, behind Argon2id)."""
    drawn = (int.from_bytes(random(4), "big") % len(words) for _ in range(4))
    return " ".join(words[number] for number in drawn)


def normal_code(code: str) -> bytes:
    """The code without case, accents, hyphens or extra spaces, so that it is typed without worry."""
    plain = unicodedata.normalize("NFKD", code.casefold().replace("-", " "))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split()).encode()


def _derive(code: str, salt: bytes, ops: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id

    return argon2id.kdf(KEY_BYTES, normal_code(code), salt, opslimit=ops, memlimit=memory)


def _box(key: bytes, plain: bytes, random: Random) -> bytes:
    from nacl.secret import SecretBox

    return bytes(SecretBox(key).encrypt(plain, random(NONCE_BYTES)))


def _unbox(key: bytes, sealed: bytes) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return SecretBox(key).decrypt(sealed)
    except (CryptoError, ValueError):
        return None
