"""Reads every example file back with ASE and checks it.

usage: python3 check.py DIRECTORY_WITH_THE_EXAMPLES

Needs xtb for the finite differences, and Open Babel (with its Python module) as
a second opinion on the bonds of the molecules.
"""
import os
import sys

import numpy as np
from ase.calculators.emt import EMT
from ase.io import read
from ase.neighborlist import neighbor_list
from openbabel import openbabel, pybel
from rdkit import Chem

from common import single_point, xyz_text
from small_molecules import UNPAIRED

folder = sys.argv[1]
openbabel.obErrorLog.SetOutputLevel(0)


def path(name):
    return os.path.join(folder, name)


def shortest(atoms):
    if atoms.pbc.any():
        return neighbor_list("d", atoms, 6.0).min()
    d = atoms.get_all_distances()
    return d[np.triu_indices(len(atoms), 1)].min()


def load(name, count, pbc, **more):
    frames = read(path(name), ":", **more)
    assert len(frames) == count, (name, len(frames))
    for atoms in frames:
        assert np.isfinite(atoms.positions).all()
        assert atoms.pbc.all() == pbc and atoms.pbc.any() == pbc
        if atoms.calc is not None:
            assert np.isfinite(atoms.get_potential_energy())
            if "forces" in atoms.calc.results:
                assert np.isfinite(atoms.get_forces()).all()
                assert abs(atoms.get_forces().sum(axis=0)).max() < 2e-4
    closest = min(shortest(a) for a in frames)
    assert closest > 0.7
    print("%-28s %5d frames, %s, shortest distance %.3f, %d bytes"
          % (name, len(frames), "".join(sorted({s for a in frames for s in a.symbols})),
             closest, os.path.getsize(path(name))))
    return frames


def energies(frames):
    e = np.array([a.get_potential_energy() for a in frames])
    print("    energy %.6f to %.6f eV" % (e.min(), e.max()))
    forces = [a.calc.results.get("forces") for a in frames]
    if forces[0] is not None:
        print("    largest force component %.3f eV/angstrom, root mean square %.3f"
              % (max(abs(f).max() for f in forces),
                 np.sqrt(np.mean(np.concatenate(forces) ** 2))))
    return e


def finite_differences(frames, which, step=0.002):
    worst = 0.0
    for i in which:
        atoms = frames[i]
        symbols = atoms.get_chemical_symbols()
        energy, forces, _ = single_point(symbols, atoms.positions)
        assert abs(energy - atoms.get_potential_energy()) < 1e-6
        for atom in range(len(atoms)):
            for axis in range(3):
                e = []
                for sign in (1, -1):
                    p = atoms.positions.copy()
                    p[atom, axis] += sign * step
                    e.append(single_point(symbols, p)[0])
                difference = -(e[0] - e[1]) / (2 * step)
                worst = max(worst, abs(difference - atoms.get_forces()[atom, axis]))
    print("    forces against finite differences, frames %s: %.1e eV/angstrom"
          % (list(which), worst))
    assert worst < 1e-3


water = load("water_bend.extxyz", 61, False)
e = energies(water)
for atoms in water:
    assert abs(atoms.get_angle(1, 0, 2) - atoms.info["angle_degrees"]) < 1e-4
    assert abs(atoms.get_distance(0, 1) - 0.9572) < 1e-7
print("    lowest energy at %d degrees" % water[int(e.argmin())].info["angle_degrees"])
finite_differences(water, [0, 23, 45])

dynamics = load("ethanol_dynamics.extxyz.gz", 1000, False)
energies(dynamics)
assert [a.info["time_fs"] for a in dynamics] == list(range(0, 10000, 10))
for atoms in dynamics:
    bonds = {tuple(sorted(p)) for p in zip(*neighbor_list("ij", atoms, {
        ("C", "C"): 1.95, ("C", "O"): 1.85, ("C", "H"): 1.5, ("O", "H"): 1.4}))}
    assert len(bonds) == 8
finite_differences(dynamics, [0, 500, 999])

