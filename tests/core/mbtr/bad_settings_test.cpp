#include "core/base/error.h"
#include "core/mbtr/block_count.h"
#include "core/mbtr/layout.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/settings_json.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>
#include <nlohmann/json.hpp>
#include <numeric>

using namespace mbtr;
using Json = nlohmann::json;

namespace {

/// Every key that a file may have, somewhere; k = 2.
Json goodFile(const char* weighting)
{
    Json term {{"k", 2},
               {"geometry", "distance"},
               {"weighting", Json::parse(weighting)},
               {"sigma", 0.1},
               {"grid", {{"min", 0.5}, {"max", 4}, {"n", 10}}}};
    return {{"species", {"H", "O"}},   {"terms", {term}},   {"discretization", "dscribe"}, {"normalize_gaussians", true},
            {"normalization", "none"}, {"reversals", "no"}, {"periodic", "auto"},          {"element_correlation", nullptr}};
}

constexpr const char* kExp = R"({"function": "exp", "scale": 0.5, "threshold": 0.001})";
constexpr const char* kCutoff = R"({"function": "cutoff_inverse_x", "cutoff": 2, "r_cut": 4})";
constexpr const char* kSquare = R"({"function": "exp_square", "scale": 0.5, "accuracy": 0.001})";

MbtrSettings ofThreeElements(int k, bool kept)
{
    constexpr Geometry kGeometries[] = {Geometry::AtomicNumber, Geometry::Distance, Geometry::Angle, Geometry::Dihedral};
    MbtrSettings settings;
    TermSettings term;
    term.k = k;
    term.geometry = kGeometries[k - 1];
    term.grid = {.min = 0, .max = 1, .n = 10};
    settings.terms = {term};
    settings.reversals = kept ? Reversals::Kept : Reversals::Removed;
    return settings;
}

MbtrSettings oneTerm(int k, Geometry geometry, WeightingFunction function)
{
    const WeightingInfo& about = info(function);
    Weighting weighting {.function = function};
    if (about.takesScale)
        weighting.scale = 0.7;
    if (about.takesThreshold)
        weighting.threshold = 1e-4;
    if (about.takesCutoff)
        weighting.cutoff = 2;
    if (about.needsRCut)
        weighting.rCut = 5;
    return {.terms
            = {{.k = k, .geometry = geometry, .weighting = weighting, .grid = {.min = -4, .max = 9, .n = 50}, .sigma = 0.2}}};
}

/// "" or what it throws.
std::string problemOf(const MbtrSettings& settings, const Structure& structure)
{
    const std::string message = test::messageOf([&] {
        Progress progress;
        const auto layout = std::make_shared<Layout>(layoutOf(settings, std::vector {1, 6, 7, 8}));
        computeMbtr(structure, layout, progress);
    });
    return message == "accepted" ? "" : message;
}

} // namespace

class BadSettingsTest : public QObject {
    Q_OBJECT

private slots:
    void theFilesToSpoilAreGood()
    {
        for (const char* weighting : {kExp, kCutoff, kSquare})
            settingsFromJson(goodFile(weighting).dump());
    }

