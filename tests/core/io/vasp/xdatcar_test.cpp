#include "core/base/error.h"
#include "core/io/write_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <atomic>

using namespace mbtr;

namespace {

Dataset readOwn(const std::string& name, const ReadOptions& options = {})
{
    Progress progress;
    return readFile(test::dataFile("formats/" + name), progress, options);
}

/// Cancelled from the beginning of the second block on.
class CancelSoon : public Progress {
public:
    void report(double fraction, std::string_view) override { m_fraction = std::max(m_fraction, fraction); }
    bool cancelled() const override { return ++m_asked > 3; }
    double m_fraction = 0;
    mutable std::atomic<int> m_asked = 0;
};

} // namespace

class XdatcarTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void readsFramesOfAConstantCell()
    {
        const Dataset dataset = readOwn("XDATCAR");
        QCOMPARE(dataset.size(), 2);
        QVERIFY(dataset.messages.empty());
        QCOMPARE(dataset.structures[1].species, (std::vector<int> {11, 17, 17}));
        // 0.5 a + 0.6 b + 0.5 c with b = (0.5, 5, 0)
        QVERIFY(dataset.structures[1].positions.col(1).isApprox(Eigen::Vector3d(2.3, 3.0, 3.0), 1e-14));
        QVERIFY(
            dataset.structures[0].positions.col(2).isApprox(Eigen::Vector3d(0.95, -0.5, 6.6), 1e-14)); // as written, not wrapped
        QCOMPARE(dataset.structures[0].cell.value().dimension(), 3);
    }
    void readsFramesOfACellThatVaries()
    {
        const Dataset dataset = readOwn("XDATCAR_variable_cell");
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].cell->vectors(0, 0), 4.0);
        QCOMPARE(dataset.structures[1].cell->vectors(0, 0), 5.0);
        QCOMPARE(dataset.structures[1].positions(0, 1), 2.5);
    }
    void asksForTheElementsOfVasp4()
    {
        try {
            readOwn("XDATCAR_vasp4");
            QFAIL("no error");
        } catch (const MissingElements& error) {
            QCOMPARE(error.species().size(), 1u);
            QVERIFY(error.message().starts_with("the elements are missing (VASP 4 format)"));
        }
        const Dataset dataset = readOwn("XDATCAR_vasp4", {.elements = {31, 31, 33, 33}, .lengthUnit = {}});
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {31, 31, 33, 33}));
        QCOMPARE(dataset.structures[1].positions(0, 0), 0.04); // 0.01 of 4 angstrom
        QCOMPARE(dataset.messages.size(), 1u); // that the cell is taken as right-angled
    }
    void takesElementsAndCellOfVasp4FromTheContcarBesideIt()
    {
        m_folder.write("XDATCAR", test::contentOf(test::dataFile("formats/XDATCAR_vasp4")));
        m_folder.write("CONTCAR", "x\n1\n4 0 0\n0 0 4\n0 4 0\nGa As\n2 2\nDirect\n0 0 0\n.5 .5 0\n.25 .25 .25\n.75 .75 .25\n");
        Progress progress;
        const Dataset dataset = readFile(m_folder.path("XDATCAR"), progress);
        QCOMPARE(dataset.structures[1].species, (std::vector<int> {31, 31, 33, 33}));
        QVERIFY(dataset.structures[0].positions.col(2).isApprox(Eigen::Vector3d(1, 1, 1)));
        QVERIFY(dataset.structures[0].positions.col(1).isApprox(Eigen::Vector3d(2, 0, 2))); // b along z, as the CONTCAR has it
    }
    void refusesAVasp4CellThatIsNotRightAngled()
    {
        std::string text = test::contentOf(test::dataFile("formats/XDATCAR_vasp4"));
        text.replace(text.find("0.1600000E+02"), 13, "0.1385640E+02"); // a hexagonal cell
        const test::TemporaryFolder alone; // no CONTCAR beside it
        QVERIFY(alone.errorOf("hexagonal.xdatcar", text)
                    .starts_with("line 2: a VASP 4 XDATCAR states only the lengths of the cell vectors"));
    }
    void isFoundByContent() { QCOMPARE(m_folder.read("run.txt", test::contentOf(test::dataFile("formats/XDATCAR"))).size(), 2); }
    void readsBackWhatItWrites_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("constant cell") << "XDATCAR";
        QTest::newRow("cell that varies") << "XDATCAR_variable_cell";
    }
    void readsBackWhatItWrites()
    {
        QFETCH(QString, name);
        const Dataset dataset = readOwn(name.toStdString());
        QVERIFY(writeDataset(dataset, m_folder.path("out.xdatcar.gz")).empty());
        Progress progress;
        const Dataset again = readFile(m_folder.path("out.xdatcar.gz"), progress);
        QCOMPARE(again.size(), 2);
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(again.structures[i].species, dataset.structures[i].species);
            QCOMPARE(again.structures[i].cell->vectors, dataset.structures[i].cell->vectors);
            QVERIFY((again.structures[i].positions - dataset.structures[i].positions).cwiseAbs().maxCoeff() < 1e-14);
        }
    }
    void refusesToWriteStructuresOfDifferentAtoms()
    {
        const Dataset dataset = m_folder.read(
            "two.extxyz", "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nH 0 0 0\n1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nO 0 0 0\n");
        QCOMPARE(test::messageOf<FileError>([&] { writeDataset(dataset, m_folder.path("no.xdatcar")); }),
                 m_folder.path("no.xdatcar")
                     + ": cannot be written: VASP XDATCAR holds the same atoms in every structure, those of 'O #1' are others "
                       "than those of 'H #0'");
    }
    void reportsTheLineOfWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const std::string head = "x\n1\n2 0 0\n0 3 0\n0 0 4\nH O\n1 1\n";
        const auto row = [](const char* name, const std::string& text, const char* error) {
            QTest::newRow(name) << QString::fromStdString(text) << error;
        };
        row("no frame", head, "line 7: expected 'Direct configuration= 1' and positions, the file ends here");
        row("cut off", head + "Direct configuration= 1\n0 0 0\n",
            "line 9: expected 2 positions, found 1 before the end of the file");
        row("coordinate", head + "Direct configuration= 1\n0 0 0\n0 x 0\n", "line 10: expected three coordinates, found '0 x 0'");
        row("other text", head + "Direct configuration= 1\n0 0 0\n0 0 0\nend of run\n",
            "line 11: expected 'Direct configuration=' or a new header, found 'end of run'");
        row("hostile count", "x\n1\n2 0 0\n0 3 0\n0 0 4\nH\n99999999\nDirect configuration= 1\n0 0 0\n",
            "line 9: expected 99999999 positions, found 1 before the end of the file");
    }
    void reportsTheLineOfWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(m_folder.errorOf("a.xdatcar", text.toStdString())), error);
    }
    void reads100000FramesAndStopsWhenNobodyWantsThem()
    {
        std::string text = "x\n1\n4 0 0\n0 4 0\n0 0 4\nH O\n2 1\n";
        for (int i = 1; i <= 100000; ++i)
            text += "Direct configuration= " + std::to_string(i)
                + "\n  0.00000000  0.10000000  0.20000000\n  0.30000000  0.40000000  0.50000000\n  0.60000000  0.70000000  "
                  "0.80000000\n";
        const std::string path = m_folder.write("large.xdatcar", text);
        Progress progress;
        const Dataset dataset = readFile(path, progress);
        QCOMPARE(dataset.size(), 100000);
        QCOMPARE(dataset.structures.back().positions(2, 2), 3.2);
        CancelSoon cancel;
        QVERIFY_EXCEPTION_THROWN(readFile(path, cancel), Cancelled);
        QVERIFY(cancel.m_fraction < 0.1);
    }
};

QTEST_APPLESS_MAIN(XdatcarTest)
#include "xdatcar_test.moc"
