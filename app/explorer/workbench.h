#pragma once

#include "app/explorer/command_line.h"

#include <QWidget>

class QSplitter;

namespace mbtr::gui {

class PageStack;
class Preferences;
class StructureDesk;
class Workspace;

/// The middle of the window: the list of structures and the 3-D view stay, beside them the panels of a page; messages
/// below.
class Workbench : public QWidget {
    Q_OBJECT

public:
    Workbench(Workspace* workspace, QWidget* parent = nullptr);

    void showPage(Page page);
    QWidget* messages() const { return m_messages; }
    StructureDesk* structure() const { return m_structure; }
    void restoreLayout(const Preferences& preferences);
    void saveLayout(const Preferences& preferences) const;

private:
    void addPages(Workspace* workspace);
    void addColumns(Workspace* workspace);
    QWidget* explorePage(Workspace* workspace);
    QWidget* comparePage(Workspace* workspace);
    QList<QSplitter*> splitters() const;

    QSplitter* m_rows; ///< all the rest | messages
    QSplitter* m_columns; ///< list | 3-D view | page
    QSplitter* m_explore; ///< tensor | settings
    StructureDesk* m_structure;
    PageStack* m_pages;
    int m_structureWidth = 382; ///< while the 3-D view is hidden
    int m_listWidth = 394; ///< before it made room for Compare
    QWidget* m_messages;
};

} // namespace mbtr::gui
