"""small_molecules.extxyz.gz: about 1000 small organic molecules of H, C, N, O, F.

usage: python3 small_molecules.py OUTPUT_DIRECTORY [processes]

1. Molecules are grown as graphs: to a molecule an atom (C, N, O, F) is added
   by a single, double or triple bond, a bond order is raised, or a ring of 3, 5
   or 6 is closed. Filters on structure keep ordinary, stable ones.
2. A selection is taken (fixed seed) and embedded with RDKit (fixed seed).
3. The geometry is relaxed with GFN2-xTB; a molecule is kept if its bonds are
   those of its SMILES.
4. Every atom is displaced by gaussian noise, and energy and forces are computed
   at the displaced positions.
"""
import collections
import multiprocessing
import os
import random
import sys

import numpy as np
from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from common import extxyz_frame, optimise, single_point, write_text

RDLogger.DisableLog("rdApp.*")

SEED = 20240
SIGMA = 0.03                 # angstrom, per coordinate
LARGEST = 7                  # heavy atoms
WANTED = 1000
# how many to try of each number of heavy atoms (all if there are fewer)
QUOTA = {1: 99, 2: 99, 3: 99, 4: 120, 5: 200, 6: 310, 7: 420}
POOL = 2500                  # graphs carried on from one size to the next
UNPAIRED = {"H": 1, "C": 2, "N": 3, "O": 2, "F": 1}
RADIUS = {"H": 0.31, "C": 0.76, "N": 0.71, "O": 0.66, "F": 0.57}

BOND = {1: Chem.BondType.SINGLE, 2: Chem.BondType.DOUBLE, 3: Chem.BondType.TRIPLE}

# Ring systems that growing by single steps would seldom reach.
SCAFFOLDS = ["C1CC1", "C1CO1", "C1CN1", "C1CCC1", "C1CCCC1", "C1CCOC1", "C1CCNC1",
             "C1CCCCC1", "C1CCOCC1", "C1CCNCC1", "C1COCCO1", "C1CNCCN1", "C1COCCN1",
             "c1ccccc1", "c1ccncc1", "c1ccnnc1", "c1cncnc1", "c1cnccn1", "c1cc[nH]c1",
             "c1ccoc1", "c1c[nH]cn1", "c1cn[nH]c1", "c1cocn1", "c1cnoc1", "c1nc[nH]n1",
             "C1CC=CC1", "C1CC=CCC1", "O=C1CCC1", "O=C1CCCC1", "O=C1CCCN1", "O=C1CCCO1"]

# Well-known molecules that are to be among the selected ones, besides the scaffolds.
FAMILIAR = ["Cc1ccccc1", "Oc1ccccc1", "Nc1ccccc1", "Fc1ccccc1", "Cc1ccncc1", "Cc1ccco1",
            "CC(C)(C)O", "CCOCC", "CCOC(C)=O", "CC(=O)OC", "CCCCCC", "CCCCCCC", "CCCCO", "CCCO",
            "CCC(=O)O", "CCC#N", "NCC(=O)O", "CC(O)C(=O)O", "CC(=O)C(=O)O", "CC(N)C(=O)O",
            "OCC(O)CO", "C=CC#N", "C=C(C)C=C", "CN(C)C=O", "CC(=O)N(C)C", "CCN(CC)CC",
            "NC(N)=O", "FC(F)(F)CO", "CC(C)=O", "CC(=O)CC(C)=O"]

# Patterns that are left out: unstable, strained or reactive groups.
FORBIDDEN = [Chem.MolFromSmarts(s) for s in [
    # chains of heteroatoms
    "[O;!a]~[O]", "[#7,#8]-F", "[N;!a]=[N;!a]", "[N;!a]=O", "[#7]~[#7]~[#7;!a]",
    "[#7]~[#7]~[#8;!a]", "[#8;!a]~[#7]~[#8]", "[#7]~[#8;!a]~[#7]", "n-[N,O]", "[nH]o",
    # two heteroatoms with hydrogen or fluorine at one saturated carbon
    "[CX4](-[OX2H])-[#7,#8]", "[CX4](-[NX3;!R])-[#7,#8]", "[CX4](-[OX2;!R])-[NX3]",
    "[CX4](-F)-[#7,#8]", "[CX4](-[NX2])-[#7,#8;!R]",
    # enols, enamines, imidic acids, unsubstituted and fluorinated imines
    "[C;!a]=[C;!a]-[OX2H]", "[C;!a]=[C;!a]-[NX3;H1,H2]", "[CX3](-[OX2H])=[N;!a]",
    "[CX3;H0,H1;!$(C-[NX3])]=[NX2H1]", "C=[NX2]-[OX2H0]", "F-C=[N;!a]", "[OX2]-C=[NX2H1]",
    "[OX2H]-[c;r5]", "[a]=[N,C]", "[N;!a]=[C;!a]-[NX3]-O", "C=N-C=O", "[NX2]-[CX4]-[NX2]",
    # reactive carbonyl and cyano compounds
    "C(=O)-F", "C(=O)(-[OX2H])-[O,N]", "C(=O)C(=O)C(=O)", "[CX3H1](=O)-[OX2]-C=O",
    "[#7,#8;!a]-C#N", "C#C-[O,N,F]", "F-C#*", "C#CC#C", "N#CC#N", "N#CC#C",
    "N#C-C-C#N", "C=N-C-C#N", "N#C-[CX4]-[OX2H]",
    # cumulenes (carbon dioxide is the exception) and strained rings
    "C=C=*", "N=C=*", "[r3]=*", "[r3]#*", "[r4]=[r4]", "[c,n;r4]", "[C;r4](=*)[C;r4]=*",
    "[#7,#8;r3]~[#7,#8]", "[C;r3](-[OX2,NX3;!r3])[#7,#8;r3]", "[R]#[R]", "[C;r5,r6]#*",
    "[C;r5]1(=*)[C;r5]=[C;r5][C;r5]=[C;r5]1", "[C;r3](-[OX2H])",
]]


