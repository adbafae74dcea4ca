#pragma once

#include "core/mbtr/contributions/contributions.h"

#include <QObject>
#include <memory>
#include <vector>

namespace mbtr::gui {

class Inspector;
class JobList;
class Selection;
template <typename T> class FollowingJob;

/// Where the picked atoms are in the tensor.
struct PickedParts {
    std::vector<int> atoms;
    Involving involving = Involving::AnyAtom;
    std::shared_ptr<const Structure> structure;
    MbtrTensor part; ///< what of the tensor comes from tuples with the atoms
    /// g of these tuples, of one block; the strongest where there are many.
    struct Places {
        int block = 0; ///< index into layout->blocks
        std::vector<double> values; ///< unit of the geometry function
    };
    std::vector<Places> places;
};

/// Answers where one to four picked atoms are in the tensor: of one atom all that involves it, of several the tuples that
/// contain all of them. In the background, for the structure and settings of Inspector::tensor().
class PickedInspector : public QObject {
    Q_OBJECT

public:
    PickedInspector(Selection* selection, Inspector* inspector, JobList* jobs);
    ~PickedInspector() override;

    /// nullptr: none or too many atoms are picked.
    std::shared_ptr<const PickedParts> parts() const { return m_parts; }

signals:
    void changed();

private:
    void ask();
    void show(std::shared_ptr<const PickedParts> parts);

    Selection* m_selection;
    Inspector* m_inspector;
    std::shared_ptr<const PickedParts> m_parts;
    std::shared_ptr<const MbtrTensor> m_asked;
    std::unique_ptr<FollowingJob<std::shared_ptr<const PickedParts>>> m_job;
};

} // namespace mbtr::gui
