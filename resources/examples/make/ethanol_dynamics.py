"""ethanol_dynamics.extxyz.gz: 1000 frames of GFN2-xTB molecular dynamics at 500 K.

usage: python3 ethanol_dynamics.py OUTPUT_DIRECTORY [processes]
"""
import multiprocessing
import os
import sys
import tempfile

import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem

from common import (call_xtb, extxyz_frame, optimise, read_xyz_frames, single_point,
                    write_text, xyz_text)

# xtb removes translation and rotation but still divides the kinetic energy among
# 27 degrees of freedom; the 21 that move have 500 K when it is told 500 * 21 / 27.
TEMPERATURE = 500.0
SETTINGS = """$md
   temp=%.2f
   time=13.0
   dump=10.0
   step=0.5
   shake=0
   hmass=1
   nvt=true
   velo=false
   sccacc=1.0
$end
$samerand
""" % (TEMPERATURE * 21 / 27)
DISCARDED_PS = 3.0
FRAMES = 1000
MASS = {"H": 1.008, "C": 12.011, "O": 15.999}


def one(job):
    return single_point(*job)


def main():
    out = sys.argv[1]
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    molecule = Chem.AddHs(Chem.MolFromSmiles("CCO"))
    AllChem.EmbedMolecule(molecule, randomSeed=1)
    symbols = [a.GetSymbol() for a in molecule.GetAtoms()]
    start = optimise(symbols, molecule.GetConformer().GetPositions())
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "in.xyz"), "w") as f:
            f.write(xyz_text(symbols, start))
        with open(os.path.join(folder, "md.inp"), "w") as f:
            f.write(SETTINGS)
        log = call_xtb(["in.xyz", "--gfn", "2", "--md", "--input", "md.inp",
                        "--norestart"], folder)
        print("\n".join(line for line in log.splitlines() if "<T>" in line or "average" in line))
        with open(os.path.join(folder, "xtb.trj")) as f:
            frames = read_xyz_frames(f.read())
    print("frames in the trajectory: %d" % len(frames))
    frames = frames[int(DISCARDED_PS * 100):][:FRAMES]
    assert len(frames) == FRAMES
    masses = np.array([MASS[s] for s in symbols])
    jobs = []
    for _, positions in frames:
        positions = positions - masses @ positions / masses.sum()
        jobs.append((symbols, np.round(positions, 8)))
    with multiprocessing.Pool(processes) as pool:
        results = pool.map(one, jobs, chunksize=10)
    text = ""
    for i, ((_, positions), (energy, forces, _)) in enumerate(zip(jobs, results)):
        text += extxyz_frame(symbols, positions,
                             [("energy", "%.8f" % energy), ("time_fs", "%d" % (10 * i)),
                              ("name", "ethanol, %d fs" % (10 * i))], forces)
    energies = np.array([r[0] for r in results])
    lowest = single_point(symbols, np.round(start, 8))[0]
    print("mean energy above the relaxed molecule: %.3f eV (21 harmonic modes: %.3f)"
          % (energies.mean() - lowest, 21 / 2 * 8.617333e-5 * TEMPERATURE))
    print("energy %.4f to %.4f eV, standard deviation %.4f"
          % (energies.min(), energies.max(), energies.std()))
    write_text(os.path.join(out, "ethanol_dynamics.extxyz.gz"), text)


if __name__ == "__main__":
    main()
