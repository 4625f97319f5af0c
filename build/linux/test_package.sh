#!/bin/sh
# Installs the package on bare Debian 11 and Debian 12 trees, uses it there as a clerk would, and takes it off again.
# usage: build/linux/test_package.sh [bullseye] [bookworm]     as root; needs out/nianbao_*.deb, debootstrap, Xvfb, xdotool
# Screenshots are left in out/screenshots. Ends with «passed» or at the first thing that is not as it should be.
set -eu
cd "$(dirname "$0")/../.."
deb=$(ls out/nianbao_*_amd64.deb)
trees=${NIANBAO_TEST_TREES:-/var/cache/nianbao/test}
shots=out/screenshots
display=:93
who=张三
home="/home/张 三/我的 文档"
offline=

say() { printf '%s\n' "$*"; }
fail() { say "未通过：$*"; exit 1; }
inside() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_clerk() { inside ${offline:+unshare --net} setpriv --reuid 4001 --regid 4001 --clear-groups env HOME="$home" DISPLAY=$display "$@"; }
windows() { DISPLAY=$display xdotool search --name '年报校核台' 2>/dev/null | wc -l; }

# A bare tree of a release: no Python, no build tools, nothing of a desktop. A copy is used up each time.
bare() {
    if [ ! -e "$trees/$1.tar" ]; then
        mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
        mkdir -p "$trees"
        debootstrap --variant=minbase --include=ca-certificates "$1" "$trees/$1" "$mirror" >/dev/null
        tar -C "$trees/$1" -cf "$trees/$1.tar" .
    fi
    let_go "${trees:?}/$1"
    rm -rf --one-file-system "${trees:?}/$1"
    mkdir -p "$trees/$1"
    tar -C "$trees/$1" -xf "$trees/$1.tar"
    inside sh -c '! command -v python3 && ! command -v gcc' || fail "$1 不是一棵干净的树"
}

# A clerk whose name and folders are Chinese; the project file is made there by the program itself.
add_clerk() {
    echo "$who:x:4001:4001::$home:/bin/sh" >>"$tree/etc/passwd"
    mkdir -p "$tree$home"
    cp resources/samples/示例-有错误.html "$tree$home/云溪 年报.html"
    chown -R 4001:4001 "$tree/home"
}

wait_for_window() {
    for _ in $(seq 100); do
        [ "$(windows)" -gt 0 ] && { sleep 3; return; }
        sleep 0.2
    done
    fail "$1：20 秒内没有窗口"
}

look() {
    wait_for_window "$1"
    DISPLAY=$display import -window root "$shots/$release-$1.png"
    DISPLAY=$display xdotool search --name '年报校核台' windowkill
    sleep 1
}

# Without a display and without a network; the program's folder cannot be written to.
by_command() {
    mount --bind "$tree/usr/lib/nianbao" "$tree/usr/lib/nianbao"
    mount -o remount,bind,ro "$tree/usr/lib/nianbao"
    offline=yes
    as_clerk nianbao --self-test || fail "自检"
    offline=
    as_clerk nianbao check "$home/云溪 年报.html" >/dev/null || [ $? = 1 ] || fail "核对"
    as_clerk nianbao export "$home/云溪 年报.html" -o "$home/校核 结果.xlsx" >/dev/null || [ $? = 1 ] || fail "导出"
    [ -s "$tree$home/校核 结果.xlsx" ] || fail "没有写出工作簿"
}

by_window() {
    as_clerk nianbao "$home/云溪 年报.html" >/dev/null 2>&1 &
    look by-argument
    # The desktop's own way: the type of the file, its program, the desktop entry.
    cp tests/fixtures/kept/2/*.nbx "$tree$home/项目.nbx"
    chown 4001:4001 "$tree$home/项目.nbx"
    kind=$(as_clerk gio info -a standard::content-type "$home/项目.nbx" | sed -n 's/.*content-type: //p')
    [ "$kind" = application/x-nianbao ] || fail "文件类型是 $kind"
    as_clerk gio open "$home/项目.nbx" >/dev/null 2>&1 &
    look by-double-click
    pkill --uid 4001 gio || true  # that of Debian 11 stays when the program has gone
    umount "$tree/usr/lib/nianbao"
}

# The same version over itself, as an upgrade would come: the data stay, the program works.
put_on_again() {
    inside dpkg -i /root/nianbao.deb >/dev/null 2>&1 || fail "再装一次"
    as_clerk nianbao --self-test >/dev/null || fail "再装一次后自检"
}

take_off() {
    inside apt-get purge -y -qq nianbao >/dev/null 2>&1
    left=$(find "$tree/usr" "$tree/etc" "$tree/opt" "$tree/var/lib" -iname '*nianbao*' ! -path '*/dpkg/*' ! -path '*/apt/*')
    [ -z "$left" ] || fail "卸载后还留着：$left"
    [ -d "$tree$home/.local/share/nianbao" ] || fail "卸载时把用户的数据也删了"
}

# Unmount whatever is still mounted in a tree, the last first: what is removed afterwards is the tree alone.
let_go() {
    sed -n "s#^[^ ]* \($1/[^ ]*\) .*#\1#p" /proc/mounts | tac | while read -r place; do umount -l "$place"; done
}

clean_up() {
    kill "$server" 2>/dev/null || true
    [ -z "${tree:-}" ] || let_go "$tree"
}

try() {
    release=$1 tree=$trees/$1
    say "== $release =="
    bare "$release"
    mount -t proc proc "$tree/proc"
    mount --bind /dev "$tree/dev"
    mkdir -p "$tree/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$tree/tmp/.X11-unix"
    cp "$deb" "$tree/root/nianbao.deb"
    inside apt-get update -qq
    inside apt-get install -y -qq --no-install-recommends /root/nianbao.deb fonts-wqy-microhei shared-mime-info desktop-file-utils \
        libglib2.0-bin >/dev/null 2>&1 || fail "安装"
    inside dpkg -s nianbao | grep -q '^Status: install ok installed' || fail "没有装上"
    add_clerk
    by_command
    by_window
    put_on_again
    take_off
    let_go "$tree"
    say "$release：通过"
}

mkdir -p "$shots"
Xvfb $display -screen 0 1600x1000x24 >/dev/null 2>&1 &
server=$!
trap clean_up EXIT
sleep 1
for release in "${@:-bullseye bookworm}"; do
    for one in $release; do try "$one"; done
done
say "passed"
