"""copper_palladium.extxyz.gz, copper_gold.extxyz.gz, copper_palladium_gold.extxyz.gz: all fcc
superstructures of two metals with up to 8 atoms per cell, or fcc and bcc superstructures of
three with up to 4, relaxed (positions and cell) with the EMT potential of ASE.

usage: python3 fcc_alloy.py OUTPUT_DIRECTORY [processes [METALS]]    (Cu Pd, Cu Au, or Cu Pd Au)

The enumeration: every superlattice of a lattice has one basis in Hermite
normal form; those related by one of the 48 rotations of the cube are the same.
For each remaining superlattice all colourings of its sites are made, and of the
colourings related by a rotation or a translation that keeps the superlattice
only one is kept; colourings that repeat in a smaller cell are left out.
"""
import itertools
import multiprocessing
import os
import sys

import numpy as np
from ase import Atoms
from ase.calculators.emt import EMT
from ase.constraints import UnitCellFilter
from ase.data import atomic_names, atomic_numbers, reference_states
from ase.geometry import minkowski_reduce
from ase.optimize import BFGS
from ase.phasediagram import PhaseDiagram

from common import extxyz_frame, write_text

METALS = sys.argv[3:] if len(sys.argv) > 4 else ["Cu", "Pd"]
CONSTANT = [reference_states[atomic_numbers[s]]["a"] for s in METALS]
LARGEST = 8 if len(METALS) == 2 else 4
FCC = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]]) / 2      # rows, lattice constant 1
BCC = np.array([[-1, 1, 1], [1, -1, 1], [1, 1, -1]]) / 2 / 2 ** (1 / 3)    # as much volume an atom
LATTICES = [FCC] if len(METALS) == 2 else [FCC, BCC]


def rotations(lattice):
    """The 48 operations of the cube as integer matrices on the coordinates of a lattice."""
    found = []
    for order in itertools.permutations(range(3)):
        for signs in itertools.product([1, -1], repeat=3):
            cartesian = np.zeros((3, 3))
            for i in range(3):
                cartesian[i, order[i]] = signs[i]
            found.append(np.rint(lattice @ cartesian @ np.linalg.inv(lattice)).astype(int))
    return found


def hermite(matrix):
    """Row-style Hermite normal form (lower triangular) of an integer matrix."""
    m = [[int(x) for x in row] for row in matrix]
    for col in (2, 1, 0):
        rows = range(col + 1)
        while True:
            nonzero = [r for r in rows if m[r][col] != 0]
            pivot = min(nonzero, key=lambda r: abs(m[r][col]))
            m[pivot], m[col] = m[col], m[pivot]
            rest = [r for r in range(col) if m[r][col] != 0]
            if not rest:
                break
            for r in rest:
                q = m[r][col] // m[col][col]
                m[r] = [x - q * y for x, y in zip(m[r], m[col])]
        if m[col][col] < 0:
            m[col] = [-x for x in m[col]]
    for col in (2, 1, 0):
        for r in range(col + 1, 3):
            q = m[r][col] // m[col][col]
            m[r] = [x - q * y for x, y in zip(m[r], m[col])]
    return tuple(tuple(row) for row in m)