molecules = load("small_molecules.extxyz.gz", 1000, False)
energies(molecules)
free = {s: single_point([s], np.zeros((1, 3)), u)[0] for s, u in UNPAIRED.items()}
smiles, differing = [], []
for atoms in molecules:
    info = atoms.info
    symbols = atoms.get_chemical_symbols()
    expected = atoms.get_potential_energy() - sum(free[s] for s in symbols)
    assert abs(expected - info["atomization_energy"]) < 1e-6
    assert info["gap"] > 1.0
    mol = Chem.MolFromSmiles(info["smiles"])
    assert Chem.MolToSmiles(mol) == info["smiles"] and "." not in info["smiles"]
    assert sum(a.GetFormalCharge() != 0 for a in mol.GetAtoms()) == 0
    assert [a.GetSymbol() for a in Chem.AddHs(mol).GetAtoms()] == symbols
    smiles.append(info["smiles"])
    # Open Babel finds the bonds from the positions alone; compared are the
    # connections between the heavy atoms and their hydrogen counts
    found = pybel.readstring("xyz", xyz_text(symbols, atoms.positions)).OBMol
    theirs = {tuple(sorted((b.GetBeginAtomIdx() - 1, b.GetEndAtomIdx() - 1)))
              for b in openbabel.OBMolBondIter(found)}
    ours = {tuple(sorted((b.GetBeginAtomIdx(), b.GetEndAtomIdx())))
            for b in Chem.AddHs(mol).GetBonds()}
    if theirs != ours:
        differing.append(info["smiles"])
assert len(set(smiles)) == len(smiles)
print("    bonds differ from those Open Babel finds: %d %s" % (len(differing), differing))
a = np.array([m.info["atomization_energy"] for m in molecules])
g = np.array([m.info["gap"] for m in molecules])
n = np.array([len(m) for m in molecules])
h = np.array([sum(s != "H" for s in m.symbols) for m in molecules])
print("    atomization energy %.3f to %.3f eV, gap %.3f to %.3f eV, %d to %d atoms"
      % (a.min(), a.max(), g.min(), g.max(), n.min(), n.max()))
print("    by heavy atoms:", {int(k): int((h == k).sum()) for k in np.unique(h)},
      " containing:", {s: sum(s in m.symbols for m in molecules) for s in "HCNOF"},
      " rings: %d, aromatic: %d" % (sum("1" in s for s in smiles),
                                    sum(any(c in s for c in "cno") for s in smiles)))
finite_differences(molecules, [40, 700])

for file, count, metals in (("copper_palladium.extxyz.gz", 631, ["Cu", "Pd"]), ("copper_gold.extxyz.gz", 595, ["Cu", "Au"]),
                            ("copper_palladium_gold.extxyz.gz", 252, ["Cu", "Pd", "Au"])):
    alloy = load(file, count, True)
    energies(alloy)
    pure = {m: min(x.get_potential_energy() for x in alloy if list(x.symbols) == [m]) for m in metals}
    for atoms in alloy:
        for metal in metals:
            x = sum(s == metal for s in atoms.symbols) / len(atoms)
            assert abs(x - atoms.info["concentration_" + metal]) < 1e-6
        mixing = (atoms.get_potential_energy() - sum(pure[s] for s in atoms.symbols)) / len(atoms)
        assert abs(mixing - atoms.info["mixing_energy"]) < 2e-8
        again = atoms.copy()
        again.calc = EMT()
        assert abs(again.get_potential_energy() - atoms.get_potential_energy()) < 2e-8
        assert abs(again.get_forces()).max() < 0.01
        assert atoms.cell.volume > 0 and np.linalg.det(atoms.cell[:]) > 0
    m = np.array([x.info["mixing_energy"] for x in alloy])
    print("    mixing energy %.5f to %.5f eV/atom, %d below zero; 1 to %d atoms"
          % (m.min(), m.max(), (m < -1e-9).sum(), max(map(len, alloy))))

crystals = load("crystals.extxyz", 4, True)
shells = {"rock salt": (2.820, 6), "diamond": (1.5446, 4),
          "perovskite strontium titanate": (1.9525, None), "graphite": (1.4209, 3)}
for atoms in crystals:
    distance, neighbours = shells[atoms.info["name"]]
    assert abs(shortest(atoms) - distance) < 1e-3
    if neighbours:
        i = neighbor_list("i", atoms, distance * 1.05)
        assert (np.bincount(i) == neighbours).all()
for name, frame in zip(["rock_salt", "diamond", "perovskite", "graphite"], crystals):
    single = load(name + ".extxyz", 1, True)[0]
    assert single == frame

cif = load("perovskite.cif", 1, True)[0]
reference = crystals[2]
assert sorted(cif.symbols) == sorted(reference.symbols)
poscar = load("graphite.poscar", 1, True, format="vasp")[0]
for other, same in ((cif, reference), (poscar, crystals[3])):
    assert abs(other.cell[:] - same.cell[:]).max() < 1e-6
    for cutoff in (2.0, 3.0, 4.5):
        assert len(neighbor_list("i", other, cutoff)) == len(neighbor_list("i", same, cutoff))

total = sum(os.path.getsize(os.path.join(where, f))
            for where, _, files in os.walk(folder) for f in files)
print("all checks passed; the folder has %d bytes" % total)
