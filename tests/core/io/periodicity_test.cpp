#include "core/base/error.h"
#include "core/io/write_dataset.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

} // namespace

/// What formats that repeat every direction make of slabs, chains and boxes.
class PeriodicityTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    static void addFormats()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"a.pdb", "a.mmcif", "a.cif", "a.poscar", "XDATCAR"})
            QTest::newRow(file) << file;
    }
    Dataset slab(const std::string& third)
    {
        return m_folder.read("in.extxyz",
                             "2\nLattice=\"2.13 1.23 0 2.13 -1.23 0 " + third
                                 + "\" Properties=species:S:1:pos:R:3 pbc=\"T T F\"\nC 0 0 0\nC 1.42 0 2.5\n");
    }

private slots:
    void everyWriterNamesDirectionsThatAreNotPeriodic_data() { addFormats(); }
    void everyWriterNamesDirectionsThatAreNotPeriodic()
    {
        QFETCH(QString, file);
        const std::string path = m_folder.path(file.toStdString());
        QVERIFY(
            mentions(writeDataset(slab("0 0 20"), path), "cannot hold directions that are not periodic, which 1 structure has"));
        const Dataset box = m_folder.read("box.extxyz", "1\nLattice=\"3 0 0 0 3 0 0 0 3\" pbc=\"F F F\"\nO 0 0 0\n");
        QVERIFY(mentions(writeDataset(box, path), "cannot hold directions that are not periodic, which 1 structure has"));
        const Dataset crystal = m_folder.read("crystal.extxyz", "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nO 0 0 0\n");
        QVERIFY(!mentions(writeDataset(crystal, path), "periodic"));
    }
    void aMissingVectorBecomesVacuum_data() { addFormats(); }
    void aMissingVectorBecomesVacuum()
    {
        QFETCH(QString, file);
        const std::string path = m_folder.path(file.toStdString());
        QVERIFY(
            mentions(writeDataset(slab("0 0 0"), path), "a direction without a length; 10 angstrom of vacuum are written there"));
        Progress progress;
        const Structure again = readFile(path, progress).structures[0];
        QVERIFY(std::abs(again.cell->lengths()[2] - 12.5) < 1e-3); // the slab is 2.5 thick
        QVERIFY(std::abs((again.positions.col(1) - again.positions.col(0)).norm() - std::hypot(1.42, 2.5)) < 2e-3);
    }
    void aChainGetsVacuumOnBothSides()
    {
        const Dataset chain = m_folder.read(
            "in.extxyz", "2\nLattice=\"0 0 0 0 4 0 0 0 0\" Properties=species:S:1:pos:R:3 pbc=\"F T F\"\nC 0 0 0\nO 1 2 0\n");
        writeDataset(chain, m_folder.path("c.cif"));
        Progress progress;
        const Eigen::Vector3d lengths = readFile(m_folder.path("c.cif"), progress).structures[0].cell->lengths();
        QVERIFY(std::min(lengths[0], lengths[2]) > 9.9);
        QVERIFY(std::abs(lengths[1] - 4) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(PeriodicityTest)
#include "periodicity_test.moc"
