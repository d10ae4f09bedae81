#!/usr/bin/env bash
# Compile the Windows installer of a folder that only looks like a bundle: the script has no mistake that the compiler finds.
# What it does on Windows this cannot tell. Needs makensis (Debian: apt install nsis).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bundle/_internal/segdesk"
for file in segdesk.exe segdesk-desktop.exe _internal/python311.dll _internal/segdesk/x.txt; do
    echo "stands for $file" > "$work/bundle/$file"
done
makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION=0.1.0 "-DBUNDLE=$work/bundle" "-DOUT=$work/segdesk.exe" "$here/segdesk.nsi"
# A Windows program for 64 bits: MZ, and the machine of its PE header.
python3 - "$work/segdesk.exe" <<'PYTHON'
import struct, sys
data = open(sys.argv[1], "rb").read()
assert data[:2] == b"MZ"
(header,) = struct.unpack_from("<I", data, 60)
signature, machine = struct.unpack_from("<4sH", data, header)
assert signature == b"PE\0\0" and machine == 0x8664, (signature, hex(machine))
print(f"compiles: an installer of {len(data):,} bytes for 64-bit Windows")
PYTHON
