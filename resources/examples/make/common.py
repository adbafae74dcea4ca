"""Helpers shared by the scripts that make the example datasets.

Needs the program xtb (https://github.com/grimme-lab/xtb) on the PATH, and numpy.
"""
import gzip
import os
import re
import subprocess
import tempfile

import numpy as np

HARTREE = 27.211386245988   # eV
BOHR = 0.529177210903       # angstrom


def xyz_text(symbols, positions, comment=""):
    lines = [str(len(symbols)), comment]
    for s, p in zip(symbols, positions):
        lines.append("%-2s %.8f %.8f %.8f" % (s, *p))
    return "\n".join(lines) + "\n"


def read_xyz_frames(text):
    """Frames of a plain XYZ file: list of (symbols, positions)."""
    lines = text.splitlines()
    frames = []
    i = 0
    while i < len(lines) and lines[i].strip():
        n = int(lines[i])
        rows = [line.split() for line in lines[i + 2:i + 2 + n]]
        frames.append(([r[0] for r in rows],
                       np.array([[float(x) for x in r[1:4]] for r in rows])))
        i += n + 2
    return frames


def call_xtb(args, folder):
    env = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1",
               OPENBLAS_NUM_THREADS="1")
    run = subprocess.run(["xtb"] + args, cwd=folder, env=env, text=True,
                         errors="replace", stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT)
    if run.returncode != 0:
        raise RuntimeError("xtb failed: " + " ".join(args) + "\n" + run.stdout[-2000:])
    return run.stdout


def single_point(symbols, positions, unpaired=0):
    """GFN2-xTB: energy (eV), forces (eV/angstrom), HOMO-LUMO gap (eV).

    The positions are the 8-decimal ones that end up in the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "in.xyz"), "w") as f:
            f.write(xyz_text(symbols, positions))
        out = call_xtb(["in.xyz", "--gfn", "2", "--grad", "--acc", "0.1",
                        "--norestart", "--uhf", str(unpaired)], folder)
        with open(os.path.join(folder, "in.engrad")) as f:
            values = [line for line in f if not line.startswith("#")]
    n = int(values[0])
    energy = float(values[1]) * HARTREE
    gradient = np.array([float(v) for v in values[2:2 + 3 * n]]).reshape(n, 3)
    gap = float(re.findall(r"HOMO-LUMO GAP\s+(-?[\d.]+) eV", out)[-1])
    return energy, -gradient * HARTREE / BOHR, gap


def optimise(symbols, positions, level="tight"):
    """GFN2-xTB geometry optimisation; positions, or None when not converged."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "in.xyz"), "w") as f:
            f.write(xyz_text(symbols, positions))
        try:
            out = call_xtb(["in.xyz", "--gfn", "2", "--opt", level, "--norestart"], folder)
        except RuntimeError:
            return None
        if "GEOMETRY OPTIMIZATION CONVERGED" not in out:
            return None
        with open(os.path.join(folder, "xtbopt.xyz")) as f:
            return read_xyz_frames(f.read())[0][1]


def extxyz_frame(symbols, positions, keys, forces=None, lattice=None):
    """One frame of extended XYZ. keys: (name, text); text that is no number is quoted."""
    parts = []
    if lattice is not None:
        parts.append('Lattice="%s"' % " ".join("%.8f" % (x + 0.0) for x in np.ravel(lattice)))
    properties = "species:S:1:pos:R:3"
    if forces is not None:
        properties += ":forces:R:3"
    parts.append("Properties=" + properties)
    parts.append('pbc="%s"' % ("T T T" if lattice is not None else "F F F"))
    for key, value in keys:
        number = re.fullmatch(r"-?\d+(\.\d+)?", value)
        parts.append(("%s=%s" if number else '%s="%s"') % (key, value))
    lines = [str(len(symbols)), " ".join(parts)]
    for i, s in enumerate(symbols):
        line = "%-2s %13.8f %13.8f %13.8f" % (s, *positions[i])
        if forces is not None:
            line += " %11.6f %11.6f %11.6f" % tuple(forces[i])
        lines.append(line)
    text = "\n".join(lines) + "\n"
    return re.sub(r"-(0\.0+)(?=\s|\"|$)", r" \1", text)      # no minus zero


def write_text(path, text):
    """Writes the text; through gzip without time stamp and name if path ends in .gz."""
    data = text.encode("ascii")
    if path.endswith(".gz"):
        with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as f:
            f.write(data)
    else:
        with open(path, "wb") as f:
            f.write(data)
    print("%s: %d bytes" % (os.path.basename(path), os.path.getsize(path)))
