"""What is kept from run to run, made small: LZ4, which is read at the speed of memory, and a checksum: disks forget.

zlib, of the standard library, makes them a fifth smaller and takes ten times as long to read.
"""

import zlib

import lz4.block

_CHECK = 4  # bytes of the checksum, before the rest


class DamagedError(ValueError):
    """What was read is not what was written."""


def squeeze(payload: bytes) -> bytes:
    """Return a payload made small."""
    body: bytes = lz4.block.compress(payload)
    return zlib.crc32(body).to_bytes(_CHECK, "big") + body


def expand(squeezed: bytes) -> bytes:
    """Return the payload that `squeeze` was given. Raises DamagedError where this is not what it returned."""
    body = squeezed[_CHECK:]
    if zlib.crc32(body).to_bytes(_CHECK, "big") != squeezed[:_CHECK]:
        raise DamagedError("the checksum is another one")
    try:
        payload: bytes = lz4.block.decompress(body)
    except (lz4.block.LZ4BlockError, ValueError) as error:
        raise DamagedError(str(error)) from error
    return payload
