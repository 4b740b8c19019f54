# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# What the client flows share: saying what happens, calling a client as one of the four users, and checking answers.
# Sourced with VITRINE_HOME set to the folder of the openrc files.

FLOW=${FLOW:-flow}

say() { printf '%s\n' "$*"; }

# Everything a user would have to know to look into it is in the message.
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# run_as USER COMMAND...: the command with that user's openrc, and no OS_ variable of the caller's.
run_as() {
  local user=$1 variable
  shift
  (
    while IFS= read -r variable; do unset "$variable"; done < <(compgen -e OS_ || true)
    # shellcheck disable=SC1090
    . "$VITRINE_HOME/$user-openrc"
    exec "$@"
  )
}

# step WHAT USER COMMAND...: runs it, prints what it does and what it got, keeps the output in OUT.
step() {
  local what=$1 user=$2 errors
  shift 2
  say "- $what: $user> $*"
  errors=$(mktemp "$WORK/errors.XXXXXX")
  if ! OUT=$(run_as "$user" "$@" 2>"$errors"); then
    fail "$what: $user> $* said: $OUT $(<"$errors")"
  fi
  [[ -z $OUT ]] || say "  $(head -c 200 <<<"$OUT" | tr '\n' ' ')"
}

# refused PATTERN WHAT USER COMMAND...: it must fail, and say why in words that match PATTERN.
refused() {
  local pattern=$1 what=$2 user=$3 output
  shift 3
  say "- $what: $user> $*"
  if output=$(run_as "$user" "$@" 2>&1); then
    fail "$what: $user> $* was allowed: $output"
  fi
  grep -qE "$pattern" <<<"$output" || fail "$what: refused, but not with /$pattern/: $output"
  say "  refused: $(tail -n 1 <<<"$output" | head -c 200)"
}

# value EXPRESSION: evaluates a Python expression over the JSON in OUT, called `it`.
value() {
  python3 -c 'import json, sys
it = json.loads(sys.argv[1])
result = eval(sys.argv[2])
print(result if isinstance(result, str) else json.dumps(result))' "$OUT" "$1"
}

# expect EXPRESSION WANTED
expect() {
  local got
  got=$(value "$1") || fail "cannot read $1 in: $OUT"
  [[ $got == "$2" ]] || fail "$1 is $got, not $2, in: $OUT"
}

# expect_lines WANTED...: OUT has exactly these lines, in any order.
expect_lines() {
  local got wanted
  got=$(sort <<<"$OUT")
  wanted=$(printf '%s\n' "$@" | sort)
  [[ $got == "$wanted" ]] || fail "got these lines: ${got:-none}; wanted: ${wanted:-none}"
}

# Lines of OUT that are in the set given as arguments, so that other images on the server do not matter.
only() {
  local line name
  while IFS= read -r line; do
    for name in "$@"; do
      if [[ $line == "$name" ]]; then printf '%s\n' "$line"; fi
    done
  done <<<"$OUT"
}

same_bytes() { cmp -s "$1" "$2" || fail "$2 does not hold the bytes of $1"; }

# login USER: sets TOKEN, PROJECT and ENDPOINT, the image service's address, by curl, which takes a hundredth of a client's time.
login() {
  local answer
  # shellcheck disable=SC1090
  answer=$(. "$VITRINE_HOME/$1-openrc" && curl -fsS -D - -H 'Content-Type: application/json' "$OS_AUTH_URL/auth/tokens" -d '{"auth":
    {"identity": {"methods": ["password"], "password": {"user": {"name": "'"$OS_USERNAME"'",
      "domain": {"name": "Default"}, "password": "'"$OS_PASSWORD"'"}}},
     "scope": {"project": {"name": "'"$OS_PROJECT_NAME"'", "domain": {"name": "Default"}}}}}' | tr -d '\r')
  TOKEN=$(sed -n 's/^[Xx]-[Ss]ubject-[Tt]oken: //p' <<<"$answer")
  OUT=${answer#*$'\n\n'}
  PROJECT=$(value 'it["token"]["project"]["id"]')
  ENDPOINT=$(value '[e["url"].rstrip("/") for s in it["token"]["catalog"] if s["type"] == "image"
    for e in s["endpoints"] if e["interface"] == "public"][0]')
}

# What is unique to this run, so that flows may run again and beside each other.
unique() { printf '%s-%s-%04x' "$1" "$$" "$RANDOM"; }

# run_flows NAME...: runs the functions flow_NAME beside each other, each line marked with its flow, and tells which failed.
run_flows() {
  local flow failed=() pids=()
  for flow in "$@"; do
    (FLOW=$flow && "flow_$flow" 2>&1 | while IFS= read -r line; do printf '[%s] %s\n' "$flow" "$line"; done) &
    pids+=($!)
  done
  for flow in "$@"; do
    wait "${pids[0]}" || failed+=("$flow")
    pids=("${pids[@]:1}")
  done
  say "$(($# - ${#failed[@]})) passed, ${#failed[@]} failed"
  [[ ${#failed[@]} -eq 0 ]] || fail "these flows: ${failed[*]}"
}

begin() {
  [[ $# -eq 1 && -r $1/demo-openrc ]] || {
    echo "usage: $(basename "$0") VITRINE_HOME    (the folder with admin-, demo-, alt- and reader-openrc)" >&2
    exit 2
  }
  VITRINE_HOME=$(cd "$1" && pwd)
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
}
