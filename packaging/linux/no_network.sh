#!/usr/bin/env bash
# Watch a program's whole self-test with strace: no socket of the internet may be made, and no process may be left.
#
#     packaging/linux/no_network.sh BUNDLE/segdesk
#
# The program is run with PATH, PYTHONPATH and HOME empty; as root, as nobody under a limit of processes. Needs strace.
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"
cd "$work"

run=(env -i HOME= PATH= PYTHONPATH= LANG=C.UTF-8 TMPDIR="$work" "$program" selftest)
if [ "$(id -u)" = 0 ]; then
    run=(setpriv --reuid=65534 --regid=65534 --clear-groups "${run[@]}")
fi
ulimit -u 500
strace -f --seccomp-bpf -qq -e trace=network,clone,clone3,fork,vfork,execve -o "$work/trace" "${run[@]}"

echo "kinds of sockets: $(grep -o 'socket(AF_[A-Z0-9_]*' trace | sort | uniq -c | tr -s ' \n' ' ')"
if grep -E 'AF_INET' trace; then
    echo "a socket of the internet was made" >&2
    exit 1
fi
echo "other programs started: $(grep 'execve(' trace | grep '= 0$' | grep -vcE "execve\(\"($program|/[a-z/]*bin/(setpriv|env))\"" || true)"
left=$({ find /proc -maxdepth 2 -name exe -lname "$program" 2> /dev/null || true; } | wc -l)
echo "processes left: $left"
test "$left" = 0
