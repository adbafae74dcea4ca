#pragma once

#include <QObject>
#include <functional>

class QAction;
class QMenu;

namespace mbtr {
struct Table;
}

namespace mbtr::gui {

class Workspace;

/// What the File menu does to the open dataset: join a table, properties and units, export the subset.
class DataActions : public QObject {
    Q_OBJECT

public:
    /// Adds its entries to `menu`. lastFolder: where dialogs start.
    DataActions(Workspace* workspace, QMenu* menu, std::function<QString()> lastFolder);

    /// The rows of `path` become properties; key and column as the user chose them.
    void joinTable(const QString& path);

private:
    void askHowToJoin(const Table& table);
    void askForTable();
    void askForTarget();
    void fillProperties();
    void enable();

    Workspace* m_workspace;
    std::function<QString()> m_lastFolder;
    QWidget* m_window;
    QMenu* m_properties;
    QAction* m_join;
    QAction* m_export;
};

} // namespace mbtr::gui
