#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "core/io/tables/edit_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <cmath>
#include <filesystem>

using namespace mbtr;

namespace {

/// a, b, c and c, in files one.xyz (a, b) and two.xyz (c, c).
Dataset fourStructures()
{
    Dataset dataset;
    dataset.structures.resize(4);
    for (int i = 0; i < 4; ++i) {
        Structure& structure = dataset.structures[i];
        structure.name = i == 0 ? "a" : i == 1 ? "b" : "c";
        structure.species = {1};
        structure.positions = Eigen::Matrix3Xd::Zero(3, 1);
    }
    dataset.sources = {{"/x/one.xyz", 0, 2}, {"/x/two.xyz", 2, 4}};
    return dataset;
}

std::string texts(const Dataset& dataset)
{
    std::string all;
    for (const Message& message : dataset.messages)
        all += message.text + "\n";
    return all;
}

} // namespace

class EditDatasetTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    Dataset joined(const std::string& table, JoinSettings settings = {})
    {
        Dataset dataset = fourStructures();
        Progress progress;
        joinTable(dataset, readTable(m_folder.write("table.csv", table), progress), settings);
        return dataset;
    }
    static std::vector<double> numbers(const Dataset& dataset, const char* name)
    {
        auto values = std::get<StructureNumbers>(dataset.find(name)->values).values;
        for (double& value : values)
            value = std::isnan(value) ? -99 : value;
        return values;
    }

