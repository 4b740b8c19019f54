# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by deploy/up and deploy/down: where Vitrine's tree and home are, whether it is built, and how to build it.

SERVICES=(catalog-service storage-service audit-service)
LAUNCHER=deploy/standalone/target/vitrine-standalone.jar

say_and_stop() {
  echo "$*" >&2
  exit 1
}

# Sets `home` to the absolute path of VITRINE_HOME and makes its folder for logs.
find_home() {
  home=${VITRINE_HOME:-$tree/.vitrine}
  mkdir -p "$home/log" "$home/run" ||
    say_and_stop "Cannot write to $home; VITRINE_HOME can name another folder."
  home=$(cd "$home" && pwd)
}

# Whether the file $1 is missing or older than any source in the folders that follow.
stale() {
  local product=$1 folder
  shift
  [[ -f $tree/$product ]] || return 0
  for folder in pom.xml "$@"; do
    [[ -z $(find "$tree/$folder" -path '*/target' -prune -o -path '*/src/test' -prune -o \
      -type f -newer "$tree/$product" -print -quit) ]] || return 0
  done
  return 1
}

# The modules that have to be built, one a line.
stale_modules() {
  local service
  stale "$LAUNCHER" platform/local-servers deploy/standalone && echo deploy/standalone
  for service in "${SERVICES[@]}"; do
    stale "$service/target/quarkus-app/quarkus-run.jar" platform/contract platform/service-kit "$service" &&
      echo "$service"
  done
}

# Builds what is missing or stale; shows each module as its turn comes, and the errors if there are any.
build() {
  local modules log=$home/log/build.log
  modules=$(stale_modules | paste -sd, -)
  [[ -n $modules ]] || return 0
  command -v mvn >/dev/null ||
    say_and_stop "Maven is missing: install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven) and run this again."
  echo "Building $modules (details in ${log#"$PWD"/})"
  mvn -B -ntp -f "$tree/pom.xml" -pl "$modules" -am -Dmaven.test.skip=true -Dcheckstyle.skip -Dspotless.apply.skip \
    -Dspotless.check.skip package 2>&1 | tee "$log" | sed -un 's/^\[INFO\] Building Vitrine: \(.*\) [0-9][^ ]*\( *\[.*\]\)\{0,1\}$/  \1\2/p'
  if ((PIPESTATUS[0] != 0)); then
    grep '^\[ERROR\]' "$log" | head -30 >&2
    say_and_stop "The build failed; all of it is in $log."
  fi
  # Maven leaves a jar alone that would come out the same: mark what was looked at as fresh.
  touch_products
}

touch_products() {
  local product
  for product in "$LAUNCHER" "${SERVICES[@]/%//target/quarkus-app/quarkus-run.jar}"; do
    [[ ! -f $tree/$product ]] || touch "$tree/$product"
  done
}