def superlattices(n, operations):
    """Hermite normal forms of determinant n, one of each symmetry class."""
    seen, kept = set(), []
    for a in range(1, n + 1):
        for b in range(1, n // a + 1):
            if n % (a * b):
                continue
            c = n // (a * b)
            for d, e, f in itertools.product(range(a), range(a), range(b)):
                h = hermite(((a, 0, 0), (d, b, 0), (e, f, c)))
                if h in seen:
                    continue
                kept.append(h)
                seen.update(hermite(np.array(h) @ r) for r in operations)
    return kept


def structures(n, operations):
    for h in superlattices(n, operations):
        inverse = np.linalg.inv(np.array(h))

        def reduced(point):
            fraction = np.array(point) @ inverse
            fraction = fraction - np.floor(fraction + 1e-9)
            return tuple(int(x) for x in np.rint(fraction @ np.array(h)))

        sites = sorted({reduced(p) for p in itertools.product(range(n), repeat=3)})
        assert len(sites) == n
        number = {s: i for i, s in enumerate(sites)}
        moves = [[number[reduced(np.array(s) + t)] for s in sites] for t in sites]
        keeping = [r for r in operations if hermite(np.array(h) @ r) == h]
        turns = [[number[reduced(np.array(s) @ r)] for s in sites] for r in keeping]
        group = {tuple(m[i] for i in t) for t in turns for m in moves}
        seen = set()
        for colours in itertools.product(range(len(METALS)), repeat=n):
            if colours in seen:
                continue
            seen.update(tuple(colours[i] for i in g) for g in group)
            repeats = sum(all(colours[i] == c for i, c in zip(m, colours)) for m in moves)
            if repeats == 1:
                yield h, sites, colours


def relax(job):
    lattice, h, sites, colours = job
    constant = np.mean([CONSTANT[c] for c in colours])
    atoms = Atoms([METALS[c] for c in colours],
                  positions=np.array(sites) @ lattice * constant,
                  cell=np.array(h) @ lattice * constant, pbc=True)
    atoms.set_cell(minkowski_reduce(atoms.cell)[0])
    atoms.wrap(eps=1e-6)
    atoms.calc = EMT()
    BFGS(UnitCellFilter(atoms), logfile=None).run(fmax=0.005, steps=300)
    # turn the cell into the standard orientation (a along x, b in the xy plane)
    cell, _ = atoms.cell.standard_form()
    atoms.set_cell(cell, scale_atoms=True)
    atoms.wrap(eps=1e-6)
    final = Atoms(atoms.get_chemical_symbols(), positions=np.round(atoms.positions, 8),
                  cell=np.round(atoms.cell[:], 8), pbc=True, calculator=EMT())
    distances = np.sort(neighbour_distances(final), axis=1)
    # an fcc arrangement has 12 near neighbours and a gap before the next six
    fcc_like = bool((distances[:, 11] * 1.05 < distances[:, 12]).all())
    largest = np.abs(final.get_forces()).max()
    return final.get_chemical_symbols(), final.positions, final.cell[:], \
        final.get_potential_energy(), fcc_like, largest


def formula_of(symbols):
    counts = [(m, symbols.count(m)) for m in METALS]
    return "".join(m + (str(n) if n > 1 else "") for m, n in counts if n > 0)


def neighbour_distances(atoms):
    """For each atom the distances to all images of all atoms nearby."""
    rows = []
    shifts = np.array(list(itertools.product(range(-4, 5), repeat=3))) @ atoms.cell[:]
    for p in atoms.positions:
        d = np.linalg.norm((atoms.positions - p)[None, :, :] + shifts[:, None, :], axis=2)
        d = np.sort(d.ravel())
        rows.append(d[1:20])
    return np.array(rows)


def main():
    out = sys.argv[1]
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    jobs = []
    for lattice in LATTICES:
        operations = rotations(lattice)
        for n in range(1, LARGEST + 1):
            found = [(lattice, *s) for s in structures(n, operations)]
            print("%d atoms per cell: %d structures" % (n, len(found)))
            jobs += found
    with multiprocessing.Pool(processes) as pool:
        results = pool.map(relax, jobs, chunksize=4)

    pure = {}
    for symbols, _, _, energy, _, _ in results:
        if len(symbols) == 1:
            pure[symbols[0]] = min(energy, pure.get(symbols[0], energy))
    print("pure elements (eV/atom):", pure)
    print("largest remaining force: %.4f eV/angstrom" % max(r[5] for r in results))

    kept = [r for r in results if r[4] or len(LATTICES) > 1]
    print("left out because they did not stay fcc-like: %d" % (len(results) - len(kept)))
    mixing = [(energy - sum(pure[s] for s in symbols)) / len(symbols)
              for symbols, _, _, energy, _, _ in kept]
    hull = PhaseDiagram([(formula_of(r[0]), m * len(r[0])) for r, m in zip(kept, mixing)],
                        verbose=False).hull

    text = ""
    count = {}
    for i, (symbols, positions, cell, energy, _, _) in enumerate(kept):
        formula = formula_of(symbols)
        count[formula] = count.get(formula, 0) + 1
        name = formula if len(symbols) == 1 and count[formula] == 1 else "%s no. %d" % (formula, count[formula])
        text += extxyz_frame(symbols, positions, [
            ("energy", "%.8f" % energy), ("mixing_energy", "%.8f" % mixing[i])] +
            [("concentration_" + m, "%.6f" % (symbols.count(m) / len(symbols))) for m in METALS] +
            [("name", name)], lattice=cell)
        if hull[i]:
            print("hull: %-14s mixing energy %.5f eV/atom" % (name, mixing[i]))
    print("%d structures, %d hull vertices" % (len(kept), sum(hull)))
    file = "_".join(atomic_names[atomic_numbers[m]].lower() for m in METALS)
    write_text(os.path.join(out, file + ".extxyz.gz"), text)


if __name__ == "__main__":
    main()
