# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the deploy scripts. `find_jdk` sets and exports JAVA_HOME to the newest JDK (not a bare JRE) of at least
# MINIMUM_JDK it can find and puts it first on the PATH; without one it says what to install and returns 1.

MINIMUM_JDK=21

# The feature release of the JDK in folder $1, or nothing when there is no JDK there.
jdk_release() {
  [[ -x $1/bin/javac && -x $1/bin/java ]] || return 0
  local version=
  if [[ -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release")
  fi
  if [[ -z $version ]]; then
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac //p')
  fi
  # "25.0.1" and "25-ea" are 25; "1.8.0_402" is 1, which is old enough either way.
  version=${version%%[!0-9]*}
  printf '%s' "$version"
}

# The folders in which a JDK may live, the user's own choices first.
jdk_candidates() {
  local javac
  [[ -n ${JAVA_HOME:-} ]] && printf '%s\n' "$JAVA_HOME"
  if javac=$(command -v javac); then
    # readlink -f follows /usr/bin/javac through Debian's alternatives; older macOS has no -f.
    javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
    dirname "$(dirname "$javac")"
  fi
  printf '%s\n' /usr/lib/jvm/* "${HOME:-/root}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home
}

find_jdk() {
  local candidate release best= best_release=0
  while IFS= read -r candidate; do
    release=$(jdk_release "$candidate")
    if ((${release:-0} >= MINIMUM_JDK && release > best_release)); then
      best=$candidate best_release=$release
    fi
  done < <(jdk_candidates)
  if [[ -z $best ]]; then
    {
      echo "No JDK $MINIMUM_JDK or newer was found (looked at JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman and /Library/Java)."
      echo "Install one, for example with"
      echo "  Debian, Ubuntu:  apt-get install openjdk-$MINIMUM_JDK-jdk-headless    (or temurin-25-jdk)"
      echo "  macOS:           brew install --cask temurin"
      echo "  anywhere:        sdk install java                        (https://sdkman.io)"
      echo "and run this again; or set JAVA_HOME to where yours is."
    } >&2
    return 1
  fi
  export JAVA_HOME=$best
  export PATH=$JAVA_HOME/bin:$PATH
}
