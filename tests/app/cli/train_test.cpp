#include "core/store/model_file.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QTest>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;

namespace {

constexpr const char* kSettings = R"({"terms": [{"k": 2, "geometry": "inverse_distance", "sigma": 0.05,
    "weighting": {"function": "unity"}, "grid": {"min": 0, "max": 1.2, "n": 40}}]})";

QString waterBend()
{
    return QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz");
}

Json parsed(const mbtr::test::CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class TrainTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_settings = QString::fromStdString(m_folder.write("settings.json", kSettings)); }
    void printsTheAgreedKeys()
    {
        const auto result = train({"--length", "0.5", "--lambda", "1e-8", "--train", "20", "--seed", "3"});
        QCOMPARE(result.exitCode, 0);
        const Json json = parsed(result);
        for (const char* key : {"rmse", "mae", "max"}) {
            QVERIFY(json.at("train").at(key).get<double>() >= 0);
            QVERIFY(json.at("validation").at(key).get<double>() >= 0);
        }
        QVERIFY(json.at("validation").at("r2").get<double>() > 0.9);
        QCOMPARE(json.at("length").get<double>(), 0.5);
        QCOMPARE(json.at("lambda").get<double>(), 1e-8);
        for (const char* key : {"features", "kernel", "solve"})
            QVERIFY(json.at("seconds").at(key).get<double>() >= 0);
        QCOMPARE(json.at("structures").at("train").get<int>(), 20);
    }
    void labelsErrorsWithTheUnit()
    {
        QCOMPARE(parsed(train({"--length", "1", "--lambda", "1e-6", "--train", "20", "--unit", "energy=eV", "--per-atom"}))
                     .at("unit")
                     .get<std::string>(),
                 std::string("eV/atom"));
    }
    void listsTheLargestErrorsWithTheirNearestTrainingStructures()
    {
        const Json json = parsed(train({"--length", "1", "--lambda", "1e-6", "--train", "20", "--outliers", "3"}));
        const Json& list = json.at("outliers");
        QCOMPARE(list.size(), std::size_t(3));
        const double error = std::abs(list[0].at("predicted").get<double>() - list[0].at("reference").get<double>());
        QVERIFY(std::abs(error - json.at("validation").at("max").get<double>()) < 1e-12);
        QVERIFY(list[0].at("share").get<double>() >= list[1].at("share").get<double>());
        QVERIFY(list[0].at("nearest").at("distance").get<double>() > 0);
    }
    void estimatesWithoutTraining()
    {
        const Json json = parsed(train({"--length", "1", "--lambda", "1e-6", "--train", "20", "--estimate"}));
        QCOMPARE(json.at("bytes").at("features").get<int>(), 8 * (m_count + 20) * 40 * 3); // 40 bins of three blocks
        QVERIFY(json.at("seconds").at("kernel").get<double>() > 0);
        QVERIFY(!json.contains("train"));
    }
    void givesTheSameNumbersForTheSameSeed()
    {
        const QStringList arguments {"--length", "1",      "--lambda", "1e-6",    "--train",
                                     "20",       "--seed", "9",        "--split", "stratified"};
        QVERIFY(parsed(train(arguments)).at("validation") == parsed(train(arguments)).at("validation"));
    }
    // Validating on the file it trained on, all of it: both errors are of the same structures.
    void validatesOnAnotherFile()
    {
        const Json json = parsed(
            train({"--length", "1", "--lambda", "1e-6", "--train", QString::number(m_count), "--validate-on", waterBend()}));
        QCOMPARE(json.at("structures").at("validation").get<int>(), m_count);
        QVERIFY(std::abs(json.at("validation").at("rmse").get<double>() - json.at("train").at("rmse").get<double>()) < 1e-6);
    }
    void searchesWhatIsNotGiven()
    {
        const Json json = parsed(train({"--train", "30"}));
        const Json& points = json.at("search");
        const double least = std::min_element(points.begin(), points.end(), [](const Json& a, const Json& b) {
                                 return a.at("rmse").get<double>() < b.at("rmse").get<double>();
                             })->at("rmse");
        const auto chosen = std::find_if(points.begin(), points.end(), [&](const Json& point) {
            return point.at("length") == json.at("length") && point.at("lambda") == json.at("lambda");
        });
        QVERIFY(chosen != points.end());
        QCOMPARE(chosen->at("rmse").get<double>(), least);
    }
    void keepsTheLambdaThatIsGiven()
    {
        QCOMPARE(parsed(train({"--train", "30", "--lambda", "0.001"})).at("lambda").get<double>(), 0.001);
    }
    void writesAModelThatCanBeRead()
    {
        const QString path = QString::fromStdString(m_folder.path("water.mbtr"));
        QCOMPARE(train({"--length", "1", "--lambda", "1e-6", "--train", "20", "-o", path}).exitCode, 0);
        const mbtr::SavedModel model = mbtr::readModel(path.toStdString());
        QCOMPARE(model.target, "energy");
        QCOMPARE(model.model->alpha.size(), 20);
        QVERIFY(model.representation.species == std::vector<int>({1, 8}));
    }
    void leavesNoModelBehindWhereItFails()
    {
        const QString path = QString::fromStdString(m_folder.path("none.mbtr"));
        QCOMPARE(train({"--length", "1e9", "--lambda", "0", "--train", "20", "-o", path}).exitCode, 1);
        QVERIFY(!QFile::exists(path));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("text");
        QTest::newRow("too many") << QStringList {"--length", "1", "--lambda", "1", "--train", "99999"} << 1
                                  << "mbtr: train: must be 1 to ";
        QTest::newRow("length") << QStringList {"--length", "0", "--lambda", "1", "--train", "9"} << 1
                                << "mbtr: length: must be a number larger than 0, is 0";
        QTest::newRow("lambda") << QStringList {"--length", "1", "--lambda", "-1", "--train", "9"} << 1
                                << "mbtr: lambda: must be a number not less than 0, is -1";
        QTest::newRow("singular") << QStringList {"--length", "1e9", "--lambda", "0", "--train", "9"} << 1
                                  << "mbtr: the kernel matrix is not positive definite: pivot 2 of 9 is ";
        QTest::newRow("nothing to search") << QStringList {"--length", "1", "--lambda", "1", "--train", "9", "--search"} << 2
                                           << "--search: has nothing to search where --length and --lambda are given";
        QTest::newRow("split") << QStringList {"--split", "rnd", "--train", "9"} << 2 << "--split: ";
        QTest::newRow("unit") << QStringList {"--unit", "eV", "--train", "9"} << 2 << "--unit: 'eV' is not of the form NAME=UNIT";
        QTest::newRow("two kinds of validation")
            << QStringList {"--train", "9", "--validate", "3", "--validate-on", "x"} << 2 << "excludes";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, text);
        const auto result = train(arguments);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(result.error.contains(text), qPrintable(result.error));
        QCOMPARE(result.out, QString());
    }

private:
    mbtr::test::CommandResult train(const QStringList& arguments) const
    {
        return mbtr::test::runMbtr(
            QStringList {"train", waterBend(), "--target", "energy", "--settings", m_settings, "--kernel", "gaussian"}
            + arguments);
    }

    mbtr::test::TemporaryFolder m_folder;
    QString m_settings;
    int m_count = 61;
};

QTEST_APPLESS_MAIN(TrainTest)
#include "train_test.moc"
