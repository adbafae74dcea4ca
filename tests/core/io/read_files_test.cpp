#include "core/base/error.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr;

namespace {

class Watching : public Progress {
public:
    void report(double fraction, std::string_view) override
    {
        m_monotonic = m_monotonic && fraction >= m_last && fraction <= 1;
        m_last = fraction;
    }
    double m_last = 0;
    bool m_monotonic = true;
};

} // namespace

class ReadFilesTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

private slots:
    void aBrokenFileIsAMessageAndTheOthersLoad()
    {
        const std::string paths[] = {m_folder.write("a.xyz", "1\na=1\nH 0 0 0\n"), m_folder.write("b.xyz", "2\n\nH 0 0 0\n"),
                                     m_folder.write("c.xyz", "1\nb=2\nHe 0 0 0\n"), m_folder.path("absent.xyz")};
        Watching progress;
        const Dataset dataset = readFiles(paths, progress);
        QCOMPARE(dataset.size(), 2);
        QCOMPARE(dataset.sources.size(), 2u);
        QCOMPARE(dataset.sources[1].path, paths[2]);
        QCOMPARE(dataset.sources[1].begin, 1);
        QCOMPARE(dataset.sources[1].end, 2);
        QCOMPARE(dataset.messages.size(), 2u);
        QCOMPARE(dataset.messages[0].severity, Severity::Error);
        QCOMPARE(dataset.messages[0].line, 3L);
        QCOMPARE(dataset.messages[0].path, paths[1]);
        QCOMPARE(dataset.messages[1].text, std::string("there is no such file"));
        QVERIFY(progress.m_monotonic);
        QVERIFY(progress.m_last > 0.5);
    }
    void matchesColumnsByName()
    {
        Dataset dataset = m_folder.read("a.xyz", "1\na=1\nH 0 0 0\n");
        append(dataset, m_folder.read("b.xyz", "1\na=2 b=x\nH 0 0 0\n"));
        append(dataset, m_folder.read("c.xyz", "1\nb=y\nH 0 0 0\n"));
        const auto& a = std::get<StructureNumbers>(dataset.find("a")->values).values;
        QVERIFY(a.size() == 3 && a[0] == 1 && a[1] == 2 && std::isnan(a[2]));
        QCOMPARE(std::get<StructureTexts>(dataset.find("b")->values).values, (std::vector<std::string> {"", "x", "y"}));
        QVERIFY(dataset.messages.empty());
    }
    void keepsColumnsOfDifferentUnitsApart()
    {
        Dataset dataset = m_folder.read("a.xyz", "1\ngap/eV=1\nH 0 0 0\n");
        append(dataset, m_folder.read("b.xyz", "1\ngap/Ha=2\nH 0 0 0\n"));
        append(dataset, m_folder.read("c.xyz", "1\ngap/Ha=3\nH 0 0 0\n"));
        QCOMPARE(dataset.properties.size(), 2u);
        QCOMPARE(dataset.properties[1].name, std::string("gap (Ha)"));
        QCOMPARE(dataset.properties[1].count(), 2u);
        QCOMPARE(
            dataset.messages[0].text,
            std::string("property 'gap' has the unit Ha instead of the unit eV as in the files before; it becomes 'gap (Ha)'"));
    }
    void keepsColumnsOfDifferentKindsApart()
    {
        Dataset dataset = m_folder.read("a.xyz", "1\na=1\nH 0 0 0\n");
        append(dataset, m_folder.read("b.xyz", "1\na=x\nH 0 0 0\n"));
        append(dataset, m_folder.read("c.xyz", "1\na=\"1 2\"\nH 0 0 0\n"));
        QCOMPARE(dataset.properties.size(), 3u);
        QCOMPARE(dataset.properties[1].name, std::string("a (2)"));
        QCOMPARE(dataset.properties[2].name, std::string("a (3)"));
        QCOMPARE(dataset.messages.size(), 2u);
    }
    void everyColumnHasAValueForEachStructure()
    {
        Dataset dataset = m_folder.read("a.extxyz", "1\nProperties=species:S:1:pos:R:3:q:R:2\nH 0 0 0 1 2\n");
        append(dataset, m_folder.read("b.xyz", "1\nv=\"1 2 3\" t=x\nH 0 0 0\n"));
        QCOMPARE(std::get<AtomNumbers>(dataset.find("q")->values).values.size(), 2u);
        QCOMPARE(std::get<StructureNumbers>(dataset.find("v")->values).values.size(), 6u);
        QCOMPARE(std::get<StructureTexts>(dataset.find("t")->values).values.size(), 2u);
    }
};

QTEST_APPLESS_MAIN(ReadFilesTest)
#include "read_files_test.moc"
