#pragma once

#include "widgets/document/edited_structure.h"
#include "widgets/work/study.h"

#include <QList>
#include <QString>
#include <memory>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// What is known of a structure: formula, mass, fragments, rings; of crystals density, volume and space group.
class FactsStudy : public Study {
    Q_OBJECT

public:
    struct Fact {
        QString name, value;
    };

    explicit FactsStudy(JobList* jobs, QObject* parent = nullptr);
    ~FactsStudy() override;

    /// tolerance: of the symmetry, angstrom. structure = nullptr: there are no facts.
    void start(const EditedStructure& edited, double tolerance);
    /// The newest answer.
    const QList<Fact>& facts() const { return m_facts; }

private:
    QList<Fact> m_facts;
    std::unique_ptr<LatestJob<QList<Fact>>> m_job;
};

} // namespace mbtr::gui
