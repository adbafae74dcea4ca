#include "core/io/write_dataset.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

const std::string kSites = "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n";
const std::string kCubic = "_cell_length_a 8\n_cell_length_b 8\n_cell_length_c 8\n_symmetry_space_group_name_H-M 'P 1'\n";

/// name: columns 13 to 16; residue: 18 to 20; end: behind column 66.
std::string atomLine(int serial, const std::string& name, const std::string& residue, const std::string& end = "",
                     const std::string& number = "   1 ")
{
    return QString::asprintf("HETATM%5d %s %s A%s   %8.3f   0.000   0.000  1.00  0.00%s\n", serial, name.c_str(), residue.c_str(),
                             number.c_str(), 2.0 * serial, end.c_str())
        .toStdString();
}

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

} // namespace

/// Elements by the names of atoms, and residues of one number.
class NamesTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset read(const std::string& text) { return m_folder.read("a.pdb", text + "END\n"); }
    Dataset readSites(const std::string& formula, const std::string& sites)
    {
        return m_folder.read(
            "a.cif", "data_x\n" + kCubic + (formula.empty() ? "" : "_chemical_formula_sum '" + formula + "'\n") + kSites + sites);
    }

private slots:
    void residuesOfProteinsHaveKnownElements()
    {
        const Dataset dataset = read(atomLine(1, "CA  ", "MET") + atomLine(2, "CE  ", "MET") + atomLine(3, "CD  ", "GLU")
                                     + atomLine(4, "HG  ", "SER") + atomLine(5, "NE  ", "ARG") + atomLine(6, "CA  ", " CA")
                                     + atomLine(7, "SE  ", "MSE") + atomLine(8, "HO5'", " DA") + atomLine(9, "CD1 ", "LEU"));
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {6, 6, 6, 1, 7, 20, 34, 1, 6}));
        QVERIFY(mentions(dataset.messages, "states no element of some atoms; it is guessed from their names"));
    }
    void columnsTellInOtherResidues()
    {
        QCOMPARE(read(atomLine(1, "CA  ", "LIG") + atomLine(2, " CA ", "LIG")).structures[0].species, (std::vector<int> {20, 6}));
    }
    void aFileWithNamesFromColumn13IsReadSo()
    {
        // "C1  " and "N   " show it, before and behind the names that would mean something else
        QCOMPARE(read(atomLine(1, "CA  ", "LIG") + atomLine(2, "C1  ", "LIG") + atomLine(3, "N   ", "LIG")
                      + atomLine(4, "CL1 ", "LIG") + atomLine(5, "NE  ", "LIG") + atomLine(6, "ZN  ", " ZN"))
                     .structures[0]
                     .species,
                 (std::vector<int> {6, 6, 7, 17, 7, 30}));
    }
    void anElementOneColumnBesideItsPlaceIsReadAndSaid()
    {
        const Dataset right = read(atomLine(1, "CL1 ", "LIG", "           CL  ") + atomLine(2, " C1 ", "LIG", "            C  ")
                                   + atomLine(3, "BR1 ", "LIG", "           BR  "));
        QCOMPARE(right.structures[0].species, (std::vector<int> {17, 6, 35}));
        QVERIFY(mentions(right.messages, "the element 'CL' of an atom named 'CL1' stands beside columns 77 and 78"));
        const Dataset left = read(atomLine(1, "ZN  ", " ZN", "         ZN   ") + atomLine(2, "FE  ", "HEM", "         FE   "));
        QCOMPARE(left.structures[0].species, (std::vector<int> {30, 26}));
        QVERIFY(mentions(left.messages, "stands beside columns 77 and 78"));
    }
    void anElementThatTheNameContradictsIsSaid()
    {
        const Dataset dataset = read(atomLine(1, "ZN  ", " ZN", "           N  "));
        QVERIFY(mentions(dataset.messages, "an atom named 'ZN' is N; the name says otherwise"));
        const Dataset usual = read(atomLine(1, " CA ", "LIG", "           C  ") + atomLine(2, "SOD ", "SOD", "          NA  ")
                                   + atomLine(3, "1HB ", "ALA", "           H  ") + atomLine(4, " HG ", "SER", "           H  "));
        QCOMPARE(usual.structures[0].species, (std::vector<int> {6, 11, 1, 1}));
        QVERIFY(usual.messages.empty());
    }
    void insertionCodesStayApart()
    {
        const std::string end = "           C  ";
        const Dataset dataset = read(atomLine(1, " CA ", "LEU", end, "  82 ") + atomLine(2, " CA ", "SER", end, "  82A")
                                     + atomLine(3, " CA ", "SER", end, "  82B"));
        const std::vector<std::string> codes {"", "A", "B"};
        QCOMPARE(std::get<AtomTexts>(dataset.find("insertion_code")->values).values[0], codes);
        for (const char* file : {"i.pdb", "i.mmcif", "i.extxyz"}) {
            QVERIFY(!mentions(writeDataset(dataset, m_folder.path(file)), "insertion_code"));
            Progress progress;
            const Dataset again = readFile(m_folder.path(file), progress);
            QCOMPARE(std::get<AtomNumbers>(again.find("residue_number")->values).values[0], (std::vector<double> {82, 82, 82}));
            if (std::string(file) != "i.extxyz") // which has no empty words
                QCOMPARE(std::get<AtomTexts>(again.find("insertion_code")->values).values[0], codes);
        }
    }
    void mmcifWithoutTypeSymbolsKnowsResidues()
    {
        const Dataset dataset = m_folder.read(
            "a.cif",
            "data_x\nloop_\n_atom_site.id\n_atom_site.label_atom_id\n_atom_site.label_comp_id\n_atom_site.label_asym_id\n"
            "_atom_site.label_seq_id\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n1 CA ALA A 1 1 2 3\n"
            "2 CD GLU A 2 5 2 3\n3 CA CA B . 9 2 3\n4 HG SER A 3 7 7 7\n5 NE ARG A 4 1 9 9\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {6, 6, 20, 1, 7}));
        QVERIFY(mentions(dataset.messages, "states no element of some atoms; it is guessed from their names"));
    }
    void labelsAreReadWithTheFormula()
    {
        QCOMPARE(readSites("C H4 O", "C1 .1 .1 .1\nO1 .27 .1 .1\nHO1 .31 .21 .1\nHC1 .05 .23 .1\n").structures[0].species,
                 (std::vector<int> {6, 8, 1, 1}));
        QCOMPARE(readSites("C2 H2 Co N O", "Co1 .1 .1 .1\nC1 .3 .1 .1\nHN1 .5 .1 .1\nNC1 .7 .1 .1\n").structures[0].species,
                 (std::vector<int> {27, 6, 1, 7}));
        QCOMPARE(readSites("Ho2 O3", "HO1 .1 .1 .1\nO1 .3 .1 .1\n").structures[0].species, (std::vector<int> {67, 8}));
        QCOMPARE(readSites("Cd S", "CD1 .1 .1 .1\nS1 .3 .1 .1\n").structures[0].species, (std::vector<int> {48, 16}));
    }
    void labelsWithoutFormulaAreThoseOfAnOrganicCompound()
    {
        const Dataset dataset = readSites("", "C1 .1 .1 .1\nO1 .27 .1 .1\nHO1 .31 .21 .1\nH1 .05 .23 .1\nCL1 .5 .5 .5\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {6, 8, 1, 1, 17}));
        QVERIFY(mentions(dataset.messages, "label 'HO1', which has no type symbol, is taken as H"));
        QCOMPARE(readSites("", "HO1 .1 .1 .1\nO1 .3 .1 .1\n").structures[0].species, (std::vector<int> {67, 8}));
    }
};

QTEST_APPLESS_MAIN(NamesTest)
#include "names_test.moc"
