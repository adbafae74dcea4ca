#include "core/base/text.h"
#include "core/dataset/filter.h"
#include "core/dataset/filter_parser.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

/// To nine digits: coordinates that went through a cell, or numbers that went through a file, are never exact.
bool equal(double x, double y)
{
    if (!std::isfinite(x) || !std::isfinite(y))
        return x == y;
    return std::abs(x - y) <= std::max(1e-12, 1e-9 * std::max(std::abs(x), std::abs(y)));
}

template <typename Value, typename Compare>
TruthOf compareValues(std::function<Value(int)> a, std::function<Value(int)> b, Compare compare)
{
    return [a = std::move(a), b = std::move(b), compare](int i) { return compare(a(i), b(i)); };
}

TruthOf compareNumbers(NumberOf a, const std::string& sign, NumberOf b)
{
    if (sign == "<")
        return compareValues(std::move(a), std::move(b), std::less<double>());
    if (sign == "<=")
        return compareValues(std::move(a), std::move(b), std::less_equal<double>());
    if (sign == ">")
        return compareValues(std::move(a), std::move(b), std::greater<double>());
    if (sign == ">=")
        return compareValues(std::move(a), std::move(b), std::greater_equal<double>());
    if (sign == "!=") // a missing value fulfils no comparison
        return compareValues(std::move(a), std::move(b),
                             [](double x, double y) { return !std::isnan(x) && !std::isnan(y) && !equal(x, y); });
    return compareValues(std::move(a), std::move(b), [](double x, double y) { return equal(x, y); });
}

} // namespace

TruthOf FilterParser::compare(const Part& left, const std::string& sign, const Part& right) const
{
    const bool equality = sign == "==" || sign == "=" || sign == "!=";
    if (left.value.index() != right.value.index())
        fail(right,
             "cannot compare " + std::string(kindOf(left.value)) + " (" + describePart(left) + ") with " + kindOf(right.value)
                 + " (" + describePart(right) + ")");
    if (const auto* a = std::get_if<NumberOf>(&left.value))
        return compareNumbers(*a, sign, std::get<NumberOf>(right.value));
    if (!equality)
        fail(right, std::string(kindOf(left.value)) + " can be compared with == and != only, found " + inQuotes(sign));
    const bool wanted = sign != "!=";
    if (const auto* a = std::get_if<TextOf>(&left.value))
        return compareValues(*a, std::get<TextOf>(right.value),
                             [wanted](const std::string& x, const std::string& y) { return (x == y) == wanted; });
    if (const auto* a = std::get_if<TruthOf>(&left.value))
        return compareValues(*a, std::get<TruthOf>(right.value), [wanted](bool x, bool y) { return (x == y) == wanted; });
    fail(right, "lists are asked with 'in': \"O\" in elements");
}

TruthOf FilterParser::membership(const Part& left, const Part& right) const
{
    const auto* text = std::get_if<TextOf>(&left.value);
    if (!text)
        fail(left, "expected a text in quotes before 'in', found " + std::string(kindOf(left.value)) + ": " + describePart(left));
    if (const auto* list = std::get_if<ListOf>(&right.value))
        return [a = *text, list = *list](int i) { return list(i, a(i)); };
    if (const auto* whole = std::get_if<TextOf>(&right.value))
        return compareValues(*text, *whole, [](const std::string& x, const std::string& y) {
            return lowerCase(y).find(lowerCase(x)) != std::string::npos;
        });
    fail(right,
         "expected elements, a text or a list after 'in', found " + std::string(kindOf(right.value)) + ": "
             + describePart(right));
}

} // namespace mbtr