def acceptable(mol):
    rings = mol.GetRingInfo().AtomRings()
    if len(rings) > 1 or any(len(r) not in (3, 4, 5, 6) for r in rings):
        return False
    counts = collections.Counter(a.GetSymbol() for a in mol.GetAtoms())
    if counts["C"] == 0 and mol.GetNumAtoms() > 1:
        return False
    if counts["F"] > 4 or counts["N"] > 3 or counts["O"] > 3:
        return False
    if counts["N"] + counts["O"] > counts["C"] + (mol.GetNumAtoms() < 4):
        return False
    return not any(mol.HasSubstructMatch(p) for p in FORBIDDEN)


def checked(mol):
    """Canonical SMILES of the molecule, or None when RDKit cannot make sense of it."""
    try:
        smiles = Chem.MolToSmiles(mol)
        mol = Chem.MolFromSmiles(smiles)
        if mol is None or any(a.GetNumRadicalElectrons() for a in mol.GetAtoms()):
            return None
        return Chem.MolToSmiles(mol)
    except (ValueError, RuntimeError):
        return None


def free_valence(atom):
    return atom.GetTotalNumHs()


def kekule(smiles):
    mol = Chem.MolFromSmiles(smiles)
    Chem.Kekulize(mol, clearAromaticFlags=True)
    return mol


def sanitised(mol):
    for atom in mol.GetAtoms():
        atom.SetNoImplicit(False)
        atom.SetNumExplicitHs(0)
    try:
        Chem.SanitizeMol(mol)
    except (ValueError, RuntimeError):
        return None
    return checked(mol)


def with_added_atom(smiles):
    base = kekule(smiles)
    for atom in base.GetAtoms():
        for symbol, valence in (("C", 4), ("N", 3), ("O", 2), ("F", 1)):
            for order in range(1, min(3, valence, free_valence(atom)) + 1):
                mol = Chem.RWMol(base)
                new = mol.AddAtom(Chem.Atom(symbol))
                mol.AddBond(atom.GetIdx(), new, BOND[order])
                yield sanitised(mol)


def with_changed_bonds(smiles):
    base = kekule(smiles)
    distance = Chem.GetDistanceMatrix(base)
    for a in base.GetAtoms():
        for b in base.GetAtoms():
            i, j = a.GetIdx(), b.GetIdx()
            if i >= j or not free_valence(a) or not free_valence(b):
                continue
            bond = base.GetBondBetweenAtoms(i, j)
            mol = Chem.RWMol(base)
            if bond is not None:
                order = int(bond.GetBondTypeAsDouble())
                if order < 3:
                    mol.GetBondBetweenAtoms(i, j).SetBondType(BOND[order + 1])
                    yield sanitised(mol)
            elif distance[i, j] in (2, 4, 5):
                mol.AddBond(i, j, BOND[1])
                yield sanitised(mol)


def keep(candidates):
    kept = set()
    for smiles in candidates:
        if smiles is not None and smiles not in kept and acceptable(Chem.MolFromSmiles(smiles)):
            kept.add(smiles)
    return kept


def generated(rng):
    """All accepted SMILES by number of heavy atoms."""
    by_size = {1: {"C", "N", "O"}}
    scaffolds = {Chem.CanonSmiles(s) for s in SCAFFOLDS}
    for n in range(2, LARGEST + 1):
        previous = sorted(by_size[n - 1])
        rng.shuffle(previous)
        found = keep(s for p in previous[:POOL] for s in with_added_atom(p))
        found |= keep(s for s in scaffolds if Chem.MolFromSmiles(s).GetNumAtoms() == n)
        # rings and multiple bonds within the same number of atoms
        new = found
        for _ in range(3):
            some = sorted(new)
            rng.shuffle(some)
            new = keep(s for p in some[:POOL] for s in with_changed_bonds(p)) - found
            found |= new
        by_size[n] = found
        print("%d heavy atoms: %d molecules" % (n, len(found)))
    return by_size


