#pragma once

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace mbtr::gui {

class JobList;
class MeasurementList;
class PictureExport;
class PictureJob;
class Selection;
class Session;
class StructureEditor;
class StructurePanel;
class StructureTools;
struct StructureStudies;

/// The 3-D view with its tools above, and below a drawer of tables, measurements and editing that opens on request.
class StructureDesk : public QWidget {
    Q_OBJECT

public:
    struct Parts {
        Session* session;
        Selection* selection;
        StructureEditor* editor;
        MeasurementList* measurements;
        StructureStudies* studies;
        PictureJob* pictures;
        JobList* jobs; ///< of the 3-D view
    };
    explicit StructureDesk(const Parts& parts, QWidget* parent = nullptr);

    StructureTools* tools() const { return m_tools; }
    StructurePanel* panel() const { return m_panel; }
    PictureExport* pictures() const { return m_pictures; }
    QSplitter* splitter() const { return m_rows; }
    /// A page of the drawer and the button that opens it; it belongs to the drawer then.
    void addPage(QWidget* page, const char* icon, const char* name, const QString& title, const QString& tip);
    void open(QWidget* page, bool on);

signals:
    /// One sentence for the messages.
    void failed(const QString& problem);

private:
    void addPages(const Parts& parts);

    StructurePanel* m_panel;
    StructureTools* m_tools;
    PictureExport* m_pictures;
    QSplitter* m_rows;
    QTabWidget* m_drawer;
};

} // namespace mbtr::gui
