#pragma once

namespace CLI {
class App;
}

namespace mbtr::cli {

// The commands below `mbtr gdml`, one for each file.
void addGdmlTrain(CLI::App& gdml);
void addGdmlPredict(CLI::App& gdml);

} // namespace mbtr::cli
