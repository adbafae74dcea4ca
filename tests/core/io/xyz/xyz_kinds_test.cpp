#include "core/base/error.h"
#include "core/io/write_dataset.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

const std::string kTail = "4000.1\t4100.2\t1600.3\nO\tO\nInChI=1S/H2O/h1H2\tInChI=1S/H2O/h1H2\n";

std::string qm9Frame(int number, bool withCharges)
{
    const std::string charge = withCharges ? "\t0.1" : "";
    return "3\ngdb " + std::to_string(number)
        + "\t799.6\t437.9\t282.9\t1.85\t6.3\t-0.29\t0.06\t0.36\t19.0\t0.021\t-76.4\t-76.4\t-76.4\t-76.4\t6.0\nO\t0\t0\t0" + charge
        + "\nH\t0.96\t0\t0" + charge + "\nH\t-0.24\t0.93\t1.5*^-3" + charge + "\n";
}

bool mentions(const Messages& messages, const std::string& text)
{
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.text.find(text) != std::string::npos; });
}

const std::vector<std::string>& textsOf(const Dataset& dataset, const char* name)
{
    return std::get<StructureTexts>(dataset.find(name)->values).values;
}

} // namespace

/// Dialects of XYZ that are easily misread.
class XyzKindsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset writtenAndRead(const Dataset& dataset, const char* name)
    {
        m_messages = writeDataset(dataset, m_folder.path(name));
        Progress progress;
        return readFile(m_folder.path(name), progress);
    }
    Messages m_messages;

private slots:
    void filesOfQm9MayHaveNoTail_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("structures");
        const auto row = [](const char* name, const std::string& text, int structures) {
            QTest::newRow(name) << QString::fromStdString(text) << structures;
        };
        row("one", qm9Frame(3, true), 1);
        row("two", qm9Frame(3, true) + qm9Frame(4, true), 2);
        row("blank lines between", qm9Frame(3, true) + "\n" + qm9Frame(4, true) + "\n\n", 2);
        row("only some", qm9Frame(3, true) + kTail + qm9Frame(4, true) + qm9Frame(5, true) + kTail, 3);
        row("no charges either", qm9Frame(3, false) + qm9Frame(4, false), 2);
    }
    void filesOfQm9MayHaveNoTail()
    {
        QFETCH(QString, text);
        QFETCH(int, structures);
        const Dataset dataset = m_folder.read("a.xyz", text.toStdString());
        QCOMPARE(dataset.size(), structures);
        QCOMPARE(dataset.structures.back().species, (std::vector<int> {8, 1, 1}));
        QCOMPARE(dataset.structures.back().positions(2, 2), 1.5e-3);
        QCOMPARE(std::get<StructureNumbers>(dataset.find("U0")->values).values.back(), -76.4);
    }
    void aTailThatIsCutOffIsRefused()
    {
        QCOMPARE(m_folder.errorOf("a.xyz", qm9Frame(3, true) + "4000.1\t4100.2\t1600.3\n"),
                 std::string("line 6: expected SMILES and InChI of a QM9 file, the file ends here"));
    }
    void quotedListsAreTexts()
    {
        const Dataset dataset = m_folder.read("a.extxyz",
                                              "1\nProperties=species:S:1:pos:R:3 run={\"1 3 4 5\"} code={\"3\"} flag={\"T\"} "
                                              "both={\"a b\" \"c\"} list=[\"x\", \"y\"] "
                                              "none={\"None\"} numbers={1 2} pbc=\"F F F\"\nHe 1 1 1\n");
        QCOMPARE(textsOf(dataset, "run"), std::vector<std::string> {"1 3 4 5"});
        QCOMPARE(textsOf(dataset, "code"), std::vector<std::string> {"3"});
        QCOMPARE(textsOf(dataset, "flag"), std::vector<std::string> {"T"});
        QCOMPARE(textsOf(dataset, "both"), std::vector<std::string> {"a b, c"});
        QCOMPARE(textsOf(dataset, "list"), std::vector<std::string> {"x, y"});
        QCOMPARE(textsOf(dataset, "none"), std::vector<std::string> {"None"});
        QCOMPARE(std::get<StructureNumbers>(dataset.find("numbers")->values).components, 2);
        const Dataset again = writtenAndRead(dataset, "b.extxyz");
        for (const char* name : {"run", "code", "flag", "both", "list", "none"})
            QCOMPARE(textsOf(again, name), textsOf(dataset, name));
    }
    void truthsAreWrittenAsTruths()
    {
        const Dataset dataset
            = m_folder.read("a.extxyz",
                            "2\nProperties=species:S:1:pos:R:3:fixed:L:1:mask:L:3:site:I:1 relaxed=T ends=\"T F\" "
                            "count=1 pbc=\"F F F\"\nC 0 0 0 T T F T 1\nO 0 0 1.1 F F F T 0\n");
        const Dataset again = writtenAndRead(dataset, "b.extxyz");
        const std::string text = test::contentOf(m_folder.path("b.extxyz"));
        for (const char* part :
             {":fixed:L:1", ":mask:L:3", ":site:R:1", " relaxed=T", " ends=\"T F\"", " count=1", "C 0 0 0 T T F T 1\n"})
            QVERIFY2(text.find(part) != std::string::npos, (std::string(part) + " in " + text).c_str());
        QCOMPARE(std::get<AtomNumbers>(again.find("mask")->values).values[0], (std::vector<double> {1, 0, 1, 0, 0, 1}));
        QVERIFY(again.find("relaxed")->isTruth && again.find("mask")->isTruth && !again.find("count")->isTruth);
    }
    void numbersWithFortranExponentsAreRead()
    {
        const Dataset dataset
            = m_folder.read("a.extxyz", "1\nProperties=species:S:1:pos:R:3 energy=-1.5D+01\nHe 1.0D0 2.5d-1 -1D+1\n");
        QCOMPARE(std::get<StructureNumbers>(dataset.find("energy")->values).values, std::vector<double> {-15});
        QCOMPARE(dataset.structures[0].positions.col(0), Eigen::Vector3d(1, 0.25, -10));
    }
    void deuteriumAndTritiumAreSaid()
    {
        const char* const said = "D and T are read as hydrogen";
        const Dataset dataset = m_folder.read("a.xyz", "3\nheavy water\nO 0 0 0\nD 0.96 0 0\nT -0.24 0.93 0\n");
        QCOMPARE(dataset.structures[0].species, (std::vector<int> {8, 1, 1}));
        QVERIFY(mentions(dataset.messages, said));
        QVERIFY(
            mentions(m_folder.read("POSCAR", "x\n1\n3 0 0\n0 3 0\n0 0 3\nLi D\n1 1\nDirect\n0 0 0\n.5 .5 .5\n").messages, said));
        QVERIFY(!mentions(m_folder.read("b.xyz", "1\nx\nDy 0 0 0\n").messages, said));
    }
};

QTEST_APPLESS_MAIN(XyzKindsTest)
#include "xyz_kinds_test.moc"
