"""Signatures by `ssh-keygen -Y`, which is on every machine that has git."""

import os
import re
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

from ..model.bundle import NAMESPACE, Signature
from ..model.problem import SopError

_NO_PROGRAM = "ssh-keygen is not installed (Debian: sudo apt-get install openssh-client)"
_KEY = re.compile(r"with [A-Z0-9-]+ key (SHA256:[A-Za-z0-9+/]{43})")
_ARMOR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n")
_LINE = 70


def sign(data: bytes, key: Path) -> bytes:
    """Return a signature of data by a private key; a key that is locked asks for its words on the terminal."""
    if not key.is_file():
        raise SopError(f"{key}: there is no such key")
    status, out, said = _run(["sign", "-f", str(key)], data)
    if status:
        raise SopError(f"{key}: not signed: {_line(said)}")
    return out


def check(data: bytes, signature: bytes) -> Signature | None:
    """Return the key of a signature that fits the data, whosever it is; None where it does not fit."""
    # A signature can be spelled in many ways; a changed letter at its end would change nothing.
    if not _is_canonical(signature):
        return None
    with tempfile.TemporaryDirectory() as folder:
        status, out, _ = _run(["check-novalidate", "-s", _written(folder, signature)], data)
    found = _KEY.search(out.decode("utf-8", "replace"))
    return Signature(found[1]) if status == 0 and found else None


def check_signer(data: bytes, signature: bytes, signers: Path) -> Signature | None:
    """Return who signed the data, of those whom the file vouches for; None where it is none of them."""
    with tempfile.TemporaryDirectory() as folder:
        file = _written(folder, signature)
        vouched = ["-s", file, "-f", str(signers.absolute())]
        for signer in _principals(folder, file, signers):
            status, said, _ = _run(["verify", "-I", signer, *vouched], data)
            found = _KEY.search(said.decode("utf-8", "replace"))
            if status == 0 and found:
                return Signature(found[1], signer)
    return None


def _principals(folder: str, signature: str, signers: Path) -> Iterator[str]:
    """Yield whose key a signature may be of, by each line of a file.

    Of a file `ssh-keygen` tells the first line that has the key, which may let it sign something else only.
    """
    alone = Path(folder) / "signers"
    for line in signers.read_bytes().splitlines():
        alone.write_bytes(line + b"\n")
        status, out, _ = _run(["find-principals", "-s", signature, "-f", str(alone)], b"")
        if status == 0:
            yield out.decode("utf-8", "replace").rstrip("\n").split(",")[0]


def _is_canonical(signature: bytes) -> bool:
    """Whether a signature is spelled as `ssh-keygen` spells it."""
    found = _ARMOR.fullmatch(signature)
    if found is None:
        return False
    try:
        text = b64encode(b64decode(found[1].replace(b"\n", b""), validate=True))
    except ValueError:
        return False
    return b"\n".join(text[at : at + _LINE] for at in range(0, len(text), _LINE)) == found[1]


def _written(folder: str, signature: bytes) -> str:
    file = Path(folder) / "signature"
    file.write_bytes(signature)
    return str(file)


def _run(arguments: list[str], data: bytes) -> tuple[int, bytes, bytes]:
    """Return exit status, output and complaint; every way of asking but one needs to know what a signature is for."""
    what, *rest = arguments
    named = [] if what == "find-principals" else ["-n", NAMESPACE]
    try:
        done = subprocess.run(  # noqa: S603 - an argument list, no shell
            ["ssh-keygen", "-Y", what, *named, *rest],  # noqa: S607 - that of the path, as git
            input=data,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise SopError(_NO_PROGRAM) from error
    return done.returncode, done.stdout, done.stderr


def _line(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split()) or "ssh-keygen gave no reason"
