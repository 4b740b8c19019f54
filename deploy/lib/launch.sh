# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by deploy/up and deploy/down: where Vitrine's tree and home are, whether it is built, and how to build it.

SERVICES=(catalog-service storage-service export-service audit-service)
LAUNCHER=deploy/standalone/target/vitrine-standalone.jar

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
  local modules log=$home/log/build.log
  modules=$(stale_modules "$@" | paste -sd, -)
  [[ -n $modules ]] || return 0
  command -v mvn >/dev/null ||
    say_and_stop "Maven is missing: install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven) and run this again."
  touch "$home/run/build-began"
  echo "Building $modules (details in $log)"
  if ! mvn -B -ntp -f "$tree/pom.xml" -pl "$modules" -am -Dmaven.test.skip=true -Dcheckstyle.skip -Dspotless.apply.skip \
    -Dspotless.check.skip package 2>&1 | tee "$log" | show_modules; then
    grep '^\[ERROR\]' "$log" | head -30 >&2
    say_and_stop "The build failed; all of it is in $log."
  fi
  mark_fresh "$modules"
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
