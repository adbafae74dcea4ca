#include "core/dataset/filter.h"

#include "core/base/text.h"
#include "core/dataset/structure_words.h"

#include <algorithm>

namespace mbtr {

namespace {

constexpr int kBetweenReports = 2000;

std::string placeOf(std::size_t begin, std::size_t length)
{
    return length == 0 ? "at the end: " : "at character " + std::to_string(begin + 1) + ": ";
}

bool isPlainWord(std::string_view name)
{
    try {
        const auto tokens = filterTokens(name);
        return tokens.size() == 2 && tokens.front().kind == FilterToken::Kind::Word;
    } catch (const FilterError&) {
        return false;
    }
}

bool isReserved(std::string_view word)
{
    const auto words = builtInWords();
    return word == "and" || word == "or" || word == "not" || word == "in"
        || std::find(words.begin(), words.end(), word) != words.end();
}

/// Signs and words that only an expression has. A minus and dots are common in names.
bool looksLikeExpression(std::string_view text)
{
    if (text.find_first_of("<>=!\"'`()[]") != std::string_view::npos)
        return true;
    const auto words = splitWords(text);
    return std::any_of(words.begin(), words.end(),
                       [](std::string_view word) { return word == "and" || word == "or" || word == "not" || word == "in"; });
}

} // namespace

FilterError::FilterError(std::size_t begin, std::size_t length, const std::string& message)
    : SettingsError("filter", placeOf(begin, length) + message)
    , m_begin(begin)
    , m_length(length)
{
}

Filter::Filter(const Dataset& dataset, std::string_view text)
    : m_accepts(FilterParser(StructureWords(dataset), text).whole())
{
}

std::vector<int> filterStructures(const Dataset& dataset, std::string_view text, Progress& progress)
{
    const Filter filter(dataset, text);
    std::vector<int> accepted;
    for (int i = 0; i < dataset.size(); ++i) {
        if (i % kBetweenReports == 0) {
            progress.throwIfCancelled();
            progress.report(1.0 * i / dataset.size(), "filter");
        }
        if (filter.accepts(i))
            accepted.push_back(i);
    }
    return accepted;
}

std::string filterOfSearch(const Dataset& dataset, std::string_view text)
{
    const std::string_view searched = trimmed(text);
    if (searched.empty() || looksLikeExpression(searched))
        return std::string(searched);
    const auto value = isPlainWord(searched) ? valueOfWord(dataset, searched) : std::nullopt;
    if (value && std::holds_alternative<TruthOf>(*value)) // periodic
        return std::string(searched);
    const std::string quotedText = '"' + std::string(searched) + '"'; // it holds no quote: that is an expression
    const Property* folder = dataset.find("folder");
    const bool hasFolders = folder && std::holds_alternative<StructureTexts>(folder->values);
    return quotedText + " in name or " + quotedText + " in formula" + (hasFolders ? " or " + quotedText + " in folder" : "");
}

std::vector<std::string> filterWords(const Dataset& dataset)
{
    std::vector<std::string> words;
    for (const Property& property : dataset.properties) {
        const std::string name
            = isPlainWord(property.name) && !isReserved(property.name) ? property.name : '`' + property.name + '`';
        const auto* numbers = std::get_if<StructureNumbers>(&property.values);
        if (std::holds_alternative<AtomNumbers>(property.values))
            words.push_back("max_norm(" + name + ")");
        else if (numbers && numbers->components > 1)
            words.push_back("norm(" + name + ")");
        else
            words.push_back(name);
    }
    for (const std::string_view word : builtInWords())
        if (word != "natoms" && word != "true")
            words.emplace_back(word);
    for (const char* word : {"and", "or", "not", "in", "count(\"", "has("})
        words.emplace_back(word);
    return words;
}

} // namespace mbtr
