#include "core/io/read_dataset.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;
using namespace mbtr::test;

namespace {

constexpr const char* kSettings = R"({"species": ["H", "C", "O"], "terms": [{"k": 2, "geometry": "inverse_distance",
    "sigma": 0.05, "weighting": {"function": "unity"}, "grid": {"min": 0, "max": 1.2, "n": 40}}]})";

/// Two atoms further and further apart, an energy each.
std::string pairs(const std::vector<std::string>& energies, const char* first = "C", double begin = 1.0)
{
    std::string text;
    for (std::size_t i = 0; i < energies.size(); ++i)
        text += fmt::format("2\nProperties=species:S:1:pos:R:3{}\n{} 0 0 0\nH {} 0 0\n",
                            energies[i].empty() ? "" : " E=" + energies[i], first, begin + 0.02 * static_cast<double>(i));
    return text;
}

std::vector<std::string> energies(int count, double slope = 0.1)
{
    std::vector<std::string> texts;
    for (int i = 0; i < count; ++i)
        texts.push_back(fmt::format("{}", 0.1 + slope * i));
    return texts;
}

Json parsed(const CommandResult& result)
{
    return Json::parse(result.out.toStdString());
}

} // namespace

class HonestNumbersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_settings = QString::fromStdString(m_folder.write("settings.json", kSettings)); }
    void structuresWithoutTheTargetAreLeftOutAndCounted()
    {
        auto values = energies(12);
        values[3] = "";
        values[7] = "inf";
        const auto result = train(pairs(values), {"--train", "6"});
        QVERIFY2(result.exitCode == 0, qPrintable(result.error));
        QVERIFY2(result.error.contains("1 of 12 structures have no value of 'E', 1 an infinite one; they are left out"),
                 qPrintable(result.error));
        const Json structures = parsed(result).at("structures");
        QCOMPARE(structures.at("train").get<int>(), 6);
        QCOMPARE(structures.at("validation").get<int>(), 4);
        QCOMPARE(structures.at("left_out").get<int>(), 2);
    }
    void anElementThatNeverTrainedIsNamed()
    {
        const auto trained = train(pairs(energies(8)), {"--train", "6", "-o", path("model.mbtr")});
        QVERIFY2(trained.exitCode == 0, qPrintable(trained.error));
        m_folder.write("other.extxyz", pairs({"0.3"}, "O") + pairs({"0.4"}));
        const auto result = runMbtr({"predict", path("model.mbtr"), path("other.extxyz")});
        QVERIFY2(result.exitCode == 0, qPrintable(result.error));
        QVERIFY2(result.error.contains("1 of 2 structures hold O, which no structure held that the model was trained on"),
                 qPrintable(result.error));
        const Json predictions = parsed(result).at("predictions");
        QCOMPARE(predictions.at(0).at("untrained_elements").dump(), std::string(R"(["O"])"));
        QVERIFY(!predictions.at(1).contains("untrained_elements"));

        const auto mixed = train(pairs(energies(8)) + pairs({"0.3"}, "O"), {"--train", "6", "--split", "blocks"});
        QCOMPARE(parsed(mixed).at("untrained_elements").dump(), std::string(R"(["O"])"));
        QVERIFY2(mixed.error.contains("no structure that trains holds O"), qPrintable(mixed.error));
    }
    void equalTargetsGiveNullAndZero()
    {
        const Json json = parsed(train(pairs(energies(10, 0)), {"--train", "7"}));
        QVERIFY(json.at("validation").at("r2").is_null());
        QVERIFY(json.at("baselines").at("mean").at("r2").is_null());
        QCOMPARE(json.at("baselines").at("mean").at("mae").get<double>(), 0.0);
    }
    void copiesOnBothSidesAreSaid()
    {
        const std::string once = pairs(energies(8));
        const auto result = train(once + once, {"--train", "8", "--split", "blocks"});
        QVERIFY2(result.error.contains("8 of 8 structures that validate are copies of one that trains"),
                 qPrintable(result.error));
        QCOMPARE(parsed(result).at("structures").at("copies").get<int>(), 8);
    }
    void theSpreadAfterOneStructureIsUnknown()
    {
        const auto trained = train(pairs(energies(6)), {"--train", "1", "-o", path("one.mbtr")});
        QVERIFY2(trained.exitCode == 0, qPrintable(trained.error));
        const auto result = runMbtr({"predict", path("one.mbtr"), path("data.extxyz")});
        for (const Json& entry : parsed(result).at("predictions"))
            QVERIFY(entry.at("spread").is_null());
    }
    void sizesOfALearningCurveMustLeaveSomethingToValidate()
    {
        m_folder.write("data.extxyz", pairs(energies(10)));
        const auto curve = [this](const char* sizes) {
            return runMbtr({"learning-curve", path("data.extxyz"), "--target", "E", "--settings", m_settings, "--kernel",
                            "gaussian", "--length", "1", "--lambda", "1e-6", "--sizes", sizes});
        };
        const auto all = curve("4,10");
        QCOMPARE(all.exitCode, 1);
        QVERIFY2(all.error.contains("10 leaves no structure to validate on: there are 10"), qPrintable(all.error));
        const auto none = curve("0");
        QCOMPARE(none.exitCode, 2);
        QVERIFY2(none.error.contains("must be whole numbers from 1 on, is '0'") && none.error.size() < 160,
                 qPrintable(none.error));
        QVERIFY2(curve("4,6").exitCode == 0, "sizes that leave some");
    }
    void aSampleOfMoreThanThereAreIsSaid()
    {
        m_folder.write("data.extxyz", pairs(energies(10)));
        for (const char* option : {"--sample", "--farthest"}) {
            const auto result = runMbtr({"convert", path("data.extxyz"), path("drawn.extxyz"), option, "100"});
            QCOMPARE(result.exitCode, 0);
            QVERIFY2(result.error.contains(QString("%1 100: only 10 structures are there").arg(option)),
                     qPrintable(result.error));
        }
    }
    void extensiveValuesScaleWithTheCell()
    {
        m_folder.write(
            "cu.extxyz",
            "4\nLattice=\"3.6 0 0 0 3.6 0 0 0 3.6\" Properties=species:S:1:pos:R:3 pbc=\"T T T\" energy=-16.0 band_gap=0.5 "
            "score=3 stress=\"1 0 0 0 2 0 0 0 3\"\nCu 0 0 0\nCu 0 1.8 1.8\nCu 1.8 0 1.8\nCu 1.8 1.8 0\n");
        const auto result = runMbtr({"convert", path("cu.extxyz"), path("one.extxyz"), "--cell", "primitive"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.error.contains("not known whether they grow with the cell: 'score'"), qPrintable(result.error));
        mbtr::Progress progress;
        const mbtr::Dataset dataset = mbtr::readFile(m_folder.path("one.extxyz"), progress);
        QCOMPARE(dataset.structures.front().atomCount(), 1);
        QCOMPARE(mbtr::scalarValues(dataset, "energy").front(), -4.0);
        QCOMPARE(mbtr::scalarValues(dataset, "band_gap").front(), 0.5);
        QVERIFY(!dataset.find("score"));
        // The new vectors are sums of halves of the old ones: the frame has not turned, and the stress stays.
        const Eigen::Matrix3d halves = dataset.structures.front().cell->vectors / 1.8;
        QVERIFY((halves - halves.array().round().matrix()).cwiseAbs().maxCoeff() < 1e-6);
        QCOMPARE(std::get<mbtr::StructureNumbers>(dataset.find("stress")->values).values.back(), 3.0);
    }

private:
    QString path(const char* name) const { return QString::fromStdString(m_folder.path(name)); }
    CommandResult train(const std::string& data, const QStringList& more) const
    {
        m_folder.write("data.extxyz", data);
        return runMbtr(QStringList {"train", path("data.extxyz"), "--target", "E", "--settings", m_settings, "--kernel",
                                    "gaussian", "--length", "1", "--lambda", "1e-6", "--unit", "E=eV"}
                       + more);
    }

    TemporaryFolder m_folder;
    QString m_settings;
};

QTEST_GUILESS_MAIN(HonestNumbersTest)
#include "honest_numbers_test.moc"
