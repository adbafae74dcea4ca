#include "core/base/simd.h"
#include "core/base/threads.h"
#include "core/features/feature_matrix.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/presets.h"
#include "core/mbtr/sums/block_sums.h"
#include "core/mbtr/sums/prepared_structure.h"
#include "tests/support/plain_mbtr.h"
#include "tests/support/structures.h"
#include "tests/support/test_data.h"

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <ctime>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <set>

// The representation by the program and by the formulas written down plainly (tests/support/plain_mbtr.h), in one run:
// times_plain is the ratio, best_ms the least time of the processor. of_limit compares with what the machine can do:
// multiply-adds on registers, measured in the same run.

using namespace mbtr;

namespace {

constexpr auto kExp
    = [](double threshold) { return Weighting {.function = WeightingFunction::Exp, .scale = 0.5, .threshold = threshold}; };

const Dataset& structuresOf(const std::string& realFile, const std::string& ownFile)
{
    static std::map<std::string, Dataset> read;
    Progress progress;
    if (!read.contains(realFile)) {
        const std::string real = test::realDataFile(realFile);
        const std::string path = real.empty() ? MBTR_SOURCE_DIR "/resources/examples/" + ownFile : real;
        read[realFile] = readFiles(std::vector {path}, progress);
    }
    return read[realFile];
}

const Dataset& molecules()
{
    return structuresOf("molecules/qm7_pbe0.extxyz.gz", "small_molecules.extxyz.gz");
}

Dataset drawn(const Dataset& dataset, std::size_t count)
{
    Dataset some;
    std::vector<Structure> all = dataset.structures;
    std::shuffle(all.begin(), all.end(), std::mt19937(7));
    all.resize(std::min(count, all.size()));
    some.structures = std::move(all);
    return some;
}

Structure repeated(const Structure& cell, int n)
{
    Structure large = cell;
    large.species.clear();
    large.positions.resize(3, cell.atomCount() * n * n * n);
    for (int u = 0; u < n; ++u)
        for (int v = 0; v < n; ++v)
            for (int w = 0; w < n; ++w)
                for (int i = 0; i < cell.atomCount(); ++i) {
                    large.positions.col(large.atomCount())
                        = cell.positions.col(i) + cell.cell->toCartesian({Eigen::Vector3d(u, v, w)});
                    large.species.push_back(cell.species[i]);
                }
    large.cell->vectors *= n;
    return large;
}

/// Face-centred cubic, a = 4.05 angstrom.
Structure aluminium(int n)
{
    Structure cell;
    cell.species = {13, 13, 13, 13};
    cell.positions.resize(3, 4);
    cell.positions << 0, 0, .5, .5, 0, .5, 0, .5, 0, .5, .5, 0;
    cell.positions *= 4.05;
    cell.cell = cellFromParameters({4.05, 4.05, 4.05}, {90, 90, 90});
    return repeated(cell, n);
}

MbtrSettings distances(const Weighting& weighting)
{
    return {.terms = {{.k = 2,
                       .geometry = Geometry::InverseDistance,
                       .weighting = weighting,
                       .grid = {.min = 0, .max = 1.2, .n = 100},
                       .sigma = 0.02}},
            .discretization = Discretization::Dscribe};
}

MbtrSettings cosines(const Weighting& weighting)
{
    return {.terms = {{.k = 3,
                       .geometry = Geometry::Cosine,
                       .weighting = weighting,
                       .grid = {.min = -1, .max = 1, .n = 100},
                       .sigma = 0.05}},
            .discretization = Discretization::Dscribe};
}

MbtrSettings dihedrals(const Weighting& weighting)
{
    return {.terms = {{.k = 4,
                       .geometry = Geometry::Dihedral,
                       .weighting = weighting,
                       .grid = {.min = -0.2, .max = 3.4, .n = 100},
                       .sigma = 0.05}},
            .discretization = Discretization::Dscribe};
}

double processorSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// The least time of the processor over all rounds: others use the machine, too.
template <typename Run> double leastSeconds(benchmark::State& state, Run run)
{
    double least = std::numeric_limits<double>::infinity();
    for (auto _ : state) {
        const double begin = processorSeconds();
        run();
        least = std::min(least, processorSeconds() - begin);
    }
    state.counters["best_ms"] = 1e3 * least;
    return least;
}

/// Counts what the sums of a term do.
class WorkCount : public TupleSink {
public:
    explicit WorkCount(const BroadeningTable& table)
        : m_table(table)
        , m_places(std::make_unique<Places>())
    {
    }
    void take(const TupleBatch& batch) override
    {
        tuples += batch.count;
        placeInCells(m_table, batch, *m_places);
        deposited += m_places->count;
        for (int n = 0; n < m_places->count; ++n)
            occupied.insert({batch.block[m_places->tuple[n]], m_places->cell[m_places->tuple[n]]});
    }
    double tuples = 0, deposited = 0;
    std::set<std::pair<int, int>> occupied; ///< block and cell

private:
    const BroadeningTable& m_table;
    std::unique_ptr<Places> m_places;
};

// Floating-point operations as the source has them, a root or division being one, an exp 20 (libmvec: a polynomial of degree 10),
// an arc tangent 30. By k: weight and, for triples, third side and cosine, for chains the dihedral angle.
constexpr std::array kOfTuple {0.0, 0.0, 21.0 + 3.0, 21.0 + 22.0, 23.0 + 38.0 + 30.0};
constexpr double kOfPlacing = 5, kOfDeposit = 9 * BroadeningTable::kMoments / 2;

struct Work {
    double tuples = 0, operations = 0;
};

Work workOf(const Dataset& dataset, const Layout& layout)
{
    Work work;
    Progress progress;
    for (const Structure& structure : dataset.structures) {
        const PreparedStructure prepared(structure, layout);
        for (std::size_t t = 0; t < layout.settings.terms.size(); ++t) {
            const BroadeningTable& table = layout.broadenings[t]->table();
            WorkCount count(table);
            const ReadyWeighting weighting = prepared.weighting(t);
            sumTuples(prepared.context(t, weighting, progress), count);
            work.tuples += count.tuples;
            work.operations += count.tuples * (kOfTuple[static_cast<std::size_t>(layout.settings.terms[t].k)] + kOfPlacing)
                + count.deposited * kOfDeposit
                + 2.0 * BroadeningTable::kMoments * table.width * static_cast<double>(count.occupied.size());
        }
    }
    return work;
}

using Lanes [[gnu::vector_size(64)]] = double;

/// Eight independent chains of multiply-adds in registers: nothing is faster.
MBTR_FOR_EACH_PROCESSOR double multiplyAdds(long rounds)
{
    Lanes a {}, b {}, c {}, d {}, e {}, f {}, g {}, h {}, factor = Lanes {} + 0.999999;
    for (long round = 0; round < rounds; ++round) {
        a = a * factor + factor, b = b * factor + factor, c = c * factor + factor, d = d * factor + factor;
        e = e * factor + factor, f = f * factor + factor, g = g * factor + factor, h = h * factor + factor;
        asm volatile("" : "+m"(factor)); // or the compiler takes steps together
    }
    return (a + b + c + d + e + f + g + h)[0];
}

/// Operations a second of one core, the best of twenty rounds.
double machineLimit()
{
    constexpr long kRounds = 2'000'000;
    double least = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 20; ++round) {
        const double begin = processorSeconds();
        benchmark::DoNotOptimize(multiplyAdds(kRounds));
        least = std::min(least, processorSeconds() - begin);
    }
    return 2.0 * 8 * 8 * kRounds / least;
}

