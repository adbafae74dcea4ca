#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QTest>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;
using mbtr::test::CommandResult;
using mbtr::test::runMbtr;

namespace {

const QString kThreeMetals = QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/copper_palladium_gold.extxyz.gz");

/// Quick to compute.
constexpr const char* kSettings = R"({"terms": [{"k": 2, "geometry": "inverse_distance", "sigma": 0.01,
    "weighting": {"function": "exp", "scale": 0.8, "threshold": 0.01}, "grid": {"min": 0, "max": 0.6, "n": 60}}],
    "normalization": "n_atoms"})";

Json parsed(const CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class HullSearchTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_settings = file("settings.json", kSettings); }
    void replaysUntilItStops()
    {
        const QStringList call {"hull-search", kThreeMetals, "--energy", "energy",  "--per-cell", "--settings",
                                m_settings,    "--seed",     "3",        "--batch", "5"};
        const CommandResult result = runMbtr(call);
        QCOMPARE(result.exitCode, 0);
        const Json json = parsed(result);
        const Json& rounds = json.at("rounds");
        QCOMPARE(rounds[0].at("picked").size(), 8u); // three elements and five
        QCOMPARE(rounds[1].at("picked").size(), 5u);
        QCOMPARE(rounds[1].at("energies").size(), 5u);
        QVERIFY(rounds[1].at("look_ups") == Json(13));
        QVERIFY(rounds[1].contains("chance_missing") && rounds[1].contains("hull_error"));
        QVERIFY(json.at("stopped_at") == rounds.back().at("look_ups"));
        QCOMPARE(runMbtr(call).out, result.out);
    }
    void repeatsGiveMeans()
    {
        const Json json = parsed(runMbtr({"hull-search", kThreeMetals, "--energy", "mixing_energy", "--settings", m_settings,
                                          "--batch", "20", "--repeats", "3", "--until", "complete"}));
        double sum = 0;
        for (const Json& entry : json.at("repeats"))
            sum += entry.at("complete_at").get<double>();
        QVERIFY(std::abs(json.at("complete_at").at("mean").get<double>() - sum / 3) < 1e-12);
        QVERIFY(json.at("repeats")[2].at("seed") == Json(2));
    }
    void asksAndTakesAnswers()
    {
        const QString questions = path("questions"), state = path("state.json");
        // The file holds no energy of this name: all are to be calculated.
        const QStringList call {"hull-search", kThreeMetals, "--energy", "dft", "--settings", m_settings, "--state", state};
        const CommandResult first = runMbtr(call + QStringList {"--ask", "8", "-o", questions});
        QVERIFY2(first.exitCode == 0, qPrintable(first.error));
        const Json asked = parsed(first), started = asked.at("picked");
        QCOMPARE(started.size(), 8u); // three elements and five
        const QByteArray table = contentOf(questions + "/energies.csv");
        QVERIFY(table.contains("id,formula,energy\n"));
        QVERIFY(contentOf(questions + "/structures.extxyz").contains("id="));
        const CommandResult second
            = runMbtr(call + QStringList {"--answers", answersTo(table, started), "--ask", "4", "-o", questions});
        QVERIFY2(second.exitCode == 0, qPrintable(second.error));
        const Json json = parsed(second), next = json.at("picked");
        QVERIFY(json.at("look_ups") == Json(8));
        QVERIFY(json.contains("chance_missing"));
        QCOMPARE(next.size(), 4u);
        for (const Json& picked : next)
            QVERIFY(std::find(started.begin(), started.end(), picked) == started.end());
        // Asked again without answers, it asks for the same.
        const Json again = parsed(runMbtr(call + QStringList {"--ask", "4", "-o", questions}));
        QVERIFY(again.at("picked") == next);
    }
    void fewerThanTheFirstRoundAreAskedForOneAfterAnother()
    {
        const QString questions = path("few"), state = path("few.json");
        const QStringList call {"hull-search", kThreeMetals, "--energy", "dft", "--settings", m_settings, "--state", state};
        const Json first = parsed(runMbtr(call + QStringList {"--ask", "2", "-o", questions}));
        QVERIFY(first.at("picked") == Json({0, 1}));
        const QString answers = answersTo(contentOf(questions + "/energies.csv"), first.at("picked"));
        const Json second = parsed(runMbtr(call + QStringList {"--answers", answers, "--ask", "2", "-o", questions}));
        QVERIFY(second.at("picked")[0] == Json(2)); // the third element
        QVERIFY(!second.contains("chance_missing"));
    }
    void badAnswersLoseNothing_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("message");
        QTest::addRow("unknown id") << QByteArray("id,energy\n0,0\n1000,0.1\n")
                                    << "line 3: expected the id of a structure, 0 to 251, found '1000'";
        QTest::addRow("no number") << QByteArray("id,energy\n5,many\n") << "line 2: expected an energy, found 'many'";
        QTest::addRow("no columns") << QByteArray("name,energy\n5,1\n") << "expected columns called id and energy";
        QTest::addRow("energy of a cell") << QByteArray("id,energy\n40,-12.5\n") << "far from all others";
        QTest::addRow("wrong sign") << QByteArray("id,energy\n40,12.5\n") << "far from all others";
    }
    void badAnswersLoseNothing()
    {
        QFETCH(QByteArray, table);
        QFETCH(QString, message);
        const QString state = path("kept.json");
        const QStringList call {"hull-search", kThreeMetals, "--energy", "dft", "--settings", m_settings, "--state", state};
        const QString good = file("good.csv", "id,energy\n0,0\n1,0\n2,0\n10,-0.02\n30,0.01\n");
        QCOMPARE(runMbtr(call + QStringList {"--answers", good}).exitCode, 0);
        const QByteArray before = contentOf(state);
        const CommandResult result = runMbtr(call + QStringList {"--answers", file("bad.csv", table.toStdString())});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains(message), qPrintable(result.error));
        QCOMPARE(contentOf(state), before);
        QFile::remove(state);
    }
    void missingEnergiesAreToldInAReplay()
    {
        const CommandResult result = runMbtr({"hull-search", kThreeMetals, "--energy", "dft", "--settings", m_settings});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains("there is no property 'dft'"), qPrintable(result.error));
    }
    void namesTheDoubtfulNumberAndTheIndistinguishablePairs()
    {
        const std::string data = mbtr::test::realDataFile("crystals/agpd_625.extxyz.gz");
        if (data.empty())
            QSKIP("the real datasets are not here");
        const QString settings = file("alloys.json", runMbtr({"settings", "--preset", "alloys"}).out.toStdString());
        const Json check = parsed(runMbtr({"hull-search", QString::fromStdString(data), "--energy", "mixing_energy", "--settings",
                                           settings, "--batch", "60"}))
                               .at("check");
        QVERIFY(check.at("doubtful")[0].at("name") == Json("AgPd_0512"));
        QCOMPARE(check.at("indistinguishable").size(), 8u);
        bool isThere = false;
        for (const Json& pair : check.at("indistinguishable"))
            isThere |= pair.at("names") == Json {"AgPd_0001", "AgPd_0627"} || pair.at("names") == Json {"AgPd_0627", "AgPd_0001"};
        QVERIFY(isThere);
    }

private:
    QString file(const char* name, const std::string& content) { return QString::fromStdString(m_folder.write(name, content)); }
    QString path(const char* name) { return QString::fromStdString(m_folder.path(name)); }
    static QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The table with energies filled in: zero for the elements, a little below for the others.
    QString answersTo(QByteArray table, const Json& picked)
    {
        for (const Json& entry : picked) {
            const int id = entry.get<int>();
            const qsizetype line = table.indexOf("\n" + QByteArray::number(id) + ",") + 1;
            table.insert(table.indexOf('\n', line), id < 3 ? QByteArray("0") : "-0.0" + QByteArray::number(id));
        }
        return file("answers.csv", table.toStdString());
    }

    mbtr::test::TemporaryFolder m_folder;
    QString m_settings;
};

QTEST_GUILESS_MAIN(HullSearchTest)
#include "hull_search_test.moc"
