#include "core/base/error.h"
#include "core/io/write_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <Eigen/LU>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <ostream>

using namespace mbtr;

namespace {

bool isSame(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return x == y || (x != x && y != y); });
}

bool isSame(const Property& a, const Property& b)
{
    if (a.name != b.name || a.unit != b.unit || a.values.index() != b.values.index())
        return false;
    if (const auto* numbers = std::get_if<StructureNumbers>(&a.values))
        return numbers->components == std::get<StructureNumbers>(b.values).components
            && isSame(numbers->values, std::get<StructureNumbers>(b.values).values);
    if (const auto* texts = std::get_if<StructureTexts>(&a.values))
        return texts->values == std::get<StructureTexts>(b.values).values;
    if (const auto* texts = std::get_if<AtomTexts>(&a.values))
        return texts->values == std::get<AtomTexts>(b.values).values;
    return std::get<AtomNumbers>(a.values).components == std::get<AtomNumbers>(b.values).components
        && std::get<AtomNumbers>(a.values).values == std::get<AtomNumbers>(b.values).values;
}

void compareStructures(const Structure& a, const Structure& b)
{
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.species, b.species);
    QVERIFY(a.positions == b.positions); // bit for bit
    QCOMPARE(a.cell.has_value(), b.cell.has_value());
    QVERIFY(!a.cell || (a.cell->vectors == b.cell->vectors && a.cell->periodic == b.cell->periodic));
}

const char* const kFull
    = "2\nLattice=\"3.1 0 0.1 0 4 0 0 0 0.1234567890123456\" Properties=species:S:1:pos:R:3:forces:R:3:charge:R:1 name=\"a "
      "\\\"b\\\" c\" energy=-1.1 "
      "ae/kcal/mol=3 <R2>=35.3641 smiles=C/C=C\\C note=\"a=b, c\" dipole=\"1 2 0.3333333333333333\" flag=T pbc=\"T T F\"\n"
      "Cl 0.1 1e-17 -3 1 2 3 0.1\nH 1 2 3.3000000000000003 4 5 6e-300 0.2\n"
      "1\nProperties=species:S:1:pos:R:3 energy=1e22 pbc=\"F F F\"\nO 0 0 0\n";

} // namespace

class WriteTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset readAgain(const std::string& name) const
    {
        Progress progress;
        return readFile(m_folder.path(name), progress);
    }

