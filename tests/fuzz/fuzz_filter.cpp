// Filter expressions and conditions on atoms: any text is understood or refused with one sentence.
#include "core/base/error.h"
#include "core/dataset/atom_filter.h"
#include "core/dataset/filter.h"
#include "tests/fuzz/mutations.h"

#include <cstdint>

namespace {

mbtr::Dataset smallDataset()
{
    mbtr::Dataset dataset;
    mbtr::Structure water;
    water.species = {8, 1, 1};
    water.positions = Eigen::Matrix3Xd::Random(3, 3);
    water.name = "water";
    dataset.structures = {water};
    dataset.properties = {{"energy", "eV", mbtr::StructureNumbers {.values = {-1.5}}},
                          {"group", "", mbtr::StructureTexts {{"a"}}},
                          {"forces", "eV/angstrom", mbtr::AtomNumbers {.components = 3, .values = {{1, 2, 3, 4, 5, 6, 7, 8, 9}}}},
                          {"charge", "e", mbtr::AtomNumbers {.values = {{-0.8, 0.4, 0.4}}}}};
    return dataset;
}

const std::vector<std::string> kTokens {"and",         "or",         "not",
                                        "in",          "(",          ")",
                                        "[",           "]",          ",",
                                        "<",           "<=",         ">",
                                        "==",          "=",          "!=",
                                        "+",           "-",          "*",
                                        "/",           "^",          "**",
                                        "abs(",        "max(",       "min(",
                                        "log(",        "sqrt(",      "exp(",
                                        "count(",      "has(",       "norm(",
                                        "max_norm(",   "energy",     "group",
                                        "forces",      "charge",     "n_atoms",
                                        "O",           "elements",   "formula",
                                        "name",        "file",       "index",
                                        "1",           "2.5",        "1e300",
                                        "0",           "\"O\"",      "'a'",
                                        "`energy`",    "periodic",   "true",
                                        "element",     "x",          "z",
                                        "forces.x",    "charge > 0", "\"w\" in name",
                                        "n_atoms > 2", "index < 1"};

/// Cuts between words; one is left out, repeated, nested, moved or joined by another.
std::string mutatedExpression(const std::string& text, std::mt19937& random)
{
    std::vector<std::string> words;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find(' ', begin)) != std::string::npos; begin = end + 1)
        words.push_back(text.substr(begin, end - begin));
    words.push_back(text.substr(begin));
    const std::size_t at = random() % words.size(), other = random() % words.size();
    constexpr int kMostTimes = 300;
    switch (random() % 6) {
    case 0:
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        break;
    case 1:
        words[at] = words[other];
        break;
    case 2:
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), random() % kMostTimes, mbtr::test::oneOf(kTokens, random));
        break;
    case 3:
        words[at] = "( " + words[at] + " )";
        break;
    default:
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), mbtr::test::oneOf(kTokens, random));
    }
    std::string result;
    for (const std::string& word : words)
        result += (result.empty() ? "" : " ") + word;
    return result;
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    std::mt19937 random(seed);
    if (random() % 4 == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    return mbtr::test::giveBack(mutatedExpression({reinterpret_cast<const char*>(data), size}, random), data, mostBytes);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const mbtr::Dataset dataset = smallDataset();
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        mbtr::Filter(dataset, mbtr::filterOfSearch(dataset, text)).accepts(0);
    } catch (const mbtr::SettingsError&) {
    }
    try {
        mbtr::atomsWhere(dataset.structures.front(), &dataset, 0, text);
    } catch (const mbtr::SettingsError&) {
    }
    return 0;
}
