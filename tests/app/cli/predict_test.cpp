#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;

namespace {

constexpr const char* kSettings = R"({"terms": [{"k": 2, "geometry": "inverse_distance", "sigma": 0.05,
    "weighting": {"function": "unity"}, "grid": {"min": 0, "max": 1.2, "n": 40}}]})";

constexpr const char* kTwoTerms = R"({"terms": [{"k": 2, "geometry": "inverse_distance", "sigma": 0.05,
    "weighting": {"function": "unity"}, "grid": {"min": 0, "max": 1.2, "n": 40}},
    {"k": 3, "geometry": "angle", "sigma": 0.1, "weighting": {"function": "unity"}, "grid": {"min": 0, "max": 3.2, "n": 40}}]})";

QString waterBend()
{
    return QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz");
}

Json parsed(const mbtr::test::CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class PredictTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_settings = QString::fromStdString(m_folder.write("settings.json", kSettings));
        m_model = QString::fromStdString(m_folder.path("water.mbtr"));
        const auto result
            = run({"train", "--train", "20", "--length", "1", "--lambda", "1e-6", "--baseline", "composition", "-o", m_model});
        QCOMPARE(result.exitCode, 0);
        m_trained = parsed(result);
    }
    void explanationAddsUpToTheValue()
    {
        for (const Json& entry : parsed(mbtr::test::runMbtr({"predict", m_model, waterBend(), "--explain"})).at("predictions")) {
            const Json& why = entry.at("explanation");
            double sum = why.at("mean").get<double>() + why.at("baseline").get<double>();
            QCOMPARE(why.at("training").size(), 20u);
            for (const Json& part : why.at("training")) {
                sum += part.at("contribution").get<double>();
                QVERIFY(std::abs(part.at("alpha").get<double>() * part.at("kernel").get<double>()
                                 - part.at("contribution").get<double>())
                        < 1e-6);
            }
            QVERIFY(std::abs(sum - entry.at("value").get<double>()) < 1e-6);
            QVERIFY(entry.at("spread").get<double>() >= 0);
        }
    }
    void makesTheErrorsOfTheTraining()
    {
        // All structures: training and validation errors together.
        const Json errors = parsed(mbtr::test::runMbtr({"predict", m_model, waterBend(), "--reference", "energy"})).at("errors");
        const double train = m_trained.at("train").at("rmse"), validation = m_trained.at("validation").at("rmse");
        QVERIFY(std::abs(errors.at("rmse").get<double>() - std::sqrt((20 * train * train + 41 * validation * validation) / 61))
                < 1e-7);
    }
    void convertsTheReferenceAndRefusesOtherUnits()
    {
        const QString other = QString::fromStdString(m_folder.path("other.extxyz"));
        QCOMPARE(mbtr::test::runMbtr({"convert", waterBend(), other}).exitCode, 0);
        const auto wrong = mbtr::test::runMbtr({"predict", m_model, other, "--reference", "energy", "--unit", "energy=angstrom"});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.error.contains("mbtr: reference: "), qPrintable(wrong.error));
    }
    void refusesOtherElements()
    {
        const auto methane = QString::fromStdString(m_folder.write("c.xyz", "1\nlonely\nC 0 0 0\n"));
        const auto result = mbtr::test::runMbtr({"predict", m_model, methane});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains("contains C, but the model knows only H, O"), qPrintable(result.error));
        QCOMPARE(result.out, QString());
    }
    void learningCurveHasAnEntryForEachSize()
    {
        const Json list
            = parsed(run({"learning-curve", "--sizes", "10,20,40", "--repeats", "2", "--length", "1", "--lambda", "1e-6"}));
        QCOMPARE(list.size(), 3u);
        QCOMPARE(list[1].at("size").get<int>(), 20);
        for (const char* key : {"rmse", "mae"})
            QVERIFY(list[0].at(key).at("mean").get<double>() > 0 && list[0].at(key).at("std").get<double>() > 0);
        QVERIFY(list[2].at("rmse").at("mean").get<double>() < list[0].at("rmse").at("mean").get<double>());
    }
    void aLearningCurveScalesTermsAsATrainingDoes()
    {
        const QString settings = QString::fromStdString(m_folder.write("terms.json", kTwoTerms));
        const auto json = [&](const QStringList& arguments) {
            return parsed(mbtr::test::runMbtr(arguments
                                              + QStringList {waterBend(), "--target", "energy", "--settings", settings,
                                                             "--kernel", "gaussian", "--length", "1", "--lambda", "1e-6"}));
        };
        const auto rmse = [&](const QString& scaling) {
            return json({"learning-curve", "--sizes", "20", "--scale-terms", scaling}).at(0).at("rmse").at("mean").get<double>();
        };
        const Json trained = json({"train", "--train", "20", "--scale-terms", "even"});
        QCOMPARE(rmse("even"), trained.at("validation").at("rmse").get<double>());
        QVERIFY(rmse("even") != rmse("none"));
    }
    void searchPrintsEveryPointAndTheBestOfThem()
    {
        const Json json = parsed(run({"search", "--train", "40"}));
        double least = 1e300;
        for (const Json& point : json.at("points"))
            if (!point.at("rmse").is_null())
                least = std::min(least, point.at("rmse").get<double>());
        QCOMPARE(json.at("best").at("rmse").get<double>(), least);
        QVERIFY(json.at("best").at("sigmas").at(0).get<double>() > 0);
        QVERIFY(json.at("points").size() > 10);
    }

private:
    mbtr::test::CommandResult run(QStringList arguments) const
    {
        const QString command = arguments.takeFirst();
        return mbtr::test::runMbtr(
            QStringList {command, waterBend(), "--target", "energy", "--settings", m_settings, "--kernel", "gaussian"}
            + arguments);
    }

    mbtr::test::TemporaryFolder m_folder;
    QString m_settings, m_model;
    Json m_trained;
};

QTEST_APPLESS_MAIN(PredictTest)
#include "predict_test.moc"
