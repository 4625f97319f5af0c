#!/bin/sh
# Packs what this platform can, into out/: on Linux a .deb and a .tar.xz, on Windows the installer (from a Git shell).
set -eu
cd "$(dirname "$0")/.."

case $(uname) in
    Linux) exec sh build/linux/package.sh ;;
    MINGW* | MSYS*) exec powershell -ExecutionPolicy Bypass -File build/windows/package.ps1 ;;
    *) echo "还没有为 $(uname) 准备安装包。" >&2; exit 1 ;;
esac
