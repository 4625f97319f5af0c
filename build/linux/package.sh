#!/bin/sh
# Freezes the last commit in a Debian 11 tree and makes out/nianbao_VERSION_amd64.deb and out/nianbao-VERSION-linux-x86_64.tar.xz.
# usage: build/linux/package.sh     as root; NIANBAO_TREE=… names the tree, which is made when it is not there
set -eu
cd "$(dirname "$0")/../.."
umask 022
tree=${NIANBAO_TREE:-/var/cache/nianbao/debian-11}
linux=build/linux
frozen=$tree/root/frozen/nianbao

[ "$(uname -m)" = x86_64 ] || { echo "现在只能在 x86-64 的机器上打包。" >&2; exit 1; }
sh build/setup.sh run
sh $linux/tree.sh "$tree"

version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
export SOURCE_DATE_EPOCH
[ -z "$(git status --porcelain)" ] || echo "有没提交的修改；打包的是最后一次提交。" >&2

inside() {
    chroot "$tree" env -i PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
        PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/root/packages "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" "$@"
}

freeze() {
    rm -rf "$tree/root/source" "$tree/root/packages" "$tree/root/frozen" "$tree/root/work"
    mkdir -p "$tree/root/source"
    git archive HEAD | tar -x -C "$tree/root/source"
    platforms=$(for glibc in 2_28 2_27 2_26 2_17 2_12; do printf -- '--platform manylinux_%s_x86_64 ' $glibc; done)
    # shellcheck disable=SC2086
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-compile --target "$tree/root/packages" --no-deps \
        --require-hashes --only-binary :all: --python-version 3.11 $platforms --platform manylinux2014_x86_64 \
        --platform manylinux2010_x86_64 -r build/requirements.txt -r build/requirements-package.txt
    inside sh -c 'cd /root/source && python3.11 -m PyInstaller build/nianbao.spec --distpath /root/frozen --workpath /root/work \
        --noconfirm --log-level ERROR'
    inside python3.11 /root/source/build/third_party.py /root/packages /root/frozen/nianbao
}

# The packages that hold what the program links to and does not bring along, each with the least version that will do.
depends() {
    inside sh -c 'mkdir -p /root/work/debian && cd /root/work && printf "Source: x\n\nPackage: x\nArchitecture: amd64\n" >debian/control &&
        find /root/frozen/nianbao -type f \( -name "*.so*" -o -name nianbao \) ! -path "*/printsupport/*" ! -path "*/wayland-*" \
            ! -name "libQt6Wayland*" ! -name "libqwayland*" |
        xargs dpkg-shlibdeps -O --ignore-missing-info -l/root/frozen/nianbao/_internal 2>shlibdeps.log' |
        sed -n 's/^shlibs:Depends=//p' | tr , '\n' | sed 's/^ //' | grep -vE "^($(brought_along))( |$)" |
        sed 's/^libgcc-s1.*/& | libgcc1/' | paste -sd , | sed 's/,/, /g'
}

# The packages whose libraries are in the frozen folder, as a pattern.
brought_along() {
    inside sh -c 'for library in /root/frozen/nianbao/_internal/lib*.so*; do dpkg-query -S "*/${library##*/}"; done 2>/dev/null' |
        sed 's/:.*//' | sort -u | paste -sd '|'
}

filled() { sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" "$@"; }

# Everything outside the program's own folder, below $1.
put_in_place() {
    share=$1/usr/share
    install -d "$1/usr/bin" "$share/applications" "$share/mime/packages" "$share/metainfo" "$share/man/man1" "$share/doc/nianbao"
    ln -s ../lib/nianbao/nianbao "$1/usr/bin/nianbao"
    install -m 644 $linux/nianbao.desktop "$share/applications/"
    install -m 644 $linux/nianbao-mime.xml "$share/mime/packages/nianbao.xml"
    filled $linux/nianbao.metainfo.xml >"$share/metainfo/nianbao.metainfo.xml"
    filled $linux/nianbao.1 | gzip -9n >"$share/man/man1/nianbao.1.gz"
    gzip -9nc CHANGELOG.md >"$share/doc/nianbao/changelog.gz"
    cp LICENSE "$share/doc/nianbao/copyright"
    ln -s ../../../lib/nianbao/THIRD_PARTY.txt "$share/doc/nianbao/THIRD_PARTY.txt"
    for size in 16 24 32 48 64 128 256 512; do
        install -D -m 644 "resources/icons/app-$size.png" "$share/icons/hicolor/${size}x$size/apps/nianbao.png"
    done
    install -D -m 644 resources/icons/app.svg "$share/icons/hicolor/scalable/apps/nianbao.svg"
}

make_deb() {
    stage=$tree/root/work/deb
    install -d "$stage/usr/lib" "$stage/DEBIAN"
    cp -a "$frozen" "$stage/usr/lib/nianbao"
    put_in_place "$stage"
    needs=$(depends)
    [ -n "$needs" ] || { echo "没能算出依赖的软件包。" >&2; exit 1; }
    size=$(du -sk --apparent-size "$stage/usr" | cut -f 1)
    filled -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$needs/" $linux/control >"$stage/DEBIAN/control"
    (cd "$stage" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2 >DEBIAN/md5sums)
    find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    chmod -R u+rwX,go+rX,go-w "$stage"
    dpkg-deb -Zxz --root-owner-group --build "$stage" "out/nianbao_${version}_amd64.deb" >/dev/null
}

# The same without installation: the folder, with what a desktop needs beside it and a word on how to begin.
make_portable() {
    name=nianbao-$version-linux-x86_64
    stage=$tree/root/work/$name
    cp -a "$frozen" "$stage"
    cp $linux/portable.txt "$stage/使用说明.txt"
    cp $linux/nianbao.desktop $linux/nianbao-mime.xml resources/icons/app.svg LICENSE "$stage/"
    chmod -R u+rwX,go+rX,go-w "$stage"
    tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$tree/root/work" -cf - "$name" |
        xz -T2 >"out/$name.tar.xz"
}

mkdir -p out
freeze
make_deb
make_portable
ls -l "out/nianbao_${version}_amd64.deb" "out/nianbao-$version-linux-x86_64.tar.xz"
