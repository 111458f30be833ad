#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One script from a bare Debian 12 to a running or a tested lbfy. `./lbfy.sh help` lists what it can do.
#
# It installs only what is missing, asks the network for nothing when nothing is, and leaves no service running that it
# brought along. Everything it builds lies in build/<preset>; nothing outside this folder is changed but for packages.
# What it says goes to standard error: standard output belongs to the program that `run` starts.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# ---- packages: one list per purpose, each with its reason -----------------------------------------------------------

build_packages=(
    g++                  # C++20
    cmake ninja-build    # the build
    ccache               # a second build tree (sanitizers) costs a fraction of the first
    pkg-config           # finds xxhash and systemd
    qt6-base-dev         # Qt Core, Network, Widgets
    qt6-charts-dev       # Qt Charts: the window's graphs
    libqt6opengl6-dev    # which Qt Charts' CMake files ask for
    qt6-httpserver-dev   # Qt HttpServer: the metrics endpoint
    qt6-websockets-dev   # which Qt HttpServer's CMake files ask for
    qt6-svg-dev          # icons, and charts saved as SVG
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools # translations
    libgl-dev            # which Qt Gui's CMake files ask for
    qt6-translations-l10n fonts-dejavu-core # Qt's own words in other languages, and what to write them with
    libtomlplusplus-dev  # configuration files
    prometheus-cpp-dev   # Prometheus text format
    libxxhash-dev        # consistent hashing
    libsystemd-dev       # readiness and watchdog messages
)
test_packages=(
    libgtest-dev                    # unit tests
    librapidcheck-dev               # properties
    libbenchmark-dev                # micro-benchmarks, which the tests keep compiling
    python3 python3-pytest          # scenarios from outside, the lint
    prometheus                      # promtool, which judges /metrics
    nginx-light libnginx-mod-stream # a real web server; the far end of PROXY v1
    haproxy                         # the far end of PROXY v1 and v2
    redis-server redis-tools        # a real protocol with a real load generator
    wrk curl                        # HTTP clients
    socat ncat netcat-openbsd       # half-close, and the README's walk
    iperf3                          # bulk traffic in both directions
    procps iproute2 strace          # what a process does and holds, seen from outside
    desktop-file-utils appstream    # judge what a desktop reads of lbfy
    xvfb dbus at-spi2-core python3-pyatspi # the window on a display of its own, as a screen reader finds it
    dbus-daemon                     # a bus of the test's own, on which the desktop's colour scheme changes
)
bench_packages=(
    libbenchmark-dev                            # micro-benchmarks
    haproxy nginx-light libnginx-mod-stream wrk # what lbfy is compared with, and the load
    python3 procps iproute2 util-linux          # the runner, and pinning to a core
    xvfb openbox xdotool                        # a display for the window, and somebody to minimise it
)
lint_packages=(
    python3 shellcheck clang-format # style and layering
    clang-tidy clazy                # what a compiler does not say
)

# Services which come with the packages above and which Debian would start.
debian_services=(nginx:nginx-common redis-server:redis-server haproxy:haproxy prometheus:prometheus)

# ---- small things ---------------------------------------------------------------------------------------------------

say() { printf 'lbfy.sh: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}
warnings_as_errors() { if [[ ${CI:-} == true ]]; then echo ON; else echo OFF; fi; }
jobs() { nproc; }

as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "needs root for: $* (no sudo here; run that as root, then try again)"
    fi
}

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# ---- set-up ---------------------------------------------------------------------------------------------------------

policy=/usr/sbin/policy-rc.d
policy_is_ours=no
drop_policy() {
    if [[ $policy_is_ours == yes ]]; then
        as_root rm -f "$policy"
        policy_is_ours=no
    fi
}
trap drop_policy EXIT

# Debian starts a service when its package arrives. This file, which invoke-rc.d asks, forbids it meanwhile.
hold_services() {
    if [[ -e $policy ]]; then
        return # the administrator (or the container image) has one already: it decides
    fi
    printf '#!/bin/sh\n# Left by lbfy.sh if it was killed while installing; may be removed.\nexit 101\n' |
        as_root tee "$policy" >/dev/null
    policy_is_ours=yes
    as_root chmod 755 "$policy"
}

install_packages() {
    local package service new_services=() missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [[ ${#missing[@]} -eq 0 ]] && return

    say "installing: ${missing[*]}"
    for service in "${debian_services[@]}"; do
        is_installed "${service#*:}" || new_services+=("${service%:*}")
    done
    hold_services
    as_root apt-get update >&2 || say "apt-get update failed; trying with the package lists at hand"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >&2 ||
        die "apt-get could not install: ${missing[*]}"
    drop_policy

    # Not at the next boot either; what was there before is left alone.
    for service in "${new_services[@]}"; do
        if [[ -e /etc/init.d/$service ]]; then
            as_root update-rc.d "$service" disable >&2 || say "could not disable the service $service"
        fi
    done
}

need() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_packages "$@"
        return
    fi
    command -v cmake >/dev/null && command -v ninja >/dev/null && return # set up by hand; CMake names what it misses
    say "this is no Debian (no apt-get): please install what these Debian 12 packages hold, then try again:"
    printf '  %s\n' "$@" >&2
    exit 1
}

setup() {
    local packages=("${build_packages[@]}") part
    for part in "$@"; do
        case $part in
            --tests) packages+=("${test_packages[@]}") ;;
            --bench) packages+=("${bench_packages[@]}") ;;
            --lint) packages+=("${lint_packages[@]}") ;;
            *) die "setup: unknown option $part (known: --tests --bench --lint)" ;;
        esac
    done
    need "${packages[@]}"
}

