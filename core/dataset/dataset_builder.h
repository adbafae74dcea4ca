#pragma once

#include "core/dataset/dataset.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// Makes the columns of a dataset from structures that come one by one, each with its own keys.
/// A key that is text in one structure and a number in another, or has a different number of values, becomes a column of text;
/// a column of nothing but T and F (True, False) becomes one of 1 and 0, unless its texts are to be kept.
class DatasetBuilder {
public:
    int size() const { return m_dataset.size(); }

    void add(Structure structure);
    // For the structure added last. False where it had a value of this name already: the new one counts.
    bool set(std::string_view name, std::span<const double> numbers);
    bool set(std::string_view name, std::string_view text);
    /// T and F are texts in this column.
    void keepTexts(std::string_view name) { m_keptTexts.emplace(name); }
    /// values: components x n_atoms, component fastest.
    bool setAtoms(std::string_view name, int components, std::vector<double> values);
    /// One text an atom.
    bool setAtoms(std::string_view name, std::vector<std::string> texts);
    void addMessage(Message message) { m_dataset.messages.push_back(std::move(message)); }

    /// The dataset, whole: missing values filled in, every column with a name of its own.
    Dataset finish();

private:
    template <typename Accept> Property* find(std::string_view name, Accept accept);
    Property* create(std::string_view name);
    template <typename Column, typename Values> bool setColumn(std::string_view name, Column empty, Values values);
    StructureTexts& asTexts(Property& property, std::string_view firstText);

    Dataset m_dataset;
    std::size_t m_hint = 0; ///< structures mostly have the same keys in the same order
    bool m_tooManyNames = false;
    std::set<std::string, std::less<>> m_keptTexts;
};

/// Fills `property` up with missing values for structureCount structures.
void padWithMissing(Property& property, int structureCount);

} // namespace mbtr
