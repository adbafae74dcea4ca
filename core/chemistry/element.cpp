#include "core/chemistry/element.h"

#include "core/base/text.h"

#include <array>
#include <cassert>

namespace mbtr {

namespace {

// symbol, name, covalent radius, van der Waals radius, mass
constexpr std::array<Element, kLargestAtomicNumber> kElements {{
    {"H", "hydrogen", 0.31, 1.2, 1.008},
    {"He", "helium", 0.28, 1.43, 4.0026},
    {"Li", "lithium", 1.28, 2.12, 6.94},
    {"Be", "beryllium", 0.96, 1.98, 9.01218},
    {"B", "boron", 0.84, 1.91, 10.81},
    {"C", "carbon", 0.76, 1.77, 12.011},
    {"N", "nitrogen", 0.71, 1.66, 14.007},
    {"O", "oxygen", 0.66, 1.5, 15.999},
    {"F", "fluorine", 0.57, 1.46, 18.9984},
    {"Ne", "neon", 0.58, 1.58, 20.1797},
    {"Na", "sodium", 1.66, 2.5, 22.98977},
    {"Mg", "magnesium", 1.41, 2.51, 24.305},
    {"Al", "aluminium", 1.21, 2.25, 26.98154},
    {"Si", "silicon", 1.11, 2.19, 28.085},
    {"P", "phosphorus", 1.07, 1.9, 30.97376},
    {"S", "sulfur", 1.05, 1.89, 32.06},
    {"Cl", "chlorine", 1.02, 1.82, 35.45},
    {"Ar", "argon", 1.06, 1.83, 39.948},
    {"K", "potassium", 2.03, 2.73, 39.0983},
    {"Ca", "calcium", 1.76, 2.62, 40.078},
    {"Sc", "scandium", 1.7, 2.58, 44.95591},
    {"Ti", "titanium", 1.6, 2.46, 47.867},
    {"V", "vanadium", 1.53, 2.42, 50.9415},
    {"Cr", "chromium", 1.39, 2.45, 51.9961},
    {"Mn", "manganese", 1.39, 2.45, 54.93804},
    {"Fe", "iron", 1.32, 2.44, 55.845},
    {"Co", "cobalt", 1.26, 2.4, 58.93319},
    {"Ni", "nickel", 1.24, 2.4, 58.6934},
    {"Cu", "copper", 1.32, 2.38, 63.546},
    {"Zn", "zinc", 1.22, 2.39, 65.38},
    {"Ga", "gallium", 1.22, 2.32, 69.723},
    {"Ge", "germanium", 1.2, 2.29, 72.63},
    {"As", "arsenic", 1.19, 1.88, 74.92159},
    {"Se", "selenium", 1.2, 1.82, 78.971},
    {"Br", "bromine", 1.2, 1.86, 79.904},
    {"Kr", "krypton", 1.16, 2.25, 83.798},
    {"Rb", "rubidium", 2.2, 3.21, 85.4678},
    {"Sr", "strontium", 1.95, 2.84, 87.62},
    {"Y", "yttrium", 1.9, 2.75, 88.90584},
    {"Zr", "zirconium", 1.75, 2.52, 91.224},
    {"Nb", "niobium", 1.64, 2.56, 92.90637},
    {"Mo", "molybdenum", 1.54, 2.45, 95.95},
    {"Tc", "technetium", 1.47, 2.44, 97.90721},
    {"Ru", "ruthenium", 1.46, 2.46, 101.07},
    {"Rh", "rhodium", 1.42, 2.44, 102.9055},
    {"Pd", "palladium", 1.39, 2.15, 106.42},
    {"Ag", "silver", 1.45, 2.53, 107.8682},
    {"Cd", "cadmium", 1.44, 2.49, 112.414},
    {"In", "indium", 1.42, 2.43, 114.818},
    {"Sn", "tin", 1.39, 2.42, 118.71},
    {"Sb", "antimony", 1.39, 2.47, 121.76},
    {"Te", "tellurium", 1.38, 1.99, 127.6},
    {"I", "iodine", 1.39, 2.04, 126.90447},
    {"Xe", "xenon", 1.4, 2.06, 131.293},
    {"Cs", "caesium", 2.44, 3.48, 132.90545},
    {"Ba", "barium", 2.15, 3.03, 137.327},
    {"La", "lanthanum", 2.07, 2.98, 138.90547},
    {"Ce", "cerium", 2.04, 2.88, 140.116},
    {"Pr", "praseodymium", 2.03, 2.92, 140.90766},
    {"Nd", "neodymium", 2.01, 2.95, 144.242},
    {"Pm", "promethium", 1.99, 2.0, 144.91276},
    {"Sm", "samarium", 1.98, 2.9, 150.36},
    {"Eu", "europium", 1.98, 2.87, 151.964},
    {"Gd", "gadolinium", 1.96, 2.83, 157.25},
    {"Tb", "terbium", 1.94, 2.79, 158.92535},
    {"Dy", "dysprosium", 1.92, 2.87, 162.5},
    {"Ho", "holmium", 1.92, 2.81, 164.93033},
    {"Er", "erbium", 1.89, 2.83, 167.259},
    {"Tm", "thulium", 1.9, 2.79, 168.93422},
    {"Yb", "ytterbium", 1.87, 2.8, 173.054},
    {"Lu", "lutetium", 1.87, 2.74, 174.9668},
    {"Hf", "hafnium", 1.75, 2.63, 178.49},
    {"Ta", "tantalum", 1.7, 2.53, 180.94788},
    {"W", "tungsten", 1.62, 2.57, 183.84},
    {"Re", "rhenium", 1.51, 2.49, 186.207},
    {"Os", "osmium", 1.44, 2.48, 190.23},
    {"Ir", "iridium", 1.41, 2.41, 192.217},
    {"Pt", "platinum", 1.36, 2.29, 195.084},
    {"Au", "gold", 1.36, 2.32, 196.96657},
    {"Hg", "mercury", 1.32, 2.45, 200.592},
    {"Tl", "thallium", 1.45, 2.47, 204.38},
    {"Pb", "lead", 1.46, 2.6, 207.2},
    {"Bi", "bismuth", 1.48, 2.54, 208.9804},
    {"Po", "polonium", 1.4, 2.0, 208.98243},
    {"At", "astatine", 1.5, 2.0, 209.98715},
    {"Rn", "radon", 1.5, 2.0, 222.01758},
    {"Fr", "francium", 2.6, 2.0, 223.01974},
    {"Ra", "radium", 2.21, 2.0, 226.02541},
    {"Ac", "actinium", 2.15, 2.8, 227.02775},
    {"Th", "thorium", 2.06, 2.93, 232.0377},
    {"Pa", "protactinium", 2.0, 2.88, 231.03588},
    {"U", "uranium", 1.96, 2.71, 238.02891},
    {"Np", "neptunium", 1.9, 2.82, 237.04817},
    {"Pu", "plutonium", 1.87, 2.81, 244.06421},
    {"Am", "americium", 1.8, 2.83, 243.06138},
    {"Cm", "curium", 1.69, 3.05, 247.07035},
    {"Bk", "berkelium", 1.5, 3.4, 247.07031},
    {"Cf", "californium", 1.5, 3.05, 251.07959},
    {"Es", "einsteinium", 1.5, 2.7, 252.083},
    {"Fm", "fermium", 1.5, 2.0, 257.09511},
    {"Md", "mendelevium", 1.5, 2.0, 258.09843},
    {"No", "nobelium", 1.5, 2.0, 259.101},
    {"Lr", "lawrencium", 1.5, 2.0, 262.11},
    {"Rf", "rutherfordium", 1.5, 2.0, 267.122},
    {"Db", "dubnium", 1.5, 2.0, 268.126},
    {"Sg", "seaborgium", 1.5, 2.0, 271.134},
    {"Bh", "bohrium", 1.5, 2.0, 270.133},
    {"Hs", "hassium", 1.5, 2.0, 269.1338},
    {"Mt", "meitnerium", 1.5, 2.0, 278.156},
    {"Ds", "darmstadtium", 1.5, 2.0, 281.165},
    {"Rg", "roentgenium", 1.5, 2.0, 281.166},
    {"Cn", "copernicium", 1.5, 2.0, 285.177},
    {"Nh", "nihonium", 1.5, 2.0, 286.182},
    {"Fl", "flerovium", 1.5, 2.0, 289.19},
    {"Mc", "moscovium", 1.5, 2.0, 289.194},
    {"Lv", "livermorium", 1.5, 2.0, 293.204},
    {"Ts", "tennessine", 1.5, 2.0, 293.208},
    {"Og", "oganesson", 1.5, 2.0, 294.214},
}};

} // namespace

const Element& element(int atomicNumber)
{
    assert(atomicNumber >= 1 && atomicNumber <= kLargestAtomicNumber);
    return kElements[atomicNumber - 1];
}

std::string_view elementSymbol(int atomicNumber)
{
    return element(atomicNumber).symbol;
}

std::optional<int> atomicNumberOf(std::string_view symbol)
{
    if (equalsIgnoringCase(symbol, "D") || equalsIgnoringCase(symbol, "T"))
        return 1;
    for (int z = 1; z <= kLargestAtomicNumber; ++z)
        if (equalsIgnoringCase(symbol, elementSymbol(z)))
            return z;
    return std::nullopt;
}

} // namespace mbtr
