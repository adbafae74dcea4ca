#include "core/dataset/filter_parser.h"

#include "core/base/text.h"
#include "core/dataset/filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace mbtr {

namespace {

using Kind = FilterToken::Kind;

constexpr int kDeepest = 100;

bool isComparison(const FilterToken& token)
{
    constexpr std::array<std::string_view, 7> kComparisons {"<", "<=", ">", ">=", "==", "=", "!="};
    return token.kind == Kind::Sign && std::find(kComparisons.begin(), kComparisons.end(), token.text) != kComparisons.end();
}

NumberOf power(NumberOf a, NumberOf b)
{
    return [a = std::move(a), b = std::move(b)](int i) { return std::pow(a(i), b(i)); };
}

/// One link of a chain such as a - b + c. Chains are evaluated in a loop: one function inside the other for each of many links
/// would need a stack as deep as the filter is long.
struct Link {
    char sign;
    NumberOf value;
};

NumberOf sumOf(NumberOf first, std::vector<Link> links)
{
    return [first = std::move(first), links = std::move(links)](int i) {
        double sum = first(i);
        for (const Link& link : links)
            sum = link.sign == '+' ? sum + link.value(i) : sum - link.value(i);
        return sum;
    };
}

NumberOf productOf(NumberOf first, std::vector<Link> links)
{
    return [first = std::move(first), links = std::move(links)](int i) {
        double product = first(i);
        for (const Link& link : links)
            product = link.sign == '*' ? product * link.value(i) : product / link.value(i);
        return product;
    };
}

TruthOf allOf(std::vector<TruthOf> all)
{
    return
        [all = std::move(all)](int i) { return std::all_of(all.begin(), all.end(), [i](const TruthOf& one) { return one(i); }); };
}

TruthOf anyOf(std::vector<TruthOf> all)
{
    return
        [all = std::move(all)](int i) { return std::any_of(all.begin(), all.end(), [i](const TruthOf& one) { return one(i); }); };
}

} // namespace

FilterParser::FilterParser(const FilterWords& words, std::string_view text)
    : m_words(words)
    , m_text(text)
    , m_tokens(filterTokens(text))
{
}

void FilterParser::fail(const FilterToken& token, const std::string& message) const
{
    throw FilterError(token.begin, token.length, message);
}

void FilterParser::fail(const Part& part, const std::string& message) const
{
    const FilterToken& first = m_tokens[part.begin];
    const FilterToken& last = m_tokens[std::max(part.begin + 1, part.end) - 1];
    throw FilterError(first.begin, last.begin + last.length - first.begin, message);
}

std::string FilterParser::describePart(const Part& part) const
{
    const FilterToken& first = m_tokens[part.begin];
    const FilterToken& last = m_tokens[std::max(part.begin + 1, part.end) - 1];
    return inQuotes(m_text.substr(first.begin, last.begin + last.length - first.begin));
}

bool FilterParser::takeSign(std::string_view sign)
{
    const bool there = next().kind == Kind::Sign && next().text == sign;
    m_at += there;
    return there;
}

bool FilterParser::takeWord(std::string_view word)
{
    const bool there = next().kind == Kind::Word && next().text == word;
    m_at += there;
    return there;
}

void FilterParser::expectSign(std::string_view sign, const char* after)
{
    if (!takeSign(sign))
        fail(next(), "expected '" + std::string(sign) + "' " + after + ", found " + inQuotes(next().text));
}

TruthOf FilterParser::whole()
{
    if (next().kind == Kind::End)
        return [](int) { return true; };
    const TruthOf result = truth(readOr());
    if (next().kind != Kind::End)
        fail(next(), "expected 'and', 'or' or the end, found " + inQuotes(next().text));
    return result;
}

TruthOf FilterParser::truth(const Part& part) const
{
    if (const auto* truth = std::get_if<TruthOf>(&part.value))
        return *truth;
    // Flags of files are numbers: 1 and 0.
    if (const auto* number = std::get_if<NumberOf>(&part.value);
        number && part.end == part.begin + 1 && m_tokens[part.begin].kind != Kind::Number)
        return [value = *number](int i) { return value(i) < 0 || value(i) > 0; };
    fail(part,
         "expected a comparison such as 'n_atoms < 20', found " + std::string(kindOf(part.value)) + ": " + describePart(part));
}

NumberOf FilterParser::number(const Part& part) const
{
    if (const auto* number = std::get_if<NumberOf>(&part.value))
        return *number;
    fail(part, "expected a number, found " + std::string(kindOf(part.value)) + ": " + describePart(part));
}

/// Before every step into something inside; m_depth goes down again where that ends.
void FilterParser::enter()
{
    if (++m_depth > kDeepest)
        fail(next(), "nested deeper than " + std::to_string(kDeepest) + " levels");
}

FilterParser::Part FilterParser::readOr()
{
    const std::size_t begin = m_at;
    Part left = readAnd();
    if (!takeWord("or"))
        return left;
    std::vector<TruthOf> all {truth(left)};
    do
        all.push_back(truth(readAnd()));
    while (takeWord("or"));
    return part(begin, anyOf(std::move(all)));
}

