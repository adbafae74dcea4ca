#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace mbtr;
using Json = nlohmann::ordered_json;

namespace {

const QString kTerms = R"([{"k": 1, "geometry": "atomic_number", "sigma": 0.1, "grid": {"min": 0, "max": 10, "n": 5}},
 {"k": 2, "geometry": "inverse_distance", "sigma": 0.05, "grid": {"min": 0.5, "step": 0.25, "n": 4}},
 {"k": 3, "geometry": "cosine", "sigma": 0.05, "grid": {"min": -1, "max": 1, "n": 2}},
 {"k": 4, "geometry": "dihedral", "sigma": 0.05, "grid": {"min": 0, "max": 3, "n": 3}}])";

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    /// Name of a settings file with these species and `terms`.
    QString settings(const QString& species, const QString& rest = {}, const QString& terms = kTerms)
    {
        const QString text = "{\"species\": " + species + ", \"terms\": " + terms + rest + "}";
        return QString::fromStdString(m_folder.write("settings.json", text.toStdString()));
    }
    /// Elements, begin and end of all blocks: "HO 5-9".
    static QStringList columns(const QString& out)
    {
        QStringList list;
        for (const Json& block : Json::parse(out.toStdString())) {
            QString name;
            for (const Json& symbol : block.at("species"))
                name += QString::fromStdString(symbol.get<std::string>());
            list << name + ' ' + QString::number(block.at("begin").get<int>()) + '-'
                    + QString::number(block.at("end").get<int>());
        }
        return list;
    }