private slots:
    void extendedXyzReadsBackIdentical_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << "out.extxyz";
        QTest::newRow("gzip") << "out.extxyz.gz";
    }
    void extendedXyzReadsBackIdentical()
    {
        QFETCH(QString, name);
        const Dataset dataset = m_folder.read("in.extxyz", kFull);
        QCOMPARE(dataset.find("ae")->unit, std::string("kcal/mol"));
        QVERIFY(writeDataset(dataset, m_folder.path(name.toStdString())).empty());
        const Dataset again = readAgain(name.toStdString());
        QCOMPARE(again.size(), 2);
        for (std::size_t i = 0; i < 2; ++i)
            compareStructures(dataset.structures[i], again.structures[i]);
        QCOMPARE(again.properties.size(), dataset.properties.size());
        for (const Property& property : dataset.properties) {
            const Property* other = again.find(property.name);
            QVERIFY2(other && isSame(property, *other), property.name.c_str());
        }
    }
    void gzipFilesAreCompressed()
    {
        writeDataset(m_folder.read("in.extxyz", kFull), m_folder.path("z.extxyz.gz"));
        QVERIFY(test::contentOf(m_folder.path("z.extxyz.gz")).starts_with("\x1f\x8b"));
    }
    void warnsOfAnEnergyWithoutUnit()
    {
        const Messages messages = writeDataset(m_folder.read("in.xyz", "1\nenergy=1\nH 0 0 0\n"), m_folder.path("e.extxyz"));
        QCOMPARE(messages.size(), 1u);
        QCOMPARE(messages[0].text, std::string("property 'energy' has no stated unit; other programs take it to be in eV"));
    }
    void plainXyzSaysWhatItLoses()
    {
        const Messages messages = writeDataset(m_folder.read("in.extxyz", kFull), m_folder.path("out.xyz"));
        QCOMPARE(messages.size(), 3u);
        QCOMPARE(messages[0].text, std::string("XYZ cannot hold the cell of 1 structure"));
        QCOMPARE(messages[1].text,
                 std::string("XYZ cannot hold the properties of structures: energy, ae, <R2>, smiles, note, dipole, flag"));
        QCOMPARE(messages[2].text, std::string("XYZ cannot hold the properties of atoms: forces, charge"));
        QCOMPARE(test::contentOf(m_folder.path("out.xyz")),
                 std::string("2\na \"b\" c\nCl 0.1 1e-17 -3\nH 1 2 3.3000000000000003\n1\nO #1\nO 0 0 0\n"));
    }
    void poscarReadsBackIdentical()
    {
        const Dataset dataset
            = m_folder.read("POSCAR", "salt\n1\n2 0 0.1\n0 3 0\n0.3 0 4\nNa Cl\n1 2\nDirect\n.1 .2 .3\n.5 .5 .5\n0 0 .25\n");
        QVERIFY(writeDataset(dataset, m_folder.path("CONTCAR")).empty());
        compareStructures(dataset.structures[0], readAgain("CONTCAR").structures[0]);
    }
    void poscarPutsTheAtomsOfAnElementTogether()
    {
        const Dataset dataset = m_folder.read("a.extxyz", "3\nLattice=\"5 0 0 0 5 0 0 0 5\"\nO 0 0 0\nH 1 0 0\nO 2 0 0\n");
        const Messages messages = writeDataset(dataset, m_folder.path("a.poscar"));
        QCOMPARE(messages.size(), 1u);
        const Structure again = readAgain("a.poscar").structures[0];
        QCOMPARE(again.species, (std::vector<int> {8, 8, 1}));
        QCOMPARE(again.positions(0, 1), 2.0);
    }
    void cifKeepsCellAndFractionalCoordinates()
    {
        // Left-handed and turned: lengths and angles alone would give the mirror image.
        const Dataset dataset
            = m_folder.read("a.extxyz", "3\nLattice=\"0.2 3 0.3 4 0.1 0 1 0.5 5\"\nO 0.3 0.2 0.1\nH 1 0.1 0.2\nC 0.3 1.5 2\n");
        QVERIFY(dataset.structures[0].cell->vectors.determinant() < 0);
        writeDataset(dataset, m_folder.path("a.cif"));
        const Structure again = readAgain("a.cif").structures[0];
        const auto& before = dataset.structures[0].positions;
        QVERIFY((again.cell->lengths() - dataset.structures[0].cell->lengths()).norm() < 1e-12);
        QVERIFY(((again.positions.transpose() * again.positions) - (before.transpose() * before)).norm()
                < 1e-12); // the same up to a rotation
        QVERIFY(std::abs(Eigen::Matrix3d(again.positions).determinant() - Eigen::Matrix3d(before).determinant())
                < 1e-12); // and no reflection
    }
    void refusesWhatTheFormatCannotHold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("error");
        QTest::newRow("two in a POSCAR") << "out.poscar"
                                         << "cannot be written: VASP POSCAR holds one structure a file, there are 2";
        QTest::newRow("molecule in a CIF") << "out.cif"
                                           << "cannot be written: CIF needs a cell, structure 'O #1' has none";
        QTest::newRow("suffix") << "out.abc"
                                << "no format is known for this name; use one of .extxyz, .xyz, .qm9, .poscar, .xdatcar, .cif, "
                                   ".mmcif, .sdf, .mol, .pdb";
        QTest::newRow("folder") << "absent/out.xyz"
                                << "cannot be written: there is no such folder";
    }
    void refusesWhatTheFormatCannotHold()
    {
        QFETCH(QString, name);
        QFETCH(QString, error);
        const Dataset dataset = m_folder.read("in.extxyz", kFull);
        const std::string path = m_folder.path(name.toStdString());
        QCOMPARE(test::messageOf<FileError>([&] { writeDataset(dataset, path); }), path + ": " + error.toStdString());
        QVERIFY(!std::filesystem::exists(m_folder.path(name.toStdString())));
    }
};

QTEST_APPLESS_MAIN(WriteTest)
#include "write_test.moc"
