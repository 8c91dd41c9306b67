"""The root file system that the virtual machines boot: Debian's, with its own cloud-init, built once and kept."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

HOME = Path(os.environ.get("HEARTH_VM_CACHE", Path.home() / ".cache/hearth-vm"))
BASE = "systemd,systemd-sysv,udev,dbus,python3,xz-utils,ifupdown,isc-dhcp-client,iproute2,ca-certificates"
INSTALL = ("apt-get -q update && apt-get -q -y --no-install-recommends install"
           " cloud-init cifs-utils kmod linux-image-cloud-amd64 && apt-get clean")  # fmt: skip
# The other work that Azure's images give cloud-init (disks, keys, locales) takes a minute without KVM.
CLOUD = """datasource_list: [NoCloud]
cloud_init_modules: [bootcmd, write-files, set_hostname]
cloud_config_modules: [runcmd]
cloud_final_modules: [scripts-user, final-message]
"""


def image():
    """The folder with root.ext4, vmlinuz and initrd.img, built where it is not there. Takes two minutes."""
    made = HOME / hashlib.sha256((BASE + INSTALL + CLOUD).encode()).hexdigest()[:12]
    if not (made / "root.ext4").exists():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        _build(made)
    return made


def _build(made):
    root, new = made / "root", made / "root.new"
    subprocess.run(["debootstrap", "--variant=minbase", f"--include={BASE}", "bookworm", root], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    told = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["chroot", root, "sh", "-c", INSTALL], check=True, env=told)
    for name in ("vmlinuz", "initrd.img"):
        shutil.copy(next((root / "boot").glob(f"{name}-*")), made / name)
    (root / "etc/resolv.conf").write_text("nameserver 10.0.2.3\n", "ascii")
    (root / "etc/cloud/cloud.cfg.d/90-hearth.cfg").write_text(CLOUD, "ascii")
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", root, new, "3G"], check=True)
    new.rename(made / "root.ext4")
    shutil.rmtree(root)
