"""A library that Windows 10 has and wine 8 lacks: bcryptprimitives.dll, of which cryptography wants random numbers.

It is laid out here byte by byte, since it holds no code: its one function is another name of one that wine has.
"""

from struct import pack

LIBRARY = "bcryptprimitives.dll"
_FUNCTION, _MEANT = b"ProcessPrng", b"ADVAPI32.SystemFunction036"
_PAGE, _BLOCK, _DIRECTORY = 0x1000, 0x200, 40


def library() -> bytes:
    """The file: headers in the first block, and a section with the exports in the second, loaded as page 1."""
    exports = _exports()
    dos = b"MZ" + bytes(58) + pack("<I", 64)
    machine, form, dll = 0x8664, 0x20B, 0x2022
    coff = b"PE\0\0" + pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, dll)
    sizes = pack("<HBBIIIII", form, 14, 0, 0, _BLOCK, 0, 0, _PAGE)
    image = pack("<QII6HIIIIHH", 0x180000000, _PAGE, _BLOCK, 6, 0, 0, 0, 6, 0, 0, 2 * _PAGE, _BLOCK, 0, 2, 0x100)
    memory = pack("<QQQQII", 1 << 20, 1 << 12, 1 << 20, 1 << 12, 0, 16)
    directories = pack("<II", _PAGE, len(exports)) + bytes(15 * 8)
    section = b".edata\0\0" + pack("<IIIIIIHHI", len(exports), _PAGE, _BLOCK, _BLOCK, 0, 0, 0, 0, 0x40000040)
    headers = dos + coff + sizes + image + memory + directories + section
    return headers.ljust(_BLOCK, b"\0") + exports.ljust(_BLOCK, b"\0")


def _exports() -> bytes:
    """A directory of one function; where its address lies in the directory itself, there stands whose it is."""
    addresses, names, ordinals = (_PAGE + _DIRECTORY + at for at in (0, 4, 8))
    texts, at = b"", ordinals + 2
    places = []
    for text in (LIBRARY.encode(), _FUNCTION, _MEANT):
        places.append(at + len(texts))
        texts += text + b"\0"
    name, function, meant = places
    directory = pack("<IIHHIIIIIII", 0, 0, 0, 0, name, 1, 1, 1, addresses, names, ordinals)
    return directory + pack("<IIH", meant, function, 0) + texts
