// What a search for a hull takes back after days: its state file, which begins with a brace, and the table of answers. What is
// taken is used for a visit.
#include "core/base/error.h"
#include "core/campaigns/hull_campaign.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/fuzz/mutations.h"

#include <filesystem>

namespace {

using mbtr::Dataset, mbtr::RowMatrix;

const std::string kState = R"({"format": "mbtr hull search", "version": 1, "structures": 6, "energy": "energy",
 "rule": "expected-improvement", "seed": 7, "round": 1, "quiet_rounds": 0,
 "told": [{"structure": 0, "energy": -1.5}, {"structure": 1, "energy": -2.5}, {"structure": 3, "energy": -2.25}]})";
const std::string kAnswers = "# energy: energy, per atom\nid,formula,energy\n0,Li,-1.5\n1,Na,-2.5\n2,Li Na,-2.25\n3,Li2 Na,\n";
const std::vector<std::string> kCells {"id",     "energy", "0",  "1",    "5",  "6",  "-1", "2147483648", "1e300", "-1e308",
                                       "1e-320", "nan",    "NA", "-inf", "\"", "\n", ",",  "1.5",        "",      "formula"};

/// Elements, then mixtures of them.
Dataset lithiumAndSodium()
{
    Dataset dataset;
    for (const std::vector<int>& species : {std::vector {3}, {11}, {3, 11}, {3, 3, 11}, {3, 11, 11}, {3, 3, 3, 11}}) {
        mbtr::Structure structure;
        structure.species = species;
        structure.positions.setZero(3, structure.atomCount());
        structure.positions.row(0).setLinSpaced(structure.atomCount(), 0, 2.0 * structure.atomCount());
        dataset.structures.push_back(structure);
    }
    return mbtr::withEnergyColumn(std::move(dataset), "energy");
}

/// A cell of the table becomes another one, or some is put in.
std::string mutatedAnswers(std::string text, std::mt19937& random)
{
    const std::size_t at = random() % (text.size() + 1);
    const std::size_t begin = text.find_last_of(",\n", at) == std::string::npos ? 0 : text.find_last_of(",\n", at) + 1;
    const std::size_t end = std::min(text.find_first_of(",\n", begin), text.size());
    return text.replace(begin, random() % 4 == 0 ? 0 : end - begin, mbtr::test::oneOf(kCells, random));
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    std::mt19937 random(seed);
    if (random() % 8 == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (random() % 2 == 0)
        return mbtr::test::giveBack(
            mbtr::test::mutatedJson(text.find("quiet_rounds") != std::string::npos ? text : kState, random), data, mostBytes);
    return mbtr::test::giveBack(mutatedAnswers(text.find("id,") != std::string::npos ? text : kAnswers, random), data, mostBytes);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Dataset dataset = lithiumAndSodium();
    static const RowMatrix features = RowMatrix::Random(dataset.size(), 3);
    static const std::string folder = std::filesystem::temp_directory_path() / ("fuzz_hull_" + std::to_string(getpid()));
    const mbtr::test::FileInMemory file(data, size);
    mbtr::HullCampaign campaign {.energies = {.property = "energy"}, .given = {}, .settings = {}, .stateFile = {}};
    campaign.settings.samples = 10;
    mbtr::HullVisit visit {.answers = {}, .ask = 2, .folder = folder};
    const bool isState = size > 0 && data[0] == '{';
    (isState ? campaign.stateFile : visit.answers) = file.path();
    mbtr::Progress progress;
    try {
        mbtr::visit(campaign, visit, dataset, features, progress);
    } catch (const mbtr::Error&) { // one clear sentence
    }
    return 0;
}
