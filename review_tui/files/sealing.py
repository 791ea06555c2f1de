"""A checksum for what is kept from run to run, as disks may damage it."""

import zlib

_CHECK = 4  # bytes of the checksum, before the rest


class DamagedError(ValueError):
    """What was read is not what was written."""


def seal(payload: bytes) -> bytes:
    """Return a payload with its checksum."""
    return zlib.crc32(payload).to_bytes(_CHECK, "big") + payload


def unseal(sealed: bytes) -> memoryview:
    """Return the payload that `seal` was given, not copied. Raises DamagedError where this is not what it returned."""
    payload = memoryview(sealed)[_CHECK:]
    if zlib.crc32(payload).to_bytes(_CHECK, "big") != sealed[:_CHECK]:
        raise DamagedError("the checksum is another one")
    return payload
