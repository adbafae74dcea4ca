#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace mbtr;
using Json = nlohmann::json;

namespace {

const char* kWater = "3\n\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n";
const char* kSettings = R"({"terms": [{"k": 2, "geometry": "distance", "sigma": 0.05, "grid": {"min": 0, "max": 2, "n": 20}},
 {"k": 3, "geometry": "cosine", "sigma": 0.05, "grid": {"min": -1, "max": 1, "n": 10}}]})";

} // namespace

class ContributionsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    QString m_water = QString::fromStdString(m_folder.write("water.xyz", kWater));
    QString m_settings = QString::fromStdString(m_folder.write("settings.json", kSettings));

    test::CommandResult contributions(const QString& block, const QString& range, const QStringList& more = {}) const
    {
        return test::runMbtr(QStringList {"contributions", m_water, "--settings", m_settings, "--block", block, "--range", range}
                             + more);
    }

private slots:
    void sharesAddUpToTheTotal()
    {
        const auto result = contributions("2:O-H", "0:20");
        QCOMPARE(result.exitCode, 0);
        const Json json = Json::parse(result.out.toStdString());
        QCOMPARE(json.at("tuples").size(), 2u);
        double sum = 0;
        for (const Json& tuple : json.at("tuples")) {
            sum += tuple.at("share").get<double>();
            QCOMPARE(tuple.at("weight").get<double>(), 1.0);
            QCOMPARE(tuple.at("atoms").size(), 2u);
            QCOMPARE(tuple.at("atoms")[1].at("index").get<int>(), 0);
            QCOMPARE(tuple.at("atoms")[1].at("image").dump(), std::string("[0,0,0]"));
        }
        QCOMPARE(sum, json.at("total").get<double>());
        QVERIFY(std::abs(sum - 2) < 1e-12);
    }
    void theMiddleAtomStandsInTheMiddle()
    {
        const Json json = Json::parse(contributions("3:H-O-H", "0:10").out.toStdString());
        QCOMPARE(json.at("tuples").size(), 1u);
        QCOMPARE(json.at("tuples")[0].at("atoms")[1].at("index").get<int>(), 0);
        QVERIFY(std::abs(json.at("tuples")[0].at("value").get<double>() - -0.24 / std::hypot(0.24, 0.93)) < 1e-12);
    }
    void topKeepsTheTotal()
    {
        const Json all = Json::parse(contributions("2:H-O", "0:20").out.toStdString());
        const Json one = Json::parse(contributions("2:H-O", "0:20", {"--top", "1"}).out.toStdString());
        QCOMPARE(one.at("tuples").size(), 1u);
        QCOMPARE(one.at("total").get<double>(), all.at("total").get<double>());
    }
    void refusesWhatDoesNotExist_data()
    {
        QTest::addColumn<QString>("block");
        QTest::addColumn<QString>("range");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no block name") << "2:HO"
                                       << "0:5" << 2 << "must be K:ELEMENTS";
        QTest::newRow("no range") << "2:H-O"
                                  << "5" << 2 << "must be A:B";
        QTest::newRow("range beyond an int") << "2:H-O"
                                             << "0:4294967297" << 2 << "must be A:B";
        QTest::newRow("range outside") << "2:H-O"
                                       << "5:21" << 1 << "0 <= A < B <= 20";
        QTest::newRow("element") << "2:H-N"
                                 << "0:5" << 1 << "N is not among the species";
        QTest::newRow("no such term") << "4:H-O-O-H"
                                      << "0:5" << 1 << "0 terms have k = 4";
    }
    void refusesWhatDoesNotExist()
    {
        QFETCH(QString, block);
        QFETCH(QString, range);
        QFETCH(int, exitCode);
        QFETCH(QString, sentence);
        const auto result = contributions(block, range);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(result.error.contains(sentence), qPrintable(result.error));
        QCOMPARE(result.out, QString());
    }
    void oneStructureOfAFileIsChosenByItsNumber()
    {
        const QString two = QString::fromStdString(
            m_folder.write("two.xyz", "2\n\nH 0 0 0\nH 0.7 0 0\n3\n\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n"));
        const QString second = QString::fromStdString(m_folder.write("second.xyz", "3\n\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n"));
        const QStringList rest {"--settings", m_settings, "--block", "2:H-O", "--range", "0:20"};
        const auto result = test::runMbtr(QStringList {"contributions", two + "@1"} + rest);
        QVERIFY2(result.exitCode == 0, qPrintable(result.error));
        QVERIFY(result.out.contains("tuples"));
        QCOMPARE(result.out, test::runMbtr(QStringList {"contributions", second} + rest).out);
        QVERIFY(test::runMbtr(QStringList {"contributions", two} + rest).error.contains("must hold one structure, holds 2"));
    }
    void aDistanceIsTheSumOfItsParts()
    {
        const QString other = QString::fromStdString(m_folder.write("other.xyz", "3\n\nO 0 0 0\nH 1.00 0 0\nH -0.24 0.93 0\n"));
        const auto result = test::runMbtr({"distance", m_water, other, "--settings", m_settings, "--json"});
        QCOMPARE(result.exitCode, 0);
        const Json json = Json::parse(result.out.toStdString());
        double terms = 0;
        for (const Json& term : json.at("terms")) {
            double blocks = 0;
            for (const Json& block : term.at("blocks")) {
                double bins = 0;
                for (const Json& bin : block.at("bins"))
                    bins += bin.get<double>();
                QVERIFY(std::abs(bins - block.at("value").get<double>()) < 1e-14);
                blocks += bins;
            }
            QVERIFY(std::abs(blocks - term.at("value").get<double>()) < 1e-14);
            terms += blocks;
        }
        QVERIFY(terms > 0.01);
        QVERIFY(std::abs(terms - json.at("squared_distance").get<double>()) < 1e-14);
    }
    void derivativesHaveTheAgreedShape()
    {
        const QString two = QString::fromStdString(m_folder.write("two.xyz", std::string(kWater) + "1\n\nO 0 0 0\n"));
        const QString out = m_folder.path("derivatives.npy").c_str();
        QCOMPARE(test::runMbtr({"compute", two, "--settings", m_settings, "--derivatives", out}).exitCode, 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.left(128).contains("'shape': (2, 3, 3, 120)"));
        const QByteArray lastAtoms = bytes.right(2 * 3 * 120 * 8); // the oxygen atom alone has no second and third atom
        QCOMPARE(lastAtoms, QByteArray(lastAtoms.size(), '\0'));
    }
};

QTEST_APPLESS_MAIN(ContributionsTest)
#include "contributions_test.moc"
