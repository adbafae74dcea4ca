#pragma once

#include "core/models/krr.h"
#include "core/models/learning_curve.h"

#include <QString>
#include <vector>

namespace mbtr::gui {

/// Keeps samples of learning curves from one run of the program to the next, in the user's cache folder. A curve is known by all
/// that its numbers depend on: structures, targets and settings.
class CurveStore {
public:
    /// The curve of these structures (rows of the dataset); split.train counts for nothing. Throws as trainingTargets.
    CurveStore(const Dataset& dataset, const std::vector<int>& rows, const MbtrSettings& mbtr, const TrainingSettings& training);

    /// What is known; damaged lines are left out.
    std::vector<LearningSample> known() const;
    /// Nothing happens where the folder cannot be written: the sample is computed again another time.
    void add(const LearningSample& sample) const;

private:
    QString m_path;
};

} // namespace mbtr::gui
