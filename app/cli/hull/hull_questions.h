#pragma once

#include "app/cli/hull/hull_options.h"
#include "core/features/feature_matrix.h"
#include "core/thermodynamics/hull_search.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mbtr::cli {

/// A search whose energies come from a person or another program, over days.
struct QuestionOptions {
    int ask = 0; ///< structures to write
    std::string folder, answers, state;

    bool isAsked() const { return ask > 0 || !answers.empty() || !state.empty(); }
};

/// --ask, -o, --answers, --state.
void addQuestionOptions(CLI::App& command, QuestionOptions& options);

/// Takes the answers, if any, asks for the next structures, if so wanted, and keeps the state; the JSON to print. Energies that
/// the data hold are known from the start. Throws FileError (line of the table), SettingsError; then nothing has changed.
nlohmann::ordered_json askAndAnswer(const Dataset& dataset, const RowMatrix& features, const HullOptions& hull,
                                    const HullSearchSettings& settings, const QuestionOptions& questions, Progress& progress);

} // namespace mbtr::cli
