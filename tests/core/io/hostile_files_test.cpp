#include "core/base/error.h"
#include "core/io/gzip_buffer.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QElapsedTimer>
#include <QTest>
#include <fstream>

using namespace mbtr;

/// Files that are made to take more time or memory than they are worth, and JSON, which is read part by part.
class HostileFilesTest : public QObject {
    Q_OBJECT

private slots:
    // Members of ASE's database come in any order; so may "ids" among them.
    void rowsOfTheDatabaseAreSortedByNumber()
    {
        const std::string text = R"({"10": {"numbers": [3], "positions": [[0, 0, 0]], "energy": 10}, "ids": [2, 10],
                                     "2": {"numbers": [1], "positions": [[0, 0, 0]], "energy": 2}, "nextid": 11})";
        const Dataset dataset = m_folder.read("a.json", text);
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.structures[0].species, std::vector<int> {1});
        QCOMPARE(std::get<StructureNumbers>(dataset.find("energy")->values).values, (std::vector<double> {2, 10}));
    }
    void wordsThatAreNoNumbersOfJsonBecomeNull()
    {
        const std::string text
            = R"([{"numbers": [1], "positions": [[-0.5, 0, 0]], "a": NaN, "b": -Infinity, "c": "NaN " Infinity"}])";
        const Dataset dataset = m_folder.read("a.json", text);
        QVERIFY(!dataset.find("a"));
        QCOMPARE(std::get<StructureTexts>(dataset.find("c")->values).values, std::vector<std::string> {
            "NaN " Infinity "});
    }
    // The first element says what it is: nothing after it is kept, or even read. (40 s and 5 GB before.)
    void jsonOfNothingButNumbersIsRefusedAtOnce()
    {
            std::string text = "{" structures ":[";
            for (int i = 0; i < 5'000'000; ++i)
                text += "1,";
            QCOMPARE(m_folder.errorOf("a.json", text), std::string("structures[0]: expected an object, found '1'"));
            text.replace(0, 15, "             [[");
            const std::string path = m_folder.write("b.json", text);
            Progress progress;
            QVERIFY(test::messageOf<FileError>([&] { readFile(path, progress, {.mostUnpacked = 100'000'000}); })
                        .ends_with(
                            "line 1: a part of the JSON needs more than 50 MB of memory, the limit for what is kept as a whole "
                            "(--most-unpacked allows more)"));
    }
    void whatACompressedFileUnpacksToIsLimited()
    {
            const std::string path = m_folder.path("a.xyz.gz");
            {
                std::ofstream file(path, std::ios::binary);
                GzipBuffer buffer(file);
                std::ostream out(&buffer);
                for (int i = 0; i < 100'000; ++i)
                    out << "1\n\nH 0 0 0\n";
                QVERIFY(buffer.finish());
            }
            Progress progress;
            QCOMPARE(readFile(path, progress).size(), 100'000);
            QCOMPARE(test::messageOf<FileError>([&] { readFile(path, progress, {.mostUnpacked = 1'000'000}); }),
                     path
                         + ": unpacks to more than 1 MB, the limit for compressed files; unpack it first, or allow more "
                           "(--most-unpacked)");
            QCOMPARE(readFile(path, progress, {.mostUnpacked = 2'000'000}).size(), 100'000);
    }
    // A few seconds each where work grows with the size of the file; minutes where it grows with the square.
    void timeGrowsWithTheSizeOfTheFile_data()
    {
            QTest::addColumn<QString>("name");
            QTest::addColumn<QByteArray>("text");
            const QByteArray cml = "<molecule id='a'>\n<atomArray><atom id='a1' elementType='H' x3='0' y3='0' "
                                   "z3='0'/></atomArray>%\n</molecule>\n";
            const QByteArray lines(1'000'000, '\n');
            QTest::newRow("CML end tag over many lines")
                << "a.cml" << QByteArray(cml).replace("%", "<name>x</name" + lines + ">");
            QTest::newRow("CML comment over many lines") << "a.cml" << QByteArray(cml).replace("%", "<!--" + lines + "-->");
            QTest::newRow("CML attribute over many lines")
                << "a.cml" << QByteArray(cml).replace("%", "<name a='" + lines + "'>x</name>");
            QTest::newRow("XYZ with brackets that stay open") << "a.xyz"
                                                              << "1\n" + QByteArray("a=[ ").repeated(300'000) + "\nH 0 0 0\n";
            QTest::newRow("JSON on one line") << "a.json"
                                              << "[" + QByteArray("{\"numbers\":[1],\"positions\":[[0,0,0]]},").repeated(100'000)
                    + "{\"numbers\":[1],\"positions\":[[0,0,0]]}]";
    }
    void timeGrowsWithTheSizeOfTheFile()
    {
            QFETCH(QString, name);
            QFETCH(QByteArray, text);
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(m_folder.errorOf(name.toStdString(), text.toStdString()), std::string());
            QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }
    void aCifWithMoreSymmetryThanThereIsIsRefused()
    {
            std::string text
                = "data_a\n_cell_length_a 5\n_cell_length_b 5\n_cell_length_c 5\nloop_\n_space_group_symop_operation_xyz\n";
            for (int i = 0; i < 1001; ++i)
                text += "x,y,z\n";
            text += "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\n";
            QVERIFY(m_folder.errorOf("a.cif", text).ends_with("expected at most 1000 symmetry operations, found more"));
    }
    void aCmlThatIsNestedDeepIsRefused()
    {
            QByteArray text = QByteArray("<molecule>").repeated(100'000);
            QCOMPARE(m_folder.errorOf("a.cml", text.toStdString()),
                     std::string("line 1: the XML is nested deeper than 1000 levels"));
    }

private:
    test::TemporaryFolder m_folder;
    };

    QTEST_APPLESS_MAIN(HostileFilesTest)
#include "hostile_files_test.moc"
