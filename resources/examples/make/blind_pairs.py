"""Pairs of structures that some term of a many-body tensor cannot tell apart.
usage: python3 blind_pairs.py OUTPUT_DIRECTORY (needs small_molecules.extxyz.gz there)
"""
import gzip
import os
import sys
from math import cos, radians, sin


def scaled(positions, x, y=None, z=None):
    """One factor for all axes, or one for each."""
    factors = (x, x if y is None else y, x if z is None else z)
    return [[a * f for a, f in zip(position, factors)] for position in positions]


def homometric():
    """A trapezoid and a kite with the six distances 2, 4, and twice each of sqrt 2 and sqrt 10, times 0.8 angstrom."""
    trapezoid = [[-1, 1, 0], [1, 1, 0], [-2, 0, 0], [2, 0, 0]]
    kite = [[0, 1, 0], [0, -3, 0], [-1, 0, 0], [1, 0, 0]]
    return [(["H"] * 4, scaled(trapezoid, 0.8)), (["H"] * 4, scaled(kite, 0.8))]


def peroxide(dihedral):
    """H2O2: O-O 1.46, O-H 0.97 angstrom, H-O-O 100 degrees."""
    bend = radians(100)
    turn = radians(dihedral)
    x = -0.97 * cos(bend)
    r = 0.97 * sin(bend)
    return (["H", "O", "O", "H"],
            [[-x, r, 0], [0, 0, 0], [1.46, 0, 0], [1.46 + x, r * cos(turn), r * sin(turn)]])


def water(scale):
    """O-H 0.96 angstrom, 104.5 degrees."""
    half = radians(104.5) / 2
    return (["O", "H", "H"], scaled([[0, 0, 0], [sin(half), cos(half), 0], [-sin(half), cos(half), 0]], 0.96 * scale))


def molecule(folder, name):
    with gzip.open(os.path.join(folder, "small_molecules.extxyz.gz"), "rt") as file:
        lines = file.read().splitlines()
    at = next(i for i, line in enumerate(lines) if 'name="%s"' % name in line)
    rows = [line.split() for line in lines[at + 1:at + 1 + int(lines[at - 1])]]
    return [r[0] for r in rows], [[float(x) for x in r[1:4]] for r in rows]


def main(folder):
    mirror = peroxide(112)
    pairs = [("Homometric: one set of distances", ["trapezoid of H", "kite of H"], homometric()),
             ("Mirror images", ["hydrogen peroxide, right-handed", "hydrogen peroxide, left-handed"],
              [mirror, (mirror[0], scaled(mirror[1], 1, 1, -1))]),
             ("Isomers", ["ethanol", "dimethyl ether"], [molecule(folder, "C2H6O no. 1"), molecule(folder, "C2H6O no. 2")]),
             ("Scaled: one set of angles", ["water", "water, bonds 10 % longer"], [water(1), water(1.1)])]
    with open(os.path.join(folder, "blind_pairs.extxyz"), "w") as file:
        for title, names, structures in pairs:
            for name, (symbols, positions) in zip(names, structures):
                file.write('%d\nProperties=species:S:1:pos:R:3 pair="%s" name="%s" pbc="F F F"\n' % (len(symbols), title, name))
                for symbol, position in zip(symbols, positions):
                    file.write("%-2s %.8f %.8f %.8f\n" % (symbol, *position))


if __name__ == "__main__":
    main(sys.argv[1])
