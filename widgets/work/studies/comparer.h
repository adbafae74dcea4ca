#pragma once

#include "core/chemistry/alignment.h"
#include "core/kernels/comparison.h"

#include <QObject>
#include <memory>
#include <optional>

namespace mbtr::gui {

class JobList;
class Selection;
class Session;
template <typename T> class LatestJob;

/// Two structures and how they differ.
struct PairComparison {
    std::shared_ptr<const Structure> a, b;
    MbtrTensor tensorA, tensorB; ///< of one layout
    Comparison difference;
    std::optional<Alignment> alignment; ///< of B onto A; crystals have none
    std::shared_ptr<const Structure> alignedB; ///< b where it was not moved
    const Layout& layout() const { return *tensorA.layout; }
};

/// A block and some of its bins; block = -1: none.
struct DifferencePart {
    int block = -1; ///< index into the layout
    int beginBin = 0;
    int endBin = 0;

    bool operator==(const DifferencePart&) const = default;
};

/// Two structures that do not come from the dataset, and the settings that show the point of them.
struct ShownPair {
    std::shared_ptr<const Structure> a, b;
    MbtrSettings settings;
};

/// Compares the current structure with the reference structure in the background, or a pair from elsewhere; the newest question
/// wins.
class Comparer : public QObject {
    Q_OBJECT

public:
    Comparer(Session* session, Selection* selection, JobList* jobs, QObject* parent = nullptr);
    ~Comparer() override;

    /// Nothing is computed while nobody looks.
    void setActive(bool active);
    /// Nothing: the structures that are selected.
    void setPair(std::optional<ShownPair> pair);
    bool showsForeignPair() const { return m_foreign.has_value(); }
    /// What the comparison is of.
    const MbtrSettings& settings() const;

    /// The newest there is; nullptr before the first.
    std::shared_ptr<const PairComparison> pair() const { return m_pair; }
    bool isFresh() const { return m_fresh; }
    /// Why there is no fresh one: one sentence.
    const QString& problem() const { return m_problem; }

    /// Which tuples make this part? Answered by partChanged().
    void askFor(const DifferencePart& part);
    const DifferencePart& part() const { return m_part; }
    /// The tuples that make part(); nullptr while they are not known.
    std::shared_ptr<const DifferenceContributions> contributions() const { return m_contributions; }

signals:
    void changed();
    void partChanged();
    /// setPair() was called.
    void sourceChanged();

private:
    void ask();
    void take(std::shared_ptr<const PairComparison> pair);
    void refuse(const QString& problem);

    Session* m_session;
    Selection* m_selection;
    bool m_active = false;
    bool m_stale = true; ///< something has changed since the last question
    bool m_fresh = false;
    std::optional<ShownPair> m_foreign;
    QString m_problem;
    std::shared_ptr<const PairComparison> m_pair;
    DifferencePart m_part;
    std::shared_ptr<const DifferenceContributions> m_contributions;
    std::unique_ptr<LatestJob<std::shared_ptr<const PairComparison>>> m_job;
    std::unique_ptr<LatestJob<std::shared_ptr<const DifferenceContributions>>> m_partJob;
};

} // namespace mbtr::gui
