#include "core/base/error.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/settings_json.h"
#include "tests/support/compare.h"
#include "tests/support/simple_xyz.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numbers>

using namespace mbtr;
using nlohmann::json;
using test::largestDifference;

namespace {

/// The settings of a reference case, which are DScribe's keyword arguments, as a settings file of this program.
json settingsOf(const json& reference)
{
    const json& theirs = reference["settings"];
    json term {{"k", reference["k"]}, {"geometry", theirs["geometry"]["function"]}, {"sigma", theirs["grid"]["sigma"]}};
    term["grid"] = {{"min", theirs["grid"]["min"]}, {"max", theirs["grid"]["max"]}, {"n", theirs["grid"]["n"]}};
    if (theirs.contains("weighting") && !theirs["weighting"].is_null())
        term["weighting"] = theirs["weighting"];
    if (term["geometry"] == "angle") { // degrees there, radians here
        const double radians = std::numbers::pi / 180;
        for (const char* key : {"min", "max"})
            term["grid"][key] = radians * term["grid"][key].get<double>();
        term["sigma"] = radians * term["sigma"].get<double>();
    }
    const bool keepsCell = theirs.value("periodic", false);
    json ours {{"terms", {term}}, {"discretization", "dscribe"}};
    ours["species"] = reference["species_sorted"];
    ours["normalization"] = theirs.value("normalization", "none");
    ours["normalize_gaussians"] = theirs.value("normalize_gaussians", true);
    ours["periodic"] = keepsCell ? json("auto") : json(false);
    return ours;
}

/// Per radian to per degree, where the values are densities over the angle.
double unitFactor(const json& reference)
{
    const json& theirs = reference["settings"];
    const bool density = theirs["geometry"]["function"] == "angle" && theirs.value("normalize_gaussians", true)
        && theirs.value("normalization", "none") != "l2";
    return density ? std::numbers::pi / 180 : 1;
}

struct Input {
    Structure structure;
    std::shared_ptr<const Layout> layout;
};

Input inputOf(const json& reference, const std::string& folder)
{
    const MbtrSettings settings = settingsFromJson(settingsOf(reference).dump());
    return {test::simpleStructure(folder + reference["structure"].get<std::string>()),
            std::make_shared<Layout>(layoutOf(settings, *settings.species))};
}

std::vector<double> compute(const json& reference, const std::string& folder)
{
    Progress progress;
    const auto [structure, layout] = inputOf(reference, folder);
    std::vector<double> values = computeMbtr(structure, layout, progress).flat();
    for (double& value : values)
        value *= unitFactor(reference);
    return values;
}

/// arccos of a cosine, as DScribe computes angles, loses half the digits near 0 and 180 degrees.
double toleranceOf(const json& reference)
{
    const bool angle = reference["settings"]["geometry"]["function"] == "angle";
    return (angle ? 1e-6 : 1e-9) * reference["max_abs"].get<double>();
}

/// DScribe normalises slabs and chains by the volume of a cell whose vacuum is arbitrary; here that is an error.
bool isOfSlabOrChain(const json& reference, const std::string& folder)
{
    const Structure structure = test::simpleStructure(folder + reference["structure"].get<std::string>());
    return reference["settings"].value("normalization", "none") == "valle_oganov" && structure.cell->dimension() < 3;
}

} // namespace

class MbtrReferenceTest : public QObject {
    Q_OBJECT

    /// A row for each file of a folder of the reference data.
    static void addFilesOf(const char* folder)
    {
        QTest::addColumn<QString>("file");
        const std::string index = test::realDataFile("reference/index.json");
        if (index.empty())
            QSKIP("the reference values are not here (MBTR_DATA)");
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(index).parent_path() / folder))
            QTest::newRow(entry.path().stem().c_str()) << QString::fromStdString(entry.path().string());
    }

private slots:
    /// The largest values of a few cases, kept with the tests.
    void agreesWithTheLargestReferenceValues()
    {
        const std::string folder = test::dataFile("mbtr_reference/");
        const json cases = json::parse(test::contentOf(folder + "largest_values.json"));
        QCOMPARE(cases.size(), 8u);
        for (const json& reference : cases) {
            const auto found = compute(reference, folder);
            QCOMPARE(found.size(), reference["n_features"].get<std::size_t>());
            const double tolerance = toleranceOf(reference);
            for (const json& entry : reference["largest_values"])
                QVERIFY2(std::abs(found[entry[0].get<std::size_t>()] - entry[1].get<double>()) <= tolerance,
                         reference["id"].get<std::string>().c_str());
        }
    }

    /// Values of DScribe 2.1.1, computed by an independent program as well.
    void agreesWithTheReferenceValues_data() { addFilesOf("cases"); }
    void agreesWithTheReferenceValues()
    {
        QFETCH(QString, file);
        const json reference = json::parse(test::contentOf(file.toStdString()));
        const std::string folder = std::filesystem::path(file.toStdString()).parent_path().parent_path().string() + "/";
        const auto expected = reference["values"].get<std::vector<double>>();
        if (isOfSlabOrChain(reference, folder)) {
            QVERIFY_EXCEPTION_THROWN(compute(reference, folder), SettingsError);
            return;
        }
        const auto found = compute(reference, folder);
        QCOMPARE(found.size(), expected.size());
        const double difference = largestDifference(found, expected);
        QVERIFY2(difference <= toleranceOf(reference),
                 qPrintable(QString("differs by %1 of %2").arg(difference).arg(reference["max_abs"].get<double>())));
    }

    /// Derivatives of DScribe 2.1.1; central differences where it has no analytical ones.
    void agreesWithTheReferenceDerivatives_data() { addFilesOf("derivatives"); }
    void agreesWithTheReferenceDerivatives()
    {
        QFETCH(QString, file);
        const json reference = json::parse(test::contentOf(file.toStdString()));
        const std::string folder = std::filesystem::path(file.toStdString()).parent_path().parent_path().string() + "/";
        const auto [structure, layout] = inputOf(reference, folder);
        Progress progress;
        const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
        const double largest = reference["max_abs_derivative"].get<double>();
        double difference = 0;
        for (int row = 0; row < 3 * structure.atomCount(); ++row) {
            MbtrTensor derivative = gradient.tensor;
            for (std::size_t v = 0; v < derivative.values.size(); ++v)
                derivative.values[v] = gradient.positions(row, static_cast<Eigen::Index>(v)) * unitFactor(reference);
            const auto expected = reference["derivatives"][row / 3][row % 3].get<std::vector<double>>();
            difference = std::max(difference, largestDifference(derivative.flat(), expected));
        }
        QVERIFY2(difference <= (reference["method"] == "analytical" ? 1e-8 : 1e-5) * largest,
                 qPrintable(QString("differs by %1 of %2").arg(difference).arg(largest)));
    }
};

QTEST_APPLESS_MAIN(MbtrReferenceTest)
#include "mbtr_reference_test.moc"
