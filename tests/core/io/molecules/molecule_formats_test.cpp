#include "core/base/error.h"
#include "core/chemistry/bonding/molecular_graph.h"
#include "core/chemistry/bonding/stereocentres.h"
#include "core/io/write_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <Eigen/Geometry>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr;

namespace {

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

std::vector<std::string> textsOf(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    return property ? std::get<AtomTexts>(property->values).values[0] : std::vector<std::string>();
}

const std::string kHead = "name\n  program\ncomment\n";

/// Acetate with a wedge, charges by code and by M  CHG, and two data fields.
const std::string kAcetate = kHead
    + "  4  3  0  0  0  0  0  0  0  0999 V2000\n"
      "    0.0000    0.0000    0.0000 C   0  0  0  0\n"
      "    1.5000    0.0000    0.0000 C   0  0  0  0\n"
      "    2.1000    1.1000    0.2500 O   0  0  0  0\n"
      "    2.1000   -1.1000    0.0000 O   0  3  0  0\n"
      "  1  2  1  1\n  2  3  2  0\n  2  4  1  0\n"
      "M  CHG  1   4  -1\nM  END\n"
      "> <energy (eV)>\n-12.5\n\n>  25 <smiles> (7)\nCC(=O)[O-]\nsecond line\n\n$$$$\n";

const std::string kV3000 = kHead
    + "  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 3 2 0 0 0\nM  V30 BEGIN ATOM\n"
      "M  V30 10 N 0 0 0.123456789 0 CHG=1\nM  V30 7 C 1.5 0 0 -\nM  V30 0\nM  V30 3 O 2.5 0 1e-3 0\nM  V30 END ATOM\n"
      "M  V30 BEGIN BOND\nM  V30 1 1 10 7 CFG=3\nM  V30 2 3 7 3\nM  V30 END BOND\nM  V30 END CTAB\nM  END\n$$$$\n";

/// Alanine: N, H, CH3 and COOH around C; `mirror` -1 gives the other hand.
std::string alanine(int mirror)
{
    const double z = 0.51 * mirror;
    const auto atom = [](double x, double y, double height, const char* symbol) {
        return QString::asprintf("%10.4f%10.4f%10.4f %-3s 0  0\n", x, y, height, symbol).toStdString();
    };
    return kHead + "  7  6  0  0  0  0  0  0  0  0999 V2000\n" + atom(0, 0, 0, "C") + atom(0, 1.44, z, "N")
        + atom(1.25, -0.72, z, "C") + atom(-1.25, -0.72, z, "C") + atom(0, 0, -1.09 * mirror, "H") + atom(-2.2, -0.1, z, "O")
        + atom(-1.3, -2.0, z, "O") + "  1  2  1\n  1  3  1\n  1  4  1\n  1  5  1\n  4  6  2\n  4  7  1\nM  END\n";
}

const std::string kPdb = "TITLE     two models\nCRYST1   20.000   21.000   22.000  90.00  90.00  90.00 P 1           1\n"
                         "MODEL        1\n"
                         "HETATM    1  CA  ALA A   1       0.000   0.000   0.000  1.00 10.50           C  \n"
                         "HETATM    2  O  AALA A   1       1.200   0.000   0.000  0.60  0.00           O1-\n"
                         "HETATM    3  O  BALA A   1       1.000   0.700   0.000  0.40  0.00           O  \n"
                         "HETATM    4 CA    CA A   2       5.000   0.000   0.000  1.00  0.00              \n"
                         "ENDMDL\nMODEL        2\n"
                         "HETATM    1  CA  ALA A   1       0.100   0.000   0.000  1.00 10.50           C  \n"
                         "HETATM    2  O  AALA A   1       1.300   0.000   0.000  0.60  0.00           O1-\n"
                         "HETATM    4 CA    CA A   2       5.100   0.000   0.000  1.00  0.00              \n"
                         "ENDMDL\nCONECT    1    2    2\nCONECT    2    1    1\nEND\n";

const std::string kGro = "water, t= 2.500 step= 5\n    4\n"
                         "    1SOL     OW    1   0.126   1.624   1.679  0.1227 -0.0580  0.0434\n"
                         "    1SOL    HW1    2   0.190   1.661   1.747  0.8085  0.3191 -0.7791\n"
                         "    1SOL     MW    3   0.177   1.568   1.613  0.0000  0.0000  0.0000\n"
                         "    2CLA    CLA    4   0.500   0.500   0.500  0.0000  0.0000  0.0000\n"
                         "   2.0   2.0   2.0   0.0   0.0   1.0   0.0   0.0   0.0\n";

} // namespace

class MoleculeFormatsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset converted(const Dataset& dataset, const std::string& name) const
    {
        writeDataset(dataset, m_folder.path(name));
        Progress progress;
        return readFile(m_folder.path(name), progress);
    }

private slots:
    void sdfHoldsBondsChargesAndDataFields()
    {
        const Dataset dataset = m_folder.read("a.sdf", kAcetate + kAcetate);
        QCOMPARE(dataset.size(), 2);
        const Structure& structure = dataset.structures[1];
        QCOMPARE(structure.name, std::string("name"));
        QCOMPARE(structure.species, (std::vector<int> {6, 6, 8, 8}));
        QVERIFY(structure.positions.col(2) == Eigen::Vector3d(2.1, 1.1, 0.25));
        QCOMPARE(structure.bonds,
                 (std::vector<GivenBond> {{0, 1, {}, BondOrder::Single, BondWedge::Up},
                                          {1, 2, {}, BondOrder::Double},
                                          {1, 3, {}, BondOrder::Single}}));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("formal_charge")->values).values[1], (std::vector<double> {0, 0, 0, -1}));
        QCOMPARE(dataset.find("energy")->unit, std::string("eV"));
        QCOMPARE(std::get<StructureNumbers>(dataset.find("energy")->values).values[0], -12.5);
        QCOMPARE(std::get<StructureTexts>(dataset.find("smiles")->values).values[0], std::string("CC(=O)[O-]\nsecond line"));
        QVERIFY(dataset.messages.empty());
    }
    void v3000NumbersAtomsAsItLikesAndContinuesLines()
    {
        const Dataset dataset = m_folder.read("a.sdf", kV3000);
        const Structure& structure = dataset.structures[0];
        QCOMPARE(structure.species, (std::vector<int> {7, 6, 8}));
        QCOMPARE(structure.positions(2, 0), 0.123456789);
        QCOMPARE(structure.bonds,
                 (std::vector<GivenBond> {{0, 1, {}, BondOrder::Single, BondWedge::Down}, {1, 2, {}, BondOrder::Triple}}));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("formal_charge")->values).values[0], (std::vector<double> {1, 0, 0}));
    }
    void bondsChargesAndPropertiesSurvive_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("properties");
        QTest::addColumn<bool>("wedges");
        QTest::newRow("sdf") << "b.sdf" << true << true;
        QTest::newRow("sdf.gz") << "b.sdf.gz" << true << true;
        QTest::newRow("mol") << "b.mol" << false << true;
        QTest::newRow("pdb") << "b.pdb" << false << false;
        QTest::newRow("mmcif") << "b.mmcif" << false << false;
    }
    void bondsChargesAndPropertiesSurvive()
    {
        QFETCH(QString, name);
        QFETCH(bool, properties);
        QFETCH(bool, wedges);
        const Dataset before = m_folder.read("a.sdf", kAcetate);
        const Dataset after = converted(before, name.toStdString());
        auto expected = before.structures[0].bonds;
        for (GivenBond& bond : expected)
            bond.wedge = wedges ? bond.wedge : BondWedge::None;
        QCOMPARE(after.structures[0].bonds, expected);
        QVERIFY(after.structures[0].positions == before.structures[0].positions);
        QCOMPARE(std::get<AtomNumbers>(after.find("formal_charge")->values).values[0], (std::vector<double> {0, 0, 0, -1}));
        QCOMPARE(after.find("energy") != nullptr, properties);
        QCOMPARE(after.find("smiles") != nullptr, properties);
    }
    void largeMoleculesAreWrittenAsV3000WithAllDigits()
    {
        Dataset dataset = m_folder.read("a.sdf", kAcetate);
        Structure& structure = dataset.structures[0];
        dataset.properties.clear();
        structure.species.assign(1200, 6);
        structure.positions = 3 * Eigen::Matrix3Xd::Random(3, 1200);
        structure.positions.row(0) += Eigen::RowVectorXd::LinSpaced(1200, 0, 3000);
        structure.bonds = {{0, 1199, {}, BondOrder::Aromatic}};
        const Dataset after = converted(dataset, "large.sdf");
        QVERIFY(test::contentOf(m_folder.path("large.sdf")).find("V3000") != std::string::npos);
        QVERIFY(after.structures[0].positions == structure.positions);
        QCOMPARE(after.structures[0].bonds, structure.bonds);
    }
    void handednessOfAminoAcidsIsKept()
    {
        for (const int mirror : {1, -1}) {
            const Dataset dataset = converted(m_folder.read("a.mol", alanine(mirror)), "b.sdf");
            const Structure& structure = dataset.structures[0];
            const auto centres = findStereocentres(structure, molecularGraph(structure));
            QCOMPARE(centres.size(), 1u);
            QCOMPARE(centres[0].atom, 0);
            // By hand: from N (up) over COOH (lower left) to CH3 (lower right), hydrogen behind: counterclockwise, S, which is
            // L-alanine.
            QCOMPARE(centres[0].isR, mirror == -1);
            const auto p = structure.positions;
            const double volume = p.col(1).dot(p.col(2).cross(p.col(3)));
            QCOMPARE(volume < 0, mirror == 1);
        }
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* what, const char* name, const std::string& text, const char* error) {
            QTest::newRow(what) << name << QString::fromStdString(text) << error;
        };
        const std::string counts
            = "expected the counts line, numbers of atoms and bonds in three columns each and V2000 or V3000, found ";
        row("no counts", "a.sdf", kHead, "line 3: expected three lines of header and the counts line, the file ends here");
        row("negative count", "a.sdf", kHead + " -1  0  0  0  0  0            999 V2000\n",
            ("line 4: " + counts + "'-1  0  0  0  0  0            999 V2000' (number of atoms)").c_str());
        row("fewer atoms", "a.sdf",
            kHead + "  2  0  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n",
            "line 6: expected 2 atoms, found 1");
        row("bad number", "a.sdf",
            kHead + "  1  0  0  0  0  0            999 V2000\n    0.0000    0.x000    0.0000 C   0  0\nM  END\n",
            "line 5: expected three coordinates and an element, found '0.0000    0.x000    0.0000 C   0  0'");
        row("query atom", "a.sdf",
            kHead + "  1  0  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 R#  0  0\nM  END\n",
            "line 5: expected an element, found 'R#'");
        row("bond to nowhere", "a.sdf",
            kHead + "  1  1  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\n  1  5  1\n",
            "line 6: expected an atom from 1 to 1, found '5' in '1  5  1'");
        row("type of bond", "a.sdf",
            kHead
                + "  2  1  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\n"
                  "    1.0000    0.0000    0.0000 C   0  0\n  1  2 77\nM  END\n",
            "line 7: expected a type of bond from 1 to 10, found 77");
        row("V3000 huge count", "a.sdf",
            kHead
                + "  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 999999999999 0 0 0 0\n"
                  "M  V30 END CTAB\nM  END\n",
            "line 8: expected 999999999999 atoms as stated by COUNTS, found 0");
        row("V3000 negative count", "a.sdf",
            kHead + "  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS -5 0 0 0 0\n",
            "line 6: expected 'COUNTS' and the numbers of atoms and bonds, found 'COUNTS -5 0 0 0 0'");
        row("V3000 cut off", "a.sdf", kHead + "  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n",
            "line 5: expected 'M  END', the file ends here");
        row("GRO count", "a.gro", "t\n-7\n", "line 2: expected the number of atoms, at least 1, found '-7'");
        row("GRO virtual sites", "a.gro", "t\n1\n    1SOL     MW    1   0.126   1.624   1.679\n   1 1 1\n",
            "line 2: expected atoms, found 1 site that is none (virtual sites, or names that mean no element)");
        row("GRO huge count", "a.gro", "t\n99999999999\n    1SOL     OW    1   0.126   1.624   1.679\n",
            "line 3: expected 99999999999 atoms, found 1 before the end of the file");
        row("GRO box", "a.gro", "t\n1\n    1SOL     OW    1   0.126   1.624   1.679\n 1 2\n",
            "line 4: expected the box, 3 or 9 numbers, found '1 2'");
        row("PDB coordinates", "a.pdb", "HETATM    1  C   MOL A   1       0.000   0.0x0   0.000  1.00  0.00           C  \n",
            "line 1: expected three coordinates in columns 31 to 54, found '0.000   0.0x0   0.000'");
        row("PDB cell", "a.pdb", "CRYST1   20.000   21.000    0.000  90.00  90.00  90.00 P 1           1\n",
            "line 1: the cell spans no volume: 'CRYST1   20.000   21.000    0.000  90.00  90.00  90.00 P 1  ...'");
        row("PDB empty", "a.pdb", "END\n", "holds no structure");
        row("CML not XML", "a.cml", "<molecule><atomArray>\n</molecule>\n", "line 2: not valid XML: mismatched tag");
        row("CML element", "a.cml",
            "<molecule><atomArray>\n<atom id=\"a\" elementType=\"Xx\" x3=\"0\" y3=\"0\" z3=\"0\"/></atomArray></molecule>\n",
            "line 2: expected the elementType of an atom, found 'Xx'");
        row("CML bond", "a.cml",
            "<molecule><atomArray><atom id=\"a\" elementType=\"C\" x3=\"0\" y3=\"0\" z3=\"0\"/></atomArray>\n<bondArray>"
            "<bond atomRefs2=\"a b\"/></bondArray></molecule>\n",
            "line 2: a bond names atom 'b', which is not there");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf(name.toStdString(), text.toStdString())), error);
    }
    void aUnitOfAScalarIsNotThatOfTheCrystal()
    {
        const std::string atoms
            = "<atomArray><atom id=\"a1\" elementType=\"Na\" xFract=\"0.5\" yFract=\"0\" zFract=\"0\"/></atomArray>";
        const std::string energy = "<property title=\"energy\"><scalar units=\"units:hartree\">-1.5</scalar></property>";
        const std::string crystal = "<crystal a=\"4\" b=\"5\" c=\"6\" alpha=\"90\" beta=\"90\" gamma=\"90\"/>";
        const Dataset dataset = m_folder.read("a.cml", "<molecule>" + energy + crystal + atoms + "</molecule>");
        QCOMPARE(dataset.structures[0].positions(0, 0), 2.0);
        QVERIFY(!m_folder
                     .errorOf("b.cml",
                              "<molecule><crystal><scalar title=\"a\" units=\"units:bohr\">4</scalar></crystal>" + atoms
                                  + "</molecule>")
                     .empty());
    }
    void radicalsOfMultiplicityZeroAreNone_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("said");
        QTest::newRow("0") << "M  RAD  1   1   0" << false;
        QTest::newRow("0 twice") << "M  RAD  2   1   0   2   0" << false;
        QTest::newRow("one of two") << "M  RAD  2   1   0   2   2" << true;
        QTest::newRow("doublet") << "M  RAD  1   1   2" << true;
    }
    void radicalsOfMultiplicityZeroAreNone()
    {
        QFETCH(QString, line);
        QFETCH(bool, said);
        const std::string text = kHead
            + "  2  1  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\n    1.2000    0.0000    0.0000 "
              "O   0  0\n"
              "  1  2  2  0\n"
            + line.toStdString() + "\nM  END\n";
        QCOMPARE(mentions(m_folder.read("a.mol", text).messages, "radicals"), said);
    }
    void aQueryLeavesOutItsMoleculeOnly()
    {
        const std::string query
            = kHead + "  1  0  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 A   0  0\nM  END\n$$$$\n";
        const Dataset dataset = m_folder.read("a.sdf", query + kAcetate);
        QCOMPARE(dataset.size(), 1);
        QVERIFY(mentions(dataset.messages, "a molecule is left out: expected an element, found 'A'"));
    }
    void pdbReadsModelsLocationsChargesAndConnections()
    {
        const Dataset dataset = m_folder.read("a.pdb", kPdb);
        QCOMPARE(dataset.size(), 2);
        for (const Structure& structure : dataset.structures) {
            QCOMPARE(structure.species, (std::vector<int> {6, 8, 20}));
            QCOMPARE(structure.bonds, (std::vector<GivenBond> {{0, 1, {}, BondOrder::Double}}));
            QVERIFY(structure.cell->vectors.isApprox(Eigen::Vector3d(20, 21, 22).asDiagonal().toDenseMatrix()));
        }
        QCOMPARE(dataset.structures[1].positions(0, 2), 5.1);
        QCOMPARE(std::get<AtomNumbers>(dataset.find("formal_charge")->values).values[0], (std::vector<double> {0, -1, 0}));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("b_factor")->values).values[0][0], 10.5);
        QVERIFY(mentions(dataset.messages, "alternative locations: only the first of each residue is read"));
        QVERIFY(mentions(dataset.messages, "it is guessed from their names"));
        QCOMPARE(textsOf(dataset, "atom_name"), (std::vector<std::string> {"CA", "O", "CA"}));
        QCOMPARE(textsOf(dataset, "residue_name"), (std::vector<std::string> {"ALA", "ALA", "CA"}));
        QCOMPARE(textsOf(dataset, "chain"), (std::vector<std::string> {"A", "A", "A"}));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("residue_number")->values).values[1], (std::vector<double> {1, 1, 2}));
    }
    void namesOfAtomsAndResiduesAreKept_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"names.pdb", "names.mmcif", "names.extxyz"})
            QTest::newRow(file) << file;
    }
    void namesOfAtomsAndResiduesAreKept()
    {
        QFETCH(QString, file);
        const Dataset before = m_folder.read("a.pdb", kPdb);
        const Dataset after = converted(before, file.toStdString());
        QVERIFY(!mentions(after.messages, "atom_name"));
        for (const char* name : {"atom_name", "residue_name", "chain"})
            QCOMPARE(textsOf(after, name), textsOf(before, name));
        QCOMPARE(std::get<AtomNumbers>(after.find("residue_number")->values).values[1], (std::vector<double> {1, 1, 2}));
    }
    void theResidueThatSaysNothingIsNoProperty()
    {
        Dataset water;
        water.structures = {test::water()};
        for (const char* file : {"w.pdb", "w.mmcif"})
            QVERIFY(converted(water, file).properties.empty());
    }
    void pdbCellIsTurnedAsScaleSays()
    {
        // b along x, a along -y
        const Structure structure
            = m_folder
                  .read("a.pdb",
                        "CRYST1   10.000   20.000   30.000  90.00  90.00  90.00 P 1\n"
                        "SCALE1      0.000000 -0.100000  0.000000        0.00000\nSCALE2      0.050000  0.000000  0.000000       "
                        " 0.00000\n"
                        "SCALE3      0.000000  0.000000  0.033333        0.00000\n"
                        "HETATM    1  C   MOL A   1       1.000   2.000   3.000  1.00  0.00           C  \n")
                  .structures[0];
        Eigen::Matrix3d expected;
        expected << 0, -10, 0, 20, 0, 0, 0, 0, 30;
        QVERIFY((structure.cell->vectors - expected).norm() < 1e-4);
    }
    void pdbNumbersBeyondFiveDigitsAreHybrid()
    {
        Dataset dataset;
        Structure chain;
        chain.species.assign(100'002, 6);
        chain.positions = Eigen::Matrix3Xd::Zero(3, 100'002);
        chain.positions.row(0) = Eigen::RowVectorXd::LinSpaced(100'002, 0, 100'001) * 0.09375;
        chain.bonds = {{.i = 99'998, .j = 100'001}};
        dataset.structures = {chain};
        const Dataset after = converted(dataset, "long.pdb");
        QVERIFY(test::contentOf(m_folder.path("long.pdb")).find("HETATMA0000") != std::string::npos);
        QCOMPARE(after.structures[0].bonds, chain.bonds);
    }
    void pdbRefusesCoordinatesThatItsColumnsCannotHold()
    {
        Dataset dataset;
        dataset.structures = {test::water()};
        dataset.structures[0].positions(1, 1) = -1234.5;
        QCOMPARE(
            test::messageOf([&] { writeDataset(dataset, m_folder.path("far.pdb")); }),
            m_folder.path("far.pdb")
                + std::string(": cannot be written: PDB: holds coordinates from -999.999 to 9999.999 angstrom, found -1234.5"));
    }
    void groReadsBoxVelocitiesAndTime()
    {
        const Dataset dataset = m_folder.read("a.gro", kGro + kGro);
        QCOMPARE(dataset.size(), 2);
        const Structure& structure = dataset.structures[1];
        QCOMPARE(structure.species, (std::vector<int> {8, 1, 17}));
        QVERIFY((structure.positions.col(0) - Eigen::Vector3d(1.26, 16.24, 16.79)).norm() < 1e-12);
        Eigen::Matrix3d expected; // v1x v2y v3z v1y v1z v2x v2z v3x v3y
        expected << 20, 0, 0, 10, 20, 0, 0, 0, 20;
        QVERIFY(structure.cell->vectors.isApprox(expected));
        QCOMPARE(std::get<StructureNumbers>(dataset.find("time")->values).values[1], 2.5);
        QCOMPARE(dataset.find("time")->unit, std::string("ps"));
        QVERIFY(mentions(dataset.messages, "they are guessed from the names of the atoms: CLA Cl, HW H, OW O"));
        QVERIFY(mentions(dataset.messages, "sites named 'MW' are no atoms; left out"));
        const auto& velocities = std::get<AtomNumbers>(dataset.find("velocities")->values);
        QCOMPARE(velocities.values[0].size(), 9u);
        QCOMPARE(velocities.values[0][5], -0.7791);
    }
    void cmlReadsAllItsStyles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("attributes")
            << "<cml><molecule id=\"m\"><atomArray><atom id=\"a1\" elementType=\"C\" x3=\"0\" y3=\"0\" z3=\"0\"/>"
               "<atom id=\"a2\" elementType=\"O\" x3=\"1.2\" y3=\"0\" z3=\"0.5\" formalCharge=\"-1\"/></atomArray>"
               "<bondArray><bond atomRefs2=\"a1 a2\" order=\"2\"/></bondArray></molecule></cml>";
        QTest::newRow("arrays")
            << "<molecule id=\"m\"><atomArray atomID=\"a1 a2\" elementType=\"C O\" x3=\"0 1.2\" y3=\"0 0\" z3=\"0 0.5\" "
               "formalCharge=\"0 -1\"/><bondArray atomRef1=\"a1\" atomRef2=\"a2\" order=\"D\"/></molecule>";
        QTest::newRow("CML 1")
            << "<molecule id=\"m\"><atomArray><atom id=\"a1\"><string builtin=\"elementType\">C</string>"
               "<coordinate3 builtin=\"xyz3\">0 0 0</coordinate3></atom><atom id=\"a2\"><string "
               "builtin=\"elementType\">O</string>"
               "<float builtin=\"x3\">1.2</float><float builtin=\"y3\">0</float><float builtin=\"z3\">0.5</float>"
               "<integer builtin=\"formalCharge\">-1</integer></atom></atomArray><bondArray><bond><string "
               "builtin=\"atomRef\">a1</string>"
               "<string builtin=\"atomRef\">a2</string><string builtin=\"order\">2</string></bond></bondArray></molecule>";
    }
    void cmlReadsAllItsStyles()
    {
        QFETCH(QString, text);
        for (const char* name : {"a.cml", "b.unknown"}) { // by suffix and by content
            const Dataset dataset = m_folder.read(name, text.toStdString());
            QCOMPARE(dataset.size(), 1);
            const Structure& structure = dataset.structures[0];
            QCOMPARE(structure.name, std::string("m"));
            QCOMPARE(structure.species, (std::vector<int> {6, 8}));
            QVERIFY(structure.positions.col(1) == Eigen::Vector3d(1.2, 0, 0.5));
            QCOMPARE(structure.bonds, (std::vector<GivenBond> {{0, 1, {}, BondOrder::Double}}));
            QCOMPARE(std::get<AtomNumbers>(dataset.find("formal_charge")->values).values[0], (std::vector<double> {0, -1}));
        }
    }
    void mmcifReadsModelsAndLocations()
    {
        const Dataset dataset
            = m_folder.read("a.cif",
                            "data_x\nloop_\n_atom_site.type_symbol\n_atom_site.label_atom_id\n_atom_site.label_alt_id\n"
                            "_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n_atom_site.pdbx_PDB_model_num\n"
                            "C CA . 0 0 0 1\nO O A 1 0 0 1\nO O B 1 1 0 1\nC CA . 0 0 5 2\nO O A 1 0 5 2\n");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {6, 8}));
        QCOMPARE(dataset.structures[1].positions(2, 1), 5.0);
        QVERIFY(mentions(dataset.messages, "alternative locations"));
    }
    void crystalsKeepTheirFractionsInMmcifAndPdb()
    {
        Dataset dataset;
        dataset.structures = {test::triclinicCrystal()};
        const Structure& before = dataset.structures[0];
        for (const auto& [name, tolerance] : {std::pair {"c.mmcif", 1e-12}, std::pair {"c.pdb", 1e-3}}) {
            const Structure after = converted(dataset, name).structures[0];
            QVERIFY((after.cell->lengths() - before.cell->lengths()).norm() < tolerance);
            for (int i = 0; i < before.atomCount(); ++i)
                QVERIFY((after.cell->toFractional(after.positions.col(i)).value
                         - before.cell->toFractional(before.positions.col(i)).value)
                            .norm()
                        < tolerance);
        }
    }
    void conversionsSayWhatIsLost()
    {
        const Dataset molecule = m_folder.read("a.sdf", kAcetate);
        QVERIFY(mentions(writeDataset(molecule, m_folder.path("l.extxyz")),
                         "Extended XYZ cannot hold the stated bonds of 1 structure"));
        QVERIFY(mentions(writeDataset(molecule, m_folder.path("l.pdb")),
                         "PDB cannot hold the properties of structures: comment, energy, smiles"));
        Dataset crystal;
        crystal.structures = {test::rockSalt()};
        QVERIFY(mentions(writeDataset(crystal, m_folder.path("l.sdf")), "SDF cannot hold the cell of 1 structure"));
        Dataset water;
        water.structures = {test::water()};
        water.structures[0].positions(0, 0) += 0.00001;
        const Messages losses = writeDataset(water, m_folder.path("w.sdf"));
        QVERIFY(mentions(losses, "states no bonds: those found from distances are written"));
        QVERIFY(mentions(losses, "coordinates are rounded to 0.0001 angstrom"));
    }
    void contentDecidesWhereTheSuffixDoesNot_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("structures");
        QTest::newRow("SDF") << QString::fromStdString(kAcetate) << 1;
        QTest::newRow("V3000") << QString::fromStdString(kV3000) << 1;
        QTest::newRow("PDB") << QString::fromStdString(kPdb) << 2;
        QTest::newRow("GRO") << QString::fromStdString(kGro) << 1;
    }
    void contentDecidesWhereTheSuffixDoesNot()
    {
        QFETCH(QString, text);
        QFETCH(int, structures);
        QCOMPARE(m_folder.read("file.dat", text.toStdString()).size(), structures);
        QCOMPARE(m_folder.read("file", text.toStdString()).size(), structures);
    }
};

QTEST_APPLESS_MAIN(MoleculeFormatsTest)
#include "molecule_formats_test.moc"
