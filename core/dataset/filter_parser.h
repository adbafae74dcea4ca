#pragma once

#include "core/dataset/filter_tokens.h"
#include "core/dataset/filter_values.h"

namespace mbtr {

/// What the words of an expression mean: of structures, or of the atoms of one. The functions of the values take the number of
/// what is asked about.
class FilterWords {
public:
    virtual ~FilterWords() = default;
    /// What a word (also one in backquotes) stands for; nothing where it has no meaning here.
    virtual std::optional<FilterValue> meaningOf(const FilterToken& word) const = 0;
    /// For a word without a meaning: what is wrong with it, for people.
    virtual std::string problemOf(const FilterToken& word) const = 0;
    /// The dataset that the functions count, has, norm and max_norm look at; nullptr where they mean nothing.
    virtual const Dataset* dataset() const = 0;
};

/// Recursive descent over the tokens of a filter (comparisons are in filter_comparisons.cpp, calls of functions in
/// filter_calls.cpp); each function reads one level of the grammar:
///
///   or := and {"or" and}; and := not {"and" not}; not := "not" not | comparison
///   comparison := sum {("<" | "<=" | ">" | ">=" | "==" | "=" | "!=" | ["not"] "in") sum}
///   sum := product {("+" | "-") product}; product := sign {("*" | "/") sign}; sign := ["-" | "+"] sign | power
///   power := value [("^" | "**") sign]; value := number | text | word | word "(" .. ")" | "(" or ")" | "[" values "]"
class FilterParser {
public:
    FilterParser(const FilterWords& words, std::string_view text);
    /// Throws FilterError.
    TruthOf whole();

private:
    /// A value and the tokens [begin, end) it was read from, for messages.
    struct Part {
        FilterValue value;
        std::size_t begin = 0, end = 0;
    };

    const FilterToken& next() const { return m_tokens[m_at]; }
    bool takeSign(std::string_view sign);
    bool takeWord(std::string_view word);
    void expectSign(std::string_view sign, const char* after);
    Part part(std::size_t begin, FilterValue value) const { return {std::move(value), begin, m_at}; }
    [[noreturn]] void fail(const FilterToken& token, const std::string& message) const;
    [[noreturn]] void fail(const Part& part, const std::string& message) const;

    void enter();
    Part readOr();
    Part readAnd();
    Part readNot();
    Part readComparison();
    Part readSum();
    Part readProduct();
    Part readSign();
    Part readPower();
    Part readValue();
    FilterValue readList();
    FilterValue readWord();
    FilterValue readCall(const FilterToken& name);
    FilterValue readPropertyCall(const FilterToken& name);
    FilterValue readNumbersCall(const FilterToken& name);
    const Property& readProperty();

    TruthOf truth(const Part& part) const;
    NumberOf number(const Part& part) const;
    TruthOf compare(const Part& left, const std::string& sign, const Part& right) const;
    TruthOf membership(const Part& left, const Part& right) const;
    std::string describePart(const Part& part) const;

    const FilterWords& m_words;
    std::string m_text;
    std::vector<FilterToken> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0; ///< of brackets, calls and powers; limited
};

} // namespace mbtr
