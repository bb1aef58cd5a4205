"""Damage that needs to know nothing of the file: a seeded change of its bytes."""

import random
from collections.abc import Callable

from tests.proofs.good_files import good_files

MEGABYTE = 1024 * 1024
MAGIC = (
    b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\0",
    b"<?xml version='1.0'?>", b"<html>", b"{\\rtf1", b"GIF89a", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x7fELF", b"MZ",
)  # fmt: skip

Damage = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def truncate(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _splice(chance: random.Random, content: bytes) -> bytes:
    other = chance.choice(good_files(1)).content
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


def _cut_out(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 2000) :]


def twice(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return (
        content[:start]
        + content[start : start + chance.randrange(1, 5000)] * chance.randrange(2, 40)
        + content[start:]
    )


def nuls(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + bytes(chance.choice((1, 7, 4096, MEGABYTE))) + content[start:]


def noise(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + chance.randbytes(chance.choice((2, 50, 5000))) + content[start:]


def _all_noise(chance: random.Random, content: bytes) -> bytes:
    return chance.choice((b"", *MAGIC)) + chance.randbytes(chance.choice((1, 30, 3000, 200_000)))


def _magic(chance: random.Random, content: bytes) -> bytes:
    return chance.choice(MAGIC) + content


def _same(chance: random.Random, content: bytes) -> bytes:
    return content


ANY: dict[str, Damage] = {
    "bytes flipped": flip,
    "truncated": truncate,
    "spliced": _splice,
    "a block cut out": _cut_out,
    "a block repeated": twice,
    "NULs": nuls,
    "noise inside": noise,
    "nothing but noise": _all_noise,
    "another magic number": _magic,
    "another name": _same,
}
