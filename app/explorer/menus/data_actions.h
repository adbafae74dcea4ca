#pragma once

#include <QObject>
#include <functional>
#include <memory>

class QAction;
class QMenu;

namespace mbtr::gui {

class Workspace;
template <typename T> class LatestJob;

/// What the File menu does to the open dataset: join a table, properties and units, export the subset.
class DataActions : public QObject {
    Q_OBJECT

public:
    /// Adds its entries to `menu`. lastFolder: where dialogs start.
    DataActions(Workspace* workspace, QMenu* menu, std::function<QString()> lastFolder);
    ~DataActions() override;

    /// The rows of `path` become properties; key and column as the user chose them.
    void joinTable(const QString& path);
    /// Writes the structures of the list in its order, in the background; what is lost or wrong goes to the messages.
    void exportSubset(const QString& path);

private:
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
    struct Export;
    std::unique_ptr<LatestJob<Export>> m_exporting;
};

} // namespace mbtr::gui
