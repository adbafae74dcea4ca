"""Four textbook crystals as extended XYZ, and two of them as CIF and POSCAR.

usage: python3 crystals.py OUTPUT_DIRECTORY
"""
import itertools
import os
import sys

import numpy as np

from common import extxyz_frame, write_text

out = sys.argv[1]
FCC = [(0, 0, 0), (0, .5, .5), (.5, 0, .5), (.5, .5, 0)]


def shifted(points, shift):
    return [tuple((np.array(p) + shift) % 1.0) for p in points]


def cubic(a):
    return np.eye(3) * a


def hexagonal(a, c):
    return np.array([[a, 0, 0], [-a / 2, a * np.sqrt(3) / 2, 0], [0, 0, c]])


A, C = 2.461, 6.708
GRAPHITE = [(0, 0, .25), (0, 0, .75), (1 / 3, 2 / 3, .25), (2 / 3, 1 / 3, .75)]

# file, name, formula, space group, cell, symbols, fractional coordinates
CRYSTALS = [
    ("rock_salt", "rock salt", "NaCl", "Fm-3m", cubic(5.640),
     ["Na"] * 4 + ["Cl"] * 4, FCC + shifted(FCC, .5)),
    ("diamond", "diamond", "C", "Fd-3m", cubic(3.567),
     ["C"] * 8, FCC + shifted(FCC, .25)),
    ("perovskite", "perovskite strontium titanate", "SrTiO3", "Pm-3m", cubic(3.905),
     ["Sr", "Ti", "O", "O", "O"],
     [(0, 0, 0), (.5, .5, .5), (.5, .5, 0), (.5, 0, .5), (0, .5, .5)]),
    ("graphite", "graphite", "C", "P6_3/mmc", hexagonal(A, C), ["C"] * 4, GRAPHITE),
]

together = ""
for filename, name, formula, group, cell, symbols, fractional in CRYSTALS:
    frame = extxyz_frame(symbols, np.array(fractional) @ cell,
                         [("name", name), ("formula", formula), ("spacegroup", group)],
                         lattice=cell)
    write_text(os.path.join(out, filename + ".extxyz"), frame)
    together += frame
write_text(os.path.join(out, "crystals.extxyz"), together)

# graphite as VASP 5 POSCAR in direct coordinates
lines = ["graphite, AB stacking", "1.0"]
lines += ["  %14.8f %14.8f %14.8f" % tuple(v + 0.0 for v in row) for row in hexagonal(A, C)]
lines += ["C", "4", "Direct"]
lines += ["  %12.10f %12.10f %12.10f" % p for p in GRAPHITE]
write_text(os.path.join(out, "graphite.poscar"), "\n".join(lines) + "\n")

# perovskite as CIF: three independent atoms and the 48 operations of Pm-3m,
# that is, all permutations of x, y, z with all signs
operations = []
for order in [("x", "y", "z"), ("z", "x", "y"), ("y", "z", "x"),
              ("y", "x", "z"), ("z", "y", "x"), ("x", "z", "y")]:
    for signs in itertools.product(["", "-"], repeat=3):
        operations.append(",".join(s + o for s, o in zip(signs, order)))
cif = """# Strontium titanate, ideal cubic perovskite
data_SrTiO3
_chemical_name_common             'strontium titanate'
_chemical_formula_sum             'O3 Sr Ti'
_cell_length_a                    3.905
_cell_length_b                    3.905
_cell_length_c                    3.905
_cell_angle_alpha                 90
_cell_angle_beta                  90
_cell_angle_gamma                 90
_cell_volume                      59.547
_cell_formula_units_Z             1
_symmetry_cell_setting            cubic
_symmetry_space_group_name_H-M    'P m -3 m'
_symmetry_Int_Tables_number       221
loop_
_symmetry_equiv_pos_site_id
_symmetry_equiv_pos_as_xyz
"""
cif += "".join("%d '%s'\n" % (i + 1, op) for i, op in enumerate(operations))
cif += """loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_symmetry_multiplicity
_atom_site_Wyckoff_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Sr1 Sr 1 a 0 0 0 1
Ti1 Ti 1 b 0.5 0.5 0.5 1
O1 O 3 c 0 0.5 0.5 1
"""
write_text(os.path.join(out, "perovskite.cif"), cif)
