#include "core/dataset/structure_words.h"

#include "core/base/text.h"

namespace mbtr {

namespace {

std::string joinedNames(const Dataset& dataset)
{
    std::string names;
    for (const Property& property : dataset.properties)
        names += ", " + property.name;
    return names;
}

} // namespace

std::optional<FilterValue> StructureWords::meaningOf(const FilterToken& word) const
{
    return word.kind == FilterToken::Kind::QuotedWord ? valueOfProperty(m_dataset, word.text) : valueOfWord(m_dataset, word.text);
}

std::string StructureWords::problemOf(const FilterToken& word) const
{
    const Property* property = m_dataset.find(word.text);
    if (property && property->isPerAtom())
        return inQuotes(word.text) + " has values for each atom; max_norm(" + word.text + ") is a number";
    if (property)
        return inQuotes(word.text) + " has several numbers a structure; norm(" + word.text + ") is a number";
    return "there is no " + inQuotes(word.text) + "; there are: n_atoms, elements, formula, name, .." + joinedNames(m_dataset);
}

} // namespace mbtr
