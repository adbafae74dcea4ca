#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

namespace mbtr::cli {

/// What the name of a check begins with whose other words are the choices of its option.
inline constexpr const char* kChoices = "choices ";

/// Check of an option that takes one of these words. The shells complete them; the help text has to name them.
inline CLI::Validator oneOf(const std::vector<std::string>& words)
{
    return CLI::IsMember(words).description("").name(kChoices + CLI::detail::join(words, " "));
}

/// The same for words that stand for values: for Option::transform.
template <typename Value> CLI::Validator oneOf(const std::map<std::string, Value>& meanings)
{
    std::vector<std::string> words;
    for (const auto& [word, value] : meanings)
        words.push_back(word);
    return CLI::CheckedTransformer(meanings).description("").name(kChoices + CLI::detail::join(words, " "));
}

} // namespace mbtr::cli
