#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace mbtr {

/// Numbers per structure: `components` consecutive values for each; NaN = missing.
struct StructureNumbers {
    int components = 1;
    std::vector<double> values; ///< components x n_structures, component fastest
};

/// Text per structure; empty = missing.
struct StructureTexts {
    std::vector<std::string> values;
};

/// Numbers per atom: for each structure components x n_atoms values, component fastest; empty = missing.
struct AtomNumbers {
    int components = 1;
    std::vector<std::vector<double>> values;
};

/// Text per atom (names, residues, groups): for each structure n_atoms texts; empty = missing.
struct AtomTexts {
    std::vector<std::vector<std::string>> values;
};

/// One column of a dataset.
struct Property {
    std::string name;
    std::string unit; ///< as stated by file or user; empty = not stated, never assumed
    std::variant<StructureNumbers, StructureTexts, AtomNumbers, AtomTexts> values;
    bool isTruth = false; ///< numbers 1 and 0 that the file writes as T and F

    bool isPerAtom() const { return std::holds_alternative<AtomNumbers>(values) || std::holds_alternative<AtomTexts>(values); }
    bool isText() const { return std::holds_alternative<StructureTexts>(values) || std::holds_alternative<AtomTexts>(values); }
    /// One number a structure: what a model can be trained on and a list can be sorted by.
    bool isScalar() const
    {
        const auto* numbers = std::get_if<StructureNumbers>(&values);
        return numbers && numbers->components == 1;
    }
    /// For how many structures there is a value.
    std::size_t count() const;
};

} // namespace mbtr
