# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by deploy/up and deploy/down: where Vitrine's tree and home are, whether it is built, and how to build it.

SERVICES=(catalog-service storage-service export-service audit-service)
LAUNCHER=deploy/standalone/target/vitrine-standalone.jar
LEAST_FREE_MIB=1024

say_and_stop() {
  echo "$*" >&2
  exit 1
}

# Sets `home` to the absolute path of VITRINE_HOME and makes its folder for logs.
find_home() {
  local reason
  home=${VITRINE_HOME:-$tree/.vitrine}
  reason=$(mkdir -p "$home/log" "$home/run" 2>&1) ||
    say_and_stop "Cannot write to $home (${reason##*: }); VITRINE_HOME can name another folder."
  home=$(cd "$home" && pwd)
}

# Stops when there is too little room where the data is going to be.
require_room() {
  local free
  free=$(df -Pk "$home" | awk 'NR == 2 { print int($4 / 1024) }')
  ((free >= LEAST_FREE_MIB)) ||
    say_and_stop "The disk is full: $home has $free MiB left, Vitrine needs $LEAST_FREE_MIB MiB; VITRINE_HOME can name another folder."
}

# Whether a launcher runs on `home`. What it runs from must not be built anew under its feet.
running() {
  local pid mark=-Dvitrine.pidfile=$home/run/vitrine.pid
  pid=$(cat "$home/run/vitrine.pid" 2>/dev/null) && [[ " $(ps -o args= -p "$pid" 2>/dev/null) " == *" $mark "* ]]
}

# Whether module $1 was never built, or before the newest source in it and the folders that follow.
stale() {
  local product folder
  product=$tree/$(product "$1")
  [[ -f $product ]] || return 0
  for folder in pom.xml "$@"; do
    [[ -z $(find "$tree/$folder" \( -path '*/target' -o -path '*/src/test' \) -prune -o \
      -type f -newer "$product" -print -quit) ]] || return 0
  done
  return 1
}

# Those of the given modules that have to be built, one a line.
stale_modules() {
  local module
  for module in "$@"; do
    case $module in
      deploy/standalone) stale "$module" platform/local-servers && echo "$module" ;;
      storage-service | export-service)
        stale "$module" platform/contract platform/service-kit platform/disk-format platform/qemu-img && echo "$module"
        ;;
      *) stale "$module" platform/contract platform/service-kit && echo "$module" ;;
    esac
  done
  return 0
}

# Builds those of the given modules that are missing or stale, showing each as its turn comes; stops with the errors.
build() {
  local modules
  [[ -n $(stale_modules "$@") ]] || return 0
  command -v mvn >/dev/null ||
    say_and_stop "Maven is missing: install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven) and run this again."
  lock_build
  # Whoever had the lock before may have built it all, and run from it.
  modules=$(stale_modules "$@" | paste -sd, -)
  if [[ -n $modules ]] && ! running; then
    make_modules "$modules"
  fi
  unlock_build
}

# Stops when somebody else is building this tree. The system lets go of the lock however its holder ends.
lock_build() {
  mkdir -p "$tree/target"
  exec 9>"$tree/target/build.lock"
  # macOS has no flock.
  ! command -v flock >/dev/null || flock --nonblock 9 ||
    say_and_stop "Another deploy/up is building $tree just now; run this again when it is done."
}

unlock_build() { exec 9>&-; }

# Builds the given modules, which commas part.
make_modules() {
  local log=$home/log/build.log
  touch "$home/run/build-began"
  echo "Building $1 (details in $log)"
  if ! mvn -B -ntp -f "$tree/pom.xml" -pl "$1" -am -Dmaven.test.skip=true -Dcheckstyle.skip -Dspotless.apply.skip \
    -Dspotless.check.skip package 2>&1 | tee "$log" | show_modules; then
    say_why_not "$log"
  fi
  mark_fresh "$1"
}

# Stops with what a build that failed has logged in file $1.
say_why_not() {
  ! grep -q 'No space left on device' "$1" ||
    say_and_stop "The disk is full: the build found no room left for $tree or Maven's repository (~/.m2); all it said is in $1."
  grep '^\[ERROR\]' "$1" | head -30 >&2
  say_and_stop "The build failed; all of it is in $1."
}

# Of what Maven says, the line with which it begins a module.
show_modules() {
  local line
  while IFS= read -r line; do
    if [[ $line =~ ^\[INFO\]\ Building\ Vitrine:\ (.*)\ [0-9][^\ ]*\ +(\[[0-9/]+\]) ]]; then
      echo "  ${BASH_REMATCH[2]} ${BASH_REMATCH[1]}"
    fi
  done
}

# Maven leaves a jar alone that would come out the same; without this it would look stale for ever.
mark_fresh() {
  local module
  for module in ${1//,/ }; do
    touch -r "$home/run/build-began" "$tree/$(product "$module")"
  done
}

# The file that shows when a module was built.
product() {
  case $1 in
    deploy/standalone) echo "$LAUNCHER" ;;
    *) echo "$1/target/quarkus-app/quarkus-run.jar" ;;
  esac
}

# Becomes the launcher, so that signals reach it: launch JVM_OPTION... -- ARGUMENT...
launch() {
  local options=(-XX:+UseSerialGC "-Dvitrine.home=$home" "-Dvitrine.tree=$tree")
  while [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  shift
  # From release 24 on the JVM complains about what Netty does.
  if (($(jdk_release "$JAVA_HOME") >= 24)); then
    options+=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
  fi
  exec "$JAVA_HOME/bin/java" "${options[@]}" -jar "$tree/$LAUNCHER" "$@"
}
