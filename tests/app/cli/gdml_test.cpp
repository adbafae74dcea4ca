#include "core/io/read_dataset.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;
using namespace mbtr::test;

namespace {

QString ethanol()
{
    return QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/ethanol_dynamics.extxyz.gz");
}

Json parsed(const CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class GdmlCommandTest : public QObject {
    Q_OBJECT

private slots:
    void trainsAndPredictsWhatItWasTrainedOn()
    {
        const CommandResult trained = train({"--train", "30", "--length", "20"});
        QVERIFY2(trained.exitCode == 0, qPrintable(trained.error));
        const Json errors = parsed(trained);
        QVERIFY(errors.at("permutations").front() == Json::parse("[0,1,2,3,4,5,6,7,8]"));
        QVERIFY(errors.at("train").at("force_mae").get<double>() < errors.at("validation").at("force_mae").get<double>());
        QCOMPARE(errors.at("length").get<double>(), 20.0);
        for (const char* key : {"force_mae", "force_rmse", "energy_mae", "energy_rmse"})
            QVERIFY(errors.at("validation").at(key).get<double>() > 0);

        const CommandResult predicted = runMbtr({"gdml", "predict", model(), ethanol()});
        QVERIFY2(predicted.exitCode == 0, qPrintable(predicted.error));
        QCOMPARE(parsed(predicted).at("predictions").at(0).at("forces").size(), 9u);
    }
    void writesWhatItPredictsAsStructures()
    {
        QCOMPARE(train({"--train", "20", "--length", "20"}).exitCode, 0);
        const QString out = QString::fromStdString(m_folder.path("predicted.extxyz"));
        QCOMPARE(runMbtr({"gdml", "predict", model(), ethanol(), "-o", out}).exitCode, 0);
        const Json info = parsed(runMbtr({"info", out, "--json"}));
        QVERIFY(info.at("properties").dump().find("distance_to_training") != std::string::npos);
        QVERIFY(info.at("properties").dump().find("forces") != std::string::npos);
    }
    void givesTheSameNumbersForTheSameSeed()
    {
        const QStringList arguments {"--train", "20", "--length", "20", "--seed", "5"};
        QVERIFY(parsed(train(arguments)).at("validation") == parsed(train(arguments)).at("validation"));
    }
    void searchesTheLengthWhereNoneIsGiven()
    {
        const Json json = parsed(train({"--train", "20"}));
        double best = INFINITY, length = 0;
        for (const Json& point : json.at("search"))
            if (point.at("force_mae").get<double>() < best) {
                best = point.at("force_mae").get<double>();
                length = point.at("length").get<double>();
            }
        QCOMPARE(json.at("length").get<double>(), length);
    }
    void learnsWithTheMbtrDescriptor()
    {
        const Json json = parsed(train({"--train", "30", "--descriptor", "mbtr", "--length", "16", "--lambda", "1e-9"}));
        QCOMPARE(json.at("descriptor").get<std::string>(), std::string("mbtr"));
        QVERIFY(json.at("train").at("force_mae").get<double>()
                < 0.1 * json.at("validation").at("force_mae").get<double>() + 0.05);
    }
    void printsALearningCurve()
    {
        const CommandResult result
            = runMbtr({"gdml", "learning-curve", ethanol(), "--sizes", "5,40", "--repeats", "2", "--length", "20"});
        QVERIFY2(result.exitCode == 0, qPrintable(result.error));
        const Json curve = parsed(result);
        QCOMPARE(curve.size(), 2u);
        QCOMPARE(curve.at(1).at("size").get<int>(), 40);
        QVERIFY(curve.at(1).at("force_mae").at("mean").get<double>() < curve.at(0).at("force_mae").at("mean").get<double>());
        QVERIFY(curve.at(0).at("force_mae").at("std").get<double>() > 0);
    }
    void removesItsCheckpointAtTheEnd()
    {
        const QString checkpoint = QString::fromStdString(m_folder.path("unfinished.partial"));
        const Json json = parsed(train({"--train", "40", "--validate", "20", "--length", "20", "--lambda", "1e-6", "--solver",
                                        "iterative", "--checkpoint", checkpoint}));
        QVERIFY(json.at("solver").at("residual").get<double>() <= 1e-4);
        QVERIFY(json.at("solver").at("steps").get<int>() > 1);
        QVERIFY(!QFile::exists(checkpoint));
    }
    void validatesOnTheLastFrames()
    {
        const Json json = parsed(train({"--train", "30", "--validate-last", "100", "--length", "20"}));
        QCOMPARE(json.at("structures").at("validation").get<int>(), 100);
        QCOMPARE(train({"--train", "30", "--validate-last", "100", "--validate", "10"}).exitCode, 2);
    }
    void refusesAnotherMolecule()
    {
        QCOMPARE(train({"--train", "10", "--length", "20"}).exitCode, 0);
        const CommandResult result
            = runMbtr({"gdml", "predict", model(), QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz")});
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.error.contains("the model knows C2H6O only"));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("said");
        QTest::newRow("too many") << QStringList {"--train", "100000"} << 1 << "train";
        QTest::newRow("no such forces") << QStringList {"--train", "5", "--forces", "push"} << 1 << "'push'";
        QTest::newRow("no such energy") << QStringList {"--train", "5", "--energy", "heat"} << 1 << "'heat'";
        QTest::newRow("negative length") << QStringList {"--train", "5", "--length", "-1"} << 1 << "length";
        QTest::newRow("settings without mbtr") << QStringList {"--train", "5", "--settings", "x.json"} << 2 << "--settings";
        QTest::newRow("unknown descriptor") << QStringList {"--train", "5", "--descriptor", "soap"} << 2 << "soap";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, said);
        QFile::remove(model());
        const CommandResult result = train(arguments);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(result.error.contains(said), qPrintable(result.error));
        QVERIFY(!QFile::exists(model()));
    }
    void movesTheMoleculeAtConstantEnergy()
    {
        QCOMPARE(train({"--train", "40", "--length", "20"}).exitCode, 0);
        const QString out = QString::fromStdString(m_folder.path("moves.extxyz"));
        const CommandResult result = runMbtr({"dynamics", model(), ethanol(), "--steps", "200", "--timestep", "0.2",
                                              "--temperature", "100", "--every", "10", "-o", out});
        QVERIFY2(result.exitCode == 0, qPrintable(result.error));
        mbtr::Progress progress;
        const mbtr::Dataset frames = mbtr::readFile(out.toStdString(), progress);
        QCOMPARE(frames.size(), 21);
        const std::vector<double> total = mbtr::scalarValues(frames, "total_energy"),
                                  energy = mbtr::scalarValues(frames, "energy");
        const auto [low, high] = std::minmax_element(total.begin(), total.end());
        const auto [lowest, highest] = std::minmax_element(energy.begin(), energy.end());
        QVERIFY(*highest - *lowest > 0.02); // eV
        QVERIFY(*high - *low < 0.05 * (*highest - *lowest));
        QVERIFY(std::abs(mbtr::scalarValues(frames, "temperature").front() - 100) < 1e-6);
        QCOMPARE(mbtr::scalarValues(frames, "time").back(), 40.0);
    }
    void aHeatBathNeedsNothingElse()
    {
        QCOMPARE(train({"--train", "20", "--length", "20"}).exitCode, 0);
        const QString out = QString::fromStdString(m_folder.path("bath.extxyz"));
        QCOMPARE(runMbtr({"dynamics", model(), ethanol(), "--steps", "20", "--timestep", "0.5", "--thermostat", "langevin",
                          "--friction", "20", "-o", out})
                     .exitCode,
                 0);
        QCOMPARE(runMbtr({"dynamics", model(), ethanol(), "--steps", "20", "--timestep", "0", "-o", out}).exitCode, 1);
        QCOMPARE(runMbtr({"dynamics", model(), ethanol(), "--steps", "0", "--timestep", "0.5", "-o", out}).exitCode, 2);
    }
    void saysThatAModelIsDamaged()
    {
        QFile file(model());
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("PK");
        file.close();
        const CommandResult result = runMbtr({"gdml", "predict", model(), ethanol()});
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.error.contains("ethanol.gdml"));
    }

private:
    QString model() const { return QString::fromStdString(m_folder.path("ethanol.gdml")); }
    CommandResult train(const QStringList& arguments)
    {
        return runMbtr(QStringList {"gdml", "train", ethanol()} + arguments + QStringList {"-o", model()});
    }

    TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(GdmlCommandTest)
#include "gdml_test.moc"