FilterParser::Part FilterParser::readAnd()
{
    const std::size_t begin = m_at;
    Part left = readNot();
    if (!takeWord("and"))
        return left;
    std::vector<TruthOf> all {truth(left)};
    do
        all.push_back(truth(readNot()));
    while (takeWord("and"));
    return part(begin, allOf(std::move(all)));
}

FilterParser::Part FilterParser::readNot()
{
    const std::size_t begin = m_at;
    bool negated = false;
    while (takeWord("not"))
        negated = !negated;
    Part inner = readComparison();
    if (m_at == inner.end && begin == inner.begin)
        return inner;
    TruthOf a = truth(inner);
    return part(begin, negated ? TruthOf([a](int i) { return !a(i); }) : a);
}

/// Chains as in mathematics: 5 < n_atoms <= 9.
FilterParser::Part FilterParser::readComparison()
{
    const std::size_t begin = m_at;
    Part left = readSum();
    std::vector<TruthOf> all;
    for (;;) {
        const FilterToken& sign = next();
        const bool negated = sign.kind == Kind::Word && sign.text == "not" && m_tokens[m_at + 1].text == "in";
        m_at += negated;
        if (takeWord("in")) {
            const Part right = readSum();
            TruthOf isMember = membership(left, right);
            all.push_back(negated ? TruthOf([isMember](int i) { return !isMember(i); }) : isMember);
            left = right;
        } else if (isComparison(sign)) {
            ++m_at;
            const Part right = readSum();
            all.push_back(compare(left, sign.text, right));
            left = right;
        } else {
            break;
        }
    }
    if (all.empty())
        return left;
    if (all.size() == 1)
        return part(begin, all.front());
    return part(begin, allOf(std::move(all)));
}

FilterParser::Part FilterParser::readSum()
{
    const std::size_t begin = m_at;
    Part left = readProduct();
    std::optional<NumberOf> first;
    std::vector<Link> links;
    for (;;) {
        const char sign = takeSign("+") ? '+' : takeSign("-") ? '-' : '\0';
        if (sign == '\0')
            return first ? part(begin, sumOf(std::move(*first), std::move(links))) : left;
        if (!first)
            first = number(left);
        links.push_back({sign, number(readProduct())});
    }
}

FilterParser::Part FilterParser::readProduct()
{
    const std::size_t begin = m_at;
    Part left = readSign();
    std::optional<NumberOf> first;
    std::vector<Link> links;
    for (;;) {
        const char sign = takeSign("*") ? '*' : takeSign("/") ? '/' : '\0';
        if (sign == '\0')
            return first ? part(begin, productOf(std::move(*first), std::move(links))) : left;
        if (!first)
            first = number(left);
        links.push_back({sign, number(readSign())});
    }
}

FilterParser::Part FilterParser::readSign()
{
    const std::size_t begin = m_at;
    bool negative = false, any = false;
    while (next().kind == Kind::Sign && (next().text == "-" || next().text == "+")) {
        negative = negative != (next().text == "-");
        any = true;
        ++m_at;
    }
    Part inner = readPower();
    if (!any)
        return inner;
    NumberOf a = number(inner);
    return part(begin, negative ? NumberOf([a](int i) { return -a(i); }) : a);
}

FilterParser::Part FilterParser::readPower()
{
    const std::size_t begin = m_at;
    Part base = readValue();
    if (!takeSign("^") && !takeSign("**"))
        return base;
    enter();
    NumberOf a = number(base), b = number(readSign());
    --m_depth;
    return part(begin, power(a, b));
}

FilterParser::Part FilterParser::readValue()
{
    const std::size_t begin = m_at;
    const FilterToken& token = next();
    if (takeSign("(")) {
        enter();
        FilterValue inner = readOr().value;
        --m_depth;
        expectSign(")", "to close the bracket");
        return part(begin, std::move(inner));
    }
    if (takeSign("["))
        return part(begin, readList());
    const bool joins
        = token.kind == Kind::Word && (token.text == "and" || token.text == "or" || token.text == "in" || token.text == "not");
    if (token.kind == Kind::Sign || token.kind == Kind::End || joins)
        fail(token, "expected a number, a text in quotes or a name, found " + inQuotes(token.text));
    if (token.kind == Kind::Word || token.kind == Kind::QuotedWord)
        return part(begin, readWord());
    ++m_at;
    if (token.kind == Kind::Number)
        return part(begin, NumberOf([value = token.number](int) { return value; }));
    return part(begin, TextOf([text = token.text](int) { return text; }));
}

FilterValue FilterParser::readList()
{
    std::vector<std::string> texts;
    do {
        if (next().kind != Kind::Text)
            fail(next(), "expected a text in quotes in the list, found " + inQuotes(next().text));
        texts.push_back(next().text);
        ++m_at;
    } while (takeSign(","));
    expectSign("]", "to close the list");
    return ListOf([texts](int, const std::string& text) { return std::find(texts.begin(), texts.end(), text) != texts.end(); });
}

FilterValue FilterParser::readWord()
{
    const FilterToken& token = next();
    ++m_at;
    if (token.kind == Kind::Word && takeSign("("))
        return readCall(token);
    if (const auto value = m_words.meaningOf(token))
        return *value;
    fail(token, m_words.problemOf(token));
}

} // namespace mbtr
