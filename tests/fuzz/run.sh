#!/bin/sh
# Builds the fuzzers of the readers and runs them (needs clang and libclang-rt-14-dev):  sh tests/fuzz/run.sh [SECONDS [NAME...]]
# SECONDS each (600); NAME: xyz, cif, .. (all). Starts from tests/data, the examples and the files of $MBTR_DATA/wild. Corpora, logs and
# findings are in build/fuzz/corpus; a finding that has been mended belongs into tests/data/fuzz.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
wild=${MBTR_DATA:-$root/../shared/data}/wild
work=$root/build/fuzz/corpus
seconds=${1:-600}
[ $# -eq 0 ] || shift
. "$root/app/setup.sh"
build fuzz fuzz

mkdir -p "$work/seeds"
for file in "$root"/tests/data/fuzz/* "$root"/tests/data/formats/* "$root"/resources/examples/*.* "$wild"/*; do
    name=$(basename "$file")
    case $name in
    *.gz) gzip -dc "$file" 2>/dev/null | head -c 30000 >"$work/seeds/${name%.gz}" || true ;;
    *) [ ! -f "$file" ] || head -c 30000 "$file" >"$work/seeds/$name" ;;
    esac
done

names=$*
[ -n "$names" ] || names=$(cd "$root/build/fuzz/fuzz" && ls | sed -n 's/^fuzz_//p')
result=0
for name in $names; do
    mkdir -p "$work/$name"
    rm -f "$work/$name.finding-"*
    "$root/build/fuzz/fuzz/fuzz_$name" -max_total_time="$seconds" -rss_limit_mb=2048 -malloc_limit_mb=1024 -timeout=10 -max_len=32768 -verbosity=1 \
        -print_final_stats=1 -artifact_prefix="$work/$name.finding-" "$work/$name" "$work/seeds" >"$work/$name.log" 2>&1 || result=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log")
    echo "$name: ${runs:-?} runs, $(ls "$work/$name.finding-"* 2>/dev/null | wc -l) findings"
done
exit "$result"
