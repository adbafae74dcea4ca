#include "core/base/error.h"
#include "core/io/lammps/lammps.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace mbtr;

namespace {

Dataset readOwn(const std::string& name, const ReadOptions& options = {})
{
    Progress progress;
    return readFile(test::dataFile("formats/" + name), progress, options);
}

const std::vector<double>& atomNumbers(const Dataset& dataset, const char* name, std::size_t structure = 0)
{
    static const std::vector<double> none;
    const Property* property = dataset.find(name);
    return property ? std::get<AtomNumbers>(property->values).values[structure] : none;
}

const std::string kBox = "0 4 xlo xhi\n0 4 ylo yhi\n0 4 zlo zhi\n";

std::string dataFileWith(const std::string& masses, const std::string& atoms)
{
    return "x\n\n2 atoms\n2 atom types\n" + kBox + "\n" + masses + "\n" + atoms;
}

} // namespace

class LammpsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void readsADataFileOfStyleFull()
    {
        const Dataset dataset = readOwn("full.lmp");
        const Structure& structure = dataset.structures.at(0);
        QCOMPARE(structure.species, (std::vector<int> {8, 1, 1})); // by mass, in the order of the numbers
        QVERIFY(structure.positions.col(0).isApprox(Eigen::Vector3d(0.5, 0, 0))); // the box begins at x = 1
        QVERIFY(structure.positions.col(2).isApprox(Eigen::Vector3d(0, 0.5, 0.5)));
        Eigen::Matrix3d vectors;
        vectors << 10, 0, 0, 1, 12, 0, 0, 0.5, 13;
        QCOMPARE(structure.cell->vectors, vectors);
        QCOMPARE(atomNumbers(dataset, "charge"), (std::vector<double> {-0.82, 0.41, 0.41}));
        QCOMPARE(atomNumbers(dataset, "molecule"), (std::vector<double> {1, 1, 1}));
        QCOMPARE(atomNumbers(dataset, "velocities"), (std::vector<double> {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}));
        QCOMPARE(atomNumbers(dataset, "type"), (std::vector<double> {1, 2, 2}));
        QCOMPARE(structure.bonds, (std::vector<GivenBond> {{.i = 0, .j = 1}, {.i = 0, .j = 2}}));
    }
    void bondsJoinNearestCopies()
    {
        const std::string head = dataFileWith("Masses\n\n1 12.011\n2 15.999\n", "Atoms # atomic\n\n7 1 0.2 0 0\n3 2 3.8 0 0\n");
        QCOMPARE(m_folder.read("bond.data", head + "\nBonds\n\n1 1 7 3\n").structures[0].bonds, // atoms by number: 3, 7
                 (std::vector<GivenBond> {{.i = 1, .j = 0, .image = {-1, 0, 0}}}));
        QVERIFY(QString::fromStdString(test::messageOf<FileError>([&] {
                    m_folder.read("bad.data", head + "\nBonds\n\n1 1 7 4\n");
                })).endsWith("line 21: a bond names atom 4, which the section Atoms does not have"));
    }
    void readsTypeLabels()
    {
        const Dataset dataset = readOwn("labels.data");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {31, 33}));
        QCOMPARE(atomNumbers(dataset, "type"), (std::vector<double> {1, 2}));
    }
    void takesUnitsFromTheTitle()
    {
        const Dataset dataset = m_folder.read(
            "b.data",
            "LAMMPS data file via write_data, version 1, timestep = 0, units = electron\n\n1 atoms\n1 atom types\n"
            "0 10 xlo xhi\n0 10 ylo yhi\n0 10 zlo zhi\n\nMasses\n\n1 4.0026\n\nAtoms # charge\n\n1 1 0.5 1.0 0 0\n");
        QVERIFY(std::abs(dataset.structures[0].positions(0, 0) - 0.529177210903) < 1e-12);
        QVERIFY(std::abs(dataset.structures[0].cell->vectors(1, 1) - 5.29177210903) < 1e-12);
        QCOMPARE(dataset.find("charge")->unit, std::string("e"));
    }
    void guessesTheStyleFromTheColumns_data()
    {
        QTest::addColumn<QString>("atoms");
        QTest::addColumn<QString>("style");
        QTest::newRow("atomic") << "1 1 0 0 0\n2 2 1 1 1\n"
                                << "atomic";
        QTest::newRow("atomic with images") << "1 1 0 0 0 0 0 0\n2 2 1 1 1 0 0 -1\n"
                                            << "atomic";
        QTest::newRow("charge") << "1 1 0.5 0 0 0\n2 2 -0.5 1 1 1\n"
                                << "charge";
        QTest::newRow("molecular") << "1 7 1 0 0 0\n2 7 2 1 1 1\n"
                                   << "molecular";
        QTest::newRow("full") << "1 1 1 0.5 0 0 0\n2 1 2 -0.5 1 1 1\n"
                              << "full";
        QTest::newRow("full with images") << "1 1 1 0.5 0 0 0 0 0 0\n2 1 2 -0.5 1 1 1 0 0 0\n"
                                          << "full";
    }
    void guessesTheStyleFromTheColumns()
    {
        QFETCH(QString, atoms);
        QFETCH(QString, style);
        const Dataset dataset
            = m_folder.read("g.data", dataFileWith("Masses\n\n1 22.99\n2 35.45\n", "Atoms\n\n" + atoms.toStdString()));
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {11, 17}));
        QVERIFY(dataset.structures[0].positions.col(1).isApprox(Eigen::Vector3d(1, 1, 1)));
        QVERIFY(QString::fromStdString(dataset.messages.at(0).text).endsWith("taken as '" + style + "'"));
    }
    void asksForElementsThatMassesDoNotSay()
    {
        const std::string path
            = m_folder.write("lj.data", dataFileWith("Masses\n\n1 1.0\n2 1.0\n", "Atoms # atomic\n\n1 1 0 0 0\n2 2 1 1 1\n"));
        Progress progress;
        try {
            readFile(path, progress);
            QFAIL("no error");
        } catch (const MissingElements& error) {
            QCOMPARE(error.species(), (std::vector<std::string> {"type 1, mass 1, 1 atom", "type 2, mass 1, 1 atom"}));
        }
        QCOMPARE(readFile(path, progress, {.elements = {18, 36}, .lengthUnit = {}}).structures[0].species,
                 (std::vector<int> {18, 36}));
        QCOMPARE(test::messageOf<FileError>([&] { readFile(path, progress, {.elements = {18}, .lengthUnit = {}}); }),
                 path + ": has 2 atom types, but 1 element is named for it");
    }
    void takesTheUnitOfLengthThatTheUserStates()
    {
        const std::string path
            = m_folder.write("nm.data", dataFileWith("Masses\n\n1 22.99\n2 35.45\n", "Atoms # atomic\n\n1 1 0 0 0\n2 2 1 1 1\n"));
        Progress progress;
        QCOMPARE(readFile(path, progress, {.elements = {}, .lengthUnit = "nm"}).structures[0].positions(0, 1), 10.0);
    }
    void findsElementsByMass()
    {
        QCOMPARE(elementOfMass(55.8), std::optional(26));
        QCOMPARE(elementOfMass(12), std::optional(6));
        QCOMPARE(elementOfMass(2.014), std::optional(1)); // deuterium
        QCOMPARE(elementOfMass(58.69), std::optional(28)); // nickel, not cobalt (58.93)
        QVERIFY(!elementOfMass(1));
        QVERIFY(!elementOfMass(13.5));
        QVERIFY(!elementOfMass(-1));
    }
    void readsADump()
    {
        const Dataset dataset = readOwn("melt.lammpstrj");
        QCOMPARE(dataset.size(), 2);
        const Structure& first = dataset.structures[0];
        QCOMPARE(first.species, (std::vector<int> {11, 17, 17}));
        QVERIFY(first.positions.col(0).isApprox(Eigen::Vector3d(1, 0, 0))); // the box begins at x = -1
        QVERIFY(first.positions.col(2).isApprox(Eigen::Vector3d(3, 0, 1)));
        QCOMPARE(first.cell->periodic, (std::array {true, true, false}));
        QCOMPARE(atomNumbers(dataset, "forces"), (std::vector<double> {1, 2, 3, 4, 5, 6, 0.1, 0.2, 0.3}));
        QCOMPARE(dataset.find("forces")->unit, std::string("eV/angstrom"));
        QCOMPARE(atomNumbers(dataset, "charge", 1), (std::vector<double> {1, -1, -1}));
        QCOMPARE(std::get<StructureNumbers>(dataset.find("timestep")->values).values, (std::vector<double> {100, 200}));
    }
    void readsATiltedBoxWithScaledPositions()
    {
        const Dataset dataset = readOwn("tilted.dump", {.elements = {14, 6, 8}, .lengthUnit = {}});
        const Structure& structure = dataset.structures[0];
        QCOMPARE(structure.species, (std::vector<int> {14, 8})); // type 3
        Eigen::Matrix3d vectors; // bounds less min and max of 0, xy, xz, xy + xz and of 0, yz
        vectors << 10, 0, 0, 2, 10, 0, -1.5, 1, 10;
        QVERIFY(structure.cell->vectors.isApprox(vectors, 1e-14));
        QVERIFY(structure.positions.col(1).isApprox(Eigen::Vector3d(5.25, 5.5, 5), 1e-14));
    }
    void asksForTheElementsOfADump()
    {
        QCOMPARE(test::messageOf<MissingElements>([] { readOwn("tilted.dump"); }),
                 test::dataFile("formats/tilted.dump")
                     + ": the elements of the 3 atom types are missing: expected masses or a column 'element' that say them");
    }
    void keepsNumbersOfAGroupAndTexts()
    {
        const Dataset dataset
            = m_folder.read("g.dump",
                            "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 4\n0 4\n"
                            "ITEM: ATOMS id typelabel mass xu yu zu\n9 CT 12.011 5 0 0\n4 HC 1.008 0 0 0\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {1, 6}));
        QCOMPARE(dataset.structures[0].positions(0, 1), 5.0);
        QCOMPARE(atomNumbers(dataset, "id"), (std::vector<double> {4, 9}));
        QCOMPARE(std::get<AtomTexts>(dataset.find("typelabel")->values).values[0], (std::vector<std::string> {"HC", "CT"}));
    }
    void reportsTheLineOfWhatIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* tag, const char* name, const std::string& text, const char* error) {
            QTest::newRow(tag) << name << QString::fromStdString(text) << error;
        };
        const std::string masses = "Masses\n\n1 22.99\n2 35.45\n";
        row("no box", "a.data", "x\n\n1 atoms\n1 atom types\n\nMasses\n\n1 12.011\n\nAtoms # atomic\n\n1 1 0 0 0\n",
            "the box is not stated: expected lines 'xlo xhi', 'ylo yhi' and 'zlo zhi'");
        row("no atoms", "a.data", dataFileWith(masses, ""), "holds no section Atoms");
        row("few", "a.data", dataFileWith(masses, "Atoms # atomic\n\n1 1 0 0 0\n"), "expected 2 atoms, found 1");
        row("type", "a.data", dataFileWith(masses, "Atoms # atomic\n\n1 3 0 0 0\n"),
            "line 16: expected an atom type from 1 to 2, found '3' in '1 3 0 0 0'");
        row("columns", "a.data", dataFileWith(masses, "Atoms # full\n\n1 1 0 0 0\n"),
            "line 16: expected 7 columns (atom style full), found 5 in '1 1 0 0 0'");
        row("twice", "a.data", dataFileWith(masses, "Atoms # atomic\n\n1 1 0 0 0\n1 1 0 0 1\n"),
            "line 17: expected an atom number that did not stand before, found '1'");
        row("coordinate", "a.data", dataFileWith(masses, "Atoms # atomic\n\n1 1 0 0 nan\n"),
            "line 16: column 'z': expected a number, found 'nan'");
        row("style", "a.data", dataFileWith(masses, "Atoms\n\n1 1\n"),
            "line 16: the atom style is not stated and cannot be told from the numbers: expected 'Atoms # full' or the like, "
            "found '1 1'");
        row("hostile count", "a.data", "x\n\n99999999999 atoms\n1 atom types\n",
            "line 3: expected a number from 1 to 100000000, found '99999999999 atoms'");
        const std::string frame = "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 4\n0 4\n";
        row("no positions", "a.dump", frame + "ITEM: ATOMS id element fx\n1 H 0\n",
            "line 9: expected columns x y z (or xu yu zu, xs ys zs, xsu ysu zsu), found 'id element fx'");
        row("cut off", "a.dump", frame + "ITEM: ATOMS id element x y z\n1 H 0 0 0\n",
            "line 10: expected 2 atoms, found 1 before the end of the file");
        row("short line", "a.dump", frame + "ITEM: ATOMS id element x y z\n1 H 0 0 0\n2 H 0 0\n",
            "line 11: expected 5 columns, found 4 in '2 H 0 0'");
        row("flat box", "a.dump",
            "ITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 0\n0 4\nITEM: ATOMS element x y z\nH 0 0 0\n",
            "line 8: the box of the frame above spans no volume");
        row("no count", "a.dump", "ITEM: ATOMS element x y z\nH 0 0 0\n",
            "line 1: expected ITEM: NUMBER OF ATOMS and ITEM: BOX BOUNDS above ITEM: ATOMS");
        row("item", "a.dump", "ITEM: WHATEVER\n",
            "line 1: expected ITEM: TIMESTEP, NUMBER OF ATOMS, BOX BOUNDS, UNITS, TIME or ATOMS, found 'WHATEVER'");
    }
    void reportsTheLineOfWhatIsWrong()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf(name.toStdString(), text.toStdString())), error);
    }
    void isFoundByContent()
    {
        QCOMPARE(m_folder.read("a.txt", test::contentOf(test::dataFile("formats/melt.lammpstrj"))).size(), 2);
        QCOMPARE(m_folder.read("b.txt", test::contentOf(test::dataFile("formats/full.lmp"))).size(), 1);
    }
};

QTEST_APPLESS_MAIN(LammpsTest)
#include "lammps_test.moc"
