#pragma once

#include "app/explorer/menus/examples.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/message_log.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/dataset_files.h"
#include "widgets/work/forces/force_studies.h"
#include "widgets/work/grid_fitter.h"
#include "widgets/work/inspector.h"
#include "widgets/work/phases/phase_studies.h"
#include "widgets/work/picture_job.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/structure_sorter.h"
#include "widgets/work/studies/compare_studies.h"
#include "widgets/work/studies/structure_studies.h"
#include "widgets/work/studies/term_study.h"
#include "widgets/work/training/model_desk.h"
#include "widgets/work/training/pipeline.h"
#include "widgets/work/training/training_studies.h"

namespace mbtr::gui {

/// The document and everything that works on it, without a pixel. Members in the order they need one another.
class Workspace : public QObject {
    Q_OBJECT

public:
    explicit Workspace(QObject* parent = nullptr);

    /// Opens a bundled example.
    void openExample(const QString& file);
    /// Reads a settings file into the session; a problem goes to the messages. Returns it, empty when all went well.
    QString openSettings(const QString& path);
    /// Writes the session's settings whole or not at all.
    void saveSettings(const QString& path);
    void tell(const QString& problem, const QString& path = {});

    Examples examples;
    MessageLog log;
    Session session;
    Selection selection;
    MeasurementList measurements;
    JobList jobs;
    StructureEditor editor {&session, &selection, &jobs};
    GridFitter grids {&session, &jobs};
    Inspector inspector {&session, &selection, &jobs};
    Pipeline pipeline {&session, &jobs};
    ModelDesk models {&session, &selection, &jobs};
    DatasetFiles files {&session, &jobs};
    StructureSorter sorter {&session, &jobs};
    TermStudy terms {&inspector, &jobs};
    StructureStudies structureStudies {&session, &jobs};
    CompareStudies compareStudies {&session, &selection, &jobs};
    TrainingStudies trainingStudies {&session, &models, &jobs};
    ForceStudies forceStudies {&session, &selection, &jobs};
    PhaseStudies phaseStudies {&session, &jobs};
    PictureJob pictures {&jobs};

private:
    void connectMessages();
    void followDataset(Stage stage);

    int m_document = 0; ///< of the structures shown last
};

} // namespace mbtr::gui
