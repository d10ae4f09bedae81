#!/usr/bin/env bash
# Make the disk image from the frozen program on macOS.
#
#     python -m PyInstaller build.spec && packaging/macos/build.sh VERSION
#
# writes dist/segdesk-VERSION-macos-ARCHITECTURE.dmg. With MACOS_IDENTITY (a Developer ID in the keychain) the program is
# signed with it, else for this computer only; with MACOS_NOTARY_PROFILE (stored by `xcrun notarytool store-credentials`)
# it is notarised too.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1
program=dist/segdesk.app
image="dist/segdesk-$version-macos-$(uname -m).dmg"

if [ -n "${MACOS_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp \
        --entitlements packaging/macos/entitlements.plist --sign "$MACOS_IDENTITY" "$program"
else
    codesign --force --deep --sign - "$program"
fi
codesign --verify --deep --strict "$program"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$program" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -quiet -volname segdesk -srcfolder "$folder" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${MACOS_IDENTITY:-}" ] && [ -n "${MACOS_NOTARY_PROFILE:-}" ]; then
    codesign --sign "$MACOS_IDENTITY" --timestamp "$image"
    xcrun notarytool submit "$image" --keychain-profile "$MACOS_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
