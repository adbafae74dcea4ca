#include "core/dataset/filter.h"
#include "core/dataset/subset.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>
#include <limits>
#include <set>

using namespace mbtr;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// 0 water, 1 ethanol, 2 rock salt, 3 a molecule without a name and values.
Dataset mixedDataset()
{
    Dataset dataset;
    dataset.structures = {test::water(), test::ethanol(), test::rockSalt(), test::unevenMolecule()};
    dataset.structures[0].name = "water 10";
    dataset.structures[1].name = "Ethanol";
    dataset.structures[2].name = "water 9";
    dataset.structures[3].name = "";
    dataset.properties
        = {{"energy", "eV", StructureNumbers {1, {-1.5, 2, 30, kMissing}}},
           {"<R2>", "", StructureNumbers {1, {19, 90, 3, kMissing}}},
           {"converged", "", StructureNumbers {1, {1, 0, 1, kMissing}}},
           {"dipole", "D", StructureNumbers {3, {3, 4, 0, 0, 0, 1, 0, 0, 0, kMissing, kMissing, kMissing}}},
           {"method", "", StructureTexts {{"PBE", "pbe0", "HF", ""}}},
           {"forces", "eV/angstrom",
            AtomNumbers {3, {{1, 0, 0, 0, 3, 4, 0, 0, 0}, std::vector<double>(27, 0.0), std::vector<double>(24, 1.0), {}}}}};
    dataset.sources = {{"/data/a.xyz", 0, 2}, {"/data/b.cif", 2, 4}};
    return dataset;
}

std::vector<int> accepted(const char* text)
{
    Progress progress;
    return filterStructures(mixedDataset(), text, progress);
}

