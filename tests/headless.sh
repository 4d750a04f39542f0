#!/bin/bash
# Runs a program under a display, in a home and (with --bus) on a session bus with accessibility that belong to it
# alone; all are gone afterwards. A display that is shared between tests makes them fail now and then.
#   headless.sh [--bus] PROGRAM [ARGUMENT…]
# HEADLESS_SCREEN=WIDTHxHEIGHT is the size of the screen.
set -euo pipefail

bus=no
if [ "$1" = --bus ]; then
  bus=yes
  shift
fi
command -v xvfb-run >/dev/null || { echo 'headless.sh: needs xvfb-run; ./dev test installs it.' >&2; exit 1; }

home=$(mktemp -d "${TMPDIR:-/tmp}/santun-test-XXXXXX")
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run
export XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_STATE_HOME=$home/state
export GDK_BACKEND=x11
unset WAYLAND_DISPLAY DISPLAY XAUTHORITY AT_SPI_BUS_ADDRESS

display=(xvfb-run -a -s "-screen 0 ${HEADLESS_SCREEN:-1920x1080}x24 -nolisten tcp")
if [ $bus = no ]; then
  # Otherwise GLib starts a bus that outlives the test.
  DBUS_SESSION_BUS_ADDRESS=disabled: "${display[@]}" "$@"
else
  unset DBUS_SESSION_BUS_ADDRESS
  # The question for the address starts the accessibility bus and returns when it is there.
  GTK_A11Y=atspi "${display[@]}" dbus-run-session -- bash -c '
    dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress >/dev/null
    exec "$@"' headless "$@"
fi
