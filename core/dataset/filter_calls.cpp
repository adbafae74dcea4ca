#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/filter.h"
#include "core/dataset/filter_parser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr {

namespace {

using Kind = FilterToken::Kind;

struct NumberFunction {
    std::string_view name;
    double (*function)(double);
};

constexpr std::array<NumberFunction, 4> kFunctions {{{"abs", [](double x) { return std::fabs(x); }},
                                                     {"sqrt", [](double x) { return std::sqrt(x); }},
                                                     {"log", [](double x) { return std::log(x); }},
                                                     {"exp", [](double x) { return std::exp(x); }}}};

NumberOf extreme(std::vector<NumberOf> values, bool largest)
{
    return [values = std::move(values), largest](int i) {
        double result = values.front()(i);
        for (const NumberOf& one : values)
            if (const double value = one(i); std::isnan(value) || (largest ? value > result : value < result))
                result = value;
        return result;
    };
}

} // namespace

const Property& FilterParser::readProperty()
{
    const FilterToken& token = next();
    const bool isName = token.kind == Kind::Word || token.kind == Kind::QuotedWord;
    const Property* property = isName ? m_words.dataset()->find(token.text) : nullptr;
    if (!property)
        fail(token, "expected the name of a property, found " + inQuotes(token.text));
    ++m_at;
    return *property;
}

/// Reads the arguments of a function, from behind the opening bracket on.
FilterValue FilterParser::readCall(const FilterToken& name)
{
    enter();
    const bool ofProperty = name.text == "count" || name.text == "has" || name.text == "norm" || name.text == "max_norm";
    FilterValue value = ofProperty && m_words.dataset() ? readPropertyCall(name) : readNumbersCall(name);
    expectSign(")", "to close the bracket");
    --m_depth;
    return value;
}

FilterValue FilterParser::readPropertyCall(const FilterToken& name)
{
    const FilterToken& argument = next();
    if (name.text == "count") {
        const auto z = argument.kind == Kind::Text || argument.kind == Kind::Word ? atomicNumberOf(argument.text) : std::nullopt;
        if (!z)
            fail(argument, "expected the symbol of an element, such as count(\"O\"), found " + inQuotes(argument.text));
        ++m_at;
        return countOf(*m_words.dataset(), *z);
    }
    if (name.text == "has")
        return hasValue(readProperty());
    if (name.text == "norm") {
        const auto* column = std::get_if<StructureNumbers>(&readProperty().values);
        if (!column)
            fail(argument, inQuotes(argument.text) + " does not have numbers for each structure");
        return normOf(*column);
    }
    const auto* column = std::get_if<AtomNumbers>(&readProperty().values);
    if (!column)
        fail(argument, inQuotes(argument.text) + " does not have numbers for each atom");
    return largestNormOf(*column);
}

FilterValue FilterParser::readNumbersCall(const FilterToken& name)
{
    const auto known
        = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const NumberFunction& f) { return f.name == name.text; });
    const bool isExtreme = name.text == "min" || name.text == "max";
    if (known == kFunctions.end() && !isExtreme)
        fail(name,
             "there is no function " + inQuotes(name.text)
                 + "; there are: " + (m_words.dataset() ? "count, has, norm, max_norm, " : "") + "abs, sqrt, log, exp, min, max");
    std::vector<NumberOf> values {number(readSum())};
    while (isExtreme && takeSign(","))
        values.push_back(number(readSum()));
    if (isExtreme)
        return extreme(std::move(values), name.text == "max");
    return NumberOf([function = known->function, value = values.front()](int i) { return function(value(i)); });
}

} // namespace mbtr