QString problemOf(const char* text)
{
    try {
        accepted(text);
    } catch (const FilterError& error) {
        return QStringLiteral("%1+%2 %3").arg(error.begin()).arg(error.length()).arg(QString(error.what()));
    }
    return "accepted";
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void acceptsWhatFulfilsTheExpression_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("expected");
        const auto row = [](const char* text, QList<int> expected) { QTest::newRow(text) << text << expected; };
        row("", {0, 1, 2, 3});
        row("n_atoms < 9", {0, 2, 3});
        row("n_atoms < 20 and energy > -5 and \"O\" in elements", {0, 1});
        row("\"O\" not in elements", {2});
        row("not \"O\" in elements", {2});
        row("O >= 1 and C == 2", {1});
        row("count(\"Na\") = 4", {2});
        row("formula == \"C2H6O\"", {1});
        row("formula in [\"H2O\", \"CO2\"]", {0});
        row("\"ETH\" in name", {1});
        row("periodic", {2});
        row("not periodic and not converged", {1, 3});
        row("periodic == false", {0, 1, 3});
        row("converged", {0, 2});
        row("file == 'b.cif'", {2, 3});
        row("-2 < energy <= 2", {0, 1});
        row("energy != 2", {0, 2}); // a missing value fulfils no comparison
        row("not energy > 0", {0, 3});
        row("has(energy)", {0, 1, 2});
        row("`<R2>` > 10", {0, 1});
        row("method == 'PBE' or method == 'HF'", {0, 2});
        row("norm(dipole) == 5", {0});
        row("max_norm(forces) == 5", {0});
        row("1 + 2 * 3 == 7 and 2 ^ 3 ^ 2 == 512 and -2 ^ 2 == -4 and (1 + 2) * 3 == 9", {0, 1, 2, 3});
        row("10 - 4 - 3 == 3 and 8 / 4 / 2 == 1", {0, 1, 2, 3});
        row("index = 0 or index = 1 and energy > 100", {0}); // and binds closer than or
        row("abs(energy) < 1.6 and sqrt(n_atoms + 1) == 2", {0});
        row("max(energy, 0, n_atoms) == 9", {1});
        row("n_elements == 2", {0, 2});
        row("179 < volume < 180", {2}); // 5.64^3 = 179.406
        row("2.16 < density < 2.17", {2}); // 4 x 58.44 u in it: 2.163 g/cm3
        row("22.4 < volume_per_atom < 22.5", {2});
    }
    void acceptsWhatFulfilsTheExpression()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, expected);
        const auto rows = accepted(qPrintable(text));
        QCOMPARE(QList<int>(rows.begin(), rows.end()), expected);
    }
    void pointsAtWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* text, const char* problem) { QTest::newRow(text) << text << problem; };
        row("n_atoms <", "9+0 filter: at the end: expected a number, a text in quotes or a name, found 'the end'");
        row("n_atoms < and 3", "10+3 filter: at character 11: expected a number, a text in quotes or a name, found 'and'");
        row("energi > 1",
            "0+6 filter: at character 1: there is no 'energi'; there are: n_atoms, elements, formula, name, .., energy, <R2>, "
            "converged, dipole, method, forces");
        row("energy > 1 energy", "11+6 filter: at character 12: expected 'and', 'or' or the end, found 'energy'");
        row("(energy > 1", "11+0 filter: at the end: expected ')' to close the bracket, found 'the end'");
        row("energy + \"x\" > 1", "9+3 filter: at character 10: expected a number, found a text: '\"x\"'");
        row("name > \"a\"", "7+3 filter: at character 8: a text can be compared with == and != only, found '>'");
        row("energy == name", "10+4 filter: at character 11: cannot compare a number ('energy') with a text ('name')");
        row("energy + 1",
            "0+10 filter: at character 1: expected a comparison such as 'n_atoms < 20', found a number: 'energy + 1'");
        row("name == \"x", "8+2 filter: at character 9: the quote \" is not closed");
        row("energy $ 1", "7+1 filter: at character 8: '$' has no meaning here");
        row("forces > 1", "0+6 filter: at character 1: 'forces' has values for each atom; max_norm(forces) is a number");
        row("sin(energy) > 1",
            "0+3 filter: at character 1: there is no function 'sin'; there are: count, has, norm, max_norm, abs, sqrt, log, exp, "
            "min, max");
        row("count(\"Xx\") > 1",
            "6+4 filter: at character 7: expected the symbol of an element, such as count(\"O\"), found 'Xx'");
    }
    void pointsAtWhatIsWrong()
    {
        QFETCH(QString, text);
        QTEST(problemOf(qPrintable(text)), "problem");
    }
    void deepNestingIsRefusedAndNotACrash()
    {
        const std::string text = std::string(100000, '(') + "1";
        QVERIFY(problemOf(text.c_str()).contains("nested deeper than 100 levels"));
        const std::string powers = "1 < 2" + [] {
            std::string s;
            for (int i = 0; i < 100000; ++i)
                s += "^2";
            return s;
        }();
        QVERIFY(problemOf(powers.c_str()).contains("nested deeper than 100 levels"));
    }
    void deepFunctionsAreRefusedAndNotACrash_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* part : {"abs(", "max(1, ", "not (", "-(", "- abs(", "1 + (", "1 < (", "energy in ["})
            QTest::newRow(part) << part;
    }
    void deepFunctionsAreRefusedAndNotACrash()
    {
        QFETCH(QString, part);
        const QString problem = problemOf(qPrintable(part.repeated(50'000)));
        QVERIFY2(problem.contains("nested deeper than 100 levels") || part.endsWith('['), qPrintable(problem));
    }
    // As one function inside the other these would need a stack of many megabytes, and time with the square of their length.
    void longChainsAreTakenInAFewMilliseconds_data()
    {
        QTest::addColumn<QString>("link");
        for (const char* link : {" or n_atoms < 0", " and n_atoms > 0", " + 1", " - 1", " * 1", " / 1", " < 1e9"})
            QTest::newRow(link) << link;
    }
    void longChainsAreTakenInAFewMilliseconds()
    {
        QFETCH(QString, link);
        QString text = "1";
        if (!link.contains("n_atoms"))
            text += link.repeated(100'000) + (link.contains('<') ? "" : " < 1e9");
        else
            text = "n_atoms > 0" + link.repeated(100'000);
        QCOMPARE(accepted(qPrintable(text)),
                 (link.contains('<') && !link.contains("n_atoms") ? std::vector<int>() : std::vector {0, 1, 2, 3}));
    }
    void plainWordsAreSearchedForInNamesAndFormulas()
    {
        const Dataset dataset = mixedDataset();
        QCOMPARE(filterOfSearch(dataset, " water 9 "), std::string("\"water 9\" in name or \"water 9\" in formula"));
        QCOMPARE(filterOfSearch(dataset, "energy > 2"), std::string("energy > 2"));
        QCOMPARE(filterOfSearch(dataset, "periodic"), std::string("periodic"));
        Progress progress;
        QCOMPARE(filterStructures(dataset, filterOfSearch(dataset, "c2h6"), progress), (std::vector<int> {1}));
    }
    void sortsNumbersAndTextsWithMissingValuesLast()
    {
        const Dataset dataset = mixedDataset();
        Progress progress;
        QCOMPARE(sortRows(dataset, {3, 2, 1, 0}, {"energy", false}, progress), (std::vector<int> {0, 1, 2, 3}));
        QCOMPARE(sortRows(dataset, {3, 2, 1, 0}, {"energy", true}, progress), (std::vector<int> {2, 1, 0, 3}));
        QCOMPARE(sortRows(dataset, {0, 1, 2, 3}, {"name", false}, progress), (std::vector<int> {1, 2, 0, 3})); // 9 before 10
        QCOMPARE(sortRows(dataset, {0, 1, 2, 3}, {"", true}, progress), (std::vector<int> {3, 2, 1, 0}));
        QVERIFY_EXCEPTION_THROWN(sortRows(dataset, {0}, {"dipole", false}, progress), SettingsError);
    }
    void drawsTheSameStructuresForTheSameSeed()
    {
        const std::vector<int> rows {5, 6, 7, 8, 9, 20};
        const auto drawn = drawAtRandom(rows, 3, 7);
        QCOMPARE(drawn.size(), std::size_t(3));
        QVERIFY(std::is_sorted(drawn.begin(), drawn.end()));
        QVERIFY(std::includes(rows.begin(), rows.end(), drawn.begin(), drawn.end()));
        QCOMPARE(drawAtRandom(rows, 3, 7), drawn);
        QCOMPARE(drawAtRandom(rows, 99, 7), rows);
        std::set<std::vector<int>> different;
        for (std::uint64_t seed = 0; seed < 20; ++seed)
            different.insert(drawAtRandom(rows, 3, seed));
        QVERIFY(different.size() > 5); // of 20 possible
    }
    void aSubsetHasItsPropertiesAndSources()
    {
        Progress progress;
        const std::vector<int> rows {2, 0, 1};
        const Dataset subset = subsetOf(mixedDataset(), rows, progress);
        QCOMPARE(subset.size(), 3);
        QCOMPARE(subset.structures[0].name, std::string("water 9"));
        QCOMPARE(std::get<StructureNumbers>(subset.find("energy")->values).values, (std::vector<double> {30, -1.5, 2}));
        QCOMPARE(std::get<StructureNumbers>(subset.find("dipole")->values).values,
                 (std::vector<double> {0, 0, 0, 3, 4, 0, 0, 0, 1}));
        QCOMPARE(std::get<AtomNumbers>(subset.find("forces")->values).values[1].size(), std::size_t(9));
        QCOMPARE(subset.find("energy")->unit, std::string("eV"));
        QCOMPARE(subset.sources.size(), std::size_t(2));
        QCOMPARE(subset.sources[0].path, std::string("/data/b.cif"));
        QCOMPARE(subset.sources[1].begin, 1);
        QCOMPARE(subset.sources[1].end, 3);
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "filter_test.moc"
