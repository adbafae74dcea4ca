#pragma once

#include <QObject>

namespace mbtr::gui {

class ContributionsPanel;
class Inspector;
class Selection;
class Session;
class StructureDesk;
class StructureEditor;

/// The pages of the drawer that explain the tensor by atoms. What is kept for the first time opens its page.
class ExplainPages : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Session* session;
        Selection* selection;
        StructureEditor* editor;
        Inspector* inspector;
    };
    ExplainPages(const Parts& parts, StructureDesk* desk);

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    ContributionsPanel* m_contributions;
    bool m_opened = false; ///< once is enough: who closes the page wants it closed
};

} // namespace mbtr::gui
