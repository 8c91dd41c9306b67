#!/bin/sh
# Makes this machine ready for its game. The packages, which take longest, come while the agent
# is started, which reports each phase: a line 'TIME STEP', 'TIME STEP done' or
# 'TIME STEP failed LOG' in /run/hearth/boot, and 'TIME done' at the end.
set -u
# Once in a machine's life: cloud-config.yaml starts it early, and again where that did not work.
mkdir /opt/hearth/begun 2>/dev/null || exit 0
boot=/run/hearth/boot
logs=/var/log/hearth
PACKAGES="docker.io cifs-utils pigz" # pigz: docker unpacks an image's layers with it on every core
IMDS=http://169.254.169.254
# shellcheck source=/dev/null
[ -r /etc/hearth/bootstrap.env ] && . /etc/hearth/bootstrap.env

phase() {
  printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$boot"
}

step() {
  name=$1
  shift
  phase "$name"
  pause=1
  until "$@" >"$logs/$name.log" 2>&1; do
    phase "$name failed $logs/$name.log"
    sleep "$pause"
    [ "$pause" -ge 15 ] || pause=$((pause * 2))
  done
  phase "$name done"
}

prepare() {
  groupadd --force --system docker
  id hearth >/dev/null 2>&1 ||
    useradd --system --home-dir /var/lib/hearth --shell /usr/sbin/nologin hearth
  install -d -m 0755 "$logs"
  # /run is empty after a reboot, at which this script does not run again.
  printf 'd /run/hearth%s\n' ' 0755 root root' '/requests 0770 root hearth' >/etc/tmpfiles.d/hearth.conf
  systemd-tmpfiles --create hearth.conf
  install -d -m 0750 -o hearth -g hearth /var/lib/hearth
  install -d -m 0700 -o hearth -g hearth /var/lib/hearth/state
  install -d -m 0755 -o root -g root /etc/hearth
  : >"$boot"
}

start_agent() {
  # The agent is this machine's userData, and what has no room there came with customData.
  python3 - "$IMDS" /opt/hearth/agent.rest >/opt/hearth/agent.tar.bz2 <<'EOF' || return 1
import base64, sys, urllib.request
url = sys.argv[1] + "/metadata/instance/compute/userData?api-version=2021-01-01&format=text"
request = urllib.request.Request(url, headers={"Metadata": "true"})
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
text = direct.open(request, timeout=10).read() + open(sys.argv[2], "rb").read()
sys.stdout.buffer.write(base64.b64decode(text, validate=True))
EOF
  python3 -m tarfile -e /opt/hearth/agent.tar.bz2 /opt/hearth || return 1
  systemctl daemon-reload
  systemctl enable --now hearth-world.path hearth-fence.path hearth-agent.service || return 1
  python3 -m compileall -q /opt/hearth/agent # for those that follow: the first has no time for it
}

quiet_machine() {
  # No update and no login while people play; the machine lives for an evening.
  systemctl mask --now apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service
  systemctl disable --now ssh.socket ssh.service
  true
}

sync_clock() {
  # The images bring one of the two; nothing is to be installed for it.
  systemctl enable --now chrony.service || timedatectl set-ntp true || true
}

get() {
  # The image's lists of packages may be old, or there are none: they are fetched where that matters.
  apt_get install "$@" || { apt_get update && apt_get install "$@"; }
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=60 "$@"
}

packages() {
  [ -z "$PACKAGES" ] && return 0
  # shellcheck disable=SC2086 # a list of words
  get $PACKAGES || return 1
  # Some of Ubuntu's kernels carry the module for the world's share in a package of their own.
  modprobe cifs && return 0
  get "linux-modules-extra-$(uname -r)" || return 1
  modprobe cifs
}

prepare
phase network
phase "network done"
step quiet quiet_machine
step packages packages &
step agent start_agent
step clock sync_clock
wait
phase "done"
