#pragma once

#include "core/gdml/gdml_training.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// Equal where data, split and settings are, as far as the weights depend on them: 16 hexadecimal digits.
std::string fingerprintOf(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings);

/// What an unfinished training of a force model has come to. The file is a zip archive: checkpoint.json and weights.npy.
struct GdmlCheckpoint {
    std::string fingerprint; ///< of the training, see fingerprintOf()
    std::vector<GdmlSearchPoint> search; ///< models tried
    std::vector<double> residuals; ///< after each step of the iterative solver
    Eigen::VectorXd weights; ///< of the last step; empty before the first
};

/// Whole or not at all. Throws FileError.
void writeCheckpoint(const GdmlCheckpoint& checkpoint, const std::string& path);
/// Nothing where there is no such file. Throws FileError for a file that is something else or damaged.
std::optional<GdmlCheckpoint> readCheckpoint(const std::string& path);

/// Keeps the checkpoint of a running training on disk, written anew every second or so and at the end of an unfinished one.
/// Callbacks come from one thread.
class CheckpointKeeper {
public:
    /// Takes up what the file holds. Throws FileError where that belongs to another training, or the file cannot be read.
    CheckpointKeeper(std::string path, const std::string& fingerprint);
    ~CheckpointKeeper();
    CheckpointKeeper(const CheckpointKeeper&) = delete;
    CheckpointKeeper& operator=(const CheckpointKeeper&) = delete;

    const GdmlCheckpoint& found() const { return m_found; }
    /// `watch` with what was found, and keeping what comes. Must not outlive this object.
    GdmlWatch keeping(GdmlWatch watch);
    /// The training is done: nothing is left to continue.
    void remove();

private:
    void add(const GdmlSearchPoint& point);
    void add(const GdmlStep& step);
    void saveNowAndThen();

    std::string m_path;
    GdmlCheckpoint m_found, m_now;
    std::chrono::steady_clock::time_point m_saved;
    bool m_isSaved = true;
};

} // namespace mbtr
