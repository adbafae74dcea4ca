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
#include <numeric>
#include <set>

Q_DECLARE_METATYPE(nlohmann::json)

using namespace mbtr;
using nlohmann::json;
using test::largestDifference;

namespace {

const std::string kSamples = test::dataFile("mbtr_reference/");

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

/// Its own derivatives, or central differences where it has none.
double derivativeTolerance(const json& reference, const char* largest)
{
    return (reference["method"] == "analytical" ? 1e-8 : 1e-5) * reference[largest].get<double>();
}

/// A flat vector for each coordinate of each atom: x, y, z of the first, x, y, z of the second, ..
std::vector<std::vector<double>> computeDerivatives(const json& reference, const std::string& folder)
{
    const auto [structure, layout] = inputOf(reference, folder);
    Progress progress;
    const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
    std::vector<std::vector<double>> rows;
    for (int row = 0; row < 3 * structure.atomCount(); ++row) {
        MbtrTensor derivative = gradient.tensor;
        for (std::size_t v = 0; v < derivative.values.size(); ++v)
            derivative.values[v] = gradient.positions(row, static_cast<Eigen::Index>(v)) * unitFactor(reference);
        rows.push_back(derivative.flat());
    }
    return rows;
}

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Sum of values[m] cos(m): every value counts, each with a weight of its own.
double cosineSumOf(const std::vector<double>& values)
{
    double sum = 0;
    for (std::size_t m = 0; m < values.size(); ++m)
        sum += values[m] * std::cos(static_cast<double>(m));
    return sum;
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

    /// A row for each case of a file that the tests bring along.
    static void addCasesOf(const char* file)
    {
        QTest::addColumn<json>("reference");
        for (const json& reference : json::parse(test::contentOf(kSamples + file)))
            QTest::newRow(reference["id"].get<std::string>().c_str()) << reference;
    }

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
    /// Single numbers that the tests bring along, see tests/data/mbtr_reference/README.md: the largest values, and two sums over
    /// all values, of which one weighs every value differently.
    void agreesWithTheSampledValues_data() { addCasesOf("values.json"); }
    void agreesWithTheSampledValues()
    {
        QFETCH(const json, reference);
        if (isOfSlabOrChain(reference, kSamples)) {
            QVERIFY_EXCEPTION_THROWN(compute(reference, kSamples), SettingsError);
            return;
        }
        const auto found = compute(reference, kSamples);
        QCOMPARE(found.size(), reference["n_features"].get<std::size_t>());
        const double tolerance = toleranceOf(reference);
        for (const json& entry : reference["largest_values"])
            QVERIFY(std::abs(found[entry[0].get<std::size_t>()] - entry[1].get<double>()) <= tolerance);
        const double ofSum = tolerance * std::sqrt(static_cast<double>(found.size()));
        QVERIFY(std::abs(sumOf(found) - reference["sum"].get<double>()) <= ofSum);
        QVERIFY(std::abs(cosineSumOf(found) - reference["cosine_sum"].get<double>()) <= ofSum);
    }

    void agreesWithTheSampledDerivatives_data() { addCasesOf("derivatives.json"); }
    void agreesWithTheSampledDerivatives()
    {
        QFETCH(const json, reference);
        const auto derivatives = computeDerivatives(reference, kSamples);
        const double tolerance = derivativeTolerance(reference, "max_abs") * std::sqrt(reference["n_features"].get<double>());
        for (std::size_t row = 0; row < derivatives.size(); ++row) {
            QVERIFY(std::abs(sumOf(derivatives[row]) - reference["sums"][row / 3][row % 3].get<double>()) <= tolerance);
            QVERIFY(std::abs(cosineSumOf(derivatives[row]) - reference["cosine_sums"][row / 3][row % 3].get<double>())
                    <= tolerance);
        }
    }

    /// The samples would mean little if they left out a function that the other program has.
    void theSamplesHoldEveryFunction()
    {
        std::set<std::string> found;
        for (const char* file : {"values.json", "derivatives.json"})
            for (const json& reference : json::parse(test::contentOf(kSamples + file))) {
                const json& settings = reference["settings"];
                const json weighting = settings.value("weighting", json());
                found.insert(settings["geometry"]["function"]);
                found.insert("weighting " + (weighting.is_null() ? "unity" : weighting["function"].get<std::string>()));
                found.insert("normalization " + settings.value("normalization", "none"));
            }
        QCOMPARE(
            found,
            (std::set<std::string> {"angle", "atomic_number", "cosine", "distance", "inverse_distance", "normalization l2",
                                    "normalization n_atoms", "normalization none", "normalization valle_oganov", "weighting exp",
                                    "weighting inverse_square", "weighting smooth_cutoff", "weighting unity"}));
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
        const double largest = reference["max_abs_derivative"].get<double>();
        const auto derivatives = computeDerivatives(reference, folder);
        double difference = 0;
        for (std::size_t row = 0; row < derivatives.size(); ++row) {
            const auto expected = reference["derivatives"][row / 3][row % 3].get<std::vector<double>>();
            difference = std::max(difference, largestDifference(derivatives[row], expected));
        }
        QVERIFY2(difference <= derivativeTolerance(reference, "max_abs_derivative"),
                 qPrintable(QString("differs by %1 of %2").arg(difference).arg(largest)));
    }
};

QTEST_APPLESS_MAIN(MbtrReferenceTest)
#include "mbtr_reference_test.moc"