/// By name of the measured case: seconds a structure of the plain formulas, which run first.
std::map<std::string, double>& plainSeconds()
{
    static std::map<std::string, double> seconds;
    return seconds;
}

std::string caseOf(const benchmark::State& state, const std::string& name)
{
    return name + "/" + std::to_string(state.range(0));
}

/// One structure after the other on this thread.
void byProgram(benchmark::State& state, const std::string& name, const Dataset& dataset, const MbtrSettings& settings)
{
    static const double limit = machineLimit();
    const ThreadLimit one(1);
    const auto layout = layoutFor(dataset, settings);
    Progress progress;
    SumsWorkspace workspace;
    const double seconds = leastSeconds(state, [&] {
        for (const Structure& structure : dataset.structures)
            benchmark::DoNotOptimize(computeMbtr(structure, layout, workspace, progress).values.data());
    });
    const Work work = workOf(dataset, *layout);
    state.counters["tuples"] = work.tuples;
    state.counters["ns_per_tuple"] = 1e9 * seconds / work.tuples;
    state.counters["flop_per_tuple"] = work.operations / work.tuples;
    state.counters["Gflop_per_s"] = 1e-9 * work.operations / seconds;
    state.counters["limit_Gflop_per_s"] = 1e-9 * limit;
    state.counters["of_limit"] = work.operations / seconds / limit;
    if (const auto plain = plainSeconds().find(caseOf(state, name)); plain != plainSeconds().end())
        state.counters["times_plain"] = plain->second / (seconds / dataset.size());
}

void byFormula(benchmark::State& state, const std::string& name, const Dataset& dataset, const MbtrSettings& settings,
               double reach)
{
    const auto layout = layoutFor(dataset, settings);
    const double seconds = leastSeconds(state, [&] {
        for (const Structure& structure : dataset.structures)
            benchmark::DoNotOptimize(test::plainMbtr(structure, *layout, reach).data());
    });
    plainSeconds()[caseOf(state, name)] = seconds / dataset.size();
}

