#pragma once

namespace CLI {
class App;
}

namespace mbtr::cli {

// One function a subcommand, each in a file of its own: adds options and the callback that runs it. A callback throws
// mbtr::Error for what the input does not allow (exit 1) and CLI::ValidationError for wrong usage (exit 2).
void addInfo(CLI::App& app);
void addConvert(CLI::App& app);
void addFormats(CLI::App& app);
void addSettings(CLI::App& app);
void addLayout(CLI::App& app);
void addCompute(CLI::App& app);
void addContributions(CLI::App& app);
void addDistance(CLI::App& app);
void addTrain(CLI::App& app);
void addPredict(CLI::App& app);
void addLearningCurve(CLI::App& app);
void addSearch(CLI::App& app);
void addGdml(CLI::App& app);
void addDynamics(CLI::App& app);
void addHull(CLI::App& app);
void addHullSearch(CLI::App& app);
void addComplete(CLI::App& app);

} // namespace mbtr::cli
