#pragma once

#include "app/explorer/menus/examples.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/message_log.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/grid_fitter.h"
#include "widgets/work/inspector.h"
#include "widgets/work/model_desk.h"
#include "widgets/work/pipeline.h"
#include "widgets/work/structure_editor.h"

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
    /// Writes the current structure as it is now, with its edits, by suffix; what was lost or went wrong goes to the messages.
    void saveStructure(const QString& path);
    void tell(const QString& problem, const QString& path = {});

    Examples examples;
    MessageLog log;
    Session session;
    Selection selection;
    MeasurementList measurements;
    StructureEditor editor {&session, &selection};
    JobList jobs;
    GridFitter grids {&session, &jobs};
    Inspector inspector {&session, &selection, &jobs};
    Pipeline pipeline {&session, &jobs};
    ModelDesk models {&session, &selection, &jobs};

private:
    void followDataset(Stage stage);

    int m_document = 0; ///< of the structures shown last
};

} // namespace mbtr::gui