# ---- building and running -------------------------------------------------------------------------------------------

# configure PRESET [cmake options]
configure() {
    local preset=$1
    shift
    cmake --preset "$preset" -DCMAKE_COMPILE_WARNING_AS_ERROR="$(warnings_as_errors)" "$@" >&2
}

# compile PRESET [targets]
compile() {
    local preset=$1
    shift
    cmake --build --preset "$preset" -j "$(jobs)" ${1:+--target "$@"} >&2
}

# The programs alone. A tree that `test` has configured stays as it is, so that nothing is built twice.
programs() {
    local preset=$1
    shift
    setup
    [[ -e build/$preset/build.ninja ]] || configure "$preset" -DLBFY_TESTS=OFF -DLBFY_BENCH=OFF
    compile "$preset" "$@"
}

build() { programs "${1:-release}"; }

run() {
    programs release lbfy
    local headless=()
    # Without a display headless by itself.
    if [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
        case " $* " in
            *" --no-gui "* | " load "* | " serve "*) ;;
            *) headless=(--no-gui) ;;
        esac
    fi
    exec build/release/bin/lbfy "${headless[@]}" "$@"
}

# Where the kernel scatters mappings more widely than GCC 12's sanitizers can follow, ask it not to.
steady_addresses() {
    local bits
    bits=$(cat /proc/sys/vm/mmap_rnd_bits 2>/dev/null || echo 28)
    if [[ $bits -gt 28 ]] && setarch -R true 2>/dev/null; then
        echo "setarch -R"
    fi
}

# suite PRESET [ctest options]: builds and tests it.
suite() {
    local preset=$1 prefix=()
    shift
    say "preset $preset"
    configure "$preset" -DLBFY_TESTS=ON || return
    compile "$preset" || return
    case $preset in asan | tsan) read -ra prefix <<<"$(steady_addresses)" ;; esac
    "${prefix[@]}" ctest --preset "$preset" -j "$(jobs)" "$@"
}

run_tests() {
    local presets=(tsan asan release) options=() failed=() preset
    while [[ $# -gt 0 ]]; do
        case $1 in
            --fast)
                presets=(release)
                options=(-LE "scenario|bench")
                ;;
            --preset)
                presets=("${2:?test: --preset needs a name}")
                shift
                ;;
            *) die "test: unknown option $1 (known: --fast, --preset NAME)" ;;
        esac
        shift
    done
    setup --tests
    # The suite as users get it comes last, so that its summary ends the output.
    for preset in "${presets[@]}"; do
        suite "$preset" "${options[@]}" || failed+=("$preset")
    done
    if [[ ${#failed[@]} -gt 0 ]]; then
        die "failed: ${failed[*]}"
    fi
}

bench() {
    setup --tests --bench
    configure release -DLBFY_TESTS=ON -DLBFY_BENCH=ON
    compile release
    exec python3 tests/bench/compare.py "$@"
}

# ---- style ----------------------------------------------------------------------------------------------------------

sources() { git ls-files --cached --others --exclude-standard -- "$@"; }

format() {
    need "${lint_packages[@]}"
    sources 'app/*.cpp' 'app/*.h' 'core/*.cpp' 'core/*.h' 'ui/*.cpp' 'ui/*.h' 'tests/*.cpp' 'tests/*.h' |
        xargs -r clang-format -i
}

# lint [--tidy] [--clazy]: the quick checks, and on demand the two that compile everything.
lint() {
    need "${lint_packages[@]}"
    shellcheck lbfy.sh .ci/run
    python3 tests/lint/lint.py
    local part checks files
    for part in "$@"; do
        case $part in
            --tidy | --clazy) ;;
            *) die "lint: unknown option $part (known: --tidy --clazy)" ;;
        esac
        setup --tests
        configure dev
        compile dev
        readarray -t files < <(sources 'app/*.cpp' 'core/*.cpp' 'ui/*.cpp')
        if [[ $part == --tidy ]]; then
            run-clang-tidy -quiet -p build/dev -j "$(jobs)" "${files[@]}"
        else
            checks=$(sed -e 's/#.*//' -e '/^ *$/d' .clazy | tr -d ' ' | paste -sd,)
            clazy-standalone -p build/dev -checks="$checks" -ignore-included-files "${files[@]}"
        fi
    done
}

help() {
    cat <<'TEXT'
./lbfy.sh COMMAND

  run [ARGUMENT…]          set up, build, start lbfy; headless by itself where there is no display
  test                     set up, build, test: ThreadSanitizer (Qt-free parts), Address- and UBSanitizer (all but the
                           window), release (all)
  test --fast              the release build's unit tests and the lint alone
  test --preset NAME       one preset of CMakePresets.json
  build [PRESET]           set up and build (release; headless: without the window's libraries)
  setup [--tests] [--bench] [--lint]
                           install what is missing to build, and to do the rest
  bench [ARGUMENT…]        lbfy beside haproxy and nginx
  format                   clang-format, in place
  lint [--tidy] [--clazy]  style, layering, shell scripts; clang-tidy and clazy on demand
  help                     this

With CI=true in the environment compiler warnings are errors.
TEXT
}

main() {
    local command=${1:-help}
    [[ $# -eq 0 ]] || shift
    case $command in
        run | build | setup | bench | format | lint) "$command" "$@" ;;
        test) run_tests "$@" ;;
        help | -h | --help) help ;;
        *)
            help >&2
            exit 2
            ;;
    esac
}

main "$@"
