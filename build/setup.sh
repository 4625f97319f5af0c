#!/bin/sh
# Makes .venv with the locked dependencies and puts in the system packages that Qt lacks, without asking anything.
# usage: build/setup.sh run | test | bench | fuzz | office      (PYTHON=… names another interpreter)
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
locks=build/requirements.txt
case "${1:-run}" in
    run | office) ;;
    test) locks="$locks build/requirements-dev.txt" ;;
    *) locks="$locks build/requirements-dev.txt build/requirements-$1.txt" ;;
esac

# What Qt needs to load, what it needs for a screen, and a Chinese font.
system="python3-venv libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libxkbcommon0
 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0"
font=fonts-wqy-microhei

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
stamp() { printf '.venv/installed-%s' "${1##*/}"; }
probe() { .venv/bin/python build/probe.py 2>&1; }

# Works without a word; what apt has to say is shown only when it fails.
apt() { log=$(DEBIAN_FRONTEND=noninteractive apt-get -y -qq "$@" 2>&1 </dev/null); }

# Put in system packages where that is allowed; elsewhere print the one line to type and fail.
need() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "缺少系统软件包，请执行这一行把它们装上："
        say "sudo apt-get install -y $*"
        return 1
    fi
    say "正在安装系统软件包，只需一次……"
    apt install --no-install-recommends "$@" && return
    { apt update && apt install --no-install-recommends "$@"; } || { say "$log" "系统软件包没有装上。"; return 1; }
}

has_office() {
    program=$(command -v soffice) || return 1
    program=$(readlink -f "$program")
    [ -e "${program%/*}/libswlo.so" ] && [ -e "${program%/*}/libsclo.so" ] && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]
}

need_system() {
    # A font is needed only where fontconfig knows of no Chinese one; without fc-list nobody knows, and 2 MB do no harm.
    # shellcheck disable=SC2086
    if [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; then need $system; else need $system $font; fi
}

make_venv() {
    command -v "$python" >/dev/null || stop "没有找到 $python：请先安装 Python 3.11、3.12 或 3.13。"
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' ||
        stop "需要 Python 3.11 至 3.13，而 $python 是 $("$python" -V 2>&1)；可用 PYTHON=… 指定另一个，例如 make run PYTHON=python3.12。"
    "$python" -c 'import ensurepip' 2>/dev/null || need_system || exit 1
    "$python" -m venv --clear .venv
}

install() {
    say "正在安装 $1 中的依赖，只需一次，可能要几分钟……"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r "$1"
}

check_qt() {
    trouble=$(probe) && return
    status=$?
    if [ "$status" = 3 ]; then
        need $font || say "没有中文字体，界面上的字可能显示不出来。"
        return
    fi
    need_system || exit 1
    trouble=$(probe) || [ $? = 3 ] || stop "Qt 仍然不能启动：$(printf '%s' "$trouble" | tail -n 1)"
}

if [ "${1:-run}" = office ]; then
    has_office || need libreoffice-writer-nogui libreoffice-calc-nogui fontconfig $font || exit 1
    exit
fi
.venv/bin/python -c 'import pip' 2>/dev/null || make_venv
for lock in $locks; do
    cmp -s "$lock" "$(stamp "$lock")" && continue
    install "$lock"
    [ "$lock" != build/requirements.txt ] || check_qt
    cp "$lock" "$(stamp "$lock")"
done
