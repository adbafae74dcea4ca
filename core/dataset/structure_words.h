#pragma once

#include "core/dataset/filter_parser.h"

namespace mbtr {

/// Of the structures of a dataset, which must outlive what is made of them.
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