private slots:
    void printsTheAgreedKeys()
    {
        const auto result = test::runMbtr({"layout", "--settings", settings("[\"O\"]", ", \"discretization\": \"paper\"")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error, QString());
        const Json expected = Json::parse(R"([
            {"k": 1, "species": ["O"], "begin": 0, "end": 5, "min": 0.0, "step": 2.0, "unit": "", "term": 0},
            {"k": 2, "species": ["O", "O"], "begin": 5, "end": 9, "min": 0.5, "step": 0.25, "unit": "angstrom^-1", "term": 1},
            {"k": 3, "species": ["O", "O", "O"], "begin": 9, "end": 11, "min": -1.0, "step": 1.0, "unit": "", "term": 2},
            {"k": 4, "species": ["O", "O", "O", "O"], "begin": 11, "end": 14, "min": 0.0, "step": 1.0, "unit": "rad", "term": 3}])");
        QCOMPARE(Json::parse(result.out.toStdString()).dump(), expected.dump());
    }
    // The grid's points are centres of bins there, the last one included: five points from 0 to 10 are 2.5 apart.
    void binsOfDscribeSurroundTheGridPoints()
    {
        const Json block
            = Json::parse(test::runMbtr({"layout", "--settings", settings("[\"O\"]", ", \"discretization\": \"dscribe\"")})
                              .out.toStdString())
                  .at(0);
        QCOMPARE(block.at("min").get<double>(), -1.25);
        QCOMPARE(block.at("step").get<double>(), 2.5);
    }
    // Without reversals a tuple and its mirror share a block; the middle atom of k = 3 stands in the middle.
    void listsBlocksOfAllOrdersOneBehindTheOther()
    {
        const auto result = test::runMbtr({"layout", "--settings", settings("[\"O\", \"H\"]")});
        QCOMPARE(
            columns(result.out),
            (QStringList {"H 0-5",      "O 5-10",     "HH 10-14",   "HO 14-18",   "OO 18-22",   "HHH 22-24",  "HHO 24-26",
                          "OHO 26-28",  "HOH 28-30",  "HOO 30-32",  "OOO 32-34",  "HHHH 34-37", "HHHO 37-40", "OHHO 40-43",
                          "HHOH 43-46", "HHOO 46-49", "OHOH 49-52", "OHOO 52-55", "HOOH 55-58", "HOOO 58-61", "OOOO 61-64"}));
    }
    void keepsReversalsWhereAsked()
    {
        const QString pairs
            = R"([{"k": 2, "geometry": "inverse_distance", "sigma": 0.05, "grid": {"min": 0, "max": 1, "n": 4}}])";
        const auto result
            = test::runMbtr({"layout", "--settings", settings("[\"H\", \"O\"]", ", \"reversals\": \"full\"", pairs)});
        QCOMPARE(columns(result.out), (QStringList {"HH 0-4", "HO 4-8", "OH 8-12", "OO 12-16"}));
    }
    void takesTheSpeciesFromTheCommandLine_data()
    {
        QTest::addColumn<QString>("species");
        QTest::newRow("list") << "O,H";
        QTest::newRow("list with blanks") << "H, O";
        QTest::newRow("file") << QString::fromStdString(m_folder.write("oh.xyz", "2\n\nO 0 0 0\nH 0 0 1\n"));
    }
    void takesTheSpeciesFromTheCommandLine()
    {
        QFETCH(QString, species);
        const auto result = test::runMbtr({"layout", "--settings", settings("\"auto\""), "--species", species});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(columns(result.out).size(), 21);
        QCOMPARE(columns(result.out).at(3), "HO 14-18");
    }
    void asksForTheSpeciesWhereTheyAreAuto()
    {
        const auto result = test::runMbtr({"layout", "--settings", settings("\"auto\"")});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.out, QString());
        QCOMPARE(result.error, "mbtr: species: is \"auto\" in the settings: name the elements or a file with --species\n");
    }
    void saysWhatIsWrongInTheSettings_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown key") << "\"species\""
                                     << "\"elements\""
                                     << "elements: is not a key of a settings file; allowed here: species, ";
        QTest::newRow("unknown key in a term") << "\"k\": 1,"
                                               << "\"k\": 1, \"sgima\": 2,"
                                               << "terms[0].sgima: is not a key ";
        QTest::newRow("missing key") << "\"sigma\": 0.1,"
                                     << ""
                                     << "terms[0].sigma: is missing; must be a number larger than 0\n";
        QTest::newRow("text for a number") << "\"sigma\": 0.1"
                                           << "\"sigma\": \"wide\""
                                           << "terms[0].sigma: must be a number larger than 0, is ";
        QTest::newRow("number for a text") << "\"cosine\""
                                           << "3"
                                           << "terms[2].geometry: ";
        QTest::newRow("out of range") << "\"n\": 5"
                                      << "\"n\": -5"
                                      << "terms[0].grid.n: must be 1..10000000, is -5\n";
        QTest::newRow("no such function") << "\"cosine\""
                                          << "\"sine\""
                                          << "terms[2].geometry: ";
        QTest::newRow("no element") << "\"O\""
                                    << "\"Xx\""
                                    << "species: ";
        QTest::newRow("syntax") << "\"geometry\": \"cosine\","
                                << "geometry: \"cosine\","
                                << "settings: no valid JSON at line 3, column 11\n";
        QTest::newRow("cut off") << "}}"
                                 << ""
                                 << "settings: no valid JSON at line ";
    }
    void saysWhatIsWrongInTheSettings()
    {
        QFETCH(QString, found);
        QFETCH(QString, replacement);
        QFETCH(QString, message);
        const QString path = settings("[\"O\"]");
        QString text = "{\"species\": [\"O\"], \"terms\": " + kTerms + "}";
        QVERIFY(text.contains(found));
        m_folder.write("settings.json", text.replace(found, replacement).toStdString());
        const auto result = test::runMbtr({"layout", "--settings", path});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.out, QString());
        QVERIFY2(result.error.startsWith("mbtr: " + path + ": " + message), qPrintable(result.error));
        QCOMPARE(result.error.count('\n'), 1);
    }
    void endsWithTheAgreedCode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const QString good = settings("[\"O\"]");
        QTest::newRow("missing settings") << QStringList {"--settings", "/absent.json"} << 1
                                          << "mbtr: /absent.json: there is no such file\n";
        QTest::newRow("folder") << QStringList {"--settings", "/tmp"} << 1 << "mbtr: /tmp: is a folder, expected a file\n";
        QTest::newRow("no species") << QStringList {"--settings", good, "--species", "H,Foo"} << 1
                                    << "mbtr: --species: 'H,Foo' is neither a list of elements nor a file\n";
        QTest::newRow("no settings") << QStringList {} << 2 << "--settings is required";
        QTest::newRow("unknown option") << QStringList {"--settings", good, "--specie", "H"} << 2 << "";
        QTest::newRow("twice") << QStringList {"--settings", good, "--settings", good} << 2 << "--settings";
    }
    void endsWithTheAgreedCode()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        const auto result = test::runMbtr(QStringList {"layout"} + arguments);
        QCOMPARE(result.exitCode, exitCode);
        QCOMPARE(result.out, QString());
        QVERIFY2(result.error.startsWith(error) && !result.error.isEmpty(), qPrintable(result.error));
    }
};

QTEST_GUILESS_MAIN(LayoutTest)
#include "layout_test.moc"
