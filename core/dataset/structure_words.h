#pragma once

#include "core/dataset/filter_parser.h"

namespace mbtr {

/// The words of a filter of structures: properties, formula, elements. The dataset must outlive what is made of the words.
class StructureWords : public FilterWords {
public:
    explicit StructureWords(const Dataset& dataset)
        : m_dataset(dataset)
    {
    }
    std::optional<FilterValue> meaningOf(const FilterToken& word) const override;
    std::string problemOf(const FilterToken& word) const override;
    const Dataset* dataset() const override { return &m_dataset; }

private:
    const Dataset& m_dataset;
};

} // namespace mbtr
