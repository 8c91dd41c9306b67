#!/bin/sh
# Run by root once the world's lease is lost: the share is unmounted, or, where it cannot be reached,
# the machine starts anew at once. Nothing is written out then: what the kernel still holds of the
# world is older than what another machine may have written since.
share=/var/lib/hearth/share
# Not asked of the share itself: who looks at one that cannot be reached waits for it. A container
# that is still ending has a mount of its own.
mounted() { grep -qs " cifs " /proc/[0-9]*/mounts; }
mounted || exit 0
until umount "$share"; do sleep 0.2; done &
sleep 3
mounted || exit 0
echo b >/proc/sysrq-trigger