Dataset only(const Structure& structure)
{
    Dataset dataset;
    dataset.structures = {structure};
    return dataset;
}

const Weighting kSixAngstrom {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = 6};

/// A thing to measure: structures (a number scales them), settings, and how far the plain formulas must look.
struct Case {
    std::string name;
    std::function<Dataset(int)> structures;
    MbtrSettings settings;
    double reach; ///< angstrom; crystals; the plain formulas do not know chains
};

Dataset powerLawCrystals(int count)
{
    return drawn(structuresOf("crystals/nmd18_train_2400.extxyz.gz", "crystals.extxyz"), static_cast<std::size_t>(count));
}

const std::vector<Case>& cases()
{
    const auto someMolecules = [](int count) { return drawn(molecules(), static_cast<std::size_t>(count)); };
    const auto perovskites = [](int n) { return only(repeated(test::perovskite(), n)); };
    const auto aluminiums = [](int n) { return only(aluminium(n)); };
    static const std::vector<Case> all {
        {"molecules", someMolecules, preset("dscribe"), 0},
        {"perovskitePairs", perovskites, distances(kExp(1e-3)), 13.82},
        {"perovskiteTriples", perovskites, cosines(kExp(1e-5)), 11.52},
        {"aluminiumPairs", aluminiums, distances(kSixAngstrom), 6.0001},
        {"powerLawCrystals", powerLawCrystals, distances({.function = WeightingFunction::InverseSquare, .accuracy = 1e-3}),
         31.63},
        {"perovskiteChains", perovskites, dihedrals({.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = 8}), 0},
        {"moleculeChains", someMolecules, dihedrals(kExp(1e-2)), 0},
    };
    return all;
}

void program(benchmark::State& state, const Case& measured)
{
    byProgram(state, measured.name, measured.structures(static_cast<int>(state.range(0))), measured.settings);
}

void plain(benchmark::State& state, const Case& measured)
{
    MbtrSettings settings = measured.settings;
    for (TermSettings& term : settings.terms)
        if (term.weighting.threshold && term.weighting.rCut) { // the plain formulas only know the scale
            term.weighting.scale = -std::log(*term.weighting.threshold) / *term.weighting.rCut;
            term.weighting.rCut.reset();
        }
    byFormula(state, measured.name, measured.structures(static_cast<int>(state.range(0))), settings, measured.reach);
}

/// All of QM7 into a matrix. Argument: number of threads.
void featuresOfMolecules(benchmark::State& state, const char* settings)
{
    const ThreadLimit threads(static_cast<int>(state.range(0)));
    const Dataset& dataset = molecules();
    const auto layout = layoutFor(dataset, preset(settings));
    Progress progress;
    leastSeconds(state, [&] { benchmark::DoNotOptimize(buildFeatures(dataset, layout, progress).values.data()); });
    state.counters["features"] = static_cast<double>(layout->featureCount);
}

/// One large structure. Argument: number of threads.
void partsOfOneStructure(benchmark::State& state)
{
    const ThreadLimit threads(static_cast<int>(state.range(0)));
    const Dataset dataset = only(repeated(test::perovskite(), 3));
    const auto layout = layoutFor(dataset, cosines(kExp(1e-5)));
    Progress progress;
    leastSeconds(state, [&] { benchmark::DoNotOptimize(computeMbtr(dataset.structures[0], layout, progress).values.data()); });
}

/// For each case the plain formulas first, for the ratio.
const bool kRegistered = [] {
    const std::map<std::string, std::vector<int>> sizes {
        {"molecules", {1000}},     {"perovskitePairs", {2}},  {"perovskiteTriples", {2}}, {"aluminiumPairs", {4, 8, 16}},
        {"powerLawCrystals", {1}}, {"perovskiteChains", {2}}, {"moleculeChains", {100}}};
    for (const Case& measured : cases())
        for (const int size : sizes.at(measured.name)) {
            const bool hasPlain = measured.settings.terms.back().k < 4 && (measured.name != "aluminiumPairs" || size < 16);
            if (hasPlain)
                benchmark::RegisterBenchmark(("plain/" + measured.name).c_str(), plain, measured)
                    ->Arg(size)
                    ->Unit(benchmark::kMillisecond)
                    ->Iterations(1);
            benchmark::RegisterBenchmark(("program/" + measured.name).c_str(), program, measured)
                ->Arg(size)
                ->Unit(benchmark::kMillisecond);
        }
    return true;
}();

} // namespace

BENCHMARK_CAPTURE(featuresOfMolecules, paper, "paper-molecules")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(3)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(partsOfOneStructure)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
