// Settings files; what is taken is laid out and, where it is not too large, computed for a molecule.
#include "core/base/error.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/settings_json.h"
#include "tests/fuzz/mutations.h"

#include <memory>

namespace {

constexpr std::int64_t kMostFeatures = 20'000;

mbtr::Structure water()
{
    mbtr::Structure structure;
    structure.species = {8, 1, 1};
    structure.positions.resize(3, 3);
    structure.positions << 0, 0.96, -0.24, 0, 0, 0.93, 0, 0, 0;
    return structure;
}

std::vector<std::string> presetTexts()
{
    std::vector<std::string> texts;
    for (const std::string_view name : mbtr::presetNames())
        texts.push_back(mbtr::toJson(mbtr::preset(name)));
    return texts;
}

bool isMostlyJson(const std::string& text)
{
    return text.find('{') != std::string::npos && text.find("terms") != std::string::npos;
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    static const std::vector<std::string> presets = presetTexts();
    std::mt19937 random(seed);
    if (random() % 4 == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::string changed = mbtr::test::mutatedJson(isMostlyJson(text) ? text : mbtr::test::oneOf(presets, random), random);
    return mbtr::test::giveBack(changed, data, mostBytes);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const mbtr::Structure molecule = water();
    try {
        const mbtr::MbtrSettings settings = mbtr::settingsFromJson({reinterpret_cast<const char*>(data), size});
        const auto layout = std::make_shared<const mbtr::Layout>(
            mbtr::layoutOf(settings, settings.species ? *settings.species : std::vector<int> {1, 8}));
        mbtr::Progress progress;
        if (layout->featureCount < kMostFeatures)
            mbtr::computeMbtr(molecule, layout, progress);
    } catch (const mbtr::Error&) { // one clear sentence
    }
    return 0;
}
