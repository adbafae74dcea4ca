#!/bin/sh
# Makes all example datasets in the given directory and checks them.
# usage: sh make_all.sh OUTPUT_DIRECTORY [processes]
set -e
out=$(mkdir -p "$1" && cd "$1" && pwd)
processes=${2:-1}
python=${PYTHON:-python3}
export OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")"
$python water_bend.py "$out"
$python crystals.py "$out"
$python fcc_alloy.py "$out" "$processes" Cu Pd
$python fcc_alloy.py "$out" "$processes" Cu Au
$python fcc_alloy.py "$out" "$processes" Cu Pd Au
$python small_molecules.py "$out" "$processes"
$python blind_pairs.py "$out"
$python ethanol_dynamics.py "$out" "$processes"
$python check.py "$out"
