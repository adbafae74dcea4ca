#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

class DatasetOptionsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    QString m_input;

    QString path(const char* name) { return QString::fromStdString(m_folder.path(name)); }
    test::CommandResult convert(const QStringList& options)
    {
        return test::runMbtr(QStringList {"convert", m_input, path("out.extxyz")} + options);
    }
    Dataset written()
    {
        Progress progress;
        return readFile(m_folder.path("out.extxyz"), progress);
    }
    QStringList names()
    {
        QStringList names;
        for (const Structure& structure : written().structures)
            names << QString::fromStdString(structure.name);
        return names;
    }

private slots:
    void initTestCase()
    {
        // H2 (a and, turned, c), H3 and He; total energies of e(H) = -1 and e(He) = -3 and some binding
        m_input = QString::fromStdString(
            m_folder.write("in.xyz",
                           "2\nname=a E=-2.5\nH 0 0 0\nH 0 0 0.74\n3\nname=b E=-3.25\nH 0 0 0\nH 0 0 1\nH 0 0 2\n"
                           "2\nname=c E=-2.5\nH 5 0.74 0\nH 5 0 0\n1\nname=d E=-3\nHe 0 0 0\n"));
    }
    void filtersAndSorts()
    {
        QCOMPARE(convert({"--filter", "H >= 2 and E < -2", "--sort", "E"}).exitCode, 0);
        QCOMPARE(names(), (QStringList {"b", "a", "c"}));
        convert({"--sort", "n_atoms", "--descending"});
        QCOMPARE(names(), (QStringList {"b", "a", "c", "d"}));
    }
    void leavesOutDuplicatesAndSaysHowMany()
    {
        const auto result = convert({"--unique", "0.01"});
        QCOMPARE(result.error, QString("mbtr: 1 duplicate of 4 structures left out\n"));
        QCOMPARE(names(), (QStringList {"a", "b", "d"}));
    }
    void draws()
    {
        QCOMPARE(convert({"--sample", "2", "--seed", "3"}).exitCode, 0);
        const QStringList first = names();
        convert({"--sample", "2", "--seed", "3"});
        QCOMPARE(names(), first);
        QCOMPARE(first.size(), 2);
        QCOMPARE(convert({"--farthest", "3"}).exitCode, 0);
        QCOMPARE(names(), (QStringList {"a", "b", "d"})); // c lies on a
    }
    void convertsUnitsAndDerivesAtomizationEnergies()
    {
        const auto result = convert({"--unit", "E=Hartree", "--convert-unit", "E=eV/atom", "--atomization",
                                     "H=-27.211386245988,He=-81.634158737964", "--atomization-of", "E"});
        QCOMPARE(result.error, QString());
        const Dataset dataset = written();
        const auto& values = std::get<StructureNumbers>(dataset.find("atomization_E")->values).values;
        QVERIFY(std::abs(values[0] + 0.25 * 27.211386245988) < 1e-9);
        QVERIFY(std::abs(values[3]) < 1e-9);
    }
    void joinsATableAndSaysWhatIsMissing()
    {
        const auto table = QString::fromStdString(m_folder.write("t.csv", "id,T\nb,300\nd,200\n"));
        const auto result = convert({"--join", table, "--join-by", "name=id"});
        QVERIFY2(result.error.contains(": 2 structures have no row, the first is number 1 (a)\n"), qPrintable(result.error));
        QCOMPARE(std::get<StructureNumbers>(written().find("T")->values).values[3], 200.0);
    }
    void infoAndComputeTakeFilters()
    {
        QVERIFY(test::runMbtr({"info", m_input, "--json", "--filter", "\"He\" in elements"}).out.contains("\"structures\": 1"));
    }
    void refuses_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("error");
        QTest::newRow("syntax") << QStringList {"--filter", "E <"} << 1
                                << "mbtr: filter: at the end: expected a number, a text in quotes or a name, found 'the end'\n";
        QTest::newRow("nothing left") << QStringList {"--filter", "E > 5"} << 1
                                      << "mbtr: filter: none of the 4 structures fulfils it\n";
        QTest::newRow("tolerance") << QStringList {"--unique", "0"} << 1
                                   << "mbtr: unique: must be a number of angstrom larger than 0, is 0\n";
        QTest::newRow("unit") << QStringList {"--convert-unit", "E=eV"} << 1
                              << "mbtr: unit: property 'E' states no unit; state it first, then it can be converted to 'eV'\n";
        QTest::newRow("sort") << QStringList {"--sort", "mood"} << 1
                              << "mbtr: sort: 'mood' is nothing to sort by: expected n_atoms, name, formula or a property with "
                                 "one value a structure\n";
    }
    void refuses()
    {
        QFETCH(QStringList, options);
        const auto result = convert(options);
        QTEST(result.exitCode, "code");
        QTEST(result.error, "error");
    }
};

QTEST_GUILESS_MAIN(DatasetOptionsTest)
#include "dataset_options_test.moc"