private slots:
    void joinsByNameAndSaysWhatIsAmbiguousOrMissing()
    {
        const Dataset dataset = joined("name,gap (eV),kind\nb,2.5,\"x, y\"\nz,1,w\nc,3,v\n");
        QCOMPARE(numbers(dataset, "gap"), (std::vector<double> {-99, 2.5, -99, -99})); // two structures are called c
        QCOMPARE(dataset.find("gap")->unit, std::string("eV"));
        QCOMPARE(std::get<StructureTexts>(dataset.find("kind")->values).values[1], std::string("x, y"));
        QCOMPARE(texts(dataset),
                 std::string("1 row belongs to no structure, the first is 'z' in line 3\n"
                             "1 row is ambiguous (several rows or several structures have the same key) and left out, the first "
                             "is 'c' in line 4\n"
                             "3 structures have no row, the first is number 1 (a)\n"));
    }
    void joinsByFileForAllStructuresOfIt()
    {
        const Dataset dataset = joined("file\tT\ntwo.xyz\t300\n/elsewhere/one\t200\n");
        QCOMPARE(numbers(dataset, "T"), (std::vector<double> {200, 200, 300, 300}));
    }
    void joinsByStem() { QCOMPARE(numbers(joined("file;T\none;1\ntwo;2\n"), "T"), (std::vector<double> {1, 1, 2, 2})); }
    void joinsByIndexFromZeroOrOne()
    {
        QCOMPARE(numbers(joined("index,x\n0,10\n3,13\n"), "x"), (std::vector<double> {10, -99, -99, 13}));
        QCOMPARE(numbers(joined("index,x\n1,10\n4,13\n"), "x"), (std::vector<double> {10, -99, -99, 13}));
        QVERIFY(texts(joined("index,x\n1,10\n4,13\n")).starts_with("structures are counted from 1\n"));
        QCOMPARE(numbers(joined("no,x\n2,10\n2,11\n3,12\n", {JoinKey::Index, "no"}), "x"),
                 (std::vector<double> {-99, -99, 12, -99}));
    }
    void joinsLineByLine()
    {
        QCOMPARE(numbers(joined("x\n1\n2\n\n# comment\n3\nNaN\n"), "x"), (std::vector<double> {1, 2, 3, -99}));
    }
    void refusesTablesThatDoNotFit_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("problem");
        QTest::newRow("too short")
            << "x\n1\n"
            << "has 1 rows for 4 structures and no column called name, file or index to tell which belong together";
        QTest::newRow("nothing fits") << "name,x\nq,1\n"
                                      << "no row fits a structure, the first is 'q' in line 2";
        QTest::newRow("ragged") << "name,x\na,1,2\n"
                                << "expected 2 columns, found 3";
        QTest::newRow("quote") << "name,x\n\"a,1\n"
                               << "the quote is not closed before 'a,1'";
        QTest::newRow("titles") << "x,x\n"
                                << "expected a title of its own for each column, found 'x' for column 2";
        QTest::newRow("columns") << QString("a,").repeated(10'000) + "a\n"
                                 << "expected at most 10000 columns, found 10001";
        QTest::newRow("index") << "index,x\none,1\n"
                               << "expected the number of a structure, found 'one'";
        QTest::newRow("empty") << "\n\n"
                               << "expected a table with a line of titles, found nothing";
    }
    void refusesTablesThatDoNotFit()
    {
        QFETCH(QString, table);
        QFETCH(QString, problem);
        const auto found = QString::fromStdString(test::messageOf([&] { joined(table.toStdString()); }));
        QVERIFY2(found.endsWith(problem), qPrintable(found));
    }
    void aPropertyThatExistsKeepsItsName()
    {
        Dataset dataset = fourStructures();
        dataset.properties = {{"x", "", StructureNumbers {1, {9, 9, 9, 9}}}};
        Progress progress;
        applyEdit(dataset, JoinTable {m_folder.write("more.csv", "x\n1\n2\n3\n4\n"), {}}, progress);
        QCOMPARE(numbers(dataset, "x"), (std::vector<double> {9, 9, 9, 9}));
        QCOMPARE(numbers(dataset, "x (more)"), (std::vector<double> {1, 2, 3, 4}));
    }
    void editsThatFailAreMessages()
    {
        Dataset dataset = fourStructures();
        Progress progress;
        applyEdits(dataset,
                   {StateUnit {"x", "eV"}, JoinTable {m_folder.path("absent.csv"), {}},
                    JoinTable {m_folder.write("t.csv", "x\n1\n2\n3\n4\n"), {}}, StateUnit {"x", "eV"}, ConvertUnit {"x", "meV"}},
                   progress);
        QCOMPARE(numbers(dataset, "x"), (std::vector<double> {1000, 2000, 3000, 4000}));
        QCOMPARE(texts(dataset), std::string("unit: there is no property 'x'; there are: none\nthere is no such file\n"));
    }
    void aFolderIsOneDataset()
    {
        const std::string folder = m_folder.path("folder");
        std::filesystem::create_directories(folder + "/deeper");
        m_folder.write("folder/m10.xyz", "1\n\nH 0 0 0\n");
        m_folder.write("folder/m9.xyz", "1\n\nO 0 0 0\n1\n\nO 0 0 1\n");
        m_folder.write("folder/POSCAR", "x\n1\n2 0 0\n0 2 0\n0 0 2\nC\n1\nD\n0 0 .5\n");
        m_folder.write("folder/notes.txt", "nothing");
        m_folder.write("folder/deeper/m.xyz", "1\n\nN 0 0 0\n");
        Progress progress;
        const Dataset dataset = readFiles(std::vector {folder}, progress);
        QCOMPARE(dataset.size(), 4);
        QCOMPARE(std::get<StructureTexts>(dataset.find("file")->values).values,
                 (std::vector<std::string> {"m9.xyz", "m9.xyz", "m10.xyz", "POSCAR"}));
        std::filesystem::remove(folder + "/deeper/m.xyz");
        const Dataset empty = readFiles(std::vector {folder + "/deeper"}, progress);
        QCOMPARE(empty.size(), 0);
        QCOMPARE(texts(empty), std::string("is a folder without files of a known format\n"));
    }
    void theFirstStructuresOfALargeFileComeBeforeTheWhole()
    {
        std::string text;
        for (int i = 0; i < 40000; ++i)
            text += "1\nenergy=" + std::to_string(i) + "\nH 0 0 " + std::to_string(i % 7) + ".123456789\n";
        const std::vector<std::string> files {m_folder.write("large.xyz", text)};
        Progress progress;
        std::vector<Dataset> parts;
        const Dataset whole = readFiles(files, progress, {}, [&](Dataset part) { parts.push_back(std::move(part)); });
        QCOMPARE(parts.size(), std::size_t(1));
        QCOMPARE(parts[0].size(), 500);
        QCOMPARE(whole.size(), 40000);
        QCOMPARE(parts[0].structures[499].name, whole.structures[499].name);
        QCOMPARE(std::get<StructureNumbers>(parts[0].find("energy")->values).values[499], 499.0);
    }
};

QTEST_GUILESS_MAIN(EditDatasetTest)
#include "edit_dataset_test.moc"
