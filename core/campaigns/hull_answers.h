#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <string>
#include <vector>

namespace mbtr {

/// An energy that came back.
struct HullAnswer {
    int structure = 0;
    double energy = 0; ///< per atom
    long line = 0; ///< of the table
};

/// Rows of a table with the columns id and energy; rows without an energy are not answered yet. perCell: energies are those of
/// cells. Throws FileError (line) for what is no id of the dataset or no finite number.
std::vector<HullAnswer> readHullAnswers(const std::string& path, const Dataset& dataset, bool perCell, Progress& progress);

/// Writes structures.extxyz with ids, and energies.csv to fill in, into a folder that is made where it is not there. Throws
/// FileError.
void writeHullQuestions(const Dataset& dataset, const std::vector<int>& picked, const std::string& property, bool perCell,
                        const std::string& folder, Progress& progress);

} // namespace mbtr
