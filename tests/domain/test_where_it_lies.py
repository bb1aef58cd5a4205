"""Folders in which a store is safe, and folders in which it is not."""

from pathlib import Path

import pytest

from dashboard.domain.where_it_lies import UnsafePlace, unsafe_place

MOUNTS = (
    "overlay / overlay rw 0 0",
    "tmpfs /run tmpfs rw 0 0",
    "/dev/sda1 /data ext4 rw 0 0",
    "files:/trust /data/shared\\040drive nfs4 rw 0 0",
    "//nas/meds /srv/meds cifs rw 0 0",
    "me@host:/x /home/me/there fuse.sshfs rw 0 0",
    "/dev/sdb1 /srv/meds/local xfs rw 0 0",
)


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/home/me/OneDrive/store", "OneDrive"),
        ("/home/me/OneDrive - Northgate NHS Trust/store", "OneDrive"),
        ("/home/me/Dropbox/store", "Dropbox"),
        ("/home/me/Dropbox (Personal)/store", "Dropbox"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/store", "iCloud Drive"),
        ("/Users/me/Library/CloudStorage/Something-me/store", "a synchronised folder"),
        ("/home/me/Google Drive/My Drive/store", "Google Drive"),
        ("/home/me/Box Sync/store", "Box"),
        ("/data/shared drive/store", "nfs4"),
        ("/srv/meds/store", "cifs"),
        ("/home/me/there", "fuse.sshfs"),
        ("//nas/meds/store", "UNC path"),
    ],
)
def test_a_place_that_is_not_safe_is_known(folder: str, by: str) -> None:
    found = unsafe_place(Path(folder), {}, MOUNTS)
    assert found is not None and found.by == by
    assert by in found.sentence(Path(folder)) and "store accept" in found.sentence(Path(folder))


@pytest.mark.parametrize(
    "folder",
    [
        "/data/store",
        "/srv/meds/local/store",
        "/srv/medsuite",
        "/run/store",
        "/opt/inbox/store",
        "/data/onedriveless/store",
        "/store",
    ],
)
def test_a_place_that_is_safe_is_left_alone(folder: str) -> None:
    assert unsafe_place(Path(folder), {"OneDrive": ""}, MOUNTS) is None


def test_what_the_environment_and_the_folder_itself_say(tmp_path: Path) -> None:
    synced = tmp_path / "files"
    (synced / "store").mkdir(parents=True)
    assert unsafe_place(synced / "store", {"OneDriveCommercial": str(synced)}, ()) == UnsafePlace(
        "synced", "OneDrive"
    )
    assert unsafe_place(tmp_path / "files2", {"OneDriveCommercial": str(synced)}, ()) is None
    (synced / ".dropbox").write_text("")
    assert unsafe_place(synced / "store", {}, ()) == UnsafePlace("synced", "Dropbox")
    link = tmp_path / "link"
    link.symlink_to(synced / "store", target_is_directory=True)
    assert unsafe_place(link, {}, ()) == UnsafePlace("synced", "Dropbox")