    // `where`: JSON pointer of what is replaced.
    void keyValueAndRangeAreNamed_data()
    {
        QTest::addColumn<QString>("weighting");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("allowed");
        const auto rows = [](const char* weighting, const char* where, const char* key, const char* allowed,
                             std::initializer_list<const char*> values) {
            for (const char* value : values)
                QTest::addRow("%s = %s", where, value) << weighting << where << value << key << allowed;
        };
        const std::initializer_list<const char*> notPositive {"0", "-1", "\"a\"", "true", "[1]"};
        const std::initializer_list<const char*> noFraction {"0", "1", "-0.5", "2", "\"a\"", "{}"};
        rows(kExp, "/terms/0/k", "terms[0].k", "1, 2, 3 or 4", {"0", "5", "-2", "2.5", "\"2\"", "null", "1e12"});
        rows(kExp, "/terms/0/geometry", "terms[0].geometry", "distance, inverse_distance", {"\"dist\"", "2", "null", "\"\""});
        rows(kExp, "/terms/0/geometry", "terms[0].geometry", "distance, inverse_distance, inverse_square", {"\"angle\""});
        rows(kExp, "/terms/0/sigma", "terms[0].sigma", "larger than 0", notPositive);
        rows(kExp, "/terms/0/grid/min", "terms[0].grid.min", "a number", {"\"a\"", "true", "null"});
        rows(kExp, "/terms/0/grid/max", "terms[0].grid.max", "larger than min", {"0.5", "-3", "\"a\"", "false"});
        rows(kExp, "/terms/0/grid/n", "terms[0].grid.n", "10000000",
             {"0", "1", "-1", "10000001", "1e99", "2.5", "\"a\"", "null"});
        rows(kExp, "/terms/0/grid", "terms[0].grid", "object", {"3", "[0, 1, 10]", "null"});
        rows(kExp, "/terms/0/weighting/function", "terms[0].weighting.function", "inverse_square",
             {"\"exq\"", "1", "null", "\"exp_pqr\""});
        rows(kExp, "/terms/0/weighting/scale", "terms[0].weighting.scale", "larger than 0", notPositive);
        rows(kExp, "/terms/0/weighting/threshold", "terms[0].weighting.threshold", "between 0 and 1", noFraction);
        rows(kSquare, "/terms/0/weighting/accuracy", "terms[0].weighting.accuracy", "between 0 and 1", noFraction);
        rows(kCutoff, "/terms/0/weighting/r_cut", "terms[0].weighting.r_cut", "larger than 0", notPositive);
        rows(kCutoff, "/terms/0/weighting/cutoff", "terms[0].weighting.cutoff", "larger than 0", notPositive);
        rows(kExp, "/terms/0/weighting", "terms[0].weighting", "object", {"\"exp\"", "1"});
        rows(kExp, "/terms/0", "terms[0]", "object", {"1", "null", "[]"});
        rows(kExp, "/terms", "terms", "term", {"[]", "{}", "1", "null"});
        rows(kExp, "/species", "species", "auto",
             {"\"H\"", "1", "[]", "[\"H\", \"Xx\"]", "[0]", "[119]", "[4294967297]", "[true]"});
        rows(kExp, "/species", "species", "once", {"[\"O\", \"O\"]"});
        rows(kExp, "/discretization", "discretization", "paper, centred_mass, dscribe", {"\"bins\"", "1", "true"});
        rows(kExp, "/normalize_gaussians", "normalize_gaussians", "true or false", {"1", "\"yes\""});
        rows(kExp, "/normalization", "normalization", "none, l2, sum, n_atoms, valle_oganov", {"\"l1\"", "2"});
        rows(kExp, "/reversals", "reversals", "no, full", {"\"yes\"", "true"});
        rows(kExp, "/periodic", "periodic", "auto", {"\"yes\"", "1", "[true, true, false]"});
        rows(kExp, "/element_correlation", "element_correlation", "2", {"[[1, 0]]", "[[1, 0], [0, 1], [0, 0]]", "[[1, 0], [0]]"});
        rows(kExp, "/element_correlation", "element_correlation", "rows of numbers",
             {"1", "\"a\"", "[1, 0]", "[[1, \"a\"], [0, 1]]"});
        rows(kExp, "/element_correlation", "element_correlation", "symmetric", {"[[1, 0.5], [0.25, 1]]"});
    }
    void keyValueAndRangeAreNamed()
    {
        QFETCH(QString, weighting);
        QFETCH(QString, where);
        QFETCH(QString, value);
        QFETCH(QString, key);
        QFETCH(QString, allowed);
        Json file = goodFile(weighting.toUtf8().constData());
        const Json spoilt = Json::parse(value.toStdString());
        file[Json::json_pointer(where.toStdString())] = spoilt;
        const QString message = QString::fromStdString(test::messageOf<SettingsError>([&] { settingsFromJson(file.dump()); }));
        QVERIFY2(message.startsWith(key), qPrintable(message));
        QVERIFY2(message.contains(allowed), qPrintable(message));
        QVERIFY2(namesValue(message, spoilt), qPrintable(message));
    }
    void keysThatAreMissingSayWhatTheyMustBe_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("message");
        QTest::newRow("k") << "/terms/0/k"
                           << "terms[0].k: is missing; must be 1, 2, 3 or 4";
        QTest::newRow("sigma") << "/terms/0/sigma"
                               << "terms[0].sigma: is missing; must be a number larger than 0";
        QTest::newRow("grid") << "/terms/0/grid"
                              << "terms[0].grid: is missing; must be an object {min, max or step, n}";
        QTest::newRow("min") << "/terms/0/grid/min"
                             << "terms[0].grid.min: is missing; must be a number";
        QTest::newRow("n") << "/terms/0/grid/n"
                           << "terms[0].grid.n: is missing; must be a whole number from 1 to 10000000";
        QTest::newRow("max") << "/terms/0/grid/max"
                             << "terms[0].grid: needs either max (larger than min) or step (larger than 0), has neither";
        QTest::newRow("scale") << "/terms/0/weighting/scale"
                               << "terms[0].weighting: 'exp' needs either scale or r_cut (larger than 0), has neither";
    }
    void keysThatAreMissingSayWhatTheyMustBe()
    {
        QFETCH(QString, where);
        QFETCH(QString, message);
        Json file = goodFile(kExp);
        const Json::json_pointer pointer(where.toStdString());
        file[pointer.parent_pointer()].erase(pointer.back());
        QCOMPARE(QString::fromStdString(test::messageOf<SettingsError>([&] { settingsFromJson(file.dump()); })), message);
    }
    void namesAKeyThatStandsTwice()
    {
        std::string file = goodFile(kExp).dump();
        file.insert(file.rfind('}'), R"(, "periodic": false)");
        QCOMPARE(test::messageOf<SettingsError>([&] { settingsFromJson(file); }),
                 std::string("periodic: stands twice in the same {...}"));
    }
    void namesNumbersThatNoComputerHolds()
    {
        QCOMPARE(test::messageOf<SettingsError>([] { settingsFromJson(R"({"terms": 1e999})"); }),
                 std::string("settings: holds a number beyond 1.8e308, the largest there is"));
    }
    void endlessBracketsAreRefused()
    {
        const std::string deep = R"({"terms": )" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
        QCOMPARE(test::messageOf<SettingsError>([&] { settingsFromJson(deep); }),
                 std::string("settings: nested deeper than 16 levels"));
    }

    // 118^4 blocks a term: a few words of a settings file.
    void moreBlocksThanCanBeCountedAreRefused()
    {
        MbtrSettings settings;
        TermSettings term;
        term.k = 4;
        term.geometry = Geometry::Dihedral;
        term.grid = {.min = 0, .max = 1, .n = 10};
        settings.terms.assign(12, term);
        settings.reversals = Reversals::Kept;
        std::vector<int> species(118);
        std::iota(species.begin(), species.end(), 1);
        QCOMPARE(test::messageOf<SettingsError>([&] { layoutOf(settings, species); }),
                 std::string("terms: make 2326533312 blocks of elements, more than can be counted"));
    }
    void blocksAreCountedBeforeTheyAreMade_data()
    {
        QTest::addColumn<int>("k");
        QTest::addColumn<bool>("kept");
        for (int k = 1; k <= 4; ++k)
            for (const bool kept : {false, true})
                QTest::addRow("%d %s", k, kept ? "kept" : "removed") << k << kept;
    }
    void blocksAreCountedBeforeTheyAreMade()
    {
        QFETCH(int, k);
        QFETCH(bool, kept);
        QCOMPARE(blockCount(k, 3, kept), std::int64_t(layoutOf(ofThreeElements(k, kept), std::vector {1, 6, 8}).blocks.size()));
    }
    // The table of responses would take 40 GB; without one the tensor is computed from the error function.
    void aGaussianOfMillionsOfBinsNeedsNoTable()
    {
        MbtrSettings settings;
        TermSettings term;
        term.k = 1;
        term.geometry = Geometry::AtomicNumber;
        term.grid = {.min = 0, .max = 10, .n = kMostBins};
        term.sigma = 5;
        settings.terms = {term};
        QCOMPARE(layoutOf(settings, std::vector {1}).featureCount, std::int64_t {kMostBins});
    }

    void aWeightingWithoutValuesForAGeometryIsRefusedAtOnce()
    {
        QCOMPARE(
            test::messageOf<SettingsError>([] { validate(oneTerm(3, Geometry::Cosine, WeightingFunction::SqrtX)); }),
            std::string(
                "terms[0].weighting.function: 'sqrt_x' is not defined where x is negative, as values of 'cosine' may be; "
                "with it there are: unity, x, x_squared, inverse_x, exp_inverse_x_squared, cutoff_inverse_x, exp, inverse_pq, "
                "inverse_pq_squared, inverse_pqr, inverse_pqr_squared, exp_pqr, smooth_cutoff"));
        QCOMPARE(
            test::messageOf<SettingsError>(
                [] { validate(oneTerm(4, Geometry::SignedDihedral, WeightingFunction::ExpInverseX)); }),
            std::string("terms[0].weighting.function: 'exp_inverse_x' grows beyond all bounds where x is negative, as values of "
                        "'signed_dihedral' may be; with it there are: unity, x_squared, exp_inverse_x_squared, exp"));
    }
    void everyOtherCombinationWorksForMolecules()
    {
        int refused = 0;
        for (const GeometryInfo& geometry : geometries())
            for (const int k : geometry.orders)
                for (const WeightingInfo& weighting : weightings()) {
                    if (!existsFor(weighting, k))
                        continue;
                    const std::string problem = problemOf(oneTerm(k, geometry.value, weighting.value), test::unevenMolecule());
                    const bool impossible = !whyImpossible(geometry.value, weighting.value).empty();
                    refused += impossible;
                    QVERIFY2(problem.empty() != impossible,
                             (std::string(geometry.name) + ", " + std::string(weighting.name) + ": " + problem).c_str());
                }
        // sqrt_x and exp_inverse_x with the four geometries that may be negative, three more that jump on the circle
        QCOMPARE(refused, 11);
    }
    void aRightAngleHasNoInverseCosine()
    {
        Structure bent;
        bent.name = "bent";
        bent.species = {1, 8, 1};
        bent.positions.resize(3, 3);
        bent.positions << 0.7, 0, -0.7, 0.7, 0, 0.7, 0, 0, 0; // columns are atoms
        for (const Geometry geometry : {Geometry::Cosine, Geometry::DotOverDotdot})
            QCOMPARE(problemOf(oneTerm(3, geometry, WeightingFunction::InverseX), bent),
                     "structure 'bent': the weighting 'inverse_x' has no value where '" + std::string(info(geometry).name)
                         + "' is 0, as for the atoms H2 - O1 - H0 (counted from 0); take another weighting");
        QCOMPARE(problemOf(oneTerm(3, Geometry::Angle, WeightingFunction::InverseX), bent), std::string());
    }
    void atomsOnALineHaveNoInverseAngle()
    {
        Structure line;
        line.name = "line";
        line.species = {1, 8, 1};
        line.positions.resize(3, 3);
        line.positions << 0, 0.6, 1.2, 0, 0.3, 0.6, 0, 0.1, 0.2;
        const std::string problem = problemOf(oneTerm(3, Geometry::Angle, WeightingFunction::InverseX), line);
        QVERIFY2(problem.find("'angle' is 0") != std::string::npos, problem.c_str());
    }
    void cutoffOfAnInverseDoesNotDependOnTheRoundingOfZero()
    {
        for (const double tilt : {-1e-16, 0.0, 1e-16}) {
            Structure bent;
            bent.species = {1, 8, 1};
            bent.positions.resize(3, 3);
            bent.positions << 1, 0, tilt, 0, 0, 1, 0, 0, 0;
            MbtrSettings settings = oneTerm(3, Geometry::Cosine, WeightingFunction::CutoffInverseX);
            settings.terms[0].weighting.cutoff = 1.1; // both others are 1/sqrt(2)
            Progress progress;
            const auto layout = std::make_shared<Layout>(layoutOf(settings, std::vector {1, 8}));
            QCOMPARE(computeMbtr(bent, layout, progress).weights[0].total, 0.0);
        }
    }

private:
    /// As it stands in the file, or what of it is wrong.
    static bool namesValue(const QString& message, const Json& value)
    {
        const auto has = [&](const std::string& text) { return message.contains(QString::fromStdString(text)); };
        if (has(value.dump()) || (value.is_string() && has("'" + value.get<std::string>() + "'")))
            return true;
        if (value.is_array()) // the entry that is wrong, or how many there are
            return std::any_of(value.begin(), value.end(), [&](const Json& entry) {
                return has(entry.is_string() ? entry.get<std::string>() : entry.dump())
                    || has("has " + std::to_string(value.size()))
                    || (entry.is_array() && (has("has " + std::to_string(entry.size())) || has(entry[0].dump())));
            });
        return value.is_number() && has(QString::number(value.get<double>(), 'g', 15).toStdString());
    }
};

QTEST_APPLESS_MAIN(BadSettingsTest)
#include "bad_settings_test.moc"
