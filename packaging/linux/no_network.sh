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
strace -f -qq -e trace=network,clone,clone3,fork,vfork,execve -o "$work/trace" "${run[@]}"

echo "kinds of sockets: $(grep -o 'socket(AF_[A-Z0-9_]*' trace | sort | uniq -c | tr -s ' \n' ' ')"
if grep -E 'AF_INET' trace; then
    echo "a socket of the internet was made" >&2
    exit 1
fi
# strace -f waits for every process that it has seen begin, so what is left would have kept it from ending.
echo "processes started by the self-test: $(grep -c 'execve(' trace)"
left=$(ps -eo args= | grep -cF "$program" || true)
own=$(ps -eo args= | grep -F "$program" | grep -cE 'grep|no_network' || true)
echo "processes left: $((left - own))"
test $((left - own)) = 0