def kind(smiles):
    """A coarse class, so that the selection is not dominated by the most frequent one."""
    mol = Chem.MolFromSmiles(smiles)
    symbols = frozenset(a.GetSymbol() for a in mol.GetAtoms())
    ring = max((len(r) for r in mol.GetRingInfo().AtomRings()), default=0)
    aromatic = any(a.GetIsAromatic() for a in mol.GetAtoms())
    orders = frozenset(b.GetBondTypeAsDouble() for b in mol.GetBonds())
    return symbols, ring, aromatic, 2.0 in orders, 3.0 in orders


def always():
    return {Chem.CanonSmiles(s) for s in SCAFFOLDS + FAMILIAR}


def selection(by_size, rng):
    chosen = []
    certain = always()
    for n in sorted(by_size):
        groups = collections.defaultdict(list)
        first = sorted(s for s in certain if Chem.MolFromSmiles(s).GetNumAtoms() == n)
        for smiles in sorted(by_size[n] - certain):
            groups[kind(smiles)].append(smiles)
        lists = [groups[k] for k in sorted(groups, key=lambda k: groups[k][0])]
        for members in lists:
            rng.shuffle(members)
        # square root sampling: frequent classes get more, but not in proportion
        quota = min(QUOTA[n] - len(first), sum(len(m) for m in lists))
        weights = [len(m) ** 0.5 for m in lists]
        picked = []
        while len(picked) < quota:
            i = rng.choices(range(len(lists)), weights)[0]
            if lists[i]:
                picked.append(lists[i].pop())
            else:
                weights[i] = 0.0
        chosen += sorted(first + picked)
    return chosen


def bonds_of(symbols, positions, factor=1.25):
    bonds = set()
    for i in range(len(symbols)):
        for j in range(i):
            limit = factor * (RADIUS[symbols[i]] + RADIUS[symbols[j]])
            if np.linalg.norm(positions[i] - positions[j]) < limit:
                bonds.add((j, i))
    return bonds


def compute(job):
    """One molecule: (smiles, reason) or (smiles, symbols, positions, energy, ...)."""
    number, smiles = job
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    if AllChem.EmbedMolecule(mol, randomSeed=SEED) != 0:
        return smiles, "not embedded"
    if AllChem.MMFFHasAllMoleculeParams(mol):
        AllChem.MMFFOptimizeMolecule(mol, maxIters=1000)
    symbols = [a.GetSymbol() for a in mol.GetAtoms()]
    expected = {tuple(sorted((b.GetBeginAtomIdx(), b.GetEndAtomIdx()))) for b in mol.GetBonds()}
    positions = optimise(symbols, mol.GetConformer().GetPositions(), "tight")
    if positions is None:
        return smiles, "not converged"
    if bonds_of(symbols, positions) != expected:
        return smiles, "bonds changed"
    positions = positions - positions.mean(axis=0)
    noise = np.random.RandomState(SEED + number).normal(0.0, SIGMA, positions.shape)
    positions = np.round(positions + noise, 8)
    energy, forces, gap = single_point(symbols, positions)
    if gap < 1.0:
        return smiles, "gap below 1 eV"
    return smiles, symbols, positions, energy, forces, gap, CalcMolFormula(mol)


def main():
    out = sys.argv[1]
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    free = {s: single_point([s], np.zeros((1, 3)), u)[0] for s, u in UNPAIRED.items()}
    print("free atoms (eV):", {s: round(e, 8) for s, e in free.items()})

    rng = random.Random(SEED)
    chosen = selection(generated(rng), rng)
    print("selected: %d" % len(chosen))
    if out == "--list":
        print("\n".join(chosen))
        return
    with multiprocessing.Pool(processes) as pool:
        results = pool.map(compute, list(enumerate(chosen)), chunksize=4)
    failed = [r for r in results if len(r) == 2]
    print("left out:", dict(collections.Counter(r[1] for r in failed)))
    for r in failed:
        print("  ", *r)
    done = [r for r in results if len(r) > 2]
    if len(done) > WANTED:
        certain = always()
        others = [i for i, r in enumerate(done) if r[0] not in certain]
        dropped = set(rng.sample(others, len(done) - WANTED))
        done = [r for i, r in enumerate(done) if i not in dropped]

    total = collections.Counter(r[6] for r in done)
    running = collections.Counter()
    text = ""
    for smiles, symbols, positions, energy, forces, gap, formula in done:
        running[formula] += 1
        name = formula if total[formula] == 1 else "%s no. %d" % (formula, running[formula])
        atomization = energy - sum(free[s] for s in symbols)
        text += extxyz_frame(symbols, positions, [
            ("energy", "%.8f" % energy), ("atomization_energy", "%.8f" % atomization),
            ("gap", "%.6f" % gap), ("smiles", smiles), ("name", name)], forces)
    print("%d molecules" % len(done))
    write_text(os.path.join(out, "small_molecules.extxyz.gz"), text)


if __name__ == "__main__":
    main()
