#pragma once

#include "core/dataset/dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/inspector.h"

#include <memory>

namespace mbtr::gui {

/// A document with its first structure chosen, and what answers questions about it.
struct Desk {
    Session session;
    Selection selection;
    JobList jobs;
    Inspector inspector {&session, &selection, &jobs};

    void open(std::shared_ptr<const Dataset> dataset)
    {
        session.setDataset({std::move(dataset), session.revision(Stage::Dataset)});
        selection.setStructure(0);
    }
    void open(std::vector<Structure> structures)
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = std::move(structures);
        open(std::shared_ptr<const Dataset>(std::move(dataset)));
    }
};

} // namespace mbtr::gui
