#!/bin/sh
# Mounts the world's file share. Run by root once the agent has taken the world's lease.
# The key comes from Key Vault by the machine's identity and stays in a root-only file.
set -eu
umask 077
share=/var/lib/hearth/share
credentials=/etc/hearth/world.credentials
WORLD_ACCOUNT='' WORLD_SHARE='' WORLD_SECRET='' WORLD_SUFFIX=file.core.windows.net
# shellcheck source=/dev/null
. /etc/hearth/world.env

install -d -m 0770 -o hearth -g hearth "$share"
if [ -n "$WORLD_SHARE" ] && ! mountpoint -q "$share"; then
  key=$(/usr/bin/python3 -I /opt/hearth/agent secret "$WORLD_SECRET")
  printf 'username=%s\npassword=%s\n' "$WORLD_ACCOUNT" "$key" >"$credentials"
  mount -t cifs "//$WORLD_ACCOUNT.$WORLD_SUFFIX/$WORLD_SHARE" "$share" -o \
    "credentials=$credentials,vers=3.1.1,seal,uid=hearth,gid=hearth,dir_mode=0770,file_mode=0770,serverino,nosharesock,mfsymlinks,nobrl,actimeo=30"
fi
install -d -m 0770 "$share/world" "$share/cache"
[ -n "$WORLD_SHARE" ] || chown hearth:hearth "$share/world" "$share/cache"
touch /run/hearth/world-mounted
chmod 0644 /run/hearth/world-mounted
