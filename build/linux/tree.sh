#!/bin/sh
# Makes the tree in which the Linux package is frozen: Debian 11, whose glibc is 2.31, with a Python 3.11 of its own.
# usage: build/linux/tree.sh DIRECTORY     as root on Debian 12 or later; once, some minutes
#
# A frozen program needs at least the glibc of the machine it was frozen on. Debian 11 is the oldest that Debian's mirrors
# still hold; its Python is too old, so Debian 12's source is compiled there, without OpenSSL: nothing here speaks to a network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$1

say() { printf '%s\n' "$*" >&2; }
inside() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"; }

tools="gcc make pkg-config libc6-dev dpkg-dev binutils fakeroot xz-utils zlib1g-dev libbz2-dev liblzma-dev libffi-dev
 libsqlite3-dev libexpat1-dev"
# What Qt links to or loads: the freezing takes those of them along that a desktop may lack. Without libcups2, which would
# bring a dozen others: the plug-in that prints takes the one of the desktop.
qt="libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libxkbcommon0 libx11-xcb1 libxcb-cursor0
 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0
 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-client0 libwayland-cursor0"

if [ -e "$tree/opt/python/made" ] && cmp -s "$0" "$tree/opt/python/made"; then exit; fi
[ "$(id -u)" = 0 ] || { say "要有管理员权限（root）才能准备打包用的 Debian 11。"; exit 1; }
command -v debootstrap >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq debootstrap >&2

mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
say "正在准备打包用的 Debian 11（只需一次，要几分钟）……"
rm -rf "$tree"
mkdir -p "$tree"
debootstrap --variant=minbase --include=ca-certificates bullseye "$tree" "$mirror" >&2
echo "deb-src $mirror bookworm main" >"$tree/etc/apt/sources.list.d/python.list"
inside apt-get update -qq >&2
# shellcheck disable=SC2086
inside apt-get install -y -qq --no-install-recommends $tools $qt >&2

say "正在编译 Python 3.11……"
cp "$here/old_glibc.h" "$tree/root/"
inside sh -eu <<'IN' >&2
mkdir -p /root/python
cd /root/python
apt-get source -qq --download-only python3.11
dpkg-source --no-check -x python3.11_*.dsc source >/dev/null
cd source
# sem_clockwait and pthread_cond_clockwait are newer than glibc 2.28; Python does without them.
SOURCE_DATE_EPOCH=1700000000 ./configure -q --prefix=/opt/python --enable-shared --with-system-expat --with-ensurepip=no \
    ac_cv_func_sem_clockwait=no ac_cv_func_pthread_cond_clockwait=no \
    CFLAGS="-O3 -include /root/old_glibc.h" LDFLAGS="-Wl,-rpath,/opt/python/lib"
# Debian's patch makes this module look into the interpreter; the build of the other modules does not allow that.
printf '*shared*\npyexpat pyexpat.c -DPy_BUILD_CORE_MODULE -lexpat\n' >Modules/Setup.local
SOURCE_DATE_EPOCH=1700000000 make -s -j2 >/root/python/make.log 2>&1
make -s install >/root/python/install.log 2>&1
strip --strip-unneeded /opt/python/lib/libpython3.11.so.1.0
/opt/python/bin/python3.11 -c 'import bz2, ctypes, decimal, lzma, sqlite3, zlib, pyexpat'
rm -rf /root/python
IN
cp "$0" "$tree/opt/python/made"
