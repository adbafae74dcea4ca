#include "core/base/error.h"
#include "core/io/lammps/lammps.h"
#include "core/io/read_options.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

std::string dataFile(const std::string& sections, int atoms, int types)
{
    return "x\n\n" + std::to_string(atoms) + " atoms\n" + std::to_string(types)
        + " atom types\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\n" + sections;
}

std::string dump(const std::string& columns, const std::string& atoms, int count)
{
    return "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n" + std::to_string(count)
        + "\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 9\n0 9\nITEM: ATOMS " + columns + "\n" + atoms;
}

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

} // namespace

/// Masses decide: comments mean nothing to LAMMPS, labels are names that anybody chose.
class LammpsElementsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    std::vector<int> speciesOf(const std::string& name, const std::string& text)
    {
        return m_folder.read(name, text).structures[0].species;
    }

private slots:
    void commentsBehindMassesAreNoElements()
    {
        // ca, ho, na, os of GAFF; CA, HO, CD of OPLS and CHARMM
        QCOMPARE(speciesOf("gaff.data",
                           dataFile("Masses\n\n1 12.01 # ca\n2 1.008 # ho\n3 14.01 # na\n4 16.00 # os\n\nAtoms # atomic\n\n"
                                    "1 1 1 1 1\n2 2 2 1 1\n3 3 5 1 1\n4 4 1 2 1\n",
                                    4, 4)),
                 (std::vector<int> {6, 1, 7, 8}));
        QCOMPARE(speciesOf("opls.data",
                           dataFile("Masses\n\n1 12.011 # CD\n2 1.00794 # HG\n3 32.06 # Sm\n\nAtoms # charge\n\n"
                                    "1 1 0.1 1 1 1\n2 2 0.1 2 1 1\n3 3 -.2 5 1 1\n",
                                    3, 3)),
                 (std::vector<int> {6, 1, 16}));
    }
    void massesMayBeKeyedByTypeLabels()
    {
        QCOMPARE(speciesOf("a.data",
                           dataFile("Atom Type Labels\n\n1 cd\n2 hg\n\nMasses\n\ncd 12.01\nhg 1.008\n\nAtoms # atomic\n\n"
                                    "1 cd 1 1 1\n2 hg 2 1 1\n3 hg 0 1 1\n",
                                    3, 2)),
                 (std::vector<int> {6, 1, 1}));
        QCOMPARE(speciesOf("b.data",
                           dataFile("Atom Type Labels\n\n1 c-3\n2 [O]\n\nMasses\n\n[O] 15.999\nc-3 12.011\n\nAtoms # full\n\n"
                                    "1 1 [O] -0.5 1 1 1\n2 1 c-3 0.5 2 1 1\n",
                                    2, 2)),
                 (std::vector<int> {8, 6}));
    }
    void labelsWithoutMassesAreAskedFor()
    {
        const std::string path = m_folder.write(
            "a.data", dataFile("Atom Type Labels\n\n1 cd\n2 hg\n\nAtoms # atomic\n\n1 cd 1 1 1\n2 hg 2 1 1\n", 2, 2));
        Progress progress;
        try {
            readFile(path, progress);
            QFAIL("no error");
        } catch (const MissingElements& error) {
            QCOMPARE(error.species(), (std::vector<std::string> {"type 1 'cd', 1 atom", "type 2 'hg', 1 atom"}));
        }
    }
    void massesOfTwoElementsAreSettledByALabelOrAskedFor()
    {
        QCOMPARE(elementsOfMass(40.0), (std::vector<int> {18, 20}));
        QVERIFY(!elementOfMass(40.0));
        QCOMPARE(elementOfMass(40.08), std::optional(20));
        QCOMPARE(elementOfMass(39.95), std::optional(18));
        const std::string atoms = "\n\nAtoms # atomic\n\n1 1 1 1 1\n";
        QCOMPARE(speciesOf("a.data", dataFile("Masses\n\n1 40.0 # Ca" + atoms, 1, 1)), std::vector<int> {20});
        QVERIFY(!m_folder.errorOf("b.data", dataFile("Masses\n\n1 40.0" + atoms, 1, 1)).empty());
    }
    void unitedAtomsAreNoElements()
    {
        QVERIFY(!elementOfMass(14.027)); // CH2, not nitrogen
        QVERIFY(!elementOfMass(15.035)); // CH3
        QVERIFY(!elementOfMass(16.043)); // CH4, not oxygen
        QCOMPARE(elementOfMass(14.007), std::optional(7));
        QCOMPARE(elementOfMass(16.0), std::optional(8));
    }
    void reducedMassesAreNoElements()
    {
        const std::string text = dump("id type mass x y z", "1 1 12.011 1 1 1\n", 1);
        QCOMPARE(speciesOf("a.dump", text), std::vector<int> {6});
        QVERIFY(m_folder.errorOf("b.dump", "ITEM: UNITS\nlj\n" + text).find("the elements of the 1 atom type are missing")
                != std::string::npos);
    }
    void theDefaultElementOfADumpGivesWayToMasses()
    {
        // dump_modify element: "C" for every type where it is not used
        const Dataset dataset
            = m_folder.read("a.lammpstrj", dump("id type element mass x y z", "1 1 C 28.0855 5 5 5\n2 2 C 15.999 1 1 1\n", 2));
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {14, 8}));
        QVERIFY(mentions(dataset.messages, "column 'element' says C where the mass 28.0855 is that of Si; the mass decides"));
        const Dataset named
            = m_folder.read("b.lammpstrj", dump("id element mass x y z", "1 Au 196.97 5 5 5\n2 H 2.014 1 1 1\n", 2));
        QCOMPARE(named.structures[0].species, (std::vector<int> {79, 1}));
        QVERIFY(!mentions(named.messages, "mass"));
        const Dataset mixed
            = m_folder.read("c.lammpstrj", dump("id type element mass x y z", "1 1 Ni 106.42 5 5 5\n2 2 O 15.999 1 1 1\n", 2));
        QCOMPARE(mixed.structures[0].species, (std::vector<int> {46, 8}));
    }
    void theDefaultElementOfSeveralTypesIsSaid()
    {
        const char* const said = "column 'element' says C for atoms of several types";
        QVERIFY(mentions(m_folder.read("a.dump", dump("id type element x y z", "1 1 C 5 5 5\n2 2 C 1 1 1\n", 2)).messages, said));
        QVERIFY(
            !mentions(m_folder.read("b.dump", dump("id type element x y z", "1 1 C 5 5 5\n2 1 C 1 1 1\n", 2)).messages, said));
        QVERIFY(
            !mentions(m_folder.read("c.dump", dump("id type element x y z", "1 1 C 5 5 5\n2 2 O 1 1 1\n", 2)).messages, said));
    }
    void typesInXyzAreAskedFor_data()
    {
        QTest::addColumn<QString>("comment");
        QTest::newRow("new") << "Atoms. Timestep: 0";
        QTest::newRow("with time") << "Atoms. Timestep: 500 Time: 0.5";
        QTest::newRow("old") << "Atoms";
    }
    void typesInXyzAreAskedFor()
    {
        QFETCH(QString, comment);
        const std::string frame = "\n" + comment.toStdString() + "\n1 0 0 0\n2 0.96 0 0\n2 -0.24 0.93 0\n";
        const std::string path = m_folder.write("a.xyz", "3" + frame + "3" + frame);
        Progress progress;
        QCOMPARE(test::messageOf<MissingElements>([&] { readFile(path, progress); }),
                 path + ": the elements of the 2 atom types are missing: expected masses or a column 'element' that say them");
        const Dataset dataset = readFile(path, progress, {.elements = {8, 1}, .lengthUnit = {}});
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[1].species, (std::vector<int> {8, 1, 1}));
    }
    void elementsInXyzOfLammpsAndAtomicNumbersInOthersAreRead()
    {
        QCOMPARE(speciesOf("a.xyz", "2\nAtoms. Timestep: 0\nO 0 0 0\nH 0.96 0 0\n"), (std::vector<int> {8, 1}));
        QCOMPARE(speciesOf("b.xyz", "2\nwater\n8 0 0 0\n1 0.96 0 0\n"), (std::vector<int> {8, 1}));
    }
};

QTEST_APPLESS_MAIN(LammpsElementsTest)
#include "lammps_elements_test.moc"
