"""Whether the folder of a store is a safe place: not one that another program copies elsewhere, and not on a network.

Standard library, and nothing is asked of a network: by the names of folders, what synchronising programs say in the environment, the
list of mounts, and (Windows) the kind of drive.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SYNCED_BY_NAME = (
    (re.compile(r"onedrive( - .+)?|onedrivetemp", re.IGNORECASE), "OneDrive"),
    (re.compile(r"sharepoint.*", re.IGNORECASE), "SharePoint"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"google ?drive.*|googledrive.*|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"box|box sync|box-box", re.IGNORECASE), "Box"),
    (re.compile(r"nextcloud|owncloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"cloudstorage", re.IGNORECASE), "a synchronised folder"),
)
"""A folder of the path that is called so. macOS keeps what its providers synchronise beneath Library/CloudStorage."""

SYNCED_BY_MARK = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    ("desktop.ini.onedrive", "OneDrive"),
    (".owncloudsync.log", "Nextcloud"),
)
"""A file that such a program leaves in the folder it synchronises."""

SYNCED_BY_ENVIRONMENT = (
    ("OneDrive", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
    ("DROPBOX_PATH", "Dropbox"),
    ("BOX_PATH", "Box"),
)
"""Variables that hold the folder that is synchronised."""

NETWORK_FILE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "sshfs", "9p", "afs", "ncpfs", "fuse.glusterfs", "glusterfs", "ceph", "fuse.ceph",
     "lustre", "fuse.rclone", "fuse.s3fs", "davfs", "fuse.davfs2", "afpfs", "webdav", "drvfs")
)  # fmt: skip
"""As /proc/mounts names them. A container's own file system (overlay) and memory (tmpfs) are none."""

REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


@dataclass(frozen=True)
class UnsafePlace:
    """Why a folder is no safe place for a store. `kind` is 'synced' or 'network', `by` what it is ('OneDrive', 'nfs')."""

    kind: str
    by: str

    def sentence(self, root: Path) -> str:
        """What is wrong, why, and what to do."""
        if self.kind == "synced":
            return (
                f"The store {root} lies in a folder that {self.by} synchronises: it copies files while they are written, so that they can be "
                "damaged, and it sends incidents to places that nobody agreed to and where an erasure does not reach. Move the store to a "
                "folder of this computer, or say that it is agreed: python -m dashboard store accept --reason WHY."
            )
        return (
            f"The store {root} lies on a network share ({self.by}): locks and the order of writes are not kept there as a database needs, so "
            "that files can be damaged, and copies of it are made by others. Move the store to a disk of this computer, or say that it is "
            "agreed: python -m dashboard store accept --reason WHY."
        )


def unsafe_place(
    root: Path, environment: Mapping[str, str] | None = None, mounts: Iterable[str] | None = None
) -> UnsafePlace | None:
    """Why the folder is unsafe; None where it is not, as far as can be seen. `mounts` are lines of /proc/mounts."""
    environment = os.environ if environment is None else environment
    written = str(root)
    place = Path(os.path.realpath(root))
    for path in (root.absolute(), place):
        if by := _synced(path, environment):
            return UnsafePlace("synced", by)
    if written.startswith(("\\\\", "//")) and not written.startswith(("\\\\?\\", "\\\\.\\")):
        return UnsafePlace("network", "UNC path")
    if _is_remote_drive(place):
        return UnsafePlace("network", "mapped drive")
    kind = _file_system(place, _mounts() if mounts is None else mounts)
    return UnsafePlace("network", kind) if kind in NETWORK_FILE_SYSTEMS else None


def _synced(path: Path, environment: Mapping[str, str]) -> str | None:
    for name in path.parts:
        for known, by in SYNCED_BY_NAME:
            if known.fullmatch(name):
                return by
    for variable, by in SYNCED_BY_ENVIRONMENT:
        folder = environment.get(variable)
        if folder and _is_beneath(path, Path(folder)):
            return by
    for folder in (path, *path.parents):
        for mark, by in SYNCED_BY_MARK:
            # The home folder of whoever uses Dropbox holds a .dropbox of settings: a folder there, a file where it synchronises.
            if (folder / mark).is_file():
                return by
    return None


def _is_beneath(path: Path, folder: Path) -> bool:
    mine, theirs = (os.path.normcase(os.path.realpath(each)) for each in (path, folder))
    return mine == theirs or mine.startswith(theirs.rstrip("\\/") + os.sep)


def _mounts() -> list[str]:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _file_system(place: Path, mounts: Iterable[str]) -> str:
    """The file system of the longest mount that holds the folder; the last of two on one place hides the first."""
    found, longest = "", -1
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mounted = re.sub(
            r"\\(\d{3})", lambda code: chr(int(code[1], 8)), fields[1]
        )  # blanks are written as \040
        beneath = str(place) == mounted or str(place).startswith(mounted.rstrip("/") + "/")
        if beneath and len(mounted) >= longest:
            found, longest = fields[2], len(mounted)
    return found


def _is_remote_drive(place: Path) -> bool:
    if sys.platform != "win32" or not place.drive:
        return False
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == REMOTE_DRIVE
